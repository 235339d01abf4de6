// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QCheckBox;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTimer;
class QTreeView;

namespace tidemark {

class DataCompareController;
class DataTablesModel;
class DifferencesPane;
class ElidedLabel;
class EmptyState;
class ErrorPanel;

/// The rows of two backups, or of a backup and a database, beside each other: the tables on the
/// left, on the right the rows of one of them that differ.
class DataComparisonView final : public QWidget
{
    Q_OBJECT
public:
    DataComparisonView(DataCompareController &controller, Theme &theme, QWidget *parent = nullptr);

    QSplitter *splitter() const { return m_splitter; }
    void focusTables();

Q_SIGNALS:
    void closeWanted();
    void schemasWanted(); ///< of the same two

private:
    QWidget *makeHead();
    QWidget *makeTables();
    void makeStates();
    void update();
    void showProgress();
    void filter();
    void showCurrent();

    DataCompareController &m_controller;
    Theme &m_theme;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_facts = nullptr;
    QPushButton *m_schemas = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_splitter = nullptr;
    QLineEdit *m_search = nullptr;
    QCheckBox *m_all = nullptr;
    QTreeView *m_list = nullptr;
    DataTablesModel *m_tables = nullptr;
    QTimer *m_settle = nullptr; ///< until the keyboard rests on a table
    DifferencesPane *m_rows = nullptr;
    EmptyState *m_reading = nullptr;
    ErrorPanel *m_failed = nullptr;
};

} // namespace tidemark
