// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/paletteoverlay.h"

#include "shell/palettemodel.h"
#include "widgets/controls.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowHeight = 40;
constexpr int shownRows = 9;

/// Icon, title with the typed letters marked, what it is, its shortcut.
class PaletteDelegate : public QStyledItemDelegate
{
public:
    PaletteDelegate(Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, rowHeight};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        const QRect row = option.rect;
        if (option.state & QStyle::State_Selected) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.colour(Colour::Selection));
            painter->drawRoundedRect(QRectF(row).adjusted(6, 1, -6, -1), 6, 6);
        }
        const qreal scale = painter->device()->devicePixelRatioF();
        painter->drawPixmap(QPoint(row.left() + 18, row.center().y() - 8),
                            m_theme.pixmap(index.data(PaletteModel::IconRole).toString(),
                                           Colour::Muted, 18, scale));
        const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
        painter->setFont(m_theme.smallFont());
        const int right =
            shortcut.isEmpty() ? 0 : painter->fontMetrics().horizontalAdvance(shortcut) + 16;
        painter->setPen(m_theme.colour(Colour::Muted));
        painter->drawText(row.adjusted(0, 0, -18, 0), Qt::AlignVCenter | Qt::AlignRight, shortcut);
        const int end = paintTitle(*painter, row.adjusted(48, 0, -18 - right, 0), index);
        painter->setFont(m_theme.textFont());
        painter->setPen(m_theme.colour(Colour::Muted));
        const QRect rest(end + 12, row.top(), row.right() - 18 - right - end - 12, row.height());
        painter->drawText(
            rest, Qt::AlignVCenter,
            painter->fontMetrics().elidedText(index.data(PaletteModel::SubtitleRole).toString(),
                                              Qt::ElideRight, rest.width()));
        painter->restore();
    }

private:
    int paintTitle(QPainter &painter, const QRect &rect, const QModelIndex &index) const
    {
        const auto positions = index.data(PaletteModel::PositionsRole).value<QList<int>>();
        const QString title =
            QFontMetrics(m_theme.strongFont())
                .elidedText(index.data().toString(), Qt::ElideRight, rect.width());
        int left = rect.left();
        for (qsizetype i = 0; i < title.size();) {
            const bool marked = positions.contains(i);
            qsizetype end = i + 1;
            while (end < title.size() && positions.contains(end) == marked)
                ++end;
            const QString part = title.mid(i, end - i);
            painter.setFont(marked ? m_theme.strongFont() : m_theme.textFont());
            painter.setPen(m_theme.colour(marked ? Colour::AccentText : Colour::Text));
            painter.drawText(QRect(left, rect.top(), rect.right() - left, rect.height()),
                             Qt::AlignVCenter, part);
            left += painter.fontMetrics().horizontalAdvance(part);
            i = end;
        }
        return left;
    }

    Theme &m_theme;
};

} // namespace

PaletteOverlay::PaletteOverlay(Theme &theme, QWidget *window)
    : QWidget(window)
    , m_theme(theme)
    , m_card(new QFrame(this))
    , m_field(new QLineEdit(m_card))
    , m_list(new QListView(m_card))
    , m_model(new PaletteModel(this))
{
    setObjectName(u"palette"_s);
    setAccessibleName(tr("Go to anything"));
    m_card->setProperty("kind", u"card"_s);
    m_field->setObjectName(u"palette-field"_s);
    m_field->setPlaceholderText(
        tr("Type the name of an action, a migration, a table, an environment…"));
    m_field->setAccessibleName(tr("Go to"));
    m_field->setProperty("kind", u"bare"_s);
    m_field->addAction(theme.icon(u"search"_s, Colour::Muted), QLineEdit::LeadingPosition);
    m_list->setObjectName(u"palette-list"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new PaletteDelegate(theme, this));
    m_list->setUniformItemSizes(true);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *layout = new QVBoxLayout(m_card);
    layout->setContentsMargins(1, 8, 1, 8);
    layout->setSpacing(6);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(8, 0, 8, 0);
    top->addWidget(m_field);
    layout->addLayout(top);
    layout->addWidget(horizontalLine(m_card));
    layout->addWidget(m_list);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    connect(m_field, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_model->setPattern(text);
        m_list->setCurrentIndex(m_model->index(0, 0));
        place();
    });
    connect(m_list, &QListView::clicked, this,
            [this](const QModelIndex &index) { accept(index.row()); });
    hide();
}

void PaletteOverlay::open(std::vector<PaletteItem> items)
{
    m_before = QApplication::focusWidget();
    m_model->setItems(std::move(items));
    m_field->clear();
    m_list->setCurrentIndex(m_model->index(0, 0));
    place();
    show();
    raise();
    m_field->setFocus();
}

void PaletteOverlay::dismiss()
{
    if (!isVisible())
        return;
    hide();
    if (m_before)
        m_before->setFocus();
}

void PaletteOverlay::accept(int row)
{
    dismiss();
    m_model->activate(row);
}

void PaletteOverlay::place()
{
    const QWidget *window = parentWidget();
    setGeometry(window->rect());
    const int width = qMin(640, window->width() - 48);
    const int rows = qBound(1, m_model->rowCount(), shownRows);
    m_list->setFixedHeight(rows * rowHeight);
    m_card->setFixedWidth(width);
    m_card->adjustSize();
    m_card->move((window->width() - width) / 2, qMax(24, window->height() / 8));
}

bool PaletteOverlay::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible())
        place();
    if (watched != m_field || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const int row = m_list->currentIndex().row();
    const int last = m_model->rowCount() - 1;
    switch (key->key()) {
    case Qt::Key_Escape:
        dismiss();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        accept(row);
        return true;
    case Qt::Key_Down:
        m_list->setCurrentIndex(m_model->index(row >= last ? 0 : row + 1, 0));
        return true;
    case Qt::Key_Up:
        m_list->setCurrentIndex(m_model->index(row <= 0 ? last : row - 1, 0));
        return true;
    case Qt::Key_PageDown:
        m_list->setCurrentIndex(m_model->index(qMin(last, row + shownRows), 0));
        return true;
    case Qt::Key_PageUp:
        m_list->setCurrentIndex(m_model->index(qMax(0, row - shownRows), 0));
        return true;
    case Qt::Key_Tab:
    case Qt::Key_Backtab:
        return true;
    default:
        return QWidget::eventFilter(watched, event);
    }
}

void PaletteOverlay::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QColor veil = m_theme.colour(m_theme.isDark() ? Colour::Base : Colour::Text);
    veil.setAlphaF(m_theme.isDark() ? 0.55F : 0.18F);
    painter.fillRect(rect(), veil);
}

void PaletteOverlay::mousePressEvent(QMouseEvent *)
{
    dismiss();
}

} // namespace tidemark
