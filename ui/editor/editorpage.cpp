// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorpage.h"

#include "editor/completionpopup.h"
#include "editor/draftpane.h"
#include "editor/editorpanes.h"
#include "editor/findbar.h"
#include "editor/findingspane.h"
#include "editor/newmigrationpanel.h"
#include "editor/noticebar.h"
#include "editor/templatewords.h"
#include "editor/trypane.h"
#include "widgets/chip.h"
#include "widgets/codeeditor.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"

#include <QApplication>
#include <QEvent>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

namespace tidemark {

using namespace Qt::StringLiterals;

EditorPage::EditorPage(EditorController &controller, Theme &theme, SyntaxRepository &syntax,
                       QWidget *parent)
    : Page(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_syntax(syntax)
{
    m_newPanel = new NewMigrationPanel(controller.maker(), theme, syntax, this);
    m_recovered = new NoticeBar(theme, u"clock"_s, this);
    m_recovered->setObjectName(u"recoveredNotice"_s);
    m_notKept = new NoticeBar(theme, u"warning"_s, this);
    m_notKept->setObjectName(u"notKeptNotice"_s);
    m_body = new QStackedWidget(this);
    m_empty = new EmptyState(theme, m_body);
    m_empty->setContents(u"author"_s, tr("Nothing is open"),
                         tr("Choose “Edit” on a migration in the timeline, or begin a new one. "
                            "Lint reads along, the down can be drafted, and both can be tried "
                            "before anything is saved."));
    QPushButton *begin = m_empty->addAction(tr("New migration"));
    begin->setObjectName(u"emptyNew"_s);
    QPushButton *newest = m_empty->addAction(tr("Open the newest"));
    newest->setObjectName(u"emptyNewest"_s);
    connect(begin, &QPushButton::clicked, this, [this] { openNew(); });
    connect(newest, &QPushButton::clicked, this,
            [this] { m_controller.open(m_controller.newestId()); });
    m_work = new QWidget(m_body);
    auto *work = new QVBoxLayout(m_work);
    work->setContentsMargins(0, 0, 0, 0);
    work->setSpacing(0);
    work->addWidget(makeHead());
    work->addWidget(horizontalLine(m_work));
    m_outside = new NoticeBar(theme, u"warning"_s, m_work);
    m_outside->setObjectName(u"outsideNotice"_s);
    m_readOnly = new NoticeBar(theme, u"lock"_s, m_work);
    m_readOnly->setObjectName(u"readOnlyNotice"_s);
    m_asked = new NoticeBar(theme, u"warning"_s, m_work);
    m_asked->setObjectName(u"closeNotice"_s);
    for (NoticeBar *notice : {m_outside, m_readOnly, m_asked})
        work->addWidget(notice);
    m_errorBand = new QWidget(m_work);
    auto *band = new QVBoxLayout(m_errorBand);
    band->setContentsMargins(16, 8, 16, 8);
    m_error = new ErrorPanel(theme, m_errorBand);
    m_error->setObjectName(u"editorError"_s);
    QPushButton *utf8 = m_error->addAction(tr("Turn it into UTF-8 and save"));
    utf8->setObjectName(u"useUtf8"_s);
    connect(utf8, &QPushButton::clicked, this, [this] {
        m_shown->useUtf8();
        save();
    });
    band->addWidget(m_error);
    work->addWidget(m_errorBand);
    m_find = new FindBar(theme, m_work);
    work->addWidget(m_find);
    m_splitter = new QSplitter(Qt::Vertical, m_work);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_texts = new QStackedWidget(m_splitter);
    m_splitter->addWidget(m_texts);
    m_splitter->addWidget(makeBelow());
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 1);
    m_splitter->setSizes({560, 220});
    work->addWidget(m_splitter, 1);
    m_body->addWidget(m_empty);
    m_body->addWidget(m_work);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_newPanel);
    layout->addWidget(m_recovered);
    layout->addWidget(m_notKept);
    layout->addWidget(m_body, 1);
    m_completion = new CompletionPopup(theme, this);
    makeShortcuts();
    connectAll();
    followDocuments();
    followRecoverable();
}

/// The panes hand over what was typed, and all that listens must still be there.
EditorPage::~EditorPage()
{
    m_controller.disconnect(this);
    for (const auto &[migration, panes] : std::exchange(m_panes, {}))
        delete panes;
}

void EditorPage::connectAll()
{
    connect(&m_controller, &EditorController::documentsChanged, this, &EditorPage::followDocuments);
    connect(&m_controller, &EditorController::recoverableChanged, this,
            &EditorPage::followRecoverable);
    connect(m_new, &QPushButton::clicked, this, [this] { openNew(); });
    connect(m_save, &QPushButton::clicked, this, [this] { save(); });
    connect(m_draft, &QPushButton::clicked, this, [this] { draft(); });
    connect(m_tryIt, &QPushButton::clicked, this, [this] { tryIt(); });
    connect(m_tryPane, &TryPane::placeWanted, this, &EditorPage::goTo);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        const auto documents = m_controller.documents();
        if (index >= 0 && size_t(index) < documents.size())
            m_controller.show(documents[size_t(index)]);
    });
    connect(m_findings, &FindingsPane::wanted, this, [this](ScriptSide side, int line, int column) {
        if (EditorPanes *shown = panes())
            shown->goTo(side, line, column);
    });
    connect(&m_theme, &Theme::changed, this, [this] { m_title->setFont(m_theme.titleFont()); });
}

// ---- What is shown

EditorPanes *EditorPage::panes() const
{
    const auto found = m_panes.find(m_shown);
    return found == m_panes.end() ? nullptr : found->second;
}

EditorPanes *EditorPage::panesOf(EditedMigration *migration)
{
    EditorPanes *&made = m_panes[migration];
    if (made)
        return made;
    const auto place = m_controller.place();
    made = new EditorPanes(m_theme, m_syntax, *migration, *m_controller.linterOf(migration),
                           place ? place->engine : Engine::PostgreSql, m_texts);
    m_texts->addWidget(made);
    connect(made, &EditorPanes::built, this,
            [this, made, migration] { attachCompletion(made, migration); });
    attachCompletion(made, migration);
    connect(made, &EditorPanes::currentEditorChanged, this, [this, migration] {
        if (migration != m_shown || !panes())
            return;
        if (m_find->isVisible())
            m_find->setEditor(panes()->currentEditor());
        // They have just been made: this is where work begins.
        const QWidget *focus = QApplication::focusWidget();
        if (isVisible() && (!focus || !panes()->isAncestorOf(focus)) && !m_find->isVisible())
            activated();
    });
    connect(migration, &EditedMigration::stateChanged, this, [this, migration] {
        followTabs();
        followRecoverable();
        if (migration == m_shown)
            followState();
    });
    connect(migration, &EditedMigration::saved, this, [this, migration] {
        if (migration == m_closing && m_closeSaved && !migration->isDirty())
            m_controller.close(migration);
    });
    // Who goes on typing does not want it closed.
    connect(migration, &EditedMigration::edited, this, [this, migration] {
        if (migration == m_closing && !migration->isSaving())
            askAboutClosing(nullptr);
    });
    connect(m_controller.linterOf(migration), &MigrationLinter::changed, this,
            &EditorPage::followFindings);
    connect(m_controller.draftingOf(migration), &DownDrafting::changed, this,
            &EditorPage::followState);
    connect(m_controller.tryOf(migration), &MigrationTry::changed, this, &EditorPage::followState);
    return made;
}

void EditorPage::attachCompletion(EditorPanes *panes, EditedMigration *migration)
{
    for (const ScriptSide side : {ScriptSide::Up, ScriptSide::Down, ScriptSide::Verify}) {
        CodeEditor *editor = panes->editor(side);
        const OpenedSide *part = migration->texts().find(side);
        if (!editor || !part)
            continue;
        const QString &path = migration->texts().files[size_t(part->file)].path;
        if (path.endsWith(u".sql"_s, Qt::CaseInsensitive))
            m_completion->attach(editor, side, m_controller.completerOf(migration));
    }
}

void EditorPage::followDocuments()
{
    const auto documents = m_controller.documents();
    std::erase_if(m_panes, [&](const auto &each) {
        if (std::ranges::find(documents, each.first) != documents.end())
            return false;
        // Its editors hold nothing that is still wanted, and know a migration that is gone.
        m_texts->removeWidget(each.second);
        delete each.second;
        return true;
    });
    if (m_closing && std::ranges::find(documents, m_closing) == documents.end())
        askAboutClosing(nullptr);
    for (EditedMigration *each : documents)
        panesOf(each);
    followTabs();
    showDocument();
}

void EditorPage::followTabs()
{
    const auto documents = m_controller.documents();
    const QSignalBlocker quiet(m_tabs);
    while (m_tabs->count() > int(documents.size()))
        m_tabs->removeTab(m_tabs->count() - 1);
    while (m_tabs->count() < int(documents.size()))
        m_tabs->addTab({});
    for (size_t i = 0; i < documents.size(); ++i) {
        const QString text =
            documents[i]->isDirty() ? documents[i]->id() + u" •"_s : documents[i]->id();
        // A single ampersand is a shortcut's mark in a tab.
        m_tabs->setTabText(int(i), literalText(text));
        if (documents[i] == m_controller.current())
            m_tabs->setCurrentIndex(int(i));
    }
    m_tabs->setVisible(documents.size() > 1);
}

void EditorPage::showDocument()
{
    EditedMigration *current = m_controller.current();
    m_body->setCurrentWidget(current ? m_work : static_cast<QWidget *>(m_empty));
    if (current == m_shown && (!current || panes())) {
        followState();
        return;
    }
    m_shown = current;
    m_findings->setLinter(m_controller.linterOf(current), current);
    m_draftPane->setDrafting(m_controller.draftingOf(current));
    m_tryPane->setTry(m_controller.tryOf(current));
    if (!current) {
        m_find->setEditor(nullptr);
        return;
    }
    m_texts->setCurrentWidget(panes());
    if (m_find->isVisible())
        m_find->setEditor(panes()->currentEditor());
    const DownDrafting *drafting = m_controller.draftingOf(current);
    showBelow(drafting->proposal() || drafting->isRunning() ? Draft : Findings);
    followState();
    followFindings();
    if (isVisible())
        activated();
}

void EditorPage::followState()
{
    if (!m_shown)
        return;
    m_title->setFullText(m_shown->id());
    const bool ready = m_shown->state() == EditedMigration::State::Ready;
    const QString readOnly = ready ? m_shown->readOnlyReason() : QString();
    Chip chip;
    if (!readOnly.isEmpty())
        chip = {tr("read-only"), Tone::Neutral};
    else if (m_shown->isSaving())
        chip = {tr("saving…"), Tone::Neutral};
    else if (m_shown->isDirty())
        chip = {tr("unsaved"), Tone::Caution};
    m_chip->setChip(chip);
    m_chip->setVisible(!chip.text.isEmpty());
    m_save->setEnabled(m_shown->isDirty() && m_shown->canSave());
    DownDrafting *drafting = m_controller.draftingOf(m_shown);
    const QString whyNot = drafting ? drafting->whyNot() : QString();
    m_draft->setEnabled(whyNot.isEmpty() && drafting && !drafting->isRunning());
    m_draft->setToolTip(whyNot.isEmpty() ? tr("Make the way back from what the up does "
                                              "(Ctrl+Shift+D)")
                                         : whyNot);
    const MigrationTry *trying = m_controller.tryOf(m_shown);
    const QString whyNotTry = trying ? trying->whyNot() : QString();
    m_tryIt->setEnabled(trying && whyNotTry.isEmpty() && !trying->isRunning());
    m_tryIt->setToolTip(whyNotTry.isEmpty() ? tr("Up, down and up again on a throw-away database "
                                                 "(Ctrl+Enter)")
                                            : whyNotTry);
    const auto error = m_shown->error();
    m_errorBand->setVisible(error.has_value());
    if (error) {
        m_error->setError(*error);
        const bool encoding = error->kind == ErrorKind::Input;
        m_error->findChild<QPushButton *>(u"useUtf8"_s)->setVisible(encoding);
    }
    showNotices(m_shown);
}

void EditorPage::followFindings()
{
    const int count = m_findings->count();
    m_belowTabs->setTabText(Findings, count > 0 ? tr("Findings  %L1").arg(count) : tr("Findings"));
}

// ---- What is done

void EditorPage::showBelow(Below below)
{
    m_belowTabs->setCurrentIndex(below);
    m_below->setCurrentIndex(below);
}

void EditorPage::save()
{
    if (m_shown)
        m_shown->save();
}

void EditorPage::draft()
{
    DownDrafting *drafting = m_shown ? m_controller.draftingOf(m_shown) : nullptr;
    if (!drafting || !drafting->whyNot().isEmpty())
        return;
    showBelow(Draft);
    makeRoomBelow();
    drafting->start();
}

void EditorPage::tryIt()
{
    MigrationTry *trying = m_shown ? m_controller.tryOf(m_shown) : nullptr;
    if (!trying || !trying->whyNot().isEmpty())
        return;
    showBelow(Try);
    makeRoomBelow();
    trying->start();
}

/// What is read there is more than a few lines.
void EditorPage::makeRoomBelow()
{
    const QList<int> sizes = m_splitter->sizes();
    const int all = sizes.value(0) + sizes.value(1);
    const int wanted = std::min(320, all / 2);
    if (sizes.value(1) < wanted)
        m_splitter->setSizes({all - wanted, wanted});
}

void EditorPage::goTo(const SourceLocation &where)
{
    EditorPanes *shown = panes();
    if (!shown)
        return;
    for (auto side = m_shown->texts().sides.rbegin(); side != m_shown->texts().sides.rend();
         ++side) {
        const OpenedFile &file = m_shown->texts().files[size_t(side->file)];
        const bool here = where.file == file.shown || where.file == file.path;
        if (!here || where.line < side->firstLine)
            continue;
        shown->goTo(side->side, where.line - side->firstLine + 1, where.column);
        return;
    }
}

void EditorPage::closeTab(int index)
{
    const auto documents = m_controller.documents();
    if (index < 0 || size_t(index) >= documents.size())
        return;
    EditedMigration *migration = documents[size_t(index)];
    Q_EMIT migration->textsWanted();
    if (!migration->isDirty()) {
        m_controller.close(migration);
        return;
    }
    askAboutClosing(migration);
    m_controller.show(migration);
    followState();
}

void EditorPage::askAboutClosing(EditedMigration *migration)
{
    m_closing = migration;
    m_closeSaved = false;
    m_asked->setVisible(m_asked->isVisibleTo(this) && migration);
}

void EditorPage::openNew(const QString &name, const QString &templateId)
{
    m_newPanel->open(name, templateId);
}

std::vector<PaletteItem> EditorPage::paletteItems()
{
    std::vector<PaletteItem> items;
    items.push_back({tr("New migration"), tr("action"), u"plus"_s,
                     QKeySequence(QKeySequence::New).toString(QKeySequence::NativeText), [this] {
                         Q_EMIT pageWanted(name(), {{u"new"_s, QString()}});
                     }});
    for (const MigrationTemplate *each : m_controller.maker().templates()) {
        if (each->parameters.empty())
            continue;
        items.push_back(
            {tr("New migration: %1").arg(templateWords(each->title)),
             templateWords(each->summary),
             u"plus"_s,
             {},
             [this, id = each->id] {
                 Q_EMIT pageWanted(name(), {{u"new"_s, QString()}, {u"template"_s, id}});
             }});
    }
    if (m_shown)
        items.push_back(
            {tr("Draft the down of %1").arg(m_shown->id()), tr("action"), u"undo"_s, {}, [this] {
                 Q_EMIT pageWanted(name(), {});
                 draft();
             }});
    return items;
}

void EditorPage::activated()
{
    if (m_newPanel->isVisible())
        return;
    if (EditorPanes *shown = panes()) {
        if (CodeEditor *editor = shown->currentEditor())
            editor->setFocus();
        m_shown->checkFiles();
    }
}

bool EditorPage::event(QEvent *event)
{
    // Who comes back from another program may have changed a file there.
    if (event->type() == QEvent::WindowActivate && m_shown)
        m_shown->checkFiles();
    return Page::event(event);
}

QVariantMap EditorPage::saveState() const
{
    QStringList open;
    for (const EditedMigration *each : m_controller.documents())
        open += each->id();
    return {{u"splitter"_s, m_splitter->saveState()},
            {u"open"_s, open},
            {u"current"_s, m_shown ? m_shown->id() : QString()}};
}

void EditorPage::restoreState(const QVariantMap &state)
{
    m_splitter->restoreState(state.value(u"splitter"_s).toByteArray());
}

void EditorPage::take(const QVariantMap &arguments)
{
    const QString id = arguments.value(u"open"_s).toString();
    if (!id.isEmpty())
        m_controller.open(id);
    if (arguments.contains(u"new"_s))
        openNew(arguments.value(u"new"_s).toString(), arguments.value(u"template"_s).toString());
}

} // namespace tidemark
