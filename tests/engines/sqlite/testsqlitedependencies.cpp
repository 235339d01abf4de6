// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite/sqlitesession.h"
#include "schema/schema.h"
#include "schema/schemareader.h"
#include "schema/sqlite/sqlitedependencies.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

std::unique_ptr<Session> openTemporary(const QByteArray &sql)
{
    ConnectionSpec spec;
    spec.engine = Engine::Sqlite;
    auto session = openSession(spec);
    if (!session)
        qFatal("%s", qUtf8Printable(session.error().toString()));
    if (const auto done = (*session)->execute(sql); !done)
        qFatal("%s", qUtf8Printable(done.error().toString()));
    return std::move(*session);
}

/// "view v needs table t", with "(goes with it)" behind one that is automatic; those of the kinds
/// that are asked for.
QStringList lines(Session &session, const QStringList &kinds)
{
    const auto schema = makeSchemaReader(session, {})->read();
    if (!schema)
        qFatal("%s", qUtf8Printable(schema.error().toString()));
    const auto found = readSqliteDependencies(static_cast<SqliteSession &>(session), **schema);
    if (!found)
        qFatal("%s", qUtf8Printable(found.error().toString()));
    QStringList result;
    for (const Dependency &one : *found) {
        if (kinds.contains(one.dependant.kind))
            result += u"%1 %2 needs %3 %4%5"_s.arg(
                one.dependant.kind, one.dependant.object, one.on.kind, one.on.object,
                one.automatic ? u" (goes with it)"_s : QString());
    }
    return result;
}

} // namespace

class TestSqliteDependencies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void viewsNeedWhatTheyRead();
    void viewsOnViews();
    void triggersNeedWhatTheyTouch();
    void triggersInsteadOf();
    void foreignKeysAndIndexes();
    void brokenOnesNeedNothing();
    void nothingIsExecuted();
};

void TestSqliteDependencies::viewsNeedWhatTheyRead()
{
    const auto session = openTemporary(R"(
        CREATE TABLE "Weird ""Name""; --" (Id INTEGER PRIMARY KEY, "select" TEXT, spare TEXT);
        CREATE VIEW "A View" AS SELECT id, [select] FROM "weird ""name""; --";
    )");
    QCOMPARE(lines(*session, {u"view"_s}),
             (QStringList{
                 uR"(view "A View" needs column "Weird ""Name""; --"."Id")"_s,
                 uR"(view "A View" needs column "Weird ""Name""; --"."select")"_s,
                 uR"(view "A View" needs table "Weird ""Name""; --")"_s,
             }));
}

void TestSqliteDependencies::viewsOnViews()
{
    const auto session = openTemporary(R"(
        CREATE TABLE t (a, b);
        CREATE VIEW v AS SELECT a FROM t WHERE b > (SELECT count(*) FROM u);
        CREATE TABLE u (x);
        CREATE VIEW w AS WITH c AS (SELECT a FROM v) SELECT a FROM c;
    )");
    QCOMPARE(lines(*session, {u"view"_s}), (QStringList{
                                               u"view v needs column t.a"_s,
                                               u"view v needs column t.b"_s,
                                               u"view v needs table t"_s,
                                               u"view v needs table u"_s,
                                               u"view w needs column v.a"_s,
                                               u"view w needs view v"_s,
                                           }));
}

void TestSqliteDependencies::triggersNeedWhatTheyTouch()
{
    const auto session = openTemporary(R"(
        CREATE TABLE t (a, b, g AS (a + 1));
        CREATE TABLE log (what, at);
        CREATE TRIGGER t_log AFTER UPDATE OF b ON t BEGIN
            INSERT INTO log (what) VALUES (new.b);
        END;
        CREATE TRIGGER t_gone BEFORE DELETE ON t WHEN old.a > 0 BEGIN
            DELETE FROM log WHERE what = old.a;
        END;
    )");
    QCOMPARE(lines(*session, {u"trigger"_s}),
             (QStringList{
                 u"trigger t.t_gone needs column log.what"_s,
                 u"trigger t.t_gone needs column t.a"_s,
                 u"trigger t.t_gone needs table log"_s,
                 u"trigger t.t_gone needs table t (goes with it)"_s,
                 u"trigger t.t_log needs column t.b"_s,
                 u"trigger t.t_log needs table log"_s,
                 u"trigger t.t_log needs table t (goes with it)"_s,
             }));
}

void TestSqliteDependencies::triggersInsteadOf()
{
    const auto session = openTemporary(R"(
        CREATE TABLE t (a);
        CREATE VIEW v AS SELECT a FROM t;
        CREATE TRIGGER v_add INSTEAD OF INSERT ON v BEGIN INSERT INTO t VALUES (new.a); END;
    )");
    QCOMPARE(lines(*session, {u"trigger"_s}), (QStringList{
                                                  u"trigger v.v_add needs column v.a"_s,
                                                  u"trigger v.v_add needs table t"_s,
                                                  u"trigger v.v_add needs view v (goes with it)"_s,
                                              }));
}

void TestSqliteDependencies::foreignKeysAndIndexes()
{
    const auto session = openTemporary(R"(
        CREATE TABLE parent (id INTEGER PRIMARY KEY, up INTEGER REFERENCES parent(id));
        CREATE TABLE child (p INTEGER REFERENCES PARENT(id), q INTEGER,
                            CONSTRAINT named FOREIGN KEY (q) REFERENCES parent);
        CREATE INDEX i ON child (p, lower(q));
    )");
    QCOMPARE(lines(*session, {u"foreign key"_s, u"index"_s}),
             (QStringList{
                 u"foreign key child(p) needs column parent.id"_s,
                 u"foreign key child(p) needs table child (goes with it)"_s,
                 u"foreign key child(p) needs table parent"_s,
                 u"foreign key child.named needs table child (goes with it)"_s,
                 u"foreign key child.named needs table parent"_s,
                 u"foreign key parent(up) needs table parent (goes with it)"_s,
                 u"index i needs column child.p"_s,
                 u"index i needs table child (goes with it)"_s,
             }));
}

void TestSqliteDependencies::brokenOnesNeedNothing()
{
    const auto session = openTemporary(R"(
        CREATE TABLE t (a);
        CREATE VIEW broken AS SELECT a FROM gone;
        CREATE VIEW whole AS SELECT a FROM t;
    )");
    QCOMPARE(lines(*session, {u"view"_s}),
             (QStringList{u"view whole needs column t.a"_s, u"view whole needs table t"_s}));
}

void TestSqliteDependencies::nothingIsExecuted()
{
    const auto session = openTemporary(R"(
        CREATE TABLE t (a NOT NULL);
        INSERT INTO t VALUES (1);
        CREATE TRIGGER keep BEFORE DELETE ON t BEGIN SELECT raise(ABORT, 'no'); END;
    )");
    QVERIFY(!lines(*session, {u"trigger"_s}).isEmpty());
    QCOMPARE(session->query("SELECT a FROM t")->rows.size(), size_t(1));
    // Nobody is asked any more.
    QVERIFY(session->execute("CREATE TABLE after_all (a)"));
}

QTEST_GUILESS_MAIN(TestSqliteDependencies)
#include "testsqlitedependencies.moc"
