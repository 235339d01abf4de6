// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/taskstrip.h"

#include "rehearsal/reports/wording.h"
#include "widgets/controls.h"
#include "workbench/tasklist.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QProgressBar>
#include <QToolButton>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestTitle = 360;

} // namespace

TaskStrip::TaskStrip(Theme &theme, TaskList &tasks, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_tasks(tasks)
    , m_title(new QLabel(this))
    , m_progress(new QProgressBar(this))
    , m_count(mutedLabel({}, this))
    , m_detail(mutedLabel({}, this))
    , m_elapsed(mutedLabel({}, this))
    , m_stop(iconButton(theme, u"stop"_s, tr("Stop"), this))
    , m_others(new QToolButton(this))
{
    setFixedHeight(32);
    setAccessibleName(tr("Running tasks"));
    m_detail->setObjectName(u"task-detail"_s);
    m_title->setObjectName(u"task-title"_s);
    m_title->setProperty("kind", u"muted"_s);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(180);
    m_stop->setObjectName(u"task-stop"_s);
    m_stop->setIconSize({14, 14});
    m_others->setProperty("kind", u"icon"_s);
    m_others->setPopupMode(QToolButton::InstantPopup);
    m_others->setMenu(new QMenu(m_others));
    for (QLabel *label : {m_count, m_detail, m_elapsed})
        label->setWordWrap(false);
    m_detail->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 1, 16, 0);
    layout->setSpacing(12);
    layout->addWidget(m_title);
    layout->addWidget(m_progress);
    layout->addWidget(m_count);
    layout->addWidget(m_detail, 1);
    layout->addWidget(m_others);
    layout->addWidget(m_elapsed);
    layout->addWidget(m_stop);

    m_tick.setInterval(100);
    connect(&m_tick, &QTimer::timeout, this, &TaskStrip::follow);
    connect(&tasks, &TaskList::changed, this, &TaskStrip::follow);
    connect(m_stop, &QToolButton::clicked, this, [this] {
        if (!m_tasks.entries().empty())
            m_tasks.stop(m_tasks.entries().back().id);
    });
    connect(m_others->menu(), &QMenu::aboutToShow, this, [this] {
        m_others->menu()->clear();
        for (const TaskList::Entry &entry : m_tasks.entries()) {
            const int id = entry.id;
            m_others->menu()->addAction(tr("Stop %1").arg(entry.title), this,
                                        [this, id] { m_tasks.stop(id); });
        }
    });
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    follow();
}

void TaskStrip::setFacts(const QString &facts)
{
    m_facts = facts;
    follow();
}

void TaskStrip::follow()
{
    const auto &entries = m_tasks.entries();
    const bool running = !entries.empty();
    for (QWidget *widget : std::initializer_list<QWidget *>{m_progress, m_count, m_stop})
        widget->setVisible(running);
    m_others->setVisible(entries.size() > 1);
    if (!running) {
        m_tick.stop();
        m_title->setText(m_facts);
        m_elapsed->clear();
        say(m_tasks.lastOutcome().isEmpty() ? tr("nothing running") : m_tasks.lastOutcome(),
            Qt::AlignRight);
        return;
    }
    const TaskList::Entry &entry = entries.back();
    const QString title = entry.stopping ? tr("%1 (stopping)").arg(entry.title) : entry.title;
    m_title->setText(m_title->fontMetrics().elidedText(title, Qt::ElideMiddle, widestTitle));
    m_progress->setRange(0, entry.total);
    m_progress->setValue(entry.done);
    m_count->setText(entry.total > 0 ? u"%1 / %2"_s.arg(entry.done).arg(entry.total) : QString());
    say(entry.detail, Qt::AlignLeft);
    m_elapsed->setText(
        durationText(double(entry.startedAt.msecsTo(QDateTime::currentDateTimeUtc()))));
    m_stop->setVisible(bool(entry.stop));
    m_stop->setEnabled(!entry.stopping);
    m_others->setText(tr("+ %1 more").arg(entries.size() - 1));
    if (!m_tick.isActive())
        m_tick.start();
}

/// As much of it as there is room for: a long text must not make the window wide.
void TaskStrip::say(const QString &text, Qt::Alignment side)
{
    m_detail->setAlignment(side | Qt::AlignVCenter);
    m_detail->setText(m_detail->fontMetrics().elidedText(text, Qt::ElideRight, m_detail->width()));
    m_detail->setToolTip(m_detail->text() == text ? QString() : text);
    m_detail->setAccessibleName(text);
}

void TaskStrip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layout()->activate();
    follow();
}

void TaskStrip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Colour::Window));
    painter.fillRect(QRect(0, 0, width(), 1), m_theme.colour(Colour::Line));
}

} // namespace tidemark
