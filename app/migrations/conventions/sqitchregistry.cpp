// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchregistry.h"

#include "migrations/conventions/sqitchneeds.h"
#include "migrations/conventions/sqitchrecords.h"
#include "migrations/conventions/sqitchregistryddl.h"
#include "migrations/conventions/sqitchtables.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "sql/identifier.h"

#include <utility>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// sqitch's number for its advisory lock on PostgreSQL (App::Sqitch::Engine::pg).
constexpr qint64 advisoryKey = 75474063;

class SqitchRegistry final : public HistoryStore
{
public:
    SqitchRegistry(Engine engine, const QDir &folder, const SqitchSurroundings &surroundings);

    QStringList ownRelations() const override;
    QString historyFile(const QString &databaseFile) const override;
    void useHistoryFile(const QString &file) override { m_tables.useFile(file); }
    Result<void> ensure(Session &session) const override;
    Result<History> read(Session &session) const override;
    Result<void> prepare(Session &session, const Migration &migration, bool up) const override;
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &facts) const override;
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &facts) const override;
    Result<void> markFailed(Session &session, const Migration &migration, bool up,
                            const RunFacts &facts) const override;
    Result<void> noteRolledBack(Session &session, const Migration &migration, bool up,
                                const RunFacts &facts) const override
    {
        return markFailed(session, migration, up, facts);
    }
    Result<std::unique_ptr<HistoryLock>> lock(Session &session, bool wait,
                                              std::stop_token stop) const override;

private:
    bool isPostgres() const { return m_tables.isPostgres(); }
    SqitchRecords records() const { return {m_tables, m_project.plan}; }
    SqitchPerson committer(const RunFacts &facts) const;
    Result<SqitchStamp> stamp(Session &session, const RunFacts &facts) const;
    Result<const SqitchChange *> planned(const Migration &migration) const;
    Result<void> lockTables(Session &session) const;
    Result<void> checkRelease(Session &session) const;
    Result<void> registerProject(Session &session) const;
    Result<void> addNewTags(Session &session) const;

    SqitchSurroundings m_surroundings;
    std::vector<Finding> m_findings;
    SqitchProject m_project;
    SqitchTables m_tables;
};

SqitchRegistry::SqitchRegistry(Engine engine, const QDir &folder,
                               const SqitchSurroundings &surroundings)
    : m_surroundings(surroundings)
    , m_project(readSqitchProject(folder, engine, surroundings, m_findings))
    , m_tables(engine, m_project.registry)
{
}

SqitchPerson SqitchRegistry::committer(const RunFacts &facts) const
{
    const passwd *account = ::getpwuid(::getuid());
    const QString user = !facts.user.isEmpty() ? facts.user
                         : account             ? QString::fromLocal8Bit(account->pw_name)
                                               : QString();
    const QString real = !facts.fullName.isEmpty() ? facts.fullName
                         : account ? QString::fromLocal8Bit(account->pw_gecos).section(u',', 0, 0)
                                   : QString();
    return sqitchCommitter(m_project.config, m_surroundings, user, real, facts.email);
}

Result<SqitchStamp> SqitchRegistry::stamp(Session &session, const RunFacts &facts) const
{
    TM_TRY_ASSIGN(QByteArray time, m_tables.nextTime(session));
    return SqitchStamp{std::move(time), committer(facts)};
}

QStringList SqitchRegistry::ownRelations() const
{
    if (!isPostgres())
        return {};
    QStringList names{m_project.registry};
    for (const char *name : {"changes", "dependencies", "events", "projects", "releases", "tags"})
        names.append(m_project.registry + u'.' + QLatin1StringView(name));
    return names;
}

QString SqitchRegistry::historyFile(const QString &databaseFile) const
{
    return isPostgres() ? QString() : m_tables.fileFor(databaseFile);
}

// ---- Making and reading it

Result<void> SqitchRegistry::checkRelease(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT max(version) FROM " + m_tables.table("releases")));
    const double found = rows.rows.at(0).at(0).value_or("0").toDouble();
    const double known = QByteArray(sqitchRegistryRelease).toDouble();
    if (qAbs(found - known) < 0.01)
        return {};
    return fail(ErrorKind::Unsupported,
                u"the registry of sqitch is of release %1, not %2"_s.arg(
                    QString::number(found), QLatin1StringView(sqitchRegistryRelease)),
                {}, found < known ? u"run \"sqitch upgrade\""_s : QString());
}

Result<void> SqitchRegistry::registerProject(Session &session) const
{
    const SqitchPlan &plan = m_project.plan;
    if (plan.project.isEmpty())
        return fail(ErrorKind::Input, u"the plan has no project"_s);
    const QString uri = escapedSqitchUri(plan.uri);
    const Cell parameters[] = {plan.project.toUtf8()};
    TM_TRY_ASSIGN(const Rows known, session.query("SELECT uri FROM " + m_tables.table("projects") +
                                                      " WHERE project = " + m_tables.parameter(1),
                                                  parameters));
    if (!known.rows.empty()) {
        const QString registered = textOf(known.rows[0][0]);
        if (registered == uri)
            return {};
        return fail(ErrorKind::Input,
                    u"the registry knows the project %1 with another URI"_s.arg(plan.project),
                    u"there %1, in the plan %2"_s.arg(registered.isEmpty() ? u"none"_s : registered,
                                                      uri.isEmpty() ? u"none"_s : uri));
    }
    const SqitchPerson person = committer({});
    return executeWith(session,
                       "INSERT INTO " + m_tables.table("projects") +
                           " (project, uri, creator_name, creator_email, created_at) VALUES (" +
                           m_tables.parameter(1) + ", " + m_tables.parameter(2) + ", " +
                           m_tables.parameter(3) + ", " + m_tables.parameter(4) + ", " +
                           m_tables.now() + ")",
                       {plan.project.toUtf8(), uri.isEmpty() ? Cell() : Cell(uri.toUtf8()),
                        person.name.toUtf8(), person.email.toUtf8()});
}

Result<void> SqitchRegistry::ensure(Session &session) const
{
    TM_TRY(m_tables.open(session, true));
    TM_TRY_ASSIGN(const bool there, m_tables.areThere(session));
    if (!there) {
        const SqitchPerson person = committer({});
        TM_TRY(executeTogether(
            session, sqitchRegistryDefinition(m_tables.engine(), m_tables.schema()) +
                         "INSERT INTO " + m_tables.table("releases") +
                         " (version, installed_at, installer_name, installer_email) VALUES (" +
                         sqitchRegistryRelease + ", " + m_tables.now() + ", " +
                         quoteLiteral(person.name, m_tables.engine()).toUtf8() + ", " +
                         quoteLiteral(person.email, m_tables.engine()).toUtf8() + ")"));
    }
    TM_TRY(checkRelease(session));
    TM_TRY(registerProject(session));
    TM_TRY(addNewTags(session));
    return m_tables.close(session);
}

/// Tags that the plan has got since its newest deployed change was deployed.
Result<void> SqitchRegistry::addNewTags(Session &session) const
{
    TM_TRY_ASSIGN(const QString newest,
                  m_tables.firstString(session,
                                       "SELECT change_id FROM " + m_tables.table("changes") +
                                           " WHERE project = " + m_tables.parameter(1) +
                                           " ORDER BY committed_at DESC LIMIT 1",
                                       {m_project.plan.project}));
    const auto index = newest.isEmpty() ? std::nullopt : m_project.plan.find(newest);
    if (!index)
        return {};
    SqitchChange change = m_project.plan.changes[*index];
    TM_TRY_ASSIGN(const QStringList present,
                  m_tables.strings(session,
                                   "SELECT tag_id FROM " + m_tables.table("tags") +
                                       " WHERE change_id = " + m_tables.parameter(1),
                                   {newest}));
    std::erase_if(change.tags, [&](const SqitchTag &tag) { return present.contains(tag.id); });
    if (change.tags.empty())
        return {};
    TM_TRY_ASSIGN(const SqitchStamp now, stamp(session, {}));
    return records().insertTags(session, change, now);
}

Result<History> SqitchRegistry::read(Session &session) const
{
    History history;
    TM_TRY_ASSIGN(const bool there, m_tables.open(session, false));
    if (!there)
        return history;
    TM_TRY_ASSIGN(history.exists, m_tables.areThere(session));
    if (history.exists) {
        const QByteArray milliseconds =
            isPostgres()
                ? "(extract(epoch FROM committed_at) * 1000)::bigint"
                : "CAST(round((julianday(committed_at) - 2440587.5) * 86400000) AS INTEGER)";
        const Cell parameters[] = {m_project.plan.project.toUtf8()};
        TM_TRY_ASSIGN(const Rows rows,
                      session.query("SELECT change_id, change, script_hash, " + milliseconds +
                                        ", committer_name, committer_email FROM " +
                                        m_tables.table("changes") + " WHERE project = " +
                                        m_tables.parameter(1) + " ORDER BY committed_at",
                                    parameters));
        for (const auto &row : rows.rows) {
            AppliedMigration applied;
            applied.version = textOf(row.at(0));
            applied.name = textOf(row.at(1));
            applied.checksum = textOf(row.at(2));
            applied.appliedAt = timeOf(row.at(3));
            applied.appliedBy = u"%1 <%2>"_s.arg(textOf(row.at(4)), textOf(row.at(5)));
            history.applied.push_back(std::move(applied));
        }
    }
    TM_TRY(m_tables.close(session));
    return history;
}

// ---- A migration's way

Result<const SqitchChange *> SqitchRegistry::planned(const Migration &migration) const
{
    const auto index = m_project.plan.find(migration.version);
    if (index && m_project.plan.changes[*index].id == migration.version)
        return &m_project.plan.changes[*index];
    return fail(ErrorKind::Input, u"the change %1 is not in the plan any more"_s.arg(migration.id),
                {}, u"read the migrations again"_s);
}

Result<void> SqitchRegistry::prepare(Session &session, const Migration &migration, bool up) const
{
    TM_TRY_ASSIGN(const bool there, m_tables.open(session, false));
    if (there) {
        TM_TRY_ASSIGN(const bool made, m_tables.areThere(session));
        if (made && up) {
            TM_TRY_ASSIGN(const SqitchChange *change, planned(migration));
            TM_TRY(deployedNeeds(session, m_tables, m_project.plan, *change));
        } else if (made) {
            TM_TRY(refuseIfRequired(session, m_tables, migration));
        }
    }
    return m_tables.close(session);
}

Result<std::unique_ptr<HistoryLock>> SqitchRegistry::lock(Session &session, bool wait,
                                                          std::stop_token stop) const
{
    return lockForRun(session, advisoryKey, wait, std::move(stop));
}

/// sqitch holds this lock for each change; it needs a transaction.
Result<void> SqitchRegistry::lockTables(Session &session) const
{
    if (!isPostgres() || session.transactionState() != TransactionState::Active)
        return {};
    return session.execute("LOCK TABLE " + m_tables.table("changes") + " IN EXCLUSIVE MODE");
}

Result<void> SqitchRegistry::recordUp(Session &session, const Migration &migration,
                                      const RunFacts &facts) const
{
    TM_TRY_ASSIGN(const SqitchChange *change, planned(migration));
    TM_TRY(m_tables.open(session, true));
    TM_TRY(lockTables(session));
    TM_TRY_ASSIGN(const std::vector<QString> needs,
                  deployedNeeds(session, m_tables, m_project.plan, *change));
    TM_TRY_ASSIGN(const SqitchStamp now, stamp(session, facts));
    return records().insertDeployed(session, *change, m_project.scriptHash(*change), needs, now);
}

Result<void> SqitchRegistry::recordDown(Session &session, const Migration &migration,
                                        const RunFacts &facts) const
{
    TM_TRY(m_tables.open(session, true));
    TM_TRY(lockTables(session));
    TM_TRY(refuseIfRequired(session, m_tables, migration));
    TM_TRY_ASSIGN(const SqitchStamp now, stamp(session, facts));
    return records().deleteDeployed(session, migration.version, migration.id, now);
}

/// sqitch logs failed deploys, and no failed reverts (deploy_change() and revert_change() in
/// App::Sqitch::Engine).
Result<void> SqitchRegistry::markFailed(Session &session, const Migration &migration, bool up,
                                        const RunFacts &facts) const
{
    if (!up)
        return {};
    TM_TRY_ASSIGN(const SqitchChange *change, planned(migration));
    TM_TRY(m_tables.open(session, true));
    TM_TRY_ASSIGN(const SqitchStamp now, stamp(session, facts));
    TM_TRY(records().insertFailure(session, *change, now));
    return m_tables.close(session);
}

} // namespace

std::unique_ptr<HistoryStore> makeSqitchRegistry(Engine engine, const QDir &folder,
                                                 const SqitchSurroundings &surroundings)
{
    return std::make_unique<SqitchRegistry>(engine, folder, surroundings);
}

} // namespace tidemark
