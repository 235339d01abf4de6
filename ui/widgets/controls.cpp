// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/controls.h"

#include <QAction>
#include <QFrame>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QStyle>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeView>
#include <QVariant>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QPushButton *button(const QString &text, const char *kind, QWidget *parent)
{
    auto *made = new QPushButton(text, parent);
    made->setProperty("kind", QLatin1StringView(kind));
    made->setAutoDefault(false);
    made->setCursor(Qt::PointingHandCursor);
    return made;
}

/// Of a field with something in it; before any shortcut of the window.
class EscapeClears final : public QObject
{
public:
    explicit EscapeClears(QLineEdit *field)
        : QObject(field)
        , m_field(field)
    {
    }

protected:
    bool eventFilter(QObject *, QEvent *event) override
    {
        const bool pressed = event->type() == QEvent::KeyPress;
        if ((!pressed && event->type() != QEvent::ShortcutOverride) || m_field->text().isEmpty() ||
            static_cast<const QKeyEvent *>(event)->key() != Qt::Key_Escape)
            return false;
        event->accept();
        if (pressed)
            m_field->clear();
        return true;
    }

private:
    QLineEdit *m_field;
};

QFrame *line(QWidget *parent)
{
    auto *made = new QFrame(parent);
    made->setProperty("kind", u"line"_s);
    made->setFrameShape(QFrame::NoFrame);
    return made;
}

} // namespace

QPushButton *primaryButton(const QString &text, QWidget *parent)
{
    return button(text, "primary", parent);
}

QPushButton *plainButton(const QString &text, QWidget *parent)
{
    return button(text, "plain", parent);
}

QPushButton *dangerButton(const QString &text, QWidget *parent)
{
    return button(text, "danger", parent);
}

QToolButton *iconButton(Theme &theme, const QString &icon, const QString &text, QWidget *parent)
{
    auto *made = new QToolButton(parent);
    made->setProperty("kind", u"icon"_s);
    made->setIcon(theme.icon(icon, Colour::Muted));
    made->setIconSize({18, 18});
    made->setToolTip(text);
    made->setAccessibleName(text);
    made->setFocusPolicy(Qt::StrongFocus);
    QObject::connect(&theme, &Theme::changed, made, qOverload<>(&QWidget::update));
    return made;
}

QPushButton *menuButton(Theme &theme, const QString &text, QWidget *parent)
{
    QPushButton *made = plainButton(text, parent);
    made->setIcon(theme.icon(u"chevron-down"_s, Colour::Muted));
    made->setIconSize({14, 14});
    made->setLayoutDirection(Qt::RightToLeft); // the icon stands behind the text
    auto *menu = new QMenu(made);
    menu->setLayoutDirection(Qt::LeftToRight);
    made->setMenu(menu);
    QObject::connect(&theme, &Theme::changed, made, qOverload<>(&QWidget::update));
    return made;
}

QLineEdit *searchField(Theme &theme, const QString &placeholder, QWidget *parent)
{
    auto *made = new QLineEdit(parent);
    made->setPlaceholderText(placeholder);
    made->setAccessibleName(placeholder);
    made->setClearButtonEnabled(false);
    made->addAction(theme.icon(u"search"_s, Colour::Muted), QLineEdit::LeadingPosition);
    QAction *clear =
        made->addAction(theme.icon(u"close"_s, Colour::Muted), QLineEdit::TrailingPosition);
    clear->setToolTip(QObject::tr("Clear"));
    clear->setVisible(false);
    QObject::connect(clear, &QAction::triggered, made, &QLineEdit::clear);
    QObject::connect(made, &QLineEdit::textChanged, clear,
                     [clear](const QString &text) { clear->setVisible(!text.isEmpty()); });
    made->installEventFilter(new EscapeClears(made));
    QObject::connect(&theme, &Theme::changed, made, qOverload<>(&QWidget::update));
    return made;
}

QTreeView *plainTree(const QString &name, QWidget *parent)
{
    auto *made = new QTreeView(parent);
    made->setAccessibleName(name);
    made->setRootIsDecorated(false);
    made->setIndentation(0);
    made->setUniformRowHeights(true);
    made->setMouseTracking(true);
    made->setFrameShape(QFrame::NoFrame);
    made->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    return made;
}

QLabel *titleLabel(Theme &theme, const QString &text, QWidget *parent)
{
    auto *made = new QLabel(text, parent);
    made->setFont(theme.titleFont());
    made->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return made;
}

QLabel *sectionLabel(Theme &theme, const QString &text, QWidget *parent)
{
    auto *made = new QLabel(text, parent);
    made->setFont(theme.strongFont());
    return made;
}

QLabel *mutedLabel(const QString &text, QWidget *parent)
{
    auto *made = new QLabel(text, parent);
    made->setProperty("kind", u"muted"_s);
    made->setWordWrap(true);
    return made;
}

QString literalText(const QString &text)
{
    return QString(text).replace(u'&', u"&&"_s);
}

QString plainTip(const QString &text)
{
    if (!Qt::mightBeRichText(text))
        return text;
    return u"<span style=\"white-space: pre-wrap\">"_s + text.toHtmlEscaped() + u"</span>"_s;
}

QFrame *horizontalLine(QWidget *parent)
{
    QFrame *made = line(parent);
    made->setFixedHeight(1);
    return made;
}

QFrame *verticalLine(QWidget *parent)
{
    QFrame *made = line(parent);
    made->setFixedWidth(1);
    return made;
}

void setStyleProperty(QWidget *widget, const char *name, const QVariant &value)
{
    if (widget->property(name) == value)
        return;
    widget->setProperty(name, value);
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

} // namespace tidemark
