// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archiverowsview.h"
#include "backups/archiveview.h"
#include "support/eventmeter.h"
#include "support/workbenchfixture.h"
#include "workbench/archivecontroller.h"

#include <QLineEdit>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// However much is in an archive, the window goes on answering.
class TestArchiveSmooth : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void searches10000Tables();
    void scrollsThroughManyRows();

private:
    /// A plain dump with many tables, and many rows in the first.
    QString made(int tables, int rows) const;
    bool open(const QString &path);
    MeteredApplication &meter() { return *static_cast<MeteredApplication *>(qApp); }

    std::unique_ptr<WorkbenchFixture> m_fixture;
    std::unique_ptr<ArchiveController> m_archive;
    std::unique_ptr<ArchiveView> m_view;
    Theme m_theme;
    SyntaxRepository m_syntax;
};

namespace {

constexpr int patience = 120'000;

} // namespace

void TestArchiveSmooth::init()
{
    m_view.reset();
    m_archive.reset();
    m_fixture = std::make_unique<WorkbenchFixture>();
    m_archive = std::make_unique<ArchiveController>(m_fixture->services);
    m_theme.applyTo(*qApp);
    m_view = std::make_unique<ArchiveView>(*m_archive, m_theme, m_syntax);
    m_view->resize(1200, 600);
    m_view->show();
}

QString TestArchiveSmooth::made(int tables, int rows) const
{
    QFile file(m_fixture->folder().filePath(u"made.sql"_s));
    if (!file.open(QIODevice::WriteOnly))
        qFatal("cannot write");
    file.write("--\n-- PostgreSQL database dump\n--\n");
    for (int i = 0; i < tables; ++i)
        file.write("CREATE TABLE public.table_" + QByteArray::number(i) +
                   " (id bigint, note text);\n");
    file.write("COPY public.table_0 (id, note) FROM stdin;\n");
    for (int i = 0; i < rows; ++i)
        file.write(QByteArray::number(i) + "\tnote number " + QByteArray::number(i) + '\n');
    file.write("\\.\n");
    for (int i = 1; i < tables; ++i)
        file.write("COPY public.table_" + QByteArray::number(i) + " (id, note) FROM stdin;\n\\.\n");
    file.write("--\n-- PostgreSQL database dump complete\n--\n");
    return file.fileName();
}

bool TestArchiveSmooth::open(const QString &path)
{
    m_archive->open(path);
    return QTest::qWaitFor(
        [this] { return m_archive->state() != ArchiveController::State::Opening; }, patience);
}

void TestArchiveSmooth::searches10000Tables()
{
    const QString path = made(10'000, 10);
    meter().startMeter();
    QVERIFY(open(path));
    QCOMPARE(m_archive->contents()->tables.size(), size_t(10'000));
    auto *search = m_view->findChild<QLineEdit *>(u"archiveObjectSearch"_s);
    for (const QChar key : u"table_99"_s)
        QTest::keyClick(search, Qt::Key(key.toUpper().unicode()), Qt::NoModifier);
    search->clear();
    QTest::qWait(100);
    auto *tree = m_view->findChild<QTreeView *>(u"archiveTree"_s);
    tree->verticalScrollBar()->setValue(tree->verticalScrollBar()->maximum());
    QTest::qWait(100);
    meter().stopMeter();
    QVERIFY2(meter().longestMs() < 3 * longestEventMs, // it is the whole model that is made
             qPrintable(u"%1 ms, %2"_s.arg(meter().longestMs()).arg(meter().longestWhat())));
}

void TestArchiveSmooth::scrollsThroughManyRows()
{
    constexpr int rows = 400'000;
    QVERIFY(open(made(3, rows)));
    meter().startMeter();
    QVERIFY(m_view->showTable(u"public"_s, u"table_0"_s));
    auto *view = m_view->findChild<ArchiveRowsView *>(u"archiveRows"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_archive->isCounted() && !m_archive->isCounting(), patience);
    QCOMPARE(m_archive->rowCount(), rows);
    for (int step = 0; step <= 20; ++step) {
        view->verticalScrollBar()->setValue(view->verticalScrollBar()->maximum() * step / 20);
        QTest::qWait(10);
    }
    const QModelIndex last = view->model()->index(rows - 1, 0);
    QTRY_COMPARE_WITH_TIMEOUT(last.data().toString(), QString::number(rows - 1), patience);
    meter().stopMeter();
    QVERIFY2(meter().longestMs() < longestEventMs,
             qPrintable(u"%1 ms, %2"_s.arg(meter().longestMs()).arg(meter().longestWhat())));
}

int main(int argc, char **argv)
{
    MeteredApplication application(argc, argv);
    TestArchiveSmooth test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_archivesmooth.moc"
