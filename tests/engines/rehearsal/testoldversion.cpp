// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "rehearsal/oldversion.h"
#include "schema/schemareader.h"
#include "support/testserver.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What a change does to the application of before, and what it does not.
class TestOldVersion : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void postgres_data();
    void postgres();
    void sqlite_data();
    void sqlite();

private:
    void compare(Session &session);
    std::unique_ptr<Session> m_postgres;
};

namespace {

QByteArray named(QByteArray sql)
{
    return sql.replace("WEIRD", "\"Weird \"\"Name\"\"; --\"");
}

void addChange(const char *name, const char *sql, const QString &missed)
{
    QTest::newRow(name) << named(sql) << missed;
}

void addColumns()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::addColumn<QString>("missed"); ///< in the only sentence; empty: there is none
}

} // namespace

void TestOldVersion::initTestCase()
{
    TestServer::start();
    const auto spec = ConnectionSpec::parse(TestServer::createFreshDatabase(u"old_version"_s));
    auto session = openSession(*spec);
    QVERIFY(session);
    m_postgres = std::move(*session);
    QVERIFY(
        m_postgres->execute("DROP ROLE IF EXISTS old_version_app; CREATE ROLE old_version_app;"
                            "DROP ROLE IF EXISTS old_version_two; CREATE ROLE old_version_two"));
    QVERIFY(m_postgres->execute(named(
        "CREATE TABLE WEIRD (id int PRIMARY KEY, v text, old text DEFAULT 'x', n int NOT NULL, "
        "CONSTRAINT positive CHECK (n > 0));"
        "CREATE UNIQUE INDEX twice ON WEIRD (v, old); ALTER TABLE WEIRD ADD CONSTRAINT lax CHECK "
        "(v <> '') NOT VALID; CREATE TABLE others (id int PRIMARY KEY, w int);"
        "CREATE TABLE guarded (id int, who text); ALTER TABLE guarded ENABLE ROW LEVEL SECURITY;"
        "CREATE POLICY own ON guarded USING (who = current_user);"
        "CREATE POLICY unused ON others USING (false);"
        "GRANT SELECT, INSERT ON WEIRD TO old_version_app; GRANT UPDATE (v) ON WEIRD TO "
        "old_version_app; CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1';"
        "CREATE SEQUENCE counter; GRANT USAGE ON SEQUENCE counter TO old_version_app")));
}

void TestOldVersion::compare(Session &session)
{
    QFETCH(QByteArray, sql);
    QFETCH(QString, missed);
    const auto before = makeSchemaReader(session)->read();
    QVERIFY(before);
    QVERIFY(session.execute("BEGIN"));
    const auto changed = session.execute(sql);
    const auto now = changed ? makeSchemaReader(session)->read() : before;
    QVERIFY(session.execute("ROLLBACK"));
    QVERIFY2(changed, qPrintable(changed ? QString() : changed.error().toString()));
    QVERIFY(now);
    const QStringList found = whatOldVersionMisses(**before, **now);
    QCOMPARE(found.size(), missed.isEmpty() ? 0 : 1);
    QVERIFY2(missed.isEmpty() || found.first().contains(missed), qPrintable(found.join(u'\n')));
}

void TestOldVersion::postgres_data()
{
    addColumns();
    addChange("nothing", "SELECT 1", {});
    addChange("check", "ALTER TABLE WEIRD ADD CHECK (v <> 'y')", u"check of "_s);
    addChange("check, not valid", "ALTER TABLE WEIRD ADD CHECK (v IS NOT NULL) NOT VALID",
              u"may refuse its rows: CHECK ((v IS NOT NULL)) NOT VALID"_s);
    addChange("another name of a check",
              "ALTER TABLE WEIRD RENAME CONSTRAINT positive TO above_zero", {});
    addChange("another check of that name",
              "ALTER TABLE WEIRD DROP CONSTRAINT positive; "
              "ALTER TABLE WEIRD ADD CONSTRAINT positive CHECK (n > 5)",
              u"n > 5"_s);
    addChange("check is validated", "ALTER TABLE WEIRD VALIDATE CONSTRAINT lax", {});
    addChange(
        "check of a column that it does not know",
        "ALTER TABLE WEIRD ADD COLUMN s text NOT NULL DEFAULT 'new' CHECK (s IN ('new', 'a'))", {});
    addChange("check of a new column that takes NULL",
              "ALTER TABLE WEIRD ADD COLUMN age int CHECK (age > 0)", {});
    addChange("check that wants a new column",
              "ALTER TABLE WEIRD ADD COLUMN s text, ADD CHECK (s IS NOT NULL) NOT VALID",
              u"check of "_s);
    addChange("unique", "ALTER TABLE WEIRD ADD UNIQUE (v)", u"unique constraint of "_s);
    addChange("unique index", "CREATE UNIQUE INDEX again ON WEIRD (lower(v))",
              u"unique index again of "_s);
    addChange("unique index on some", "CREATE UNIQUE INDEX again ON WEIRD (v) WHERE n > 1",
              u"unique index again of "_s);
    addChange("unique, which the key is", "ALTER TABLE WEIRD ADD UNIQUE (v, id)", {});
    addChange("an index becomes a constraint",
              "ALTER TABLE WEIRD ADD CONSTRAINT twice UNIQUE USING INDEX twice", {});
    addChange("NULL once", "CREATE UNIQUE INDEX again ON WEIRD (v, old) NULLS NOT DISTINCT",
              u"unique index again"_s);
    addChange("unique new column", "ALTER TABLE WEIRD ADD COLUMN code text UNIQUE", {});
    addChange("unique new column with one value",
              "ALTER TABLE WEIRD ADD COLUMN code text DEFAULT '' UNIQUE",
              u"unique constraint of "_s);
    addChange("index", "CREATE INDEX ON WEIRD (v)", {});
    addChange("foreign key", "ALTER TABLE others ADD FOREIGN KEY (w) REFERENCES WEIRD",
              u"foreign key of public.others is new"_s);
    addChange("foreign key of a new column", "ALTER TABLE others ADD COLUMN r int REFERENCES WEIRD",
              {});
    addChange("exclusion", "ALTER TABLE WEIRD ADD EXCLUDE (v WITH =)", u"exclusion of "_s);
    addChange("no NULL", "ALTER TABLE WEIRD ALTER old SET NOT NULL", u".old takes no NULL now"_s);
    addChange("must be given", "ALTER TABLE WEIRD ALTER v SET NOT NULL", u".v must be given now"_s);
    addChange("NULL again", "ALTER TABLE WEIRD ALTER n DROP NOT NULL", {});
    addChange("row security", "ALTER TABLE others ENABLE ROW LEVEL SECURITY",
              u"row security of public.others is switched on"_s);
    addChange("row security for the owner", "ALTER TABLE guarded FORCE ROW LEVEL SECURITY",
              u"holds for its owner"_s);
    addChange("policy that allows more", "CREATE POLICY more ON guarded USING (id = 1)", {});
    addChange("policy that restricts",
              "CREATE POLICY less ON guarded AS RESTRICTIVE USING (id = 1)",
              u"policy less of public.guarded is new"_s);
    addChange("another policy", "ALTER POLICY own ON guarded USING (false)",
              u"policy own of public.guarded is another"_s);
    addChange("policy gone", "DROP POLICY own ON guarded", u"is gone"_s);
    addChange("policy without row security", "CREATE POLICY off ON WEIRD USING (false)", {});
    addChange("revoked", "REVOKE INSERT ON WEIRD FROM old_version_app",
              u"old_version_app may no longer INSERT on table "_s);
    addChange("revoked of a column", "REVOKE UPDATE (v) ON WEIRD FROM old_version_app",
              u"may no longer UPDATE on column "_s);
    addChange("revoked of a sequence", "REVOKE ALL ON SEQUENCE counter FROM old_version_app",
              u"may no longer USAGE on sequence "_s);
    addChange("revoked from everybody", "REVOKE ALL ON FUNCTION f() FROM PUBLIC",
              u"PUBLIC may no longer EXECUTE"_s);
    addChange("granted",
              "GRANT ALL ON WEIRD, others TO old_version_two; "
              "GRANT SELECT ON guarded TO PUBLIC",
              {});
    addChange("owner", "ALTER TABLE others OWNER TO old_version_two", u" on table public.others"_s);
    addChange("computed", "ALTER TABLE others ALTER id ADD GENERATED ALWAYS AS IDENTITY",
              u"others.id cannot be given now"_s);
    addChange("new table", "CREATE TABLE fresh (id int PRIMARY KEY CHECK (id > 0))", {});
}

void TestOldVersion::postgres()
{
    compare(*m_postgres);
}

void TestOldVersion::sqlite_data()
{
    addColumns();
    const auto rebuilt = [](const char *name, const char *columns, const QString &missed) {
        QTest::newRow(name) << named("DROP TABLE WEIRD; CREATE TABLE WEIRD (") + columns << missed;
    };
    rebuilt("the same", "id INTEGER PRIMARY KEY, v TEXT, n INT)", {});
    rebuilt("check", "id INTEGER PRIMARY KEY, v TEXT, n INT, CHECK (n > 0))", u"CHECK (n > 0)"_s);
    rebuilt("unique", "id INTEGER PRIMARY KEY, v TEXT UNIQUE, n INT)", u"unique constraint"_s);
    rebuilt("foreign key", "id INTEGER PRIMARY KEY, v TEXT, n INT REFERENCES others (id))",
            u"foreign key"_s);
    rebuilt("no NULL", "id INTEGER PRIMARY KEY, v TEXT NOT NULL DEFAULT '', n INT)",
            u"takes no NULL now"_s);
    rebuilt("strict", "id INTEGER PRIMARY KEY, v TEXT, n INT) STRICT", u"STRICT"_s);
    addChange("unique index", "CREATE UNIQUE INDEX once ON WEIRD (v)", u"unique index once"_s);
    addChange("unique, which the key is", "CREATE UNIQUE INDEX once ON WEIRD (v, id)", {});
}

void TestOldVersion::sqlite()
{
    const auto session = openSession(ConnectionSpec{.engine = Engine::Sqlite, .conninfo = {}});
    QVERIFY(session);
    QVERIFY((*session)->execute(named("CREATE TABLE WEIRD (id INTEGER PRIMARY KEY, v TEXT, n INT);"
                                      "CREATE TABLE others (id INTEGER PRIMARY KEY)")));
    compare(**session);
}

QTEST_GUILESS_MAIN(TestOldVersion)
#include "testoldversion.moc"
