// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archiveload.h"
#include "backup/backupstore.h"
#include "theme/theme.h"

#include <QWidget>

#include <vector>

class QStackedWidget;

namespace tidemark {

class BackupsController;
class DescribePanel;
class MakePanel;
class PrunePanel;
class RestorePanel;
class SidePanel;

/// What is asked before a backup is made, restored, described or deleted: at most one panel, hidden
/// while there is none.
class BackupPanels final : public QWidget
{
    Q_OBJECT
public:
    BackupPanels(BackupsController &controller, Theme &theme, QWidget *parent = nullptr);

    void make(const QString &environment);
    /// `tables`: those whose rows are in it, as far as they are known.
    void restore(const Backup &backup, const std::vector<TableName> &tables);
    void describe(const Backup &backup);
    void prune();
    void close();

Q_SIGNALS:
    void closed();
    void backupWanted(const QString &path); ///< somebody looks at one that would be deleted

private:
    void show(SidePanel *panel);

    QStackedWidget *m_panels;
    MakePanel *m_make;
    RestorePanel *m_restore;
    PrunePanel *m_prune;
    DescribePanel *m_describe;
};

} // namespace tidemark
