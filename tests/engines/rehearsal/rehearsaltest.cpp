// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsaltest.h"

namespace tidemark::test {

void RehearsalTest::engines()
{
    QTest::addColumn<Engine>("engine");
    QTest::newRow("PostgreSQL") << Engine::PostgreSql;
    QTest::newRow("SQLite") << Engine::Sqlite;
}

RehearsalRequest RehearsalTest::requestFor(const QString &folder)
{
    QFETCH(Engine, engine);
    return requestFor(folder, engine);
}

RehearsalRequest RehearsalTest::requestFor(const QString &folder, Engine engine)
{
    RehearsalRequest request;
    request.folder = QDir(folder);
    request.convention = u"plain"_s;
    request.fromEmpty = true;
    request.database =
        *ConnectionSpec::parse(engine == Engine::Sqlite ? u"sqlite:"_s : TestServer::url());
    return request;
}

RehearsalReport RehearsalTest::rehearsed(const RehearsalRequest &request) const
{
    SandboxFactory sandboxes(m_state.path());
    RehearsalObserver nobody;
    const auto report = rehearse(request, sandboxes, nobody, {});
    if (!report)
        qWarning().noquote() << report.error().toString();
    return report.value_or(RehearsalReport());
}

} // namespace tidemark::test
