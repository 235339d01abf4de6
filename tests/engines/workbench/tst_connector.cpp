// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/postgres/conninfo.h"
#include "database/session.h"
#include "support/environmentsworld.h"
#include "support/passwordrole.h"
#include "support/testserver.h"
#include "workbench/environmentfields.h"

#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// Environments, from the form to the session: on a real server that wants a password.
class TestConnector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsFields_data();
    void showsFields();
    void asksForThePassword();
    void takesItFromTheStore();
    void neverWritesThePasswordDown();
    void addsChangesAndRemoves();
    void refusesAFileThatWasChanged();
    void testsAConnection();
    void saysWhyItCannotConnect();
};

namespace {

const QString weird = u"Weird \"Name\"; --"_s;

struct World : EnvironmentsWorld
{
    World()
        : EnvironmentsWorld("[environments.local]\nurl = 'sqlite:a.db' # here\n")
    {
        if (!environments.begin())
            qFatal("nothing to edit");
    }
    Result<ConnectionSpec> resolve(const Environment &environment)
    {
        std::optional<Result<ConnectionSpec>> answer;
        connector.resolve(*workspaces.workspace(), environment, &context,
                          [&answer](const Result<ConnectionSpec> &spec) { answer = spec; });
        if (!QTest::qWaitFor([&answer] { return answer.has_value(); }))
            qFatal("no answer");
        return answer.value_or(fail(ErrorKind::Internal, u"no answer"_s));
    }

    QObject context;
};

QString needyUrl;

Environment needy()
{
    Environment environment;
    environment.name = weird;
    environment.role = EnvironmentRole::Staging;
    environment.url = needyUrl;
    return environment;
}

} // namespace

void TestConnector::initTestCase()
{
    needyUrl = createPasswordRole(u"needy"_s, u"it's secret"_s);
    const auto session = openSession(*ConnectionSpec::parse(TestServer::url(weird)));
    QVERIFY(session);
    QVERIFY((*session)->execute("CREATE TABLE \"Weird \"\"Name\"\"; --\" (id int)"));
}

void TestConnector::showsFields_data()
{
    using Kind = EnvironmentFields::Kind;
    QTest::addColumn<Environment>("environment");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *title, const QString &url, Kind kind) {
        Environment environment;
        environment.name = u"x"_s;
        environment.url = url;
        QTest::newRow(title) << environment << int(kind);
    };
    row("a server", u"postgresql://ada@db:5433/shop?sslmode=verify-full&sslrootcert=/a%20b"_s,
        Kind::Server);
    row("a server in keywords", u"host=db dbname='größe x'"_s, Kind::Server);
    row("by number", u"postgresql://[::1]/x"_s, Kind::Server);
    row("more than fields", u"postgresql://ada@db/shop?application_name=x"_s, Kind::Url);
    row("several", u"postgresql://a,b/shop"_s, Kind::Url);
    row("a file", u"sqlite:größe.db"_s, Kind::File);
    Environment service;
    service.service = u"shop"_s;
    QTest::newRow("a service") << service << int(Kind::Service);
    Environment variable;
    variable.urlVariable = u"DB"_s;
    QTest::newRow("a variable") << variable << int(Kind::Variable);
}

void TestConnector::showsFields()
{
    QFETCH(Environment, environment);
    QFETCH(int, kind);
    const EnvironmentFields fields = fieldsOf(environment);
    QCOMPARE(int(fields.kind), kind);
    QVERIFY(withFields(environment, fields) == environment);
    // Made anew, it says the same.
    Environment other;
    other.name = environment.name;
    QVERIFY(fieldsOf(withFields(other, fields)) == fields);
}

void TestConnector::asksForThePassword()
{
    World world;
    QVERIFY(world.environments.save({}, needy(), {}, false));
    const Environment environment = *world.workspaces.workspace()->findEnvironment(weird);
    const QSignalSpy needed(&world.connector, &Connector::passwordNeeded);
    const QSignalSpy changed(&world.connector, &Connector::changed);
    const auto first = world.resolve(environment);
    const auto refused = openSession(*first);
    QVERIFY(!refused);
    QVERIFY2(wantsPassword(refused.error()), qPrintable(refused.error().toString()));
    const auto report = [&](const Error &error) {
        return world.connector.reportFailure(*world.workspaces.workspace(), environment, error);
    };
    QVERIFY(report(refused.error()));
    QVERIFY(report(refused.error()));
    QCOMPARE(needed.size(), 1);

    // A wrong one is asked for again.
    world.connector.setPassword(*world.workspaces.workspace(), environment, u"wrong"_s, false);
    const auto wrong = openSession(*world.resolve(environment));
    QVERIFY(!wrong);
    QVERIFY(report(wrong.error()));
    QCOMPARE(needed.size(), 2);
    world.connector.setPassword(*world.workspaces.workspace(), environment, u"it's secret"_s,
                                false);
    QCOMPARE(changed.size(), 2);
    const auto session = openSession(*world.resolve(environment));
    QVERIFY(session);
    QCOMPARE((*session)->databaseName(), weird);

    // Who says no is left in peace until they want the database themselves.
    QVERIFY(report(wrong.error()));
    QCOMPARE(needed.size(), 3);
    world.connector.declinePassword(*world.workspaces.workspace(), environment);
    QVERIFY(report(wrong.error()));
    QCOMPARE(needed.size(), 3);
    QVERIFY(world.connector.reportFailure(*world.workspaces.workspace(), environment, wrong.error(),
                                          true));
    QCOMPARE(needed.size(), 4);

    Error other;
    other.kind = ErrorKind::Connection;
    other.summary = u"connection refused"_s;
    QVERIFY(!report(other));
}

void TestConnector::takesItFromTheStore()
{
    World world;
    QVERIFY(world.environments.save({}, needy(), u"it's secret"_s, true));
    // Another process with the same store.
    Connector second(world.services);
    std::optional<Result<ConnectionSpec>> answer;
    const Environment environment = *world.workspaces.workspace()->findEnvironment(weird);
    second.resolve(*world.workspaces.workspace(), environment, &world.context,
                   [&answer](const Result<ConnectionSpec> &spec) { answer = spec; });
    QTRY_VERIFY(answer.has_value());
    QVERIFY(openSession(**answer));

    // Another server never gets it.
    Environment elsewhere = environment;
    auto keywords = *parseConninfo(environment.url);
    keywords.insert(u"host"_s, u"/nonexistent"_s);
    elsewhere.url = composeConninfo(keywords);
    const auto spec = world.resolve(elsewhere);
    QVERIFY(!spec->conninfo.contains(u"secret"_s));
}

void TestConnector::neverWritesThePasswordDown()
{
    World world;
    Environment environment = needy();
    environment.url = u"postgresql://needy:ge%20heim@db.example/shop"_s;
    QVERIFY(world.environments.save({}, environment, {}, true));
    QVERIFY(!world.text().contains("heim"));
    QVERIFY(world.text().contains("\"postgresql://needy@db.example/shop\""));
    const Environment saved = *world.workspaces.workspace()->findEnvironment(weird);
    QCOMPARE(parseConninfo(world.resolve(saved)->conninfo)->value(u"password"_s), u"ge heim"_s);
}

void TestConnector::addsChangesAndRemoves()
{
    World world;
    const QByteArray before = world.text();
    const QSignalSpy changed(&world.workspaces, &WorkspaceController::workspaceChanged);
    QVERIFY(world.environments.save({}, needy(), {}, false));
    QCOMPARE(changed.size(), 1);
    QVERIFY(world.text().startsWith(before));
    Environment environment = *world.workspaces.workspace()->findEnvironment(weird);
    environment.name = u"staging"_s;
    QVERIFY(world.environments.save(weird, environment, {}, false));
    QVERIFY(world.workspaces.workspace()->findEnvironment(u"staging"_s));
    QVERIFY(!world.workspaces.workspace()->findEnvironment(weird));
    environment.name = u"local"_s;
    QCOMPARE(world.environments.save(u"staging"_s, environment, {}, false).error().kind,
             ErrorKind::Usage);
    QVERIFY(world.environments.remove(u"staging"_s));
    QCOMPARE(world.workspaces.workspace()->environments.size(), size_t(1));
    QVERIFY(world.text().contains("# ours\n") && world.text().contains("# here\n"));
}

void TestConnector::refusesAFileThatWasChanged()
{
    World world;
    QFile file(world.folder.filePath(u"tidemark.toml"_s));
    QVERIFY(file.open(QIODevice::Append));
    file.write("# somebody else\n");
    file.close();
    const auto refused = world.environments.save({}, needy(), {}, false);
    QCOMPARE(refused.error().kind, ErrorKind::Busy);
    QVERIFY(world.text().endsWith("# somebody else\n"));
    QVERIFY(world.environments.begin());
    QVERIFY(world.environments.save({}, needy(), {}, false));
}

void TestConnector::testsAConnection()
{
    World world;
    const QSignalSpy tested(&world.environments, &EnvironmentsController::tested);
    world.environments.test(needy(), u"it's secret"_s);
    QVERIFY(world.environments.isTesting());
    QTRY_COMPARE(tested.size(), 1);
    const auto facts = tested[0][0].value<ConnectionFacts>();
    QCOMPARE(facts.database, weird);
    QVERIFY(facts.server.startsWith(u"PostgreSQL "_s));
    QVERIFY(!facts.encrypted);
    QCOMPARE(facts.convention, u"dbmate"_s);
    QVERIFY(!facts.history);
    QVERIFY(!world.environments.isTesting());

    const auto session = openSession(*ConnectionSpec::parse(TestServer::url(weird)));
    QVERIFY((*session)->execute("CREATE TABLE schema_migrations (version varchar(128) PRIMARY "
                                "KEY); INSERT INTO schema_migrations VALUES ('1'), ('2'); GRANT "
                                "SELECT ON schema_migrations TO needy"));
    world.environments.test(needy(), u"it's secret"_s);
    QTRY_COMPARE(tested.size(), 2);
    QVERIFY(tested[1][0].value<ConnectionFacts>().history);
    QCOMPARE(tested[1][0].value<ConnectionFacts>().applied, 2);
}

void TestConnector::saysWhyItCannotConnect()
{
    World world;
    const QSignalSpy failed(&world.environments, &EnvironmentsController::testFailed);
    world.environments.test(needy(), u"wrong"_s);
    QTRY_COMPARE(failed.size(), 1);
    const auto error = failed[0][0].value<Error>();
    QVERIFY2(error.summary.contains(u"password"_s), qPrintable(error.toString()));
    QVERIFY(!error.toString().contains(u"wrong"_s));

    // Looking makes no file.
    Environment file;
    file.name = u"file"_s;
    file.url = u"sqlite:not-there.db"_s;
    world.environments.test(file, {});
    QTRY_COMPARE(failed.size(), 2);
    QVERIFY(!QFile::exists(world.folder.filePath(u"not-there.db"_s)));
}

QTEST_GUILESS_MAIN(TestConnector)
#include "tst_connector.moc"
