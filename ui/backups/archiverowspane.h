// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "theme/theme.h"

#include <QStackedWidget>
#include <QTimer>

#include <memory>
#include <optional>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace tidemark {

class ArchiveController;
class ArchiveRowsModel;
class ArchiveRowsView;
class EmptyState;
class ErrorPanel;
struct ShownPage;

/// The rows of the table that the controller shows: any place of it, a text in it, a value in full,
/// all of it as CSV.
class ArchiveRowsPane final : public QStackedWidget
{
    Q_OBJECT
public:
    ArchiveRowsPane(ArchiveController &controller, Theme &theme, QWidget *parent = nullptr);

    /// Search, place and export, in a line for whoever has room for it.
    QWidget *tools() const { return m_tools; }
    /// A row of the table from 1, or the last one when there are fewer.
    void goToRow(qint64 number);
    void findNext();
    void chooseExport();
    void focusSearch();
    void focusGoTo();

Q_SIGNALS:
    void rowsWanted(); ///< somebody goes to a row
    void counted(int table, qint64 rows);

private:
    void makeTools();
    QWidget *makeRows();
    QWidget *makeFoot(QWidget *parent);
    void tableChanged();
    void rowCountChanged();
    void takePage(const std::shared_ptr<const ShownPage> &page);
    void sayWhere();
    QString whereText() const;
    QString rowsText() const;
    void lookAtCell();
    void arrive();
    void goToText();

    ArchiveController &m_controller;
    Theme &m_theme;
    QWidget *m_tools = nullptr;
    QLineEdit *m_search = nullptr;
    QLineEdit *m_goTo = nullptr;
    QPushButton *m_export = nullptr;
    QWidget *m_page = nullptr;
    ArchiveRowsModel *m_rows = nullptr;
    ArchiveRowsView *m_view = nullptr;
    ErrorPanel *m_broken = nullptr;
    QPlainTextEdit *m_value = nullptr;
    QLabel *m_where = nullptr;
    QPushButton *m_count = nullptr;
    EmptyState *m_none = nullptr;
    bool m_fitted = false;
    bool m_bytesShown = false;       ///< in a page that was seen of this table
    std::optional<qint64> m_arrival; ///< row from 0 that is to be reached once it is known
    QString m_notFound;
    QString m_refused; ///< why nothing was copied; until somebody goes on
    std::optional<Error> m_whyNotFound;
    QTimer m_say;
};

} // namespace tidemark
