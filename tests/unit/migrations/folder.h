// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/convention.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <optional>

namespace tidemark::test {

/// A migrations folder of a test; gone at the end.
class Folder
{
public:
    void write(const QString &name, const QByteArray &bytes)
    {
        QVERIFY(QDir(path()).mkpath(QFileInfo(file(name)).path()));
        QFile out(file(name));
        QVERIFY(out.open(QIODevice::WriteOnly));
        QCOMPARE(out.write(bytes), bytes.size());
    }
    QString path() const { return m_folder.path(); }
    QDir dir() const { return QDir(path()); }
    QString file(const QString &name) const { return path() + QLatin1Char('/') + name; }

private:
    QTemporaryDir m_folder;
};

/// Reads the folder by a convention; the environment has nothing but `variables`.
inline MigrationSet readAs(const QString &convention, const Folder &folder,
                           const QHash<QString, QString> &variables = {})
{
    ReadRequest request;
    request.folder = folder.dir();
    request.environment = [variables](const QString &name) -> std::optional<QString> {
        return variables.contains(name) ? std::optional(variables.value(name)) : std::nullopt;
    };
    const Convention *tool = findConvention(convention);
    if (!tool)
        qFatal("no convention %s", qPrintable(convention));
    Result<MigrationSet> set = tool->read(request);
    if (!set)
        qFatal("%s", qPrintable(set.error().toString()));
    return std::move(*set);
}

inline QStringList versionsOf(const MigrationSet &set)
{
    QStringList versions;
    for (const Migration &migration : set.migrations)
        versions.append(migration.version);
    return versions;
}

inline QStringList codesOf(const std::vector<Finding> &findings)
{
    QStringList codes;
    for (const Finding &finding : findings)
        codes.append(finding.code);
    return codes;
}

/// The first finding of this code; a test that asks for one that is not there ends.
inline Finding findingOf(const std::vector<Finding> &findings, const QString &code)
{
    const auto found = std::find_if(findings.begin(), findings.end(),
                                    [&](const Finding &item) { return item.code == code; });
    if (found == findings.end())
        qFatal("no finding %s among: %s", qPrintable(code),
               qPrintable(codesOf(findings).join(QLatin1Char(' '))));
    return *found;
}

/// "line: text" of each script, for comparing at a glance.
inline QStringList scriptsOf(const std::vector<Script> &scripts)
{
    QStringList lines;
    for (const Script &script : scripts)
        lines.append(QString::number(script.firstLine) + QLatin1String(": ") +
                     QString::fromUtf8(script.text).trimmed());
    return lines;
}

} // namespace tidemark::test
