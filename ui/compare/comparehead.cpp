// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparehead.h"

#include "base/numbertext.h"
#include "compare/noise.h"
#include "compare/sourcebutton.h"
#include "widgets/chip.h"
#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

struct StandingChip
{
    Standing standing;
    const char *name;
    Tone tone;
};

constexpr StandingChip kChips[] = {{Standing::Added, "Added", Tone::Good},
                                   {Standing::Changed, "Changed", Tone::Caution},
                                   {Standing::Removed, "Removed", Tone::Bad}};

QString chipText(Standing standing, int count)
{
    const QString number = groupedText(count);
    switch (standing) {
    case Standing::Added:
        return CompareHead::tr("%1 added").arg(number);
    case Standing::Removed:
        return CompareHead::tr("%1 dropped").arg(number);
    case Standing::Changed:
    case Standing::Equal:
        break;
    }
    return CompareHead::tr("%1 changed").arg(number);
}

} // namespace

CompareHead::CompareHead(CompareController &controller, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_before(new SourceButton(controller, CompareController::Before, theme, this))
    , m_after(new SourceButton(controller, CompareController::After, theme, this))
    , m_swap(iconButton(theme, u"swap"_s, tr("Swap the two"), this))
    , m_leftOut(mutedLabel({}, this))
    , m_read(iconButton(theme, u"refresh"_s, tr("Read both again (F5)"), this))
{
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 10, 16, 10);
    row->setSpacing(8);
    m_swap->setObjectName(u"compareSwap"_s);
    connect(m_swap, &QToolButton::clicked, &controller, &CompareController::swap);
    row->addWidget(m_before);
    row->addWidget(m_swap);
    row->addWidget(m_after);
    row->addSpacing(4);
    for (const StandingChip &one : kChips) {
        auto *chip = new ChipLabel(theme, this);
        chip->setObjectName(u"compare"_s + QLatin1StringView(one.name));
        chip->setClickable(true);
        chip->setToolTip(tr("Show only these"));
        connect(chip, &ChipLabel::toggled, this, [this, standing = one.standing](bool on) {
            CompareView view = m_controller.view();
            if (on)
                view.standings.insert(standing);
            else
                view.standings.erase(standing);
            m_controller.setView(view);
        });
        m_chips[one.standing] = chip;
        row->addWidget(chip);
    }
    m_leftOut->setObjectName(u"compareLeftOut"_s);
    m_leftOut->setWordWrap(false);
    m_leftOut->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    row->addWidget(m_leftOut, 1);
    m_read->setObjectName(u"compareRead"_s);
    connect(m_read, &QToolButton::clicked, &controller, &CompareController::start);
    row->addWidget(m_read);
    m_noise = menuButton(tr("Noise"), u"compareNoise"_s, &CompareHead::fillNoise);
    row->addWidget(m_noise);
    m_export = iconButton(theme, u"export"_s, tr("Export a summary"), this);
    m_export->setObjectName(u"compareExport"_s);
    m_export->setPopupMode(QToolButton::InstantPopup);
    auto *formats = new QMenu(m_export);
    connect(formats, &QMenu::aboutToShow, this, [this, formats] {
        formats->clear();
        fillExport(*formats);
    });
    m_export->setMenu(formats);
    row->addWidget(m_export);
    m_make = primaryButton(tr("Make a migration of it"), this);
    m_make->setObjectName(u"compareMake"_s);
    connect(m_make, &QPushButton::clicked, this, &CompareHead::migrationWanted);
    row->addWidget(m_make);
    for (const auto signal : {&CompareController::sourcesChanged, &CompareController::stateChanged,
                              &CompareController::objectsChanged})
        connect(&controller, signal, this, &CompareHead::refresh);
    for (const auto signal : {&CompareScript::changed, &CompareScript::filesChanged})
        connect(&controller.script(), signal, this, &CompareHead::refresh);
    refresh();
}

QPushButton *CompareHead::menuButton(const QString &text, const QString &name,
                                     void (CompareHead::*fill)(QMenu &))
{
    QPushButton *button = tidemark::menuButton(m_theme, text, this);
    button->setObjectName(name);
    QMenu *menu = button->menu();
    connect(menu, &QMenu::aboutToShow, this, [this, menu, fill] {
        menu->clear();
        (this->*fill)(*menu);
    });
    return button;
}

void CompareHead::openSource(CompareController::Side side)
{
    (side == CompareController::Before ? m_before : m_after)->openMenu();
}

void CompareHead::openNoise()
{
    m_noise->showMenu();
}

QList<QWidget *> CompareHead::inTabOrder() const
{
    QList<QWidget *> order{m_before, m_swap, m_after};
    for (const StandingChip &one : kChips)
        order += m_chips.at(one.standing);
    return order + QList<QWidget *>{m_read, m_noise, m_export, m_make};
}

void CompareHead::refresh()
{
    using State = CompareController::State;
    const State state = m_controller.state();
    const bool shown = state == State::Shown;
    const auto &counts = m_controller.objects()->counts;
    for (const auto &[standing, chip] : m_chips) {
        const auto found = counts.find(standing);
        const int count = found == counts.end() ? 0 : found->second;
        const QSignalBlocker quiet(chip);
        chip->setChip({chipText(standing, count),
                       std::ranges::find(kChips, standing, &StandingChip::standing)->tone});
        chip->setChecked(m_controller.view().standings.contains(standing));
        chip->setVisible(shown && count > 0);
    }
    const bool both = m_controller.source(CompareController::Before).has_value() &&
                      m_controller.source(CompareController::After).has_value();
    m_swap->setEnabled(both);
    m_read->setVisible(both && m_controller.comparison());
    m_read->setEnabled(state != State::Reading);
    m_noise->setVisible(shown);
    m_export->setVisible(shown);
    m_export->setEnabled(!m_controller.script().isSaving() &&
                         !m_controller.script().isBeingWritten());
    const auto scripts = m_controller.script().scripts();
    m_make->setVisible(shown);
    m_make->setEnabled(scripts && !scripts->up.draft.statements.empty());
    refreshLeftOut();
}

void CompareHead::refreshLeftOut()
{
    const auto comparison = m_controller.comparison();
    const bool shown = m_controller.state() == CompareController::State::Shown && comparison;
    QStringList parts;
    if (shown) {
        parts = comparison->notes;
        if (const QString leftOut = leftOutText(comparison->diff.leftOut); !leftOut.isEmpty())
            parts.prepend(leftOut);
    }
    m_leftOutText = parts.join(u" · "_s);
    m_leftOut->setToolTip(plainTip(parts.join(u'\n')));
    m_leftOut->setAccessibleName(m_leftOutText);
    m_leftOut->setText(
        m_leftOut->fontMetrics().elidedText(m_leftOutText, Qt::ElideRight, m_leftOut->width()));
}

void CompareHead::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    QMetaObject::invokeMethod(this, &CompareHead::refreshLeftOut, Qt::QueuedConnection);
}

void CompareHead::fillNoise(QMenu &menu)
{
    QAction *heading = menu.addAction(tr("Counts as a difference"));
    heading->setEnabled(false);
    const auto comparison = m_controller.comparison();
    for (const NoiseKind &kind : noiseKinds()) {
        QString text = noiseTitle(kind);
        for (const LeftOut &out : comparison ? comparison->diff.leftOut : std::vector<LeftOut>()) {
            if (out.what == QLatin1StringView(kind.name))
                text += tr("  (%1 left out)").arg(out.count);
        }
        QAction *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(m_controller.options().noise.*kind.shown);
        connect(action, &QAction::toggled, this, [this, flag = kind.shown](bool on) {
            DiffOptions options = m_controller.options().noise;
            options.*flag = on;
            m_controller.setNoise(options);
        });
    }
    menu.addSeparator();
    QAction *all = menu.addAction(tr("All of it counts"));
    connect(all, &QAction::triggered, this, [this] { m_controller.setNoise({}); });
    QAction *none = menu.addAction(tr("None of it counts"));
    connect(none, &QAction::triggered, this, [this] {
        DiffOptions options = m_controller.options().noise;
        for (const NoiseKind &kind : noiseKinds())
            options.*kind.shown = false;
        m_controller.setNoise(options);
    });
    menu.addSeparator();
    QAction *equal = menu.addAction(tr("List objects without a difference, too"));
    equal->setCheckable(true);
    equal->setChecked(m_controller.view().equalAsWell);
    connect(equal, &QAction::toggled, this, [this](bool on) {
        CompareView view = m_controller.view();
        view.equalAsWell = on;
        m_controller.setView(view);
    });
}

void CompareHead::fillExport(QMenu &menu)
{
    connect(menu.addAction(tr("Summary as HTML…")), &QAction::triggered, this,
            [this] { Q_EMIT exportWanted(u"html"_s); });
    connect(menu.addAction(tr("Summary as Markdown…")), &QAction::triggered, this,
            [this] { Q_EMIT exportWanted(u"md"_s); });
}

} // namespace tidemark
