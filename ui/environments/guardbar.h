// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tidemark {

class ProductionGuard;
class WorkspaceController;

/// The band below the top bar: says in colour and words that the current environment is production,
/// and whether it is read-only or armed, and for how long still. Arming is typing its name into the
/// band itself. Hidden for every environment that needs no arming.
class GuardBar : public QWidget
{
    Q_OBJECT
public:
    GuardBar(Theme &theme, ProductionGuard &guard, WorkspaceController &workspaces,
             QWidget *parent = nullptr);

    /// Opens the field to type the name into; also for whoever was refused.
    void askForName();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void follow();
    void showState();
    void showTime();
    void leaveField();
    void arm();

    Theme &m_theme;
    ProductionGuard &m_guard;
    WorkspaceController &m_workspaces;
    QTimer m_clock;
    bool m_asking = false;
    QString m_shownFor; ///< the environment's name
    QLabel *m_icon;
    QLabel *m_state;
    QLabel *m_explanation;
    QLineEdit *m_name;
    QPushButton *m_arm;
    QPushButton *m_confirm;
    QPushButton *m_cancel;
    QPushButton *m_disarm;
};

/// "14:32", "0:07": what is left, rounded up to a second, so that it ends with 0:01.
QString timeLeftText(qint64 milliseconds);

} // namespace tidemark
