// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/rehearsalcontroller.h"

#include <QWidget>

class QMenu;
class QPushButton;

namespace tidemark {

class Theme;

/// What is rehearsed, on what and how: a calm row of buttons with menus.
class ChoiceBar : public QWidget
{
    Q_OBJECT
public:
    ChoiceBar(Theme &theme, RehearsalController &controller, QWidget *parent = nullptr);

private:
    QPushButton *addMenu(const QString &name, const QString &accessible,
                         void (ChoiceBar::*fill)(QMenu &));
    /// An entry with a tick when the choice is as `change` would make it.
    template <typename Change>
    void addChoice(QMenu &menu, const QString &text, Change change);
    void fillWhich(QMenu &menu);
    void fillOn(QMenu &menu);
    void addBackups(QMenu &menu);
    void fillMode(QMenu &menu);
    void fillRows(QMenu &menu);
    void fillTraffic(QMenu &menu);
    void addRange(QMenu &menu);
    void chooseTraffic();
    void refresh();

    QString whichText() const;
    QString onText() const;
    QString modeText() const;
    QString rowsText() const;
    QString trafficText() const;

    Theme &m_theme;
    RehearsalController &m_controller;
    QPushButton *m_which;
    QPushButton *m_on;
    QPushButton *m_mode;
    QPushButton *m_rows;
    QPushButton *m_traffic;
};

} // namespace tidemark
