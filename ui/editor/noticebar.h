// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QFrame>

#include <functional>
#include <vector>

class QHBoxLayout;
class QLabel;

namespace tidemark {

/// A line across a page that says what somebody has to know and offers what to do about it.
class NoticeBar : public QFrame
{
    Q_OBJECT
public:
    struct Action
    {
        QString text;
        QString name; ///< of the button, for tests
        std::function<void()> act;
    };

    NoticeBar(Theme &theme, const QString &icon, QWidget *parent = nullptr);

    /// Calm: something to know; else something to decide.
    void show(const QString &text, const std::vector<Action> &actions, bool calm = false);
    QString text() const;

private:
    void makeButtons();
    void restyle();

    Theme &m_theme;
    QString m_iconName;
    bool m_calm = false;
    std::vector<Action> m_actions; ///< of the buttons
    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
};

} // namespace tidemark
