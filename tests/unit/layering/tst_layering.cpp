// SPDX-License-Identifier: GPL-3.0-or-later
#include "layers.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

void writeFile(const QDir &folder, const QString &name, const QByteArray &text)
{
    QVERIFY(folder.mkpath(name.section(u'/', 0, -2)));
    QFile file(folder.filePath(name));
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

} // namespace

/// The house keeps its layers: checked on the sources themselves, and on a small house that does
/// not.
class TestLayering : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasNoCircle();
    void seesWhatGoesTheWrongWay_data();
    void seesWhatGoesTheWrongWay();
    void seesFoldersThatItDoesNotKnow();
    void seesModulesThatNeedAScreen();
    void seesTypesOfOneName();
    void appKeepsItsLayers();
    void everyTypeHasItsOwnName();
    void hiddenNamesAreFound();
    void everyHiddenNameIsUnique();
    void engineNeedsNoScreen();
    void programNeedsNoScreen();

private:
    const QDir m_app{QStringLiteral(TIDEMARK_SOURCE_DIR "/app")};
};

void TestLayering::hasNoCircle()
{
    const auto allowed = allowedIncludes();
    for (auto it = allowed.begin(); it != allowed.end(); ++it) {
        QVERIFY2(!it->contains(it.key()), qPrintable(it.key()));
        for (const QString &below : *it) {
            QVERIFY2(allowed.contains(below), qPrintable(below));
            QVERIFY2(!allowed[below].contains(it.key()), qPrintable(it.key() + u' ' + below));
        }
    }
    QVERIFY(!allowed[u"cli"_s].contains(u"workbench"_s));
    QVERIFY(!allowed[u"workbench"_s].contains(u"cli"_s));
}

void TestLayering::seesWhatGoesTheWrongWay_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<bool>("wrong");
    const auto row = [](const char *name, const QString &file, const char *line, bool wrong) {
        QTest::newRow(name) << file << QByteArray(line) << wrong;
    };
    row("down", u"sql/a.cpp"_s, "#include \"base/error.h\"", false);
    row("own folder", u"sql/a.cpp"_s, "#include \"sql/b.h\"", false);
    row("system", u"sql/a.cpp"_s, "#include <run/runner.h>", false);
    row("up", u"sql/a.cpp"_s, "#include \"run/runner.h\"", true);
    row("up, spaced", u"sql/a.h"_s, "  #  include  \"run/runner.h\"", true);
    row("up from a subfolder", u"database/sqlite/a.h"_s, "#include \"schema/schema.h\"", true);
    row("across", u"sandbox/a.h"_s, "#include \"migrations/migration.h\"", true);
    row("cli in workbench", u"workbench/a.h"_s, "#include \"cli/table.h\"", true);
    row("workbench in cli", u"cli/a.h"_s, "#include \"workbench/pages.h\"", true);
    row("ui", u"cli/a.h"_s, "#include \"ui/shell/window.h\"", true);
    row("out of the folder", u"cli/a.h"_s, "#include \"../base/error.h\"", true);
    row("comment", u"sql/a.cpp"_s, "// #include \"run/runner.h\"", false);
}

void TestLayering::seesWhatGoesTheWrongWay()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, line);
    QFETCH(bool, wrong);
    QTemporaryDir folder;
    const QDir app(folder.path());
    writeFile(app, file, "// first\n" + line + "\nint x;\n");
    const QStringList violations = includeViolations(app);
    QCOMPARE(violations.size(), wrong ? 1 : 0);
    if (wrong) {
        QVERIFY2(violations[0].startsWith(
                     u"app/%1:2: %2"_s.arg(file, QString::fromUtf8(line.trimmed()))),
                 qPrintable(violations[0]));
    }
}

void TestLayering::seesFoldersThatItDoesNotKnow()
{
    QTemporaryDir folder;
    const QDir app(folder.path());
    writeFile(app, u"helpers/a.h"_s, "int x;\n");
    QCOMPARE(includeViolations(app),
             QStringList{u"app/helpers/a.h: the house knows no folder helpers"_s});
}

void TestLayering::seesModulesThatNeedAScreen()
{
    QTemporaryDir folder;
    const QDir app(folder.path());
    writeFile(app, u"sql/CMakeLists.txt"_s, "x(sql\n    LINK Qt6::Core Qt6::Gui Qt6::Widgets)\n");
    QCOMPARE(linkViolations(app), (QStringList{u"app/sql/CMakeLists.txt:2: Qt6::Gui"_s,
                                               u"app/sql/CMakeLists.txt:2: Qt6::Widgets"_s}));
}

void TestLayering::seesTypesOfOneName()
{
    QTemporaryDir folder;
    const QDir root(folder.path());
    writeFile(root, u"app/run/plan.h"_s,
              "namespace tidemark {\nclass Other;\nstruct Plan\n{\n"
              "    struct Step {};\n};\n}\n");
    writeFile(root, u"app/sql/plan.h"_s, "namespace tidemark::sql {\nstruct Plan {};\n}\n");
    writeFile(root, u"ui/a/b.h"_s,
              "class Other;\nnamespace tidemark {\nstruct Step {};\n"
              "class Plan final : public QObject\n{\n};\n}\n");
    QCOMPARE(typesTwice(root), QStringList{u"tidemark::Plan: app/run/plan.h, ui/a/b.h"_s});
}

void TestLayering::everyTypeHasItsOwnName()
{
    const QStringList twice = typesTwice(QDir(QStringLiteral(TIDEMARK_SOURCE_DIR)));
    QVERIFY2(twice.isEmpty(), qPrintable(u'\n' + twice.join(u'\n')));
}

void TestLayering::hiddenNamesAreFound()
{
    QTemporaryDir folder;
    const QDir root(folder.path());
    writeFile(root, u"app/sql/CMakeLists.txt"_s, "tidemark_library(sql a.cpp deeper/b.cpp)\n");
    writeFile(root, u"app/run/CMakeLists.txt"_s, "tidemark_library(run c.cpp)\n");
    writeFile(root, u"app/sql/a.cpp"_s,
              "namespace {\nclass Parser\n{\n};\nconstexpr int longest = 3;\n"
              "} // namespace\nclass Open\n{\n};\n");
    writeFile(root, u"app/sql/deeper/b.cpp"_s,
              "namespace {\nstruct Parser\n{\n};\nconstexpr auto longest = \"x\";\n"
              "class Open\n{\n};\n} // namespace\n");
    writeFile(root, u"app/run/c.cpp"_s, "namespace {\nstruct Parser\n{\n};\n} // namespace\n");
    QCOMPARE(hiddenNamesTwice(root),
             (QStringList{u"app/sql: Parser: app/sql/a.cpp, app/sql/deeper/b.cpp"_s,
                          u"app/sql: longest: app/sql/a.cpp, app/sql/deeper/b.cpp"_s}));
}

void TestLayering::everyHiddenNameIsUnique()
{
    const QStringList twice = hiddenNamesTwice(QDir(QStringLiteral(TIDEMARK_SOURCE_DIR)));
    QVERIFY2(twice.isEmpty(), qPrintable(u'\n' + twice.join(u'\n')));
}

void TestLayering::appKeepsItsLayers()
{
    QVERIFY(m_app.exists(u"base/error.h"_s));
    const QStringList violations = includeViolations(m_app);
    QVERIFY2(violations.isEmpty(), qPrintable(u'\n' + violations.join(u'\n')));
}

void TestLayering::engineNeedsNoScreen()
{
    QVERIFY(m_app.exists(u"base/CMakeLists.txt"_s));
    const QStringList violations = linkViolations(m_app);
    QVERIFY2(violations.isEmpty(), qPrintable(u'\n' + violations.join(u'\n')));
}

/// What a library brings along shows in the program alone.
void TestLayering::programNeedsNoScreen()
{
#ifdef TIDEMARK_PROGRAM
    QFile program(QStringLiteral(TIDEMARK_PROGRAM));
    QVERIFY(program.open(QIODevice::ReadOnly));
    const QByteArray bytes = program.readAll();
    QVERIFY(bytes.contains("libQt6Core.so"));
    QVERIFY(!bytes.contains("libQt6Gui.so"));
    QVERIFY(!bytes.contains("libQt6Widgets.so"));
#else
    QFAIL("the program is not built");
#endif
}

QTEST_GUILESS_MAIN(TestLayering)
#include "tst_layering.moc"
