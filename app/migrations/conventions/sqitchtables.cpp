// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchtables.h"

#include "migrations/historytable.h"
#include "sql/identifier.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Under this name the registry is attached on SQLite.
constexpr auto attachedName = "sqitch";

/// An array as PostgreSQL reads it.
QByteArray arrayText(const QStringList &items)
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

} // namespace

SqitchTables::SqitchTables(Engine engine, QString registry)
    : m_engine(engine)
    , m_registry(std::move(registry))
{
}

QString SqitchTables::schema() const
{
    return isPostgres() ? m_registry : QString::fromLatin1(attachedName);
}

QByteArray SqitchTables::table(const char *name) const
{
    return quoteQualified(schema(), QString::fromLatin1(name)).toUtf8();
}

QByteArray SqitchTables::parameter(int number, const char *postgresType) const
{
    const QByteArray digits = QByteArray::number(number);
    return isPostgres() ? '$' + digits + "::" + postgresType : '?' + digits;
}

QByteArray SqitchTables::now() const
{
    return isPostgres() ? "clock_timestamp()" : "strftime('%Y-%m-%d %H:%M:%f')";
}

Cell SqitchTables::list(const QStringList &items, const QString &separator) const
{
    return isPostgres() ? arrayText(items) : items.join(separator).toUtf8();
}

QByteArray SqitchTables::time(const QDateTime &time) const
{
    return time.toUTC()
        .toString(isPostgres() ? u"yyyy-MM-dd HH:mm:ss'+00'"_s : u"yyyy-MM-dd HH:mm:ss"_s)
        .toUtf8();
}

Result<QString> SqitchTables::file(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT file FROM pragma_database_list WHERE name = 'main'"));
    const QString database = rows.rows.empty() ? QString() : textOf(rows.rows[0][0]);
    return fileFor(database);
}

QString SqitchTables::fileFor(const QString &databaseFile) const
{
    if (m_file.isEmpty())
        return sqitchRegistryFile(databaseFile, m_registry);
    if (databaseFile.isEmpty())
        return QDir::isAbsolutePath(m_file) ? m_file : QString();
    return QFileInfo(databaseFile).absoluteDir().absoluteFilePath(m_file);
}

Result<bool> SqitchTables::isAttached(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("SELECT 1 FROM pragma_database_list WHERE name = 'sqitch'"));
    return !rows.rows.empty();
}

Result<bool> SqitchTables::open(Session &session, bool create) const
{
    if (isPostgres())
        return true;
    TM_TRY_ASSIGN(const bool attached, isAttached(session));
    if (attached)
        return true;
    TM_TRY_ASSIGN(const QString path, file(session));
    if (!create && (path.isEmpty() || !QFileInfo::exists(path)))
        return false;
    TM_TRY(executeWith(session, "ATTACH DATABASE ?1 AS sqitch",
                       {path.isEmpty() ? QByteArray(":memory:") : path.toUtf8()}));
    return true;
}

Result<void> SqitchTables::close(Session &session) const
{
    if (isPostgres() || session.transactionState() != TransactionState::Idle)
        return {};
    TM_TRY_ASSIGN(const QString path, file(session));
    TM_TRY_ASSIGN(const bool attached, isAttached(session));
    return attached && !path.isEmpty() ? session.execute("DETACH DATABASE sqitch") : Result<void>();
}

Result<bool> SqitchTables::areThere(Session &session) const
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

Result<QByteArray> SqitchTables::nextTime(Session &session) const
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

Result<QStringList> SqitchTables::strings(Session &session, const QByteArray &sql,
                                          std::initializer_list<QString> values) const
{
    std::vector<Cell> parameters;
    for (const QString &value : values)
        parameters.emplace_back(value.toUtf8());
    TM_TRY_ASSIGN(const Rows rows, session.query(sql, parameters));
    QStringList found;
    for (const auto &row : rows.rows)
        found.append(textOf(row.at(0)));
    return found;
}

Result<QString> SqitchTables::firstString(Session &session, const QByteArray &sql,
                                          std::initializer_list<QString> values) const
{
    TM_TRY_ASSIGN(const QStringList found, strings(session, sql, values));
    return found.value(0);
}

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

} // namespace tidemark
