// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/findingspane.h"

#include "editor/findingsmodel.h"
#include "editor/rulecard.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>

namespace tidemark {

using namespace Qt::StringLiterals;

FindingsPane::FindingsPane(Theme &theme, SyntaxRepository &syntax, QWidget *parent)
    : QWidget(parent)
    , m_model(new FindingsModel(this))
    , m_list(new QTreeView(this))
    , m_empty(new QLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_card(new RuleCard(theme, syntax, this))
{
    m_list->setObjectName(u"findings"_s);
    m_list->setAccessibleName(tr("Findings"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new FindingsDelegate(theme, m_list));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderHidden(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setMouseTracking(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(FindingsModel::Message, QHeaderView::Stretch);
    m_empty->setObjectName(u"findingsEmpty"_s);
    m_empty->setProperty("kind", u"muted"_s);
    m_empty->setContentsMargins(16, 12, 16, 12);
    m_empty->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_empty->setWordWrap(true);
    m_stack->addWidget(m_list);
    m_stack->addWidget(m_empty);
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(m_stack);
    splitter->addWidget(m_card);
    splitter->setStretchFactor(0, 3);
    splitter->setStretchFactor(1, 2);
    m_card->hide();
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
    connect(m_list, &QTreeView::clicked, this, &FindingsPane::clicked);
    connect(m_list, &QTreeView::activated, this, &FindingsPane::go);
    connect(m_card, &RuleCard::closeWanted, m_card, &QWidget::hide);
    connect(&theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void FindingsPane::setLinter(MigrationLinter *linter, const EditedMigration *migration)
{
    if (m_linter)
        disconnect(m_linter, nullptr, this, nullptr);
    m_linter = linter;
    m_migration = migration;
    m_card->hide(); // it was about the other one
    if (linter) {
        connect(linter, &MigrationLinter::changed, this, &FindingsPane::follow);
        connect(linter, &MigrationLinter::placesMoved, this, &FindingsPane::follow);
    }
    follow();
}

int FindingsPane::count() const
{
    return m_model->rowCount();
}

void FindingsPane::follow()
{
    std::vector<EditedFinding> findings;
    std::vector<int> firstLines;
    if (m_linter) {
        findings = m_linter->findings();
        for (const EditedFinding &each : findings) {
            const OpenedSide *side = m_migration->texts().find(each.side);
            firstLines.push_back(side ? side->firstLine : 1);
        }
    }
    m_model->setFindings(std::move(findings), std::move(firstLines));
    QString nothing;
    if (m_linter && m_linter->error())
        nothing = m_linter->error()->toString();
    else if (m_linter && m_linter->isOff())
        nothing = tr("The rules look at SQL scripts of up to 4 MB. This one is not looked at.");
    else if (m_linter && m_linter->isUpToDate())
        nothing = tr("Nothing to say against it.");
    m_empty->setText(nothing);
    m_stack->setCurrentWidget(m_model->rowCount() > 0 ? static_cast<QWidget *>(m_list) : m_empty);
    fitColumns();
}

void FindingsPane::fitColumns()
{
    for (const int column : {FindingsModel::Rule, FindingsModel::Place}) {
        int width = 60;
        for (int row = 0; row < m_model->rowCount() && row < 200; ++row)
            width = qMax(width, m_list->fontMetrics().horizontalAdvance(
                                    m_model->index(row, column).data().toString()) +
                                    24);
        m_list->header()->resizeSection(column, width);
    }
}

void FindingsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitColumns();
}

void FindingsPane::clicked(const QModelIndex &index)
{
    if (index.column() == FindingsModel::Rule)
        m_card->show(m_model->at(index.row()).finding.rule);
    else
        go(index);
}

void FindingsPane::go(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const EditedFinding &each = m_model->at(index.row());
    if (m_card->isVisible())
        m_card->show(each.finding.rule);
    Q_EMIT wanted(each.side, each.line, each.column);
}

void FindingsPane::next()
{
    if (m_model->rowCount() == 0)
        return;
    const int row = (m_list->currentIndex().row() + 1) % m_model->rowCount();
    const QModelIndex index = m_model->index(row, 0);
    m_list->setCurrentIndex(index);
    go(index);
}

} // namespace tidemark
