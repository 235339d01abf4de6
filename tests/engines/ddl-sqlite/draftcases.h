// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <vector>

/// Two schemas with some rows in the first; what brings one to the other is in tests/golden.
struct DraftCase
{
    QString name;
    QByteArray from;
    QByteArray to;
};

const std::vector<DraftCase> &draftCases();
