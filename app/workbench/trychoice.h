// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/services.h"

#include <QString>

namespace tidemark {

/// With what migrations are tried in the editor; one for a workspace.
struct TryChoice
{
    int fill = 2;        ///< rows that every table has at least: downs fail on rows, not on none
    QString trafficFile; ///< absolute; a script that runs between up and down; empty: none

    bool operator==(const TryChoice &) const = default;
};

/// As it was chosen the last time. What is damaged is as at first, and a script that is no file any
/// more is left out.
TryChoice savedTryChoice(const Services &services, const QString &workspaceFile);
void saveTryChoice(const Services &services, const QString &workspaceFile, const TryChoice &choice);

} // namespace tidemark
