// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"
#include "theme/theme.h"
#include "workbench/migrationlinter.h"

#include <QTimer>
#include <QWidget>

#include <map>

class QLabel;
class QSplitter;
class QStackedLayout;
class QTabBar;
class QVBoxLayout;

namespace tidemark {

class CodeEditor;
class ElidedLabel;
class SyntaxRepository;

/// The texts of one migration side by side, the up on the left. What is typed goes to the
/// migration after a short pause, and at once when it asks for it.
class EditorPanes : public QWidget
{
    Q_OBJECT
public:
    EditorPanes(Theme &theme, SyntaxRepository &syntax, EditedMigration &migration,
                MigrationLinter &linter, Engine engine, QWidget *parent = nullptr);
    ~EditorPanes() override; ///< what was typed last is handed over

    EditedMigration &migration() const { return m_migration; }
    CodeEditor *editor(ScriptSide side) const;
    /// The one that has the keyboard, or had it last.
    CodeEditor *currentEditor() const;
    ScriptSide currentSide() const { return m_current; }
    void goTo(ScriptSide side, int line, int column);
    void focusOther();
    QSplitter *splitter() const { return m_splitter; }

Q_SIGNALS:
    void built(); ///< the editors are there
    void currentEditorChanged();
    void cursorMoved();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    struct Pane
    {
        CodeEditor *editor = nullptr;
        ElidedLabel *file = nullptr;
        QLabel *place = nullptr;
        bool pending = false; ///< typed and not handed over
    };
    void build();
    void drop();
    QWidget *makePane(ScriptSide side);
    QWidget *makeRight(QWidget *down, QWidget *verify);
    void typed(ScriptSide side);
    void moveFindings(ScriptSide side);
    void handOver();
    void follow();
    void showRemarks();
    void showPlace(ScriptSide side);
    void fitFirstLines();

    Theme &m_theme;
    SyntaxRepository &m_syntax;
    EditedMigration &m_migration;
    MigrationLinter &m_linter;
    Engine m_engine;
    std::map<ScriptSide, Pane> m_panes;
    QSplitter *m_splitter;
    QVBoxLayout *m_layout;
    QTabBar *m_rightTabs = nullptr;
    ScriptSide m_current = ScriptSide::Up;
    QTimer m_pause;
    bool m_taking = false; ///< the migration gives a text
};

} // namespace tidemark
