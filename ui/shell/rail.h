// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

#include <vector>

class QButtonGroup;
class QVBoxLayout;

namespace tidemark {

/// The places of the workbench, one below the other; Ctrl+1 to Ctrl+9 reach them as well.
class Rail : public QWidget
{
    Q_OBJECT
public:
    explicit Rail(Theme &theme, QWidget *parent = nullptr);

    int addPlace(const QString &title, const QString &icon);
    void setCurrent(int index);
    int current() const;

Q_SIGNALS:
    void chosen(int index);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Theme &m_theme;
    QButtonGroup *m_group;
    QVBoxLayout *m_layout;
};

} // namespace tidemark
