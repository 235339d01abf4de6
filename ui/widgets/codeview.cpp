// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/codeview.h"

#include <KSyntaxHighlighting/Definition>
#include <KSyntaxHighlighting/Repository>
#include <KSyntaxHighlighting/SyntaxHighlighter>
#include <KSyntaxHighlighting/Theme>

#include <QCoreApplication>
#include <QMimeData>
#include <QPainter>
#include <QPainterPath>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qreal lineTint = 0.10;
constexpr qreal wordTint = 0.30;

} // namespace

SyntaxRepository::SyntaxRepository() = default;
SyntaxRepository::~SyntaxRepository() = default;

KSyntaxHighlighting::Repository &SyntaxRepository::repository()
{
    if (!m_repository) {
        m_repository = std::make_unique<KSyntaxHighlighting::Repository>();
        // Our colours for code.
        m_repository->addCustomSearchPath(u":/syntax"_s);
    }
    return *m_repository;
}

/// The line numbers beside a CodeView.
class CodeGutter : public QWidget
{
public:
    explicit CodeGutter(CodeView &view)
        : QWidget(&view)
        , m_view(view)
    {
    }
    QSize sizeHint() const override { return {m_view.gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent *event) override { m_view.paintGutter(event); }

private:
    CodeView &m_view;
};

CodeView::CodeView(Theme &theme, SyntaxRepository &syntax, QWidget *parent)
    : QPlainTextEdit(parent)
    , m_theme(theme)
    , m_syntax(syntax)
    , m_gutter(new CodeGutter(*this))
{
    setReadOnly(true);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFrameShape(QFrame::NoFrame);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(8);
    connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeView::fitGutter);
    connect(this, &QPlainTextEdit::updateRequest, this, [this](const QRect &rect, int scrolled) {
        if (scrolled != 0)
            m_gutter->scroll(0, scrolled);
        else
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
    });
    connect(&theme, &Theme::changed, this, &CodeView::restyle);
    restyle();
}

CodeView::~CodeView() = default;

void CodeView::setScript(const QString &text, const QString &language)
{
    KSyntaxHighlighting::Repository &repository = m_syntax.repository();
    KSyntaxHighlighting::Definition definition = repository.definitionForName(language);
    if (!definition.isValid())
        definition = repository.definitionForFileName(language);
    // One highlighter per view: a second one on the same document would fight with the first.
    if (!m_highlighter) {
        clear();
        m_highlighter = new KSyntaxHighlighting::SyntaxHighlighter(document());
        restyle();
    }
    m_marks.clear();
    m_rows.clear();
    m_highlighter->setDefinition(definition);
    // It goes on from line to line in calls to itself, which hold lines of the text that goes now.
    QCoreApplication::removePostedEvents(m_highlighter, QEvent::MetaCall);
    setPlainText(text);
    updateMarks();
    setViewportMargins(gutterWidth(), 0, 0, 0);
    updateGeometry();
}

void CodeView::setFirstLine(int line)
{
    if (std::exchange(m_firstLine, line) == line)
        return;
    updateMarks();
    fitGutter();
}

void CodeView::fitGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    m_gutter->resize(gutterWidth(), m_gutter->height());
}

void CodeView::setMarks(const std::vector<Mark> &marks)
{
    m_marks = marks;
    updateMarks();
    if (!marks.empty())
        showLine(marks.front().line);
}

void CodeView::setRows(std::vector<Row> rows)
{
    m_rows = std::move(rows);
    setViewportMargins(gutterWidth(), 0, 0, 0);
    m_gutter->resize(gutterWidth(), m_gutter->height());
    m_gutter->update();
    viewport()->update();
}

QColor CodeView::groundOf(const Row &row) const
{
    return row.ground ? m_theme.tint(*row.ground, lineTint) : m_theme.colour(Colour::Window);
}

const CodeView::Row *CodeView::rowOf(int blockNumber) const
{
    return size_t(blockNumber) < m_rows.size() ? &m_rows[size_t(blockNumber)] : nullptr;
}

QList<QTextEdit::ExtraSelection> CodeView::selections() const
{
    QList<QTextEdit::ExtraSelection> selections;
    for (const Mark &mark : m_marks) {
        const QTextBlock block = document()->findBlockByNumber(mark.line - m_firstLine);
        if (!block.isValid())
            continue;
        QTextEdit::ExtraSelection whole;
        whole.cursor = QTextCursor(block);
        whole.format.setBackground(m_theme.tint(mark.colour, 0.13));
        whole.format.setProperty(QTextFormat::FullWidthSelection, true);
        selections.append(whole);
        if (mark.column <= 0 || mark.column > block.length())
            continue;
        QTextEdit::ExtraSelection word;
        word.cursor = QTextCursor(block);
        word.cursor.setPosition(block.position() + qMin(mark.column, block.length()) - 1);
        word.cursor.movePosition(QTextCursor::EndOfWord, QTextCursor::KeepAnchor);
        if (!word.cursor.hasSelection())
            word.cursor.movePosition(QTextCursor::NextCharacter, QTextCursor::KeepAnchor);
        word.format.setUnderlineStyle(QTextCharFormat::SpellCheckUnderline);
        word.format.setUnderlineColor(m_theme.colour(mark.colour));
        selections.append(word);
    }
    return selections;
}

void CodeView::updateMarks()
{
    setExtraSelections(selections());
    m_gutter->update();
}

void CodeView::showLine(int line)
{
    const QTextBlock block = document()->findBlockByNumber(line - m_firstLine);
    if (!block.isValid())
        return;
    setTextCursor(QTextCursor(block));
    centerCursor();
}

void CodeView::setFitsContents(bool fits, int lines)
{
    m_fits = fits;
    m_maxLines = lines;
    setSizePolicy(QSizePolicy::Expanding, fits ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    // Long lines need a bar, whose height belongs to the contents.
    if (fits)
        connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, &QWidget::updateGeometry,
                Qt::UniqueConnection);
    updateGeometry();
}

QSize CodeView::sizeHint() const
{
    if (!m_fits)
        return QPlainTextEdit::sizeHint();
    int lines = document()->blockCount();
    if (m_maxLines > 0)
        lines = qMin(lines, m_maxLines);
    const int bar =
        horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0;
    const qreal height = lines * QFontMetricsF(font()).lineSpacing();
    return {200, int(std::ceil(height + 2 * document()->documentMargin())) + bar + 2};
}

QSize CodeView::minimumSizeHint() const
{
    const QSize least = QPlainTextEdit::minimumSizeHint();
    return m_fits ? QSize(least.width(), sizeHint().height()) : least;
}

int CodeView::gutterWidth() const
{
    int digits = qMax(2, int(QString::number(document()->blockCount() + m_firstLine - 1).size()));
    // All labels of a comparison are as wide as the first: they are numbers in columns.
    if (!m_rows.empty())
        digits = qMax(digits, int(m_rows.front().label.size()));
    return fontMetrics().horizontalAdvance(u'9') * digits + gutterSpace();
}

void CodeView::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    const QRect inner = contentsRect();
    m_gutter->setGeometry(inner.left(), inner.top(), gutterWidth(), inner.height());
}

void CodeView::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        setViewportMargins(gutterWidth(), 0, 0, 0);
}

void CodeView::paintGutter(QPaintEvent *event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), m_theme.colour(Colour::Base));
    painter.setFont(font());
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        const int line = block.blockNumber() + m_firstLine;
        const auto mark = std::find_if(m_marks.begin(), m_marks.end(),
                                       [line](const Mark &one) { return one.line == line; });
        const bool marked = mark != m_marks.end();
        const Row *row = rowOf(block.blockNumber());
        if (row && (row->ground || row->filler))
            painter.fillRect(QRectF(0, top, m_gutter->width(), fontMetrics().lineSpacing()),
                             groundOf(*row));
        if (marked)
            painter.fillRect(QRectF(0, top, m_gutter->width(), fontMetrics().lineSpacing()),
                             m_theme.tint(mark->colour, 0.13));
        if (const auto point = gutterMark(block.blockNumber())) {
            painter.setRenderHint(QPainter::Antialiasing);
            painter.setPen(Qt::NoPen);
            painter.setBrush(m_theme.colour(*point));
            painter.drawEllipse(QPointF(6.5, top + fontMetrics().lineSpacing() / 2.0), 3, 3);
        }
        painter.setPen(m_theme.colour(marked                               ? mark->colour
                                      : isCurrentLine(block.blockNumber()) ? Colour::Text
                                                                           : Colour::Faint));
        // The last block is higher than its line by the document's margin.
        painter.drawText(QRectF(0, top, m_gutter->width() - 10, fontMetrics().lineSpacing()),
                         Qt::AlignRight | Qt::AlignVCenter,
                         row ? row->label : QString::number(line));
        top += height;
        block = block.next();
    }
}

/// Below the text: what is different, and where the other side has more.
void CodeView::paintRows(const QRect &rect)
{
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    QTextBlock block = firstVisibleBlock();
    const QPointF offset = contentOffset();
    while (block.isValid()) {
        const QRectF place = blockBoundingGeometry(block).translated(offset);
        if (place.top() > rect.bottom())
            break;
        const Row *row = rowOf(block.blockNumber());
        if (row && (row->ground || row->filler))
            painter.fillRect(
                QRectF(0, place.top(), viewport()->width(), fontMetrics().lineSpacing()),
                groundOf(*row));
        if (row && row->ground) {
            painter.setBrush(m_theme.tint(*row->ground, wordTint));
            for (const auto &[column, length] : row->words) {
                const QTextLine line = block.layout()->lineForTextPosition(column);
                if (!line.isValid())
                    continue;
                const qreal from = line.cursorToX(column);
                const qreal to = line.cursorToX(column + length);
                painter.drawRoundedRect(QRectF(place.left() + from, place.top() + line.y() + 0.5,
                                               to - from, line.height() - 1),
                                        3, 3);
            }
        }
        block = block.next();
    }
}

QMimeData *CodeView::createMimeDataFromSelection() const
{
    const bool fillers = std::ranges::any_of(m_rows, [](const Row &row) { return row.filler; });
    if (!fillers)
        return QPlainTextEdit::createMimeDataFromSelection();
    const QTextCursor cursor = textCursor();
    QStringList lines = cursor.selectedText().split(QChar::ParagraphSeparator);
    const int first = document()->findBlock(cursor.selectionStart()).blockNumber();
    QStringList kept;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const Row *row = rowOf(first + int(i));
        if (!row || !row->filler)
            kept += lines[i];
    }
    auto *mime = new QMimeData;
    mime->setText(kept.join(u'\n'));
    return mime;
}

void CodeView::paintEvent(QPaintEvent *event)
{
    if (!m_rows.empty())
        paintRows(event->rect());
    QPlainTextEdit::paintEvent(event);
    // What is wrong stands behind the end of its line, where nothing has to move for it.
    QPainter painter(viewport());
    painter.setFont(font());
    for (const Mark &mark : m_marks) {
        const QTextBlock block = document()->findBlockByNumber(mark.line - m_firstLine);
        if (!block.isValid() || mark.message.isEmpty())
            continue;
        const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
        const qreal from = document()->documentMargin() + contentOffset().x() +
                           fontMetrics().horizontalAdvance(block.text()) + 16;
        painter.setPen(m_theme.colour(mark.colour));
        painter.drawText(QRectF(from, place.top(), qMax(200.0, viewport()->width() - from),
                                fontMetrics().lineSpacing()),
                         Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, mark.message);
    }
}

void CodeView::restyle()
{
    setFont(m_theme.codeFont());
    if (m_highlighter) {
        m_highlighter->setTheme(m_syntax.repository().theme(
            m_theme.isDark() ? u"Tidemark Dark"_s : u"Tidemark Light"_s));
        m_highlighter->rehighlight();
    }
    updateMarks();
}

} // namespace tidemark
