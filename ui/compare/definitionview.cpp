// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/definitionview.h"

#include "widgets/codeview.h"
#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QResizeEvent>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// Nothing is laid out so low.
constexpr int kLeastHeight = 60;

enum Mode { SideBySide, Inlined };

/// The changed words of a line as columns.
std::vector<std::pair<int, int>> stretchesOf(const std::vector<TextPiece> &pieces)
{
    std::vector<std::pair<int, int>> stretches;
    int column = 0;
    for (const TextPiece &piece : pieces) {
        if (piece.changed)
            stretches.emplace_back(column, int(piece.text.size()));
        column += int(piece.text.size());
    }
    return stretches;
}

QString number(int line, int width)
{
    return (line > 0 ? QString::number(line) : QString()).rightJustified(width);
}

void follow(QScrollBar *one, QScrollBar *other)
{
    QObject::connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
    QObject::connect(other, &QScrollBar::valueChanged, one, &QScrollBar::setValue);
}

} // namespace

DefinitionView::DefinitionView(Theme &theme, SyntaxRepository &syntax, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_syntax(syntax)
    , m_stack(new QStackedWidget(this))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);
    m_before = makeSide(u"definitionBefore"_s);
    m_after = makeSide(u"definitionAfter"_s);
    m_both = makeSide(u"definitionInline"_s);
    auto *splitter = new QSplitter(Qt::Horizontal, m_stack);
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(1);
    splitter->addWidget(m_before.widget);
    splitter->addWidget(m_after.widget);
    splitter->setSizes({1000, 1000});
    m_stack->addWidget(splitter);
    m_stack->addWidget(m_both.widget);
    follow(m_before.code->verticalScrollBar(), m_after.code->verticalScrollBar());
    follow(m_before.code->horizontalScrollBar(), m_after.code->horizontalScrollBar());
}

DefinitionView::Side DefinitionView::makeSide(const QString &name)
{
    Side side;
    side.widget = new QWidget(this);
    side.widget->setProperty("kind", u"surface"_s);
    side.widget->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(side.widget);
    column->setContentsMargins(0, 10, 0, 0);
    column->setSpacing(2);
    side.head = sectionLabel(m_theme, {}, side.widget);
    side.head->setObjectName(name + u"Head"_s);
    side.head->setProperty("kind", u"muted"_s);
    side.head->setContentsMargins(14, 0, 14, 0);
    side.head->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    side.code = new CodeView(m_theme, m_syntax, side.widget);
    side.code->setObjectName(name);
    column->addWidget(side.head);
    column->addWidget(side.code, 1);
    return side;
}

void DefinitionView::setHeads(const QString &before, const QString &after)
{
    m_beforeHead = before;
    m_afterHead = after;
    m_before.head->setText(before);
    m_after.head->setText(after);
    m_both.head->setText(tr("%1 → %2").arg(before, after));
    m_before.code->setAccessibleName(tr("Definition in %1").arg(before));
    m_after.code->setAccessibleName(tr("Definition in %1").arg(after));
    m_both.code->setAccessibleName(tr("Definition, from %1 to %2").arg(before, after));
    m_before.code->setPlaceholderText(tr("not in %1").arg(before));
    m_after.code->setPlaceholderText(tr("not in %1").arg(after));
}

void DefinitionView::setTexts(const QString &before, const QString &after,
                              std::vector<AlignedLine> rows, const QString &language)
{
    const bool same = before == m_beforeText && after == m_afterText && language == m_language;
    m_beforeText = before;
    m_afterText = after;
    m_rows = std::move(rows);
    m_language = language;
    if (same)
        return;
    std::fill(std::begin(m_filled), std::end(m_filled), false);
    findHunks();
    m_current = -1;
    fill();
    if (!m_hunks.empty() && !isWhole())
        goTo(0);
    else
        Q_EMIT differenceChanged();
}

void DefinitionView::setInline(bool inlined)
{
    m_stack->setCurrentIndex(inlined ? Inlined : SideBySide);
    fill();
    if (m_current >= 0)
        goTo(m_current);
}

QList<QWidget *> DefinitionView::inTabOrder() const
{
    return {m_before.code, m_after.code, m_both.code};
}

bool DefinitionView::isInline() const
{
    return m_stack->currentIndex() == Inlined;
}

bool DefinitionView::isWhole() const
{
    return m_beforeText.isEmpty() || m_afterText.isEmpty();
}

void DefinitionView::findHunks()
{
    m_hunks.clear();
    for (size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_rows[i].isSame() && (i == 0 || m_rows[i - 1].isSame()))
            m_hunks.push_back(int(i));
    }
}

/// Only what is looked at; the other way of looking has its turn when it is chosen.
void DefinitionView::fill()
{
    const int mode = m_stack->currentIndex();
    if (std::exchange(m_filled[mode], true))
        return;
    const QStringList before = linesOf(m_beforeText);
    const QStringList after = linesOf(m_afterText);
    if (mode == Inlined) {
        fillInline(before, after);
        return;
    }
    fillSide(m_before, before, true);
    fillSide(m_after, after, false);
}

void DefinitionView::fillSide(Side &side, const QStringList &lines, bool before)
{
    QStringList texts;
    std::vector<CodeView::Row> rows;
    const int width = int(QString::number(lines.size()).size());
    for (const AlignedLine &row : m_rows) {
        if (lines.isEmpty())
            break;
        const int line = before ? row.before : row.after;
        CodeView::Row shown{number(line, width)};
        shown.filler = line == 0;
        texts += line > 0 ? lines[line - 1] : QString();
        if (line > 0 && !row.isSame() && !isWhole()) {
            shown.ground = before ? Colour::Bad : Colour::Good;
            shown.words = stretchesOf(before ? row.words.before : row.words.after);
        }
        rows.push_back(std::move(shown));
    }
    side.code->setScript(texts.join(u'\n'), m_language);
    side.code->setRows(std::move(rows));
}

void DefinitionView::fillInline(const QStringList &before, const QStringList &after)
{
    QStringList texts;
    std::vector<CodeView::Row> rows;
    m_inlineLines.assign(m_rows.size(), 0);
    const int width = int(QString::number(std::max(before.size(), after.size())).size());
    const auto add = [&](const QString &text, int old, int fresh) {
        texts += text;
        rows.push_back({number(old, width) + u' ' + number(fresh, width)});
        return &rows.back();
    };
    for (size_t i = 0; i < m_rows.size();) {
        m_inlineLines[i] = int(texts.size());
        if (m_rows[i].isSame()) {
            add(after[m_rows[i].after - 1], m_rows[i].before, m_rows[i].after);
            ++i;
            continue;
        }
        // Of a run that differs first all that was, then all that is.
        size_t end = i;
        while (end < m_rows.size() && !m_rows[end].isSame())
            ++end;
        for (const bool old : {true, false}) {
            for (size_t at = i; at < end; ++at) {
                const AlignedLine &row = m_rows[at];
                const int line = old ? row.before : row.after;
                if (line == 0)
                    continue;
                CodeView::Row *shown =
                    add((old ? before : after)[line - 1], old ? line : 0, old ? 0 : line);
                if (isWhole())
                    continue;
                shown->ground = old ? Colour::Bad : Colour::Good;
                shown->words = stretchesOf(old ? row.words.before : row.words.after);
            }
        }
        i = end;
    }
    m_both.code->setScript(texts.join(u'\n'), m_language);
    m_both.code->setRows(std::move(rows));
}

void DefinitionView::goTo(int hunk)
{
    m_current = hunk;
    showCurrent();
    Q_EMIT differenceChanged();
}

void DefinitionView::showCurrent()
{
    const int row = m_hunks[size_t(m_current)];
    if (isInline()) {
        m_both.code->showLine(m_inlineLines[size_t(row)] + 1);
    } else {
        // The one that moves takes the other with it.
        m_before.code->showLine(row + 1);
        m_after.code->showLine(row + 1);
    }
}

void DefinitionView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    // What was gone to before there was room to show it in is not in the middle.
    if (event->oldSize().height() >= kLeastHeight)
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            for (CodeView *code : {m_before.code, m_after.code, m_both.code})
                code->horizontalScrollBar()->setValue(0);
            if (m_current >= 0)
                showCurrent();
        },
        Qt::QueuedConnection);
}

bool DefinitionView::goToNext()
{
    if (isWhole() || m_current + 1 >= differences())
        return false;
    goTo(m_current + 1);
    return true;
}

bool DefinitionView::goToPrevious()
{
    if (isWhole() || m_current <= 0)
        return false;
    goTo(m_current - 1);
    return true;
}

void DefinitionView::goToLast()
{
    if (!isWhole() && !m_hunks.empty())
        goTo(differences() - 1);
}

} // namespace tidemark
