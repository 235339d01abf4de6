// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archiveview.h"

#include "backups/archiverowsmodel.h"
#include "backups/archiverowsview.h"
#include "backups/archivetreedelegate.h"
#include "backups/archivetreemodel.h"
#include "rehearsal/reports/wording.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"
#include "workbench/archivecontroller.h"

#include <QAction>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int treeWidth = 250;
constexpr int valueHeight = 120;
constexpr int mostExpanded = 3; ///< schemas that stand open at first

QString grouped(qint64 number)
{
    return QLocale(u"en"_s).toString(number);
}

} // namespace

ArchiveView::ArchiveView(ArchiveController &controller, Theme &theme, SyntaxRepository &syntax,
                         QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_syntax(syntax)
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_objects(new ArchiveTreeModel(this))
    , m_rows(new ArchiveRowsModel(ArchiveController::pageRows, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    m_splitter->setObjectName(u"archiveSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeTree());
    m_splitter->addWidget(makeRight());
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({treeWidth, 1000});
    m_stack->addWidget(m_splitter);
    makeStates();
    addShortcuts();
    m_say.setSingleShot(true);
    m_say.setInterval(0);
    connect(&m_say, &QTimer::timeout, this, &ArchiveView::sayWhere);
    connect(&controller, &ArchiveController::stateChanged, this, &ArchiveView::stateChanged);
    connect(&controller, &ArchiveController::openingProgressed, this, &ArchiveView::stateChanged);
    connect(&controller, &ArchiveController::tableChanged, this, &ArchiveView::tableChanged);
    connect(&controller, &ArchiveController::rowCountChanged, this, &ArchiveView::rowCountChanged);
    connect(&controller, &ArchiveController::pageRead, this, &ArchiveView::takePage);
    connect(&controller, &ArchiveController::searchChanged, &m_say, qOverload<>(&QTimer::start));
    connect(&controller, &ArchiveController::found, this, [this](qint64 row) {
        m_notFound.clear();
        m_rows->setMark(m_rowSearch->text());
        goToRow(row + 1);
    });
    connect(&controller, &ArchiveController::notFound, this,
            [this](const QString &text, const std::optional<Error> &error) {
                m_notFound = text;
                m_whyNotFound = error;
                m_say.start();
            });
    connect(&controller, &ArchiveController::valueRead, this,
            [this](qint64 row, int columnNumber, const QString &text, bool) {
                const QModelIndex now = m_view->currentIndex();
                if (m_rows->first() + now.row() == row && now.column() == columnNumber)
                    m_value->setPlainText(text);
            });
    connect(&controller, &ArchiveController::definitionRead, this,
            [this](int entry, const QString &text, const std::optional<Error> &error) {
                if (entry != m_definitionOf)
                    return; // somebody has gone on by then
                m_definition->setScript(error ? u"-- "_s + error->summary
                                        : text.isEmpty()
                                            ? u"-- "_s + tr("The archive does not say.")
                                            : text,
                                        u"SQL (PostgreSQL)"_s);
            });
    stateChanged();
}

// ---- Its parts

QWidget *ArchiveView::makeTree()
{
    auto *left = new QWidget(this);
    left->setProperty("kind", u"surface"_s);
    left->setAttribute(Qt::WA_StyledBackground);
    left->setMinimumWidth(180);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *around = new QWidget(left);
    auto *line = new QVBoxLayout(around);
    line->setContentsMargins(12, 8, 12, 8);
    m_treeSearch = searchField(m_theme, tr("Search objects"), around);
    m_treeSearch->setObjectName(u"archiveObjectSearch"_s);
    line->addWidget(m_treeSearch);
    column->addWidget(around);
    auto *problems = new QWidget(left);
    auto *problemsLine = new QVBoxLayout(problems);
    problemsLine->setContentsMargins(12, 0, 12, 8);
    m_problems = new ErrorPanel(m_theme, problems);
    m_problems->setObjectName(u"archiveProblems"_s);
    problemsLine->addWidget(m_problems);
    column->addWidget(problems);
    m_tree = new QTreeView(left);
    m_tree->setObjectName(u"archiveTree"_s);
    m_tree->setAccessibleName(tr("Objects of the backup"));
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setIndentation(0);
    m_tree->setUniformRowHeights(true);
    m_tree->setMouseTracking(true);
    m_tree->setFrameShape(QFrame::NoFrame);
    m_tree->setExpandsOnDoubleClick(false);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_tree->setItemDelegate(new ArchiveTreeDelegate(m_theme, m_tree));
    m_tree->setModel(m_objects);
    column->addWidget(m_tree, 1);
    connect(m_treeSearch, &QLineEdit::textChanged, this, [this](const QString &text) {
        const int entry = m_objects->entryAt(m_tree->currentIndex());
        m_objects->setFilter(text);
        if (text.isEmpty())
            for (int row = 0; row < m_objects->rowCount(); ++row)
                m_tree->setExpanded(m_objects->index(row, 0),
                                    m_objects->isSchema(m_objects->index(row, 0)));
        else
            m_tree->expandAll();
        if (const QModelIndex index = m_objects->indexOfEntry(entry); index.isValid())
            m_tree->setCurrentIndex(index);
        else if (!text.isEmpty() && m_objects->firstObject().isValid())
            m_tree->setCurrentIndex(m_objects->firstObject());
    });
    connect(m_tree->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ArchiveView::lookAtCurrent);
    connect(m_tree, &QTreeView::clicked, this, [this](const QModelIndex &index) {
        if (m_objects->entryAt(index) < 0)
            m_tree->setExpanded(index, !m_tree->isExpanded(index));
    });
    connect(&m_theme, &Theme::changed, m_tree->viewport(), qOverload<>(&QWidget::update));
    return left;
}

QWidget *ArchiveView::makeHead()
{
    auto *head = new QWidget(this);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(12, 8, 12, 8);
    line->setSpacing(8);
    m_title = new ElidedLabel(head);
    m_title->setObjectName(u"archiveTitle"_s);
    m_title->setFont(m_theme.strongFont());
    line->addWidget(m_title, 2);
    const auto tab = [&](const QString &text, const QString &name, bool rows) {
        auto *made = new ChipLabel(m_theme, head);
        made->setObjectName(name);
        made->setChip({text, Tone::Neutral});
        made->setClickable(true);
        made->setAccessibleName(text);
        connect(made, &ChipLabel::toggled, this, [this, rows] { showRowsOrDefinition(rows); });
        line->addWidget(made);
        return made;
    };
    m_rowsTab = tab(tr("rows"), u"archiveRowsTab"_s, true);
    m_definitionTab = tab(tr("definition"), u"archiveDefinitionTab"_s, false);
    m_rowSearch = searchField(m_theme, tr("Search in the rows"), head);
    m_rowSearch->setObjectName(u"archiveRowSearch"_s);
    m_rowSearch->setMinimumWidth(110);
    m_rowSearch->setMaximumWidth(200);
    connect(m_rowSearch, &QLineEdit::returnPressed, this, &ArchiveView::findNext);
    connect(m_rowSearch, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_notFound.clear();
        m_rows->setMark(text.size() < 2 ? QString() : text);
        if (text.isEmpty())
            m_controller.stopSearching();
        m_say.start();
    });
    line->addWidget(m_rowSearch, 1);
    m_goTo = new QLineEdit(head);
    m_goTo->setObjectName(u"archiveGoTo"_s);
    m_goTo->setPlaceholderText(tr("Go to row"));
    m_goTo->setAccessibleName(tr("Go to row"));
    m_goTo->setFixedWidth(96);
    connect(m_goTo, &QLineEdit::returnPressed, this, &ArchiveView::goToText);
    line->addWidget(m_goTo);
    m_export = plainButton(tr("CSV…"), head);
    m_export->setObjectName(u"archiveExport"_s);
    m_export->setAccessibleName(tr("Export the table as CSV"));
    m_export->setToolTip(tr("Export the table as CSV"));
    connect(m_export, &QPushButton::clicked, this, &ArchiveView::chooseExport);
    line->addWidget(m_export);
    return head;
}

QWidget *ArchiveView::makeRows()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_view = new ArchiveRowsView(m_theme, *m_rows, page);
    m_view->setObjectName(u"archiveRows"_s);
    m_view->setAccessibleName(tr("Rows of the table"));
    column->addWidget(m_view, 1);
    auto *broken = new QWidget(page);
    auto *brokenLine = new QVBoxLayout(broken);
    brokenLine->setContentsMargins(12, 8, 12, 8);
    m_broken = new ErrorPanel(m_theme, broken);
    m_broken->setObjectName(u"archiveBroken"_s);
    brokenLine->addWidget(m_broken);
    column->addWidget(broken);
    m_value = new QPlainTextEdit(page);
    m_value->setObjectName(u"archiveValue"_s);
    m_value->setAccessibleName(tr("The whole value"));
    m_value->setReadOnly(true);
    m_value->setFont(m_theme.codeFont());
    m_value->setFixedHeight(valueHeight);
    m_value->hide();
    column->addWidget(horizontalLine(page));
    column->addWidget(m_value);
    auto *foot = new QWidget(page);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(12, 4, 12, 4);
    m_where = mutedLabel({}, foot);
    m_where->setObjectName(u"archiveWhere"_s);
    m_where->setWordWrap(false);
    m_where->setMinimumWidth(100);
    line->addWidget(m_where, 1);
    m_count = new QPushButton(foot);
    m_count->setObjectName(u"archiveCount"_s);
    m_count->setProperty("kind", u"link"_s);
    m_count->setCursor(Qt::PointingHandCursor);
    connect(m_count, &QPushButton::clicked, this, [this] {
        if (m_controller.isCounting())
            m_controller.stopCounting();
        else
            m_controller.goOnCounting();
    });
    line->addWidget(m_count);
    foot->setFixedHeight(36);
    column->addWidget(foot);
    connect(m_rows, &ArchiveRowsModel::pagesWanted, &m_controller, &ArchiveController::wantPages);
    connect(m_view, &ArchiveRowsView::scrolled, this, [this] {
        m_refused.clear();
        m_say.start();
    });
    connect(m_view, &ArchiveRowsView::copyRefused, this, [this](const QString &why) {
        m_refused = why;
        m_say.start();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!std::exchange(m_refused, {}).isEmpty())
            m_say.start();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ArchiveView::lookAtCell);
    return page;
}

QWidget *ArchiveView::makeRight()
{
    auto *right = new QWidget(this);
    right->setProperty("kind", u"surface"_s);
    right->setAttribute(Qt::WA_StyledBackground);
    right->setMinimumWidth(420);
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(horizontalLine(right));
    m_right = new QStackedWidget(right);
    m_rowsPage = makeRows();
    m_right->addWidget(m_rowsPage);
    m_definition = new CodeView(m_theme, m_syntax, m_right);
    m_definition->setObjectName(u"archiveDefinition"_s);
    m_definition->setAccessibleName(tr("Definition"));
    m_right->addWidget(m_definition);
    m_noRows = new EmptyState(m_theme, m_right);
    m_noRows->setObjectName(u"archiveNoRows"_s);
    m_right->addWidget(m_noRows);
    column->addWidget(m_right, 1);
    return right;
}

void ArchiveView::makeStates()
{
    m_opening = new EmptyState(m_theme, this);
    m_opening->setObjectName(u"archiveOpening"_s);
    QPushButton *stop = m_opening->addAction(tr("Stop"));
    stop->setObjectName(u"archiveStop"_s);
    connect(stop, &QPushButton::clicked, &m_controller, &ArchiveController::close);
    m_nothing = new EmptyState(m_theme, this);
    m_nothing->setContents(u"backups"_s, tr("No backup is open"), {});
    m_failedPage = new QWidget(this);
    auto *around = new QVBoxLayout(m_failedPage);
    around->setContentsMargins(16, 16, 16, 16);
    m_failed = new ErrorPanel(m_theme, m_failedPage);
    m_failed->setObjectName(u"archiveFailed"_s);
    around->addWidget(m_failed);
    around->addStretch();
    for (QWidget *page : std::initializer_list<QWidget *>{m_opening, m_nothing, m_failedPage})
        m_stack->addWidget(page);
}

void ArchiveView::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto act) {
        auto *action = new QAction(this);
        action->setShortcut(keys);
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        connect(action, &QAction::triggered, this, act);
        addAction(action);
    };
    const auto focus = [](QLineEdit *field) {
        field->setFocus();
        field->selectAll();
    };
    add(QKeySequence(QKeySequence::Find), [this, focus] {
        focus(m_tree->hasFocus() || m_controller.shownTable() < 0 ? m_treeSearch : m_rowSearch);
    });
    add(QKeySequence(Qt::Key_F3), [this] { findNext(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_G), [this, focus] { focus(m_goTo); });
}

// ---- Following the controller

void ArchiveView::stateChanged()
{
    using State = ArchiveController::State;
    const QString name = QFileInfo(m_controller.path()).fileName();
    switch (m_controller.state()) {
    case State::Closed:
        m_stack->setCurrentWidget(m_nothing);
        contentsChanged();
        break;
    case State::Opening: {
        const int share = m_controller.openingShare();
        m_opening->setContents(
            u"backups"_s, tr("Opening %1").arg(name),
            share < 0 ? tr("Reading what is in it.")
                      : tr("A plain script is read once, %1 % so far. What is found is kept, so "
                           "the next time it opens at once.")
                            .arg(share / 10));
        m_stack->setCurrentWidget(m_opening);
        break;
    }
    case State::Failed:
        if (m_controller.error())
            m_failed->setError(*m_controller.error());
        m_stack->setCurrentWidget(m_failedPage);
        break;
    case State::Open:
        m_stack->setCurrentWidget(m_splitter);
        contentsChanged();
        break;
    }
}

void ArchiveView::contentsChanged()
{
    const auto contents = m_controller.contents();
    m_objects->setContents(contents);
    m_treeSearch->clear();
    const bool problems = contents && !contents->problems.empty();
    m_problems->parentWidget()->setVisible(problems);
    if (problems) {
        Error error = contents->problems.front();
        error.hint = tr("what could be read is below");
        m_problems->setError(error);
    }
    if (!contents)
        return;
    int opened = 0;
    for (int row = 0; row < m_objects->rowCount(); ++row) {
        const QModelIndex group = m_objects->index(row, 0);
        if (m_objects->isSchema(group) && opened++ < mostExpanded)
            m_tree->expand(group);
    }
    const QModelIndex first = m_objects->firstObject();
    if (first.isValid())
        m_tree->expand(first.parent());
    m_tree->setCurrentIndex(first);
    lookAtCurrent();
}

bool ArchiveView::showTable(const QString &schema, const QString &name)
{
    const auto contents = m_controller.contents();
    const int count = contents ? int(contents->entries.size()) : 0;
    for (int entry = 0; entry < count; ++entry) {
        const int table = contents->tableOf[size_t(entry)];
        if (table < 0 || contents->tables[size_t(table)].name != name ||
            (!schema.isEmpty() && contents->tables[size_t(table)].schema != schema))
            continue;
        m_treeSearch->clear();
        m_tree->setCurrentIndex(m_objects->indexOfEntry(entry));
        m_tree->scrollTo(m_tree->currentIndex());
        return true;
    }
    return false;
}

void ArchiveView::lookAtCurrent()
{
    const auto contents = m_controller.contents();
    const int entry = m_objects->entryAt(m_tree->currentIndex());
    if (!contents || entry < 0)
        return;
    const ArchiveEntry &one = contents->entries[size_t(entry)];
    const int table = contents->tableOf[size_t(entry)];
    const QString name = table >= 0 ? contents->tables[size_t(table)].name : one.name;
    m_title->setFullText(one.schema.isEmpty() ? name : one.schema + u'.' + name);
    m_controller.showTable(table);
    const int definition = table >= 0 ? contents->tables[size_t(table)].definition : one.id;
    m_definitionOf = definition;
    m_definition->setScript({}, u"SQL (PostgreSQL)"_s);
    if (definition > 0)
        m_controller.readDefinition(definition);
    else
        m_definition->setScript(u"-- "_s + tr("The archive has rows only, and no definition."),
                                u"SQL (PostgreSQL)"_s);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_rowsTab, m_rowSearch, m_goTo, m_export})
        widget->setVisible(table >= 0);
    showRowsOrDefinition(table >= 0);
}

void ArchiveView::showRowsOrDefinition(bool rows)
{
    const bool canRows = m_controller.shownTable() >= 0;
    const QSignalBlocker quietRows(m_rowsTab);
    const QSignalBlocker quietDefinition(m_definitionTab);
    m_rowsTab->setChecked(rows && canRows);
    m_definitionTab->setChecked(!rows || !canRows);
    if (!rows || !canRows) {
        m_right->setCurrentWidget(m_definition);
        return;
    }
    m_right->setCurrentWidget(m_rowsPage);
    rowCountChanged();
}

void ArchiveView::tableChanged()
{
    m_rows->setTable(m_controller.table());
    m_rowSearch->clear();
    m_goTo->clear();
    m_notFound.clear();
    m_refused.clear();
    m_arrival.reset();
    m_fitted = false;
    m_value->hide();
    m_broken->parentWidget()->hide();
    if (m_controller.shownTable() < 0)
        return;
    m_view->fitColumns();
    m_view->scrollToTop();
    rowCountChanged();
    m_controller.wantPages({0});
}

void ArchiveView::rowCountChanged()
{
    m_rows->setTotal(m_controller.rowCount());
    if (m_controller.isCounted())
        m_objects->setRowCount(m_controller.shownTable(), m_controller.rowCount());
    const auto broken = m_controller.broken();
    m_broken->parentWidget()->setVisible(broken.has_value());
    if (broken)
        m_broken->setError(*broken);
    const bool none = m_controller.isCounted() && m_controller.rowCount() == 0 && !broken;
    if (none && m_right->currentWidget() == m_rowsPage) {
        m_noRows->setContents(u"table"_s, tr("No rows"),
                              tr("The table was empty when the backup was made."));
        m_right->setCurrentWidget(m_noRows);
    } else if (!none && m_right->currentWidget() == m_noRows) {
        m_right->setCurrentWidget(m_rowsPage);
    }
    arrive();
    m_say.start();
}

void ArchiveView::takePage(const std::shared_ptr<const ShownPage> &page)
{
    if (page->table != m_controller.shownTable())
        return;
    m_rows->setTotal(m_controller.rowCount());
    m_rows->addPage(page);
    if (!m_fitted && page->first == m_rows->first()) {
        m_fitted = true;
        m_view->fitColumns();
    }
    m_say.start();
}

// ---- Where one is

void ArchiveView::sayWhere()
{
    const auto [from, to] = m_view->seen();
    const qint64 count = m_controller.rowCount();
    const bool counting = m_controller.isCounting();
    QString text;
    if (!m_refused.isEmpty())
        text = m_refused;
    else if (m_controller.isSearching())
        text = tr("searching for \"%1\"…").arg(m_rowSearch->text());
    else if (!m_notFound.isEmpty() && m_whyNotFound)
        text =
            tr("\"%1\" is in no row that can be read: %2").arg(m_notFound, m_whyNotFound->summary);
    else if (!m_notFound.isEmpty())
        text = tr("\"%1\" is in no row below; Enter begins again at the top").arg(m_notFound);
    else if (count > 0 && m_controller.broken())
        text = tr("rows %1 to %2 of the %3 that can be read")
                   .arg(grouped(from), grouped(to), grouped(count));
    else if (count > 0 && m_controller.isCounted())
        text = tr("rows %1 to %2 of %3 · read from the archive, nothing restored")
                   .arg(grouped(from), grouped(to), grouped(count));
    else if (count > 0)
        text = tr("rows %1 to %2 of %3 or more · read from the archive, nothing restored")
                   .arg(grouped(from), grouped(to), grouped(count));
    else if (counting)
        text = tr("reading…");
    m_where->setText(text);
    m_count->setVisible(!m_controller.isCounted());
    m_count->setText(counting ? tr("Stop counting") : tr("Count all rows"));
}

void ArchiveView::goToText()
{
    QString text = m_goTo->text();
    text.remove(u',').remove(u' ');
    bool ok = false;
    const qint64 row = text.toLongLong(&ok);
    m_goTo->setProperty("invalid", !ok || row < 1);
    setStyleProperty(m_goTo, "invalid", !ok || row < 1);
    if (ok && row >= 1)
        goToRow(row);
}

void ArchiveView::goToRow(qint64 number)
{
    m_arrival = number - 1;
    showRowsOrDefinition(true);
    arrive();
}

/// As soon as that many rows are known.
void ArchiveView::arrive()
{
    if (!m_arrival)
        return;
    qint64 row = *m_arrival;
    const qint64 count = m_controller.rowCount();
    if (row >= count) {
        if (!m_controller.isCounted() && m_controller.isCounting())
            return;
        if (!m_controller.isCounted()) {
            m_controller.goOnCounting();
            return;
        }
        row = count - 1;
    }
    m_arrival.reset();
    if (row < 0)
        return;
    m_rows->reach(row);
    const int column = qMax(0, m_view->currentIndex().column());
    const QModelIndex index = m_rows->index(m_rows->rowOf(row), column);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_say.start();
}

void ArchiveView::findNext()
{
    const QString text = m_rowSearch->text();
    if (text.isEmpty() || m_controller.shownTable() < 0)
        return;
    const bool again = m_notFound == text;
    m_notFound.clear();
    const QModelIndex now = m_view->currentIndex();
    m_controller.search(text, again || !now.isValid() ? 0 : m_rows->first() + now.row() + 1);
}

void ArchiveView::lookAtCell()
{
    const QModelIndex index = m_view->currentIndex();
    const ShownCell *cell = m_rows->cellAt(index);
    const bool more = cell && (cell->cut || cell->text.contains(u'↵') || cell->text.size() > 60);
    m_value->setVisible(more);
    if (!more)
        return;
    m_value->setPlainText(cell->text);
    m_controller.readValue(m_rows->first() + index.row(), index.column());
}

void ArchiveView::chooseExport()
{
    if (m_controller.shownTable() < 0)
        return;
    auto *dialog = new QFileDialog(this, tr("Export the table as CSV"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->setNameFilter(u"*.csv"_s);
    QString name = m_controller.table()->name;
    dialog->selectFile(name.replace(u'/', u'_') + u".csv"_s);
    // What is looked at when the file is chosen may be something else.
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, contents = m_controller.contents(),
             table = *m_controller.table()](const QString &path) {
                if (contents == m_controller.contents())
                    m_controller.exportCsv(table, path);
            });
    dialog->open();
}

void ArchiveView::focusTree()
{
    m_tree->setFocus();
}

} // namespace tidemark
