// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/migrationdetail.h"

#include "timeline/gridrows.h"
#include "widgets/chip.h"
#include "widgets/codeview.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/flowlayout.h"
#include "widgets/sqllanguage.h"
#include "workbench/timelinelint.h"
#include "workbench/timelinewords.h"

#include <QBoxLayout>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QToolButton>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 18;
constexpr int sideBySideFrom = 680;
constexpr size_t mostFindings = 12; ///< of lint; the editor lists all

QString textOf(const std::vector<Script> &scripts)
{
    QString text;
    for (const Script &script : scripts) {
        if (scripts.size() > 1)
            text += u"-- "_s + script.file + u'\n';
        text += QString::fromUtf8(script.text);
        if (!text.endsWith(u'\n'))
            text += u'\n';
    }
    while (text.endsWith(u'\n'))
        text.chop(1);
    return text;
}

/// A part of the pane with its own air; hidden as a whole when it has nothing to say.
QWidget *part(QVBoxLayout *into, QVBoxLayout *&layout)
{
    auto *widget = new QWidget;
    layout = new QVBoxLayout(widget);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(6);
    into->addWidget(widget);
    return widget;
}

} // namespace

MigrationDetail::MigrationDetail(Theme &theme, SyntaxRepository &syntax, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
    , m_syntax(syntax)
{
    setObjectName(u"migrationDetail"_s);
    setFrameShape(QFrame::NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *contents = new QWidget;
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeHead());
    layout->addWidget(horizontalLine());
    layout->addWidget(makeScripts());
    layout->addWidget(horizontalLine());
    layout->addWidget(makeFacts());
    layout->addStretch(1);
    setWidget(contents);
}

// ---- Making

QWidget *MigrationDetail::makeHead()
{
    auto *head = new QWidget;
    auto *layout = new QVBoxLayout(head);
    layout->setContentsMargins(margin, 16, margin, 12);
    layout->setSpacing(4);
    m_title = new ElidedLabel;
    m_title->setFont(m_theme.titleFont());
    m_title->setObjectName(u"migrationTitle"_s);
    m_sentence = mutedLabel({});
    m_sentence->setObjectName(u"migrationSentence"_s);
    auto *top = new QHBoxLayout;
    top->setSpacing(8);
    top->addWidget(m_title, 1);
    m_more = iconButton(m_theme, u"more"_s, tr("More"));
    top->addWidget(m_more, 0, Qt::AlignTop);
    layout->addLayout(top);
    layout->addWidget(m_sentence);
    layout->addSpacing(8);

    auto *buttons = new FlowLayout(nullptr, 6);
    m_rehearse = primaryButton(tr("Rehearse"));
    m_apply = plainButton(tr("Apply…"));
    m_rollBack = plainButton(tr("Roll back to here…"));
    m_rehearse->setObjectName(u"rehearseButton"_s);
    m_apply->setObjectName(u"applyButton"_s);
    m_rollBack->setObjectName(u"rollBackButton"_s);
    m_more->setObjectName(u"moreButton"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    for (QWidget *button : {m_rehearse, m_apply, m_rollBack})
        buttons->addWidget(button);
    layout->addLayout(buttons);
    return head;
}

QWidget *MigrationDetail::makeScripts()
{
    m_scripts = new QWidget;
    m_scripts->setObjectName(u"scripts"_s);
    m_scripts->setBackgroundRole(QPalette::Base);
    m_scripts->setAutoFillBackground(true);
    m_scriptsLayout = new QBoxLayout(QBoxLayout::TopToBottom, m_scripts);
    m_scriptsLayout->setContentsMargins(0, 0, 0, 0);
    m_scriptsLayout->setSpacing(0);
    const auto half = [&](const QString &title, const QString &name, CodeView *&view) {
        auto *widget = new QWidget;
        auto *layout = new QVBoxLayout(widget);
        layout->setContentsMargins(0, 10, 0, 10);
        layout->setSpacing(4);
        auto *label = sectionLabel(m_theme, title);
        label->setContentsMargins(14, 0, margin, 0);
        layout->addWidget(label);
        view = new CodeView(m_theme, m_syntax);
        view->setObjectName(name);
        view->setAccessibleName(title);
        view->setFrameShape(QFrame::NoFrame);
        view->setFitsContents(true, 60);
        layout->addWidget(view);
        m_scriptsLayout->addWidget(widget, 1, Qt::AlignTop);
        return layout;
    };
    half(tr("up"), u"upScript"_s, m_up);
    m_scriptsLayout->addWidget(horizontalLine());
    QVBoxLayout *down = half(tr("down"), u"downScript"_s, m_down);
    m_downNote = mutedLabel({});
    m_downNote->setObjectName(u"downNote"_s);
    m_downNote->setContentsMargins(14, 0, margin, 4);
    down->addWidget(m_downNote);
    return m_scripts;
}

QWidget *MigrationDetail::makeFacts()
{
    m_facts = new QWidget;
    auto *all = new QVBoxLayout(m_facts);
    all->setContentsMargins(margin, 16, margin, 20);
    all->setSpacing(20);
    QVBoxLayout *layout = nullptr;

    m_verdictPart = part(all, layout);
    auto *line = new FlowLayout(nullptr, 8);
    m_verdictChip = new ChipLabel(m_theme);
    m_verdictWhen = new QLabel;
    setStyleProperty(m_verdictWhen, "kind", u"muted"_s);
    line->addWidget(sectionLabel(m_theme, tr("Last rehearsal")));
    line->addWidget(m_verdictChip);
    line->addWidget(m_verdictWhen);
    layout->addLayout(line);
    m_verdictReason = mutedLabel({});
    m_verdictReason->setObjectName(u"verdictReason"_s);
    layout->addWidget(m_verdictReason);
    m_locks = new QWidget;
    m_locks->setObjectName(u"locks"_s);
    m_locksGrid = new QGridLayout(m_locks);
    layout->addWidget(m_locks);

    m_lint = part(all, layout);
    layout->addWidget(sectionLabel(m_theme, tr("Lint")));
    m_lintText = mutedLabel({});
    m_lintText->setObjectName(u"lint"_s);
    m_lintText->setTextFormat(Qt::RichText);
    m_lintText->setTextInteractionFlags(Qt::TextBrowserInteraction);
    connect(m_lintText, &QLabel::linkActivated, this, [this](const QString &link) {
        const SourceLocation &place = m_lintPlaces.at(link.toUInt());
        showLine(place.file, place.line);
    });
    layout->addWidget(m_lintText);

    m_findings = part(all, layout);
    layout->addWidget(sectionLabel(m_theme, tr("About the files")));
    m_findingsText = mutedLabel({});
    m_findingsText->setObjectName(u"findings"_s);
    layout->addWidget(m_findingsText);

    m_history = part(all, layout);
    m_history->setObjectName(u"history"_s);
    layout->addWidget(sectionLabel(m_theme, tr("Where it is")));
    m_historyGrid = new QGridLayout;
    layout->addLayout(m_historyGrid);
    for (QGridLayout *grid : {m_locksGrid, m_historyGrid}) {
        grid->setContentsMargins(0, 0, 0, 0);
        grid->setHorizontalSpacing(16);
        grid->setVerticalSpacing(7);
    }

    m_originPart = part(all, layout);
    layout->addWidget(sectionLabel(m_theme, tr("Who wrote it")));
    m_origin = mutedLabel({});
    m_origin->setObjectName(u"origin"_s);
    layout->addWidget(m_origin);
    return m_facts;
}

// ---- Showing

void MigrationDetail::showMany(int count)
{
    m_title->setFullText(tr("%1 migrations selected").arg(count));
    m_sentence->setText(tr("Rehearse takes all of them; apply and roll back go by the newest."));
    m_scripts->hide();
    m_facts->hide();
}

void MigrationDetail::show(const TimelineSnapshot &snapshot, int row, const QString &environment,
                           const QDateTime &now)
{
    const TimelineEntry &entry = snapshot.entries[size_t(row)];
    m_title->setFullText(entry.name);
    m_title->setToolTip(entry.id);
    m_sentence->setText(placeSentence(snapshot, row, environment, now));
    m_scripts->setVisible(entry.index >= 0);
    m_facts->show();
    showScripts(snapshot, row);
    showVerdict(entry, now);
    showLint(snapshot, row);
    showFindings(snapshot, row);
    showHistory(snapshot, row, now);
    showOrigin(snapshot, row, now);
    arrangeScripts();
}

void MigrationDetail::showScripts(const TimelineSnapshot &snapshot, int row)
{
    const Migration *migration = snapshot.migrationOf(row);
    if (!migration)
        return;
    const QString language = sqlLanguageOf(snapshot.files->engine);
    // Numbered as in the file, so that an error's line is found there too.
    const auto show = [&](CodeView *view, QString &shown, const std::vector<Script> &scripts) {
        const QString text = textOf(scripts);
        if (shown != text || view->toPlainText().isEmpty()) {
            shown = text;
            view->setScript(text, language);
        }
        view->setFirstLine(scripts.size() == 1 ? scripts.front().firstLine : 1);
        int at = scripts.size() == 1 ? scripts.front().firstLine : 2; // below its name
        for (const Script &script : scripts) {
            const int lines = int(script.text.count('\n')) + (script.text.endsWith('\n') ? 0 : 1);
            m_places.push_back({view, script.file, script.firstLine, lines, at});
            at += lines + 1;
        }
    };
    m_places.clear();
    show(m_up, m_upText, migration->up);
    show(m_down, m_downText, migration->down.value_or(std::vector<Script>()));
    m_down->setVisible(!m_downText.isEmpty());

    const TimelineEntry &entry = snapshot.entries[size_t(row)];
    QString note;
    if (migration->downError)
        note = migration->downError->summary;
    else if (entry.noDown)
        note = tr("There is no down script: this migration cannot be rolled back.");
    else if (entry.emptyDown)
        note = tr("The down script has no statement: rolling back changes nothing.");
    m_downNote->setText(note);
    m_downNote->setVisible(!note.isEmpty());

    std::vector<CodeView::Mark> up;
    std::vector<CodeView::Mark> downMarks;
    const bool inDown = entry.verdict && entry.verdict->errorInDown;
    const size_t scripts =
        inDown ? migration->down.value_or(std::vector<Script>()).size() : migration->up.size();
    // Several scripts stand one below the other here: their own numbers would point elsewhere.
    if (scripts == 1 && entry.verdict && entry.verdict->error &&
        entry.verdict->error->where.line > 0) {
        const Error &error = *entry.verdict->error;
        auto &marks = inDown ? downMarks : up;
        marks.push_back({error.where.line, error.where.column, error.summary});
    }
    m_up->setMarks(up);
    m_down->setMarks(downMarks);
}

void MigrationDetail::showLine(const QString &file, int line)
{
    for (const Place &place : m_places) {
        const int below = line - place.firstLine;
        if (place.file != file || below < 0 || below >= place.lines)
            continue;
        place.view->showLine(place.at + below);
        place.view->setFocus(Qt::OtherFocusReason);
        // The view may be new, and grows with its text.
        QMetaObject::invokeMethod(
            this, [this, view = place.view] { scrollTo(view); }, Qt::QueuedConnection);
        return;
    }
}

void MigrationDetail::scrollTo(CodeView *view)
{
    const QPoint at = view->viewport()->mapTo(widget(), view->cursorRect().center());
    ensureVisible(0, at.y(), 0, viewport()->height() / 3);
}

void MigrationDetail::showVerdict(const TimelineEntry &entry, const QDateTime &now)
{
    const bool known = entry.verdict.has_value();
    m_verdictChip->setVisible(known);
    m_locks->setVisible(known && !entry.verdict->locks.empty());
    m_verdictPart->setVisible(entry.index >= 0);
    if (!known) {
        m_verdictWhen->setText(tr("never"));
        m_verdictReason->setText(
            tr("Nobody knows yet whether it can be rolled back. A rehearsal takes seconds and runs "
               "on a copy."));
        return;
    }
    const LastVerdict &verdict = *entry.verdict;
    m_verdictChip->setChip({verdict.label, verdict.tone});
    QStringList facts{agoText(verdict.when, now)};
    if (!verdict.on.isEmpty())
        facts += verdict.on;
    facts += durationText(verdict.ms);
    m_verdictWhen->setText(facts.join(u", "_s));
    QString reason = verdict.reason;
    if (!verdict.rewrites.isEmpty())
        reason += u' ' + tr("It rewrites %1.").arg(verdict.rewrites.join(u", "_s));
    m_verdictReason->setText(reason);
    showLocks(verdict);
}

void MigrationDetail::showLocks(const LastVerdict &verdict)
{
    GridRows rows(m_theme, *m_locksGrid);
    rows.addHead({tr("statement"), tr("lock"), tr("on"), tr("held")});
    constexpr size_t most = 12;
    for (size_t i = 0; i < std::min(verdict.locks.size(), most); ++i) {
        const LockLine &lock = verdict.locks[i];
        rows.add({{lock.statement, GridRows::Code},
                  {lock.mode, GridRows::Plain},
                  {lock.relation, GridRows::Plain},
                  {durationText(lock.ms), GridRows::Number}});
    }
    if (verdict.locks.size() > most)
        rows.add({{tr("and %1 more").arg(verdict.locks.size() - most), GridRows::Muted}});
}

void MigrationDetail::showLint(const TimelineSnapshot &snapshot, int row)
{
    m_lintPlaces.clear();
    QStringList lines;
    if (snapshot.lint && snapshot.lint->error)
        lines += snapshot.lint->error->toString().toHtmlEscaped();
    const QString id = snapshot.entries[size_t(row)].id;
    const std::vector<LintFinding> findings =
        snapshot.lint ? snapshot.lint->findings.value(id) : std::vector<LintFinding>();
    for (const LintFinding &finding : findings) {
        const Tone tone = finding.level == LintLevel::Error     ? Tone::Bad
                          : finding.level == LintLevel::Warning ? Tone::Caution
                                                                : Tone::Neutral;
        const QString side = finding.side == LintSide::Up ? tr("up") : tr("down");
        const QString place = u"%1 %2"_s.arg(side).arg(finding.where.line);
        lines +=
            u"<a href=\"%1\" style=\"color:%2\">%3</a>&nbsp; %4"_s.arg(m_lintPlaces.size())
                .arg(m_theme.colour(colourOf(tone)).name(), place, finding.message.toHtmlEscaped());
        m_lintPlaces.push_back(finding.where);
        if (m_lintPlaces.size() == mostFindings)
            break;
    }
    if (findings.size() > m_lintPlaces.size())
        lines += tr("and %1 more").arg(findings.size() - m_lintPlaces.size());
    m_lintText->setText(lines.join(u"<br>"_s));
    m_lint->setVisible(!lines.isEmpty());
}

void MigrationDetail::showFindings(const TimelineSnapshot &snapshot, int row)
{
    QStringList lines;
    if (const Migration *migration = snapshot.migrationOf(row)) {
        QStringList files{migration->file};
        for (const Script &script : migration->up)
            files += script.file;
        for (const Script &script : migration->down.value_or(std::vector<Script>()))
            files += script.file;
        for (const Finding &finding : snapshot.files->set.findings) {
            if (files.contains(finding.where.file))
                lines += finding.hint.isEmpty() ? finding.message
                                                : finding.message + u" – "_s + finding.hint;
        }
    }
    m_findingsText->setText(lines.join(u'\n'));
    m_findings->setVisible(!lines.isEmpty());
}

void MigrationDetail::showHistory(const TimelineSnapshot &snapshot, int row, const QDateTime &now)
{
    GridRows rows(m_theme, *m_historyGrid);
    for (const TimelineColumn &column : snapshot.columns) {
        const TimelineCell cell = column.cells.empty() ? TimelineCell() : column.cells[size_t(row)];
        QString state = cell.state ? describe(*cell.state) : columnSummary(column);
        if (cell.interrupted)
            state = tr("interrupted");
        QString when;
        QString howLong;
        QString who;
        if (cell.applied) {
            if (cell.applied->appliedAt.isValid())
                when = agoText(cell.applied->appliedAt, now);
            who = cell.applied->appliedBy;
            if (cell.applied->durationMs)
                howLong = durationText(*cell.applied->durationMs);
        }
        rows.add({{column.environment.name, GridRows::Strong},
                  {state, GridRows::Plain},
                  {when, GridRows::Muted},
                  {who, GridRows::Muted},
                  {howLong, GridRows::Number}});
        if (column.error)
            rows.addNote(column.error->summary, column.error->toString());
        else if (cell.changedBy)
            rows.addNote(
                tr("its file was changed afterwards: %1").arg(authorSentence(*cell.changedBy, now)),
                cell.changedBy->commit);
        else if (cell.interrupted)
            rows.addNote(column.reading->journal->summary(), column.reading->journal->detail());
    }
    m_history->setVisible(!snapshot.columns.empty());
}

void MigrationDetail::showOrigin(const TimelineSnapshot &snapshot, int row, const QDateTime &now)
{
    QStringList lines;
    if (const auto &author = snapshot.entries[size_t(row)].author)
        lines += authorSentence(*author, now);
    const Migration *migration = snapshot.migrationOf(row);
    if (migration && snapshot.git) {
        QStringList files;
        for (const auto *scripts :
             {&migration->up, migration->down ? &*migration->down : nullptr}) {
            for (const Script &script : scripts ? *scripts : std::vector<Script>())
                files += script.file;
        }
        files.removeDuplicates();
        for (const QString &file : files) {
            const FileHistory history = snapshot.git->value(file);
            if (history.uncommitted)
                lines += tr("%1 has changes that are not committed").arg(file);
            for (const FileCommit &change : history.changes)
                lines += tr("changed by %1").arg(authorSentence(change, now));
        }
    }
    lines.removeDuplicates();
    m_origin->setText(lines.mid(0, 8).join(u'\n'));
    m_originPart->setVisible(!lines.isEmpty());
}

// ---- Size

void MigrationDetail::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    arrangeScripts();
}

void MigrationDetail::arrangeScripts()
{
    const bool wide = viewport()->width() >= sideBySideFrom;
    m_scriptsLayout->setDirection(wide ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
    // The hairline between them lies or stands.
    QWidget *line = m_scriptsLayout->itemAt(1)->widget();
    line->setMinimumSize(wide ? QSize(1, 0) : QSize(0, 1));
    line->setMaximumSize(wide ? QSize(1, QWIDGETSIZE_MAX) : QSize(QWIDGETSIZE_MAX, 1));
    widget()->setMaximumWidth(viewport()->width());
}

} // namespace tidemark
