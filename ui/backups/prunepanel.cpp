// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/prunepanel.h"

#include "base/bytestext.h"
#include "widgets/controls.h"
#include "workbench/backupscontroller.h"

#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include <map>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int planRowHeight = 27;
constexpr int settleMs = 1000;

} // namespace

PrunePanel::PrunePanel(BackupsController &controller, Theme &theme, QWidget *parent)
    : SidePanel(theme, tr("Prune"), parent)
    , m_controller(controller)
    , m_text(mutedLabel({}, body()))
    , m_going(new QListWidget(body()))
    , m_staying(mutedLabel({}, body()))
    , m_prune(dangerButton({}, this))
{
    setObjectName(u"prunePanel"_s);
    m_text->setObjectName(u"pruneText"_s);
    m_going->setObjectName(u"pruneList"_s);
    m_going->setAccessibleName(tr("What would be deleted"));
    m_going->setProperty("kind", u"boxed"_s);
    m_going->setMinimumHeight(380);
    m_going->setTextElideMode(Qt::ElideMiddle);
    m_staying->setObjectName(u"pruneStaying"_s);
    m_prune->setObjectName(u"pruneNow"_s);
    addWidget(m_text);
    addWidget(m_going);
    addWidget(m_staying);
    addStretch();
    addButton(m_prune);
    m_cancel = plainButton(tr("Cancel"), this);
    connect(m_cancel, &QPushButton::clicked, this, &SidePanel::closeWanted);
    addButton(m_cancel);
    connect(m_going, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item && !item->data(Qt::UserRole).toString().isEmpty())
            Q_EMIT backupWanted(item->data(Qt::UserRole).toString());
    });
    connect(&controller, &BackupsController::shelfChanged, this, [this] {
        if (isVisible())
            update();
    });
    connect(&controller, &BackupsController::jobChanged, this, &PrunePanel::update);
    m_settled.setSingleShot(true);
    m_settled.setInterval(settleMs);
    connect(&m_settled, &QTimer::timeout, this, &PrunePanel::update);
    connect(m_prune, &QPushButton::clicked, this, [this] {
        if (m_controller.prune(m_plan))
            Q_EMIT closeWanted();
    });
}

void PrunePanel::begin()
{
    update();
    m_cancel->setFocus(); // not the list: what is chosen there is looked at
}

void PrunePanel::update()
{
    const auto shelf = m_controller.shelf();
    const RetentionPlan before = std::exchange(m_plan, shelf ? shelf->plan : RetentionPlan());
    // Nobody deletes by a click what came into the list the moment before.
    if (isVisible() && before != m_plan)
        m_settled.start();
    const QSignalBlocker quiet(m_going);
    m_going->clear();
    std::map<RetentionStep::Reason, int> stays;
    int going = 0;
    for (const RetentionStep &step : m_plan.steps) {
        if (!step.goes()) {
            ++stays[step.reason];
            continue;
        }
        ++going;
        auto *item = new QListWidgetItem(
            u"%1   %2"_s.arg(step.backup.fileName(), bytesText(step.backup.bytes)), m_going);
        item->setToolTip(tr("%1, made %2").arg(step.backup.path, whenMadeText(step.backup.madeAt)));
        item->setData(Qt::UserRole, step.backup.path);
    }
    for (const UnfinishedBackup &left : m_plan.leftovers) {
        ++going;
        auto *item = new QListWidgetItem(
            tr("%1   left by a backup that was killed").arg(QFileInfo(left.path).fileName()),
            m_going);
        item->setToolTip(left.path);
    }
    for (int row = 0; row < m_going->count(); ++row)
        m_going->item(row)->setSizeHint({0, planRowHeight});
    m_going->setVisible(going > 0);
    m_text->setText(
        going == 0
            ? tr("Nothing is to be deleted: all there is stays by the rules.")
            : tr("These would be deleted, and %1 be free again:").arg(bytesText(m_plan.bytes())));
    QStringList lines;
    for (const auto &[reason, count] : stays)
        lines += u"%1 × %2"_s.arg(QString::number(count), keptText(reason));
    m_staying->setText(lines.join(u'\n'));
    m_prune->setText(tr("Delete %1").arg(countOf(going, tr("backup"), tr("backups"))));
    m_prune->setVisible(going > 0);
    m_prune->setEnabled(m_controller.job() == BackupsController::Job::None &&
                        !m_settled.isActive());
}

} // namespace tidemark
