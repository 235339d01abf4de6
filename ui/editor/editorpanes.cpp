// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorpanes.h"

#include "editor/findingsmodel.h"
#include "widgets/codeeditor.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/sqllanguage.h"
#include "workbench/scriptsections.h"

#include <QEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTextBlock>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseMs = 150;

/// The highlighter's definition for a file: the engine's own words for SQL.
QString languageOf(const QString &path, Engine engine)
{
    const QString name = QFileInfo(path).fileName();
    if (!name.endsWith(u".sql"_s, Qt::CaseInsensitive))
        return name;
    return sqlLanguageOf(engine);
}

} // namespace

EditorPanes::EditorPanes(Theme &theme, SyntaxRepository &syntax, EditedMigration &migration,
                         MigrationLinter &linter, Engine engine, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_syntax(syntax)
    , m_migration(migration)
    , m_linter(linter)
    , m_engine(engine)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->addWidget(m_splitter);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    m_pause.setSingleShot(true);
    m_pause.setInterval(pauseMs);
    connect(&m_pause, &QTimer::timeout, this, &EditorPanes::handOver);
    connect(&migration, &EditedMigration::stateChanged, this, &EditorPanes::follow);
    connect(&migration, &EditedMigration::textsWanted, this, &EditorPanes::handOver);
    connect(&migration, &EditedMigration::textReplaced, this, [this](ScriptSide side) {
        CodeEditor *changed = editor(side);
        if (!changed)
            return;
        m_panes[side].pending = false;
        m_taking = true;
        changed->changeTextTo(m_migration.text(side));
        m_taking = false;
        fitFirstLines();
    });
    connect(&linter, &MigrationLinter::changed, this, &EditorPanes::showRemarks);
    follow();
}

EditorPanes::~EditorPanes()
{
    handOver();
}

void EditorPanes::follow()
{
    // It is read anew, in other parts: what stands here is no part of it any more.
    if (m_migration.state() == EditedMigration::State::Loading)
        drop();
    if (m_migration.state() == EditedMigration::State::Ready && m_panes.empty())
        build();
    for (auto &[side, pane] : m_panes) {
        const OpenedSide *part = m_migration.texts().find(side);
        if (!part)
            continue;
        const OpenedFile &file = m_migration.texts().files[size_t(part->file)];
        const QString form = file.script.form.toString();
        pane.file->setFullText(!file.exists       ? tr("%1 (new)").arg(file.shown)
                               : form == u"UTF-8" ? file.shown
                                                  : file.shown + u"  ·  "_s + form);
        if (!pane.editor->isLoading() && pane.editor->isReadOnly() != m_migration.isReadOnly())
            pane.editor->setReadOnly(m_migration.isReadOnly());
    }
}

void EditorPanes::drop()
{
    m_pause.stop();
    for (const auto &[side, pane] : std::exchange(m_panes, {})) {
        pane.editor->disconnect(this);
        pane.editor->document()->disconnect(this);
    }
    m_rightTabs = nullptr;
    while (m_splitter->count() > 0)
        delete m_splitter->widget(0);
}

void EditorPanes::build()
{
    QWidget *verify = nullptr;
    QWidget *down = nullptr;
    for (const ScriptSide side : {ScriptSide::Up, ScriptSide::Down, ScriptSide::Verify}) {
        if (!m_migration.has(side))
            continue;
        QWidget *pane = makePane(side);
        if (side == ScriptSide::Up)
            m_splitter->addWidget(pane);
        else
            (side == ScriptSide::Down ? down : verify) = pane;
    }
    if (down || verify)
        m_splitter->addWidget(down && verify ? makeRight(down, verify) : down ? down : verify);
    m_splitter->setSizes({1000, 1000});
    fitFirstLines();
    Q_EMIT built();
    Q_EMIT currentEditorChanged();
}

QWidget *EditorPanes::makeRight(QWidget *down, QWidget *verify)
{
    auto *right = new QWidget(this);
    auto *layout = new QVBoxLayout(right);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_rightTabs = new QTabBar(right);
    m_rightTabs->setObjectName(u"rightTabs"_s);
    m_rightTabs->setDrawBase(false);
    m_rightTabs->addTab(tr("down"));
    m_rightTabs->addTab(tr("verify"));
    auto *stack = new QStackedWidget(right);
    stack->addWidget(down);
    stack->addWidget(verify);
    connect(m_rightTabs, &QTabBar::currentChanged, stack, &QStackedWidget::setCurrentIndex);
    layout->addWidget(m_rightTabs);
    layout->addWidget(stack, 1);
    return right;
}

QWidget *EditorPanes::makePane(ScriptSide side)
{
    auto *pane = new QWidget(this);
    auto *layout = new QVBoxLayout(pane);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *head = new QWidget(pane);
    head->setProperty("kind", u"surface"_s);
    head->setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(head);
    row->setContentsMargins(16, 10, 12, 4);
    row->setSpacing(10);
    Pane made;
    made.file = new ElidedLabel(head);
    made.file->setProperty("kind", u"muted"_s);
    made.place = new QLabel(head);
    made.place->setProperty("kind", u"faint"_s);
    const QString names[] = {tr("up"), tr("down"), tr("verify")};
    row->addWidget(sectionLabel(m_theme, names[int(side)], head));
    row->addWidget(made.file, 1);
    row->addWidget(made.place);
    made.editor = new CodeEditor(m_theme, m_syntax, pane);
    made.editor->setObjectName(u"editor-"_s + scriptSideName(side));
    made.editor->setAccessibleName(names[int(side)]);
    made.editor->installEventFilter(this);
    if (side == ScriptSide::Down)
        made.editor->setPlaceholderText(
            tr("There is no down yet. Write it, or draft it from what the up does."));
    layout->addWidget(head);
    layout->addWidget(made.editor, 1);
    const OpenedSide *part = m_migration.texts().find(side);
    const QString &path = m_migration.texts().files[size_t(part->file)].path;
    made.editor->setLineComment(lineCommentOf(path));
    m_panes[side] = made;
    made.editor->setReadOnly(m_migration.isReadOnly());
    connect(made.editor, &CodeEditor::loaded, this, [this] {
        follow();
        showRemarks();
    });
    made.editor->loadText(part->text, languageOf(path, m_engine));
    // Unlike contentsChanged() it is not sent when something is highlighted.
    connect(made.editor->document(), &QTextDocument::contentsChange, this, [this, side] {
        typed(side);
        moveFindings(side);
    });
    connect(made.editor, &QPlainTextEdit::cursorPositionChanged, this, [this, side] {
        showPlace(side);
        Q_EMIT cursorMoved();
    });
    showPlace(side);
    return pane;
}

CodeEditor *EditorPanes::editor(ScriptSide side) const
{
    const auto found = m_panes.find(side);
    return found == m_panes.end() ? nullptr : found->second.editor;
}

CodeEditor *EditorPanes::currentEditor() const
{
    return editor(m_current);
}

void EditorPanes::goTo(ScriptSide side, int line, int column)
{
    CodeEditor *wanted = editor(side);
    if (!wanted)
        return;
    if (m_rightTabs && side != ScriptSide::Up)
        m_rightTabs->setCurrentIndex(side == ScriptSide::Down ? 0 : 1);
    wanted->goTo(line, column);
    wanted->setFocus();
}

void EditorPanes::focusOther()
{
    CodeEditor *other = editor(m_current == ScriptSide::Up ? ScriptSide::Down : ScriptSide::Up);
    if (other)
        other->setFocus();
}

bool EditorPanes::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::FocusIn) {
        for (const auto &[side, pane] : m_panes) {
            if (pane.editor != watched || m_current == side)
                continue;
            m_current = side;
            Q_EMIT currentEditorChanged();
        }
    }
    return QWidget::eventFilter(watched, event);
}

// ---- Between the editors and the migration

void EditorPanes::typed(ScriptSide side)
{
    Pane &pane = m_panes[side];
    if (m_taking || pane.editor->isLoading())
        return;
    pane.pending = true;
    m_migration.touch();
    // What is being found out is about lines that are elsewhere now.
    m_linter.schedule();
    m_pause.start();
}

/// Nobody is led to a wrong line until it was looked at anew.
void EditorPanes::moveFindings(ScriptSide side)
{
    const CodeEditor *changed = editor(side);
    if (changed && !changed->isLoading())
        m_linter.movePlaces(side, changed->remarkPlaces());
}

void EditorPanes::handOver()
{
    m_pause.stop();
    for (auto &[side, pane] : m_panes) {
        if (std::exchange(pane.pending, false))
            m_migration.setText(side, pane.editor->fullText());
    }
    fitFirstLines();
}

/// Lines have the numbers that they have in the file.
void EditorPanes::fitFirstLines()
{
    if (m_migration.state() != EditedMigration::State::Ready)
        return;
    for (const OpenedFile &file : m_migration.texts().files) {
        int line = 1;
        for (const ScriptSide side : file.sides) {
            const CodeEditor *part = editor(side);
            if (!part)
                continue;
            editor(side)->setFirstLine(line);
            line += std::max(0, part->document()->blockCount() - 1);
        }
    }
}

void EditorPanes::showRemarks()
{
    for (const auto &[side, pane] : m_panes) {
        std::vector<CodeEditor::Remark> remarks;
        for (const EditedFinding &each : m_linter.findings()) {
            if (each.side == side)
                remarks.push_back(
                    {each.line, each.column, each.finding.message, colourOf(each.finding.level)});
        }
        pane.editor->setRemarks(remarks);
    }
}

void EditorPanes::showPlace(ScriptSide side)
{
    const Pane &pane = m_panes[side];
    const QTextCursor cursor = pane.editor->textCursor();
    pane.place->setText(u"%1:%2"_s.arg(cursor.blockNumber() + pane.editor->firstLine())
                            .arg(cursor.positionInBlock() + 1));
}

} // namespace tidemark
