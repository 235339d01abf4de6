// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/migrationcompleter.h"

#include <QFrame>
#include <QPointer>
#include <QTimer>

class QListView;

namespace tidemark {

class CodeEditor;

/// Names that may stand at the cursor, below it. Comes while one types and with Ctrl+Space; Enter
/// and Tab take one, Escape closes. The keyboard stays in the editor.
class CompletionPopup : public QFrame
{
    Q_OBJECT
public:
    /// `parent`: what it may cover.
    CompletionPopup(Theme &theme, QWidget *parent);

    /// From now on that text's keys are looked at.
    void attach(CodeEditor *editor, ScriptSide side, MigrationCompleter *completer);
    QListView *list() const { return m_list; }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    struct Attached
    {
        QPointer<CodeEditor> editor;
        ScriptSide side;
        QPointer<MigrationCompleter> completer;
        const QObject *key; ///< the editor, also while it is being destroyed
    };
    void forget(const QObject *editor);
    bool keyPressed(const Attached &attached, int key, Qt::KeyboardModifiers modifiers);
    void typed(CodeEditor *editor);
    void ask(bool wanted);
    void show(const EditedCompletion &completion);
    void place();
    void take();
    const Attached *find(const QObject *editor) const;

    Theme &m_theme;
    QListView *m_list;
    class CompletionModel *m_model;
    std::vector<Attached> m_attached;
    QPointer<CodeEditor> m_editor;  ///< that was typed in last
    const QObject *m_key = nullptr; ///< Attached::key of it
    EditedCompletion m_shown;
    QTimer m_pause;
    int m_revision = 0;    ///< of the document that was asked about
    bool m_wanted = false; ///< by a key, not by typing
};

} // namespace tidemark
