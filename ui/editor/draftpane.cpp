// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/draftpane.h"

#include "widgets/chip.h"
#include "widgets/codeview.h"
#include "widgets/controls.h"
#include "widgets/errorpanel.h"
#include "widgets/sqllanguage.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

DraftPane::DraftPane(Theme &theme, SyntaxRepository &syntax, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_script(new CodeView(theme, syntax, this))
    , m_error(new ErrorPanel(theme, this))
{
    auto *splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(makeWords());
    splitter->addWidget(m_script);
    splitter->setStretchFactor(0, 1);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({1000, 1000});
    m_script->setObjectName(u"draftScript"_s);
    m_script->setAccessibleName(tr("Drafted down"));
    m_error->setObjectName(u"draftError"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);
}

QWidget *DraftPane::makeWords()
{
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    m_wordsWidget = new QWidget(scroll);
    m_wordsWidget->setProperty("kind", u"pane"_s);
    m_wordsWidget->setAttribute(Qt::WA_StyledBackground);
    auto *outer = new QVBoxLayout(m_wordsWidget);
    outer->setContentsMargins(16, 12, 16, 12);
    outer->setSpacing(10);
    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    m_chip = new ChipLabel(m_theme, m_wordsWidget);
    m_chip->setObjectName(u"draftChip"_s);
    m_sentence = new QLabel(m_wordsWidget);
    m_sentence->setObjectName(u"draftSentence"_s);
    m_sentence->setWordWrap(true);
    head->addWidget(m_chip, 0, Qt::AlignTop);
    head->addWidget(m_sentence, 1);
    outer->addLayout(head);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    m_take = primaryButton(tr("Take it"), m_wordsWidget);
    m_take->setObjectName(u"takeDraft"_s);
    m_refuse = plainButton(tr("Leave it"), m_wordsWidget);
    m_refuse->setObjectName(u"refuseDraft"_s);
    m_stop = plainButton(tr("Stop"), m_wordsWidget);
    m_stop->setObjectName(u"stopDraft"_s);
    for (QPushButton *button : {m_take, m_refuse, m_stop})
        buttons->addWidget(button);
    buttons->addStretch();
    outer->addLayout(buttons);
    outer->addWidget(m_error);
    m_words = new QVBoxLayout;
    m_words->setSpacing(6);
    outer->addLayout(m_words);
    outer->addStretch();
    connect(m_take, &QPushButton::clicked, this, [this] { m_drafting->take(); });
    connect(m_refuse, &QPushButton::clicked, this, [this] { m_drafting->refuse(); });
    connect(m_stop, &QPushButton::clicked, this, [this] { m_drafting->cancel(); });
    scroll->setWidget(m_wordsWidget);
    return scroll;
}

void DraftPane::setDrafting(DownDrafting *drafting)
{
    if (m_drafting)
        disconnect(m_drafting, nullptr, this, nullptr);
    m_drafting = drafting;
    m_shown = nullptr;
    if (drafting)
        connect(drafting, &DownDrafting::changed, this, &DraftPane::follow);
    follow();
}

QString DraftPane::progressText() const
{
    const LoadProgress &progress = m_drafting->progress();
    if (progress.step == LoadProgress::Step::Replaying && progress.total > 0)
        return tr("Replaying migration %L1 of %L2: %3")
            .arg(progress.done + 1)
            .arg(progress.total)
            .arg(progress.what);
    if (progress.step == LoadProgress::Step::StartingScratch)
        return tr("Starting a throw-away database…");
    return tr("Running the up, and reading what it did…");
}

void DraftPane::follow()
{
    const bool running = m_drafting && m_drafting->isRunning();
    const DownProposal *proposal =
        m_drafting && m_drafting->proposal() ? &*m_drafting->proposal() : nullptr;
    m_take->setVisible(proposal);
    m_refuse->setVisible(proposal);
    m_stop->setVisible(running);
    m_chip->setVisible(proposal);
    m_script->setVisible(proposal);
    m_error->setVisible(m_drafting && m_drafting->error());
    if (m_drafting && m_drafting->error())
        m_error->setError(*m_drafting->error());
    if (proposal) {
        showProposal(*proposal);
        return;
    }
    m_shown = nullptr;
    while (QLayoutItem *item = m_words->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_sentence->setText(running                      ? progressText()
                        : m_error->isVisibleTo(this) ? tr("There is no draft.")
                                                     : tr("A draft of the down is made from what "
                                                          "the up does, and tried before it is "
                                                          "shown here."));
}

void DraftPane::showProposal(const DownProposal &proposal)
{
    const bool outdated = m_drafting->isOutdated();
    if (m_shown == proposal.draft.get() && m_outdated == outdated)
        return;
    m_shown = proposal.draft.get();
    m_outdated = outdated;
    m_chip->setChip(outdated          ? Chip{tr("outdated"), Tone::Caution}
                    : proposal.isGood ? Chip{tr("tried, good"), Tone::Good}
                                      : Chip{tr("not good"), Tone::Bad});
    const bool reorders = proposal.draft->trial.reorders;
    m_sentence->setText(outdated ? tr("The up is another one since it was drafted. Draft it again, "
                                      "or take it as it is.")
                        : proposal.isGood && reorders
                            ? tr("Up, this, and up again: the schema is as it was, but for the "
                                 "order of columns.")
                        : proposal.isGood ? tr("Up, this, and up again: the schema is as it was.")
                                          : tr("It does not bring everything back as it stands."));
    m_take->setText(outdated            ? tr("Take it all the same")
                    : proposal.replaces ? tr("Put it in the place of the down")
                                        : tr("Take it"));
    m_script->setScript(proposal.text, sqlLanguageOf(proposal.draft->draft.engine));
    while (QLayoutItem *item = m_words->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    addWords(tr("What cannot come back"), proposal.cannotReturn, proposal.advice);
    if (proposal.outsideTransaction)
        addWords(tr("To be known"), {tr("It has statements that must run outside of a "
                                        "transaction, and the up runs in one.")});
    addWords(tr("What is wrong with it"), proposal.trouble);
}

void DraftPane::addWords(const QString &title, const QStringList &lines, const QStringList &below)
{
    if (lines.isEmpty())
        return;
    m_words->addWidget(sectionLabel(m_theme, title, m_wordsWidget));
    for (qsizetype i = 0; i < lines.size(); ++i) {
        auto *line = new QLabel(lines[i], m_wordsWidget);
        line->setWordWrap(true);
        line->setTextFormat(Qt::PlainText);
        line->setTextInteractionFlags(Qt::TextSelectableByMouse);
        m_words->addWidget(line);
        if (!below.value(i).isEmpty())
            m_words->addWidget(mutedLabel(below[i], m_wordsWidget));
    }
}

} // namespace tidemark
