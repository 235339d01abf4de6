// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/page.h"

#include <QFrame>
#include <QPointer>

class QLineEdit;
class QListView;

namespace tidemark {

class PaletteModel;

/// Ctrl+K: one field that goes anywhere and does anything. Lies over the window it belongs to;
/// Escape or a click beside it closes it and gives the focus back.
class PaletteOverlay : public QWidget
{
    Q_OBJECT
public:
    PaletteOverlay(Theme &theme, QWidget *window);

    void open(std::vector<PaletteItem> items);
    void dismiss();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    void place();
    void accept(int row);

    Theme &m_theme;
    QFrame *m_card;
    QLineEdit *m_field;
    QListView *m_list;
    PaletteModel *m_model;
    QPointer<QWidget> m_before;
};

} // namespace tidemark
