// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/codeview.h"

#include <QWidget>

class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace tidemark {

class ArchiveController;
class ArchiveRowsPane;
class ArchiveTreeModel;
class ChipLabel;
class ElidedLabel;
class EmptyState;
class ErrorPanel;

/// What is in an archive: its objects on the left, on the right the rows of a table or what makes
/// an object. Nothing is restored.
class ArchiveView : public QWidget
{
    Q_OBJECT
public:
    ArchiveView(ArchiveController &controller, Theme &theme, SyntaxRepository &syntax,
                QWidget *parent = nullptr);

    QSplitter *splitter() const { return m_splitter; }
    void focusTree();
    /// Shows that table; false: there is none.
    bool showTable(const QString &schema, const QString &name);

private:
    QWidget *makeTree();
    QWidget *makeRight();
    QWidget *makeHead();
    void makeStates();
    void addShortcuts();
    void stateChanged();
    void contentsChanged();
    void lookAtCurrent();
    QString language() const;
    void showRowsOrDefinition(bool rows);

    ArchiveController &m_controller;
    Theme &m_theme;
    SyntaxRepository &m_syntax;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_splitter = nullptr;
    QLineEdit *m_treeSearch = nullptr;
    QTreeView *m_tree = nullptr;
    ArchiveTreeModel *m_objects = nullptr;
    ErrorPanel *m_problems = nullptr;
    ElidedLabel *m_title = nullptr;
    ChipLabel *m_rowsTab = nullptr;
    ChipLabel *m_definitionTab = nullptr;
    QStackedWidget *m_right = nullptr;
    ArchiveRowsPane *m_rows = nullptr;
    CodeView *m_definition = nullptr;
    EmptyState *m_opening = nullptr;
    EmptyState *m_nothing = nullptr;
    ErrorPanel *m_failed = nullptr;
    int m_definitionOf = 0; ///< id of the entry
};

} // namespace tidemark
