// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backuppanels.h"

#include "backups/makepanel.h"
#include "backups/prunepanel.h"
#include "backups/restorepanel.h"
#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QStackedWidget>

namespace tidemark {

BackupPanels::BackupPanels(BackupsController &controller, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_panels(new QStackedWidget(this))
    , m_make(new MakePanel(controller, theme, m_panels))
    , m_restore(new RestorePanel(controller, theme, m_panels))
    , m_prune(new PrunePanel(controller, theme, m_panels))
    , m_describe(new DescribePanel(controller, theme, m_panels))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(verticalLine(this));
    row->addWidget(m_panels);
    for (SidePanel *panel :
         std::initializer_list<SidePanel *>{m_make, m_restore, m_prune, m_describe}) {
        m_panels->addWidget(panel);
        connect(panel, &SidePanel::closeWanted, this, &BackupPanels::close);
    }
    connect(m_prune, &PrunePanel::backupWanted, this, &BackupPanels::backupWanted);
    hide();
}

void BackupPanels::show(SidePanel *panel)
{
    m_panels->setCurrentWidget(panel);
    setVisible(true);
}

void BackupPanels::close()
{
    hide();
    Q_EMIT closed();
}

void BackupPanels::make(const QString &environment)
{
    show(m_make);
    m_make->begin(environment);
}

void BackupPanels::restore(const Backup &backup, const std::vector<TableName> &tables)
{
    show(m_restore);
    m_restore->begin(backup, tables);
}

void BackupPanels::describe(const Backup &backup)
{
    show(m_describe);
    m_describe->begin(backup);
}

void BackupPanels::prune()
{
    show(m_prune);
    m_prune->begin();
}

} // namespace tidemark
