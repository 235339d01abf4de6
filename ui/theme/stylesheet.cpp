// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/stylesheet.h"

#include "theme/theme.h"

#include <QHash>
#include <QRegularExpression>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

// @name is the theme's colour of that name.
constexpr char16_t sheet[] = uR"(
QMainWindow::separator { width: 1px; height: 1px; background: @line; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QFrame[kind="line"] { background: @line; border: none; }
QToolTip { background: @base; color: @text; border: 1px solid @line; padding: 4px 6px; }

QPushButton, QToolButton[kind="menu"] {
    background: @base; color: @text; border: 1px solid @line; border-radius: 7px;
    padding: 0 12px; min-height: 28px; max-height: 28px;
}
QPushButton:hover, QToolButton[kind="menu"]:hover { background: @hover; }
QPushButton:pressed, QToolButton[kind="menu"]:pressed { background: @selection; }
QPushButton:focus, QToolButton[kind="menu"]:focus { border: 1px solid @accent; }
QPushButton:disabled, QToolButton[kind="menu"]:disabled { color: @faint; background: @window; }
QPushButton[kind="primary"] { background: @accent; color: @onAccent; border-color: @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[kind="primary"]:focus { border: 2px solid @text; }
QPushButton[kind="primary"]:disabled { background: @line; color: @muted; border-color: @line; }
QPushButton[kind="danger"] { color: @badText; border-color: @bad; }
QPushButton[kind="danger"]:hover { background: @badTint; }
QPushButton[kind="danger"]:default { background: @bad; color: @onAccent; }
QPushButton[kind="danger"]:disabled { color: @faint; border-color: @line; background: @window; }
QPushButton[kind="link"] { background: transparent; border: none; color: @accentText; padding: 0 2px; text-align: left; }
QPushButton[kind="link"]:focus { text-decoration: underline; }
QPushButton::menu-indicator, QToolButton::menu-indicator { image: none; width: 0; }
QToolButton[kind="icon"] { background: transparent; border: 1px solid transparent; border-radius: 7px; padding: 4px; }
QToolButton[kind="icon"]:hover { background: @hover; }
QToolButton[kind="icon"]:pressed, QToolButton[kind="icon"]:checked { background: @selection; }
QToolButton[kind="icon"]:focus { border-color: @accent; }

QLineEdit, QSpinBox, QComboBox {
    background: @base; color: @text; border: 1px solid @line; border-radius: 7px;
    padding: 0 8px; min-height: 28px; max-height: 28px;
    selection-background-color: @accent; selection-color: @onAccent;
}
QLineEdit:focus, QSpinBox:focus, QComboBox:focus { border-color: @accent; }
QLineEdit:disabled, QSpinBox:disabled, QComboBox:disabled { color: @faint; background: @window; }
QLineEdit[kind="bare"] { border: none; background: transparent; }
QLineEdit[invalid="true"] { border-color: @bad; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(@chevron); width: 14px; height: 14px; }
QSpinBox::up-button, QSpinBox::down-button { border: none; width: 16px; background: transparent; }

QPlainTextEdit, QTextEdit { background: @base; color: @text; border: none; selection-background-color: @accent; selection-color: @onAccent; }
QPlainTextEdit[kind="field"] { border: 1px solid @line; border-radius: 7px; padding: 4px; }
QPlainTextEdit[kind="field"]:focus { border-color: @accent; }

QAbstractItemView { background: @base; alternate-background-color: @alternate; border: none; outline: none; selection-background-color: @selection; selection-color: @text; }
QAbstractItemView[kind="boxed"], QPlainTextEdit[kind="boxed"] { border: 1px solid @line; border-radius: 6px; }
QHeaderView { background: @base; border: none; }
QHeaderView::section { background: @base; color: @muted; border: none; border-bottom: 1px solid @line; padding: 6px 8px; }
QTableView { gridline-color: transparent; }
QTableCornerButton::section { background: @base; border: none; }

QMenu { background: @base; color: @text; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: @selection; color: @text; }
QMenu::item:disabled { color: @faint; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: @faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; padding: 6px 12px; border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: @text; border-bottom-color: @accent; }
QTabBar::tab:focus { color: @accentText; }
QTabWidget::pane { border: none; border-top: 1px solid @line; }

QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox:focus, QRadioButton:focus { color: @accentText; }
QCheckBox::indicator { width: 15px; height: 15px; border: 1px solid @faint; border-radius: 4px; background: @base; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border-color: @accent; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@tick); }
QCheckBox::indicator:disabled { border-color: @line; background: @window; }
QRadioButton::indicator { width: 15px; height: 15px; border: 1px solid @faint; border-radius: 8px; background: @base; }
QRadioButton::indicator:hover, QRadioButton::indicator:focus { border-color: @accent; }
QRadioButton::indicator:checked { width: 7px; height: 7px; border: 5px solid @accent; background: @onAccent; }
QRadioButton::indicator:disabled { border-color: @line; background: @window; }
QLabel[kind="muted"] { color: @muted; }
QLabel[kind="faint"] { color: @faint; }
QLabel[kind="good"] { color: @goodText; }
QLabel[kind="caution"] { color: @cautionText; }
QLabel[kind="bad"] { color: @badText; }
QLabel a { color: @accentText; }

QWidget[kind="bar"] { background: @window; }
QWidget[kind="pane"] { background: @window; }
QWidget[kind="surface"] { background: @base; }
QFrame[kind="card"] { background: @base; border: 1px solid @line; border-radius: 8px; }
QFrame[kind="error"] { background: @badTint; border: 1px solid @badLine; border-radius: 8px; }
QFrame[kind="band"] { background: @cautionTint; border: none; border-bottom: 1px solid @cautionLine; }
QFrame[kind="bar"] { border: none; border-bottom: 1px solid @line; }
QFrame[kind="notice"] { background: @cautionTint; border: 1px solid @cautionLine; border-radius: 8px; }
)";

} // namespace

QString styleSheetFor(const Theme &theme)
{
    const QHash<QString, QString> names{
        {u"window"_s, theme.colour(Colour::Window).name()},
        {u"base"_s, theme.colour(Colour::Base).name()},
        {u"alternate"_s, theme.colour(Colour::Alternate).name()},
        {u"line"_s, theme.colour(Colour::Line).name()},
        {u"text"_s, theme.colour(Colour::Text).name()},
        {u"muted"_s, theme.colour(Colour::Muted).name()},
        {u"faint"_s, theme.colour(Colour::Faint).name()},
        {u"accent"_s, theme.colour(Colour::Accent).name()},
        {u"accentHover"_s, theme.tint(Colour::Accent, 0.88, Colour::Text).name()},
        {u"accentText"_s, theme.colour(Colour::AccentText).name()},
        {u"onAccent"_s, theme.colour(Colour::OnAccent).name()},
        {u"selection"_s, theme.colour(Colour::Selection).name()},
        {u"hover"_s, theme.colour(Colour::Hover).name()},
        {u"scroll"_s, theme.tint(Colour::Faint, 0.5).name()},
        {u"bad"_s, theme.colour(Colour::Bad).name()},
        {u"badText"_s, theme.colour(Colour::BadText).name()},
        {u"badTint"_s, theme.tint(Colour::Bad, 0.08).name()},
        {u"badLine"_s, theme.tint(Colour::Bad, 0.35).name()},
        {u"cautionText"_s, theme.colour(Colour::CautionText).name()},
        {u"cautionTint"_s, theme.tint(Colour::Caution, 0.10).name()},
        {u"cautionLine"_s, theme.tint(Colour::Caution, 0.40).name()},
        {u"goodText"_s, theme.colour(Colour::GoodText).name()},
        {u"tick"_s, u":/icons/tick-%1.svg"_s.arg(theme.isDark() ? u"dark"_s : u"light"_s)},
        {u"chevron"_s,
         u":/icons/chevron-down-%1.svg"_s.arg(theme.isDark() ? u"dark"_s : u"light"_s)},
    };
    const QString text = QString::fromUtf16(sheet);
    static const QRegularExpression place(u"@([a-zA-Z]+)"_s);
    QString result;
    qsizetype from = 0;
    for (auto matches = place.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        Q_ASSERT(names.contains(match.captured(1)));
        result += QStringView(text).mid(from, match.capturedStart() - from);
        result += names.value(match.captured(1));
        from = match.capturedEnd();
    }
    result += QStringView(text).mid(from);
    return result;
}

} // namespace tidemark
