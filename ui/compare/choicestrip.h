// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/comparecontroller.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;

namespace tidemark {

/// Below the list of objects where only a part is chosen: how many, and what else the script needs
/// with the reason for each. Hidden while all are chosen.
class ChoiceStrip : public QWidget
{
    Q_OBJECT
public:
    ChoiceStrip(CompareController &controller, Theme &theme, QWidget *parent = nullptr);

    /// What the keyboard reaches, from left to right.
    QList<QWidget *> inTabOrder() const;

Q_SIGNALS:
    void objectWanted(const tidemark::ObjectId &id);

private:
    void refresh();
    void fill(QMenu &menu);

    CompareController &m_controller;
    QLabel *m_count;
    QPushButton *m_pulled;
    QPushButton *m_all;
};

} // namespace tidemark
