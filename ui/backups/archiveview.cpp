// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archiveview.h"

#include "backups/archiverowspane.h"
#include "backups/archivetreedelegate.h"
#include "backups/archivetreemodel.h"
#include "rehearsal/reports/wording.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"
#include "widgets/sqllanguage.h"
#include "workbench/archivecontroller.h"

#include <QAction>
#include <QFileInfo>
#include <QHBoxLayout>
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

constexpr int treeWidth = 250;
constexpr int mostExpanded = 3; ///< schemas that stand open at first

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
    connect(&controller, &ArchiveController::stateChanged, this, &ArchiveView::stateChanged);
    connect(&controller, &ArchiveController::openingProgressed, this, &ArchiveView::stateChanged);
    connect(&controller, &ArchiveController::definitionRead, this,
            [this](int entry, const QString &text, const std::optional<Error> &error) {
                if (entry != m_definitionOf)
                    return; // somebody has gone on by then
                m_definition->setScript(error ? u"-- "_s + error->summary
                                        : text.isEmpty()
                                            ? u"-- "_s + tr("The archive does not say.")
                                            : text,
                                        language());
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
    m_tree = plainTree(tr("Objects of the backup"), left);
    m_tree->setObjectName(u"archiveTree"_s);
    m_tree->setHeaderHidden(true);
    m_tree->setExpandsOnDoubleClick(false);
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
    line->addWidget(m_rows->tools(), 1);
    return head;
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
    m_right = new QStackedWidget(right);
    m_rows = new ArchiveRowsPane(m_controller, m_theme, m_right);
    connect(m_rows, &ArchiveRowsPane::rowsWanted, this, [this] { showRowsOrDefinition(true); });
    connect(m_rows, &ArchiveRowsPane::counted, m_objects, &ArchiveTreeModel::setRowCount);
    column->addWidget(makeHead());
    column->addWidget(horizontalLine(right));
    m_right->addWidget(m_rows);
    m_definition = new CodeView(m_theme, m_syntax, m_right);
    m_definition->setObjectName(u"archiveDefinition"_s);
    m_definition->setAccessibleName(tr("Definition"));
    m_right->addWidget(m_definition);
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
    m_failed = addErrorPage(*m_stack, m_theme, u"archiveFailed"_s);
    for (QWidget *page : std::initializer_list<QWidget *>{m_opening, m_nothing})
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
    add(QKeySequence(QKeySequence::Find), [this] {
        if (!m_tree->hasFocus() && m_controller.shownTable() >= 0) {
            m_rows->focusSearch();
            return;
        }
        m_treeSearch->setFocus();
        m_treeSearch->selectAll();
    });
    add(QKeySequence(Qt::Key_F3), [this] { m_rows->findNext(); });
    add(QKeySequence(Qt::CTRL | Qt::Key_G), [this] { m_rows->focusGoTo(); });
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
        m_stack->setCurrentWidget(m_failed->parentWidget());
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

QString ArchiveView::language() const
{
    const auto contents = m_controller.contents();
    return sqlLanguageOf(contents && contents->info.format == ArchiveFormat::Sqlite
                             ? Engine::Sqlite
                             : Engine::PostgreSql);
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
    const QString place = m_objects->placeOf(entry);
    m_title->setFullText(place.isEmpty() ? name : place + u'.' + name);
    m_controller.showTable(table);
    const int definition = table >= 0 ? contents->tables[size_t(table)].definition : one.id;
    m_definitionOf = definition;
    m_definition->setScript({}, language());
    if (definition > 0)
        m_controller.readDefinition(definition);
    else
        m_definition->setScript(u"-- "_s + tr("The archive has rows only, and no definition."),
                                language());
    m_rowsTab->setVisible(table >= 0);
    m_rows->tools()->setVisible(table >= 0);
    showRowsOrDefinition(table >= 0);
}

void ArchiveView::showRowsOrDefinition(bool rows)
{
    const bool canRows = m_controller.shownTable() >= 0;
    const QSignalBlocker quietRows(m_rowsTab);
    const QSignalBlocker quietDefinition(m_definitionTab);
    m_rowsTab->setChecked(rows && canRows);
    m_definitionTab->setChecked(!rows || !canRows);
    m_right->setCurrentWidget(rows && canRows ? static_cast<QWidget *>(m_rows) : m_definition);
}

void ArchiveView::focusTree()
{
    m_tree->setFocus();
}

} // namespace tidemark
