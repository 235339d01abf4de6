// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/codeeditor.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocumentFragment>
#include <QTimer>
#include <QToolTip>

#include <algorithm>
#include <functional>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype pieceSize = 120'000; ///< characters that are shown at once
constexpr qsizetype mostHighlighted = 400'000;
constexpr int bracketReach = 20'000;
constexpr int mostMatches = 2'000;

bool isOpening(QChar letter)
{
    return letter == u'(' || letter == u'[' || letter == u'{';
}

QChar closingOf(QChar letter)
{
    return letter == u'(' ? QChar(u')') : letter == u'[' ? QChar(u']') : QChar(u'}');
}

/// Pairs of brackets that are in no string and no comment. A quote that is not closed where the
/// text begins or ends makes for a wrong pair at worst.
class BracketPairs
{
public:
    explicit BracketPairs(const QString &text)
        : m_text(text)
    {
    }

    /// The partner of the bracket at `at`, or -1.
    qsizetype partnerOf(qsizetype at)
    {
        for (qsizetype i = 0; i < m_text.size(); ++i) {
            skip(i);
            if (i >= m_text.size())
                break;
            const QChar letter = m_text[i];
            if (isOpening(letter)) {
                m_open.push_back(i);
            } else if (letter == u')' || letter == u']' || letter == u'}') {
                if (m_open.empty() || closingOf(m_text[m_open.back()]) != letter)
                    continue;
                const qsizetype begin = m_open.back();
                m_open.pop_back();
                if (begin == at)
                    return i;
                if (i == at)
                    return begin;
            }
        }
        return -1;
    }

private:
    void skip(qsizetype &i) const
    {
        const QChar letter = m_text[i];
        if (letter == u'\'' || letter == u'"') {
            const qsizetype end = m_text.indexOf(letter, i + 1);
            i = end < 0 ? m_text.size() : end;
        } else if (letter == u'-' && i + 1 < m_text.size() && m_text[i + 1] == u'-') {
            const qsizetype end = m_text.indexOf(QChar::ParagraphSeparator, i);
            i = end < 0 ? m_text.size() : end;
        }
    }

    const QString &m_text;
    std::vector<qsizetype> m_open;
};

} // namespace

CodeEditor::CodeEditor(Theme &theme, SyntaxRepository &syntax, QWidget *parent)
    : CodeView(theme, syntax, parent)
{
    setReadOnly(false);
    setTextInteractionFlags(Qt::TextEditorInteraction);
    setTabChangesFocus(false);
    setCursorWidth(2);
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, &CodeEditor::cursorMoved);
}

CodeEditor::~CodeEditor() = default;

// ---- Text

void CodeEditor::loadText(const QString &text, const QString &language)
{
    const bool large = text.size() > mostHighlighted;
    m_writable = !isReadOnly() || isLoading();
    m_remarks.clear();
    m_brackets = {-1, -1};
    setUndoRedoEnabled(false);
    m_rest = large ? text : QString();
    m_wanted.reset();
    setScript(large ? QString() : text, large ? QString() : language);
    m_indent = text.contains(u"\n\t"_s) ? u"\t"_s : u"    "_s;
    setTabStopDistance(4 * fontMetrics().horizontalAdvance(u' '));
    if (large) {
        setReadOnly(true);
        loadPiece();
        return;
    }
    setUndoRedoEnabled(true);
    document()->setModified(false);
    Q_EMIT loaded();
}

void CodeEditor::loadPiece()
{
    qsizetype end = m_rest.indexOf(u'\n', std::min(pieceSize, m_rest.size()));
    end = end < 0 ? m_rest.size() : end + 1;
    QTextCursor cursor(document());
    cursor.movePosition(QTextCursor::End);
    cursor.insertText(m_rest.left(end));
    m_rest.remove(0, end);
    if (!m_rest.isEmpty()) {
        QTimer::singleShot(0, this, &CodeEditor::loadPiece);
        return;
    }
    setReadOnly(!m_writable);
    setUndoRedoEnabled(true);
    document()->setModified(false);
    moveCursor(QTextCursor::Start);
    if (const auto wanted = std::exchange(m_wanted, std::nullopt))
        changeTextTo(*wanted);
    if (!isLoading())
        Q_EMIT loaded();
}

QString CodeEditor::fullText() const
{
    QString text = document()->toRawText();
    text.replace(QChar::ParagraphSeparator, u'\n');
    return text + m_rest;
}

void CodeEditor::changeTextTo(const QString &text)
{
    if (isLoading()) {
        m_wanted = text;
        return;
    }
    const QString now = fullText();
    if (now == text)
        return;
    const qsizetype most = std::min(now.size(), text.size());
    qsizetype same = 0;
    while (same < most && now[same] == text[same])
        ++same;
    qsizetype tail = 0;
    while (tail < most - same && now[now.size() - 1 - tail] == text[text.size() - 1 - tail])
        ++tail;
    if (text.size() - tail - same > mostHighlighted) {
        loadText(text, {});
        return;
    }
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.setPosition(int(same));
    cursor.setPosition(int(now.size() - tail), QTextCursor::KeepAnchor);
    cursor.insertText(text.mid(same, text.size() - tail - same));
    cursor.endEditBlock();
}

// ---- Marks

void CodeEditor::setRemarks(const std::vector<Remark> &remarks)
{
    m_remarks.clear();
    for (const Remark &remark : remarks) {
        const int last = document()->blockCount() - 1;
        const QTextBlock block =
            document()->findBlockByNumber(std::clamp(remark.line - 1, 0, last));
        QTextCursor place(block);
        const int column = std::clamp(remark.column - 1, 0, std::max(0, block.length() - 1));
        place.setPosition(block.position() + column);
        place.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
        if (!place.hasSelection() && !place.atBlockEnd())
            place.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        if (!place.hasSelection())
            place.movePosition(QTextCursor::StartOfBlock, QTextCursor::KeepAnchor);
        m_remarks.push_back({place, remark.message, remark.colour});
    }
    updateMarks();
}

std::vector<std::pair<int, int>> CodeEditor::remarkPlaces() const
{
    std::vector<std::pair<int, int>> places;
    for (const Shown &remark : m_remarks) {
        // The end that was the place, and not what was marked from there.
        const int at = remark.place.anchor();
        const QTextBlock block = document()->findBlock(at);
        places.emplace_back(block.blockNumber() + 1, at - block.position() + 1);
    }
    return places;
}

void CodeEditor::goTo(int line, int column)
{
    const QTextBlock block = document()->findBlockByNumber(line - 1);
    if (!block.isValid())
        return;
    QTextCursor cursor(block);
    cursor.setPosition(block.position() + std::clamp(column - 1, 0, block.length() - 1));
    setTextCursor(cursor);
    centerCursor();
}

QList<QTextEdit::ExtraSelection> CodeEditor::selections() const
{
    QList<QTextEdit::ExtraSelection> list = CodeView::selections();
    if (hasFocus() && !isReadOnly()) {
        QTextEdit::ExtraSelection line;
        line.cursor = textCursor();
        line.cursor.clearSelection();
        line.format.setBackground(theme().colour(Colour::Alternate));
        line.format.setProperty(QTextFormat::FullWidthSelection, true);
        list.append(line);
    }
    for (const int position : {m_brackets.first, m_brackets.second}) {
        if (position < 0)
            continue;
        QTextEdit::ExtraSelection bracket;
        bracket.cursor = QTextCursor(document());
        bracket.cursor.setPosition(position);
        bracket.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        bracket.format.setBackground(theme().tint(Colour::Accent, 0.25));
        list.append(bracket);
    }
    addSearchMarks(list);
    for (const Shown &remark : m_remarks) {
        QTextEdit::ExtraSelection wave;
        wave.cursor = remark.place;
        wave.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.format.setUnderlineColor(theme().colour(remark.colour));
        list.append(wave);
    }
    return list;
}

void CodeEditor::addSearchMarks(QList<QTextEdit::ExtraSelection> &list) const
{
    if (m_search.pattern().isEmpty() || !m_search.isValid())
        return;
    // Only what is in sight: the rest is marked when it gets there.
    QTextBlock block = firstVisibleBlock();
    const QRect seen = viewport()->rect();
    int found = 0;
    while (block.isValid() && found < mostMatches) {
        if (blockBoundingGeometry(block).translated(contentOffset()).top() > seen.bottom())
            break;
        for (auto matches = m_search.globalMatch(block.text()); matches.hasNext();) {
            const QRegularExpressionMatch match = matches.next();
            if (match.capturedLength() == 0 || ++found > mostMatches)
                continue;
            QTextEdit::ExtraSelection mark;
            mark.cursor = QTextCursor(block);
            mark.cursor.setPosition(block.position() + int(match.capturedStart()));
            mark.cursor.setPosition(block.position() + int(match.capturedEnd()),
                                    QTextCursor::KeepAnchor);
            mark.format.setBackground(theme().tint(Colour::Caution, 0.28));
            list.append(mark);
        }
        block = block.next();
    }
}

std::optional<Colour> CodeEditor::gutterMark(int block) const
{
    std::optional<Colour> mark;
    for (const Shown &remark : m_remarks) {
        if (remark.place.block().blockNumber() != block)
            continue;
        if (!mark || remark.colour == Colour::Bad)
            mark = remark.colour;
    }
    return mark;
}

bool CodeEditor::isCurrentLine(int block) const
{
    return hasFocus() && textCursor().blockNumber() == block;
}

void CodeEditor::cursorMoved()
{
    if (isLoading())
        return;
    findBrackets();
    updateMarks();
}

void CodeEditor::findBrackets()
{
    m_brackets = {-1, -1};
    const int position = textCursor().position();
    const QTextDocument *text = document();
    for (const int at : {position, position - 1}) {
        const QChar letter = at < 0 ? QChar() : text->characterAt(at);
        if (!isOpening(letter) && letter != u')' && letter != u']' && letter != u'}')
            continue;
        QTextCursor around(document());
        const int from = document()->findBlock(std::max(0, at - bracketReach)).position();
        around.setPosition(from);
        around.setPosition(std::min(at + bracketReach, text->characterCount() - 1),
                           QTextCursor::KeepAnchor);
        const QString piece = around.selectedText();
        const qsizetype partner = BracketPairs(piece).partnerOf(at - from);
        if (partner < 0)
            continue;
        m_brackets = {at, from + int(partner)};
        return;
    }
}

// ---- Searching

void CodeEditor::setSearch(const QRegularExpression &pattern)
{
    m_search = pattern;
    updateMarks();
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &CodeEditor::cursorMoved,
            Qt::UniqueConnection);
}

bool CodeEditor::findNext(const QRegularExpression &pattern, bool backwards)
{
    if (pattern.pattern().isEmpty() || !pattern.isValid())
        return false;
    const auto flags = backwards ? QTextDocument::FindBackward : QTextDocument::FindFlags();
    QTextCursor found = document()->find(pattern, textCursor(), flags);
    if (found.isNull()) {
        QTextCursor end(document());
        end.movePosition(backwards ? QTextCursor::End : QTextCursor::Start);
        found = document()->find(pattern, end, flags);
    }
    if (found.isNull())
        return false;
    setTextCursor(found);
    return true;
}

// ---- Keys

void CodeEditor::forEachSelectedLine(const std::function<void(QTextCursor &)> &change)
{
    QTextCursor cursor = textCursor();
    const QTextBlock first = document()->findBlock(cursor.selectionStart());
    QTextBlock last = document()->findBlock(cursor.selectionEnd());
    // A selection that ends where a line begins does not mean that line.
    if (last.blockNumber() > first.blockNumber() && last.position() == cursor.selectionEnd())
        last = last.previous();
    cursor.beginEditBlock();
    for (QTextBlock block = first; block.isValid(); block = block.next()) {
        QTextCursor line(block);
        change(line);
        if (block == last)
            break;
    }
    cursor.endEditBlock();
}

void CodeEditor::toggleComment()
{
    if (isReadOnly())
        return;
    bool all = true;
    forEachSelectedLine([&](QTextCursor &line) {
        const QString text = line.block().text().trimmed();
        all = all && (text.isEmpty() || text.startsWith(m_comment));
    });
    forEachSelectedLine([&](QTextCursor &line) {
        const QString text = line.block().text();
        qsizetype from = 0;
        while (from < text.size() && text[from].isSpace())
            ++from;
        if (text.trimmed().isEmpty())
            return;
        line.setPosition(line.block().position() + int(from));
        if (!all) {
            line.insertText(m_comment + u' ');
            return;
        }
        qsizetype length = m_comment.size();
        if (text.mid(from + length, 1) == u" ")
            ++length;
        line.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, int(length));
        line.removeSelectedText();
    });
}

void CodeEditor::indent()
{
    if (!textCursor().hasSelection()) {
        QTextCursor cursor = textCursor();
        const int column = cursor.positionInBlock();
        cursor.insertText(m_indent == u"\t" ? m_indent : QString(4 - column % 4, u' '));
        return;
    }
    forEachSelectedLine([&](QTextCursor &line) {
        if (line.block().length() > 1)
            line.insertText(m_indent);
    });
}

void CodeEditor::outdent()
{
    forEachSelectedLine([&](QTextCursor &line) {
        const QString text = line.block().text();
        qsizetype count = 0;
        if (text.startsWith(u'\t'))
            count = 1;
        else
            while (count < 4 && count < text.size() && text[count] == u' ')
                ++count;
        line.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor, int(count));
        line.removeSelectedText();
    });
}

void CodeEditor::newLine()
{
    QTextCursor cursor = textCursor();
    const QString text = cursor.block().text().left(cursor.positionInBlock());
    qsizetype blank = 0;
    while (blank < text.size() && text[blank].isSpace())
        ++blank;
    QString next = u'\n' + text.left(blank);
    if (text.trimmed().endsWith(u'('))
        next += m_indent;
    cursor.insertText(next);
    ensureCursorVisible();
}

void CodeEditor::keyPressEvent(QKeyEvent *event)
{
    if (!isReadOnly()) {
        const bool control = event->modifiers() & Qt::ControlModifier;
        if (control && event->key() == Qt::Key_Slash) {
            toggleComment();
            return;
        }
        if (event->key() == Qt::Key_Tab && event->modifiers() == Qt::NoModifier) {
            indent();
            return;
        }
        if (event->key() == Qt::Key_Backtab) {
            outdent();
            return;
        }
        const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (enters && event->modifiers() == Qt::NoModifier) {
            newLine();
            return;
        }
    }
    CodeView::keyPressEvent(event);
}

QString CodeEditor::remarkAt(const QPoint &position) const
{
    const QTextCursor at = cursorForPosition(position);
    QStringList messages;
    for (const Shown &remark : m_remarks) {
        if (remark.place.block() == at.block() && !messages.contains(remark.message))
            messages += remark.message;
    }
    return messages.join(u'\n');
}

bool CodeEditor::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto *help = static_cast<QHelpEvent *>(event);
        const QString text = remarkAt(viewport()->mapFromGlobal(help->globalPos()));
        if (text.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), text, this);
        return true;
    }
    const bool handled = CodeView::event(event);
    if (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut)
        updateMarks();
    return handled;
}

} // namespace tidemark
