// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/taskpool.h"
#include "workbench/services.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace tidemark::test {

/// What controllers get, in folders of its own; and a workspace that a test fills.
class WorkbenchFixture
{
public:
    WorkbenchFixture()
        : services{pool,
                   tasks,
                   nullptr,
                   [this](const QString &name) {
                       return name == u"TIDEMARK_CACHE"
                                  ? std::optional(path(QStringLiteral("cache")))
                                  : std::nullopt;
                   },
                   path(QStringLiteral("state")),
                   path(QStringLiteral("config"))}
        , workspaces(services)
    {
        folder().mkpath(QStringLiteral("migrations"));
        QDir().mkpath(services.stateFolder);
        QDir().mkpath(services.configFolder);
    }

    QDir folder() const { return QDir(path(QStringLiteral("workspace"))); }
    QDir migrations() const { return QDir(folder().filePath(QStringLiteral("migrations"))); }

    void write(const QString &name, const QString &text) const
    {
        QFile file(folder().filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("cannot write %s", qPrintable(name));
    }
    QString read(const QString &name) const
    {
        QFile file(folder().filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("cannot read %s", qPrintable(name));
        return QString::fromUtf8(file.readAll());
    }
    /// The scripts of a sample workspace.
    void copySample(const QString &name) const
    {
        const QDir sample(QStringLiteral(TIDEMARK_SOURCE_DIR "/migrations-samples/") + name);
        QDirIterator files(sample.path(), QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            const QString from = files.next();
            QFile::copy(from, folder().filePath(sample.relativeFilePath(from)));
        }
    }
    /// Opens it with one environment, "local".
    void open(QString url, const QString &role = QStringLiteral("local"))
    {
        url.replace(u'"', QStringLiteral("\\\""));
        write(QStringLiteral("tidemark.toml"),
              QStringLiteral("name = \"shop\"\nmigrations = \"migrations\"\n"
                             "convention = \"plain\"\n[environments.local]\nrole = \"%2\"\n"
                             "url = \"%1\"\n")
                  .arg(url, role));
        if (!workspaces.open(folder().path()))
            qFatal("%s", qPrintable(workspaces.error()->toString()));
    }

private:
    QString path(const QString &name) const { return m_folder.filePath(name); }

    QTemporaryDir m_folder;

public:
    TaskList tasks;
    TaskPool pool;
    Services services;
    WorkspaceController workspaces;
};

} // namespace tidemark::test
