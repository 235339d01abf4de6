// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/process.h"
#include "workspace/auditlog.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QMap>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tidemark;

class TestAuditLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsItsFolder_data();
    void findsItsFolder();
    void isEmptyAtFirst();
    void keepsEntries();
    void filters();
    void anotherProgramCanCheckIt();
    void refusesChanges_data();
    void refusesChanges();
    void findsTampering_data();
    void findsTampering();
    void twoProcessesAtOnce();
    void oneReadsWhileAnotherWrites();
    void saysWhenItCannotWrite();
    void refusesANewerFormat();
    void verifiesManyRows();
};

namespace {

AuditEntry entry(int number)
{
    AuditEntry entry;
    entry.startedAt = QDateTime(QDate(2026, 3, 1), QTime(8, 0), Qt::UTC).addSecs(60 * number);
    entry.durationMs = 1500 + number;
    entry.act = number % 2 ? u"up"_s : u"down"_s;
    entry.user = u"ada"_s;
    entry.host = u"workstation"_s;
    entry.workspace = u"/srv/shop/tidemark.toml"_s;
    entry.environment = number % 3 ? u"local"_s : u"Weird \"Name\"; --"_s;
    entry.database = u"postgresql://ada@db/shop"_s;
    entry.subject = u"00%1_größe"_s.arg(number);
    entry.result = number % 5 ? AuditResult::Done : AuditResult::Failed;
    entry.summary = u"1 applied"_s;
    entry.error = number % 5 ? QString() : u"up.sql:3:7: there is no \"x\"\nsecond line"_s;
    entry.details = u"[{\"id\":\"00%1\"}]"_s.arg(number);
    return entry;
}

AuditLog filled(const QString &folder, int rows)
{
    auto log = AuditLog::openForWriting(folder);
    if (!log)
        qFatal("%s", qPrintable(log.error().toString()));
    for (int number = 1; number <= rows; ++number) {
        const auto id = log->append(entry(number));
        if (!id || *id != number)
            qFatal("row %d: %s", number, id ? "wrong id" : qPrintable(id.error().toString()));
    }
    return std::move(*log);
}

ChainState stateOf(const QString &folder)
{
    const auto log = AuditLog::openForReading(folder);
    const auto state = log ? log->verify() : tl::unexpected<Error>(log.error());
    if (!state)
        qFatal("%s", qPrintable(state.error().toString()));
    return *state;
}

/// SQLite's own program, as somebody with a grudge would use it.
ProcessResult sqlite(const QString &folder, const QString &sql)
{
    const auto result = runProcess(
        {.program = u"sqlite3"_s, .arguments = {u"-bail"_s, AuditLog::fileIn(folder), sql}});
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    return *result;
}

} // namespace

void TestAuditLog::findsItsFolder_data()
{
    QTest::addColumn<QString>("own");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("expected");
    QTest::newRow("by its own variable") << u"/x/y"_s << u"/state"_s << u"/x/y"_s;
    QTest::newRow("by the specification") << u""_s << u"/state"_s << u"/state/tidemark"_s;
    QTest::newRow("at home") << u""_s << u""_s << u"/home/ada/.local/state/tidemark"_s;
    QTest::newRow("not a relative one")
        << u""_s << u"state"_s << u"/home/ada/.local/state/tidemark"_s;
}

void TestAuditLog::findsItsFolder()
{
    QFETCH(QString, own);
    QFETCH(QString, state);
    const auto lookup = [&](const QString &name) -> std::optional<QString> {
        if (name == u"TIDEMARK_STATE" && !own.isEmpty())
            return own;
        if (name == u"XDG_STATE_HOME" && !state.isEmpty())
            return state;
        if (name == u"HOME")
            return u"/home/ada"_s;
        return std::nullopt;
    };
    QTEST(defaultStateFolder(lookup), "expected");
}

void TestAuditLog::isEmptyAtFirst()
{
    const QTemporaryDir folder;
    const QString state = folder.filePath(u"not/made/yet"_s);
    const auto log = AuditLog::openForReading(state);
    QVERIFY(log);
    QVERIFY(log->read()->empty());
    QCOMPARE(log->lastId(), 0);
    QCOMPARE(log->verify()->entries, 0);
    QVERIFY(!log->verify()->firstBreak);
    QVERIFY(!QFileInfo::exists(state));
}

void TestAuditLog::keepsEntries()
{
    const QTemporaryDir folder;
    const QString state = folder.filePath(u"a/b"_s);
    {
        const AuditLog log = filled(state, 3);
        const auto entries = log.read();
        QVERIFY(entries);
        QCOMPARE(entries->size(), size_t(3));
    }
    const auto entries = AuditLog::openForReading(state)->read();
    QVERIFY(entries);
    for (int number = 1; number <= 3; ++number) {
        AuditEntry found = (*entries)[static_cast<size_t>(3 - number)];
        QCOMPARE(found.id, number);
        QCOMPARE(found.digest.size(), 64);
        QCOMPARE(found.previousDigest, number == 1
                                           ? firstAuditDigest()
                                           : (*entries)[static_cast<size_t>(4 - number)].digest);
        found.id = 0;
        found.digest.clear();
        found.previousDigest.clear();
        QVERIFY(found == entry(number));
    }
    QCOMPARE(QFileInfo(state).permissions() & (QFile::ReadGroup | QFile::ReadOther), 0);
}

void TestAuditLog::filters()
{
    const QTemporaryDir folder;
    const AuditLog log = filled(folder.path(), 30);
    const auto ids = [&log](const AuditFilter &filter) {
        QList<qint64> found;
        const auto rows = log.read(filter);
        for (const AuditEntry &one : rows.value())
            found += one.id;
        return found;
    };
    QCOMPARE(ids({.afterId = 28}), (QList<qint64>{30, 29}));
    QCOMPARE(ids({.limit = 2}), (QList<qint64>{30, 29}));
    QCOMPARE(ids({.failedOnly = true}), (QList<qint64>{30, 25, 20, 15, 10, 5}));
    QCOMPARE(ids({.environment = u"Weird \"Name\"; --"_s, .failedOnly = true}),
             (QList<qint64>{30, 15}));
    QCOMPARE(ids({.since = entry(29).startedAt}), (QList<qint64>{30, 29}));
    QCOMPARE(ids({.environment = u"nobody"_s}), QList<qint64>());
}

void TestAuditLog::anotherProgramCanCheckIt()
{
    const QTemporaryDir folder;
    filled(folder.path(), 3);
    // The description of auditDigest(), in another language.
    const auto checked = runProcess({.program = u"python3"_s,
                                     .arguments = {u"-c"_s, QString::fromUtf8(R"py(
import hashlib, sqlite3, sys
def net(text): return str(len(text)).encode() + b":" + text + b","
previous = b"0" * 64
for row in sqlite3.connect(sys.argv[1]).execute("SELECT * FROM entries ORDER BY id"):
    row = [str(cell).encode() for cell in row]
    assert row[-2] == previous
    parts = [b"tidemark-log-1", previous] + row[:-2]
    previous = hashlib.sha256(b"".join(net(part) for part in parts)).hexdigest().encode()
    assert row[-1] == previous, row
print(previous.decode())
)py"),
                                                   AuditLog::fileIn(folder.path())}});
    QVERIFY(checked);
    QVERIFY2(checked->exitCode == 0, checked->errors.constData());
    QCOMPARE(checked->output.trimmed(), stateOf(folder.path()).lastDigest);
}

void TestAuditLog::refusesChanges_data()
{
    QTest::addColumn<QString>("sql");
    QTest::newRow("update") << u"UPDATE entries SET user = 'eve' WHERE id = 2"_s;
    QTest::newRow("delete") << u"DELETE FROM entries WHERE id = 3"_s;
    QTest::newRow("delete all") << u"DELETE FROM entries"_s;
    QTest::newRow("insert at the end without a number")
        << u"INSERT INTO entries SELECT NULL, started_at, duration_ms, act, user, host, workspace, "
           "environment, database, subject, result, summary, error, details, previous_digest, "
           "digest FROM entries WHERE id = 3"_s;
    QTest::newRow("insert beyond the end")
        << u"INSERT INTO entries SELECT 7, started_at, duration_ms, act, user, host, workspace, "
           "environment, database, subject, result, summary, error, details, previous_digest, "
           "digest FROM entries WHERE id = 3"_s;
    QTest::newRow("replace")
        << u"INSERT OR REPLACE INTO entries SELECT * FROM entries WHERE id = 2"_s;
    QTest::newRow("head back") << u"UPDATE head SET id = 2"_s;
    QTest::newRow("head forward") << u"UPDATE head SET id = 4, digest = 'x'"_s;
    QTest::newRow("no head") << u"DELETE FROM head"_s;
}

void TestAuditLog::refusesChanges()
{
    QFETCH(QString, sql);
    const QTemporaryDir folder;
    filled(folder.path(), 3);
    const ProcessResult tried = sqlite(folder.path(), sql);
    QVERIFY(tried.exitCode != 0);
    QVERIFY2(tried.errors.contains("append-only") || tried.errors.contains("only at its end"),
             tried.errors.constData());
    const ChainState state = stateOf(folder.path());
    QVERIFY(!state.firstBreak);
    QCOMPARE(state.entries, 3);
}

void TestAuditLog::findsTampering_data()
{
    using Kind = ChainBreak::Kind;
    QTest::addColumn<QString>("sql");
    QTest::addColumn<ChainBreak>("expected");
    const QString copy =
        u"INSERT INTO entries SELECT %1, started_at, duration_ms, act, 'eve', host, "
        "workspace, environment, database, subject, result, summary, error, "
        "details, previous_digest, digest FROM entries WHERE id = %2;"_s;

    QTest::newRow("edited: a word")
        << u"UPDATE entries SET user = 'eve' WHERE id = 4"_s << ChainBreak{Kind::Edited, 4, 4};
    QTest::newRow("edited: moved between columns")
        << u"UPDATE entries SET user = user || substr(host, 1, 1), host = substr(host, 2) WHERE id "
           "= 1"_s
        << ChainBreak{Kind::Edited, 1, 1};
    QTest::newRow("edited: its digest")
        << u"UPDATE entries SET digest = upper(digest) WHERE id = 4"_s
        << ChainBreak{Kind::Edited, 4, 4};
    QTest::newRow("edited: the last one") << u"UPDATE entries SET result = 'done' WHERE id = 10"_s
                                          << ChainBreak{Kind::Edited, 10, 10};
    QTest::newRow("edited: two") << u"UPDATE entries SET error = '' WHERE id IN (5, 10)"_s
                                 << ChainBreak{Kind::Edited, 5, 5};
    QTest::newRow("deleted: the first")
        << u"DELETE FROM entries WHERE id = 1"_s << ChainBreak{Kind::Deleted, 1, 1};
    QTest::newRow("deleted: in the middle")
        << u"DELETE FROM entries WHERE id IN (4, 5)"_s << ChainBreak{Kind::Deleted, 4, 5};
    QTest::newRow("deleted: at the end")
        << u"DELETE FROM entries WHERE id > 8"_s << ChainBreak{Kind::Deleted, 9, 10};
    QTest::newRow("deleted: all") << u"DELETE FROM entries"_s << ChainBreak{Kind::Deleted, 1, 10};
    QTest::newRow("deleted and numbered anew")
        << u"DELETE FROM entries WHERE id = 4; UPDATE entries SET id = -id WHERE id > 4; UPDATE "
           "entries SET id = -id - 1 WHERE id < 0; UPDATE head SET id = 9"_s
        << ChainBreak{Kind::Deleted, 4, 4};
    QTest::newRow("inserted: at the end")
        << copy.arg(11).arg(3) << ChainBreak{Kind::Inserted, 11, 11};
    QTest::newRow("inserted: at the end, with the head moved")
        << copy.arg(11).arg(3) + u"UPDATE head SET id = 11"_s << ChainBreak{Kind::Inserted, 11, 11};
    QTest::newRow("inserted: before the first")
        << copy.arg(0).arg(3) << ChainBreak{Kind::Inserted, 0, 0};
    QTest::newRow("inserted: in the middle")
        << u"UPDATE entries SET id = -id WHERE id > 4; UPDATE entries SET id = 1 - id WHERE id < "
           "0; UPDATE head SET id = 11;"_s +
               copy.arg(5).arg(2)
        << ChainBreak{Kind::Inserted, 5, 5};
}

void TestAuditLog::findsTampering()
{
    QFETCH(QString, sql);
    QFETCH(ChainBreak, expected);
    const QTemporaryDir folder;
    filled(folder.path(), 10);
    QVERIFY(!stateOf(folder.path()).firstBreak);
    const ProcessResult done = sqlite(
        folder.path(),
        u"DROP TRIGGER entries_only_at_the_end; DROP TRIGGER entries_move_head; DROP TRIGGER "
        "entries_no_update; DROP TRIGGER entries_no_delete; DROP TRIGGER head_only_forward; DROP "
        "TRIGGER head_no_delete; "_s +
            sql);
    QVERIFY2(done.exitCode == 0, done.errors.constData());
    const ChainState state = stateOf(folder.path());
    QVERIFY(state.firstBreak);
    QVERIFY2(*state.firstBreak == expected, qPrintable(describe(*state.firstBreak)));
}

void TestAuditLog::twoProcessesAtOnce()
{
    const QTemporaryDir folder;
    std::array<QProcess, 2> processes;
    for (QProcess &process : processes)
        process.start(QCoreApplication::applicationFilePath(),
                      {u"append"_s, folder.filePath(u"new"_s), u"200"_s});
    for (QProcess &process : processes) {
        QVERIFY(process.waitForFinished(60'000));
        QVERIFY2(process.exitCode() == 0, process.readAllStandardError().constData());
    }
    const auto log = AuditLog::openForReading(folder.filePath(u"new"_s));
    const ChainState state = *log->verify();
    QCOMPARE(state.entries, 400);
    QVERIFY(!state.firstBreak);
    QMap<QString, int> rowsOf;
    int turns = 0;
    QString last;
    const auto rows = log->read();
    for (const AuditEntry &one : rows.value()) {
        ++rowsOf[one.subject];
        turns += one.subject != last;
        last = one.subject;
    }
    QCOMPARE(rowsOf.size(), 2);
    QCOMPARE(rowsOf.first(), 200);
    QVERIFY2(turns > 4, "they wrote one after the other, which proves nothing");
}

void TestAuditLog::oneReadsWhileAnotherWrites()
{
    const QTemporaryDir folder;
    filled(folder.path(), 1);
    QProcess writer;
    writer.start(QCoreApplication::applicationFilePath(), {u"append"_s, folder.path(), u"100"_s});
    const auto log = AuditLog::openForReading(folder.path());
    QVERIFY(log);
    qint64 seen = 0;
    QSet<qint64> ids;
    do {
        const bool over = writer.waitForFinished(1);
        const auto state = log->verify();
        if (!state)
            QFAIL(qPrintable(state.error().toString()));
        QVERIFY(!state->firstBreak);
        QVERIFY(state->entries >= seen);
        seen = state->entries;
        ids += seen;
        if (over)
            break;
    } while (true);
    QCOMPARE(writer.exitCode(), 0);
    QCOMPARE(log->verify()->entries, 101);
    QVERIFY2(ids.size() > 2, "it read only before and after");
}

void TestAuditLog::saysWhenItCannotWrite()
{
    const QTemporaryDir folder;
    QFile inTheWay(folder.filePath(u"file"_s));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    const auto id = recordAct(folder.filePath(u"file/state"_s), entry(1));
    QVERIFY(!id);
    QVERIFY(id.error().hint.contains(u"TIDEMARK_STATE"_s));

    // A folder that nobody can write to, not even root.
    const auto elsewhere = recordAct(u"/proc/tidemark"_s, entry(1));
    QVERIFY(!elsewhere);

    QFile noDatabase(AuditLog::fileIn(folder.path()));
    QVERIFY(noDatabase.open(QIODevice::WriteOnly));
    noDatabase.write("this is not a database, and it is long enough to be taken for one.");
    noDatabase.close();
    const auto broken = recordAct(folder.path(), entry(1));
    QVERIFY(!broken);
    QCOMPARE(broken.error().where.file, AuditLog::fileIn(folder.path()));
    QVERIFY(!AuditLog::openForReading(folder.path()));
}

void TestAuditLog::refusesANewerFormat()
{
    const QTemporaryDir folder;
    filled(folder.path(), 1);
    QCOMPARE(sqlite(folder.path(), u"PRAGMA user_version = 2"_s).exitCode, 0);
    QCOMPARE(AuditLog::openForWriting(folder.path()).error().kind, ErrorKind::Unsupported);
    QCOMPARE(AuditLog::openForReading(folder.path()).error().kind, ErrorKind::Unsupported);
}

void TestAuditLog::verifiesManyRows()
{
    // More than one page; each row is a synced transaction of its own.
    constexpr int rows = 520;
    const QTemporaryDir folder;
    const AuditLog log = filled(folder.path(), rows);
    QCOMPARE(log.verify()->entries, rows);
    std::stop_source stop;
    stop.request_stop();
    QCOMPARE(log.verify(stop.get_token()).error().kind, ErrorKind::Cancelled);
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.value(1) == u"append") {
        AuditEntry one = entry(1);
        one.subject = QString::number(QCoreApplication::applicationPid());
        for (int row = 0; row < arguments.value(3).toInt(); ++row) {
            if (const auto id = recordAct(arguments.value(2), one); !id) {
                std::fprintf(stderr, "%s\n", qPrintable(id.error().toString()));
                return 1;
            }
        }
        return 0;
    }
    TestAuditLog test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_auditlog.moc"
