// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/differenceview.h"

#include "diff/textdiff.h"
#include "rehearsal/reports/wording.h"

#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextDocument>

#include <algorithm>
#include <map>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kShown = 40;          ///< objects; more are named by number
constexpr qsizetype kLongest = 20'000; ///< characters of one definition
constexpr int kHead = 26;
constexpr int kPadding = 10;
constexpr int kGap = 10;

/// A sign and its colour for what happened to an object.
struct Sign
{
    QString text;
    Colour colour;
};

Sign signOf(Difference::Change change)
{
    switch (change) {
    case Difference::Change::Missing:
        return {u"missing"_s, Colour::BadText};
    case Difference::Change::Extra:
        return {u"left behind"_s, Colour::CautionText};
    case Difference::Change::Changed:
        break;
    }
    return {u"changed"_s, Colour::CautionText};
}

/// "type: " in front of a property's value, unless the property is the whole definition.
QString sideOf(const Difference &difference, const QString &value)
{
    QString text = value.left(kLongest);
    if (difference.change != Difference::Change::Changed)
        return text;
    if (text.isEmpty())
        text = u"none"_s;
    const bool whole = difference.property == u"definition" || difference.property.isEmpty();
    return whole ? text : difference.property + u": "_s + text;
}

} // namespace

/// The differences of one object.
struct DifferenceView::Block
{
    QString kind;
    QString object;
    Difference::Change change = Difference::Change::Changed;
    QString beforeText;
    QString afterText;
    std::unique_ptr<QTextDocument> before;
    std::unique_ptr<QTextDocument> after;
    int top = 0;
    int height = 0;
};

DifferenceView::DifferenceView(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
{
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&theme, &Theme::changed, this, [this] {
        build();
        update();
    });
}

DifferenceView::~DifferenceView() = default;

void DifferenceView::setDifferences(const SchemaDiff &diff, const QString &before,
                                    const QString &after)
{
    m_diff = diff;
    m_beforeHead = before;
    m_afterHead = after;
    build();
    updateGeometry();
    update();
}

QString DifferenceView::markedHtml(const std::vector<TextPiece> &pieces, Colour colour) const
{
    const QString ground = m_theme.tint(colour, 0.28).name();
    QString html = u"<span style=\"white-space: pre-wrap\">"_s;
    for (const TextPiece &piece : pieces) {
        const QString text = printable(piece.text).toHtmlEscaped();
        html += piece.changed ? u"<span style=\"background-color:%1\">%2</span>"_s.arg(ground, text)
                              : text;
    }
    return html + u"</span>"_s;
}

void DifferenceView::build()
{
    m_blocks.clear();
    m_hidden = 0;
    m_laidOutWidth = -1;
    std::map<QString, Block *> known;
    QStringList spoken;
    for (const Difference &difference : m_diff.differences) {
        const QString key = difference.kind + u'\n' + difference.object + u'\n' +
                            QString::number(static_cast<int>(difference.change));
        Block *block = known[key];
        if (!block) {
            if (m_blocks.size() == kShown) {
                ++m_hidden;
                continue;
            }
            m_blocks.push_back(std::make_unique<Block>());
            block = known[key] = m_blocks.back().get();
            block->kind = difference.kind;
            block->object = difference.object;
            block->change = difference.change;
            spoken +=
                difference.kind + u' ' + difference.object + u' ' + signOf(difference.change).text;
        }
        const auto add = [](QString &text, const QString &line) {
            text += text.isEmpty() ? line : u'\n' + line;
        };
        if (difference.change != Difference::Change::Extra)
            add(block->beforeText, sideOf(difference, difference.before));
        if (difference.change != Difference::Change::Missing)
            add(block->afterText, sideOf(difference, difference.after));
    }
    setAccessibleName(tr("Schema differences"));
    setAccessibleDescription(spoken.join(u"; "_s));
    for (const auto &block : m_blocks) {
        TextDiff words = diffWords(block->beforeText, block->afterText);
        const auto document = [this](const QString &html) {
            auto made = std::make_unique<QTextDocument>();
            made->setDocumentMargin(0);
            made->setDefaultFont(m_theme.codeFont());
            made->setHtml(html);
            return made;
        };
        // What is on one side only is all different: no need to mark every word.
        if (block->change != Difference::Change::Changed) {
            for (std::vector<TextPiece> *pieces : {&words.before, &words.after}) {
                for (TextPiece &piece : *pieces)
                    piece.changed = false;
            }
        }
        block->before = document(markedHtml(words.before, Colour::Bad));
        block->after = document(markedHtml(words.after, Colour::Caution));
    }
}

int DifferenceView::layOut(int width)
{
    if (width == m_laidOutWidth)
        return m_height;
    m_laidOutWidth = width;
    const int column = std::max(40, (width - kGap) / 2 - 2 * kPadding);
    int y = m_blocks.empty() ? 0 : 20; // the heads of the sides
    for (const auto &block : m_blocks) {
        int tallest = 0;
        for (QTextDocument *side : {block->before.get(), block->after.get()}) {
            side->setTextWidth(column);
            tallest = std::max(tallest, static_cast<int>(side->size().height()));
        }
        block->top = y;
        block->height = kHead + tallest + 2 * kPadding;
        y += block->height + kGap;
    }
    m_height = y + (m_hidden > 0 ? kHead : 0);
    return m_height;
}

QSize DifferenceView::sizeHint() const
{
    return {300, heightForWidth(std::max(width(), 300))};
}

int DifferenceView::heightForWidth(int width) const
{
    return const_cast<DifferenceView *>(this)->layOut(width);
}

void DifferenceView::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    layOut(width());
    updateGeometry();
}

void DifferenceView::paintEvent(QPaintEvent *event)
{
    layOut(width());
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const int half = (width() - kGap) / 2;
    painter.setFont(m_theme.smallFont());
    painter.setPen(m_theme.colour(Colour::Muted));
    if (!m_blocks.empty()) {
        painter.drawText(QRect(0, 0, half, 18), Qt::AlignLeft | Qt::AlignVCenter, m_beforeHead);
        painter.drawText(QRect(half + kGap, 0, half, 18), Qt::AlignLeft | Qt::AlignVCenter,
                         m_afterHead);
    }
    for (const auto &block : m_blocks) {
        if (block->top > event->rect().bottom() || block->top + block->height < event->rect().top())
            continue;
        const Sign sign = signOf(block->change);
        painter.setFont(m_theme.smallFont());
        const int signWidth = painter.fontMetrics().horizontalAdvance(sign.text);
        const QRect head(0, block->top, width(), kHead);
        painter.setPen(m_theme.colour(sign.colour));
        painter.drawText(head, Qt::AlignRight | Qt::AlignVCenter, sign.text);
        painter.setFont(m_theme.strongFont());
        painter.setPen(m_theme.colour(Colour::Text));
        const QString title = block->kind + u' ' + printable(block->object);
        painter.drawText(
            head, Qt::AlignLeft | Qt::AlignVCenter,
            painter.fontMetrics().elidedText(title, Qt::ElideMiddle, width() - signWidth - 12));
        int x = 0;
        for (QTextDocument *side : {block->before.get(), block->after.get()}) {
            const QRectF box(x + 0.5, block->top + kHead + 0.5, half - 1,
                             block->height - kHead - 1);
            painter.setPen(m_theme.colour(Colour::Line));
            painter.setBrush(m_theme.colour(Colour::Base));
            painter.drawRoundedRect(box, 6, 6);
            painter.save();
            painter.translate(x + kPadding, block->top + kHead + kPadding);
            QAbstractTextDocumentLayout::PaintContext context;
            const bool absent = side->isEmpty();
            context.palette.setColor(QPalette::Text,
                                     m_theme.colour(absent ? Colour::Muted : Colour::Text));
            if (absent) {
                painter.setFont(m_theme.textFont());
                painter.setPen(m_theme.colour(Colour::Muted));
                painter.drawText(QRect(0, 0, half - 2 * kPadding, 18), Qt::AlignLeft,
                                 tr("not there"));
            } else {
                side->documentLayout()->draw(&painter, context);
            }
            painter.restore();
            x += half + kGap;
        }
    }
    if (m_hidden > 0) {
        painter.setFont(m_theme.textFont());
        painter.setPen(m_theme.colour(Colour::Muted));
        painter.drawText(QRect(0, height() - kHead, width(), kHead),
                         Qt::AlignLeft | Qt::AlignVCenter,
                         tr("and %1 more; the exported report has them all").arg(m_hidden));
    }
}

} // namespace tidemark
