// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/rehearsalpage.h"
#include "rehearsal/roles.h"
#include "support/eventmeter.h"
#include "support/generatedmigrations.h"
#include "support/workbenchfixture.h"
#include "widgets/codeview.h"

#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTreeView>

#include <memory>

namespace tidemark::test {

/// The page with a real controller on a workspace of its own, made anew for each test, and the ways
/// of a person through it. Its program's main() makes a MeteredApplication.
class RehearsalPageTest : public QObject
{
    Q_OBJECT

protected:
    static constexpr int kPatience = 300'000;

    void openShop();
    /// `count` generated ones, to be rehearsed from nothing.
    void openGenerated(int count);
    void rehearse();
    void select(const QString &id);
    int rowOf(const QString &id) const;
    QMenu *menuOf(const QString &button) const;
    /// A page of its own, as on the next day.
    void openPageAgain();

    template <typename T>
    T *find(const QString &name) const
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qWarning("there is no %s", qPrintable(name));
        return found;
    }

    std::unique_ptr<WorkbenchFixture> m_fixture;
    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<SyntaxRepository> m_syntax;
    std::unique_ptr<RehearsalController> m_controller;
    std::unique_ptr<RehearsalPage> m_page;

protected Q_SLOTS:
    void init();
    void cleanup();
};

} // namespace tidemark::test
