// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/archive.h"

#include "database/sqlite/sqlitesession.h"
#include "rehearsal/reports/jsonreport.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int kVersion = 1;

constexpr char kTables[] = R"(
CREATE TABLE rehearsals (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    workspace TEXT NOT NULL,
    started_at TEXT NOT NULL,
    "on" TEXT NOT NULL,
    mode TEXT NOT NULL,
    fill INTEGER NOT NULL,
    traffic TEXT NOT NULL,
    cancelled INTEGER NOT NULL,
    seconds REAL NOT NULL,
    counts TEXT NOT NULL,
    report BLOB NOT NULL);
CREATE INDEX rehearsals_of_workspace ON rehearsals (workspace, id);
CREATE TABLE last_verdicts (
    workspace TEXT NOT NULL,
    migration TEXT NOT NULL,
    verdict TEXT NOT NULL,
    PRIMARY KEY (workspace, migration)) WITHOUT ROWID;
PRAGMA user_version = 1;
)";

Cell cell(const QString &text)
{
    // Null is a text without characters here, not the absence of one.
    return text.isEmpty() ? QByteArray("") : text.toUtf8();
}

Cell cell(qint64 number)
{
    return QByteArray::number(number);
}

Cell cell(double number)
{
    return QByteArray::number(number, 'g', 17);
}

QString textOf(const Cell &cell)
{
    return QString::fromUtf8(cell.value_or(QByteArray()));
}

QDateTime timeOf(const Cell &cell)
{
    return QDateTime::fromString(textOf(cell), Qt::ISODateWithMs).toUTC();
}

Cell cell(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs).toUtf8();
}

/// "reversible 9, loses-data 1"
QString countsText(const RehearsalReport &report)
{
    QStringList parts;
    for (const auto &[verdict, count] : countVerdicts(report))
        parts += verdictName(verdict) + u' ' + QString::number(count);
    return parts.join(u", "_s);
}

/// False when the text says something else than countsText() writes.
bool readCounts(const QString &text, std::map<Verdict, int> &counts)
{
    for (const QString &part : text.split(u", "_s, Qt::SkipEmptyParts)) {
        const std::optional<Verdict> verdict = verdictNamed(part.section(u' ', 0, 0));
        bool isNumber = false;
        const int count = part.section(u' ', 1).toInt(&isNumber);
        if (!verdict || !isNumber)
            return false;
        counts[*verdict] = count;
    }
    return true;
}

PastRehearsal pastFrom(const std::vector<Cell> &row)
{
    PastRehearsal past;
    past.id = row[0].value_or(QByteArray()).toLongLong();
    past.startedAt = timeOf(row[1]);
    past.on = textOf(row[2]);
    past.mode = textOf(row[3]);
    past.fill = textOf(row[4]).toInt();
    past.traffic = textOf(row[5]);
    past.cancelled = textOf(row[6]) == u"1";
    past.seconds = textOf(row[7]).toDouble();
    if (!past.startedAt.isValid())
        past.problem = u"it is not known when this rehearsal was"_s;
    if (!readCounts(textOf(row[8]), past.counts))
        past.problem = u"the verdicts of this rehearsal cannot be read"_s;
    return past;
}

Result<void> makeTables(Session &session)
{
    TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(session));
    // Another process may have made them while this one waited for the lock.
    TM_TRY_ASSIGN(const Rows version, session.query("PRAGMA user_version"));
    if (version.rows.front().front() == "0")
        TM_TRY(session.execute(kTables));
    return transaction.commit();
}

Result<void> storeVerdicts(Session &session, const QString &workspace, const LastVerdicts &verdicts)
{
    for (const auto &[migration, verdict] : verdicts) {
        const std::vector<Cell> values{cell(workspace), cell(migration), writeLastVerdict(verdict)};
        TM_TRY(session.query("INSERT OR REPLACE INTO last_verdicts (workspace, migration, verdict) "
                             "VALUES (?1, ?2, ?3)",
                             values));
    }
    return {};
}

} // namespace

int PastRehearsal::migrations() const
{
    int sum = 0;
    for (const auto &[verdict, count] : counts)
        sum += count;
    return sum;
}

RehearsalArchive::RehearsalArchive(const QString &stateFolder)
    : m_file(QDir(stateFolder).filePath(u"rehearsals.sqlite"_s))
{
}

Result<std::unique_ptr<Session>> RehearsalArchive::open() const
{
    const QString folder = QFileInfo(m_file).absolutePath();
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::Io, u"cannot make the folder %1"_s.arg(folder));
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    spec.conninfo = m_file;
    TM_TRY_ASSIGN(std::unique_ptr<Session> session, openSqliteSession(spec));
    TM_TRY_ASSIGN(const Rows version, session->query("PRAGMA user_version"));
    const int number = textOf(version.rows.front().front()).toInt();
    if (number > kVersion) {
        return fail(ErrorKind::Unsupported,
                    u"the archive of rehearsals was made by a newer Tidemark"_s, m_file,
                    u"update Tidemark, or move the file away"_s);
    }
    if (number == 0) {
        // Samples of rows are in it: for its owner's eyes.
        QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner);
        TM_TRY(makeTables(*session));
    }
    return session;
}

Result<qint64> RehearsalArchive::store(const QString &workspace, const QString &on,
                                       const RehearsalReport &report) const
{
    const QByteArray packed = qCompress(writeJson(report), 6);
    TM_TRY_ASSIGN(const std::unique_ptr<Session> session, open());
    TM_TRY_ASSIGN(Transaction transaction, Transaction::begin(*session));
    const std::vector<Cell> values{cell(workspace),
                                   cell(report.startedAt),
                                   cell(on),
                                   cell(report.mode),
                                   cell(static_cast<qint64>(report.fill)),
                                   cell(report.traffic),
                                   cell(static_cast<qint64>(report.cancelled)),
                                   cell(report.seconds),
                                   cell(countsText(report)),
                                   packed};
    TM_TRY_ASSIGN(const Rows stored,
                  session->query("INSERT INTO rehearsals (workspace, started_at, \"on\", mode, "
                                 "fill, traffic, cancelled, seconds, counts, report) VALUES (?1, "
                                 "?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, CAST(?10 AS BLOB)) RETURNING id",
                                 values));
    const qint64 id = stored.rows.front().front().value_or(QByteArray()).toLongLong();
    LastVerdicts verdicts;
    noteVerdicts(verdicts, report, on);
    for (auto &[migration, verdict] : verdicts)
        verdict.rehearsal = id;
    TM_TRY(storeVerdicts(*session, workspace, verdicts));
    const std::vector<Cell> limits{cell(workspace), cell(static_cast<qint64>(kept))};
    TM_TRY(session->query("DELETE FROM rehearsals WHERE workspace = ?1 AND id <= (SELECT id FROM "
                          "rehearsals WHERE workspace = ?1 ORDER BY id DESC LIMIT 1 OFFSET "
                          "CAST(?2 AS INTEGER))",
                          limits));
    TM_TRY(transaction.commit());
    return id;
}

Result<std::vector<PastRehearsal>> RehearsalArchive::list(const QString &workspace) const
{
    TM_TRY_ASSIGN(const std::unique_ptr<Session> session, open());
    const std::vector<Cell> values{cell(workspace)};
    TM_TRY_ASSIGN(const Rows rows,
                  session->query("SELECT id, started_at, \"on\", mode, fill, traffic, cancelled, "
                                 "seconds, counts FROM rehearsals WHERE workspace = ?1 "
                                 "ORDER BY id DESC",
                                 values));
    std::vector<PastRehearsal> list;
    for (const std::vector<Cell> &row : rows.rows)
        list.push_back(pastFrom(row));
    return list;
}

Result<RehearsalReport> RehearsalArchive::report(qint64 id) const
{
    TM_TRY_ASSIGN(const std::unique_ptr<Session> session, open());
    const std::vector<Cell> values{cell(id)};
    TM_TRY_ASSIGN(const Rows rows,
                  session->query("SELECT report FROM rehearsals WHERE id = ?1", values));
    if (rows.rows.empty()) {
        return fail(ErrorKind::Usage, u"this rehearsal is not kept any more"_s, {},
                    u"the newest %1 of a workspace are kept"_s.arg(kept));
    }
    const QByteArray json = qUncompress(rows.rows.front().front().value_or(QByteArray()));
    auto report = readJson(json);
    if (!report) {
        return fail(ErrorKind::Input, u"the archive's copy of this rehearsal is damaged"_s,
                    report.error().detail);
    }
    return report;
}

Result<LastVerdicts> RehearsalArchive::lastVerdicts(const QString &workspace) const
{
    TM_TRY_ASSIGN(const std::unique_ptr<Session> session, open());
    const std::vector<Cell> values{cell(workspace)};
    TM_TRY_ASSIGN(const Rows rows, session->query("SELECT migration, verdict FROM last_verdicts "
                                                  "WHERE workspace = ?1",
                                                  values));
    LastVerdicts verdicts;
    for (const std::vector<Cell> &row : rows.rows) {
        // One that cannot be read counts as never rehearsed.
        if (auto verdict = readLastVerdict(row[1].value_or(QByteArray())))
            verdicts.emplace(textOf(row[0]), std::move(*verdict));
    }
    return verdicts;
}

} // namespace tidemark
