// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/scriptpane.h"

#include "compare/migrationbar.h"
#include "rehearsal/reports/wording.h"
#include "widgets/chip.h"
#include "widgets/codeview.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/flowlayout.h"
#include "widgets/sqllanguage.h"

#include <QClipboard>
#include <QFileDialog>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QTabBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

enum Way { UpWay, DownWay };

Tone toneOf(Hazard hazard)
{
    switch (hazard) {
    case Hazard::DeletesData:
        return Tone::Bad;
    case Hazard::RewritesTable:
    case Hazard::BlocksReads:
    case Hazard::BlocksWrites:
    case Hazard::MayFail:
    case Hazard::ChangesAccess:
    case Hazard::SlowsQueries:
        return Tone::Caution;
    case Hazard::BuildsIndex:
    case Hazard::NeedsPrivilege:
        break;
    }
    return Tone::Neutral;
}

QString wordsFor(const HazardCount &count)
{
    switch (count.hazard) {
    case Hazard::DeletesData:
        return ScriptPane::tr("deletes data");
    case Hazard::RewritesTable:
        return count.objects == 1 ? ScriptPane::tr("rewrites 1 table")
                                  : ScriptPane::tr("rewrites %1 tables").arg(count.objects);
    case Hazard::BlocksReads:
        return ScriptPane::tr("blocks reads");
    case Hazard::BlocksWrites:
        return ScriptPane::tr("blocks writes");
    case Hazard::BuildsIndex:
        return count.objects == 1 ? ScriptPane::tr("builds 1 index")
                                  : ScriptPane::tr("builds %1 indexes").arg(count.objects);
    case Hazard::NeedsPrivilege:
        return ScriptPane::tr("needs a privilege");
    case Hazard::MayFail:
        return ScriptPane::tr("may fail");
    case Hazard::ChangesAccess:
        return ScriptPane::tr("changes access");
    case Hazard::SlowsQueries:
        break;
    }
    return ScriptPane::tr("may slow queries");
}

} // namespace

ScriptPane::ScriptPane(CompareScript &script, Theme &theme, SyntaxRepository &syntax,
                       QWidget *parent)
    : QWidget(parent)
    , m_script(script)
    , m_theme(theme)
    , m_migration(new MigrationBar(script, theme, this))
    , m_code(new CodeView(theme, syntax, this))
{
    setObjectName(u"compareScript"_s);
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    m_note = new ElidedLabel(this);
    m_note->setObjectName(u"compareScriptNote"_s);
    setStyleProperty(m_note, "kind", u"muted"_s);
    m_note->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_note->setContentsMargins(16, 0, 16, 6);
    column->addWidget(m_note);
    column->addWidget(m_migration);
    connect(m_migration, &MigrationBar::timelineWanted, this, &ScriptPane::timelineWanted);
    connect(m_migration, &MigrationBar::editorWanted, this, &ScriptPane::editorWanted);
    m_code->setObjectName(u"compareScriptText"_s);
    column->addWidget(m_code, 1);
    for (const auto signal : {&CompareScript::changed, &CompareScript::filesChanged})
        connect(&script, signal, this, &ScriptPane::refresh);
    connect(m_ways, &QTabBar::currentChanged, this, &ScriptPane::refresh);
    for (const auto signal : {&CompareScript::proofChanged, &CompareScript::changed})
        connect(&script, signal, this, &ScriptPane::refreshProof);
    refreshProof();
    refresh();
}

QWidget *ScriptPane::makeHead()
{
    auto *head = new QWidget(this);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(6, 4, 10, 4);
    row->setSpacing(8);
    m_ways = new QTabBar(head);
    m_ways->setObjectName(u"compareWays"_s);
    m_ways->setAccessibleName(tr("Direction of the script"));
    m_ways->setDrawBase(false);
    m_ways->setExpanding(false);
    m_ways->addTab(tr("up"));
    m_ways->addTab(tr("down"));
    row->addWidget(m_ways);
    // In lines below each other where the window is narrow.
    m_chipRow = new QWidget(head);
    auto *chips = new FlowLayout(m_chipRow, 8);
    m_proof = new ChipLabel(m_theme, m_chipRow);
    m_proof->setObjectName(u"compareProof"_s);
    chips->addWidget(m_proof);
    row->addWidget(m_chipRow, 1, Qt::AlignVCenter);
    m_prove = plainButton(tr("Prove it"), head);
    m_prove->setObjectName(u"compareProve"_s);
    connect(m_prove, &QPushButton::clicked, &m_script, &CompareScript::prove);
    row->addWidget(m_prove);
    m_copy = iconButton(m_theme, u"copy"_s, tr("Copy the script"), head);
    m_copy->setObjectName(u"compareCopy"_s);
    connect(m_copy, &QToolButton::clicked, this, &ScriptPane::copy);
    row->addWidget(m_copy);
    m_save = iconButton(m_theme, u"export"_s, tr("Save the script"), head);
    m_save->setObjectName(u"compareSave"_s);
    connect(m_save, &QToolButton::clicked, this, &ScriptPane::chooseFile);
    row->addWidget(m_save);
    m_more = iconButton(m_theme, u"more"_s, tr("How the script is written"), head);
    m_more->setObjectName(u"compareMore"_s);
    auto *menu = new QMenu(m_more);
    connect(menu, &QMenu::aboutToShow, this, [this, menu] {
        menu->clear();
        fillMore(*menu);
    });
    m_more->setMenu(menu);
    m_more->setPopupMode(QToolButton::InstantPopup);
    row->addWidget(m_more);
    return head;
}

QList<QWidget *> ScriptPane::inTabOrder() const
{
    return QList<QWidget *>{m_ways, m_prove, m_copy, m_save, m_more} + m_migration->inTabOrder() +
           QList<QWidget *>{m_code};
}

const DraftedWay *ScriptPane::way() const
{
    if (!m_script.scripts())
        return nullptr;
    return showsUp() ? &m_script.scripts()->up : &m_script.scripts()->down;
}

bool ScriptPane::showsUp() const
{
    return m_ways->currentIndex() == UpWay;
}

void ScriptPane::showUp(bool up)
{
    m_ways->setCurrentIndex(up ? UpWay : DownWay);
}

void ScriptPane::refresh()
{
    const DraftedWay *shown = way();
    m_copy->setEnabled(shown && !shown->text.isEmpty() && !m_script.isBeingWritten());
    m_save->setEnabled(m_copy->isEnabled() && !m_script.isSaving());
    m_code->setAccessibleName(showsUp() ? tr("Script up") : tr("Script down"));
    if (shown && m_script.scripts() == m_shown && m_shownUp == showsUp())
        return;
    m_shown = m_script.scripts();
    m_shownUp = showsUp();
    if (!shown) {
        m_gaps.clear();
        say(m_script.isBeingWritten() ? tr("being written…") : QString());
        m_code->setScript({}, u"SQL"_s);
        refreshChips();
        return;
    }
    m_code->setPlaceholderText(tr("Nothing to do: no object is chosen."));
    m_code->setScript(shown->text, sqlLanguageOf(shown->draft.engine));
    refreshChips();
}

void ScriptPane::refreshChips()
{
    for (const auto &[hazard, chip] : m_chips)
        chip->deleteLater();
    m_chips.clear();
    const DraftedWay *shown = way();
    if (!shown)
        return;
    for (const HazardCount &count : shown->hazards) {
        auto *chip = new ChipLabel(m_theme, m_chipRow);
        chip->setObjectName(u"compareHazard%1"_s.arg(int(count.hazard)));
        chip->setChip({wordsFor(count), toneOf(count.hazard)});
        chip->setToolTip(plainTip(count.notes.mid(0, 20).join(u'\n')));
        chip->setClickable(true);
        connect(chip, &ChipLabel::toggled, this,
                [this, hazard = count.hazard](bool on) { mark(hazard, on); });
        m_chipRow->layout()->addWidget(chip);
        setTabOrder(m_chips.empty() ? static_cast<QWidget *>(m_ways) : m_chips.back().second, chip);
        m_chips.emplace_back(count.hazard, chip);
    }
    // The proof is the last word.
    m_chipRow->layout()->removeWidget(m_proof);
    m_chipRow->layout()->addWidget(m_proof);
    const auto gaps = int(shown->draft.gaps.size());
    m_gaps = gaps == 0   ? QString()
             : gaps == 1 ? tr("1 difference stays: see the end of the script")
                         : tr("%1 differences stay: see the end of the script").arg(gaps);
    refreshProof();
}

void ScriptPane::refreshProof()
{
    using State = CompareScript::ProofState;
    const State state = m_script.proofState();
    const bool held = state == State::Done && m_script.proof().holds();
    const bool nothing = !m_script.scripts() || m_script.scripts()->up.draft.statements.empty();
    m_prove->setVisible(!nothing && !held && state != State::Running);
    m_prove->setEnabled(m_script.canProve());
    m_prove->setToolTip(m_script.isOfPart()
                            ? tr("Of a part there is nothing to prove: it does not lead to the "
                                 "other schema.")
                            : tr("Runs up and then down on a throw-away copy and compares what "
                                 "comes of it. Your databases are only read."));
    m_prove->setText(state == State::None ? tr("Prove it") : tr("Try again"));
    m_proof->setVisible(state != State::None);
    m_proof->setToolTip({});
    if (m_script.scripts())
        say(m_gaps);
    if (state == State::Running) {
        m_proof->setChip({tr("being proved…"), Tone::Neutral});
    } else if (state == State::Failed) {
        m_proof->setChip({tr("could not be proved"), Tone::Caution});
        say(m_script.proofError()->summary);
        m_proof->setToolTip(plainTip(m_script.proofError()->toString()));
    } else if (held) {
        m_proof->setChip({tr("proved on a scratch copy, both directions"), Tone::Good});
        m_proof->setToolTip(m_script.proof().on);
    } else if (state == State::Done) {
        showFailedStep();
    }
}

/// What kept the first of the two ways from arriving, in a line.
void ScriptPane::showFailedStep()
{
    const bool up = !m_script.proof().up.holds();
    const ProofStep &step = up ? m_script.proof().up : m_script.proof().down;
    m_proof->setChip(
        {up ? tr("up does not lead there") : tr("down does not lead back"), Tone::Bad});
    QStringList lines;
    if (step.error)
        lines += step.error->toString();
    for (const Difference &left : step.left.differences)
        lines += left.kind + u' ' + left.object + u": "_s + left.detail();
    m_proof->setToolTip(plainTip(lines.mid(0, 20).join(u'\n')));
    const DraftedWay *shown = way();
    if (step.error && shown && up == showsUp() && step.error->where.line > 0) {
        const int line = shown->lineOf(step.failedScript, step.error->where.line);
        m_code->setMarks({{line, step.error->where.column, step.error->summary}});
    }
    if (step.error)
        say(step.error->summary);
    else if (lines.size() > 1)
        say(tr("%1 and %2 more").arg(lines.first()).arg(lines.size() - 1));
    else
        say(lines.value(0));
}

void ScriptPane::say(const QString &note)
{
    m_note->setFullText(note);
    m_note->setVisible(!note.isEmpty());
}

/// One chip at a time marks its statements.
void ScriptPane::mark(Hazard hazard, bool on)
{
    std::vector<CodeView::Mark> marks;
    for (const auto &[other, chip] : m_chips) {
        if (other != hazard && on && chip->isChecked()) {
            const QSignalBlocker quiet(chip);
            chip->setChecked(false);
        }
    }
    const DraftedWay *shown = way();
    for (const HazardCount &count : shown ? shown->hazards : std::vector<HazardCount>()) {
        if (count.hazard != hazard || !on)
            continue;
        for (const int line : count.lines)
            marks.push_back({line, 0, {}, colourOf(toneOf(hazard))});
    }
    m_code->setMarks(marks);
}

void ScriptPane::fillMore(QMenu &menu)
{
    QAction *safer = menu.addAction(tr("Safer ways where there are such"));
    safer->setToolTip(tr("CONCURRENTLY, NOT VALID and VALIDATE, a CHECK before SET NOT NULL"));
    safer->setCheckable(true);
    safer->setChecked(m_script.saferWays());
    connect(safer, &QAction::toggled, &m_script, &CompareScript::setSaferWays);
    QAction *shortest = menu.addAction(tr("The shortest script"));
    shortest->setCheckable(true);
    shortest->setChecked(!m_script.saferWays());
    connect(shortest, &QAction::toggled, this, [this](bool on) { m_script.setSaferWays(!on); });
    menu.addSeparator();
    QAction *exact = menu.addAction(tr("Columns in the exact order"));
    exact->setObjectName(u"exactColumnOrder"_s);
    exact->setToolTip(tr("A table whose columns would come in another order is made anew, and its "
                         "rows are copied"));
    exact->setCheckable(true);
    exact->setChecked(m_script.columnOrder() == ColumnOrder::Exact);
    connect(exact, &QAction::toggled, this, [this](bool on) {
        m_script.setColumnOrder(on ? ColumnOrder::Exact : ColumnOrder::Keep);
    });
}

void ScriptPane::askForName()
{
    m_migration->open();
}

void ScriptPane::copy()
{
    if (const DraftedWay *shown = way())
        QGuiApplication::clipboard()->setText(shown->text);
}

void ScriptPane::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Save the script"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"sql"_s);
    dialog->setNameFilter(u"*.sql"_s);
    dialog->selectFile(showsUp() ? u"up.sql"_s : u"down.sql"_s);
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &path) { m_script.save(path, showsUp()); });
    dialog->open();
}

} // namespace tidemark
