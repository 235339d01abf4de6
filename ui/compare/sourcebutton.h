// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/comparecontroller.h"

#include <QAbstractButton>

class QMenu;

namespace tidemark {

/// One side of a comparison as a pill; a click opens what it could be.
class SourceButton : public QAbstractButton
{
    Q_OBJECT
public:
    SourceButton(CompareController &controller, CompareController::Side side, Theme &theme,
                 QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    void openMenu();

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    void refresh();
    void fill(QMenu &menu);
    void addSource(QMenu &menu, const QString &text, const QString &source, const QIcon &icon);
    void addMigrations(QMenu &menu);
    void addBackups(QMenu &menu);
    void addField(QMenu &menu);
    void chooseFile();
    QIcon dot(Colour colour) const;
    QString iconName() const;

    CompareController &m_controller;
    CompareController::Side m_side;
    Theme &m_theme;
    QMenu *m_menu;
};

} // namespace tidemark
