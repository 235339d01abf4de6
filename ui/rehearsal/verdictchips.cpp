// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/verdictchips.h"

#include "rehearsal/reports/wording.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/flowlayout.h"

#include <QLabel>

namespace tidemark {

using namespace Qt::StringLiterals;

VerdictChips::VerdictChips(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_summary(mutedLabel({}, this))
{
    new FlowLayout(this, 4);
    m_summary->setObjectName(u"rehearsalSummary"_s);
    m_summary->setWordWrap(false);
    layout()->addWidget(m_summary);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

ChipLabel *VerdictChips::chip(Chips &chips, int key, const QString &name)
{
    ChipLabel *&made = chips[key];
    if (made)
        return made;
    made = new ChipLabel(m_theme, this);
    made->setObjectName(name);
    made->setClickable(true);
    connect(made, &ChipLabel::toggled, this, &VerdictChips::changed);
    return made;
}

void VerdictChips::drop(Chips &chips, const std::map<int, int> &counts)
{
    for (auto it = chips.begin(); it != chips.end();) {
        if (counts.contains(it->first)) {
            ++it;
            continue;
        }
        const bool wasChecked = it->second->isChecked();
        it->second->hide();
        it->second->deleteLater();
        layout()->removeWidget(it->second);
        it = chips.erase(it);
        if (wasChecked)
            Q_EMIT changed();
    }
}

void VerdictChips::setCounts(const std::vector<RehearsalRow> &rows)
{
    std::map<int, int> verdicts;
    std::map<int, Tone> tones;
    std::map<int, int> trends;
    for (const RehearsalRow &row : rows) {
        if (row.report) {
            const int verdict = static_cast<int>(row.report->verdict);
            ++verdicts[verdict];
            // An empty down may be harmless or not: the chip warns when one is not.
            tones[verdict] = std::max(tones[verdict], toneOf(*row.report));
        }
        const auto trend = row.trend();
        if (trend == Trend::Better || trend == Trend::Worse)
            ++trends[static_cast<int>(*trend)];
    }
    if (verdicts.count(static_cast<int>(Verdict::Reversible)))
        tones[static_cast<int>(Verdict::Reversible)] = Tone::Good;
    drop(m_verdicts, verdicts);
    drop(m_trends, trends);
    const size_t before = m_verdicts.size() + m_trends.size();
    for (const auto &[verdict, count] : verdicts) {
        const auto value = static_cast<Verdict>(verdict);
        ChipLabel *label = chip(m_verdicts, verdict, u"chip-"_s + verdictName(value));
        label->setChip({QString::number(count) + u' ' + verdictLabel(value), tones[verdict]});
        label->setToolTip(verdictMeaning(value));
    }
    for (const auto &[trend, count] : trends) {
        const bool better = trend == static_cast<int>(Trend::Better);
        ChipLabel *label = chip(m_trends, trend, better ? u"chip-better"_s : u"chip-worse"_s);
        label->setChip({better ? tr("↑ %1 better").arg(count) : tr("↓ %1 worse").arg(count),
                        better ? Tone::Good : Tone::Bad});
        label->setToolTip(better ? tr("Better than before") : tr("Worse than before"));
    }
    if (before == m_verdicts.size() + m_trends.size())
        return;
    // In the order of the verdicts, whenever they came.
    for (const Chips *chips : {&m_verdicts, &m_trends}) {
        for (const auto &[key, label] : *chips) {
            layout()->removeWidget(label);
            layout()->addWidget(label);
            label->show();
        }
    }
    layout()->removeWidget(m_summary);
    layout()->addWidget(m_summary);
}

void VerdictChips::setSummary(const QString &text)
{
    m_summary->setText(text.isEmpty() ? text : u" "_s + text);
}

QSet<int> VerdictChips::checked(const Chips &chips)
{
    QSet<int> keys;
    for (const auto &[key, label] : chips) {
        if (label->isChecked())
            keys.insert(key);
    }
    return keys;
}

void VerdictChips::clear()
{
    for (const Chips *chips : {&m_verdicts, &m_trends}) {
        for (const auto &[key, label] : *chips)
            label->setChecked(false);
    }
}

} // namespace tidemark
