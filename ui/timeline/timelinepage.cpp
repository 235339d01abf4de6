// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/timelinepage.h"

#include "timeline/migrationdetail.h"
#include "timeline/runpanel.h"
#include "timeline/timelineheader.h"
#include "timeline/timelinemodel.h"
#include "timeline/timelinetable.h"
#include "widgets/columnwidths.h"
#include "widgets/controls.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"
#include "workbench/workspacecontroller.h"

#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// Migrations whose scripts have all words of a name, however it is quoted there.
QString filterFor(const QString &name)
{
    static const QRegularExpression between(u"[^\\w$]+"_s,
                                            QRegularExpression::UseUnicodePropertiesOption);
    QStringList words = name.split(between, Qt::SkipEmptyParts);
    for (QString &word : words)
        word.prepend(u"text:"_s);
    return words.join(u' ');
}

constexpr int detailDelayMs = 25; ///< so that holding an arrow key does not highlight every script

} // namespace

TimelinePage::TimelinePage(Theme &theme, SyntaxRepository &syntax, Services &services,
                           WorkspaceController &workspace, TimelineController &timeline,
                           RunController &run, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_services(services)
    , m_workspace(workspace)
    , m_timeline(timeline)
    , m_run(run)
    , m_model(new TimelineModel(this))
{
    setObjectName(u"timelinePage"_s);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_right = new QStackedWidget;
    m_right->setObjectName(u"timelineRight"_s);
    m_right->setMinimumWidth(340);
    m_detail = new MigrationDetail(theme, syntax);
    m_runPanel = new RunPanel(theme, run);
    m_right->addWidget(m_detail);
    m_right->addWidget(m_runPanel);
    m_splitter->addWidget(makeLeft());
    m_splitter->addWidget(m_right);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setSizes({760, 460});
    layout->addWidget(m_splitter);
    m_detailTimer.setSingleShot(true);
    m_detailTimer.setInterval(detailDelayMs);
    makeActions();
    connectAll();
    takeSnapshot();
    updateStatus();
}

// ---- Making

QWidget *TimelinePage::makeLeft()
{
    m_table = new TimelineTable(m_theme, *m_model);
    m_table->setMinimumWidth(420);
    m_table->heads().setCorner(makeCorner());
    m_empty = new EmptyState(m_theme);
    m_empty->setObjectName(u"timelineEmpty"_s);
    m_filesError = new ErrorPanel(m_theme);
    m_filesError->setObjectName(u"filesError"_s);
    m_filesError->hide();
    m_left = new QStackedWidget;
    m_left->addWidget(m_table);
    m_left->addWidget(m_empty);
    auto *widget = new QWidget;
    auto *layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_filesError);
    layout->addWidget(m_left, 1);
    return widget;
}

QWidget *TimelinePage::makeCorner()
{
    auto *corner = new QWidget;
    auto *layout = new QHBoxLayout(corner);
    layout->setContentsMargins(12, 0, 6, 0);
    layout->setSpacing(2);
    m_filter = searchField(m_theme, tr("Filter by name, text, state, author…"));
    m_filter->setObjectName(u"timelineFilter"_s);
    m_filter->setToolTip(tr("All words must be found. \"state:pending\", \"staging:pending\", "
                            "\"author:ann\", \"name:\" and \"text:\" look only there."));
    m_sort = iconButton(m_theme, u"sort"_s, tr("Order of the migrations"));
    m_sort->setObjectName(u"sortButton"_s);
    m_sort->setPopupMode(QToolButton::InstantPopup);
    m_sort->setMenu(makeSortMenu());
    layout->addWidget(m_filter, 1);
    layout->addWidget(m_sort);
    return corner;
}

QMenu *TimelinePage::makeSortMenu()
{
    auto *menu = new QMenu(this);
    // Made anew each time: the environments are part of it.
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        const TimelineView view = m_timeline.view();
        const auto add = [&](const QString &text, TimelineView::Order order,
                             const QString &environment, bool reversed) {
            QAction *action = menu->addAction(text, this, [this, order, environment, reversed] {
                m_timeline.setOrder(order, environment, reversed);
            });
            action->setCheckable(true);
            action->setChecked(view.order == order && view.reversed == reversed &&
                               view.environment == environment);
        };
        using Order = TimelineView::Order;
        add(tr("Newest on top"), Order::Version, {}, false);
        add(tr("Oldest on top"), Order::Version, {}, true);
        add(tr("By name"), Order::Name, {}, false);
        menu->addSeparator();
        for (const QString &name : ordered())
            add(tr("By state on %1").arg(name), Order::State, name, false);
    });
    return menu;
}

QAction *TimelinePage::addOwnAction(const QString &text, const QString &icon,
                                    const QKeySequence &key, std::function<void()> act)
{
    auto *action = new QAction(m_theme.icon(icon, Colour::Muted), text, this);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    connect(action, &QAction::triggered, this, std::move(act));
    addAction(action);
    return action;
}

void TimelinePage::makeActions()
{
    m_rehearseAction =
        addOwnAction(tr("Rehearse"), u"rehearse"_s, Qt::CTRL | Qt::Key_R, [this] { rehearse(); });
    m_editAction = addOwnAction(tr("Edit"), u"author"_s, Qt::CTRL | Qt::Key_E, [this] { edit(); });
    m_newAction = addOwnAction(tr("New migration…"), u"plus"_s, QKeySequence::New,
                               [this] { newMigration(); });
    m_applyAction = addOwnAction(tr("Apply…"), u"play"_s, Qt::CTRL | Qt::Key_Return,
                                 [this] { apply(applyTargets(newestSelectedRow()).value(0)); });
    m_rollBackAction =
        addOwnAction(tr("Roll back to here…"), u"undo"_s, Qt::CTRL | Qt::Key_Backspace,
                     [this] { rollBackTo(rollBackTargets(newestSelectedRow()).value(0)); });
    m_compareAction = addOwnAction(tr("Compare before and after it"), u"compare"_s,
                                   Qt::CTRL | Qt::Key_D, [this] { compareSelected(); });
    m_jumpAction = addOwnAction(tr("Go to the tide mark"), u"tide"_s, Qt::CTRL | Qt::Key_J,
                                [this] { jumpToTide(); });
    m_refreshAction = addOwnAction(tr("Read everything again"), u"refresh"_s, Qt::Key_F5,
                                   [this] { m_timeline.refresh(); });
    m_filterAction = addOwnAction(tr("Filter"), u"filter"_s, QKeySequence::Find, [this] {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->selectAll();
    });
    m_revealAction = addOwnAction(tr("Open in the file manager"), u"folder"_s,
                                  Qt::ALT | Qt::Key_Return, [this] { revealFile(); });
    m_copyNameAction =
        addOwnAction(tr("Copy name"), u"copy"_s, QKeySequence::Copy, [this] { copyName(); });
    m_copyPathAction = addOwnAction(tr("Copy path"), u"copy"_s, Qt::CTRL | Qt::SHIFT | Qt::Key_C,
                                    [this] { copyPath(); });
    const char *names[] = {"rehearseAction", "applyAction",    "rollBackAction", "compareAction",
                           "jumpAction",     "refreshAction",  "filterAction",   "revealAction",
                           "copyNameAction", "copyPathAction", "editAction",     "newAction"};
    QAction *actions[] = {m_rehearseAction, m_applyAction,    m_rollBackAction, m_compareAction,
                          m_jumpAction,     m_refreshAction,  m_filterAction,   m_revealAction,
                          m_copyNameAction, m_copyPathAction, m_editAction,     m_newAction};
    for (size_t i = 0; i < std::size(actions); ++i)
        actions[i]->setObjectName(QLatin1StringView(names[i]));
}

void TimelinePage::connectAll()
{
    connect(&m_timeline, &TimelineController::changed, this, &TimelinePage::takeSnapshot);
    connect(&m_timeline, &TimelineController::statusChanged, this, &TimelinePage::updateStatus);
    connect(&m_workspace, &WorkspaceController::environmentChanged, this,
            &TimelinePage::updateDetail);
    connect(&m_run, &RunController::changed, this, [this] {
        if (m_run.state() == RunController::State::Idle)
            m_right->setCurrentWidget(m_detail);
        updateActions();
    });
    connect(&m_run, &RunController::databaseChanged, &m_timeline,
            &TimelineController::refreshEnvironment);

    connect(m_filter, &QLineEdit::textChanged, &m_timeline, &TimelineController::setFilter);
    connect(m_filter, &QLineEdit::returnPressed, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_table, &TimelineTable::typed, this, [this](const QString &text) {
        m_filter->setFocus(Qt::ShortcutFocusReason);
        m_filter->setText(text);
    });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_detailTimer.start(); });
    connect(&m_detailTimer, &QTimer::timeout, this, &TimelinePage::updateDetail);
    connect(m_table, &QWidget::customContextMenuRequested, this, &TimelinePage::showContextMenu);
    m_table->heads().setContextMenuPolicy(Qt::CustomContextMenu);
    connect(&m_table->heads(), &QWidget::customContextMenuRequested, this,
            &TimelinePage::showHeadMenu);
    connect(&m_table->heads(), &QHeaderView::sectionClicked, this, [this](int section) {
        if (section < TimelineModel::FirstEnvironment)
            return;
        const QString name = m_model->headerData(section, Qt::Horizontal).toString();
        const bool again = m_timeline.view().order == TimelineView::Order::State &&
                           m_timeline.view().environment == name;
        if (again)
            m_timeline.setOrder(TimelineView::Order::Version);
        else
            m_timeline.setOrder(TimelineView::Order::State, name);
    });

    connect(m_detail->rehearseButton(), &QPushButton::clicked, m_rehearseAction, &QAction::trigger);
    connect(m_detail->applyButton(), &QPushButton::clicked, m_applyAction, &QAction::trigger);
    connect(m_detail->rollBackButton(), &QPushButton::clicked, m_rollBackAction, &QAction::trigger);
    auto *more = new QMenu(this);
    connect(more, &QMenu::aboutToShow, this, [this, more] {
        more->clear();
        fillMenu(*more);
    });
    m_detail->moreButton()->setMenu(more);
    connect(m_runPanel, &RunPanel::closed, this, [this] {
        m_right->setCurrentWidget(m_detail);
        m_table->setFocus();
    });
    connect(m_runPanel, &RunPanel::armingWanted, this, &TimelinePage::armingWanted);
}

// ---- Following the controllers

void TimelinePage::takeSnapshot()
{
    m_model->set(m_timeline.snapshot(), m_timeline.rows(), m_timeline.view());
    selectWanted();
    if (m_model->rowCount() > 0 && m_timeline.view().filter.isEmpty() && m_timeline.isSettled())
        m_wanted.clear(); // it is gone
    // Something is looked at from the beginning: the newest migration.
    if (m_table->currentId().isEmpty() && m_model->rowCount() > 0 && m_filter->text().isEmpty())
        m_table->selectId(m_model->index(0, 0).data(TimelineModel::IdRole).toString());
    updateEmpty();
    // Another filter over the same snapshot changes the pane only with the selection.
    if (m_shown != m_timeline.snapshot()) {
        m_shown = m_timeline.snapshot();
        updateDetail();
    }
}

void TimelinePage::updateStatus()
{
    const auto error = m_timeline.filesError();
    if (error)
        m_filesError->setError(*error);
    m_filesError->setVisible(error.has_value());
    updateEmpty();
}

void TimelinePage::updateEmpty()
{
    const auto &snapshot = m_model->snapshot();
    const bool filtered = snapshot && !snapshot->entries.empty() && m_model->rowCount() == 0;
    if (!snapshot && m_timeline.filesError())
        m_empty->setContents(u"folder"_s, tr("The migrations could not be read"),
                             tr("Mend what is said above, and they appear here."));
    else if (!snapshot)
        m_empty->setContents(u"timeline"_s, tr("Reading the migrations…"), {});
    else if (snapshot->entries.empty())
        m_empty->setContents(u"folder"_s, tr("No migrations yet"),
                             tr("As soon as there is one in %1, it appears here.")
                                 .arg(snapshot->workspace->migrations));
    // While a filter hides everything the table stays: its heads hold the field to type in.
    const bool wasEmpty = m_left->currentIndex() == 1;
    m_left->setCurrentIndex(snapshot && (filtered || !snapshot->entries.empty()) ? 0 : 1);
    // Whoever came here while it was read can go on with the arrow keys.
    const QWidget *focus = QApplication::focusWidget();
    if (wasEmpty && m_left->currentIndex() == 0 && isVisible() && (!focus || isAncestorOf(focus)))
        m_table->setFocus();
    m_table->setNothingFound(filtered);
    m_right->setVisible(snapshot && !snapshot->entries.empty());
}

void TimelinePage::selectWanted()
{
    if (m_wanted.isEmpty() || m_model->positionOf(m_wanted) < 0)
        return;
    m_table->selectId(std::exchange(m_wanted, QString()), true);
    const SourceLocation line = std::exchange(m_wantedLine, SourceLocation());
    if (line.line <= 0)
        return;
    updateDetail();
    m_detail->showLine(line.file, line.line);
}

int TimelinePage::currentRow() const
{
    const QStringList selected = m_table->selectedIds();
    if (selected.isEmpty() || !m_model->snapshot())
        return -1;
    return m_model->snapshot()->rowOf(selected.front());
}

int TimelinePage::newestSelectedRow() const
{
    int newest = -1;
    for (const QString &id : m_table->selectedIds())
        newest = std::max(newest, m_model->snapshot()->rowOf(id));
    return newest;
}

void TimelinePage::updateDetail()
{
    m_detailTimer.stop();
    const qsizetype count = m_table->selectedIds().size();
    const int row = currentRow();
    m_detail->widget()->setVisible(row >= 0);
    if (count > 1)
        m_detail->showMany(int(count));
    else if (row >= 0)
        m_detail->show(*m_model->snapshot(), row, currentEnvironment(), m_services.now());
    updateActions();
}

void TimelinePage::updateActions()
{
    const int row = newestSelectedRow();
    const bool onDisk = row >= 0 && m_model->snapshot()->entries[size_t(row)].index >= 0;
    const bool busy = m_run.state() == RunController::State::Running;
    const QString apply = applyTargets(row).value(0);
    const QString rollBack = rollBackTargets(row).value(0);
    m_rehearseAction->setEnabled(onDisk);
    m_editAction->setEnabled(onDisk);
    m_applyAction->setEnabled(!apply.isEmpty() && !busy);
    m_rollBackAction->setEnabled(!rollBack.isEmpty() && !busy);
    for (QAction *action : {m_revealAction, m_copyPathAction})
        action->setEnabled(onDisk);
    m_copyNameAction->setEnabled(row >= 0);
    m_jumpAction->setEnabled(m_model->snapshot() && m_model->isInOrder());
    m_compareAction->setEnabled(!selectedStates().first.isEmpty());
    m_compareAction->setText(m_table->selectedIds().size() == 2
                                 ? tr("Compare the schemas at these two")
                                 : tr("Compare before and after it"));
    m_applyAction->setText(apply.isEmpty() ? tr("Apply…") : tr("Apply to %1…").arg(apply));

    m_detail->rehearseButton()->setEnabled(onDisk);
    m_detail->applyButton()->setEnabled(m_applyAction->isEnabled());
    m_detail->applyButton()->setText(m_applyAction->text());
    m_detail->rollBackButton()->setEnabled(m_rollBackAction->isEnabled());
    m_detail->applyButton()->setToolTip(apply.isEmpty() ? tr("It is applied wherever it can be")
                                                        : QString());
    m_detail->rollBackButton()->setToolTip(rollBack.isEmpty()
                                               ? tr("There is nothing newer to roll back")
                                               : tr("Everything newer on %1").arg(rollBack));
}

void TimelinePage::guardChanged()
{
    m_runPanel->guardChanged();
}

void TimelinePage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_timeline.setWatching(true);
}

void TimelinePage::hideEvent(QHideEvent *event)
{
    m_timeline.setWatching(false);
    Page::hideEvent(event);
}

// ---- The window's questions

void TimelinePage::activated()
{
    m_table->setFocus();
}

std::vector<PaletteItem> TimelinePage::paletteItems()
{
    std::vector<PaletteItem> items;
    for (QAction *action : {m_rehearseAction, m_editAction, m_applyAction, m_rollBackAction,
                            m_compareAction, m_jumpAction, m_filterAction, m_refreshAction,
                            m_revealAction, m_copyNameAction, m_copyPathAction}) {
        if (!action->isEnabled())
            continue;
        items.push_back({action->text(), m_table->currentId(), u"timeline"_s,
                         action->shortcut().toString(QKeySequence::NativeText),
                         [action] { action->trigger(); }});
    }
    const auto &snapshot = m_model->snapshot();
    if (!snapshot)
        return items;
    for (auto entry = snapshot->entries.rbegin(); entry != snapshot->entries.rend(); ++entry)
        items.push_back({entry->id, tr("migration"), u"timeline"_s, {}, [this, id = entry->id] {
                             take({{u"select"_s, id}});
                         }});
    return items;
}

void TimelinePage::take(const QVariantMap &arguments)
{
    if (const QString name = arguments.value(u"mentions"_s).toString(); !name.isEmpty()) {
        m_run.dismiss();
        m_filter->setText(filterFor(name));
        m_table->setFocus();
        return;
    }
    const QString id = arguments.value(u"select"_s).toString();
    if (id.isEmpty())
        return;
    m_run.dismiss();
    m_table->setFocus();
    m_wanted = id;
    m_wantedLine.file = arguments.value(u"file"_s).toString();
    m_wantedLine.line = arguments.value(u"line"_s).toInt();
    // It may be hidden by the filter, also by one that is not done yet, or not be read yet.
    if (m_model->positionOf(id) < 0 || !m_timeline.isSettled())
        m_filter->clear();
    selectWanted();
}

QVariantMap TimelinePage::saveState() const
{
    return {{u"splitter"_s, m_splitter->saveState()},
            {u"columns"_s, m_table->columns().save()},
            {u"order"_s, int(m_timeline.view().order)},
            {u"orderEnvironment"_s, m_timeline.view().environment},
            {u"reversed"_s, m_timeline.view().reversed},
            {u"selected"_s, m_table->currentId()}};
}

void TimelinePage::restoreState(const QVariantMap &state)
{
    m_splitter->restoreState(state.value(u"splitter"_s).toByteArray());
    m_table->restoreColumns(state.value(u"columns"_s).toMap());
    const int order = state.value(u"order"_s).toInt();
    if (order >= 0 && order <= int(TimelineView::Order::State))
        m_timeline.setOrder(TimelineView::Order(order),
                            state.value(u"orderEnvironment"_s).toString(),
                            state.value(u"reversed"_s).toBool());
    m_wanted = state.value(u"selected"_s).toString();
    takeSnapshot();
}

} // namespace tidemark
