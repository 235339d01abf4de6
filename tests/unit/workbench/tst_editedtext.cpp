// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/scriptsections.h"
#include "workbench/scripttext.h"

#include <QRandomGenerator>
#include <QTest>

using namespace tidemark;
using namespace Qt::StringLiterals;

/// Bytes to text and back, and files with two ways in them.
class TestEditedText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesAnyBytesBack();
    void namesTheForm_data();
    void namesTheForm();
    void cutsSections_data();
    void cutsSections();
};

/// Whatever a file holds: nothing that was not changed is written in another way.
void TestEditedText::givesAnyBytesBack()
{
    QRandomGenerator random(20240105);
    const QByteArrayList pieces{"a",
                                "\r\n",
                                "\n",
                                "\r",
                                "\xc3\xa4",
                                "\xe4",
                                "\xff\xfe",
                                "\xfe\xff",
                                "\xef\xbb\xbf",
                                "--",
                                "\xe2\x80\xa9",
                                "\xef\xb7\x90",
                                "\xed\xa0\x80",
                                QByteArray(1, '\0'),
                                "\xf0\x9f\x98\x80"};
    for (int round = 0; round < 4000; ++round) {
        QByteArray bytes;
        for (int i = random.bounded(8); i >= 0; --i)
            bytes += pieces[random.bounded(int(pieces.size()))];
        const ScriptText script = readScriptText(bytes);
        const auto again = writeScriptText(script.text, script);
        QVERIFY(again);
        QCOMPARE(*again, bytes);
        QVERIFY(!script.text.contains(u'\r'));
    }
}

void TestEditedText::namesTheForm_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<QString>("form");
    QTest::newRow("usual") << QByteArray("a\n") << u"UTF-8"_s;
    QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << u"UTF-8 · CRLF"_s;
    QTest::newRow("mixed") << QByteArray("a\r\nb\n") << u"UTF-8 · mixed line ends"_s;
    QTest::newRow("mark") << QByteArray("\xef\xbb\xbf"
                                        "a")
                          << u"UTF-8 BOM"_s;
    QTest::newRow("Latin-1") << QByteArray("\xe4") << u"Latin-1"_s;
    QTest::newRow("UTF-16") << QByteArray("\xff\xfe"
                                          "a\0",
                                          4)
                            << u"UTF-16 LE"_s;
}

void TestEditedText::namesTheForm()
{
    QFETCH(QByteArray, bytes);
    QFETCH(QString, form);
    QCOMPARE(readScriptText(bytes).form.toString(), form);
}

void TestEditedText::cutsSections_data()
{
    QTest::addColumn<QString>("convention");
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("at"); ///< -1: none
    QTest::addColumn<bool>("downFirst");
    QTest::newRow("dbmate") << u"dbmate"_s << u"-- migrate:up\na\n--migrate:down x:y\nb"_s << 16
                            << false;
    QTest::newRow("not a marker") << u"dbmate"_s << u"-- migrate:up\na\n-- migrate:downer\n"_s << 34
                                  << false;
    QTest::newRow("goose") << u"goose"_s << u"-- +goose UP\na;\n-- +goose Down\n"_s << 16 << false;
    QTest::newRow("sql-migrate, the other way round")
        << u"sql-migrate"_s << u"-- +migrate Down\nb;\n-- +migrate Up notransaction\na;\n"_s << 20
        << true;
    QTest::newRow("node-pg-migrate")
        << u"node-pg-migrate"_s << u"-- Up Migration\na\n---- down migration\nb"_s << 18 << false;
    QTest::newRow("no down") << u"goose"_s << u"-- +goose Up\na;"_s << 15 << false;
    QTest::newRow("twice") << u"goose"_s << u"-- +goose Up\n-- +goose Down\n-- +goose Up\n"_s << -1
                           << false;
    QTest::newRow("no marker") << u"goose"_s << u"SELECT 1;"_s << -1 << false;
    QTest::newRow("a file for each") << u"diesel"_s << u"-- migrate:down"_s << -1 << false;
}

void TestEditedText::cutsSections()
{
    QFETCH(QString, convention);
    QFETCH(QString, text);
    QFETCH(int, at);
    QFETCH(bool, downFirst);
    const auto cut = cutSections(text, convention);
    QCOMPARE(cut.has_value(), at >= 0);
    if (at < 0)
        return;
    QCOMPARE(cut->at, qsizetype(at));
    QCOMPARE(cut->downFirst, downFirst);
    // What stands above the statements begins the part, marker and all.
    const QString head = sectionHead(text.mid(cut->at), convention);
    QVERIFY(cut->at == text.size() ? head.isEmpty() : head.endsWith(u'\n'));
}

QTEST_GUILESS_MAIN(TestEditedText)

#include "tst_editedtext.moc"
