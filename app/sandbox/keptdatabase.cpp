// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/keptdatabase.h"

#include "database/session.h"
#include "sql/identifier.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype longestName = 63; // NAMEDATALEN - 1, in bytes

Result<void> refuseName(const QString &name, const QString &own, Engine engine)
{
    if (isKeptName(name, own, engine))
        return {};
    return fail(ErrorKind::Usage, u"%1 is not what a restore of %2 put aside"_s.arg(name, own), {},
                u"Nothing else is deleted here"_s);
}

Result<void> dropFile(const ConnectionSpec &database, const QString &name)
{
    const QFileInfo own(database.conninfo);
    TM_TRY(refuseName(name, own.fileName(), Engine::Sqlite));
    const QFileInfo kept(own.absolutePath() + u'/' + name);
    if (kept.isSymLink() || !kept.isFile())
        return fail(ErrorKind::Usage, u"there is no file %1"_s.arg(kept.filePath()));
    {
        TM_TRY_ASSIGN(const auto session,
                      openSession({.engine = Engine::Sqlite, .conninfo = kept.filePath()}));
        TM_TRY(session->execute("BEGIN EXCLUSIVE; ROLLBACK"));
    }
    QFile file(kept.filePath());
    if (file.remove())
        return {};
    return fail(ErrorKind::Io, u"%1 could not be deleted"_s.arg(kept.filePath()),
                file.errorString());
}

} // namespace

bool isKeptName(const QString &name, const QString &own, Engine engine)
{
    static const QRegularExpression database(u"\\A(.+)_before_\\d{14}\\z"_s);
    static const QRegularExpression file(u"\\A(.+)\\.before-\\d{14}(?:-\\d+)?\\z"_s);
    const auto match = (engine == Engine::Sqlite ? file : database).match(name);
    if (!match.hasMatch())
        return false;
    // A long name was cut to make room.
    const QString begin = match.captured(1);
    return begin == own || (engine == Engine::PostgreSql && own.startsWith(begin) &&
                            name.toUtf8().size() >= longestName - 3);
}

Result<void> dropKept(const ConnectionSpec &database, const QString &name, std::stop_token stop)
{
    if (database.engine == Engine::Sqlite)
        return dropFile(database, name);
    TM_TRY_ASSIGN(const auto session, openSession(database, stop));
    session->setStopToken(stop);
    TM_TRY(refuseName(name, session->databaseName(), Engine::PostgreSql));
    const std::array<Cell, 1> parameters{name.toUtf8()};
    TM_TRY_ASSIGN(
        const Rows there,
        session->query("SELECT 1 FROM pg_catalog.pg_database WHERE datname = $1", parameters));
    if (there.rows.empty())
        return fail(ErrorKind::Usage, u"there is no database %1"_s.arg(name));
    TM_TRY_ASSIGN(const Rows users,
                  session->query("SELECT coalesce(usename, '?') || ', process ' || pid FROM "
                                 "pg_catalog.pg_stat_activity WHERE datname = $1",
                                 parameters));
    QStringList who;
    for (const auto &row : users.rows)
        who << QString::fromUtf8(row[0].value_or(QByteArray()));
    if (!who.isEmpty())
        return fail(ErrorKind::Busy, u"%1 is in use"_s.arg(name), who.join(u'\n'));
    return session->execute("DROP DATABASE " + quoteIdentifier(name).toUtf8());
}

} // namespace tidemark
