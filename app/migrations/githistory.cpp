// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/githistory.h"

#include <QFile>
#include <QFileInfo>
#include <QTimeZone>

#include <git2.h>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

template <typename T, void (*release)(T *)>
struct Release
{
    void operator()(T *object) const { release(object); }
};
template <typename T, void (*release)(T *)>
using Handle = std::unique_ptr<T, Release<T, release>>;

using Repository = Handle<git_repository, git_repository_free>;
using Walk = Handle<git_revwalk, git_revwalk_free>;
using Commit = Handle<git_commit, git_commit_free>;
using Tree = Handle<git_tree, git_tree_free>;
using Entry = Handle<git_tree_entry, git_tree_entry_free>;
using Diff = Handle<git_diff, git_diff_free>;

/// The library counts its users, so nested and parallel uses are fine.
struct LibraryUse
{
    LibraryUse() { git_libgit2_init(); }
    LibraryUse(const LibraryUse &) = delete;
    LibraryUse &operator=(const LibraryUse &) = delete;
    ~LibraryUse() { git_libgit2_shutdown(); }
};

tl::unexpected<Error> gitError(const QString &what)
{
    const git_error *last = git_error_last();
    return fail(ErrorKind::Io, what, last ? QString::fromUtf8(last->message) : QString());
}

FileCommit factsOf(const git_commit *commit)
{
    char hex[GIT_OID_HEXSZ + 1] = {};
    git_oid_tostr(hex, sizeof hex, git_commit_id(commit));
    const git_signature *author = git_commit_author(commit);
    const char *summary = git_commit_summary(const_cast<git_commit *>(commit));
    return {QString::fromLatin1(hex), author ? QString::fromUtf8(author->name) : QString(),
            author ? QString::fromUtf8(author->email) : QString(),
            QDateTime::fromSecsSinceEpoch(git_commit_time(commit), QTimeZone::utc()),
            QString::fromUtf8(summary ? summary : "")};
}

/// The migrations folder's tree in a commit; null when it was not there.
Tree folderTree(git_repository *repository, const git_commit *commit, const QByteArray &folder)
{
    git_tree *root = nullptr;
    if (git_commit_tree(&root, commit) != 0)
        return nullptr;
    Tree holder(root);
    if (folder.isEmpty())
        return holder;
    git_tree_entry *found = nullptr;
    if (git_tree_entry_bypath(&found, root, folder.constData()) != 0)
        return nullptr;
    const Entry entry(found);
    git_tree *tree = nullptr;
    if (git_tree_entry_type(found) != GIT_OBJECT_TREE ||
        git_tree_lookup(&tree, repository, git_tree_entry_id(found)) != 0)
        return nullptr;
    return Tree(tree);
}

bool sameTree(const Tree &a, const Tree &b)
{
    return !a == !b && (!a || git_oid_equal(git_tree_id(a.get()), git_tree_id(b.get())));
}

class Walker
{
public:
    Walker(git_repository *repository, QByteArray folder)
        : m_repository(repository)
        , m_folder(std::move(folder))
    {
    }

    Result<FileHistories> walk();

private:
    Result<void> visit(const git_commit *commit);
    Result<void> compare(const FileCommit &facts, const Tree &before, const Tree &now);
    void apply(const git_diff_delta *delta, const FileCommit &facts);
    Result<void> startAtHead();
    Result<void> noteUncommitted();

    git_repository *m_repository;
    QByteArray m_folder; ///< relative to the repository, without a slash at the end
    FileHistories m_histories;
    QHash<QString, QString> m_nameNow; ///< the name of today by the name at this point of the walk
};

Result<void> Walker::startAtHead()
{
    git_object *head = nullptr;
    if (git_revparse_single(&head, m_repository, "HEAD^{commit}") != 0)
        return gitError(u"the repository has no commit"_s);
    const Commit commit(reinterpret_cast<git_commit *>(head));
    const Tree tree = folderTree(m_repository, commit.get(), m_folder);
    if (!tree)
        return {};
    const auto collect = [](const char *root, const git_tree_entry *entry, void *payload) {
        auto *walker = static_cast<Walker *>(payload);
        if (git_tree_entry_type(entry) == GIT_OBJECT_BLOB) {
            const QString name =
                QString::fromUtf8(root) + QString::fromUtf8(git_tree_entry_name(entry));
            walker->m_nameNow.insert(name, name);
            walker->m_histories.insert(name, {});
        }
        return 0;
    };
    if (git_tree_walk(tree.get(), GIT_TREEWALK_PRE, collect, this) != 0)
        return gitError(u"the tree of the migrations folder cannot be read"_s);
    return {};
}

void Walker::apply(const git_diff_delta *delta, const FileCommit &facts)
{
    const QString name = QString::fromUtf8(delta->new_file.path);
    const QString today = m_nameNow.value(name);
    if (today.isEmpty())
        return;
    FileHistory &history = m_histories[today];
    if (delta->status == GIT_DELTA_ADDED || delta->status == GIT_DELTA_COPIED) {
        history.created = facts;
        m_nameNow.remove(name);
        return;
    }
    if (!git_oid_equal(&delta->old_file.id, &delta->new_file.id))
        history.changes.push_back(facts);
    if (delta->status == GIT_DELTA_RENAMED) {
        m_nameNow.remove(name);
        m_nameNow.insert(QString::fromUtf8(delta->old_file.path), today);
    }
}

Result<void> Walker::compare(const FileCommit &facts, const Tree &before, const Tree &now)
{
    git_diff *found = nullptr;
    if (git_diff_tree_to_tree(&found, m_repository, before.get(), now.get(), nullptr) != 0)
        return gitError(u"two commits cannot be compared"_s);
    const Diff diff(found);
    git_diff_find_options options = GIT_DIFF_FIND_OPTIONS_INIT;
    options.flags = GIT_DIFF_FIND_RENAMES;
    if (git_diff_find_similar(diff.get(), &options) != 0)
        return gitError(u"renames cannot be told"_s);
    for (size_t i = 0; i < git_diff_num_deltas(diff.get()); ++i)
        apply(git_diff_get_delta(diff.get(), i), facts);
    return {};
}

Result<void> Walker::visit(const git_commit *commit)
{
    const Tree now = folderTree(m_repository, commit, m_folder);
    if (!now)
        return {};
    const unsigned parents = git_commit_parentcount(commit);
    Tree before;
    for (unsigned i = 0; i < parents; ++i) {
        git_commit *found = nullptr;
        if (git_commit_parent(&found, commit, i) != 0)
            return {}; // the edge of a shallow clone: nothing older is known
        const Commit parent(found);
        Tree tree = folderTree(m_repository, parent.get(), m_folder);
        if (sameTree(tree, now))
            return {};
        if (i == 0)
            before = std::move(tree);
    }
    // What a merge brings together was told by the commits it merges.
    return parents > 1 ? Result<void>() : compare(factsOf(commit), before, now);
}

Result<void> Walker::noteUncommitted()
{
    const QDir root(QFile::decodeName(git_repository_workdir(m_repository)));
    const QString prefix = m_folder.isEmpty() ? QString() : QString::fromUtf8(m_folder) + u'/';
    for (auto item = m_histories.begin(); item != m_histories.end(); ++item) {
        const QString path = prefix + item.key();
        unsigned flags = 0;
        if (git_status_file(&flags, m_repository, path.toUtf8().constData()) != 0)
            continue;
        item->uncommitted = (flags & (GIT_STATUS_WT_MODIFIED | GIT_STATUS_INDEX_MODIFIED)) != 0;
        if (item->uncommitted)
            item->editedAt = QFileInfo(root.absoluteFilePath(path)).lastModified();
    }
    return {};
}

Result<FileHistories> Walker::walk()
{
    TM_TRY(startAtHead());
    if (m_histories.isEmpty())
        return m_histories;
    git_revwalk *found = nullptr;
    if (git_revwalk_new(&found, m_repository) != 0)
        return gitError(u"the commits cannot be walked"_s);
    const Walk walk(found);
    git_revwalk_sorting(found, GIT_SORT_TOPOLOGICAL | GIT_SORT_TIME);
    if (git_revwalk_push_head(found) != 0)
        return gitError(u"the commits cannot be walked"_s);
    git_oid id;
    while (!m_nameNow.isEmpty() && git_revwalk_next(&id, found) == 0) {
        git_commit *raw = nullptr;
        if (git_commit_lookup(&raw, m_repository, &id) != 0)
            return gitError(u"a commit cannot be read"_s);
        const Commit commit(raw);
        TM_TRY(visit(raw));
    }
    TM_TRY(noteUncommitted());
    return std::move(m_histories);
}

/// All files of a migration's scripts, each once.
QStringList filesOf(const Migration &migration)
{
    QStringList files;
    const auto add = [&](const std::vector<Script> &scripts) {
        for (const Script &script : scripts) {
            if (!files.contains(script.file))
                files.append(script.file);
        }
    };
    add(migration.up);
    if (migration.down)
        add(*migration.down);
    return files;
}

} // namespace

Result<FileHistories> fileHistories(const QDir &folder)
{
    const LibraryUse use;
    const QString place = QFileInfo(folder.absolutePath()).canonicalFilePath();
    git_repository *found = nullptr;
    const int code =
        git_repository_open_ext(&found, QFile::encodeName(place).constData(), 0, nullptr);
    if (code == GIT_ENOTFOUND)
        return FileHistories();
    if (code != 0)
        return gitError(u"the repository around %1 cannot be opened"_s.arg(place));
    const Repository repository(found);
    const char *root = git_repository_workdir(found);
    if (!root || git_repository_head_unborn(found) == 1)
        return FileHistories();
    const QString top = QFileInfo(QFile::decodeName(root)).canonicalFilePath();
    const QString relative = QDir(top).relativeFilePath(place);
    return Walker(found, relative == u"." ? QByteArray() : relative.toUtf8()).walk();
}

std::optional<FileCommit> changeAfter(const Migration &migration, const FileHistories &histories,
                                      const QDateTime &time)
{
    std::optional<FileCommit> newest;
    const auto consider = [&](const FileCommit &change) {
        if (change.when > time && (!newest || change.when > newest->when))
            newest = change;
    };
    for (const QString &file : filesOf(migration)) {
        const FileHistory history = histories.value(file);
        if (history.uncommitted && history.editedAt)
            consider({{}, {}, {}, *history.editedAt, u"not committed yet"_s});
        if (!history.changes.empty())
            consider(history.changes.front());
    }
    return newest;
}

std::optional<FileCommit> authorOf(const Migration &migration, const FileHistories &histories)
{
    for (const QString &file : filesOf(migration)) {
        if (const auto created = histories.value(file).created)
            return created;
    }
    return std::nullopt;
}

} // namespace tidemark
