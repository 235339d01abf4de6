// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/environmentscontroller.h"

#include "tasks/taskpool.h"
#include "workbench/connector.h"
#include "workbench/secretstore.h"
#include "workbench/workspacecontroller.h"
#include "workspace/workspaceedit.h"

#include <QFile>
#include <QFileInfo>
#include <QPointer>

namespace tidemark {

using namespace Qt::StringLiterals;

EnvironmentsController::EnvironmentsController(Services &services, WorkspaceController &workspaces,
                                               Connector &connector, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspaces(workspaces)
    , m_connector(connector)
{
}

Result<void> EnvironmentsController::begin()
{
    const auto workspace = m_workspaces.workspace();
    if (!workspace)
        return fail(ErrorKind::Usage, tr("no workspace is open"));
    QFile file(workspace->file);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, tr("the workspace file cannot be read"), file.errorString());
    m_file = workspace->file;
    m_text = file.readAll();
    return {};
}

Result<void> EnvironmentsController::write(const QByteArray &text)
{
    TM_TRY(replaceWorkspaceText(m_file, m_text, text));
    m_text = text;
    m_workspaces.open(QFileInfo(m_file).absolutePath());
    return {};
}

Result<void> EnvironmentsController::save(const QString &name, Environment wanted,
                                          const QString &password, bool remember)
{
    QString secret = password;
    if (!wanted.url.isEmpty()) {
        TM_TRY_ASSIGN(const SplitUrl split, splitPassword(wanted.url));
        wanted.url = split.url;
        if (!split.password.isEmpty())
            secret = split.password;
    }
    TM_TRY_ASSIGN(const QByteArray text, withEnvironment(m_text, m_file, name, wanted));
    TM_TRY(write(text));
    const auto workspace = m_workspaces.workspace();
    if (!secret.isEmpty() && workspace)
        m_connector.setPassword(*workspace, wanted, secret, remember);
    return {};
}

Result<void> EnvironmentsController::remove(const QString &name)
{
    // Its password stays: it belongs to the server, and other workspaces may use it.
    TM_TRY_ASSIGN(const QByteArray text, withoutEnvironment(m_text, m_file, name));
    return write(text);
}

void EnvironmentsController::test(const Environment &wanted, const QString &password)
{
    stopTest();
    const int number = ++m_testNumber;
    Environment tried = wanted;
    QString secret = password;
    if (const auto split = splitPassword(wanted.url); split && !wanted.url.isEmpty()) {
        tried.url = split->url;
        if (!split->password.isEmpty())
            secret = split->password;
    }
    const auto spec = ConnectionSpec::parse(tried.url);
    const QString key = spec ? secretKeyOf(*spec) : QString();
    if (!secret.isEmpty() || key.isEmpty() || !m_services.secrets)
        return runTest(tried, secret, number);
    const QPointer<EnvironmentsController> self(this);
    m_services.secrets->read(key, [self, tried, number](const auto &known) {
        if (self && self->m_testNumber == number)
            self->runTest(tried, known && *known ? **known : QString(), number);
    });
}

void EnvironmentsController::runTest(const Environment &wanted, const QString &password, int number)
{
    const auto workspace = m_workspaces.workspace();
    if (!workspace) {
        Error error;
        error.kind = ErrorKind::Usage;
        error.summary = tr("no workspace is open");
        Q_EMIT testFailed(error);
        return;
    }
    m_test = m_services.pool.start(
        [workspace, wanted, password, variables = m_services.variables](std::stop_token stop) {
            return testConnection(*workspace, wanted, variables, password, stop);
        });
    Q_EMIT testingChanged();
    whenDone(*m_test, this, [this, number](const Result<ConnectionFacts> &facts) {
        if (number != m_testNumber)
            return;
        m_test.reset();
        Q_EMIT testingChanged();
        if (facts)
            Q_EMIT tested(*facts);
        else
            Q_EMIT testFailed(facts.error());
    });
}

void EnvironmentsController::stopTest()
{
    ++m_testNumber;
    if (!m_test)
        return;
    m_test->stop();
    m_test.reset();
    Q_EMIT testingChanged();
}

} // namespace tidemark
