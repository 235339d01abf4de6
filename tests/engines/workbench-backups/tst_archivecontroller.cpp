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
    void saysWhyNothingCanBeExported();
    void opensWhatIsCutOff();
    void saysThatItIsNoBackup();
    void closesWhileItOpens();
    void showsOnlyTheLastTable();
    void stopsCountingAndGoesOn();
    void leavesNoHalfExport();
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
    world.archive.exportCsv(path);
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

void TestArchiveController::saysWhyNothingCanBeExported()
{
    ArchiveWorld world;
    QVERIFY(world.open(customArchive()));
    QVERIFY(world.show(0));
    QSignalSpy exported(&world.archive, &ArchiveController::exported);
    world.archive.exportCsv(world.fixture.folder().filePath(u"no/such/folder.csv"_s));
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
    world.archive.exportCsv(path);
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

QTEST_GUILESS_MAIN(TestArchiveController)
#include "tst_archivecontroller.moc"
