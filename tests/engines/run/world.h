// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/connectionspec.h"
#include "database/session.h"
#include "migrations/convention.h"
#include "run/plan.h"
#include "run/runner.h"

#include <QTemporaryDir>

#include <memory>

namespace tidemark::test {

/// A folder of dbmate migrations and an empty database of one engine: the real one. A call that
/// cannot do what a test needs beforehand ends the program with the reason.
class World
{
public:
    explicit World(Engine engine);
    ~World();

    Engine engine() const { return m_engine; }
    bool isPostgres() const { return m_engine == Engine::PostgreSql; }
    QString url() const { return m_url; }
    QString migrations() const { return m_folder.filePath(QStringLiteral("migrations")); }
    QString filePath(const QString &name) const { return m_folder.filePath(name); }

    /// NUMBER_NAME.sql with both sections; `mode` stands behind both markers.
    void write(const QString &id, const QByteArray &up, const QByteArray &down,
               const QByteArray &mode = {});
    void remove(const QString &id);

    /// A connection of its own.
    std::unique_ptr<Session> open(std::stop_token stop = {}) const;

    /// The one that the calls below use; made at the first need.
    Session &session();
    void closeSession() { m_session.reset(); }

    PlanRequest planRequest(Session &session) const;
    PlanRequest planRequest() { return planRequest(session()); }
    RunReport execute(const Plan &plan, const RunOptions &options = {}, std::stop_token stop = {});
    RunReport up(const PlanLimits &limits = {}, const RunOptions &options = {},
                 std::stop_token stop = {});
    RunReport down(const PlanLimits &limits = {}, const RunOptions &options = {});
    std::unique_ptr<HistoryStore> store() const;

    /// "1 2 3": what the history says.
    QString versions();
    /// The user's tables in the order of their names, without those of the tools.
    QStringList tables();
    /// The first cell of the first row.
    QString value(const QByteArray &sql);
    void execute(const QByteArray &sql);

private:
    Engine m_engine;
    QTemporaryDir m_folder;
    QString m_url;
    std::unique_ptr<Session> m_session;
};

/// The one table that every test has: whatever its name goes through must quote it.
inline constexpr char weirdTable[] = "\"Weird \"\"Name\"\"; --\"";
inline const QString weirdName = QStringLiteral("Weird \"Name\"; --");

/// "done done failed not-started": the outcomes of a report.
QString outcomesOf(const RunReport &report);

/// The error of the step that failed, or of the whole run.
Error errorOf(const RunReport &report);

/// For data-driven tests: adds the column "engine" with both.
void addEngines();

} // namespace tidemark::test
