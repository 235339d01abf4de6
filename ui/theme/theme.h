// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

#include <array>

class QApplication;

namespace tidemark {

/// What a colour is for. Their values are in resources/themes/tidemark.json, and nowhere else.
enum class Colour {
    Window,    ///< bars, rail, panes
    Base,      ///< lists, editors
    Alternate, ///< every other row
    Line,      ///< hairlines
    Text,
    Muted,
    Faint, ///< only for what may be missed
    Accent,
    OnAccent,  ///< text on the accent
    Selection, ///< behind a selected row
    Hover,
    Good,
    Caution,
    Bad,
    GoodText, ///< as text on base, window or a chip of the same colour: at least 4.5 to 1
    CautionText,
    BadText,
    AccentText,
    Count,
};

/// Colours, fonts and icons of the workbench; light or dark. The GUI thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    enum class Scheme { System, Light, Dark };

    /// Reads the colours; a broken theme file is a defect of the build and ends the program.
    explicit Theme(QObject *parent = nullptr);

    /// System follows the desktop where Qt tells (6.5), else the lightness of its palette.
    void setScheme(Scheme scheme);
    Scheme scheme() const { return m_scheme; }
    bool isDark() const { return m_dark; }

    QColor colour(Colour role) const { return m_colours[std::size_t(role)]; }
    /// The colour laid over `ground` with that opacity, opaque: chips are 15 % of theirs on Base.
    QColor tint(Colour role, qreal opacity, Colour ground = Colour::Base) const;

    /// "timeline", "rehearse", ... of resources/icons, tinted; sharp at every scale.
    QIcon icon(const QString &name, Colour colour = Colour::Text) const;
    QPixmap pixmap(const QString &name, Colour colour, int size, qreal scale) const;

    QFont textFont() const;   ///< Inter 13 px, or the system's
    QFont smallFont() const;  ///< 11 px
    QFont strongFont() const; ///< the text's, semi-bold
    QFont titleFont() const;  ///< 15 px, semi-bold
    QFont codeFont() const;   ///< JetBrains Mono 12 px, or the system's fixed one

    /// Style, palette, font and style sheet of the whole program; again after each change.
    void applyTo(QApplication &application);

Q_SIGNALS:
    void changed();

private:
    bool systemIsDark() const;
    void update();
    QPalette palette() const;

    Scheme m_scheme = Scheme::System;
    bool m_dark = false;
    std::array<QColor, std::size_t(Colour::Count)> m_colours;
    std::array<std::array<QColor, std::size_t(Colour::Count)>, 2> m_sets; ///< light, dark
    QApplication *m_application = nullptr;
};

} // namespace tidemark
