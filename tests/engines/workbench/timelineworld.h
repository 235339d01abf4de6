// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskpool.h"
#include "workbench/services.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"

#include <QObject>
#include <QTemporaryDir>

#include <functional>

namespace tidemark::test {

/// A workspace in a folder of its own, with dbmate's layout, and what controllers need around it.
class TimelineWorld
{
public:
    struct Database
    {
        QString name;
        QString role; ///< "local", "staging", "production"
        QString url;
    };

    TimelineWorld();
    ~TimelineWorld();

    QString path(const QString &relative) const { return m_folder.filePath(relative); }
    QString sqliteUrl(const QString &file) const { return QStringLiteral("sqlite:") + file; }

    /// 1 is 20240101000001_<name>.sql. Without a `down` the file has an empty one.
    void addMigration(int number, const QString &name, const QString &up, const QString &down);
    /// `count` tables t1, t2, ...; the first one is called `Weird "Name"; --` instead.
    void addTables(int count, int from = 1);
    static QString versionOf(int number);
    static QString idOf(int number, const QString &name);
    static QString tableId(int number) { return idOf(number, QStringLiteral("t%1").arg(number)); }

    void write(const std::vector<Database> &databases);
    void open();
    /// Opened with one environment, "local".
    void openOn(const QString &url);

    /// As another program would: a session of its own, in this thread.
    void applyOutside(const QString &url, int count);
    void execute(const QString &url, const QByteArray &sql);
    /// The first column of the first row.
    QByteArray ask(const QString &url, const QByteArray &sql);

private:
    QTemporaryDir m_folder; // first: the others lie in it

public:
    TaskPool pool;
    TaskList tasks;
    Services services;
    WorkspaceController workspace;

private:
    QString absolute(const QString &url) const;
};

} // namespace tidemark::test
