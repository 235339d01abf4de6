// SPDX-License-Identifier: GPL-3.0-or-later
// What can be done with what is selected.
#include "timeline/timelinepage.h"

#include "timeline/runpanel.h"
#include "timeline/timelineheader.h"
#include "timeline/timelinemodel.h"
#include "timeline/timelinetable.h"
#include "widgets/filemanager.h"
#include "workbench/workspacecontroller.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QMenu>
#include <QStackedWidget>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

QString TimelinePage::currentEnvironment() const
{
    return m_workspace.currentEnvironment();
}

/// The one that is looked at, then the others in the order of the columns.
QStringList TimelinePage::ordered() const
{
    QStringList names;
    if (!m_model->snapshot())
        return names;
    for (const TimelineColumn &column : m_model->snapshot()->columns)
        names += column.environment.name;
    if (names.removeOne(currentEnvironment()))
        names.prepend(currentEnvironment());
    return names;
}

QStringList TimelinePage::applyTargets(int row) const
{
    QStringList names;
    if (row < 0 || m_model->snapshot()->entries[size_t(row)].index < 0)
        return names;
    for (const QString &name : ordered()) {
        const auto &snapshot = *m_model->snapshot();
        const TimelineColumn &column = snapshot.columns[size_t(snapshot.columnOf(name))];
        if (column.state != TimelineColumn::State::Ready || column.cells.empty())
            continue;
        const TimelineCell &cell = column.cells[size_t(row)];
        if (cell.runsNext || cell.interrupted || cell.state == MigrationState::OutOfOrder)
            names += name;
    }
    return names;
}

/// Where it is applied and something newer as well.
QStringList TimelinePage::rollBackTargets(int row) const
{
    QStringList names;
    if (row < 0 || m_model->snapshot()->entries[size_t(row)].index < 0)
        return names;
    for (const QString &name : ordered()) {
        const auto &snapshot = *m_model->snapshot();
        const TimelineColumn &column = snapshot.columns[size_t(snapshot.columnOf(name))];
        if (column.state != TimelineColumn::State::Ready || column.cells.empty())
            continue;
        const auto state = column.cells[size_t(row)].state;
        const bool applied = state == MigrationState::Applied || state == MigrationState::Changed;
        if (applied && column.tideRow > row)
            names += name;
    }
    return names;
}

// ---- Runs

void TimelinePage::rehearse()
{
    QStringList ids = m_table->selectedIds();
    if (ids.isEmpty())
        return;
    std::ranges::sort(ids, {},
                      [this](const QString &id) { return m_model->snapshot()->rowOf(id); });
    Q_EMIT pageWanted(u"rehearse"_s, {{u"only"_s, ids}});
}

void TimelinePage::edit()
{
    const int row = newestSelectedRow();
    if (row >= 0 && m_model->snapshot()->entries[size_t(row)].index >= 0)
        Q_EMIT pageWanted(u"author"_s, {{u"open"_s, m_model->snapshot()->entries[size_t(row)].id}});
}

void TimelinePage::newMigration()
{
    Q_EMIT pageWanted(u"author"_s, {{u"new"_s, QString()}});
}

void TimelinePage::startRun(const RunRequest &request)
{
    if (request.environment.isEmpty() || m_run.state() == RunController::State::Running)
        return;
    const auto &snapshot = *m_model->snapshot();
    const TimelineColumn &column = snapshot.columns[size_t(snapshot.columnOf(request.environment))];
    m_runPanel->setOffersOutOfOrder(std::ranges::any_of(column.cells, [](const TimelineCell &cell) {
        return cell.state == MigrationState::OutOfOrder;
    }));
    m_run.makePlan(request);
    m_right->setCurrentWidget(m_runPanel);
    m_runPanel->setFocus();
}

void TimelinePage::apply(const QString &environment)
{
    const int row = newestSelectedRow();
    if (row < 0)
        return;
    RunRequest request;
    request.environment = environment;
    request.to = m_model->snapshot()->entries[size_t(row)].id;
    startRun(request);
}

void TimelinePage::rollBackTo(const QString &environment)
{
    const int row = newestSelectedRow();
    if (row < 0)
        return;
    RunRequest request;
    request.environment = environment;
    request.up = false;
    request.to = m_model->snapshot()->entries[size_t(row)].id;
    startRun(request);
}

/// This one as well: back to the one applied before it.
void TimelinePage::rollBackThis(const QString &environment)
{
    const int row = newestSelectedRow();
    const auto &snapshot = *m_model->snapshot();
    const int columnIndex = snapshot.columnOf(environment);
    if (row < 0 || columnIndex < 0)
        return;
    const TimelineColumn &column = snapshot.columns[size_t(columnIndex)];
    RunRequest request;
    request.environment = environment;
    request.up = false;
    request.all = true;
    for (int below = row - 1; below >= 0 && request.all; --below) {
        const auto state = column.cells[size_t(below)].state;
        if ((state == MigrationState::Applied || state == MigrationState::Changed) &&
            snapshot.entries[size_t(below)].kind == MigrationKind::Versioned) {
            request.all = false;
            request.to = snapshot.entries[size_t(below)].id;
        }
    }
    startRun(request);
}

// ---- Comparing

std::pair<QString, QString> TimelinePage::selectedStates() const
{
    const auto &snapshot = m_model->snapshot();
    const QStringList ids = m_table->selectedIds();
    if (!snapshot || ids.isEmpty() || ids.size() > 2)
        return {};
    const auto isState = [&](int row) {
        return row >= 0 && snapshot->entries[size_t(row)].index >= 0 &&
               snapshot->entries[size_t(row)].kind == MigrationKind::Versioned;
    };
    int after = snapshot->rowOf(ids.front());
    int before = ids.size() == 2 ? snapshot->rowOf(ids.back()) : after - 1;
    if (ids.size() == 2 && before > after)
        std::swap(before, after);
    while (ids.size() == 1 && before >= 0 && !isState(before))
        --before;
    if (!isState(after) || (ids.size() == 2 && !isState(before)))
        return {};
    const QString from = before < 0 ? u"0"_s : snapshot->entries[size_t(before)].id;
    return {u'@' + from, u'@' + snapshot->entries[size_t(after)].id};
}

void TimelinePage::compareSelected()
{
    const auto [before, after] = selectedStates();
    if (!before.isEmpty())
        Q_EMIT pageWanted(u"compare"_s, {{u"before"_s, before}, {u"after"_s, after}});
}

/// What somebody changed in the database by hand: all that its migrations did not make.
void TimelinePage::compareWithTide(const QString &environment)
{
    const auto &snapshot = *m_model->snapshot();
    const int column = snapshot.columnOf(environment);
    if (column < 0)
        return;
    int tide = snapshot.columns[size_t(column)].tideRow;
    while (tide >= 0 && snapshot.entries[size_t(tide)].index < 0)
        --tide; // its file is gone
    const QString at = tide < 0 ? u"0"_s : snapshot.entries[size_t(tide)].id;
    Q_EMIT pageWanted(u"compare"_s, {{u"before"_s, environment}, {u"after"_s, u'@' + at}});
}

void TimelinePage::fillCompareMenu(QMenu &menu)
{
    menu.addAction(m_compareAction);
    menu.addSeparator();
    for (const TimelineColumn &column : m_model->snapshot()->columns) {
        const QString name = column.environment.name;
        QAction *action =
            menu.addAction(tr("Compare %1 with the migrations up to its tide mark").arg(name), this,
                           [this, name] { compareWithTide(name); });
        action->setEnabled(column.state == TimelineColumn::State::Ready);
    }
}

void TimelinePage::showHeadMenu(const QPoint &position)
{
    const int section = m_table->heads().logicalIndexAt(position);
    if (section < TimelineModel::FirstEnvironment || !m_model->snapshot())
        return;
    const size_t place = size_t(section - TimelineModel::FirstEnvironment);
    if (place >= m_model->snapshot()->columns.size())
        return;
    const TimelineColumn &column = m_model->snapshot()->columns[place];
    const QString name = column.environment.name;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setObjectName(u"timelineHeadMenu"_s);
    menu->addAction(tr("Compare %1 with the migrations up to its tide mark").arg(name), this,
                    [this, name] { compareWithTide(name); })
        ->setEnabled(column.state == TimelineColumn::State::Ready);
    menu->addAction(tr("By state on %1").arg(name), this,
                    [this, name] { m_timeline.setOrder(TimelineView::Order::State, name); });
    menu->addAction(tr("Read %1 again").arg(name), this,
                    [this, name] { m_timeline.refreshEnvironment(name); });
    menu->popup(m_table->heads().mapToGlobal(position));
}

// ---- Looking

void TimelinePage::jumpToTide()
{
    if (!m_model->snapshot())
        return;
    for (const QString &name : ordered()) {
        const auto &snapshot = *m_model->snapshot();
        const TimelineColumn &column = snapshot.columns[size_t(snapshot.columnOf(name))];
        if (column.tideRow < 0)
            continue;
        m_table->selectId(snapshot.entries[size_t(column.tideRow)].id, true);
        m_table->setFocus();
        return;
    }
}

void TimelinePage::revealFile()
{
    showInFileManager(selectedFiles());
}

QStringList TimelinePage::selectedFiles() const
{
    const auto &snapshot = m_model->snapshot();
    QStringList paths;
    for (const QString &id : m_table->selectedIds()) {
        if (const Migration *migration = snapshot->migrationOf(snapshot->rowOf(id)))
            paths += QDir(snapshot->files->set.folder).filePath(migration->file);
    }
    return paths;
}

void TimelinePage::copyName()
{
    QGuiApplication::clipboard()->setText(m_table->selectedIds().join(u'\n'));
}

void TimelinePage::copyPath()
{
    QStringList paths = selectedFiles();
    for (QString &path : paths)
        path = QDir::toNativeSeparators(path);
    QGuiApplication::clipboard()->setText(paths.join(u'\n'));
}

// ---- The menu of a migration

void TimelinePage::showContextMenu(const QPoint &position)
{
    if (currentRow() < 0)
        return;
    QMenu menu(this);
    menu.setObjectName(u"timelineMenu"_s);
    fillMenu(menu);
    menu.exec(m_table->viewport()->mapToGlobal(position));
}

void TimelinePage::fillMenu(QMenu &menu)
{
    const int row = newestSelectedRow();
    menu.addAction(m_rehearseAction);
    menu.addAction(m_editAction);
    menu.addAction(m_newAction);
    menu.addSeparator();
    const bool busy = m_run.state() == RunController::State::Running;
    const auto add = [&](const QString &text, const QString &name, auto act) {
        QAction *action = menu.addAction(text, this, [this, name, act] { (this->*act)(name); });
        action->setEnabled(!busy);
    };
    for (const QString &name : applyTargets(row))
        add(tr("Apply to %1…").arg(name), name, &TimelinePage::apply);
    for (const QString &name : rollBackTargets(row))
        add(tr("Roll back to here on %1…").arg(name), name, &TimelinePage::rollBackTo);
    if (row >= 0) {
        for (const TimelineColumn &column : m_model->snapshot()->columns) {
            if (column.state != TimelineColumn::State::Ready || column.cells.empty())
                continue;
            const auto state = column.cells[size_t(row)].state;
            if (state == MigrationState::Applied || state == MigrationState::Changed)
                add(tr("Roll back this one as well on %1…").arg(column.environment.name),
                    column.environment.name, &TimelinePage::rollBackThis);
        }
    }
    menu.addSeparator();
    if (m_model->snapshot()) {
        QMenu *compare = menu.addMenu(m_compareAction->icon(), tr("Compare"));
        compare->setObjectName(u"timelineCompareMenu"_s);
        fillCompareMenu(*compare);
    }
    for (QAction *action : {m_revealAction, m_copyNameAction, m_copyPathAction})
        menu.addAction(action);
    menu.addSeparator();
    menu.addAction(m_jumpAction);
    menu.addAction(m_refreshAction);
}

} // namespace tidemark
