// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/comparepage.h"
#include "compare/roles.h"
#include "support/eventmeter.h"
#include "support/workbenchfixture.h"
#include "widgets/codeview.h"

#include <QTest>
#include <QTreeView>

#include <memory>

namespace tidemark::test {

/// The page with a real controller on a workspace of its own, made anew for each test, and the ways
/// of a person through it. Its program's main() makes a MeteredApplication.
class ComparePageTest : public QObject
{
    Q_OBJECT

protected:
    static constexpr int kPatience = 300'000;

    /// Two environments, and whatever is in the folder of the migrations.
    void open(const QString &production, const QString &local);
    /// As another program would.
    static void execute(const QString &url, const QByteArray &sql);
    /// An SQLite file in the workspace, made by these statements; its URL.
    QString makeFile(const QString &name, const QByteArray &sql);
    void compare();
    void waitUntilShown();
    QTreeView *tree() const { return find<QTreeView>(QStringLiteral("compareTree")); }
    /// "+contacts", "~orders", "-gone": what the tree lists, from top to bottom.
    QStringList listed() const;
    void select(const QString &name);
    QString textOf(const QString &view) const { return find<CodeView>(view)->toPlainText(); }
    template <typename T>
    T *find(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("there is no %s", qPrintable(name));
        return found;
    }

    std::unique_ptr<WorkbenchFixture> m_fixture;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SyntaxRepository> m_syntax;
    std::unique_ptr<CompareController> m_controller;
    std::unique_ptr<ComparePage> m_page;

protected Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace tidemark::test
