// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/rulecard.h"

#include "widgets/codeview.h"
#include "widgets/controls.h"
#include "widgets/sqllanguage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScrollArea>
#include <QToolButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QLabel *proseLabel(QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

RuleCard::RuleCard(Theme &theme, SyntaxRepository &syntax, QWidget *parent)
    : QFrame(parent)
{
    setObjectName(u"ruleCard"_s);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *inside = new QWidget(scroll);
    inside->setProperty("kind", u"pane"_s);
    inside->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(inside);
    layout->setContentsMargins(16, 10, 16, 12);
    layout->setSpacing(8);
    auto *head = new QHBoxLayout;
    m_title = sectionLabel(theme, {}, inside);
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    QToolButton *close = iconButton(theme, u"close"_s, tr("Close the explanation"), inside);
    connect(close, &QToolButton::clicked, this, &RuleCard::closeWanted);
    head->addWidget(m_title, 1);
    head->addWidget(close);
    layout->addLayout(head);
    m_what = proseLabel(inside);
    m_why = proseLabel(inside);
    m_why->setProperty("kind", u"muted"_s);
    m_better = proseLabel(inside);
    m_exampleTitle = sectionLabel(theme, tr("Better"), inside);
    m_example = new CodeView(theme, syntax, inside);
    m_example->setFitsContents(true, 14);
    m_example->setProperty("kind", u"boxed"_s);
    m_allow = proseLabel(inside);
    m_allow->setProperty("kind", u"muted"_s);
    for (QLabel *label : {m_what, m_why})
        layout->addWidget(label);
    layout->addWidget(m_exampleTitle);
    layout->addWidget(m_better);
    layout->addWidget(m_example);
    layout->addWidget(m_allow);
    layout->addStretch();
    scroll->setWidget(inside);
    outer->addWidget(scroll);
}

bool RuleCard::show(const QString &rule)
{
    const LintRule *found = findLintRule(rule);
    if (!found)
        return false;
    m_title->setText(found->id);
    m_what->setText(found->what);
    m_why->setText(found->why);
    m_better->setText(found->better);
    QByteArray example = found->good.up.trimmed();
    if (found->good.down)
        example += "\n\n-- down\n" + found->good.down->trimmed();
    m_example->setScript(QString::fromUtf8(example),
                         sqlLanguageOf(found->engine.value_or(Engine::PostgreSql)));
    m_example->setVisible(!example.isEmpty());
    m_allow->setText(
        tr("A comment allows it in one place: -- tidemark: allow %1 because …").arg(found->id));
    QFrame::show();
    return true;
}

} // namespace tidemark
