// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparebands.h"

#include "widgets/controls.h"
#include "widgets/elidedlabel.h"

#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kTakeBackNameWidth = 220; ///< of a name in a button, which does not give way

} // namespace

CompareBands::CompareBands(CompareController &controller, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_rename(makeRename())
    , m_takeBack(plainButton({}, this))
{
    setObjectName(u"compareBands"_s);
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 0, 16, 8);
    column->setSpacing(6);
    column->addWidget(m_rename);
    m_takeBack->setObjectName(u"compareTakeBack"_s);
    m_takeBack->setProperty("kind", u"link"_s);
    connect(m_takeBack, &QPushButton::clicked, this, [this] {
        if (!m_controller.options().renames.empty())
            m_controller.takeBackRename(m_controller.options().renames.back());
    });
    column->addWidget(m_takeBack, 0, Qt::AlignLeft);
    connect(&controller, &CompareController::objectsChanged, this, &CompareBands::refresh);
    connect(&controller, &CompareController::stateChanged, this, &CompareBands::refresh);
    refresh();
}

QList<QWidget *> CompareBands::inTabOrder() const
{
    return {m_yes, m_no, m_takeBack};
}

QWidget *CompareBands::makeRename()
{
    auto *band = new QWidget(this);
    auto *row = new QHBoxLayout(band);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_question = new ElidedLabel(band);
    m_question->setObjectName(u"compareRename"_s);
    m_question->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_why = new ElidedLabel(band);
    m_why->setObjectName(u"compareRenameWhy"_s);
    m_why->setProperty("kind", u"muted"_s);
    m_why->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_yes = plainButton(tr("Yes, renamed"), band);
    m_yes->setObjectName(u"compareRenameYes"_s);
    m_no = plainButton(tr("No, two objects"), band);
    m_no->setObjectName(u"compareRenameNo"_s);
    row->addWidget(m_question);
    row->addWidget(m_why, 1);
    row->addWidget(m_yes);
    row->addWidget(m_no);
    connect(m_yes, &QPushButton::clicked, this, [this] {
        if (const auto asked = m_controller.openProposals(); !asked.empty())
            m_controller.acceptRename(asked.front().rename);
    });
    connect(m_no, &QPushButton::clicked, this, [this] {
        if (const auto asked = m_controller.openProposals(); !asked.empty())
            m_controller.declineRename(asked.front().rename);
    });
    return band;
}

void CompareBands::refresh()
{
    const bool shown = m_controller.state() == CompareController::State::Shown;
    const std::vector<RenameProposal> asked = m_controller.openProposals();
    m_rename->setVisible(shown && !asked.empty());
    if (!asked.empty()) {
        const RenameProposal &first = asked.front();
        m_question->setFullText(tr("Was the %1 %2 renamed to %3?")
                                    .arg(first.rename.kind, first.rename.from, first.rename.to));
        QString why = tr("%1 % alike: %2").arg(qRound(first.score * 100)).arg(first.why);
        if (asked.size() > 1)
            why += u" · "_s + (asked.size() == 2 ? tr("1 more question")
                                                 : tr("%1 more questions").arg(asked.size() - 1));
        m_why->setFullText(why);
    }
    const auto &accepted = m_controller.options().renames;
    m_takeBack->setVisible(shown && !accepted.empty());
    if (!accepted.empty()) {
        const Rename &last = accepted.back();
        const QFontMetrics metrics = m_takeBack->fontMetrics();
        const auto shortened = [&metrics](const QString &name) {
            return metrics.elidedText(name, Qt::ElideMiddle, kTakeBackNameWidth);
        };
        const QString text = tr("%1 counts as renamed to %2: take that back");
        m_takeBack->setText(literalText(text.arg(shortened(last.from), shortened(last.to))));
        m_takeBack->setToolTip(plainTip(u"%1 → %2"_s.arg(last.from, last.to)));
        m_takeBack->setAccessibleName(text.arg(last.from, last.to));
    }
    setVisible(shown && (!asked.empty() || !accepted.empty()));
}

} // namespace tidemark
