// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QProgressBar;
class QToolButton;

namespace tidemark {

class TaskList;

/// What runs now: title, progress, elapsed time, and a way to stop it; or what the last one came
/// to.
class TaskStrip : public QWidget
{
    Q_OBJECT
public:
    TaskStrip(Theme &theme, TaskList &tasks, QWidget *parent = nullptr);

    /// Said at the left while nothing runs: "14 migrations · 3 environments".
    void setFacts(const QString &facts);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    void say(const QString &text, Qt::Alignment side);

    Theme &m_theme;
    TaskList &m_tasks;
    QString m_facts;
    QLabel *m_title;
    QProgressBar *m_progress;
    QLabel *m_count;
    QLabel *m_detail;
    QLabel *m_elapsed;
    QToolButton *m_stop;
    QToolButton *m_others;
    QTimer m_tick;
};

} // namespace tidemark
