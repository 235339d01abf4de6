// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/editorcontroller.h"

#include <QWidget>

class QMenu;
class QPushButton;

namespace tidemark {

/// With what a migration is tried: rows in each table, and a script that stands for customers. A
/// button that says it, and a menu to choose.
class TryChoiceButton : public QWidget
{
    Q_OBJECT
public:
    TryChoiceButton(EditorController &controller, Theme &theme, QWidget *parent = nullptr);

private:
    void fill();
    void addRows(int count);
    void addTraffic(const QString &file, const QString &text);
    void chooseFile();
    void follow();

    EditorController &m_controller;
    QPushButton *m_button;
    QMenu *m_menu;
};

} // namespace tidemark
