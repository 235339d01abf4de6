// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "theme/theme.h"
#include "widgets/codeview.h"

#include <QTimer>
#include <QWidget>

#include <optional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace tidemark {

class ArchiveController;
class ArchiveRowsModel;
class ArchiveRowsView;
class ArchiveTreeModel;
class ChipLabel;
class ElidedLabel;
class EmptyState;
class ErrorPanel;
struct ShownPage;

/// What is in an archive: its objects on the left, on the right the rows of a table or what makes
/// an object. Nothing is restored.
class ArchiveView : public QWidget
{
    Q_OBJECT
public:
    ArchiveView(ArchiveController &controller, Theme &theme, SyntaxRepository &syntax,
                QWidget *parent = nullptr);

    QSplitter *splitter() const { return m_splitter; }
    /// A row of the table from 1, or the last one when there are fewer.
    void goToRow(qint64 number);
    void findNext();
    void chooseExport();
    void focusTree();
    /// Shows that table; false: there is none.
    bool showTable(const QString &schema, const QString &name);

private:
    QWidget *makeTree();
    QWidget *makeRight();
    QWidget *makeHead();
    QWidget *makeRows();
    void makeStates();
    void addShortcuts();
    void stateChanged();
    void contentsChanged();
    void lookAtCurrent();
    void showRowsOrDefinition(bool rows);
    void tableChanged();
    void rowCountChanged();
    void takePage(const std::shared_ptr<const ShownPage> &page);
    void sayWhere();
    void lookAtCell();
    void arrive();
    void goToText();

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
    QLineEdit *m_rowSearch = nullptr;
    QLineEdit *m_goTo = nullptr;
    QPushButton *m_export = nullptr;
    QStackedWidget *m_right = nullptr;
    QWidget *m_rowsPage = nullptr;
    ArchiveRowsModel *m_rows = nullptr;
    ArchiveRowsView *m_view = nullptr;
    ErrorPanel *m_broken = nullptr;
    QPlainTextEdit *m_value = nullptr;
    QLabel *m_where = nullptr;
    QPushButton *m_count = nullptr;
    CodeView *m_definition = nullptr;
    EmptyState *m_opening = nullptr;
    EmptyState *m_nothing = nullptr;
    EmptyState *m_noRows = nullptr;
    QWidget *m_failedPage = nullptr;
    ErrorPanel *m_failed = nullptr;
    bool m_fitted = false;
    std::optional<qint64> m_arrival; ///< row from 0 that is to be reached once it is known
    QString m_notFound;
    QString m_refused; ///< why nothing was copied; until somebody goes on
    std::optional<Error> m_whyNotFound;
    int m_definitionOf = 0; ///< id of the entry
    QTimer m_say;
};

} // namespace tidemark
