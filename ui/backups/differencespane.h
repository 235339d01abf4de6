// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

#include <vector>

class QLabel;
class QPushButton;
class QStackedWidget;
class QTableView;

namespace tidemark {

class DataCompareController;
class DifferencesModel;
class ElidedLabel;
class EmptyState;
class ErrorPanel;

/// The rows of one table that are not on both sides alike, a page of them at a time.
class DifferencesPane final : public QWidget
{
    Q_OBJECT
public:
    DifferencesPane(DataCompareController &controller, Theme &theme, QWidget *parent = nullptr);

private:
    QWidget *makeHead();
    QWidget *makeFoot();
    void makeStates();
    void update();
    void showRows();
    void showNothing();
    void showProgress();
    void turnOn();
    void turnBack();
    void waitInFoot();
    void comeBackToFoot();

    DataCompareController &m_controller;
    Theme &m_theme;
    ElidedLabel *m_title = nullptr;
    ElidedLabel *m_facts = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTableView *m_view = nullptr;
    DifferencesModel *m_model = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_reading = nullptr;
    ErrorPanel *m_failed = nullptr;
    QWidget *m_foot = nullptr;
    QLabel *m_where = nullptr;
    QPushButton *m_previous = nullptr;
    QPushButton *m_next = nullptr;
    QPushButton *m_turnedWith = nullptr; ///< gets the keyboard back
    std::vector<qint64> m_pages;         ///< where those before this one begin
};

} // namespace tidemark
