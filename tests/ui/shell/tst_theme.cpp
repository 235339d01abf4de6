// SPDX-License-Identifier: GPL-3.0-or-later
#include "theme/stylesheet.h"
#include "theme/theme.h"

#include <QApplication>
#include <QDirIterator>
#include <QFile>
#include <QImage>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace tidemark;
using namespace Qt::StringLiterals;

namespace {

/// WCAG 2.1's relative luminance.
double luminance(const QColor &colour)
{
    const auto part = [](double value) {
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * part(colour.redF()) + 0.7152 * part(colour.greenF()) +
           0.0722 * part(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double one = luminance(a), other = luminance(b);
    return (std::max(one, other) + 0.05) / (std::min(one, other) + 0.05);
}

} // namespace

class TestTheme : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void contrastOfTexts_data();
    void contrastOfTexts();
    void iconsAreTinted();
    void iconsFollowTheTheme();
    void everyIconDraws();
    void noColourOutsideTheThemeFile();
    void theWholeProgramFollows();
};

void TestTheme::contrastOfTexts_data()
{
    QTest::addColumn<bool>("dark");
    QTest::newRow("light") << false;
    QTest::newRow("dark") << true;
}

void TestTheme::contrastOfTexts()
{
    QFETCH(bool, dark);
    Theme theme;
    theme.setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
    QCOMPARE(theme.isDark(), dark);
    constexpr double readable = 4.5;
    constexpr double visible = 3.0;
    const auto atLeast = [&](Colour text, const QColor &ground, double wanted, const char *what) {
        const double found = contrast(theme.colour(text), ground);
        QVERIFY2(found >= wanted, qPrintable(u"%1 of %2: %3"_s.arg(QLatin1StringView(what))
                                                 .arg(theme.colour(text).name())
                                                 .arg(found)));
    };
    for (const Colour ground :
         {Colour::Window, Colour::Base, Colour::Alternate, Colour::Selection, Colour::Hover}) {
        atLeast(Colour::Text, theme.colour(ground), readable, "text");
        atLeast(Colour::Muted, theme.colour(ground), readable, "muted");
        atLeast(Colour::AccentText, theme.colour(ground), readable, "accent text");
    }
    for (const Colour ground : {Colour::Window, Colour::Base}) {
        atLeast(Colour::Faint, theme.colour(ground), visible, "faint");
        for (const Colour shape : {Colour::Accent, Colour::Good, Colour::Caution, Colour::Bad})
            atLeast(shape, theme.colour(ground), visible, "shape");
        for (const Colour text : {Colour::GoodText, Colour::CautionText, Colour::BadText})
            atLeast(text, theme.colour(ground), readable, "toned text");
    }
    atLeast(Colour::OnAccent, theme.colour(Colour::Accent), readable, "text on the accent");
    atLeast(Colour::GoodText, theme.tint(Colour::Good, 0.15), readable, "good chip");
    atLeast(Colour::CautionText, theme.tint(Colour::Caution, 0.15), readable, "caution chip");
    atLeast(Colour::BadText, theme.tint(Colour::Bad, 0.15), readable, "bad chip");
    atLeast(Colour::Muted, theme.tint(Colour::Muted, 0.15), visible, "neutral chip");
}

void TestTheme::iconsAreTinted()
{
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    const QImage image = theme.pixmap(u"stop"_s, Colour::Bad, 24, 2).toImage();
    QCOMPARE(image.size(), QSize(48, 48));
    int opaque = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const QColor pixel = image.pixelColor(x, y);
            if (pixel.alpha() < 255)
                continue;
            ++opaque;
            QCOMPARE(pixel.rgb(), theme.colour(Colour::Bad).rgb());
        }
    }
    QVERIFY(opaque > 100);
}

void TestTheme::iconsFollowTheTheme()
{
    Theme theme;
    theme.setScheme(Theme::Scheme::Light);
    const QIcon icon = theme.icon(u"stop"_s);
    const QImage light = icon.pixmap(24, 24).toImage();
    theme.setScheme(Theme::Scheme::Dark);
    QVERIFY(icon.pixmap(24, 24).toImage() != light);
}

void TestTheme::everyIconDraws()
{
    Theme theme;
    int icons = 0;
    QDirIterator files(u":/icons"_s, {u"*.svg"_s});
    while (files.hasNext()) {
        const QString name = QFileInfo(files.next()).completeBaseName();
        const QImage image = theme.pixmap(name, Colour::Text, 24, 1).toImage();
        int inked = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                inked += image.pixelColor(x, y).alpha() > 60 ? 1 : 0;
        }
        QVERIFY2(inked >= 8, qPrintable(name));
        ++icons;
    }
    QVERIFY(icons > 30);
}

void TestTheme::noColourOutsideTheThemeFile()
{
    static const QRegularExpression literal(
        u"\"#[0-9a-fA-F]{3,8}\"|QColor\\(\\s*\\d|QColorConstants|Qt::(red|green|blue|white|black|gray)\\b"_s);
    QDirIterator sources(QStringLiteral(TIDEMARK_SOURCE_DIR "/ui"), {u"*.cpp"_s, u"*.h"_s},
                         QDir::Files, QDirIterator::Subdirectories);
    int files = 0;
    while (sources.hasNext()) {
        QFile file(sources.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QRegularExpressionMatch match = literal.match(QString::fromUtf8(file.readAll()));
        QVERIFY2(!match.hasMatch(), qPrintable(file.fileName() + u": "_s + match.captured()));
        ++files;
    }
    QVERIFY(files > 10);
}

void TestTheme::theWholeProgramFollows()
{
    Theme theme;
    theme.applyTo(*qApp);
    const QSignalSpy changed(&theme, &Theme::changed);
    theme.setScheme(Theme::Scheme::Dark);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(qApp->palette().color(QPalette::Base), theme.colour(Colour::Base));
    QVERIFY(!qApp->styleSheet().contains(u'@'));
    theme.setScheme(Theme::Scheme::Light);
    QCOMPARE(qApp->palette().color(QPalette::Base), theme.colour(Colour::Base));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
