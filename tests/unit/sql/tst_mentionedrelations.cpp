// SPDX-License-Identifier: GPL-3.0-or-later
#include "splitsupport.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

class MentionedRelationsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void postgres_data();
    void postgres();
    void sqlite_data();
    void sqlite();
    void hugeStatementsAreNotParsed();
};

namespace {

void addRow(const char *sql, const char16_t *expected)
{
    QTest::newRow(sql) << QString::fromUtf16(expected);
}

QString mentioned(const QByteArray &sql, Engine engine)
{
    QStringList names;
    for (const QString &name : mentionedRelations(statementOf(sql), engine))
        names << name;
    names.sort();
    return names.join(u' ');
}

} // namespace

void MentionedRelationsTest::postgres_data()
{
    QTest::addColumn<QString>("expected");
    addRow("CREATE TABLE a.T (x int REFERENCES b (id), FOREIGN KEY (x) REFERENCES c.d)",
           u"a.t b c.d");
    addRow("CREATE TABLE \"T.x\" (LIKE b) INHERITS (c)", u"T.x b c");
    addRow("CREATE TABLE p PARTITION OF q FOR VALUES IN (1)", u"p q");
    addRow("CREATE TABLE n AS SELECT * FROM o", u"n o");
    addRow("ALTER TABLE ONLY a ADD CONSTRAINT f FOREIGN KEY (x) REFERENCES b", u"a b");
    addRow("ALTER TABLE a ATTACH PARTITION b DEFAULT", u"a b");
    addRow("ALTER INDEX i RENAME TO j", u"i");
    addRow("DROP TABLE IF EXISTS a, s.b CASCADE", u"a s.b");
    addRow("DROP INDEX CONCURRENTLY s.i", u"s.i");
    addRow("DROP TRIGGER tr ON s.a", u"s.a");
    addRow("DROP POLICY p ON a", u"a");
    addRow("DROP FUNCTION f(int)", u"");
    addRow("DROP TYPE e", u"");
    addRow("TRUNCATE a, b", u"a b");
    addRow("COMMENT ON COLUMN s.a.c IS 'x'", u"s.a");
    addRow("COMMENT ON TABLE a IS 'b'", u"a");
    addRow("CREATE INDEX i ON s.a (x) WHERE y > 1", u"s.a");
    addRow("CREATE TRIGGER tr AFTER INSERT ON a EXECUTE FUNCTION f()", u"a");
    addRow("CREATE VIEW v AS SELECT 1 FROM a JOIN b USING (x), LATERAL (SELECT 1 FROM c) d",
           u"a b c v");
    addRow("REFRESH MATERIALIZED VIEW m", u"m");
    addRow("INSERT INTO a SELECT * FROM b ON CONFLICT DO NOTHING", u"a b");
    addRow("UPDATE a SET x = (SELECT max(y) FROM b) FROM c WHERE a.x = c.x", u"a b c");
    addRow("DELETE FROM a USING b WHERE EXISTS (SELECT 1 FROM c)", u"a b c");
    addRow("MERGE INTO a USING b ON a.x = b.x WHEN MATCHED THEN DELETE", u"a b");
    addRow("WITH x AS (SELECT * FROM a) SELECT * FROM x JOIN b ON true", u"a b");
    addRow("WITH a AS (SELECT * FROM a) SELECT * FROM a", u"a");
    addRow("WITH RECURSIVE r AS (SELECT 1 UNION SELECT * FROM r) SELECT * FROM r, b", u"b");
    addRow("WITH x AS (DELETE FROM a RETURNING *) INSERT INTO b SELECT * FROM x", u"a b");
    addRow("WITH x AS (SELECT 1) INSERT INTO x SELECT 1", u"x");
    addRow("SELECT * FROM (WITH x AS (SELECT * FROM a) SELECT * FROM x) y, x", u"a x");
    addRow("COPY a.b FROM stdin", u"a.b");
    addRow("LOCK TABLE a IN SHARE MODE", u"a");
    addRow("GRANT SELECT ON a, b TO c", u"a b");
    addRow("CREATE RULE r AS ON INSERT TO a DO INSTEAD (INSERT INTO b VALUES (1); DELETE FROM c)",
           u"a b c");
    addRow("CREATE POLICY p ON a USING (EXISTS (SELECT 1 FROM b))", u"a b");
    addRow("ALTER SEQUENCE s OWNED BY a.b.c", u"a.b s");
    addRow("ALTER SEQUENCE s OWNED BY NONE", u"s");
    addRow("SELECT setval('public.S', 3), nextval('\"My Seq\"'::regclass)", u"My Seq public.s");
    addRow("SELECT pg_relation_size('s.a'::regclass)", u"s.a");
    addRow("CREATE PUBLICATION p FOR TABLE a, b", u"a b");
    addRow("CREATE STATISTICS s ON x, y FROM a", u"a");
    addRow("DO $$ BEGIN UPDATE A SET x = 1; EXECUTE 'ALTER TABLE b ADD c int'; END $$", u"a b");
    addRow("CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $f$ BEGIN INSERT INTO s.a "
           "VALUES (1); "
           "DELETE FROM ONLY b; RETURN NEW; END $f$",
           u"b s.a");
    addRow("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT x FROM a; END", u"a");
    addRow("DROP TABLE \"Weird \"\"Name\"\"; --\"", u"Weird \"Name\"; --");
    addRow("ALTER TYPE e ADD VALUE 'x'", u"");
    addRow("SELECT 'FROM a'", u"");
    addRow("ALTER TABLE a FROBNICATE, b", u"a b");
    addRow("FROBNICATE FROM \"A\".b JOIN c", u"A.b c");
}

void MentionedRelationsTest::postgres()
{
    QTEST(mentioned(QTest::currentDataTag(), Engine::PostgreSql), "expected");
}

// By the words before them alone: a name too many is no harm, so only what has to be there is
// asked.
void MentionedRelationsTest::sqlite_data()
{
    QTest::addColumn<QString>("expected");
    addRow("CREATE TABLE IF NOT EXISTS a (x REFERENCES b(id))", u"a b");
    addRow("ALTER TABLE \"Weird \"\"Name\"\"; --\" RENAME TO [new name]", u"Weird \"Name\"; --");
    addRow("DROP TABLE `a`", u"a");
    addRow("INSERT INTO a SELECT * FROM main.B, c AS d, e f, g LEFT JOIN h ON a.x = h.x",
           u"a c e g h main.B");
    addRow("UPDATE a SET x = 1 WHERE y IN (SELECT z FROM b)", u"a b");
    addRow("DELETE FROM a", u"a");
    addRow("CREATE UNIQUE INDEX i ON a (x)", u"a");
    addRow("CREATE TRIGGER t AFTER UPDATE ON a BEGIN INSERT INTO b VALUES (1); END", u"a b");
    addRow("CREATE VIEW v AS SELECT * FROM a", u"a v");
    addRow("REPLACE INTO a VALUES (1)", u"a");
}

void MentionedRelationsTest::sqlite()
{
    QFETCH(QString, expected);
    std::vector<QString> found =
        mentionedRelations(statementOf(QTest::currentDataTag()), Engine::Sqlite);
    QStringList names(found.begin(), found.end());
    QCOMPARE(QSet<QString>(names.begin(), names.end()).size(), names.size());
    QStringList wanted;
    // Names with spaces are compared as a whole.
    for (const QString &name : names) {
        if (name.contains(u' ') && expected.contains(name))
            expected.remove(name);
    }
    wanted += expected.split(u' ', Qt::SkipEmptyParts);
    for (const QString &name : wanted)
        QVERIFY2(names.contains(name), qPrintable(name + u" is not in "_s + names.join(u", "_s)));
}

void MentionedRelationsTest::hugeStatementsAreNotParsed()
{
    const QByteArray sql =
        "INSERT INTO s.a VALUES " + QByteArray("(1, 'FROM b'),").repeated(20000) + "(1)";
    QVERIFY(mentioned(sql, Engine::PostgreSql).contains(u"s.a"_s));
}

QTEST_GUILESS_MAIN(MentionedRelationsTest)
#include "tst_mentionedrelations.moc"
