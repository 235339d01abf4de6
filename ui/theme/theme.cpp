// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/theme.h"

#include "theme/stylesheet.h"

#include <QApplication>
#include <QEvent>
#include <QFile>
#include <QFontDatabase>
#include <QGuiApplication>
#include <QHash>
#include <QIconEngine>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPainter>
#include <QPixmapCache>
#include <QStyleFactory>
#include <QStyleHints>
#include <QSvgRenderer>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array colourNames{
    "window",  "base",   "alternate", "line",        "text",    "muted",
    "faint",   "accent", "onAccent",  "selection",   "hover",   "good",
    "caution", "bad",    "goodText",  "cautionText", "badText", "accentText",
};
static_assert(colourNames.size() == std::size_t(Colour::Count));

QPixmap tinted(const QString &name, const QColor &colour, const QSize &size, qreal scale)
{
    const QString key = u"tidemark/%1/%2/%3x%4@%5"_s.arg(name, colour.name(QColor::HexArgb))
                            .arg(size.width())
                            .arg(size.height())
                            .arg(scale);
    QPixmap pixmap;
    if (QPixmapCache::find(key, &pixmap))
        return pixmap;
    pixmap = QPixmap(size * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    QSvgRenderer renderer(":/icons/"_L1 + name + ".svg"_L1);
    renderer.render(&painter, QRectF(QPointF(0, 0), QSizeF(size)));
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(QRect(QPoint(0, 0), size), colour);
    painter.end();
    QPixmapCache::insert(key, pixmap);
    return pixmap;
}

/// Draws one icon in a colour of the theme at whatever size and scale it is asked for, so that an
/// icon made in the light stays right in the dark.
class TintedIcon : public QIconEngine
{
public:
    TintedIcon(const Theme &theme, QString name, Colour colour)
        : m_theme(theme)
        , m_name(std::move(name))
        , m_colour(colour)
    {
    }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const qreal scale = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        painter->drawPixmap(rect, tinted(m_name, colourFor(mode), rect.size(), scale));
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return tinted(m_name, colourFor(mode), size, 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return tinted(m_name, colourFor(mode), size / scale, scale);
    }
    QIconEngine *clone() const override { return new TintedIcon(m_theme, m_name, m_colour); }

private:
    QColor colourFor(QIcon::Mode mode) const
    {
        return m_theme.colour(mode == QIcon::Disabled ? Colour::Faint : m_colour);
    }

    const Theme &m_theme;
    QString m_name;
    Colour m_colour;
};

QString familyOf(const QStringList &wanted, QFontDatabase::SystemFont otherwise)
{
    for (const QString &family : wanted) {
        if (QFontDatabase::hasFamily(family))
            return family;
    }
    return QFontDatabase::systemFont(otherwise).family();
}

QFont fontOf(const QString &family, int pixels, QFont::Weight weight = QFont::Normal)
{
    QFont font(family);
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

const QString &textFamily()
{
    static const QString family = familyOf({u"Inter"_s}, QFontDatabase::GeneralFont);
    return family;
}

const QString &codeFamily()
{
    static const QString family = familyOf({u"JetBrains Mono"_s}, QFontDatabase::FixedFont);
    return family;
}

} // namespace

Theme::Theme(QObject *parent)
    : QObject(parent)
{
    QFile file(u":/themes/tidemark.json"_s);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("the theme is not part of the program");
    const QJsonObject sets = QJsonDocument::fromJson(file.readAll()).object();
    for (std::size_t dark = 0; dark < m_sets.size(); ++dark) {
        const QJsonObject set = sets[dark != 0 ? "dark"_L1 : "light"_L1].toObject();
        for (std::size_t i = 0; i < colourNames.size(); ++i) {
            m_sets[dark][i] = QColor(set[QLatin1StringView(colourNames[i])].toString());
            if (!m_sets[dark][i].isValid())
                qFatal("the theme has no colour \"%s\"", colourNames[i]);
        }
    }
    m_colours = m_sets[0];
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this,
            [this] { update(); });
#endif
    update();
}

void Theme::setScheme(Scheme scheme)
{
    m_scheme = scheme;
    update();
}

bool Theme::systemIsDark() const
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    return QGuiApplication::styleHints()->colorScheme() == Qt::ColorScheme::Dark;
#else
    // The palette is ours by the time of a second look, so only the first one tells.
    static const bool dark = QGuiApplication::palette().color(QPalette::Window).lightness() < 128;
    return dark;
#endif
}

void Theme::update()
{
    const bool dark = m_scheme == Scheme::Dark || (m_scheme == Scheme::System && systemIsDark());
    m_dark = dark;
    m_colours = m_sets[dark ? 1 : 0];
    if (m_application) {
        m_application->setPalette(palette());
        m_application->setStyleSheet(styleSheetFor(*this));
    }
    Q_EMIT changed();
}

void Theme::applyTo(QApplication &application)
{
    m_application = &application;
    QApplication::setStyle(QStyleFactory::create(u"Fusion"_s));
    QApplication::setFont(textFont());
    update();
}

QColor Theme::tint(Colour role, qreal opacity, Colour ground) const
{
    const QColor over = colour(role);
    const QColor under = colour(ground);
    const auto mix = [opacity](float a, float b) {
        return float(a * opacity + b * (1.0 - opacity));
    };
    return QColor::fromRgbF(mix(over.redF(), under.redF()), mix(over.greenF(), under.greenF()),
                            mix(over.blueF(), under.blueF()));
}

QIcon Theme::icon(const QString &name, Colour colour) const
{
    return QIcon(new TintedIcon(*this, name, colour));
}

QPixmap Theme::pixmap(const QString &name, Colour role, int size, qreal scale) const
{
    return tinted(name, colour(role), {size, size}, scale);
}

QFont Theme::textFont() const
{
    return fontOf(textFamily(), 13);
}

QFont Theme::smallFont() const
{
    return fontOf(textFamily(), 11);
}

QFont Theme::strongFont() const
{
    return fontOf(textFamily(), 13, QFont::DemiBold);
}

QFont Theme::titleFont() const
{
    return fontOf(textFamily(), 15, QFont::DemiBold);
}

QFont Theme::codeFont() const
{
    return fontOf(codeFamily(), 12);
}

QPalette Theme::palette() const
{
    QPalette palette;
    palette.setColor(QPalette::Window, colour(Colour::Window));
    palette.setColor(QPalette::WindowText, colour(Colour::Text));
    palette.setColor(QPalette::Base, colour(Colour::Base));
    palette.setColor(QPalette::AlternateBase, colour(Colour::Alternate));
    palette.setColor(QPalette::Text, colour(Colour::Text));
    palette.setColor(QPalette::Button, colour(Colour::Window));
    palette.setColor(QPalette::ButtonText, colour(Colour::Text));
    palette.setColor(QPalette::PlaceholderText, colour(Colour::Faint));
    palette.setColor(QPalette::Mid, colour(Colour::Line));
    palette.setColor(QPalette::Highlight, colour(Colour::Accent));
    palette.setColor(QPalette::HighlightedText, colour(Colour::OnAccent));
    palette.setColor(QPalette::Link, colour(Colour::AccentText));
    palette.setColor(QPalette::ToolTipBase, colour(Colour::Base));
    palette.setColor(QPalette::ToolTipText, colour(Colour::Text));
    for (const QPalette::ColorRole role :
         {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, colour(Colour::Faint));
    return palette;
}

} // namespace tidemark
