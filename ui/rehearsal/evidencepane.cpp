// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/evidencepane.h"

#include "rehearsal/differenceview.h"
#include "rehearsal/evidencedelegates.h"
#include "rehearsal/lostrowsmodel.h"
#include "rehearsal/reports/wording.h"
#include "rehearsal/statementsmodel.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/errorpanel.h"
#include "widgets/filemanager.h"
#include "widgets/flowlayout.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kMargin = 18;
constexpr size_t kTables = 6;   ///< with lost rows that are shown as tables
constexpr int kStatements = 14; ///< lines before the list scrolls
constexpr int kScriptLines = 14;
constexpr int kScriptAround = 60; ///< lines before and after the marked one that are shown

QLabel *textLabel(const QString &text)
{
    auto *label = mutedLabel(text);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    label->setTextFormat(Qt::PlainText);
    return label;
}

QStringList movementLines(const std::vector<TableDataDifference> &differences)
{
    QStringList lines;
    for (const TableDataDifference &difference : differences)
        lines += difference.table + u": "_s + movementSummary(difference);
    return lines;
}

QString findingLine(const Finding &finding)
{
    QString line = finding.where.toString();
    line = line.isEmpty() ? finding.message : line + u": "_s + finding.message;
    return finding.hint.isEmpty() ? line : line + u" ("_s + finding.hint + u')';
}

QStringList findingLines(const std::vector<Finding> &findings)
{
    QStringList lines;
    for (const Finding &finding : findings) {
        if (lines.size() == 20) {
            lines += u"…"_s;
            break;
        }
        lines += findingLine(finding);
    }
    return lines;
}

/// As tall as its rows, up to a limit.
int heightOf(const QAbstractItemModel &model, const QAbstractItemDelegate &delegate, int most)
{
    int height = 0;
    for (int row = 0; row < std::min(model.rowCount(), most); ++row)
        height += delegate.sizeHint({}, model.index(row, 0)).height();
    return height;
}

/// Where the first step that failed stopped; line 0: none did, or nobody knows where.
SourceLocation stopOf(const RehearsalRow &row)
{
    if (!row.report)
        return {};
    for (const NamedStep &named : stepsOf(*row.report)) {
        if (!named.step->error || named.step->error->where.line <= 0)
            continue;
        SourceLocation where = named.step->error->where;
        if (where.file.isEmpty())
            where.file = row.report->file;
        return where;
    }
    return {};
}

} // namespace

EvidencePane::EvidencePane(RehearsalController &controller, Theme &theme, SyntaxRepository &syntax,
                           QWidget *parent)
    : QScrollArea(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_syntax(syntax)
{
    setObjectName(u"evidence"_s);
    setAccessibleName(tr("Evidence"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setProperty("kind", u"pane"_s);
    connect(&controller, &RehearsalController::scriptRead, this, &EvidencePane::scriptRead);
    showOverview();
}

void EvidencePane::begin()
{
    m_scripts.clear();
    m_shown.reset();
    m_body = new QWidget;
    m_body->setProperty("kind", u"pane"_s);
    m_body->setAttribute(Qt::WA_StyledBackground);
    m_layout = new QVBoxLayout(m_body);
    m_layout->setContentsMargins(kMargin, 16, kMargin, 24);
    m_layout->setSpacing(8);
}

/// Shown when it is complete: a widget that is added to a visible one appears a turn later.
void EvidencePane::finish()
{
    m_layout->addStretch();
    setWidget(m_body); // deletes the one before
}

void EvidencePane::addSection(const QString &title, QWidget *contents)
{
    m_layout->addSpacing(10);
    m_layout->addWidget(sectionLabel(m_theme, title));
    m_layout->addWidget(contents);
}

void EvidencePane::addText(const QString &title, const QString &text)
{
    if (!text.isEmpty())
        addSection(title, textLabel(text));
}

void EvidencePane::showOverview()
{
    begin();
    const auto report = m_controller.report();
    if (!report) {
        m_layout->addWidget(textLabel(tr("Evidence is shown here, migration by migration: what the "
                                         "rollback loses, what it leaves behind, what it locks.")));
        finish();
        return;
    }
    QLabel *title = titleLabel(m_theme, tr("This rehearsal"));
    title->setWordWrap(true);
    m_layout->addWidget(title);
    QStringList facts;
    facts += report->serverVersion.isEmpty() ? engineLabel(report->engine) : report->serverVersion;
    facts += report->sandbox;
    if (report->startedAt.isValid())
        facts += QLocale().toString(report->startedAt.toLocalTime(), QLocale::ShortFormat);
    m_layout->addWidget(textLabel(facts.join(u"\n"_s)));
    addText(tr("About the folder"), findingLines(report->findings).join(u'\n'));
    QStringList kinds;
    for (const NotCompared &kind : report->notCompared)
        kinds += QString::number(kind.count) + u' ' + kind.kind;
    addText(tr("Not compared"), kinds.join(u", "_s));
    m_layout->addSpacing(10);
    m_layout->addWidget(textLabel(tr("Select a migration to see its evidence.")));
    finish();
}

void EvidencePane::showRow(const RehearsalRow &row)
{
    const int scrolled = m_shown && row.report == m_shown ? verticalScrollBar()->value() : 0;
    begin();
    m_shown = row.report;
    addHead(row);
    if (row.report)
        addReport(*row.report);
    addActions(row);
    finish();
    if (scrolled > 0)
        verticalScrollBar()->setValue(scrolled);
}

void EvidencePane::addHead(const RehearsalRow &row)
{
    auto *head = new QWidget;
    auto *layout = new QHBoxLayout(head);
    layout->setContentsMargins(0, 0, 0, 0);
    auto *title = new ElidedLabel;
    title->setFont(m_theme.titleFont());
    title->setFullText(row.name.isEmpty() ? row.id : row.name);
    title->setObjectName(u"evidenceTitle"_s);
    layout->addWidget(title, 1);
    if (row.report) {
        auto *chip = new ChipLabel(m_theme);
        chip->setObjectName(u"evidenceVerdict"_s);
        chip->setChip({verdictLabel(row.report->verdict), toneOf(*row.report)});
        layout->addWidget(chip, 0, Qt::AlignTop);
    }
    m_layout->addWidget(head);
    const QString lead = row.report    ? leadSentence(*row.report)
                         : row.running ? tr("It is being rehearsed.")
                                       : tr("It was not reached.");
    QLabel *label = textLabel(lead);
    label->setObjectName(u"evidenceLead"_s);
    m_layout->addWidget(label);
    if (row.report && row.before && row.before->verdict != row.report->verdict) {
        m_layout->addWidget(
            textLabel(tr("Before, it was \"%1\": %2").arg(row.before->label, row.before->reason)));
    }
}

void EvidencePane::addReport(const MigrationReport &migration)
{
    addErrors(migration);
    addLostRows(migration);
    addDifferences(migration);
    addSentences(migration);
    addStatements(migration);
}

void EvidencePane::addErrors(const MigrationReport &migration)
{
    for (const NamedStep &named : stepsOf(migration)) {
        if (!named.step->error)
            continue;
        const Error &error = *named.step->error;
        auto *panel = new ErrorPanel(m_theme);
        panel->setObjectName(u"evidenceError"_s);
        panel->setError(error);
        addSection(named.step == &migration.redo ? tr("The second up stops")
                                                 : tr("The %1 stops").arg(named.name),
                   panel);
        if (error.where.line <= 0)
            continue;
        const QString file = error.where.file.isEmpty() ? migration.file : error.where.file;
        auto *view = new CodeView(m_theme, m_syntax);
        view->setObjectName(u"evidenceScript"_s);
        view->setAccessibleName(tr("Script %1").arg(file));
        view->setProperty("kind", u"boxed"_s);
        view->setFitsContents(true, kScriptLines);
        view->hide(); // until it is read
        m_layout->addWidget(view);
        m_scripts.push_back({file, view, {error.where.line, error.where.column, error.summary}});
        m_controller.readScript(file);
    }
}

void EvidencePane::scriptRead(const QString &file, const QString &text,
                              const std::optional<Error> &error)
{
    for (const WaitingScript &waiting : m_scripts) {
        if (waiting.file != file || error || !waiting.view->isHidden())
            continue;
        // Long scripts are cut: highlighting a megabyte would hold up the window.
        QStringList lines = text.split(u'\n');
        const int first = std::max(0, waiting.mark.line - 1 - kScriptAround);
        if (lines.size() > 4 * kScriptAround) {
            lines = lines.mid(first, 2 * kScriptAround + 1);
            waiting.view->setFirstLine(first + 1);
        }
        while (lines.size() > 1 && lines.back().isEmpty())
            lines.removeLast();
        waiting.view->setScript(lines.join(u'\n'), u"x.sql"_s);
        waiting.view->setMarks({waiting.mark});
        waiting.view->show();
    }
}

/// Mode restore has two reports, one for each way back.
EvidencePane::Way EvidencePane::wayOf(const MigrationReport &migration) const
{
    const auto report = m_controller.report();
    const bool ways = report ? report->mode == u"restore"
                             : m_controller.choice().mode == RehearsalOptions::Mode::Restore;
    return !ways ? Way::Down : migration.id == u"code only" ? Way::CodeOnly : Way::Restore;
}

void EvidencePane::addDifferences(const MigrationReport &migration)
{
    const auto add = [this](const QString &title, const SchemaDiff &diff, const QString &before,
                            const QString &after) {
        if (diff.isEmpty())
            return;
        auto *view = new DifferenceView(m_theme);
        view->setObjectName(u"evidenceDifferences"_s);
        view->setDifferences(diff, before, after);
        addSection(title, view);
    };
    const Way way = wayOf(migration);
    add(way == Way::CodeOnly               ? tr("The schema that stays")
        : migration.schemaDiff.onlyOrder() ? tr("Columns in another order")
                                           : tr("Another schema after the rollback"),
        migration.schemaDiff, tr("before the up"),
        way == Way::CodeOnly  ? tr("as it stays")
        : way == Way::Restore ? tr("after the restore")
                              : tr("after the down"));
    add(tr("Applied again, another schema"), migration.redoDiff, tr("after the first up"),
        tr("after the second up"));
}

void EvidencePane::addLostRows(const MigrationReport &migration)
{
    if (migration.lost.empty())
        return;
    m_layout->addSpacing(10);
    const Way way = wayOf(migration);
    m_layout->addWidget(sectionLabel(m_theme, way == Way::CodeOnly
                                                  ? tr("What the up took, and nothing brings back")
                                                  : tr("Lost in the rollback")));
    for (size_t i = 0; i < std::min(kTables, migration.lost.size()); ++i) {
        const TableDataDifference &difference = migration.lost[i];
        QString said = difference.table + u": "_s + dataSummary(difference);
        if (difference.fromTraffic)
            said += tr(", written by the traffic");
        m_layout->addWidget(textLabel(said));
        if (difference.samples.empty())
            continue;
        auto *table = new QTableView;
        table->setObjectName(u"evidenceLost"_s);
        table->setAccessibleName(tr("Rows lost in %1").arg(difference.table));
        auto *model = new LostRowsModel(difference, table);
        if (way != Way::Down)
            model->setMoments(way == Way::CodeOnly ? tr("before the up") : tr("before the restore"),
                              way == Way::CodeOnly ? tr("as it stays") : tr("after"));
        auto *delegate = new LostCellDelegate(m_theme, table);
        table->setModel(model);
        table->setItemDelegate(delegate);
        table->setFrameShape(QFrame::Box);
        table->setProperty("kind", u"boxed"_s);
        table->setShowGrid(false);
        table->verticalHeader()->hide();
        table->verticalHeader()->setDefaultSectionSize(26);
        table->verticalHeader()->setMinimumSectionSize(26);
        table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
        table->horizontalHeader()->setHighlightSections(false);
        table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
        table->horizontalHeader()->setFixedHeight(30);
        table->setSelectionBehavior(QAbstractItemView::SelectRows);
        table->setTabKeyNavigation(false);
        table->setFixedHeight(heightOf(*model, *delegate, 8) + 34);
        m_layout->addWidget(table);
    }
    if (migration.lost.size() > kTables) {
        m_layout->addWidget(textLabel(
            tr("and %n more tables", nullptr, static_cast<int>(migration.lost.size() - kTables))));
    }
}

void EvidencePane::addSentences(const MigrationReport &migration)
{
    addText(tr("What moved"), movementLines(migration.moved).join(u'\n'));
    addText(tr("Explained by clocks, random values or sequences"),
            (movementLines(migration.explained) + migration.sequenceChanges).join(u'\n'));
    if (migration.verifyPassed) {
        QString said =
            *migration.verifyPassed ? tr("It passes after the up.") : tr("It fails after the up.");
        if (migration.verifyPassedAfterDown)
            said += u' ' + (*migration.verifyPassedAfterDown
                                ? tr("It still passes after the down, so it proves nothing.")
                                : tr("It fails after the down, as it should."));
        addText(tr("Verify script"), said);
    }
    if (migration.history)
        addText(tr("History table"), migration.history->differences.join(u'\n'));
    addText(tr("Notes"), findingLines(migration.findings).join(u"\n\n"_s));
}

void EvidencePane::addStatements(const MigrationReport &migration)
{
    if (stepsOf(migration).empty())
        return;
    auto *list = new QListView;
    list->setObjectName(u"evidenceStatements"_s);
    list->setAccessibleName(tr("Statements, locks and time"));
    auto *model = new StatementsModel(list);
    auto *delegate = new StatementDelegate(m_theme, list);
    model->setMigration(migration);
    list->setModel(model);
    list->setItemDelegate(delegate);
    list->setFrameShape(QFrame::Box);
    list->setProperty("kind", u"boxed"_s);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setFixedHeight(heightOf(*model, *delegate, kStatements) + 10);
    addSection(tr("Locks and time"), list);
}

void EvidencePane::addActions(const RehearsalRow &row)
{
    // A way back is of all migrations together, and has no script of its own.
    if (row.report && wayOf(*row.report) != Way::Down)
        return;
    auto *bar = new QWidget;
    auto *layout = new FlowLayout(bar, 8);
    QPushButton *again =
        plainButton(row.report ? tr("Rehearse this one again") : tr("Rehearse this one"));
    again->setObjectName(u"rerun"_s);
    again->setEnabled(!m_controller.isRunning());
    connect(again, &QPushButton::clicked, this, [this, id = row.id] { Q_EMIT rerunWanted(id); });
    connect(&m_controller, &RehearsalController::stateChanged, again,
            [this, again] { again->setEnabled(!m_controller.isRunning()); });
    layout->addWidget(again);
    QPushButton *open = plainButton(tr("Open scripts"));
    open->setObjectName(u"openScripts"_s);
    open->setToolTip(tr("In the timeline, at the line where it stopped"));
    const SourceLocation where = stopOf(row);
    connect(open, &QPushButton::clicked, this,
            [this, id = row.id, where] { Q_EMIT scriptsWanted(id, where.file, where.line); });
    layout->addWidget(open);
    const QString path = m_controller.pathOf(row.file);
    if (!path.isEmpty()) {
        QPushButton *reveal = plainButton(tr("Show in the file manager"));
        reveal->setObjectName(u"revealScripts"_s);
        connect(reveal, &QPushButton::clicked, this, [path] { showInFileManager({path}); });
        layout->addWidget(reveal);
    }
    m_layout->addSpacing(12);
    m_layout->addWidget(bar);
}

} // namespace tidemark
