// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "runs.h"

#include <QTemporaryDir>

namespace tidemark::test {

/// A project of five changes with tags, dependencies, notes and a rework, and the sqitch program.
class SqitchWorld
{
public:
    explicit SqitchWorld(Engine engine);

    QDir project() const { return QDir(m_folder.filePath(QStringLiteral("project"))); }
    Engine engine() const { return m_engine; }
    QString folder() const { return m_folder.path(); } ///< of the project and the databases
    Database makeDatabase(const QString &name) const;

    /// Its ids, in the plan's order.
    static QStringList allIds();

    /// Adds a line to the plan and writes files of the project.
    void addToPlan(const QByteArray &line) const;
    void write(const QString &name, const QByteArray &text) const;

    /// Runs "sqitch <arguments> --target <database>" in the project; the output and, when the exit
    /// code is not 0, the errors and that code.
    struct Answer
    {
        int exitCode = 0;
        QString output;
    };
    Answer sqitch(const QStringList &arguments, const Database &database) const;

    /// Where the registry's tables are: the database itself, or the file beside it on SQLite.
    Database registryOf(const Database &database) const;

    /// Everything in the registry but the times of commits, one line per row.
    QStringList registryRows(const Database &database) const;

    /// The tables' columns, keys, defaults and constraints as the engine tells them.
    QStringList registryTables(const Database &database) const;

private:
    QTemporaryDir m_folder;
    Engine m_engine;
};

} // namespace tidemark::test
