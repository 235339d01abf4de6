// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/rehearse.h"
#include "support/testserver.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

namespace tidemark::test {

using namespace Qt::StringLiterals;

/// A migrations folder written by a test.
class Folder
{
public:
    /// Files "0001_name.up.sql" and, unless it is null, "0001_name.down.sql".
    void add(const QString &id, const QByteArray &up, const QByteArray &down)
    {
        write(id + u".up.sql"_s, up);
        if (!down.isNull())
            write(id + u".down.sql"_s, down);
    }
    void write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(name));
    }
    QString path(const QString &name = {}) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// Stops the rehearsal at a step of a migration.
class StopAt final : public RehearsalObserver
{
public:
    StopAt(int index, RehearsalStep step)
        : m_index(index)
        , m_step(step)
    {
    }
    void stepStarted(int index, RehearsalStep step) override
    {
        if (index == m_index && step == m_step)
            m_source.request_stop();
    }
    std::stop_token token() const { return m_source.get_token(); }

private:
    int m_index;
    RehearsalStep m_step;
    std::stop_source m_source;
};

inline constexpr auto weirdTable = R"("Weird ""Name""; --")";

/// What the tests of whole rehearsals share: a folder for what sandboxes need, and the requests.
class RehearsalTest : public QObject
{
protected:
    /// A column "engine" with both.
    static void engines();
    /// From nothing, on the engine of the test's data or the one given.
    static RehearsalRequest requestFor(const QString &folder);
    static RehearsalRequest requestFor(const QString &folder, Engine engine);
    RehearsalReport rehearsed(const RehearsalRequest &request) const;
    RehearsalReport rehearsed(const Folder &folder) const
    {
        return rehearsed(requestFor(folder.path()));
    }

    QTemporaryDir m_state;
};

} // namespace tidemark::test
