// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/githistory.h"

#include <git2.h>

#include <functional>

using namespace Qt::StringLiterals;
using namespace tidemark;
using namespace tidemark::test;

/// What git says about migration files, on repositories made here.
class TestGitHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { git_libgit2_init(); }
    void cleanupTestCase() { git_libgit2_shutdown(); }
    void outsideOfARepository();
    void withoutACommit();
    void tellsWhoWroteAndChanged();
    void followsRenames();
    void seesUncommittedEdits();
    void worksInASubfolder();
    void looksAtBothHalves();
};

namespace {

const QDateTime noon(QDate(2024, 5, 1), QTime(12, 0), Qt::UTC);

/// Adds everything in the work tree and commits it.
void commitAll(const Folder &folder, const char *author, int minute)
{
    git_repository *repository = nullptr;
    git_index *index = nullptr;
    git_tree *tree = nullptr;
    git_signature *signature = nullptr;
    git_oid treeId;
    git_oid commitId;
    git_oid parentId;
    git_commit *parent = nullptr;
    QCOMPARE(git_repository_open(&repository, folder.path().toUtf8().constData()), 0);
    QCOMPARE(git_repository_index(&index, repository), 0);
    QCOMPARE(git_index_add_all(index, nullptr, 0, nullptr, nullptr), 0);
    QCOMPARE(git_index_update_all(index, nullptr, nullptr, nullptr), 0);
    QCOMPARE(git_index_write(index), 0);
    QCOMPARE(git_index_write_tree(&treeId, index), 0);
    QCOMPARE(git_tree_lookup(&tree, repository, &treeId), 0);
    QCOMPARE(git_signature_new(&signature, author, "someone@example.org",
                               noon.addSecs(minute * 60).toSecsSinceEpoch(), 0),
             0);
    if (git_reference_name_to_id(&parentId, repository, "HEAD") == 0)
        QCOMPARE(git_commit_lookup(&parent, repository, &parentId), 0);
    const git_commit *parents[] = {parent};
    QCOMPARE(git_commit_create(&commitId, repository, "HEAD", signature, signature, nullptr,
                               "A change\n\nwhy", tree, parent ? 1 : 0, parents),
             0);
    git_commit_free(parent);
    git_signature_free(signature);
    git_tree_free(tree);
    git_index_free(index);
    git_repository_free(repository);
}

void makeRepository(const Folder &folder)
{
    git_repository *repository = nullptr;
    QCOMPARE(git_repository_init(&repository, folder.path().toUtf8().constData(), 0), 0);
    git_repository_free(repository);
}

FileHistories historiesIn(const QString &path)
{
    const auto histories = fileHistories(QDir(path));
    if (!histories)
        qFatal("%s", qPrintable(histories.error().toString()));
    return *histories;
}

} // namespace

void TestGitHistory::outsideOfARepository()
{
    Folder folder;
    folder.write(u"1_a.sql"_s, "select 1;\n");
    QVERIFY(historiesIn(folder.path()).isEmpty());
}

void TestGitHistory::withoutACommit()
{
    Folder folder;
    makeRepository(folder);
    folder.write(u"1_a.sql"_s, "select 1;\n");
    QVERIFY(historiesIn(folder.path()).isEmpty());
}

void TestGitHistory::tellsWhoWroteAndChanged()
{
    Folder folder;
    makeRepository(folder);
    folder.write(u"1_a.sql"_s, "select 1;\n");
    commitAll(folder, "Ann", 0);
    folder.write(u"2_b.sql"_s, "select 2;\n");
    commitAll(folder, "Bob", 10);
    folder.write(u"1_a.sql"_s, "select 1, 2;\n");
    commitAll(folder, "Cem", 20);
    folder.write(u"other.txt"_s, "x");
    commitAll(folder, "Dee", 30);
    const FileHistories histories = historiesIn(folder.path());
    QCOMPARE(histories.size(), 3);
    const FileHistory first = histories.value(u"1_a.sql"_s);
    QCOMPARE(first.created->author, u"Ann"_s);
    QCOMPARE(first.created->summary, u"A change"_s);
    QCOMPARE(first.created->when, noon);
    QCOMPARE(first.changes.size(), size_t(1));
    QCOMPARE(first.changes.at(0).author, u"Cem"_s);
    QCOMPARE(first.changes.at(0).commit.size(), 40);
    QVERIFY(!first.uncommitted);
    QVERIFY(histories.value(u"2_b.sql"_s).changes.empty());
    QCOMPARE(histories.value(u"2_b.sql"_s).created->author, u"Bob"_s);
}

void TestGitHistory::followsRenames()
{
    Folder folder;
    makeRepository(folder);
    folder.write(u"1_a.sql"_s, "create table customers (id int);\ncreate table orders (id int);\n");
    commitAll(folder, "Ann", 0);
    QVERIFY(folder.dir().rename(u"1_a.sql"_s, u"0001_customers.sql"_s));
    commitAll(folder, "Bob", 10);
    const FileHistories histories = historiesIn(folder.path());
    QCOMPARE(histories.size(), 1);
    QCOMPARE(histories.value(u"0001_customers.sql"_s).created->author, u"Ann"_s);
    QVERIFY(histories.value(u"0001_customers.sql"_s).changes.empty());
}

void TestGitHistory::seesUncommittedEdits()
{
    Folder folder;
    makeRepository(folder);
    folder.write(u"1_a.sql"_s, "select 1;\n");
    commitAll(folder, "Ann", 0);
    folder.write(u"1_a.sql"_s, "select 1, 2, 3;\n");
    const FileHistories histories = historiesIn(folder.path());
    QVERIFY(histories.value(u"1_a.sql"_s).uncommitted);
    Migration migration;
    migration.up = {Script{u"1_a.sql"_s, {}, {}, 1, TransactionMode::Transaction}};
    const auto change = changeAfter(migration, histories, noon);
    QVERIFY(change);
    QVERIFY(change->commit.isEmpty());
    QCOMPARE(authorOf(migration, histories)->author, u"Ann"_s);
}

void TestGitHistory::worksInASubfolder()
{
    Folder folder;
    makeRepository(folder);
    folder.write(u"db/migrations/1_a/up.sql"_s, "select 1;\n");
    folder.write(u"src/main.c"_s, "int main;\n");
    commitAll(folder, "Ann", 0);
    folder.write(u"src/main.c"_s, "int main(){}\n");
    commitAll(folder, "Bob", 10);
    folder.write(u"db/migrations/1_a/up.sql"_s, "select 2;\n");
    commitAll(folder, "Cem", 20);
    const FileHistories histories = historiesIn(folder.file(u"db/migrations"_s));
    QCOMPARE(histories.keys(), QStringList{u"1_a/up.sql"_s});
    QCOMPARE(histories.value(u"1_a/up.sql"_s).changes.at(0).author, u"Cem"_s);
    QCOMPARE(histories.value(u"1_a/up.sql"_s).created->author, u"Ann"_s);
}

void TestGitHistory::looksAtBothHalves()
{
    FileHistories histories;
    histories[u"down.sql"_s].changes = {
        {u"c"_s, u"Ann"_s, u"a@example.org"_s, noon.addSecs(60), u"x"_s}};
    Migration migration;
    migration.up = {Script{u"up.sql"_s, {}, {}, 1, TransactionMode::Transaction}};
    migration.down = std::vector{Script{u"down.sql"_s, {}, {}, 1, TransactionMode::Transaction}};
    QVERIFY(changeAfter(migration, histories, noon));
    QVERIFY(!changeAfter(migration, histories, noon.addSecs(60)));
    migration.down.reset();
    QVERIFY(!changeAfter(migration, histories, noon));
}

QTEST_GUILESS_MAIN(TestGitHistory)
#include "testgithistory.moc"
