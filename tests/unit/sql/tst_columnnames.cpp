// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/columnnames.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;

/// The expressions are as a server shows them: what is no column of the table stays.
class ColumnNamesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void renames_data();
    void renames();
    void renamesOutput_data();
    void renamesOutput();
};

void ColumnNamesTest::renames_data()
{
    QTest::addColumn<Engine>("engine");
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("renamed");
    // The table is date, its columns "date" and "it's" get the names "Day" and whose.
    const auto postgres = [](const char *name, const QString &text, const QString &renamed) {
        QTest::newRow(name) << Engine::PostgreSql << text << renamed;
    };
    postgres("columns", u"((date > 1) AND (\"it's\" = date))"_s,
             u"((\"Day\" > 1) AND (whose = \"Day\"))"_s);
    postgres("crosswise names of others", u"(datex + \"Date\" + \"date\")"_s,
             u"(datex + \"Date\" + \"Day\")"_s);
    postgres("literals",
             u"((date <> 'date'::text) AND (x <> E'\\'date') AND (y <> 'it''s date'))"_s,
             u"((\"Day\" <> 'date'::text) AND (x <> E'\\'date') AND (y <> 'it''s date'))"_s);
    postgres("dollars", u"(date <> $$date$$)"_s, u"(\"Day\" <> $$date$$)"_s);
    postgres("types",
             u"((date)::date[], 'x'::public.date, (date)::timestamp(3) without time zone)"_s,
             u"((\"Day\")::date[], 'x'::public.date, (\"Day\")::timestamp(3) without time zone)"_s);
    postgres("behind a type", u"((a)::text = date)"_s, u"((a)::text = \"Day\")"_s);
    postgres("a type in a list", u"(ARRAY[('a'::character varying)::text, date])"_s,
             u"(ARRAY[('a'::character varying)::text, \"Day\"])"_s);
    postgres("functions", u"(date(date) + public.date(date, date => date))"_s,
             u"(date(\"Day\") + public.date(\"Day\", date => \"Day\"))"_s);
    postgres("a field of EXTRACT", u"EXTRACT(date FROM date)"_s, u"EXTRACT(date FROM \"Day\")"_s);
    postgres("a collation", u"(date COLLATE date)"_s, u"(\"Day\" COLLATE date)"_s);
    postgres("key words", u"(date AT TIME ZONE 'x') IS NOT DISTINCT FROM date"_s,
             u"(\"Day\" AT TIME ZONE 'x') IS NOT DISTINCT FROM \"Day\""_s);
    postgres("fields", u"((date).date + (new.date).date)"_s,
             u"((\"Day\").date + (new.\"Day\").date)"_s);
    postgres("other tables in a query",
             u"(EXISTS ( SELECT 1 FROM public.other WHERE ((other.date = date.date) AND "
             "(other.date > date_1.date))))"_s,
             u"(EXISTS ( SELECT 1 FROM public.other WHERE ((other.date = date.\"Day\") AND "
             "(other.date > date_1.date))))"_s);
    postgres(
        "the table by another name",
        u"(EXISTS ( SELECT 1 FROM public.date date_1 WHERE (date_1.date = date.date)))"_s,
        u"(EXISTS ( SELECT 1 FROM public.date date_1 WHERE (date_1.\"Day\" = date.\"Day\")))"_s);
    postgres("a trigger",
             u"CREATE TRIGGER date AFTER UPDATE OF date ON public.date FOR EACH ROW WHEN "
             "((old.date <> new.date)) EXECUTE FUNCTION public.date('date')"_s,
             u"CREATE TRIGGER date AFTER UPDATE OF \"Day\" ON public.date FOR EACH ROW WHEN "
             "((old.\"Day\" <> new.\"Day\")) EXECUTE FUNCTION public.date('date')"_s);
    postgres("a rule that writes elsewhere",
             u"CREATE RULE date AS ON UPDATE TO public.date DO ( INSERT INTO public.log (date) "
             "VALUES (old.date); UPDATE public.date SET date = new.date; )"_s,
             u"CREATE RULE date AS ON UPDATE TO public.date DO ( INSERT INTO public.log (date) "
             "VALUES (old.\"Day\"); UPDATE public.date SET \"Day\" = new.\"Day\"; )"_s);
    postgres("a partition key", u"RANGE (date, ((date)::date))"_s,
             u"RANGE (\"Day\", ((\"Day\")::date))"_s);
    const auto sqlite = [](const char *name, const QString &text, const QString &renamed) {
        QTest::newRow(name) << Engine::Sqlite << text << renamed;
    };
    sqlite("sqlite: in any case and quotes",
           u"DATE > 1 AND [date] > `Date` AND date.date > \"it's\""_s,
           u"\"Day\" > 1 AND \"Day\" > \"Day\" AND date.\"Day\" > whose"_s);
    sqlite("sqlite: types, functions and literals",
           u"CAST(date AS date) <> date('date') COLLATE date"_s,
           u"CAST(\"Day\" AS date) <> date('date') COLLATE date"_s);
    sqlite(
        "sqlite: a trigger",
        u"CREATE TRIGGER date AFTER UPDATE OF date ON date BEGIN UPDATE other SET date = new.date; "
        "UPDATE date SET date = 1; END"_s,
        u"CREATE TRIGGER date AFTER UPDATE OF \"Day\" ON date BEGIN UPDATE other SET date = "
        "new.\"Day\"; UPDATE date SET \"Day\" = 1; END"_s);
}

void ColumnNamesTest::renames()
{
    QFETCH(Engine, engine);
    QFETCH(QString, text);
    QFETCH(QString, renamed);
    ColumnNames columns;
    columns.engine = engine;
    columns.names = {{u"date"_s, u"Day"_s}, {u"it's"_s, u"whose"_s}};
    columns.qualifiers = {engine == Engine::Sqlite ? u"date"_s : u"public.date"_s, u"date"_s};
    QCOMPARE(renameColumns(text, columns), renamed);
}

void ColumnNamesTest::renamesOutput_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("renamed");
    QTest::newRow("a column")
        << u" SELECT t.id,\n    t.a\n   FROM public.t\n  WHERE (t.a > 0);"_s
        << u" SELECT t.id,\n    t.a AS b\n   FROM public.t\n  WHERE (t.a > 0);"_s;
    QTest::newRow("a name") << u" SELECT (t.a + 1) AS a\n   FROM public.t;"_s
                            << u" SELECT (t.a + 1) AS b\n   FROM public.t;"_s;
    QTest::newRow("the column's own name again")
        << u" SELECT t.id,\n    t.b AS a\n   FROM public.t;"_s
        << u" SELECT t.id,\n    t.b\n   FROM public.t;"_s;
    QTest::newRow("another's")
        << u" SELECT t.a AS c, ( SELECT x.a FROM x) AS d\n   FROM public.t;"_s
        << u" SELECT t.a AS c, ( SELECT x.a FROM x) AS d\n   FROM public.t;"_s;
}

void ColumnNamesTest::renamesOutput()
{
    QFETCH(QString, text);
    QFETCH(QString, renamed);
    ColumnNames columns;
    columns.names = {{u"a"_s, u"b"_s}};
    QCOMPARE(renameOutputColumns(text, columns), renamed);
}

QTEST_GUILESS_MAIN(ColumnNamesTest)
#include "tst_columnnames.moc"
