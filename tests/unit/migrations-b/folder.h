// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/convention.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest/QTest>

#include <algorithm>
#include <optional>
#include <utility>

namespace tidemark::test {

/// A temporary folder that a test fills.
class Folder
{
public:
    void write(const QString &name, const QByteArray &text) const
    {
        const QString path = m_folder.filePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        const bool written = file.open(QIODevice::WriteOnly) && file.write(text) == text.size();
        if (!written)
            qFatal("cannot write %s", qPrintable(path));
    }
    QDir dir(const QString &below = {}) const { return QDir(m_folder.filePath(below)); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// What read() gives; the test fails when it gives an error.
inline MigrationSet readSet(const Convention &convention, const QDir &dir,
                            Engine engine = Engine::PostgreSql,
                            const QHash<QString, QString> &environment = {})
{
    ReadRequest request;
    request.folder = dir;
    request.engine = engine;
    request.environment = [environment](const QString &name) -> std::optional<QString> {
        const auto found = environment.constFind(name);
        return found == environment.constEnd() ? std::nullopt : std::optional(*found);
    };
    auto set = convention.read(request);
    if (!set) {
        QTest::qFail(qPrintable(set.error().toString()), __FILE__, __LINE__);
        return {};
    }
    return *std::move(set);
}

inline QStringList idsOf(const MigrationSet &set)
{
    QStringList ids;
    for (const Migration &migration : set.migrations)
        ids.append(migration.id);
    return ids;
}

/// "code file:line:column" of each finding, sorted.
inline QStringList findingsOf(const std::vector<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings)
        lines.append(finding.code + QLatin1Char(' ') + finding.where.toString());
    lines.sort();
    return lines;
}

inline const Migration *byId(const MigrationSet &set, const QString &id)
{
    const auto found = std::find_if(set.migrations.begin(), set.migrations.end(),
                                    [&](const Migration &m) { return m.id == id; });
    return found == set.migrations.end() ? nullptr : &*found;
}

} // namespace tidemark::test
