// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "theme/theme.h"

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace tidemark {

/// An error where it happened: what, the server's own words, what to do about it; text that can be
/// selected and copied.
class ErrorPanel : public QFrame
{
    Q_OBJECT
public:
    explicit ErrorPanel(Theme &theme, QWidget *parent = nullptr);

    void setError(const Error &error);
    QPushButton *addAction(const QString &text);

private:
    void restyle();

    Theme &m_theme;
    Error m_error;
    QLabel *m_icon;
    QLabel *m_summary;
    QLabel *m_detail;
    QLabel *m_hint;
    QHBoxLayout *m_buttons;
};

/// An error that takes a stack's whole place; the page that is shown then is the panel's parent.
ErrorPanel *addErrorPage(QStackedWidget &stack, Theme &theme, const QString &name);

} // namespace tidemark
