// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/session.h"
#include "sandbox/sandbox.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QTest>

namespace tidemark::test {

/// The error's text in the test's log when a Result has one.
#define VERIFY_RESULT(result)                                                                      \
    do {                                                                                           \
        if (!(result))                                                                             \
            QFAIL(qPrintable((result).error().toString()));                                        \
    } while (false)

/// The first cell of the first row, or the error's text.
QByteArray valueOf(Session &session, QByteArrayView sql);

/// A fresh session's answer to the same.
QByteArray valueOf(const ConnectionSpec &spec, QByteArrayView sql);

/// File names and contents of a folder and all below it.
QMap<QString, QByteArray> contentsOf(const QString &folder);

} // namespace tidemark::test
