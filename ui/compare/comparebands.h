// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/comparecontroller.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace tidemark {

/// Asks of one suggested rename after the other whether it is one. Hidden when there is none.
class CompareBands : public QWidget
{
    Q_OBJECT
public:
    CompareBands(CompareController &controller, Theme &theme, QWidget *parent = nullptr);

    /// What the keyboard reaches, from left to right.
    QList<QWidget *> inTabOrder() const;

private:
    QWidget *makeRename();
    void refresh();

    CompareController &m_controller;
    Theme &m_theme;
    QLabel *m_question = nullptr;
    QLabel *m_why = nullptr;
    QPushButton *m_yes = nullptr;
    QPushButton *m_no = nullptr;
    QWidget *m_rename; ///< made after what it holds
    QPushButton *m_takeBack;
};

} // namespace tidemark
