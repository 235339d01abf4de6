// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "editor/editorpage.h"
#include "editor/editorpanes.h"
#include "support/workbenchfixture.h"
#include "widgets/codeeditor.h"
#include "widgets/codeview.h"
#include "workbench/editorcontroller.h"
#include "workbench/timelinecontroller.h"

#include <QAbstractButton>
#include <QApplication>
#include <QTest>

#include <functional>
#include <memory>

namespace tidemark::test {

/// A workspace with an editor page on it. begin() may be called again, as a next start of the
/// program.
class EditorWorld
{
public:
    EditorWorld();
    ~EditorWorld();

    /// tidemark.toml of that convention, with one environment.
    void setUp(const QString &convention, const QString &url);
    void write(const QString &name, const QByteArray &bytes) const;
    QByteArray read(const QString &name) const;
    void begin();
    void end();
    void makePage(); ///< for the controllers that are there
    void dropPage();
    /// Opens it and waits until it is there and was looked at.
    bool open(const QString &id);

    EditorController &controller() { return *m_controller; }
    TimelineController &timeline() { return *m_timeline; }
    EditorPage &page() { return *m_page; }
    EditedMigration *migration() { return m_controller->current(); }
    MigrationLinter *linter() { return m_controller->linterOf(migration()); }
    CodeEditor *editor(ScriptSide side) { return m_page->panes()->editor(side); }
    /// Every rule that has something to say, in order.
    QStringList rules();
    bool isLinted();
    template <typename T>
    T *find(const QString &name)
    {
        T *found = m_page->findChild<T *>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    void click(const QString &name);
    /// Types it at the end of that side.
    void type(ScriptSide side, const QString &text);

    WorkbenchFixture fixture;
    Theme theme;
    SyntaxRepository syntax;

private:
    std::unique_ptr<TimelineController> m_timeline;
    std::unique_ptr<EditorController> m_controller;
    std::unique_ptr<EditorPage> m_page;
};

} // namespace tidemark::test
