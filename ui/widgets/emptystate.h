// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;

namespace tidemark {

/// What stands where there is nothing yet: an icon, what this place is, what to do next.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyState(Theme &theme, QWidget *parent = nullptr);

    void setContents(const QString &icon, const QString &title, const QString &text);
    /// The first is the filled one.
    QPushButton *addAction(const QString &text);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fitText();
    void restyle();

    Theme &m_theme;
    QString m_iconName;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace tidemark
