// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backups/archiverowsview.h"
#include "backups/archiveview.h"
#include "backups/backupspage.h"
#include "database/session.h"
#include "support/workbenchfixture.h"
#include "workbench/archivecontroller.h"
#include "workbench/backupscontroller.h"
#include "workbench/datacomparecontroller.h"

#include <QAbstractButton>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QTest>
#include <QTreeView>

namespace tidemark::test {

using namespace Qt::StringLiterals;

inline constexpr int patience = 60'000;
inline const QString weird = u"Weird \"Name\"; --"_s;
inline const QByteArray wholeDump =
    "--\n-- PostgreSQL database dump\n--\n"
    "CREATE TABLE public.notes (id integer, note text, raw bytea);\n"
    "COPY public.notes (id, note, raw) FROM stdin;\n"
    "1\t\\N\t\\\\x00ff\n2\t\t\\N\n\\.\n"
    "--\n-- PostgreSQL database dump complete\n--\n";

inline void execute(const QString &url, const QList<QByteArray> &statements)
{
    const auto session = openSession(*ConnectionSpec::parse(url));
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    for (const QByteArray &statement : statements)
        if (const auto done = (*session)->execute(statement); !done)
            qFatal("%s", qPrintable(done.error().toString()));
}

/// The page of backups with all that it stands on, and a person at it.
struct PageWorld
{
    explicit PageWorld(const QString &url = {})
        : backups(fixture.services, fixture.workspaces,
                  [](const Environment &) { return Result<void>(); })
        , archive(fixture.services)
        , comparison(fixture.services, fixture.workspaces)
        , page(backups, archive, comparison, theme, syntax)
    {
        theme.applyTo(*qApp);
        const QString database =
            url.isEmpty() ? u"sqlite:"_s + fixture.folder().filePath(u"shop.db"_s) : url;
        if (url.isEmpty())
            execute(database,
                    {"CREATE TABLE orders (id integer PRIMARY KEY, name text, photo blob)",
                     "WITH RECURSIVE i(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM i WHERE n < "
                     "5000) INSERT INTO orders SELECT n, CASE WHEN n % 2 THEN 'order ' || n END, "
                     "CASE WHEN n = 1 THEN x'00ff' END FROM i",
                     "INSERT INTO orders VALUES (6000, replace(hex(zeroblob(3000)), '00', 'long '),"
                     " NULL)",
                     "CREATE TABLE \"Weird \"\"Name\"\"; --\" (id integer, \"a b\" text)",
                     "INSERT INTO \"Weird \"\"Name\"\"; --\" VALUES (1, ''), (2, NULL)",
                     "CREATE VIEW open_orders AS SELECT id FROM orders"});
        fixture.open(database);
        page.resize(1208, 720);
        page.show();
    }

    QString folder() const { return fixture.folder().filePath(u"backups"_s); }
    QString put(const QString &name, const QByteArray &text) const
    {
        QDir().mkpath(folder());
        QFile file(folder() + u'/' + name);
        if (!file.open(QIODevice::WriteOnly) || file.write(text) < 0)
            qFatal("cannot write");
        return file.fileName();
    }
    template <typename T>
    T *find(const QString &name)
    {
        T *found = page.findChild<T *>(name);
        if (!found)
            qFatal("no %s", qPrintable(name));
        return found;
    }
    bool sees(const QString &name) { return find<QWidget>(name)->isVisible(); }
    bool click(const QString &name)
    {
        QAbstractButton *button = nullptr; // each panel has its own cross
        const auto look = [&] {
            for (QAbstractButton *one : page.findChildren<QAbstractButton *>(name))
                if (one->isVisible() && one->isEnabled())
                    button = one;
            return button != nullptr;
        };
        if (!QTest::qWaitFor(look, patience))
            return false;
        button->click();
        return true;
    }
    bool isIdle()
    {
        return QTest::qWaitFor(
            [this] {
                return backups.job() == BackupsController::Job::None && backups.outcome() &&
                       !backups.isReading();
            },
            patience);
    }
    /// Makes one as a person does.
    bool make(const QString &name = {}, const QString &label = {})
    {
        if (!QTest::qWaitFor([this] { return backups.shelf() != nullptr; }, patience))
            return false;
        const size_t before = backups.shelf()->backups.size();
        if (!click(u"backupNow"_s))
            return false;
        find<QLineEdit>(u"makeName"_s)->setText(name);
        find<QLineEdit>(u"makeLabel"_s)->setText(label);
        return click(u"makeNow"_s) && isIdle() &&
               QTest::qWaitFor([&] { return backups.shelf()->backups.size() == before + 1; },
                               patience);
    }
    bool open()
    {
        return click(u"backupOpen"_s) &&
               QTest::qWaitFor(
                   [this] {
                       return archive.state() == ArchiveController::State::Open ||
                              archive.state() == ArchiveController::State::Failed;
                   },
                   patience);
    }
    bool showTable(const QString &name)
    {
        return page.findChild<ArchiveView *>()->showTable({}, name) &&
               QTest::qWaitFor([this] { return archive.isCounted() && !archive.isCounting(); },
                               patience);
    }
    QString cell(int row, int column)
    {
        auto *view = find<ArchiveRowsView>(u"archiveRows"_s);
        const QModelIndex index = view->model()->index(row, column);
        return QTest::qWaitFor([&] { return index.data().isValid(); }, patience)
                   ? index.data().toString()
                   : QString();
    }
    QStringList listed()
    {
        const QAbstractItemModel *model = find<QTreeView>(u"backupList"_s)->model();
        QStringList names;
        for (int row = 0; row < model->rowCount(); ++row)
            names += model->index(row, 1).data().toString();
        return names;
    }
    QString outcome() { return find<QLabel>(u"backupOutcome"_s)->text(); }

    WorkbenchFixture fixture;
    Theme theme;
    SyntaxRepository syntax;
    BackupsController backups;
    ArchiveController archive;
    DataCompareController comparison;
    BackupsPage page;
};

} // namespace tidemark::test
