// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/completionpopup.h"

#include "widgets/codeeditor.h"

#include <QAbstractListModel>
#include <QKeyEvent>
#include <QListView>
#include <QPainter>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTextBlock>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int completionHeight = 26;
constexpr int shownCompletions = 9;
constexpr int completionPauseMs = 80;
/// Rows of data are not completed.
constexpr int largestCompleted = 400'000;

} // namespace

/// The candidates, in their order.
class CompletionModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    void setItems(std::vector<CompletionItem> items)
    {
        beginResetModel();
        m_items = std::move(items);
        endResetModel();
    }
    const CompletionItem &at(int row) const { return m_items[size_t(row)]; }
    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : int(m_items.size());
    }
    QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid() || size_t(index.row()) >= m_items.size())
            return {};
        const CompletionItem &item = m_items[size_t(index.row())];
        if (role == Qt::DisplayRole)
            return item.name;
        if (role == Qt::UserRole)
            return item.detail.isEmpty() ? completionKindName(item.kind) : item.detail;
        if (role == Qt::AccessibleTextRole)
            return item.name + u", "_s + completionKindName(item.kind) + u' ' + item.detail;
        return {};
    }

private:
    std::vector<CompletionItem> m_items;
};

namespace {

/// A name, and on the right what it is.
class CompletionDelegate : public QStyledItemDelegate
{
public:
    CompletionDelegate(Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override
    {
        painter->save();
        if (option.state & QStyle::State_Selected) {
            painter->setRenderHint(QPainter::Antialiasing);
            painter->setPen(Qt::NoPen);
            painter->setBrush(m_theme.colour(Colour::Selection));
            painter->drawRoundedRect(QRectF(option.rect).adjusted(4, 1, -4, -1), 5, 5);
        }
        const QRect rect = option.rect.adjusted(12, 0, -12, 0);
        const QFontMetrics code(m_theme.codeFont());
        const QFontMetrics small(m_theme.smallFont());
        const QString detail =
            small.elidedText(index.data(Qt::UserRole).toString(), Qt::ElideRight, rect.width() / 2);
        const int right = small.horizontalAdvance(detail) + 12;
        painter->setFont(m_theme.codeFont());
        painter->setPen(m_theme.colour(Colour::Text));
        painter->drawText(
            rect, Qt::AlignVCenter | Qt::AlignLeft,
            code.elidedText(index.data().toString(), Qt::ElideRight, rect.width() - right));
        painter->setFont(m_theme.smallFont());
        painter->setPen(m_theme.colour(Colour::Muted));
        painter->drawText(rect, Qt::AlignVCenter | Qt::AlignRight, detail);
        painter->restore();
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override
    {
        return {200, completionHeight};
    }

private:
    Theme &m_theme;
};

} // namespace

CompletionPopup::CompletionPopup(Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_list(new QListView(this))
    , m_model(new CompletionModel(this))
{
    setObjectName(u"completion"_s);
    setAccessibleName(tr("Completion"));
    m_list->setObjectName(u"completionList"_s);
    m_list->setAccessibleName(tr("Names that may stand here"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CompletionDelegate(theme, m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    setFocusPolicy(Qt::NoFocus);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(1, 4, 1, 4);
    layout->addWidget(m_list);
    m_pause.setSingleShot(true);
    m_pause.setInterval(completionPauseMs);
    connect(&m_pause, &QTimer::timeout, this, [this] { ask(false); });
    connect(m_list, &QListView::clicked, this, &CompletionPopup::take);
    hide();
}

void CompletionPopup::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.colour(Colour::Line));
    painter.setBrush(m_theme.colour(Colour::Base));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
}

void CompletionPopup::attach(CodeEditor *editor, ScriptSide side, MigrationCompleter *completer)
{
    std::erase_if(m_attached, [](const Attached &each) { return !each.editor; });
    m_attached.push_back({editor, side, completer, editor});
    editor->installEventFilter(this);
    connect(editor->document(), &QTextDocument::contentsChange, this,
            [this, editor](int, int removed, int added) {
                if (removed + added <= 2 && editor->hasFocus())
                    typed(editor);
                else if (m_editor == editor)
                    hide();
            });
    connect(completer, &MigrationCompleter::answered, this, &CompletionPopup::show,
            Qt::UniqueConnection);
}

const CompletionPopup::Attached *CompletionPopup::find(const QObject *editor) const
{
    const auto found =
        std::ranges::find_if(m_attached, [&](const Attached &each) { return each.key == editor; });
    return found == m_attached.end() ? nullptr : &*found;
}

void CompletionPopup::forget(const QObject *editor)
{
    std::erase_if(m_attached, [&](const Attached &each) { return each.key == editor; });
    if (m_key != editor)
        return;
    m_key = nullptr;
    m_editor.clear();
    hide();
}

bool CompletionPopup::eventFilter(QObject *watched, QEvent *event)
{
    // One that is being destroyed still has events, and is only a widget by then.
    if (!qobject_cast<CodeEditor *>(watched)) {
        forget(watched);
        return QFrame::eventFilter(watched, event);
    }
    const Attached *attached = find(watched);
    if (!attached || !attached->completer)
        return QFrame::eventFilter(watched, event);
    if (event->type() == QEvent::FocusIn)
        attached->completer->prepare();
    if (event->type() == QEvent::FocusOut && attached->editor == m_editor)
        hide();
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (keyPressed(*attached, key->key(), key->modifiers()))
            return true;
    }
    // Escape closes this before it closes anything else.
    if (event->type() == QEvent::ShortcutOverride && isVisible() &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

bool CompletionPopup::keyPressed(const Attached &attached, int key, Qt::KeyboardModifiers modifiers)
{
    if (key == Qt::Key_Space && modifiers == Qt::ControlModifier) {
        m_editor = attached.editor;
        m_key = attached.key;
        m_pause.stop(); // what was typed before would hide it again
        ask(true);
        return true;
    }
    if (!isVisible() || attached.editor != m_editor)
        return false;
    const int row = m_list->currentIndex().row();
    const int rows = m_model->rowCount();
    const auto move = [&](int to) {
        m_list->setCurrentIndex(m_model->index(std::clamp(to, 0, rows - 1)));
        return true;
    };
    switch (key) {
    case Qt::Key_Down:
        return move(row + 1 == rows ? 0 : row + 1);
    case Qt::Key_Up:
        return move(row == 0 ? rows - 1 : row - 1);
    case Qt::Key_PageDown:
        return move(row + shownCompletions);
    case Qt::Key_PageUp:
        return move(row - shownCompletions);
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Tab:
        take();
        return true;
    case Qt::Key_Escape:
        hide();
        return true;
    case Qt::Key_Left:
    case Qt::Key_Right:
    case Qt::Key_Home:
    case Qt::Key_End:
        hide();
        return false;
    default:
        return false;
    }
}

void CompletionPopup::typed(CodeEditor *editor)
{
    m_editor = editor;
    m_key = editor;
    m_pause.start();
}

/// Without being asked for only where a name was begun, or a part of one is to follow.
void CompletionPopup::ask(bool wanted)
{
    const Attached *attached = m_editor ? find(m_editor) : nullptr;
    if (!attached || !attached->completer || m_editor->isReadOnly() || m_editor->isLoading() ||
        m_editor->document()->characterCount() > largestCompleted)
        return;
    const QTextCursor cursor = m_editor->textCursor();
    const QString line = cursor.block().text().left(cursor.positionInBlock());
    qsizetype begun = 0;
    while (begun < line.size() && (line[line.size() - 1 - begun].isLetterOrNumber() ||
                                   line[line.size() - 1 - begun] == u'_'))
        ++begun;
    if (!wanted && begun < 2 && !line.endsWith(u'.')) {
        hide();
        return;
    }
    m_wanted = wanted;
    m_revision = m_editor->document()->revision();
    attached->completer->ask(attached->side, m_editor->fullText(), cursor.position());
}

void CompletionPopup::show(const EditedCompletion &completion)
{
    if (!m_editor || m_editor->document()->revision() != m_revision || !m_editor->hasFocus())
        return;
    m_shown = completion;
    const auto isWhole = [&](const CompletionItem &item) {
        const QString now =
            m_editor->fullText().mid(completion.begin, completion.end - completion.begin);
        return item.insert.compare(now, Qt::CaseInsensitive) == 0;
    };
    // What stands there already needs no help.
    const bool done = completion.items.empty() || (!m_wanted && isWhole(completion.items.front()));
    if (done) {
        hide();
        return;
    }
    m_model->setItems(completion.items);
    m_list->setCurrentIndex(m_model->index(0));
    place();
    QFrame::show();
    raise();
}

void CompletionPopup::place()
{
    QTextCursor start = m_editor->textCursor();
    start.setPosition(
        int(std::min<qsizetype>(m_shown.begin, m_editor->document()->characterCount() - 1)));
    const QRect at = m_editor->cursorRect(start);
    const int rows = std::min(shownCompletions, m_model->rowCount());
    const QFontMetrics code(m_theme.codeFont());
    const QFontMetrics small(m_theme.smallFont());
    int width = 240;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        const QModelIndex index = m_model->index(row);
        width = std::max(width, code.horizontalAdvance(index.data().toString()) + 60 +
                                    small.horizontalAdvance(index.data(Qt::UserRole).toString()));
    }
    resize(std::min(width, 460), rows * completionHeight + 10);
    const QWidget *around = parentWidget();
    const QPoint below = m_editor->viewport()->mapTo(around, at.bottomLeft()) + QPoint(-12, 4);
    QPoint corner = below;
    if (corner.y() + height() > around->height())
        corner.setY(m_editor->viewport()->mapTo(around, at.topLeft()).y() - height() - 4);
    corner.setX(std::clamp(corner.x(), 4, std::max(4, around->width() - this->width() - 4)));
    move(corner);
}

void CompletionPopup::take()
{
    const QModelIndex index = m_list->currentIndex();
    if (!index.isValid() || !m_editor)
        return;
    const QString insert = m_model->at(index.row()).insert;
    hide();
    QTextCursor cursor = m_editor->textCursor();
    cursor.setPosition(int(m_shown.begin));
    cursor.setPosition(int(m_shown.end), QTextCursor::KeepAnchor);
    cursor.insertText(insert);
    m_editor->setTextCursor(cursor);
    // The text that was just put in is no question.
    m_pause.stop();
}

} // namespace tidemark
