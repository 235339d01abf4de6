// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/differencespane.h"

#include "backups/cellpainting.h"
#include "backups/datadelegates.h"
#include "backups/differencesmodel.h"
#include "base/numbertext.h"
#include "sql/identifier.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"
#include "workbench/datacomparecontroller.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int differenceHeight = 28;

} // namespace

DifferencesPane::DifferencesPane(DataCompareController &controller, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_stack(new QStackedWidget(this))
    , m_model(new DifferencesModel(this))
{
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(horizontalLine(this));
    m_view = new QTableView(m_stack);
    m_view->setObjectName(u"differences"_s);
    m_view->setAccessibleName(tr("Rows that differ"));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setShowGrid(false);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->setItemDelegate(new DifferenceCellDelegate(theme, m_view));
    m_view->setModel(m_model);
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(differenceHeight);
    m_view->verticalHeader()->setDefaultAlignment(Qt::AlignCenter);
    m_view->horizontalHeader()->setStretchLastSection(true);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_stack->addWidget(m_view);
    makeStates();
    column->addWidget(m_stack, 1);
    m_foot = makeFoot();
    column->addWidget(m_foot);
    connect(&controller, &DataCompareController::rowsChanged, this, &DifferencesPane::update);
    connect(&controller, &DataCompareController::stateChanged, this, &DifferencesPane::update);
    connect(&controller, &DataCompareController::progressed, this, &DifferencesPane::showProgress);
    connect(&theme, &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    update();
}

QWidget *DifferencesPane::makeHead()
{
    auto *head = new QWidget(this);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(12, 8, 12, 8);
    line->setSpacing(12);
    m_title = new ElidedLabel(head);
    m_title->setObjectName(u"differencesTable"_s);
    m_title->setFont(m_theme.strongFont());
    line->addWidget(m_title, 1);
    m_facts = new ElidedLabel(head);
    m_facts->setObjectName(u"differencesFacts"_s);
    m_facts->setProperty("kind", u"muted"_s);
    line->addWidget(m_facts, 2);
    head->setMinimumHeight(44);
    return head;
}

QWidget *DifferencesPane::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(12, 4, 12, 4);
    line->setSpacing(8);
    m_where = mutedLabel({}, foot);
    m_where->setObjectName(u"differencesWhere"_s);
    m_where->setWordWrap(false);
    line->addWidget(m_where, 1);
    const auto add = [&](const QString &text, const QString &name, auto turn) {
        QPushButton *button = plainButton(text, foot);
        button->setObjectName(name);
        connect(button, &QPushButton::clicked, this, turn);
        line->addWidget(button);
        return button;
    };
    m_previous = add(tr("Previous"), u"differencesPrevious"_s, &DifferencesPane::turnBack);
    m_next = add(tr("Next"), u"differencesNext"_s, &DifferencesPane::turnOn);
    return foot;
}

/// A page of long rows is a short one, so where the next begins is known by what this one shows.
void DifferencesPane::turnOn()
{
    const auto shown = m_controller.rows();
    if (!shown)
        return;
    m_pages.push_back(m_controller.firstWanted());
    m_controller.showTable(m_controller.shownTable(),
                           m_controller.firstWanted() + qint64(shown->rows.size()));
}

void DifferencesPane::turnBack()
{
    if (m_pages.empty())
        return;
    const qint64 first = m_pages.back();
    m_pages.pop_back();
    m_controller.showTable(m_controller.shownTable(), first);
}

void DifferencesPane::makeStates()
{
    m_empty = new EmptyState(m_theme, m_stack);
    m_empty->setObjectName(u"differencesEmpty"_s);
    m_reading = new EmptyState(m_theme, m_stack);
    m_reading->setObjectName(u"differencesReading"_s);
    QPushButton *stop = m_reading->addAction(tr("Stop"));
    stop->setObjectName(u"differencesStop"_s);
    connect(stop, &QPushButton::clicked, &m_controller, &DataCompareController::cancel);
    m_failed = addErrorPage(*m_stack, m_theme, u"differencesFailed"_s);
    connect(m_failed->addAction(tr("Try again")), &QPushButton::clicked, this, [this] {
        m_controller.showTable(m_controller.shownTable(), m_controller.firstWanted());
    });
    for (QWidget *page : std::initializer_list<QWidget *>{m_empty, m_reading})
        m_stack->addWidget(page);
}

void DifferencesPane::update()
{
    using State = DataCompareController::State;
    const auto contents = m_controller.contents();
    const int table = m_controller.shownTable();
    const ComparedTable *one = contents && table >= 0 ? &contents->tables[size_t(table)] : nullptr;
    m_title->setFullText(one ? displayQualified(one->schema, one->name) : QString());
    m_facts->setFullText({});
    if (m_controller.rowsState() == State::Reading)
        waitInFoot();
    else
        m_foot->hide();
    switch (m_controller.rowsState()) {
    case State::Nothing:
        m_model->setDifferences({});
        showNothing();
        break;
    case State::Reading:
        showProgress();
        m_stack->setCurrentWidget(m_reading);
        break;
    case State::Failed:
        if (m_controller.rowsError())
            m_failed->setError(*m_controller.rowsError());
        m_stack->setCurrentWidget(m_failed->parentWidget());
        break;
    case State::Shown:
        showRows();
        break;
    }
}

/// A table of which there is nothing to show, and why.
void DifferencesPane::showNothing()
{
    const auto contents = m_controller.contents();
    const int table = m_controller.shownTable();
    if (!contents || table < 0) {
        m_empty->setContents(u"table"_s, tr("Choose a table"),
                             tr("Its rows are compared by key: which are gone, added, changed."));
    } else if (const ComparedTable &one = contents->tables[size_t(table)]; one.equal) {
        m_empty->setContents(u"check"_s, tr("The same on both sides"),
                             tr("%1 rows, alike to the last value.").arg(groupedText(*one.before)));
    } else {
        m_empty->setContents(u"table"_s, one.before ? tr("Only in A") : tr("Only in B"),
                             tr("%1 rows; there is nothing to compare them with.")
                                 .arg(groupedText(one.before ? *one.before : *one.after)));
    }
    m_stack->setCurrentWidget(m_empty);
}

void DifferencesPane::showProgress()
{
    if (m_controller.rowsState() == DataCompareController::State::Reading)
        m_reading->setContents(u"compare"_s, tr("Comparing by key"), m_controller.progress());
}

void DifferencesPane::showRows()
{
    const auto shown = m_controller.rows();
    const RowsComparison &facts = shown->facts;
    QStringList text{
        tr("%1 gone, %2 added, %3 changed")
            .arg(groupedText(facts.gone), groupedText(facts.added), groupedText(facts.changed))};
    if (!facts.changedColumns.isEmpty())
        text += tr("changed in %1").arg(facts.changedColumns.join(u", "_s));
    if (!facts.onlyBefore.isEmpty())
        text += tr("columns only in A: %1").arg(facts.onlyBefore.join(u", "_s));
    if (!facts.onlyAfter.isEmpty())
        text += tr("columns only in B: %1").arg(facts.onlyAfter.join(u", "_s));
    if (facts.keyColumns == 0)
        text += tr("no key in common: a changed row is one gone and one added");
    m_facts->setFullText(text.join(u" · "_s), text.join(u'\n'));
    m_model->setDifferences(shown);
    fitColumns(*m_view, m_theme);
    m_view->scrollToTop();
    m_stack->setCurrentWidget(m_view);
    const qint64 last = facts.first + qint64(shown->rows.size());
    m_where->setText(shown->rows.empty() ? tr("no row differs")
                                         : tr("differences %1 to %2 of %3")
                                               .arg(groupedText(facts.first + 1), groupedText(last),
                                                    groupedText(shown->total())));
    if (facts.first == 0)
        m_pages.clear(); // of another table
    m_previous->setEnabled(!m_pages.empty());
    m_next->setEnabled(facts.more);
    m_previous->setVisible(facts.first > 0 || facts.more);
    m_next->setVisible(facts.first > 0 || facts.more);
    m_foot->show();
    comeBackToFoot();
}

/// What was turned with stays in its place; the keyboard is kept in the pane for it.
void DifferencesPane::waitInFoot()
{
    QWidget *focus = QApplication::focusWidget();
    if (focus == m_next || focus == m_previous) {
        m_turnedWith = static_cast<QPushButton *>(focus);
        setFocus();
    } else if (!hasFocus()) {
        m_turnedWith = nullptr;
    }
    m_next->setEnabled(false);
    m_previous->setEnabled(false);
    m_where->clear();
}

/// Where it has not gone elsewhere.
void DifferencesPane::comeBackToFoot()
{
    QPushButton *with = std::exchange(m_turnedWith, nullptr);
    if (!with || !hasFocus())
        return;
    if (!with->isEnabled())
        with = with == m_next ? m_previous : m_next;
    if (with->isEnabled())
        with->setFocus();
    else
        m_view->setFocus();
}

} // namespace tidemark
