// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates.h"
#include "authoring/tryout.h"
#include "database/session.h"
#include "lint/lint.h"
#include "testfolder.h"

#include <QTest>

#include <algorithm>

#include <sys/mount.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Each template with real servers: what it makes is linted and rehearsed.
class TestTemplates : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rehearsed_data();
    void rehearsed();
    void conventions_data();
    void conventions();
    void placeholders_data();
    void placeholders();
    void refused_data();
    void refused();
    void noWordForIt();
    void nothingIsOverwritten();
    void renamesBackWithoutLosses();
    void leavesNoHalves();

private:
    static NewMigrationPlace place(const Convention &convention, const QString &folder,
                                   Engine engine)
    {
        ReadRequest request{QDir(folder), engine,
                            [](const QString &) { return std::optional<QString>(); }};
        return {convention, request, u"Ann"_s, u"ann@example.org"_s,
                QDateTime(QDate(2031, 2, 3), QTime(4, 5), Qt::UTC)};
    }
    QTemporaryDir m_state;
};

namespace {

constexpr auto weirdTable = R"("Weird ""Name""; --")";

/// For each template what it is tried with on a table with a key and two columns.
TemplateValues valuesFor(const QString &id)
{
    TemplateValues values{{u"table"_s, QString::fromUtf8(weirdTable)}, {u"column"_s, u"a b"_s}};
    if (id == u"empty")
        return {};
    if (id == u"add-column")
        return {{u"table"_s, QString::fromUtf8(weirdTable)},
                {u"column"_s, u"New; \"one\""_s},
                {u"type"_s, u"numeric(10, 2)"_s}};
    if (id == u"rename-column") {
        values.insert(u"to"_s, u"Select"_s);
        values.insert(u"batch"_s, u"2"_s);
    }
    if (id == u"backfill") {
        values.insert(u"value"_s, u"'it''s; -- nothing' || id"_s);
        values.insert(u"batch"_s, u"2"_s);
    }
    if (id == u"drop-column")
        values.insert(u"column"_s, u"must"_s);
    return values;
}

} // namespace

void TestTemplates::rehearsed_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<Engine>("engine");
    for (const MigrationTemplate *one : migrationTemplates()) {
        for (const Engine engine : {Engine::PostgreSql, Engine::Sqlite}) {
            if (one->fits(engine))
                QTest::addRow("%s %d", qPrintable(one->id), int(engine)) << one->id << engine;
        }
    }
}

void TestTemplates::rehearsed()
{
    QFETCH(QString, id);
    QFETCH(Engine, engine);
    const MigrationFolder folder;
    const QByteArray must = engine == Engine::Sqlite ? "must text" : "must text NOT NULL";
    folder.write(u"0001_table.up.sql"_s, QByteArray("CREATE TABLE ") + weirdTable +
                                             " (id int PRIMARY KEY, \"a b\" text, " + must + ");");
    folder.write(u"0001_table.down.sql"_s, QByteArray("DROP TABLE ") + weirdTable + ";");
    const auto steps = stepsOf(*findMigrationTemplate(id), valuesFor(id), engine);
    QVERIFY2(steps, qPrintable(steps ? QString() : steps.error().toString()));
    const Convention &plain = *findConvention(u"plain"_s);
    const auto where = place(plain, folder.path(), engine);
    const auto planned = planSteps(where, id, *steps);
    QVERIFY2(planned, qPrintable(planned ? QString() : planned.error().toString()));
    QVERIFY(writePlanned(*planned));
    QCOMPARE(planned->size(), steps->size());

    const auto set = plain.read(where.folder);
    QVERIFY(set);
    QCOMPARE(set->migrations.size(), planned->size() + 1);
    std::vector<ParsedMigration> parsed;
    for (const Migration &migration : set->migrations)
        parsed.push_back(parseForLint(migration, engine));
    LintRequest request;
    request.engine = engine;
    for (const AuthoredMigration &one : *planned)
        request.only.insert(one.id);
    const LintResult linted = lintMigrations(std::move(parsed), request);
    for (const LintFinding &finding : linted.findings) {
        const QString text =
            finding.rule + u": "_s + finding.message + u' ' + finding.where.toString();
        QVERIFY2(finding.level != LintLevel::Error, qPrintable(text));
        QVERIFY2(finding.rule != u"syntax", qPrintable(text));
    }

    TryPlace tryPlace;
    tryPlace.folder = where.folder.folder;
    tryPlace.convention = u"plain"_s;
    tryPlace.engine = engine;
    tryPlace.variables = where.folder.environment;
    tryPlace.stateFolder = m_state.path();
    TryOut tryOut(tryPlace);
    TryObserver nobody;
    for (const AuthoredMigration &one : *planned) {
        for (const int fill : {0, 5}) {
            // By then both columns are alike; rows that are filled in by now are not.
            if (fill > 0 && one.id.endsWith(u"contract"_s))
                continue;
            TryRequest trial;
            trial.migration = one.id;
            trial.fill = fill;
            const auto report = tryOut.run(trial, nobody, {});
            QVERIFY2(report, qPrintable(report ? QString() : report.error().toString()));
            const MigrationReport &judged = *report->migration();
            const QString error = judged.up.error     ? judged.up.error->toString()
                                  : judged.down.error ? judged.down.error->toString()
                                                      : QString();
            QVERIFY2(isGood(judged), qPrintable(one.id + u" ("_s + QString::number(fill) +
                                                u" rows): "_s + judged.reason + u' ' + error));
            QVERIFY(!judged.up.forcedOutside);
        }
    }
}

void TestTemplates::conventions_data()
{
    QTest::addColumn<QString>("convention");
    for (const Convention *one : tidemark::conventions())
        QTest::addRow("%s", qPrintable(one->id())) << one->id();
}

void TestTemplates::conventions()
{
    QFETCH(QString, convention);
    const MigrationFolder folder;
    if (convention == u"sqitch")
        folder.write(u"sqitch.plan"_s, "%syntax-version=1.0.0\n%project=shop\n\n");
    const Convention &one = *findConvention(convention);
    const auto where = place(one, folder.path(), Engine::PostgreSql);
    const auto steps =
        stepsOf(*findMigrationTemplate(u"not-null"_s),
                {{u"table"_s, u"users"_s}, {u"column"_s, u"email"_s}}, Engine::PostgreSql);
    QVERIFY(steps);
    const auto planned = planSteps(where, u"email must be there"_s, *steps);
    QVERIFY2(planned, qPrintable(planned ? QString() : planned.error().toString()));
    QVERIFY(writePlanned(*planned));
    const auto set = one.read(where.folder);
    QVERIFY(set);
    QCOMPARE(set->migrations.size(), size_t(3));
    for (size_t i = 0; i < 3; ++i) {
        const Migration &migration = set->migrations[i];
        QCOMPARE(migration.id, planned->at(i).id);
        QVERIFY(migration.runnable);
        QVERIFY(!migration.up.empty() && migration.up[0].text.contains("ALTER TABLE users"));
        QVERIFY(migration.down && migration.down->at(0).text.contains("ALTER TABLE users"));
    }
}

void TestTemplates::placeholders_data()
{
    rehearsed_data();
}

void TestTemplates::placeholders()
{
    QFETCH(QString, id);
    QFETCH(Engine, engine);
    const auto steps = stepsOf(*findMigrationTemplate(id), {}, engine);
    QVERIFY(steps);
    for (const TemplateStep &step : *steps) {
        QVERIFY2(!step.up.contains('{') && !step.down.contains('{'), step.up.constData());
        QVERIFY(id == u"empty" || step.up.contains("my_table"));
    }
}

void TestTemplates::refused_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("unknown") << u"add-column"_s << u"colour"_s << u"red"_s;
    QTest::newRow("two statements") << u"add-column"_s << u"type"_s << u"text; DROP TABLE t"_s;
    QTest::newRow("a comment") << u"add-column"_s << u"type"_s << u"text -- and"_s;
    QTest::newRow("never closed") << u"backfill"_s << u"value"_s << u"'oh"_s;
    QTest::newRow("no number") << u"backfill"_s << u"batch"_s << u"many"_s;
    QTest::newRow("none at all") << u"backfill"_s << u"batch"_s << u"0"_s;
}

void TestTemplates::refused()
{
    QFETCH(QString, id);
    QFETCH(QString, name);
    QFETCH(QString, value);
    const auto steps = stepsOf(*findMigrationTemplate(id), {{name, value}}, Engine::PostgreSql);
    QVERIFY(!steps);
    QCOMPARE(steps.error().kind, ErrorKind::Usage);
}

void TestTemplates::noWordForIt()
{
    // Its scripts are run in a transaction, and nothing in SQL says otherwise.
    const MigrationFolder folder;
    const Convention &convention = *findConvention(u"node-pg-migrate"_s);
    const auto where = place(convention, folder.path(), Engine::PostgreSql);
    const auto steps = stepsOf(*findMigrationTemplate(u"rename-column"_s), {}, Engine::PostgreSql);
    QVERIFY(steps);
    const auto planned = planSteps(where, u"rename"_s, *steps);
    QVERIFY(!planned);
    QCOMPARE(planned.error().kind, ErrorKind::Unsupported);
    QVERIFY(QDir(folder.path()).isEmpty());
    // One that sends a script as it is needs none.
    const auto index = stepsOf(*findMigrationTemplate(u"index"_s), {}, Engine::PostgreSql);
    const Convention &other = *findConvention(u"golang-migrate"_s);
    QVERIFY(planSteps(place(other, folder.path(), Engine::PostgreSql), u"index"_s, *index));
    QCOMPARE(stepsOf(*findMigrationTemplate(u"not-null"_s), {}, Engine::Sqlite).error().kind,
             ErrorKind::Usage);
}

void TestTemplates::nothingIsOverwritten()
{
    const MigrationFolder folder;
    const Convention &plain = *findConvention(u"plain"_s);
    const auto where = place(plain, folder.path(), Engine::PostgreSql);
    const auto planned = planSteps(where, u"twice"_s, std::vector<TemplateStep>(1));
    QVERIFY(planned);
    QVERIFY(writePlanned(*planned));
    const QString file = QFileInfo(planned->at(0).files.at(0).path).fileName();
    folder.write(file, "mine");
    const auto again = writePlanned(*planned);
    QVERIFY(!again);
    QCOMPARE(folder.read(file), QByteArray("mine"));
}

/// What releases wrote under the new name after the third step is there for the old ones.
void TestTemplates::renamesBackWithoutLosses()
{
    const MigrationFolder folder;
    const auto steps = stepsOf(*findMigrationTemplate(u"rename-column"_s),
                               valuesFor(u"rename-column"_s), Engine::Sqlite);
    QVERIFY(steps && steps->size() == 4);
    const auto spec = ConnectionSpec::parse(u"sqlite:"_s + QDir(folder.path()).filePath(u"x.db"_s));
    QVERIFY(spec);
    const auto session = openSession(*spec);
    QVERIFY(session);
    const QByteArray table = weirdTable;
    const QByteArrayList scripts{
        "CREATE TABLE " + table + " (id int PRIMARY KEY, \"a b\" text)",
        steps->at(0).up,
        steps->at(1).up,
        steps->at(2).up,
        "INSERT INTO " + table + " (id, \"Select\") VALUES (1, 'new')",
        steps->at(2).down,
        // Fails where the old name has something else.
        "CREATE TABLE seen (value text NOT NULL)",
        "INSERT INTO seen SELECT \"a b\" FROM " + table,
    };
    for (const QByteArray &script : scripts) {
        const auto done = (*session)->execute(script);
        QVERIFY2(done, qPrintable(done ? QString() : done.error().toString()));
    }
}

/// On a full disk, which only root can have at will.
void TestTemplates::leavesNoHalves()
{
    const MigrationFolder folder;
    const QByteArray where = QFile::encodeName(folder.path());
    if (::geteuid() != 0 || ::mount("tmpfs", where.constData(), "tmpfs", 0, "size=64k") != 0)
        return;
    const QDir dir(folder.path());
    const QByteArray large(200'000, 'x');
    folder.write(u"plan"_s, "old\n");
    AuthoredMigration fresh;
    fresh.files.resize(1);
    fresh.files[0].path = dir.filePath(u"new.sql"_s);
    fresh.files[0].text = large;
    AuthoredMigration longer = fresh;
    longer.files[0].path = dir.filePath(u"plan"_s);
    longer.files[0].append = true;
    const bool failed = !writePlanned({fresh}) && !writePlanned({longer});
    const QStringList names = dir.entryList(QDir::Files);
    const QByteArray plan = folder.read(u"plan"_s);
    ::umount2(where.constData(), MNT_DETACH);
    QVERIFY(failed);
    QCOMPARE(names, QStringList{u"plan"_s});
    QCOMPARE(plan, QByteArray("old\n"));
}

QTEST_GUILESS_MAIN(TestTemplates)
#include "testtemplates.moc"
