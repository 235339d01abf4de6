// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/process.h"
#include "engines/run/world.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>
#include <cstdlib>

namespace tidemark::test {

/// The real binary, run to its end.
inline ProcessResult runTidemark(const QStringList &arguments, const QString &folder = {},
                                 const QMap<QString, QString> &environment = {})
{
    // What tests do is no act of the person who runs them.
    static const QTemporaryDir state;
    QMap<QString, QString> variables{{QStringLiteral("TIDEMARK_STATE"), state.path()}};
    variables.insert(environment);
    auto result = runProcess({.program = QStringLiteral(TIDEMARK_PROGRAM),
                              .arguments = arguments,
                              .environment = variables,
                              .workingFolder = folder});
    if (!result) {
        std::fprintf(stderr, "%s\n", qPrintable(result.error().toString()));
        std::exit(1);
    }
    return *result;
}

/// `command`, and the options that name the world.
inline QStringList on(const World &world, const QStringList &command)
{
    return command + QStringList{QStringLiteral("--url"),        world.url(),
                                 QStringLiteral("--migrations"), world.migrations(),
                                 QStringLiteral("--convention"), QStringLiteral("dbmate")};
}

inline QJsonObject jsonIn(const QByteArray &output)
{
    return QJsonDocument::fromJson(output).object();
}

} // namespace tidemark::test
