// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QString>

class QAbstractButton;
class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;
class QTreeView;
class QWidget;

namespace tidemark {

// ---- The few kinds of controls there are, so that they look alike everywhere. Colours and sizes
// ---- come from the style sheet, by the property "kind".

/// Filled with the accent: the one most important action of a place.
QPushButton *primaryButton(const QString &text, QWidget *parent = nullptr);
/// Outlined.
QPushButton *plainButton(const QString &text, QWidget *parent = nullptr);
/// Outlined in the colour of danger, filled when it is the default.
QPushButton *dangerButton(const QString &text, QWidget *parent = nullptr);
/// Only an icon; `text` is its tool tip and accessible name. Re-tinted when the theme changes.
QToolButton *iconButton(Theme &theme, const QString &icon, const QString &text,
                        QWidget *parent = nullptr);
/// Plain, with a chevron behind its text and an empty menu, which its maker fills.
QPushButton *menuButton(Theme &theme, const QString &text, QWidget *parent = nullptr);
/// A field to filter with: magnifier in front, a cross to clear it, Escape clears; in an empty one
/// Escape is for whoever is around it.
QLineEdit *searchField(Theme &theme, const QString &placeholder, QWidget *parent = nullptr);

/// Rows of one height without lines, arrows and indentation: a delegate paints them.
QTreeView *plainTree(const QString &name, QWidget *parent = nullptr);

QLabel *titleLabel(Theme &theme, const QString &text, QWidget *parent = nullptr);
QLabel *sectionLabel(Theme &theme, const QString &text, QWidget *parent = nullptr); ///< semi-bold
QLabel *mutedLabel(const QString &text, QWidget *parent = nullptr);                 ///< wraps

/// For menus and tabs, which take an ampersand for the mark of a key.
QString literalText(const QString &text);

QFrame *horizontalLine(QWidget *parent = nullptr);
QFrame *verticalLine(QWidget *parent = nullptr);

/// For tool tips of what a person or a database wrote: Qt takes what looks like HTML for HTML.
QString plainTip(const QString &text);

/// A property that the style sheet looks at; repolishes.
void setStyleProperty(QWidget *widget, const char *name, const QVariant &value);

} // namespace tidemark
