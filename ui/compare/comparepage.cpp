// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparepage.h"

#include "compare/choicestrip.h"
#include "compare/comparebands.h"
#include "compare/comparedelegate.h"
#include "compare/comparehead.h"
#include "compare/comparemodel.h"
#include "compare/detailpane.h"
#include "compare/noise.h"
#include "compare/scriptpane.h"
#include "rehearsal/reports/wording.h"
#include "widgets/controls.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"

#include <QAction>
#include <QApplication>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTreeWidth = 290;
constexpr int kScriptHeight = 270;
constexpr int kTickMs = 250;

} // namespace

ComparePage::ComparePage(CompareController &controller, Theme &theme, SyntaxRepository &syntax,
                         QWidget *parent)
    : Page(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_syntax(syntax)
    , m_head(new CompareHead(controller, theme, this))
    , m_bands(new CompareBands(controller, this))
    , m_stack(new QStackedWidget(this))
    , m_model(new CompareModel(this))
{
    setObjectName(u"comparePage"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_head);
    column->addWidget(m_bands);
    column->addWidget(makeUnsaved());
    column->addWidget(horizontalLine(this));
    column->addWidget(m_stack, 1);
    m_stack->setProperty("kind", u"surface"_s);
    m_stack->setAttribute(Qt::WA_StyledBackground);
    m_shown = makeShown();
    m_stack->addWidget(m_shown);
    makeStates();
    addShortcuts();
    orderTabs();
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &ComparePage::readingText);
    connect(&controller, &CompareController::stateChanged, this, &ComparePage::stateChanged);
    connect(&controller, &CompareController::sourcesChanged, this, &ComparePage::stateChanged);
    connect(&controller, &CompareController::progressChanged, this, &ComparePage::readingText);
    connect(&controller, &CompareController::objectsChanged, this, &ComparePage::objectsChanged);
    connect(&controller, &CompareController::choiceChanged, this,
            [this] { m_model->setChoice(m_controller.chosen(), m_controller.pulled()); });
    connect(&theme, &Theme::changed, this, [this] { m_tree->viewport()->update(); });
    objectsChanged();
    stateChanged();
}

// ---- Its parts

QWidget *ComparePage::makeShown()
{
    m_columns = new QSplitter(Qt::Horizontal, this);
    m_columns->setObjectName(u"compareColumns"_s);
    m_columns->setChildrenCollapsible(false);
    m_columns->setHandleWidth(1);
    m_columns->addWidget(makeLeft());
    m_rows = new QSplitter(Qt::Vertical, m_columns);
    m_rows->setObjectName(u"compareRows"_s);
    m_rows->setChildrenCollapsible(false);
    m_rows->setHandleWidth(1);
    m_detail = new DetailPane(m_controller, m_theme, m_syntax, m_rows);
    m_script = new ScriptPane(m_controller.script(), m_theme, m_syntax, m_rows);
    m_detail->setMinimumHeight(140);
    m_script->setMinimumHeight(100);
    m_rows->addWidget(m_detail);
    m_rows->addWidget(m_script);
    m_rows->setStretchFactor(0, 1);
    m_rows->setSizes({500, kScriptHeight});
    m_columns->addWidget(m_rows);
    m_columns->setStretchFactor(0, 0);
    m_columns->setStretchFactor(1, 1);
    m_columns->setSizes({kTreeWidth, 900});
    connect(m_detail, &DetailPane::nextWanted, this, &ComparePage::goToNext);
    connect(m_detail, &DetailPane::previousWanted, this, &ComparePage::goToPrevious);
    connect(m_detail, &DetailPane::objectWanted, this, &ComparePage::goTo);
    connect(m_head, &CompareHead::exportWanted, this, &ComparePage::chooseSummary);
    connect(m_head, &CompareHead::migrationWanted, m_script, &ScriptPane::askForName);
    connect(m_script, &ScriptPane::timelineWanted, this, [this](const QString &id) {
        Q_EMIT pageWanted(u"timeline"_s, {{u"select"_s, id}});
    });
    connect(m_script, &ScriptPane::editorWanted, this, [this](const QString &id) {
        Q_EMIT pageWanted(u"author"_s, {{u"open"_s, id}});
    });
    return m_columns;
}

/// Above all else until somebody has read it: what could not be written.
QWidget *ComparePage::makeUnsaved()
{
    auto *around = new QWidget(this);
    around->setProperty("kind", u"surface"_s);
    around->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(around);
    column->setContentsMargins(16, 0, 16, 8);
    auto *unsaved = new ErrorPanel(m_theme, around);
    unsaved->setObjectName(u"compareUnsaved"_s);
    m_unsavedRead = unsaved->addAction(tr("Close"));
    m_unsavedRead->setObjectName(u"compareUnsavedRead"_s);
    connect(m_unsavedRead, &QPushButton::clicked, around, &QWidget::hide);
    column->addWidget(unsaved);
    around->hide();
    connect(&m_controller.script(), &CompareScript::saved, this,
            [around, unsaved](const QString &, const std::optional<Error> &error) {
                if (error)
                    unsaved->setError(*error);
                around->setVisible(error.has_value());
            });
    return around;
}

QWidget *ComparePage::makeLeft()
{
    auto *left = new QWidget(this);
    left->setProperty("kind", u"surface"_s);
    left->setAttribute(Qt::WA_StyledBackground);
    left->setMinimumWidth(200);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *around = new QWidget(left);
    auto *line = new QVBoxLayout(around);
    line->setContentsMargins(12, 8, 12, 8);
    m_search = searchField(m_theme, tr("Search objects"), around);
    m_search->setObjectName(u"compareSearch"_s);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        CompareView view = m_controller.view();
        view.search = text;
        m_controller.setView(view);
    });
    // On to the list of what was found.
    connect(m_search, &QLineEdit::returnPressed, this, [this] {
        if (m_list->currentWidget() == m_tree)
            m_tree->setFocus();
    });
    line->addWidget(m_search);
    column->addWidget(around);
    m_tree = plainTree(tr("Objects that differ"), left);
    m_tree->setObjectName(u"compareTree"_s);
    m_tree->setHeaderHidden(true);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setItemDelegate(new CompareDelegate(m_theme, m_tree));
    m_tree->setModel(m_model);
    connect(m_model, &CompareModel::choiceWanted, &m_controller, &CompareController::choose);
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ComparePage::lookAtCurrent);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        const QPoint at = m_tree->viewport()->mapFromGlobal(QCursor::pos());
        const bool onCheck = CompareDelegate::checkArea(m_tree->visualRect(index)).contains(at);
        if (m_model->objectAt(index) < 0 && !onCheck)
            m_tree->setExpanded(index, !m_tree->isExpanded(index));
    });
    m_nothingFits = mutedLabel(tr("No object fits."), left);
    m_nothingFits->setAlignment(Qt::AlignHCenter | Qt::AlignTop);
    m_nothingFits->setContentsMargins(12, 24, 12, 12);
    m_list = new QStackedWidget(left);
    m_list->addWidget(m_tree);
    m_list->addWidget(m_nothingFits);
    column->addWidget(m_list, 1);
    m_choice = new ChoiceStrip(m_controller, m_theme, left);
    connect(m_choice, &ChoiceStrip::objectWanted, this, &ComparePage::goTo);
    column->addWidget(m_choice);
    return left;
}

void ComparePage::makeStates()
{
    m_empty = new EmptyState(m_theme, this);
    m_empty->setObjectName(u"compareEmpty"_s);
    m_compareNow = m_empty->addAction(tr("Compare"));
    m_compareNow->setObjectName(u"compareNow"_s);
    connect(m_compareNow, &QPushButton::clicked, &m_controller, &CompareController::start);
    m_reading = new EmptyState(m_theme, this);
    m_reading->setObjectName(u"compareReading"_s);
    QPushButton *stop = m_reading->addAction(tr("Stop"));
    stop->setObjectName(u"compareStop"_s);
    connect(stop, &QPushButton::clicked, &m_controller, &CompareController::cancel);
    m_equal = new EmptyState(m_theme, this);
    m_equal->setObjectName(u"compareEqual"_s);
    m_error = addErrorPage(*m_stack, m_theme, u"compareError"_s);
    connect(m_error->addAction(tr("Try again")), &QPushButton::clicked, &m_controller,
            &CompareController::start);
    for (QWidget *page : std::initializer_list<QWidget *>{m_empty, m_reading, m_equal})
        m_stack->addWidget(page);
}

/// As the page is read: from the left to the right, and down.
void ComparePage::orderTabs()
{
    const QList<QWidget *> order = m_head->inTabOrder() + m_bands->inTabOrder() +
                                   QList<QWidget *>{m_unsavedRead, m_search, m_tree} +
                                   m_choice->inTabOrder() + m_detail->inTabOrder() +
                                   m_script->inTabOrder();
    for (qsizetype i = 1; i < order.size(); ++i)
        setTabOrder(order[i - 1], order[i]);
}

void ComparePage::addShortcuts()
{
    const auto add = [this](const QList<QKeySequence> &keys, auto act) {
        auto *action = new QAction(this);
        action->setShortcuts(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    add({QKeySequence(Qt::Key_F8), QKeySequence(Qt::ALT | Qt::Key_Down)}, &ComparePage::goToNext);
    add({QKeySequence(Qt::SHIFT | Qt::Key_F8), QKeySequence(Qt::ALT | Qt::Key_Up)},
        &ComparePage::goToPrevious);
    add({QKeySequence::Find}, [this] {
        m_search->setFocus();
        m_search->selectAll();
    });
    add({QKeySequence::Refresh}, [this] { m_controller.start(); });
}

// ---- Following the controller

void ComparePage::stateChanged()
{
    using State = CompareController::State;
    const State state = m_controller.state();
    if (state == State::Reading && !m_tick.isActive())
        m_tick.start();
    else if (state != State::Reading)
        m_tick.stop();
    readingText();
    turnTo(state);
}

/// The keyboard stays in the page when the button that it was on goes.
void ComparePage::turnTo(CompareController::State state)
{
    QWidget *focus = QApplication::focusWidget();
    const bool inside = focus && (focus == this || m_stack->isAncestorOf(focus));
    if (inside)
        setFocus();
    m_stack->setCurrentWidget(pageOf(state));
    if (inside && focus != this && focus->isVisibleTo(this))
        focus->setFocus();
    else if (inside)
        activated();
}

QWidget *ComparePage::pageOf(CompareController::State state)
{
    using State = CompareController::State;
    switch (state) {
    case State::Reading:
        return m_reading;
    case State::Failed:
        if (const auto error = m_controller.error())
            m_error->setError(*error);
        return m_error->parentWidget();
    case State::Shown:
        return m_controller.comparison()->diff.isEmpty() && !m_controller.view().equalAsWell
                   ? fillEqual()
                   : m_shown;
    case State::Nothing:
        break;
    }
    const QString before = m_controller.nameOf(CompareController::Before);
    const QString after = m_controller.nameOf(CompareController::After);
    m_empty->setContents(
        u"compare"_s, tr("Compare two schemas"),
        tr("Databases, what the migrations make, dumps and snapshots: see object by object how two "
           "of them differ, and get the script that takes one to the other. Nothing is changed."));
    m_compareNow->setText(literalText(tr("Compare %1 with %2").arg(before, after)));
    m_compareNow->setVisible(!before.isEmpty() && !after.isEmpty());
    return m_empty;
}

QWidget *ComparePage::fillEqual()
{
    const auto comparison = m_controller.comparison();
    QStringList lines{
        tr("%1 and %2 hold the same schema.")
            .arg(comparison->before.source.displayName(), comparison->after.source.displayName())};
    const QString leftOut = leftOutText(comparison->diff.leftOut);
    lines += leftOut.isEmpty() ? tr("Nothing was left out.") : leftOut;
    for (const QString &note : comparison->notes)
        lines += note;
    m_equal->setContents(u"check"_s, tr("No difference"), lines.join(u'\n'));
    return m_equal;
}

void ComparePage::readingText()
{
    if (m_controller.state() != CompareController::State::Reading)
        return;
    using Step = LoadProgress::Step;
    const LoadProgress &progress = m_controller.progress();
    QString text;
    switch (progress.step) {
    case Step::Connecting:
        text = tr("connecting to %1").arg(progress.what);
        break;
    case Step::StartingScratch:
        text = tr("making a throw-away database");
        break;
    case Step::Replaying:
        text = tr("replaying migration %1 of %2: %3")
                   .arg(progress.done + 1)
                   .arg(progress.total)
                   .arg(progress.what);
        break;
    case Step::LoadingDump:
        text =
            tr("loading the dump, statement %1 of %2").arg(progress.done + 1).arg(progress.total);
        break;
    case Step::LoadingBackup:
        text = tr("restoring the schema of %1").arg(progress.what);
        break;
    case Step::ReadingFile:
        text = tr("reading %1").arg(progress.what);
        break;
    case Step::ReadingSchema:
        text = tr("reading the schema of %1").arg(progress.what);
        break;
    }
    m_reading->setContents(u"compare"_s,
                           tr("Comparing %1 with %2")
                               .arg(m_controller.nameOf(CompareController::Before),
                                    m_controller.nameOf(CompareController::After)),
                           text + u" · "_s + durationText(double(m_controller.elapsedMs())));
}

void ComparePage::objectsChanged()
{
    const auto objects = m_controller.objects();
    const bool others = objects != m_listed;
    m_listed = objects;
    m_model->setObjects(objects, m_controller.shown());
    m_model->setChoice(m_controller.chosen(), m_controller.pulled());
    m_tree->expandAll();
    m_list->setCurrentWidget(m_model->shownObjects() > 0 ? static_cast<QWidget *>(m_tree)
                                                         : m_nothingFits);
    // First of all: a tree without a current row that gets the keyboard takes its first heading.
    selectSomething(others);
    if (m_controller.state() == CompareController::State::Shown)
        turnTo(CompareController::State::Shown);
}

/// What was looked at before, or else the first object.
void ComparePage::selectSomething(bool others)
{
    if (select(m_controller.objects()->find(m_selected)) && !others)
        return;
    if (m_model->objectAt(m_tree->currentIndex()) < 0 && m_model->rowCount() > 0)
        m_tree->setCurrentIndex(m_model->index(0, 0, m_model->index(0, 0)));
    else
        lookAtCurrent();
}

// ---- Going from object to object

bool ComparePage::select(int object)
{
    const QModelIndex index = m_model->indexOf(object);
    if (!index.isValid())
        return false;
    m_tree->setCurrentIndex(index);
    m_tree->scrollTo(index);
    return true;
}

/// Where the search or the chips hide it they are taken back, and the list that follows selects it.
void ComparePage::goTo(const ObjectId &id)
{
    const int object = m_controller.objects()->find(id);
    if (object < 0 || select(object))
        return;
    m_selected = id;
    {
        const QSignalBlocker quiet(m_search);
        m_search->clear();
    }
    CompareView view = m_controller.view();
    view.search.clear();
    view.standings.clear();
    m_controller.setView(view);
}

void ComparePage::lookAtCurrent()
{
    const int object = m_model->objectAt(m_tree->currentIndex());
    if (object < 0)
        return;
    m_selected = m_controller.objects()->objects[size_t(object)].id;
    m_controller.lookAt(object);
}

/// The next object with a difference, over the borders of groups.
QModelIndex ComparePage::neighbour(bool next) const
{
    QModelIndex index = m_tree->currentIndex();
    if (!index.isValid())
        index = m_model->index(0, 0);
    while (index.isValid()) {
        index = next ? m_tree->indexBelow(index) : m_tree->indexAbove(index);
        const int object = m_model->objectAt(index);
        if (object >= 0 &&
            m_controller.objects()->objects[size_t(object)].standing != Standing::Equal)
            return index;
    }
    return {};
}

void ComparePage::goToNext()
{
    if (m_detail->goToNext())
        return;
    if (const QModelIndex index = neighbour(true); index.isValid())
        m_tree->setCurrentIndex(index);
}

void ComparePage::goToPrevious()
{
    if (m_detail->goToPrevious())
        return;
    if (const QModelIndex index = neighbour(false); index.isValid()) {
        m_detail->startAtLast();
        m_tree->setCurrentIndex(index);
    }
}

void ComparePage::chooseSummary(const QString &suffix)
{
    auto *dialog = new QFileDialog(this, tr("Export a summary"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(u"*."_s + suffix);
    dialog->selectFile(u"comparison."_s + suffix);
    connect(dialog, &QFileDialog::fileSelected, &m_controller.script(),
            &CompareScript::exportReview);
    dialog->open();
}

// ---- As a page

void ComparePage::activated()
{
    if (m_stack->currentWidget() == m_shown)
        m_tree->setFocus();
    else if (QWidget *button = m_stack->currentWidget()->findChild<QPushButton *>();
             button && button->isVisibleTo(this))
        button->setFocus();
}

std::vector<PaletteItem> ComparePage::paletteItems()
{
    const QString action = tr("action in Compare");
    std::vector<PaletteItem> items;
    if (m_controller.source(CompareController::Before) &&
        m_controller.source(CompareController::After)) {
        items.push_back({tr("Compare %1 with %2")
                             .arg(m_controller.nameOf(CompareController::Before),
                                  m_controller.nameOf(CompareController::After)),
                         action,
                         u"compare"_s,
                         {},
                         [this] {
                             Q_EMIT pageWanted(ComparePage::name(), {});
                             m_controller.start();
                         }});
    }
    for (const Environment &environment : m_controller.environments()) {
        items.push_back({tr("Compare %1 with what its migrations make").arg(environment.name),
                         action,
                         u"compare"_s,
                         {},
                         [this, name = environment.name] {
                             Q_EMIT pageWanted(ComparePage::name(),
                                               {{u"before"_s, name}, {u"after"_s, u"@"_s}});
                         }});
    }
    if (m_controller.state() != CompareController::State::Shown)
        return items;
    items.push_back(
        {tr("Swap the two sides"), action, u"swap"_s, {}, [this] { m_controller.swap(); }});
    items.push_back(
        {tr("Next difference"), action, u"arrow-down"_s, u"F8"_s, [this] { goToNext(); }});
    items.push_back({tr("Copy the script"), action, u"copy"_s, {}, [this] { m_script->copy(); }});
    const auto objects = m_controller.objects();
    for (size_t i = 0; i < objects->objects.size() && i < 2'000; ++i) {
        const ComparedObject &object = objects->objects[i];
        items.push_back({object.id.object,
                         object.id.kind + u", "_s + object.what,
                         u"table"_s,
                         {},
                         [this, id = object.id] {
                             Q_EMIT pageWanted(ComparePage::name(), {});
                             select(m_controller.objects()->find(id));
                         }});
    }
    return items;
}

QVariantMap ComparePage::saveState() const
{
    return {{u"columns"_s, m_columns->saveState()},
            {u"rows"_s, m_rows->saveState()},
            {u"tab"_s, int(m_detail->tab())}};
}

void ComparePage::restoreState(const QVariantMap &state)
{
    m_columns->restoreState(state.value(u"columns"_s).toByteArray());
    m_rows->restoreState(state.value(u"rows"_s).toByteArray());
    m_detail->setTab(DetailPane::Tab(qBound(0, state.value(u"tab"_s).toInt(), 3)));
}

void ComparePage::take(const QVariantMap &arguments)
{
    const QString before = arguments.value(u"before"_s).toString();
    const QString after = arguments.value(u"after"_s).toString();
    if (!before.isEmpty() && !after.isEmpty())
        m_controller.chooseSources(before, after);
}

} // namespace tidemark
