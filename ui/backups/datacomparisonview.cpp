// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/datacomparisonview.h"

#include "backups/datadelegates.h"
#include "backups/datatablesmodel.h"
#include "backups/differencespane.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"
#include "workbench/datacomparecontroller.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int tablesWidth = 430;
constexpr int restMs = 200;

QString fromText(ContentsFrom from)
{
    switch (from) {
    case ContentsFrom::Manifest:
        return DataComparisonView::tr("as counted when it was made");
    case ContentsFrom::Restore:
        return DataComparisonView::tr("restored for this");
    case ContentsFrom::Database:
        break;
    }
    return DataComparisonView::tr("read just now");
}

} // namespace

DataComparisonView::DataComparisonView(DataCompareController &controller, Theme &theme,
                                       QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_stack(new QStackedWidget(this))
    , m_splitter(new QSplitter(Qt::Horizontal, m_stack))
    , m_tables(new DataTablesModel(this))
    , m_settle(new QTimer(this))
{
    setObjectName(u"dataComparison"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(horizontalLine(this));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_splitter->addWidget(makeTables());
    m_rows = new DifferencesPane(controller, theme, m_splitter);
    m_rows->setMinimumWidth(320);
    m_splitter->addWidget(m_rows);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({tablesWidth, 1000});
    m_stack->addWidget(m_splitter);
    makeStates();
    column->addWidget(m_stack, 1);
    connect(&controller, &DataCompareController::stateChanged, this, &DataComparisonView::update);
    connect(&controller, &DataCompareController::progressed, this,
            &DataComparisonView::showProgress);
    update();
}

QWidget *DataComparisonView::makeHead()
{
    auto *head = new QWidget(this);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(20, 8, 12, 8);
    line->setSpacing(12);
    m_title = new ElidedLabel(head);
    m_title->setObjectName(u"dataTitle"_s);
    m_title->setFont(m_theme.strongFont());
    line->addWidget(m_title, 3);
    m_facts = new ElidedLabel(head);
    m_facts->setObjectName(u"dataFacts"_s);
    m_facts->setProperty("kind", u"muted"_s);
    line->addWidget(m_facts, 4);
    m_schemas = plainButton(tr("Compare the schemas"), head);
    m_schemas->setObjectName(u"dataSchemas"_s);
    connect(m_schemas, &QPushButton::clicked, this, &DataComparisonView::schemasWanted);
    line->addWidget(m_schemas);
    auto *close = iconButton(m_theme, u"close"_s, tr("Close the comparison"), head);
    close->setObjectName(u"dataClose"_s);
    connect(close, &QToolButton::clicked, this, &DataComparisonView::closeWanted);
    line->addWidget(close);
    return head;
}

QWidget *DataComparisonView::makeTables()
{
    auto *left = new QWidget(m_splitter);
    left->setProperty("kind", u"surface"_s);
    left->setAttribute(Qt::WA_StyledBackground);
    left->setMinimumWidth(280);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *around = new QWidget(left);
    auto *line = new QHBoxLayout(around);
    line->setContentsMargins(12, 8, 12, 8);
    line->setSpacing(12);
    m_search = searchField(m_theme, tr("Search tables"), around);
    m_search->setObjectName(u"dataSearch"_s);
    connect(m_search, &QLineEdit::textChanged, this, &DataComparisonView::filter);
    line->addWidget(m_search, 1);
    m_all = new QCheckBox(tr("equal ones as well"), around);
    m_all->setObjectName(u"dataAll"_s);
    connect(m_all, &QCheckBox::toggled, this, &DataComparisonView::filter);
    line->addWidget(m_all);
    column->addWidget(around);
    m_list = plainTree(tr("Tables"), left);
    m_list->setObjectName(u"dataTables"_s);
    m_list->setItemDelegate(new DataTablesDelegate(m_theme, m_list));
    m_list->setModel(m_tables);
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setSectionResizeMode(DataTablesModel::Name, QHeaderView::Stretch);
    for (const auto &[section, width] :
         {std::pair(DataTablesModel::Before, 84), std::pair(DataTablesModel::After, 84),
          std::pair(DataTablesModel::Difference, 128)})
        header->resizeSection(section, width);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this] { m_settle->start(); });
    // Each table costs a question of two databases: not of those that an arrow key passes over.
    m_settle->setSingleShot(true);
    m_settle->setInterval(restMs);
    connect(m_settle, &QTimer::timeout, this, &DataComparisonView::showCurrent);
    connect(&m_theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    column->addWidget(m_list, 1);
    return left;
}

void DataComparisonView::makeStates()
{
    m_reading = new EmptyState(m_theme, m_stack);
    m_reading->setObjectName(u"dataReading"_s);
    QPushButton *stop = m_reading->addAction(tr("Stop"));
    stop->setObjectName(u"dataStop"_s);
    connect(stop, &QPushButton::clicked, &m_controller, &DataCompareController::cancel);
    m_failed = addErrorPage(*m_stack, m_theme, u"dataFailed"_s);
    QPushButton *again = m_failed->addAction(tr("Try again"));
    again->setObjectName(u"dataAgain"_s);
    connect(again, &QPushButton::clicked, &m_controller, &DataCompareController::again);
    m_stack->addWidget(m_reading);
}

void DataComparisonView::update()
{
    using State = DataCompareController::State;
    m_title->setFullText(
        tr("A: %1, B: %2").arg(m_controller.beforeName(), m_controller.afterName()));
    const auto contents = m_controller.contents();
    QStringList facts;
    if (contents) {
        const auto different = std::ranges::count_if(
            contents->tables, [](const ComparedTable &table) { return !table.equal; });
        facts += different == 0
                     ? tr("all %1 tables are the same").arg(contents->tables.size())
                     : tr("%1 of %2 tables differ").arg(different).arg(contents->tables.size());
        if (!contents->sameLargeObjects.value_or(true))
            facts += tr("large objects differ, or could not be read on one side");
        if (contents->sameSchema)
            facts += *contents->sameSchema ? tr("the same schema") : tr("another schema");
        if (contents->beforeFrom == contents->afterFrom)
            facts += tr("both %1").arg(fromText(contents->beforeFrom));
        else
            facts +=
                tr("A %1, B %2").arg(fromText(contents->beforeFrom), fromText(contents->afterFrom));
    }
    m_facts->setFullText(facts.join(u" · "_s), facts.join(u'\n'));
    m_tables->setContents(contents);
    switch (m_controller.state()) {
    case State::Nothing:
    case State::Reading:
        showProgress();
        m_stack->setCurrentWidget(m_reading);
        break;
    case State::Failed:
        if (m_controller.error())
            m_failed->setError(*m_controller.error());
        m_stack->setCurrentWidget(m_failed->parentWidget());
        break;
    case State::Shown:
        // Where nothing differs the tables themselves are what there is to see.
        m_search->clear();
        m_all->setChecked(false);
        m_all->setChecked(m_tables->rowCount() == 0);
        m_stack->setCurrentWidget(m_splitter);
        break;
    }
}

void DataComparisonView::showProgress()
{
    if (m_controller.state() == DataCompareController::State::Reading)
        m_reading->setContents(u"compare"_s, tr("Comparing the rows"),
                               m_controller.progress().isEmpty()
                                   ? tr("A backup that has a manifest is not read again; one "
                                        "without is restored into a throw-away database.")
                                   : m_controller.progress());
}

void DataComparisonView::filter()
{
    const int table = m_controller.shownTable();
    const QSignalBlocker quiet(m_list->selectionModel());
    m_tables->setFilter(m_search->text(), m_all->isChecked());
    if (const int row = m_tables->rowOf(table); row >= 0)
        m_list->setCurrentIndex(m_tables->index(row, 0));
}

void DataComparisonView::showCurrent()
{
    const int table = m_tables->tableAt(m_list->currentIndex().row());
    if (table != m_controller.shownTable())
        m_controller.showTable(table);
}

void DataComparisonView::focusTables()
{
    m_list->setFocus();
}

} // namespace tidemark
