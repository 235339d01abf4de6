// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "tasks/task.h"
#include "workbench/services.h"
#include "workspace/connectiontest.h"

#include <QObject>

#include <optional>

namespace tidemark {

class Connector;
class WorkspaceController;

/// Adds, changes and removes the environments of the open workspace's tidemark.toml, and tries
/// their connections. A password in a URL goes to the secret store and never into the file. The GUI
/// thread.
class EnvironmentsController : public QObject
{
    Q_OBJECT
public:
    EnvironmentsController(Services &services, WorkspaceController &workspaces,
                           Connector &connector, QObject *parent = nullptr);

    /// Reads the file that the changes will be made to; what somebody else changes from now on is
    /// found by save() and remove(). Error{Usage} without a workspace, Error{Io}.
    Result<void> begin();

    /// `name`: which one is changed; empty: `wanted` is new. `wanted.url` may hold a password, and
    /// `password` may be another way to give it; `remember` keeps it beyond this process. Error as
    /// withEnvironment() and replaceWorkspaceText(); nothing has happened then.
    Result<void> save(const QString &name, Environment wanted, const QString &password,
                      bool remember);
    Result<void> remove(const QString &name);

    /// Tries it in a task, with the password that is known when none is given. Answered by
    /// tested() or testFailed(); a second test() takes the place of the first.
    void test(const Environment &wanted, const QString &password);
    void stopTest();
    bool isTesting() const { return m_test.has_value(); }

Q_SIGNALS:
    void tested(const tidemark::ConnectionFacts &facts);
    void testFailed(const tidemark::Error &error);
    void testingChanged();

private:
    void runTest(const Environment &wanted, const QString &password, int number);
    Result<void> write(const QByteArray &text);

    Services &m_services;
    WorkspaceController &m_workspaces;
    Connector &m_connector;
    QString m_file;
    QByteArray m_text;
    std::optional<Task<ConnectionFacts>> m_test;
    int m_testNumber = 0;
};

} // namespace tidemark
