// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskpool.h"
#include "workbench/connector.h"
#include "workbench/environmentscontroller.h"
#include "workbench/memorysecrets.h"
#include "workbench/services.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"

#include <QFile>
#include <QTemporaryDir>

namespace tidemark::test {

/// An open workspace with the environments of a test in its tidemark.toml, a store of passwords,
/// and what reads and writes both.
struct EnvironmentsWorld
{
    /// What the file says below the folder of the migrations.
    explicit EnvironmentsWorld(const QByteArray &sections)
    {
        QFile file(folder.filePath(QStringLiteral("tidemark.toml")));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write("# ours\nmigrations = '.'\nconvention = 'dbmate'\n" + sections);
        file.close();
        if (!workspaces.open(folder.path()))
            qFatal("no workspace");
    }

    /// The file as it is now.
    QByteArray text() const
    {
        QFile file(folder.filePath(QStringLiteral("tidemark.toml")));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    QTemporaryDir folder;
    MemorySecrets secrets;
    TaskList tasks;
    TaskPool pool;
    Services services{pool,          tasks,
                      &secrets,      [](const QString &) { return std::nullopt; },
                      folder.path(), folder.path()};
    WorkspaceController workspaces{services};
    Connector connector{services};
    EnvironmentsController environments{services, workspaces, connector};
};

} // namespace tidemark::test
