// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/comparecontroller.h"

#include <QWidget>

class QPushButton;

namespace tidemark {

class ElidedLabel;

/// Asks of one suggested rename after the other whether it is one. Hidden when there is none.
class CompareBands : public QWidget
{
    Q_OBJECT
public:
    CompareBands(CompareController &controller, QWidget *parent = nullptr);

    /// What the keyboard reaches, from left to right.
    QList<QWidget *> inTabOrder() const;

private:
    QWidget *makeRename();
    void refresh();

    CompareController &m_controller;
    ElidedLabel *m_question = nullptr;
    ElidedLabel *m_why = nullptr;
    QPushButton *m_yes = nullptr;
    QPushButton *m_no = nullptr;
    QWidget *m_rename; ///< made after what it holds
    QPushButton *m_takeBack;
};

} // namespace tidemark
