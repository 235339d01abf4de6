// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/retention.h"

#include "backups/sidepanel.h"
#include <QTimer>

class QLabel;
class QListWidget;
class QPushButton;

namespace tidemark {

class BackupsController;

/// What pruning would delete, by name, before it does.
class PrunePanel final : public SidePanel
{
    Q_OBJECT
public:
    PrunePanel(BackupsController &controller, Theme &theme, QWidget *parent = nullptr);

    void begin();

Q_SIGNALS:
    void backupWanted(const QString &path); ///< somebody looks at one of the list

private:
    void update();

    BackupsController &m_controller;
    RetentionPlan m_plan;
    QTimer m_settled;
    QLabel *m_text;
    QListWidget *m_going;
    QLabel *m_staying;
    QPushButton *m_prune;
    QPushButton *m_cancel = nullptr;
};

} // namespace tidemark
