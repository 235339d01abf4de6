// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/detailpane.h"

#include "compare/definitionview.h"
#include "compare/propertymodel.h"
#include "compare/relatedmodel.h"
#include "widgets/controls.h"
#include "widgets/sqllanguage.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

DetailPane::DetailPane(CompareController &controller, Theme &theme, SyntaxRepository &syntax,
                       QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_stack(new QStackedWidget(this))
    , m_definitions(new DefinitionView(theme, syntax, this))
    , m_propertyModel(new PropertyModel(theme, this))
    , m_relatedModel(new RelatedModel(theme, this))
    , m_properties(makeTable(u"compareProperties"_s, tr("Properties that differ")))
    , m_related(makeTable(u"compareRelated"_s, tr("Dependent objects")))
    , m_nothing(mutedLabel({}, this))
{
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(horizontalLine(this));
    column->addWidget(m_stack, 1);
    m_properties->setModel(m_propertyModel);
    m_related->setModel(m_relatedModel);
    m_related->header()->resizeSection(RelatedModel::Object, 420);
    m_related->header()->resizeSection(RelatedModel::Relation, 270);
    m_properties->header()->resizeSection(PropertyModel::What, 240);
    m_properties->header()->resizeSection(PropertyModel::BeforeValue, 240);
    m_nothing->setAlignment(Qt::AlignCenter);
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_definitions, m_properties, m_related, m_nothing})
        m_stack->addWidget(page);
    connect(m_related, &QTreeView::activated, this, [this](const QModelIndex &index) {
        Q_EMIT objectWanted(m_relatedModel->at(index.row()).id);
    });
    connect(m_definitions, &DefinitionView::differenceChanged, this, &DetailPane::refreshPlace);
    connect(&controller, &CompareController::detailChanged, this, &DetailPane::refresh);
    connect(&controller, &CompareController::objectsChanged, this, &DetailPane::refreshHeads);
    connect(&theme, &Theme::changed, this, [this] {
        m_properties->viewport()->update();
        m_related->viewport()->update();
    });
    refreshHeads();
    refresh();
}

QWidget *DetailPane::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(6, 4, 10, 4);
    row->setSpacing(4);
    m_tabs = new QTabBar(head);
    m_tabs->setObjectName(u"compareTabs"_s);
    m_tabs->setAccessibleName(tr("How the object is shown"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->addTab(tr("Side by side"));
    m_tabs->addTab(tr("Inline"));
    m_tabs->addTab(tr("Properties"));
    m_tabs->addTab(tr("Dependants"));
    connect(m_tabs, &QTabBar::currentChanged, this, &DetailPane::showTab);
    row->addWidget(m_tabs);
    row->addStretch();
    m_place = mutedLabel({}, head);
    m_place->setObjectName(u"compareDifference"_s);
    m_place->setWordWrap(false);
    row->addWidget(m_place);
    m_previous = iconButton(m_theme, u"arrow-up"_s, tr("Previous difference (Shift+F8)"), head);
    m_previous->setObjectName(u"comparePrevious"_s);
    connect(m_previous, &QToolButton::clicked, this, &DetailPane::previousWanted);
    row->addWidget(m_previous);
    m_next = iconButton(m_theme, u"arrow-down"_s, tr("Next difference (F8)"), head);
    m_next->setObjectName(u"compareNext"_s);
    connect(m_next, &QToolButton::clicked, this, &DetailPane::nextWanted);
    row->addWidget(m_next);
    return head;
}

QTreeView *DetailPane::makeTable(const QString &name, const QString &accessible)
{
    QTreeView *table = plainTree(accessible, this);
    table->setObjectName(name);
    table->setAlternatingRowColors(true);
    table->setStyleSheet(u"QTreeView { padding-left: 13px; } QTreeView::item { height: 30px; }"
                         "QHeaderView::section { padding: 6px 3px; }"_s);
    table->header()->setStretchLastSection(true);
    return table;
}

QList<QWidget *> DetailPane::inTabOrder() const
{
    return QList<QWidget *>{m_tabs, m_previous, m_next} + m_definitions->inTabOrder() +
           QList<QWidget *>{m_properties, m_related};
}

DetailPane::Tab DetailPane::tab() const
{
    return Tab(m_tabs->currentIndex());
}

void DetailPane::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void DetailPane::showTab()
{
    QWidget *page = m_definitions;
    const auto detail = m_controller.detail();
    if (!detail) {
        page = m_nothing;
        m_nothing->setText(tr("Choose an object on the left to see how it differs."));
    } else if (tab() == Properties && detail->properties.empty()) {
        page = m_nothing;
        m_nothing->setText(detail->before.isEmpty()  ? tr("It is new as a whole.")
                           : detail->after.isEmpty() ? tr("It goes as a whole.")
                                                     : tr("No property of it differs."));
    } else if (tab() == Related && detail->related.empty()) {
        page = m_nothing;
        m_nothing->setText(tr("Nothing depends on it, and it on nothing."));
    } else if (tab() == Properties) {
        page = m_properties;
    } else if (tab() == Related) {
        page = m_related;
    }
    if (tab() <= Inline)
        m_definitions->setInline(tab() == Inline);
    m_stack->setCurrentWidget(page);
    refreshPlace();
}

void DetailPane::refreshHeads()
{
    const auto comparison = m_controller.comparison();
    const QString before = comparison ? comparison->before.source.displayName() : QString();
    const QString after = comparison ? comparison->after.source.displayName() : QString();
    m_definitions->setHeads(before, after);
    m_propertyModel->setHeads(before, after);
    m_relatedModel->setHeads(tr("only in %1").arg(before), tr("only in %1").arg(after));
}

void DetailPane::refresh()
{
    const auto detail = m_controller.detail();
    const auto comparison = m_controller.comparison();
    if (detail && comparison) {
        m_definitions->setTexts(detail->before, detail->after, detail->rows,
                                sqlLanguageOf(comparison->before.state.schema->engine));
        if (std::exchange(m_startAtLast, false))
            m_definitions->goToLast();
        m_propertyModel->setRows(detail->properties);
        m_relatedModel->setRows(detail->related);
    }
    const auto count = [&](const QString &word, size_t number) {
        return detail && number > 0 ? word + u' ' + QLocale().toString(qulonglong(number)) : word;
    };
    m_tabs->setTabText(Properties, count(tr("Properties"), detail ? detail->properties.size() : 0));
    m_tabs->setTabText(Related, count(tr("Dependants"), detail ? detail->related.size() : 0));
    showTab();
}

void DetailPane::refreshPlace()
{
    const int current = m_definitions->currentDifference();
    const bool shown = m_controller.detail() && tab() <= Inline && current >= 0;
    m_place->setText(shown ? tr("%1 of %2").arg(current + 1).arg(m_definitions->differences())
                           : QString());
}

bool DetailPane::goToNext()
{
    return m_controller.detail() && tab() <= Inline && m_definitions->goToNext();
}

bool DetailPane::goToPrevious()
{
    return m_controller.detail() && tab() <= Inline && m_definitions->goToPrevious();
}

} // namespace tidemark
