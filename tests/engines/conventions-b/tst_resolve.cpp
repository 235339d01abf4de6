// SPDX-License-Identifier: GPL-3.0-or-later
#include "runs.h"

#include "migrations/conventions/conventions.h"
#include "run/resolve.h"
#include "support/testserver.h"

#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QtTest/QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

/// Three migrations of one convention: the second one is not one transaction, and stops half-way,
/// up and down, as long as there is no table "patience".
class HalfDone
{
public:
    HalfDone(const Convention &convention, Engine engine)
        : m_convention(convention)
        , m_database(Database::make(engine, u"resolve"_s, QDir(m_folder.path())))
    {
        const bool sqitch = convention.id() == u"sqitch";
        // sqitch's scripts say for themselves what is a transaction.
        const QByteArray begin = sqitch ? "BEGIN;\n" : "";
        const QByteArray commit = sqitch ? "COMMIT;\n" : "";
        addMigration(1, "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int);\n",
                     "DROP TABLE \"Weird \"\"Name\"\"; --\";\n");
        addMigration(2,
                     begin + "CREATE TABLE b1 (id int);\n" + commit +
                         "INSERT INTO patience VALUES (1);\nCREATE TABLE b2 (id int);\n",
                     begin + "DROP TABLE b2;\n" + commit +
                         "INSERT INTO patience VALUES (2);\nDROP TABLE b1;\n");
        addMigration(3, "CREATE TABLE c (id int);\n", "DROP TABLE c;\n");
        if (sqitch)
            write(u"sqitch.plan"_s, "%project=half\n\n"
                                    "m1 2020-01-01T00:00:00Z A <a@example.org>\n"
                                    "m2 2020-01-02T00:00:00Z A <a@example.org>\n"
                                    "m3 2020-01-03T00:00:00Z A <a@example.org>\n");
    }

    QDir folder() const { return QDir(m_folder.filePath(u"migrations"_s)); }
    const Database &database() const { return m_database; }

    QString up() const { return goUp(m_convention, folder(), m_database); }
    QString down(int count) const
    {
        PlanLimits limits;
        limits.count = count;
        return goDown(m_convention, folder(), m_database, limits);
    }

    /// How many of the three are applied, "!" behind the number of one that failed.
    QString applied() const
    {
        QString marks;
        for (const QString &id : appliedIds(m_convention, folder(), m_database))
            marks += id.endsWith(u'!') ? u"x!"_s : u"x"_s;
        return marks;
    }

    QString resolve(bool up, Resolution resolution) const
    {
        ReadRequest request;
        request.folder = folder();
        request.engine = m_database.engine;
        const auto set = m_convention.read(request);
        const auto session = m_database.connect();
        const auto store = m_convention.history(m_database.engine, folder());
        const auto done =
            resolveInterrupted(*session, *store, set->migrations.at(1), up, resolution, {}, {});
        return done ? QString() : done.error().toString();
    }

    void execute(const QByteArray &sql) const
    {
        const auto done = m_database.connect()->execute(sql);
        QVERIFY2(done, done ? "" : qPrintable(done.error().toString()));
    }

    bool isJournalled() const
    {
        const auto session = m_database.connect();
        const auto journal = Journal::find(*session);
        return journal && *journal;
    }

private:
    void write(const QString &name, const QByteArray &text)
    {
        const QString path = folder().absoluteFilePath(name);
        QDir().mkpath(QFileInfo(path).absolutePath());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("cannot write %s", qPrintable(path));
    }

    void addMigration(int number, const QByteArray &up, const QByteArray &down)
    {
        const bool half = number == 2;
        if (m_convention.id() == u"flyway") {
            for (const auto &[letter, text] : {std::pair(u'V', up), std::pair(u'U', down)}) {
                const QString name = u"%1%2__m.sql"_s.arg(QChar(letter)).arg(number);
                write(name, text);
                if (half)
                    write(name + u".conf"_s, "executeInTransaction=false\n");
            }
        } else if (m_convention.id() == u"popx") {
            const QString name = u"202001%1"_s.arg(number, 2, 10, QChar(u'0')) +
                                 (half ? u"000000000000_m.autocommit."_s : u"000000000000_m."_s);
            write(name + u"up.sql"_s, up);
            write(name + u"down.sql"_s, down);
        } else {
            write(u"deploy/m%1.sql"_s.arg(number), up);
            write(u"revert/m%1.sql"_s.arg(number), down);
        }
    }

    const Convention &m_convention;
    QTemporaryDir m_folder;
    Database m_database;
};

} // namespace

/// A person ends a half-done migration by hand and says how, or it goes on by itself: the tool's
/// own table tells the same afterwards as if nothing had happened.
class ResolveTest : public QObject
{
    Q_OBJECT

private:
    static void rows()
    {
        QTest::addColumn<QString>("convention");
        QTest::addColumn<Engine>("engine");
        for (const char *id : {"flyway", "popx", "sqitch"}) {
            QTest::addRow("%s, PostgreSQL", id) << QString::fromLatin1(id) << Engine::PostgreSql;
            QTest::addRow("%s, SQLite", id) << QString::fromLatin1(id) << Engine::Sqlite;
        }
    }

    /// Failed rows that are left in Flyway's table.
    static QStringList failedRows(const HalfDone &world, const QString &convention)
    {
        return convention == u"flyway"
                   ? rowsOf(world.database(), "SELECT version FROM flyway_schema_history WHERE "
                                              "NOT success")
                   : QStringList();
    }

private Q_SLOTS:
    void initTestCase()
    {
        qputenv("SQITCH_SYSTEM_CONFIG", "/nonexistent");
        qputenv("SQITCH_USER_CONFIG", "/nonexistent");
        TestServer::start();
    }

    void upByHand_data() { rows(); }
    void upByHand()
    {
        QFETCH(QString, convention);
        QFETCH(Engine, engine);
        const HalfDone world(*findConvention(convention), engine);
        QVERIFY(world.up().contains(u"patience"_s));
        QVERIFY(world.isJournalled());
        QCOMPARE(world.applied(), convention == u"flyway" ? u"xx!"_s : u"x"_s);

        world.execute("DROP TABLE b1");
        QCOMPARE(world.resolve(true, Resolution::Undone), QString());
        QVERIFY(!world.isJournalled());
        QCOMPARE(world.applied(), u"x"_s);
        QCOMPARE(failedRows(world, convention), QStringList());

        QVERIFY(world.up().contains(u"patience"_s));
        world.execute("CREATE TABLE b2 (id int)");
        QCOMPARE(world.resolve(true, Resolution::Done), QString());
        QVERIFY(!world.isJournalled());
        QCOMPARE(world.applied(), u"xx"_s);
        QCOMPARE(failedRows(world, convention), QStringList());
        QCOMPARE(world.up(), QString());
        QCOMPARE(world.applied(), u"xxx"_s);
    }

    void downByHand_data() { rows(); }
    void downByHand()
    {
        QFETCH(QString, convention);
        QFETCH(Engine, engine);
        const HalfDone world(*findConvention(convention), engine);
        world.execute("CREATE TABLE patience (id int)");
        QCOMPARE(world.up(), QString());
        world.execute("DROP TABLE patience");
        QVERIFY(world.down(2).contains(u"patience"_s));
        QVERIFY(world.isJournalled());

        world.execute("CREATE TABLE b2 (id int)");
        QCOMPARE(world.resolve(false, Resolution::Undone), QString());
        QVERIFY(!world.isJournalled());
        QCOMPARE(world.applied(), u"xx"_s);
        QCOMPARE(failedRows(world, convention), QStringList());

        QVERIFY(world.down(1).contains(u"patience"_s));
        world.execute("DROP TABLE b1");
        QCOMPARE(world.resolve(false, Resolution::Done), QString());
        QVERIFY(!world.isJournalled());
        QCOMPARE(world.applied(), u"x"_s);
        QCOMPARE(failedRows(world, convention), QStringList());
        world.execute("CREATE TABLE patience (id int)");
        QCOMPARE(world.up(), QString());
        QCOMPARE(world.applied(), u"xxx"_s);
    }

    void goesOn_data() { rows(); }
    void goesOn()
    {
        QFETCH(QString, convention);
        QFETCH(Engine, engine);
        const HalfDone world(*findConvention(convention), engine);
        QVERIFY(world.up().contains(u"patience"_s));
        world.execute("CREATE TABLE patience (id int)");
        QCOMPARE(world.up(), QString());
        QCOMPARE(world.applied(), u"xxx"_s);
        QCOMPARE(failedRows(world, convention), QStringList());
        world.execute("DROP TABLE patience");
        QVERIFY(world.down(2).contains(u"patience"_s));
        world.execute("CREATE TABLE patience (id int)");
        QCOMPARE(world.down(1), QString());
        QCOMPARE(world.applied(), u"x"_s);
        QCOMPARE(failedRows(world, convention), QStringList());
        QVERIFY(!world.isJournalled());
        QCOMPARE(world.up(), QString());
        QCOMPARE(world.applied(), u"xxx"_s);
    }

    /// A row that Flyway wrote while the version was spelled in another way.
    void otherSpelling()
    {
        const HalfDone world(*findConvention(u"flyway"_s), Engine::PostgreSql);
        QVERIFY(world.up().contains(u"patience"_s));
        world.execute("UPDATE flyway_schema_history SET version = '2.0' WHERE NOT success");
        QCOMPARE(world.resolve(true, Resolution::Undone), QString());
        QCOMPARE(failedRows(world, u"flyway"_s), QStringList());
        QCOMPARE(world.applied(), u"x"_s);
    }
};

QTEST_GUILESS_MAIN(ResolveTest)
#include "tst_resolve.moc"
