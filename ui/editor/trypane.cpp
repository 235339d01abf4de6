// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/trypane.h"

#include "rehearsal/differenceview.h"
#include "rehearsal/evidencedelegates.h"
#include "rehearsal/reports/wording.h"
#include "rehearsal/statementsmodel.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/errorpanel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

TryPane::TryPane(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *inside = new QWidget(scroll);
    inside->setProperty("kind", u"pane"_s);
    inside->setAttribute(Qt::WA_StyledBackground);
    m_body = inside;
    auto *columns = new QHBoxLayout(inside);
    columns->setContentsMargins(16, 4, 16, 12);
    columns->setSpacing(24);
    m_left = new QVBoxLayout;
    m_right = new QVBoxLayout;
    for (QVBoxLayout *column : {m_left, m_right}) {
        column->setSpacing(6);
        columns->addLayout(column, 1);
    }
    scroll->setWidget(inside);
    layout->addWidget(scroll, 1);
}

QWidget *TryPane::makeHead()
{
    auto *head = new QWidget(this);
    head->setProperty("kind", u"pane"_s);
    head->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(16, 12, 16, 8);
    auto *row = new QHBoxLayout;
    row->setSpacing(10);
    m_chip = new ChipLabel(m_theme, head);
    m_chip->setObjectName(u"tryChip"_s);
    m_sentence = new QLabel(head);
    m_sentence->setObjectName(u"trySentence"_s);
    m_sentence->setWordWrap(true);
    m_time = new QLabel(head);
    m_time->setObjectName(u"tryTime"_s);
    m_time->setProperty("kind", u"muted"_s);
    m_stop = plainButton(tr("Stop"), head);
    m_stop->setObjectName(u"stopTry"_s);
    row->addWidget(m_chip, 0, Qt::AlignTop);
    row->addWidget(m_sentence, 1);
    row->addWidget(m_time, 0, Qt::AlignTop);
    row->addWidget(m_stop, 0, Qt::AlignTop);
    layout->addLayout(row);
    m_error = new ErrorPanel(m_theme, head);
    m_error->setObjectName(u"tryError"_s);
    layout->addWidget(m_error);
    connect(m_stop, &QPushButton::clicked, this, [this] { m_try->cancel(); });
    return head;
}

void TryPane::setTry(MigrationTry *trying)
{
    if (m_try)
        disconnect(m_try, nullptr, this, nullptr);
    m_try = trying;
    if (trying)
        connect(trying, &MigrationTry::changed, this, &TryPane::follow);
    follow();
}

void TryPane::follow()
{
    const bool running = m_try && m_try->isRunning();
    const auto report = m_try ? m_try->report() : nullptr;
    const MigrationReport *migration = report ? report->migration() : nullptr;
    m_stop->setVisible(running);
    m_error->setVisible(m_try && m_try->error() && !running);
    if (m_try && m_try->error())
        m_error->setError(*m_try->error());
    m_chip->setVisible(migration && !running);
    m_time->setVisible(migration && !running);
    if (running)
        m_sentence->setText(tr("Trying it: %1…").arg(m_try->progress()));
    else if (migration)
        m_sentence->setText(m_try->isOutdated()
                                ? tr("It was changed since. %1").arg(leadSentence(*migration))
                                : leadSentence(*migration));
    else if (report)
        m_sentence->setText(tr("It was stopped before it began."));
    else
        m_sentence->setText(m_error->isVisibleTo(this)
                                ? QString()
                                : tr("Up, down and up again on a throw-away database, as the texts "
                                     "stand here, saved or not (Ctrl+Enter)."));
    if (report == m_shown)
        return;
    m_shown = report;
    clear();
    if (migration)
        showReport(*report);
}

void TryPane::clear()
{
    for (QVBoxLayout *column : {m_left, m_right}) {
        while (QLayoutItem *item = column->takeAt(0)) {
            delete item->widget();
            delete item;
        }
    }
}

void TryPane::showReport(const TryReport &report)
{
    const MigrationReport &migration = *report.migration();
    m_chip->setChip({verdictLabel(migration.verdict), toneOf(migration)});
    m_time->setText(durationText(report.seconds * 1000));
    m_time->setToolTip(report.fromTemplate ? tr("The database was ready from the last time.")
                                           : tr("%1 of it until the database was there.")
                                                 .arg(durationText(report.preparedSeconds * 1000)));
    addErrors(migration);
    addDifferences(migration);
    addData(migration);
    addStatements(migration);
    m_left->addStretch();
    m_right->addStretch();
}

void TryPane::addText(const QString &title, const QString &text)
{
    if (text.isEmpty())
        return;
    m_left->addWidget(sectionLabel(m_theme, title, m_body));
    auto *label = new QLabel(text, m_body);
    label->setWordWrap(true);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_left->addWidget(label);
}

void TryPane::addErrors(const MigrationReport &migration)
{
    for (const NamedStep &named : stepsOf(migration)) {
        if (!named.step->error)
            continue;
        m_left->addWidget(sectionLabel(m_theme,
                                       named.step == &migration.redo
                                           ? tr("The second up stops")
                                           : tr("The %1 stops").arg(named.name),
                                       m_body));
        auto *panel = new ErrorPanel(m_theme, m_body);
        panel->setObjectName(u"tryStepError"_s);
        panel->setError(*named.step->error);
        if (named.step->error->where.line > 0) {
            QPushButton *go = panel->addAction(tr("Show the place"));
            go->setObjectName(u"tryShowPlace"_s);
            connect(go, &QPushButton::clicked, this,
                    [this, where = named.step->error->where] { Q_EMIT placeWanted(where); });
        }
        m_left->addWidget(panel);
    }
}

void TryPane::addDifferences(const MigrationReport &migration)
{
    const auto add = [this](const QString &title, const SchemaDiff &diff, const QString &before,
                            const QString &after) {
        if (diff.isEmpty())
            return;
        m_left->addWidget(sectionLabel(m_theme, title, m_body));
        auto *view = new DifferenceView(m_theme, m_body);
        view->setObjectName(u"tryDifferences"_s);
        view->setDifferences(diff, before, after);
        m_left->addWidget(view);
    };
    add(migration.schemaDiff.onlyOrder() ? tr("Columns in another order")
                                         : tr("Another schema after the rollback"),
        migration.schemaDiff, tr("before the up"), tr("after the down"));
    add(tr("Applied again, another schema"), migration.redoDiff, tr("after the first up"),
        tr("after the second up"));
}

void TryPane::addData(const MigrationReport &migration)
{
    QStringList lost;
    for (const TableDataDifference &each : migration.lost)
        lost += each.table + u": "_s + dataSummary(each);
    addText(tr("Lost in the rollback"), lost.join(u'\n'));
    QStringList moved;
    for (const TableDataDifference &each : migration.moved)
        moved += each.table + u": "_s + movementSummary(each);
    addText(tr("What moved"), moved.join(u'\n'));
    QStringList rewritten;
    for (const StatementEvidence &statement : migration.up.statements) {
        for (const QString &table : statement.rewrites)
            rewritten += tr("%1, by %2").arg(table, statement.summary);
    }
    addText(tr("Written anew, row by row"), rewritten.join(u'\n'));
}

void TryPane::addStatements(const MigrationReport &migration)
{
    if (stepsOf(migration).empty())
        return;
    auto *list = new QListView(m_body);
    list->setObjectName(u"tryStatements"_s);
    list->setAccessibleName(tr("Statements, locks and time"));
    auto *model = new StatementsModel(list);
    model->setMigration(migration);
    auto *delegate = new StatementDelegate(m_theme, list);
    list->setModel(model);
    list->setItemDelegate(delegate);
    list->setFrameShape(QFrame::Box);
    list->setProperty("kind", u"boxed"_s);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    int height = 10;
    QStyleOptionViewItem option;
    option.font = m_theme.textFont();
    for (int row = 0; row < std::min(model->rowCount(), 14); ++row)
        height += delegate->sizeHint(option, model->index(row)).height();
    list->setFixedHeight(height);
    m_right->addWidget(sectionLabel(m_theme, tr("Locks and time"), m_body));
    m_right->addWidget(list);
}

} // namespace tidemark
