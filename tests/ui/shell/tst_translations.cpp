// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/noise.h"
#include "rehearsal/choicebar.h"
#include "shell/rail.h"
#include "shell/translations.h"
#include "support/workbenchfixture.h"
#include "theme/theme.h"
#include "workbench/comparedobjects.h"

#include <QFile>
#include <QLocale>
#include <QProcess>
#include <QPushButton>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

namespace {

struct Message
{
    QString context;
    QString source;
    QStringList translations; ///< more than one: by number
    bool unfinished = false;
};

std::vector<Message> messagesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    std::vector<Message> messages;
    QXmlStreamReader xml(&file);
    QString context;
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == u"name") {
            context = xml.readElementText();
        } else if (xml.name() == u"source") {
            messages.push_back({context, xml.readElementText(), {}, false});
        } else if (xml.name() == u"numerusform") {
            messages.back().translations += xml.readElementText();
        } else if (xml.name() == u"translation") {
            messages.back().unfinished = xml.attributes().hasAttribute(u"type"_s);
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            messages.back().translations += text;
        }
    }
    if (xml.hasError())
        qFatal("%s", qPrintable(xml.errorString()));
    return messages;
}

QStringList placeholdersIn(const QString &text)
{
    static const QRegularExpression placeholder(u"%L?(\\d+|n)"_s);
    QStringList found;
    auto matches = placeholder.globalMatch(text);
    while (matches.hasNext())
        found += matches.next().captured();
    found.sort();
    return found;
}

} // namespace

/// Every text of the window in every language that there is.
class TestTranslations : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingIsLeftOut_data();
    void nothingIsLeftOut();
    void placeholdersAgree();
    void aGermanDesktopSpeaksGerman();

private:
    QTemporaryDir m_folder;
};

void TestTranslations::initTestCase()
{
    QVERIFY(m_folder.isValid());
}

void TestTranslations::nothingIsLeftOut_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QStringList>("options");
    QTest::newRow("German") << u"tidemark_de.ts"_s << QStringList();
    QTest::newRow("English plurals") << u"tidemark_en.ts"_s << QStringList{u"-pluralonly"_s};
}

/// As the sources are now: lupdate adds what is new to a copy, and it stays without a translation.
void TestTranslations::nothingIsLeftOut()
{
    QFETCH(const QString, file);
    QFETCH(const QStringList, options);
    const QString copy = m_folder.filePath(file);
    QVERIFY(
        QFile::copy(QStringLiteral(TIDEMARK_SOURCE_DIR "/resources/translations/") + file, copy));
    QProcess lupdate;
    lupdate.setWorkingDirectory(QStringLiteral(TIDEMARK_SOURCE_DIR));
    lupdate.start(QStringLiteral(TIDEMARK_LUPDATE),
                  QStringList{u"-I"_s, u"app"_s, u"-I"_s, u"ui"_s, u"app/workbench"_s, u"ui"_s,
                              u"-extensions"_s, u"cpp,h"_s, u"-no-obsolete"_s, u"-locations"_s,
                              u"none"_s} +
                      options + QStringList{u"-ts"_s, copy});
    QVERIFY(lupdate.waitForFinished(120'000));
    QCOMPARE(lupdate.exitCode(), 0);
    const std::vector<Message> messages = messagesOf(copy);
    QVERIFY(messages.size() >= (options.isEmpty() ? 500u : 3u));
    QStringList left;
    for (const Message &message : messages) {
        if (message.unfinished || message.translations.join(QString()).isEmpty())
            left += message.context + u": "_s + message.source;
    }
    QVERIFY2(left.isEmpty(), qPrintable(u"without a translation (ninja update_translations adds "
                                        "them to the .ts files):\n"_s +
                                        left.join(u'\n')));
}

void TestTranslations::placeholdersAgree()
{
    for (const QString &file : {u"tidemark_de.ts"_s, u"tidemark_en.ts"_s}) {
        for (const Message &message :
             messagesOf(QStringLiteral(TIDEMARK_SOURCE_DIR "/resources/translations/") + file)) {
            const QStringList expected = placeholdersIn(message.source);
            // What stands at the ends joins a text to its neighbours.
            const auto ends = [](const QString &text) {
                return std::pair(text.startsWith(u' '), text.endsWith(u'…'));
            };
            const bool byNumber = message.source.contains(u"%n"_s);
            for (const QString &translation : message.translations) {
                if (byNumber && translation.trimmed().isEmpty())
                    continue; // the blanks between the forms
                if (byNumber && message.translations.last() == translation)
                    continue; // all forms in a row
                QVERIFY2(placeholdersIn(translation) == expected, qPrintable(message.source));
                QVERIFY2(ends(translation) == ends(message.source), qPrintable(message.source));
            }
        }
    }
}

void TestTranslations::aGermanDesktopSpeaksGerman()
{
    QCOMPARE(QCoreApplication::translate("tidemark::MainWindow", "Close workspace"),
             u"Close workspace"_s);
    QStringList english;
    for (const NoiseKind &kind : noiseKinds())
        english += noiseTitle(kind);
    installTranslations(*QCoreApplication::instance(), QLocale(QLocale::German));
    QCOMPARE(QCoreApplication::translate("tidemark::MainWindow", "Close workspace"),
             u"Arbeitsbereich schließen"_s);
    // Free functions have the context of their namespace.
    QCOMPARE(QCoreApplication::translate("tidemark", "yesterday"), u"gestern"_s);
    QCOMPARE(
        QCoreApplication::translate("tidemark::LogController", "%n entries exported", nullptr, 1),
        u"1 Eintrag exportiert"_s);
    QCOMPARE(
        QCoreApplication::translate("tidemark::LogController", "%n entries exported", nullptr, 7),
        u"7 Einträge exportiert"_s);
    // And so have words that are looked up in a table.
    QCOMPARE(groupTitle(u"materialized views"_s), u"materialisierte Sichten"_s);
    for (const NoiseKind &kind : noiseKinds())
        QVERIFY2(!english.contains(noiseTitle(kind)), kind.name);
    QCOMPARE(leftOutText({{u"comments"_s, 2}}), u"weggelassen: Kommentare (2)"_s);
    WorkbenchFixture fixture;
    RehearsalController controller(fixture.services, fixture.workspaces);
    Theme theme;
    const ChoiceBar bar(theme, controller);
    QCOMPARE(bar.findChild<QPushButton *>(u"chooseMode"_s)->text(), u"schrittweise"_s);
}

QTEST_MAIN(TestTranslations)
#include "tst_translations.moc"
