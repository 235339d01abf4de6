// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/archive/madearchives.h"
#include "support/testserver.h"
#include "support/workbenchfixture.h"
#include "workbench/archivecontroller.h"

#include <QBuffer>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What a person sees of an archive is what is in the database.
class TestArchiveController : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void showsEveryFormat_data();
    void showsEveryFormat();
    void readsFromAnyDepth();
    void takesTheManifestsCount();
    void findsRows();
    void exportsCsv();
    void saysThatBytesAreNoText();
    void saysWhyNothingCanBeExported();
    void opensWhatIsCutOff();
    void saysThatItIsNoBackup();
    void closesWhileItOpens();
    void showsOnlyTheLastTable();
    void stopsCountingAndGoesOn();
    void leavesNoHalfExport();
    void exportsTheTableThatWasChosen();
    void tellsOfExportsThatClosingEnds();
    void readsPagesOfLongRows();
    void countsWhatCanBeRead();
    void seesThatTheFileIsAnother();
};

namespace {

constexpr int patience = 30'000;

struct ArchiveWorld
{
    ArchiveWorld()
        : archive(fixture.services)
    {
        QObject::connect(
            &archive, &ArchiveController::pageRead,
            [this](const std::shared_ptr<const ShownPage> &page) { pages[page->first] = page; });
    }

    bool open(const QString &path, const std::optional<BackupContents> &contents = {})
    {
        archive.open(path, contents);
        return QTest::qWaitFor(
            [this] { return archive.state() != ArchiveController::State::Opening; }, patience);
    }
    int tableNamed(const QString &name) const
    {
        const auto &tables = archive.contents()->tables;
        const auto found = std::ranges::find(tables, name, &ArchiveTable::name);
        return found == tables.end() ? -1 : int(found - tables.begin());
    }
    /// The one with the most rows in the database.
    int largest()
    {
        int best = -1;
        qint64 most = -1;
        const auto own = openedArchive(archive.path());
        for (int i = 0; i < int(archive.contents()->tables.size()); ++i) {
            const auto rows = own->index(own->tables()[size_t(i)], {}, {});
            if (rows && *rows > most) {
                most = *rows;
                best = i;
            }
        }
        return best;
    }
    bool show(int table)
    {
        pages.clear();
        archive.showTable(table);
        archive.wantPages({0});
        return QTest::qWaitFor(
            [this] { return archive.isCounted() && !archive.isCounting() && pages.contains(0); },
            patience);
    }

    WorkbenchFixture fixture;
    ArchiveController archive;
    QMap<qint64, std::shared_ptr<const ShownPage>> pages;
};

QString customArchive()
{
    for (const ArchiveKind &kind : archiveKinds())
        if (kind.options.contains(u"-Fc"_s) && !kind.piped && !kind.folder)
            return madeArchive(kind);
    return madeArchive(archiveKinds().front());
}

} // namespace

void TestArchiveController::initTestCase()
{
    TestServer::start();
}

void TestArchiveController::showsEveryFormat_data()
{
    QTest::addColumn<int>("kind");
    const QList<ArchiveKind> kinds = archiveKinds();
    for (int i = 0; i < kinds.size(); ++i)
        QTest::newRow(qPrintable(kinds[i].name)) << i;
}

void TestArchiveController::showsEveryFormat()
{
    QFETCH(int, kind);
    const QString path = madeArchive(archiveKinds()[kind]);
    ArchiveWorld world;
    QVERIFY(world.open(path));
    QCOMPARE(world.archive.state(), ArchiveController::State::Open);
    const auto contents = world.archive.contents();
    QVERIFY(world.tableNamed(u"Weird \"Name\"; --"_s) >= 0);
    const auto session = test::openSession(sourceDatabase());
    for (int i = 0; i < int(contents->tables.size()); ++i) {
        const ArchiveTable &table = contents->tables[size_t(i)];
        QVERIFY2(world.show(i), qPrintable(table.name));
        const Rows expected = rowsInDatabase(*session, table);
        QCOMPARE(world.archive.rowCount(), qint64(expected.rows.size()));
        const auto &page = world.pages.first();
        QCOMPARE(page->rows.size(),
                 std::min<size_t>(expected.rows.size(), size_t(ArchiveController::pageRows)));
        for (size_t row = 0; row < page->rows.size(); ++row)
            for (size_t column = 0; column < page->rows[row].size(); ++column) {
                const Cell &cell = expected.rows[row][column];
                const ShownCell &shown = page->rows[row][column];
                QCOMPARE(shown.kind == ShownCell::Kind::Null, !cell.has_value());
                if (cell)
                    QCOMPARE(shown, shownCellOf(cell, table.columns[column].type));
            }
        QSignalSpy definitions(&world.archive, &ArchiveController::definitionRead);
        world.archive.readDefinition(table.definition);
        QVERIFY(definitions.wait(patience));
        QVERIFY(definitions.front()[1].toString().contains(u"CREATE TABLE"_s));
    }
}

void TestArchiveController::readsFromAnyDepth()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const int table = world.largest();
    QVERIFY(world.show(table));
    const qint64 count = world.archive.rowCount();
    QVERIFY(count > 4 * ArchiveController::pageRows);
    const qint64 last = (count - 1) - (count - 1) % ArchiveController::pageRows;
    const qint64 middle = last / 2 - (last / 2) % ArchiveController::pageRows;
    world.archive.wantPages({last, middle});
    QTRY_VERIFY_WITH_TIMEOUT(world.pages.contains(last) && world.pages.contains(middle), patience);
    QVERIFY(world.pages[last]->atEnd);
    const auto session = test::openSession(sourceDatabase());
    const ArchiveTable &shown = world.archive.contents()->tables[size_t(table)];
    const Rows expected = rowsInDatabase(*session, shown);
    for (const qint64 first : {middle, last})
        QCOMPARE(world.pages[first]->rows.front()[0],
                 shownCellOf(expected.rows[size_t(first)][0], shown.columns[0].type));
}

void TestArchiveController::takesTheManifestsCount()
{
    ArchiveWorld world;
    BackupContents contents;
    contents.tables.push_back({u"public"_s, u"Weird \"Name\"; --"_s, 12'345, {}});
    QVERIFY(world.open(customArchive(), contents));
    const int table = world.tableNamed(u"Weird \"Name\"; --"_s);
    world.archive.showTable(table);
    // Known at once, and put right by what is really there.
    QCOMPARE(world.archive.rowCount(), 12'345);
    QVERIFY(world.archive.isCounted());
    QTRY_VERIFY_WITH_TIMEOUT(world.archive.rowCount() < 12'345, patience);
}

void TestArchiveController::findsRows()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const int table = world.largest();
    QVERIFY(world.show(table));
    // A word of the last row that stands in no row before it may not exist: the engine says where.
    const auto own = openedArchive(world.archive.path());
    const ArchiveTable &shown = own->tables()[size_t(table)];
    const auto end = own->rows(shown, world.archive.rowCount() - 1, 1, {});
    QVERIFY(end && !end->rows.empty());
    const QString text = QString::fromUtf8(end->rows.front()[0].value_or("x")).left(40);
    const auto expected = own->search(shown, text, 0, 1, {});
    QVERIFY(expected && !expected->found.empty());
    QSignalSpy found(&world.archive, &ArchiveController::found);
    world.archive.search(text, 0);
    QVERIFY(found.wait(patience));
    QCOMPARE(found.front()[0].toLongLong(), expected->found.front().row);
    QSignalSpy missing(&world.archive, &ArchiveController::notFound);
    world.archive.search(u"nobody wrote this anywhere"_s, 0);
    QVERIFY(missing.wait(patience));
    QVERIFY(!missing.front()[1].value<std::optional<Error>>());
    QVERIFY(!world.archive.isSearching());
}

void TestArchiveController::exportsCsv()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const int table = world.tableNamed(u"Weird \"Name\"; --"_s);
    QVERIFY(world.show(table));
    const QString path = world.fixture.folder().filePath(u"Weird \"Name\"; --.csv"_s);
    QSignalSpy exported(&world.archive, &ArchiveController::exported);
    world.archive.exportCsv(*world.archive.table(), path);
    QVERIFY(exported.wait(patience));
    QVERIFY(!exported.front()[1].value<std::optional<Error>>());
    QBuffer expected;
    expected.open(QIODevice::WriteOnly);
    const auto own = openedArchive(world.archive.path());
    QVERIFY(own->exportCsv(own->tables()[size_t(table)], expected, 0,
                           std::numeric_limits<qint64>::max(), {}));
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), expected.data());
    QVERIFY(world.fixture.tasks.entries().empty());
}

void TestArchiveController::saysThatBytesAreNoText()
{
    ArchiveWorld world;
    const QString path = world.fixture.folder().filePath(u"db_backup_1760000000.sql"_s);
    QFile script(path);
    QVERIFY(script.open(QIODevice::WriteOnly));
    script.write("--\n-- PostgreSQL database dump\n--\nSET client_encoding = 'UTF8';\n"
                 "CREATE TABLE public.notes (id integer, note text);\n"
                 "COPY public.notes (id, note) FROM stdin;\n1\tcaf\xe9\n\\.\n"
                 "--\n-- PostgreSQL database dump complete\n--\n");
    script.close();
    QVERIFY(world.open(path));
    QSignalSpy pages(&world.archive, &ArchiveController::pageRead);
    QVERIFY(world.show(0));
    world.archive.wantPages({0});
    QTRY_VERIFY_WITH_TIMEOUT(!pages.isEmpty(), patience);
    const auto page = pages.front()[0].value<std::shared_ptr<const ShownPage>>();
    QVERIFY(page->bytesShown);
    QSignalSpy exported(&world.archive, &ArchiveController::exported);
    world.archive.exportCsv(*world.archive.table(), world.fixture.folder().filePath(u"n.csv"_s));
    QVERIFY(exported.wait(patience));
    QVERIFY(!exported.front()[1].value<std::optional<Error>>());
    QVERIFY(exported.front()[2].toBool());
}

void TestArchiveController::saysWhyNothingCanBeExported()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    QVERIFY(world.show(0));
    QSignalSpy exported(&world.archive, &ArchiveController::exported);
    world.archive.exportCsv(*world.archive.table(),
                            world.fixture.folder().filePath(u"no/such/folder.csv"_s));
    QVERIFY(exported.wait(patience));
    const auto error = exported.front()[1].value<std::optional<Error>>();
    QVERIFY(error);
    QCOMPARE(error->kind, ErrorKind::Io);
}

void TestArchiveController::opensWhatIsCutOff()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const int table = world.largest();
    const QString cut = world.fixture.folder().filePath(u"cut.dump"_s);
    QVERIFY(QFile::copy(customArchive(), cut));
    QVERIFY(QFile::resize(cut, QFileInfo(cut).size() * 2 / 3));
    ArchiveWorld other;
    QVERIFY(other.open(cut));
    QCOMPARE(other.archive.state(), ArchiveController::State::Open);
    bool broken = false;
    for (int i = 0; i < int(other.archive.contents()->tables.size()) && !broken; ++i) {
        other.archive.showTable(i);
        other.archive.wantPages({0});
        QTRY_VERIFY_WITH_TIMEOUT(!other.archive.isCounting() &&
                                     (other.pages.contains(0) || other.archive.broken()),
                                 patience);
        broken = other.archive.broken().has_value();
        other.pages.clear();
    }
    QVERIFY(broken);
    QCOMPARE(other.archive.broken()->kind, ErrorKind::Input);
    Q_UNUSED(table)
}

void TestArchiveController::saysThatItIsNoBackup()
{
    ArchiveWorld world;
    world.fixture.write(u"picture.dump"_s, u"this is not one"_s);
    QVERIFY(world.open(world.fixture.folder().filePath(u"picture.dump"_s)));
    if (world.archive.state() == ArchiveController::State::Failed) {
        QCOMPARE(world.archive.error()->kind, ErrorKind::Input);
        QVERIFY(!world.archive.contents());
    } else { // a text may be a script in SQL: then there is nothing in it
        QVERIFY(world.archive.contents()->tables.empty());
    }
    QVERIFY(world.open(world.fixture.folder().filePath(u"is not there"_s)));
    QCOMPARE(world.archive.state(), ArchiveController::State::Failed);
    QCOMPARE(world.archive.error()->kind, ErrorKind::Io);
}

void TestArchiveController::closesWhileItOpens()
{
    ArchiveWorld world;
    QSignalSpy states(&world.archive, &ArchiveController::stateChanged);
    world.archive.open(customArchive());
    world.archive.close();
    QCOMPARE(world.archive.state(), ArchiveController::State::Closed);
    const auto heard = states.size();
    QTest::qWait(300);
    QCOMPARE(states.size(), heard); // nobody hears of it any more
    QVERIFY(world.open(customArchive()));
    QCOMPARE(world.archive.state(), ArchiveController::State::Open);
}

void TestArchiveController::showsOnlyTheLastTable()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const int count = int(world.archive.contents()->tables.size());
    for (int i = 0; i < count; ++i) {
        world.archive.showTable(i);
        world.archive.wantPages({0});
    }
    QTRY_VERIFY_WITH_TIMEOUT(world.pages.contains(0) && world.archive.isCounted(), patience);
    QCOMPARE(world.pages[0]->table, count - 1);
    const auto own = openedArchive(world.archive.path());
    QCOMPARE(world.archive.rowCount(), *own->index(own->tables()[size_t(count - 1)], {}, {}));
}

void TestArchiveController::stopsCountingAndGoesOn()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const int table = world.largest();
    world.archive.showTable(table);
    world.archive.wantPages({0});
    world.archive.stopCounting();
    QTRY_VERIFY_WITH_TIMEOUT(!world.archive.isCounting() && world.pages.contains(0), patience);
    // What was read is there, counted or not.
    QVERIFY(world.archive.rowCount() >= ArchiveController::pageRows);
    QVERIFY(!world.archive.broken());
    world.archive.goOnCounting();
    QTRY_VERIFY_WITH_TIMEOUT(world.archive.isCounted() && !world.archive.isCounting(), patience);
    const auto own = openedArchive(world.archive.path());
    QCOMPARE(world.archive.rowCount(), *own->index(own->tables()[size_t(table)], {}, {}));
}

void TestArchiveController::leavesNoHalfExport()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    QVERIFY(world.show(world.largest()));
    const QString path = world.fixture.folder().filePath(u"half.csv"_s);
    QSignalSpy exported(&world.archive, &ArchiveController::exported);
    world.archive.exportCsv(*world.archive.table(), path);
    QCOMPARE(world.fixture.tasks.entries().size(), size_t(1));
    world.fixture.tasks.stopAll();
    QVERIFY(exported.wait(patience));
    const auto error = exported.front()[1].value<std::optional<Error>>();
    // It may have been quicker than the hand; then it is whole.
    if (error) {
        QCOMPARE(error->kind, ErrorKind::Cancelled);
        QCOMPARE(world.fixture.folder().entryList({u"half*"_s}), QStringList());
    } else {
        QVERIFY(QFile::exists(path));
    }
    QVERIFY(world.fixture.tasks.entries().empty());
}

void TestArchiveController::exportsTheTableThatWasChosen()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const auto &tables = world.archive.contents()->tables;
    QVERIFY(tables.size() > 2);
    QSignalSpy exported(&world.archive, &ArchiveController::exported);
    const auto fileOf = [&](size_t i) {
        return world.fixture.folder().filePath(u"%1.csv"_s.arg(i));
    };
    world.archive.showTable(0);
    for (size_t i = 0; i < 3; ++i)
        world.archive.exportCsv(tables[i], fileOf(i));
    world.archive.showTable(1);
    world.archive.showTable(-1);
    QTRY_COMPARE_WITH_TIMEOUT(exported.size(), 3, patience);
    const auto own = openedArchive(world.archive.path());
    for (size_t i = 0; i < 3; ++i) {
        QBuffer expected;
        expected.open(QIODevice::WriteOnly);
        QVERIFY(
            own->exportCsv(own->tables()[i], expected, 0, std::numeric_limits<qint64>::max(), {}));
        QFile file(fileOf(i));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), expected.data());
    }
}

void TestArchiveController::tellsOfExportsThatClosingEnds()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const auto tables = world.archive.contents()->tables;
    QSignalSpy exported(&world.archive, &ArchiveController::exported);
    const QStringList files{world.fixture.folder().filePath(u"1.csv"_s),
                            world.fixture.folder().filePath(u"2.csv"_s)};
    for (const QString &file : files)
        world.archive.exportCsv(tables[0], file);
    world.archive.open(customArchive());
    QCOMPARE(exported.size(), 2);
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(exported[i][0].toString(), files[i]);
        QCOMPARE(exported[i][1].value<std::optional<Error>>()->kind, ErrorKind::Cancelled);
    }
    QTRY_COMPARE_WITH_TIMEOUT(world.archive.state(), ArchiveController::State::Open, patience);
    QCOMPARE(exported.size(), 2);
}

void TestArchiveController::readsPagesOfLongRows()
{
    constexpr int rows = 50; // in one page, and twice as long as what is read at once
    ArchiveWorld world;
    QFile file(world.fixture.folder().filePath(u"long.sql"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("--\n-- PostgreSQL database dump\n--\n"
               "CREATE TABLE public.\"Weird \"\"Name\"\"; --\" (id integer, note text);\n"
               "COPY public.\"Weird \"\"Name\"\"; --\" (id, note) FROM stdin;\n");
    const QByteArray note(Archive::longestPage / 20, 'x');
    for (int i = 0; i < rows; ++i)
        file.write(QByteArray::number(i) + '\t' + note + '\n');
    file.write("\\.\n--\n-- PostgreSQL database dump complete\n--\n");
    file.close();
    QVERIFY(world.open(file.fileName()));
    QVERIFY(world.show(0));
    QCOMPARE(world.archive.rowCount(), qint64(rows));
    const auto &page = world.pages[0];
    QCOMPARE(page->rows.size(), size_t(rows));
    QVERIFY(page->atEnd);
    for (int i = 0; i < rows; ++i)
        QCOMPARE(page->rows[size_t(i)][0].text, QString::number(i));
}

/// Neither the manifest nor a page behind the damage says how many rows there are.
void TestArchiveController::countsWhatCanBeRead()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    const int largest = world.largest();
    const ArchiveTable table = world.archive.contents()->tables[size_t(largest)];
    const QString cut = world.fixture.folder().filePath(u"cut.dump"_s);
    qint64 readable = 0;
    // Somewhere within the rows of the table.
    for (int part = 9; part > 1 && readable == 0; --part) {
        QFile::remove(cut);
        QVERIFY(QFile::copy(customArchive(), cut));
        QVERIFY(QFile::resize(cut, QFileInfo(cut).size() * part / 10));
        const auto own = openedArchive(cut);
        const auto all = own->rows(table, 0, std::numeric_limits<qint64>::max(), {});
        QVERIFY(all);
        if (all->broken)
            readable = qint64(all->rows.size());
    }
    QVERIFY(readable > 0);
    BackupContents contents;
    contents.tables.push_back({table.schema, table.name, 100 * readable, {}});
    ArchiveWorld other;
    QVERIFY(other.open(cut, contents));
    other.archive.showTable(largest);
    QCOMPARE(other.archive.rowCount(), 100 * readable);
    const qint64 behind = 50 * readable - (50 * readable) % ArchiveController::pageRows;
    other.archive.wantPages({behind});
    QTRY_VERIFY_WITH_TIMEOUT(!other.archive.isCounting() && other.pages.contains(behind), patience);
    QVERIFY(other.archive.broken());
    QVERIFY(other.archive.isCounted());
    QCOMPARE(other.archive.rowCount(), readable);
    // Nor is a text that is not found known not to be there.
    QSignalSpy missing(&other.archive, &ArchiveController::notFound);
    other.archive.search(u"nobody wrote this anywhere"_s, 0);
    QVERIFY(missing.wait(patience));
    const auto why = missing.front()[1].value<std::optional<Error>>();
    QVERIFY(why);
    QCOMPARE(why->kind, ErrorKind::Input);
}

void TestArchiveController::seesThatTheFileIsAnother()
{
    ArchiveWorld world;
    const QString path = world.fixture.folder().filePath(u"shop.dump"_s);
    QVERIFY(QFile::copy(customArchive(), path));
    QVERIFY(world.open(path));
    QVERIFY(world.show(world.largest()));
    QVERIFY(!world.archive.broken());
    QVERIFY(QFile::remove(path));
    QVERIFY(QFile::copy(customArchive(), path));
    QVERIFY(QFile::resize(path, QFileInfo(path).size() - 1));
    world.archive.wantPages({ArchiveController::pageRows});
    QTRY_VERIFY_WITH_TIMEOUT(world.archive.broken(), patience);
    QCOMPARE(world.archive.broken()->kind, ErrorKind::Input);
    QVERIFY(world.archive.broken()->summary.contains(u"replaced"_s));
    world.archive.open(path);
    QTRY_COMPARE_WITH_TIMEOUT(world.archive.state(), ArchiveController::State::Open, patience);
}

QTEST_GUILESS_MAIN(TestArchiveController)
#include "tst_archivecontroller.moc"
