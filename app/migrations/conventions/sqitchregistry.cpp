// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchregistry.h"

#include "migrations/conventions/sqitchregistryddl.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "sql/identifier.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// sqitch's number for its advisory lock on PostgreSQL (App::Sqitch::Engine::pg).
constexpr qint64 advisoryKey = 75474063;
/// Under this name the registry is attached on SQLite.
constexpr auto attachedName = "sqitch";

class SqitchRegistry final : public HistoryStore
{
public:
    SqitchRegistry(Engine engine, const QDir &folder, const SqitchSurroundings &surroundings);

    QStringList ownRelations() const override;
    Result<void> ensure(Session &session) const override;
    Result<History> read(Session &session) const override;
    Result<void> prepare(Session &session, const Migration &migration, bool up) const override;
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &facts) const override;
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &facts) const override;
    Result<void> markFailed(Session &session, const Migration &migration, bool up,
                            const RunFacts &facts) const override;
    Result<std::unique_ptr<HistoryLock>> lock(Session &session, bool wait,
                                              std::stop_token stop) const override;

private:
    /// What an event says about its change; from the plan or, on the way down, from the registry.
    struct Event
    {
        QByteArray kind;
        QString changeId;
        QString change;
        QString project;
        QString note;
        QByteArray plannedAt;
        QString plannerName;
        QString plannerEmail;
        QStringList needed;
        QStringList conflicts;
        QStringList tags;
    };

    bool isPostgres() const { return m_engine == Engine::PostgreSql; }
    /// "schema"."name", ready for SQL.
    QByteArray table(const char *name) const;
    QByteArray parameter(int number, const char *postgresType = "text") const;
    Cell listCell(const QStringList &items) const;
    QByteArray timeCell(const QDateTime &time) const;
    Event eventOf(const QByteArray &kind, const SqitchChange &change) const;
    SqitchPerson committer(const RunFacts &facts) const;

    Result<QString> registryFile(Session &session) const;
    Result<bool> isAttached(Session &session) const;
    Result<bool> open(Session &session, bool create) const;
    Result<void> close(Session &session) const;
    Result<void> lockTables(Session &session) const;
    Result<bool> hasTables(Session &session) const;
    Result<void> checkRelease(Session &session) const;
    Result<void> registerProject(Session &session) const;
    Result<void> addNewTags(Session &session) const;
    Result<QByteArray> nextTime(Session &session) const;

    Result<std::size_t> planned(const Migration &migration) const;
    Result<QString> deployedId(Session &session, const SqitchDependency &dependency) const;
    Result<QString> firstId(Session &session, const QByteArray &sql,
                            std::initializer_list<QString> values) const;
    Result<std::vector<QString>> resolveNeeds(Session &session, const SqitchChange &change) const;
    Result<void> checkNotNeeded(Session &session, const Migration &migration) const;
    Result<void> insertTags(Session &session, const SqitchChange &change, const QByteArray &time,
                            const SqitchPerson &person) const;
    Result<void> insertEvent(Session &session, const Event &event, const QByteArray &time,
                             const SqitchPerson &person) const;
    Result<QStringList> strings(Session &session, const QByteArray &sql, const QString &id) const;

    Engine m_engine;
    SqitchSurroundings m_surroundings;
    SqitchProject m_project;
    std::vector<Finding> m_findings;
};

SqitchRegistry::SqitchRegistry(Engine engine, const QDir &folder,
                               const SqitchSurroundings &surroundings)
    : m_engine(engine)
    , m_surroundings(surroundings)
    , m_project(readSqitchProject(folder, engine, surroundings, m_findings))
{
}

// ---- Names, values

QByteArray SqitchRegistry::table(const char *name) const
{
    const QString schema = isPostgres() ? m_project.registry : QString::fromLatin1(attachedName);
    return quoteQualified(schema, QString::fromLatin1(name)).toUtf8();
}

QByteArray SqitchRegistry::parameter(int number, const char *postgresType) const
{
    const QByteArray digits = QByteArray::number(number);
    return isPostgres() ? '$' + digits + "::" + postgresType : '?' + digits;
}

/// A list as the events have it: an array on PostgreSQL; on SQLite joined, by the caller's rules.
Cell SqitchRegistry::listCell(const QStringList &items) const
{
    QByteArray array = "{";
    for (const QString &item : items) {
        if (array.size() > 1)
            array += ',';
        QString escaped = item;
        escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
        array += '"' + escaped.toUtf8() + '"';
    }
    return array + '}';
}

QByteArray SqitchRegistry::timeCell(const QDateTime &time) const
{
    return time.toUTC()
        .toString(isPostgres() ? u"yyyy-MM-dd HH:mm:ss'+00'"_s : u"yyyy-MM-dd HH:mm:ss"_s)
        .toUtf8();
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

SqitchRegistry::Event SqitchRegistry::eventOf(const QByteArray &kind,
                                              const SqitchChange &change) const
{
    Event event{kind,
                change.id,
                change.name,
                m_project.plan.project,
                change.note,
                timeCell(change.planner.at),
                change.planner.name,
                change.planner.email,
                {},
                {},
                {}};
    for (const SqitchDependency &dependency : change.needs)
        event.needed.append(dependency.text(m_project.plan.project));
    for (const SqitchDependency &dependency : change.conflicts)
        event.conflicts.append(dependency.text(m_project.plan.project));
    for (const SqitchTag &tag : change.tags)
        event.tags.append(u'@' + tag.name);
    return event;
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

// ---- Where the registry is

Result<QString> SqitchRegistry::registryFile(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT file FROM pragma_database_list WHERE name = 'main'"));
    const QString database = rows.rows.empty() ? QString() : textOf(rows.rows[0][0]);
    return sqitchRegistryFile(database, m_project.registry);
}

Result<bool> SqitchRegistry::isAttached(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT 1 FROM pragma_database_list WHERE name = 'sqitch'"));
    return !rows.rows.empty();
}

/// Attaches the file on SQLite; false when there is none and none is to be made.
Result<bool> SqitchRegistry::open(Session &session, bool create) const
{
    if (isPostgres())
        return true;
    TM_TRY_ASSIGN(const bool attached, isAttached(session));
    if (attached)
        return true;
    TM_TRY_ASSIGN(const QString file, registryFile(session));
    if (!create && (file.isEmpty() || !QFileInfo::exists(file)))
        return false;
    TM_TRY(executeWith(session, "ATTACH DATABASE ?1 AS sqitch",
                       {file.isEmpty() ? QByteArray(":memory:") : file.toUtf8()}));
    return true;
}

/// Detaches again where that is possible; a registry in memory would be gone.
Result<void> SqitchRegistry::close(Session &session) const
{
    if (isPostgres() || session.transactionState() != TransactionState::Idle)
        return {};
    TM_TRY_ASSIGN(const QString file, registryFile(session));
    TM_TRY_ASSIGN(const bool attached, isAttached(session));
    return attached && !file.isEmpty() ? session.execute("DETACH DATABASE sqitch") : Result<void>();
}

Result<bool> SqitchRegistry::hasTables(Session &session) const
{
    if (isPostgres()) {
        const Cell parameters[] = {table("changes")};
        TM_TRY_ASSIGN(const Rows rows,
                      session.query("SELECT pg_catalog.to_regclass($1)", parameters));
        return rows.rows.at(0).at(0).has_value();
    }
    TM_TRY_ASSIGN(const Rows rows, session.query("SELECT 1 FROM sqitch.sqlite_master WHERE type = "
                                                 "'table' AND name = 'changes'"));
    return !rows.rows.empty();
}

Result<void> SqitchRegistry::checkRelease(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows, session.query("SELECT max(version) FROM " + table("releases")));
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
    TM_TRY_ASSIGN(const Rows known, session.query("SELECT uri FROM " + table("projects") +
                                                      " WHERE project = " + parameter(1),
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
    const QByteArray now = isPostgres() ? "clock_timestamp()" : "strftime('%Y-%m-%d %H:%M:%f')";
    return executeWith(session,
                       "INSERT INTO " + table("projects") +
                           " (project, uri, creator_name, creator_email, created_at) VALUES (" +
                           parameter(1) + ", " + parameter(2) + ", " + parameter(3) + ", " +
                           parameter(4) + ", " + now + ")",
                       {plan.project.toUtf8(), uri.isEmpty() ? Cell() : Cell(uri.toUtf8()),
                        person.name.toUtf8(), person.email.toUtf8()});
}

Result<void> SqitchRegistry::ensure(Session &session) const
{
    TM_TRY(open(session, true));
    TM_TRY_ASSIGN(const bool there, hasTables(session));
    if (!there) {
        const SqitchPerson person = committer({});
        const QString schema =
            isPostgres() ? m_project.registry : QString::fromLatin1(attachedName);
        const QByteArray now = isPostgres() ? "clock_timestamp()" : "strftime('%Y-%m-%d %H:%M:%f')";
        TM_TRY(executeTogether(
            session, sqitchRegistryDefinition(m_engine, schema) + "INSERT INTO " +
                         table("releases") +
                         " (version, installed_at, installer_name, installer_email) VALUES (" +
                         sqitchRegistryRelease + ", " + now + ", " +
                         quoteLiteral(person.name, m_engine).toUtf8() + ", " +
                         quoteLiteral(person.email, m_engine).toUtf8() + ")"));
    }
    TM_TRY(checkRelease(session));
    TM_TRY(registerProject(session));
    TM_TRY(addNewTags(session));
    return close(session);
}

/// Tags that the plan has got since its newest deployed change was deployed.
Result<void> SqitchRegistry::addNewTags(Session &session) const
{
    TM_TRY_ASSIGN(const QString newest, firstId(session,
                                                "SELECT change_id FROM " + table("changes") +
                                                    " WHERE project = " + parameter(1) +
                                                    " ORDER BY committed_at DESC LIMIT 1",
                                                {m_project.plan.project}));
    const auto index = newest.isEmpty() ? std::nullopt : m_project.plan.find(newest);
    if (!index)
        return {};
    SqitchChange change = m_project.plan.changes[*index];
    TM_TRY_ASSIGN(const QStringList present, strings(session,
                                                     "SELECT tag_id FROM " + table("tags") +
                                                         " WHERE change_id = " + parameter(1),
                                                     newest));
    std::erase_if(change.tags, [&](const SqitchTag &tag) { return present.contains(tag.id); });
    if (change.tags.empty())
        return {};
    TM_TRY_ASSIGN(const QByteArray time, nextTime(session));
    return insertTags(session, change, time, committer({}));
}

Result<void> SqitchRegistry::prepare(Session &session, const Migration &migration, bool up) const
{
    TM_TRY_ASSIGN(const bool there, open(session, false));
    if (there) {
        TM_TRY_ASSIGN(const bool made, hasTables(session));
        if (made && up) {
            TM_TRY_ASSIGN(const std::size_t index, planned(migration));
            TM_TRY(resolveNeeds(session, m_project.plan.changes[index]));
        } else if (made) {
            TM_TRY(checkNotNeeded(session, migration));
        }
    }
    return close(session);
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
    return session.execute("LOCK TABLE " + table("changes") + " IN EXCLUSIVE MODE");
}

// ---- Reading

Result<QStringList> SqitchRegistry::strings(Session &session, const QByteArray &sql,
                                            const QString &id) const
{
    const Cell parameters[] = {id.toUtf8()};
    TM_TRY_ASSIGN(const Rows rows, session.query(sql, parameters));
    QStringList found;
    for (const auto &row : rows.rows)
        found.append(textOf(row.at(0)));
    return found;
}

Result<QString> SqitchRegistry::firstId(Session &session, const QByteArray &sql,
                                        std::initializer_list<QString> values) const
{
    std::vector<Cell> parameters;
    for (const QString &value : values)
        parameters.emplace_back(value.toUtf8());
    TM_TRY_ASSIGN(const Rows rows, session.query(sql, parameters));
    return rows.rows.empty() ? QString() : textOf(rows.rows[0][0]);
}

Result<History> SqitchRegistry::read(Session &session) const
{
    History history;
    TM_TRY_ASSIGN(const bool there, open(session, false));
    if (!there)
        return history;
    TM_TRY_ASSIGN(history.exists, hasTables(session));
    if (history.exists) {
        const QByteArray milliseconds =
            isPostgres()
                ? "(extract(epoch FROM committed_at) * 1000)::bigint"
                : "CAST(round((julianday(committed_at) - 2440587.5) * 86400000) AS INTEGER)";
        const Cell parameters[] = {m_project.plan.project.toUtf8()};
        TM_TRY_ASSIGN(const Rows rows,
                      session.query("SELECT change_id, change, script_hash, " + milliseconds +
                                        ", committer_name, committer_email FROM " +
                                        table("changes") + " WHERE project = " + parameter(1) +
                                        " ORDER BY committed_at",
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
    TM_TRY(close(session));
    return history;
}

// ---- Dependencies

Result<std::size_t> SqitchRegistry::planned(const Migration &migration) const
{
    const auto index = m_project.plan.find(migration.version);
    if (index && m_project.plan.changes[*index].id == migration.version)
        return *index;
    return fail(ErrorKind::Input, u"the change %1 is not in the plan any more"_s.arg(migration.id),
                {}, u"read the migrations again"_s);
}

/// The id of the deployed change that a dependency means, as sqitch looks it up; empty when it is
/// not deployed.
Result<QString> SqitchRegistry::deployedId(Session &session,
                                           const SqitchDependency &dependency) const
{
    const QByteArray changes = table("changes");
    const auto own = m_project.plan.find(dependency);
    const QString id = own ? m_project.plan.changes[*own].id : dependency.id;
    if (!id.isEmpty())
        return firstId(session,
                       "SELECT change_id FROM " + changes + " WHERE change_id = " + parameter(1),
                       {id});
    const QString project =
        dependency.project.isEmpty() ? m_project.plan.project : dependency.project;
    if (dependency.change.isEmpty())
        return firstId(session,
                       "SELECT change_id FROM " + table("tags") +
                           " WHERE project = " + parameter(1) + " AND tag = " + parameter(2),
                       {project, u'@' + dependency.tag});
    if (dependency.tag.isEmpty())
        return firstId(session,
                       "SELECT change_id FROM " + changes + " WHERE project = " + parameter(1) +
                           " AND change = " + parameter(2) + " ORDER BY committed_at LIMIT 1",
                       {project, dependency.change});
    return firstId(session,
                   "SELECT c.change_id FROM " + changes + " c JOIN " + table("tags") +
                       " t ON c.committed_at <= t.committed_at AND c.project = t.project WHERE "
                       "c.project = " +
                       parameter(1) + " AND c.change = " + parameter(2) +
                       " AND t.tag = " + parameter(3) + " ORDER BY c.committed_at DESC LIMIT 1",
                   {project, dependency.change, u'@' + dependency.tag});
}

/// The ids of the changes that a change requires, in order.
Result<std::vector<QString>> SqitchRegistry::resolveNeeds(Session &session,
                                                          const SqitchChange &change) const
{
    const QString &project = m_project.plan.project;
    for (const SqitchDependency &dependency : change.conflicts) {
        TM_TRY_ASSIGN(const QString id, deployedId(session, dependency));
        if (!id.isEmpty()) {
            Error error;
            error.kind = ErrorKind::Input;
            error.summary = u"%1 conflicts with %2, which is deployed"_s.arg(
                change.name, dependency.text(project));
            error.where = dependency.where;
            return fail(std::move(error));
        }
    }
    std::vector<QString> ids;
    for (const SqitchDependency &dependency : change.needs) {
        TM_TRY_ASSIGN(QString id, deployedId(session, dependency));
        if (id.isEmpty()) {
            Error error;
            error.kind = ErrorKind::Input;
            error.summary = u"%1 requires %2, which is not deployed"_s.arg(
                change.name, dependency.text(project));
            error.where = dependency.where;
            return fail(std::move(error));
        }
        ids.push_back(std::move(id));
    }
    return ids;
}

Result<void> SqitchRegistry::checkNotNeeded(Session &session, const Migration &migration) const
{
    TM_TRY_ASSIGN(
        const QStringList users,
        strings(session,
                "SELECT DISTINCT c.change FROM " + table("dependencies") + " d JOIN " +
                    table("changes") +
                    " c ON c.change_id = d.change_id WHERE d.dependency_id = " + parameter(1),
                migration.version));
    if (users.isEmpty())
        return {};
    return fail(
        ErrorKind::Input,
        u"%1 is required by deployed changes: %2"_s.arg(migration.name, users.join(u", "_s)), {},
        u"revert those first"_s);
}

// ---- Writing

/// Now, but later than everything that is recorded.
Result<QByteArray> SqitchRegistry::nextTime(Session &session) const
{
    QByteArray newest;
    for (const char *name : {"changes", "tags", "events"}) {
        newest += newest.isEmpty() ? "SELECT max(t) FROM (" : " UNION ALL ";
        newest += "SELECT max(committed_at) AS t FROM " + table(name);
    }
    newest += ") AS times";
    if (isPostgres()) {
        TM_TRY_ASSIGN(const Rows rows,
                      session.query("SELECT to_char(greatest(clock_timestamp(), (" + newest +
                                    ") + interval '1 microsecond') AT TIME ZONE 'UTC', "
                                    "'YYYY-MM-DD HH24:MI:SS.US\"+00\"')"));
        return rows.rows.at(0).at(0).value_or(QByteArray());
    }
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT strftime('%Y-%m-%d %H:%M:%f'), (" + newest + ")"));
    const QByteArray now = rows.rows.at(0).at(0).value_or(QByteArray());
    const QByteArray last = rows.rows.at(0).at(1).value_or(QByteArray());
    if (now > last)
        return now;
    const QString text = QString::fromLatin1(last.size() > 19 ? last : last + ".000");
    const QDateTime after = QDateTime::fromString(text, u"yyyy-MM-dd HH:mm:ss.zzz"_s).addMSecs(1);
    return after.toString(u"yyyy-MM-dd HH:mm:ss.zzz"_s).toLatin1();
}

Result<void> SqitchRegistry::insertTags(Session &session, const SqitchChange &change,
                                        const QByteArray &time, const SqitchPerson &person) const
{
    for (const SqitchTag &tag : change.tags)
        TM_TRY(executeWith(
            session,
            "INSERT INTO " + table("tags") +
                " (tag_id, tag, project, change_id, note, committer_name, committer_email, "
                "planned_at, planner_name, planner_email, committed_at) VALUES (" +
                parameter(1) + ", " + parameter(2) + ", " + parameter(3) + ", " + parameter(4) +
                ", " + parameter(5) + ", " + parameter(6) + ", " + parameter(7) + ", " +
                parameter(8, "timestamptz") + ", " + parameter(9) + ", " + parameter(10) + ", " +
                parameter(11, "timestamptz") + ")",
            {tag.id.toUtf8(), (u'@' + tag.name).toUtf8(), m_project.plan.project.toUtf8(),
             change.id.toUtf8(), tag.note.toUtf8(), person.name.toUtf8(), person.email.toUtf8(),
             timeCell(tag.planner.at), tag.planner.name.toUtf8(), tag.planner.email.toUtf8(),
             time}));
    return {};
}

Result<void> SqitchRegistry::insertEvent(Session &session, const Event &event,
                                         const QByteArray &time, const SqitchPerson &person) const
{
    // On SQLite sqitch joins the tags of a deploy with spaces and everything else with commas.
    const auto list = [&](const QStringList &items, const QString &separator) {
        return isPostgres() ? listCell(items) : Cell(items.join(separator).toUtf8());
    };
    return executeWith(
        session,
        "INSERT INTO " + table("events") +
            " (event, change_id, change, project, note, tags, requires, conflicts, committer_name, "
            "committer_email, planned_at, planner_name, planner_email, committed_at) VALUES (" +
            parameter(1) + ", " + parameter(2) + ", " + parameter(3) + ", " + parameter(4) + ", " +
            parameter(5) + ", " + parameter(6, "text[]") + ", " + parameter(7, "text[]") + ", " +
            parameter(8, "text[]") + ", " + parameter(9) + ", " + parameter(10) + ", " +
            parameter(11, "timestamptz") + ", " + parameter(12) + ", " + parameter(13) + ", " +
            parameter(14, "timestamptz") + ")",
        {event.kind, event.changeId.toUtf8(), event.change.toUtf8(), event.project.toUtf8(),
         event.note.toUtf8(), list(event.tags, event.kind == "revert" ? u","_s : u" "_s),
         list(event.needed, u","_s), list(event.conflicts, u","_s), person.name.toUtf8(),
         person.email.toUtf8(), event.plannedAt, event.plannerName.toUtf8(),
         event.plannerEmail.toUtf8(), time});
}

Result<void> SqitchRegistry::recordUp(Session &session, const Migration &migration,
                                      const RunFacts &facts) const
{
    TM_TRY_ASSIGN(const std::size_t index, planned(migration));
    const SqitchChange &change = m_project.plan.changes[index];
    TM_TRY(open(session, true));
    TM_TRY(lockTables(session));
    TM_TRY_ASSIGN(const std::vector<QString> needs, resolveNeeds(session, change));
    TM_TRY_ASSIGN(const QByteArray time, nextTime(session));
    const SqitchPerson person = committer(facts);
    const QString hash = m_project.scriptHash(change);
    TM_TRY(executeWith(
        session,
        "INSERT INTO " + table("changes") +
            " (change_id, script_hash, change, project, note, committer_name, committer_email, "
            "planned_at, planner_name, planner_email, committed_at) VALUES (" +
            parameter(1) + ", " + parameter(2) + ", " + parameter(3) + ", " + parameter(4) + ", " +
            parameter(5) + ", " + parameter(6) + ", " + parameter(7) + ", " +
            parameter(8, "timestamptz") + ", " + parameter(9) + ", " + parameter(10) + ", " +
            parameter(11, "timestamptz") + ")",
        {change.id.toUtf8(), hash.isEmpty() ? Cell() : Cell(hash.toUtf8()), change.name.toUtf8(),
         m_project.plan.project.toUtf8(), change.note.toUtf8(), person.name.toUtf8(),
         person.email.toUtf8(), timeCell(change.planner.at), change.planner.name.toUtf8(),
         change.planner.email.toUtf8(), time}));
    const auto addDependency = [&](const SqitchDependency &dependency, const Cell &id) {
        return executeWith(
            session,
            "INSERT INTO " + table("dependencies") +
                " (change_id, type, dependency, dependency_id) VALUES (" + parameter(1) + ", " +
                parameter(2) + ", " + parameter(3) + ", " + parameter(4) + ")",
            {change.id.toUtf8(), QByteArray(dependency.conflict ? "conflict" : "require"),
             dependency.text(m_project.plan.project).toUtf8(), id});
    };
    for (std::size_t i = 0; i < change.needs.size(); ++i)
        TM_TRY(addDependency(change.needs[i], needs[i].toUtf8()));
    for (const SqitchDependency &dependency : change.conflicts)
        TM_TRY(addDependency(dependency, std::nullopt));
    TM_TRY(insertTags(session, change, time, person));
    return insertEvent(session, eventOf("deploy", change), time, person);
}

Result<void> SqitchRegistry::recordDown(Session &session, const Migration &migration,
                                        const RunFacts &facts) const
{
    TM_TRY(open(session, true));
    TM_TRY(lockTables(session));
    TM_TRY(checkNotNeeded(session, migration));
    const QByteArray planned = isPostgres() ? "to_char(planned_at AT TIME ZONE 'UTC', 'YYYY-MM-DD "
                                              "HH24:MI:SS.US\"+00\"')"
                                            : "planned_at";
    const Cell parameters[] = {migration.version.toUtf8()};
    const QByteArray thisOne = " WHERE change_id = " + parameter(1);
    TM_TRY_ASSIGN(const Rows rows, session.query("SELECT change, project, note, " + planned +
                                                     ", planner_name, planner_email FROM " +
                                                     table("changes") + thisOne,
                                                 parameters));
    if (rows.rows.empty())
        return fail(ErrorKind::Input, u"the change %1 is not deployed"_s.arg(migration.id));
    const auto &row = rows.rows.front();
    Event event{"revert",
                migration.version,
                textOf(row.at(0)),
                textOf(row.at(1)),
                textOf(row.at(2)),
                row.at(3).value_or(QByteArray()),
                textOf(row.at(4)),
                textOf(row.at(5)),
                {},
                {},
                {}};
    const QByteArray dependencies = "SELECT dependency FROM " + table("dependencies") + thisOne;
    const QString &id = migration.version;
    TM_TRY_ASSIGN(event.tags, strings(session, "SELECT tag FROM " + table("tags") + thisOne, id));
    TM_TRY_ASSIGN(event.needed, strings(session, dependencies + " AND type = 'require'", id));
    TM_TRY_ASSIGN(event.conflicts, strings(session, dependencies + " AND type = 'conflict'", id));
    TM_TRY_ASSIGN(const QByteArray time, nextTime(session));
    for (const char *name : {"tags", "dependencies", "changes"})
        TM_TRY(executeWith(session, "DELETE FROM " + table(name) + thisOne,
                           {migration.version.toUtf8()}));
    return insertEvent(session, event, time, committer(facts));
}

/// sqitch logs failed deploys, and no failed reverts.
Result<void> SqitchRegistry::markFailed(Session &session, const Migration &migration, bool up,
                                        const RunFacts &facts) const
{
    if (!up)
        return {};
    TM_TRY_ASSIGN(const std::size_t index, planned(migration));
    TM_TRY(open(session, true));
    TM_TRY_ASSIGN(const QByteArray time, nextTime(session));
    TM_TRY(insertEvent(session, eventOf("fail", m_project.plan.changes[index]), time,
                       committer(facts)));
    return close(session);
}

} // namespace

QString sqitchRegistryFile(const QString &databaseFile, const QString &registry)
{
    if (QDir::isAbsolutePath(registry))
        return registry;
    if (databaseFile.isEmpty())
        return {};
    const QFileInfo database(databaseFile);
    const QString name = database.fileName();
    const qsizetype dot = name.indexOf(u'.');
    const QString file =
        registry.contains(u'.') || dot < 0 ? registry : registry + name.sliced(dot);
    return database.absolutePath() + u'/' + file;
}

std::unique_ptr<HistoryStore> makeSqitchRegistry(Engine engine, const QDir &folder,
                                                 const SqitchSurroundings &surroundings)
{
    return std::make_unique<SqitchRegistry>(engine, folder, surroundings);
}

} // namespace tidemark
