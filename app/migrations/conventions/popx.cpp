// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/filetree.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/conventions/popxhistory.h"
#include "migrations/conventions/popxnames.h"
#include "migrations/migrationfiles.h"

#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

struct PopxFile
{
    PopxName name;
    TreeFile file;
};

/// The files of one version, for every dialect.
struct Version
{
    std::vector<PopxFile> ups;
    std::vector<PopxFile> downs;
};

class PopxReader
{
public:
    explicit PopxReader(const ReadRequest &request)
        : m_request(request)
        , m_dialect(popxDialect(request.engine))
    {
    }
    Result<MigrationSet> read();

private:
    void sortFiles(const std::vector<TreeFile> &entries);
    const PopxFile *chosen(const std::vector<PopxFile> &candidates);
    void addVersion(const QString &version, const Version &files);
    Script readScript(const PopxFile &candidate, bool &runnable);
    void markGroups();
    void finding(Severity severity, const QString &code, const QString &message,
                 const QString &file, const QString &hint = {});

    const ReadRequest &m_request;
    QString m_dialect;
    std::map<QString, Version> m_versions; ///< in popx' order: versions compare as text
    MigrationSet m_set;
};

void PopxReader::finding(Severity severity, const QString &code, const QString &message,
                         const QString &file, const QString &hint)
{
    m_set.findings.push_back(makeFinding(severity, code, message, {file, 0, 0}, hint));
}

void PopxReader::sortFiles(const std::vector<TreeFile> &entries)
{
    for (const TreeFile &entry : entries) {
        const PopxName name = parsePopxName(entry.name);
        switch (name.kind) {
        case PopxName::Kind::Other:
            break;
        case PopxName::Kind::Invalid:
            finding(Severity::Error, u"bad-name"_s,
                    u"%1 is not named like a migration: popx refuses the whole folder"_s.arg(
                        entry.shown),
                    entry.shown, u"<version>_<name>[.dialect][.autocommit].up.sql is the form"_s);
            break;
        case PopxName::Kind::UnknownDialect:
            finding(
                Severity::Note, u"unknown-dialect"_s,
                u"%1 is for a dialect that popx does not know and passes over"_s.arg(entry.shown),
                entry.shown);
            break;
        case PopxName::Kind::Migration: {
            Version &version = m_versions[name.version];
            (name.up ? version.ups : version.downs).push_back({name, entry});
            break;
        }
        }
    }
}

/// The file for our dialect, else the one for all; nullptr when there is neither.
const PopxFile *PopxReader::chosen(const std::vector<PopxFile> &candidates)
{
    const PopxFile *best = nullptr;
    for (const PopxFile &candidate : candidates) {
        const bool general = candidate.name.dialect.isEmpty();
        if (!general && candidate.name.dialect != m_dialect)
            continue;
        if (best != nullptr && best->name.dialect == candidate.name.dialect)
            finding(Severity::Error, u"duplicate-version"_s,
                    u"version %1 is used twice, by %2 and by %3"_s.arg(
                        candidate.name.version, best->file.shown, candidate.file.shown),
                    candidate.file.shown,
                    u"popx runs only one of them, and which one is chance: change a version"_s);
        else if (best == nullptr || best->name.dialect.isEmpty())
            best = &candidate;
    }
    return best;
}

Script PopxReader::readScript(const PopxFile &candidate, bool &runnable)
{
    const TextFile file = readTextFile(candidate.file.path, candidate.file.shown, m_set.findings);
    Script script = wholeFile(file, candidate.name.autocommit ? TransactionMode::None
                                                              : TransactionMode::Transaction);
    runnable = file.usable;
    if (const qsizetype at = script.text.indexOf("{{"); at >= 0) {
        const QByteArrayView before = QByteArrayView(script.text).first(at);
        const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
        m_set.findings.push_back(makeFinding(
            Severity::Error, u"template"_s,
            u"%1 is a Go template, which only its own program can fill in"_s.arg(
                candidate.file.shown),
            {candidate.file.shown, int(std::count(before.begin(), before.end(), '\n')) + 1,
             int(at - lineBegin) + 1}));
        runnable = false;
    }
    return script;
}

void PopxReader::addVersion(const QString &version, const Version &files)
{
    const PopxFile *up = chosen(files.ups);
    const PopxFile *down = chosen(files.downs);
    if (up == nullptr) {
        // Files for other dialects alone: the version does not exist for this engine.
        if (files.ups.empty() && down != nullptr)
            finding(Severity::Warning, u"missing-up"_s,
                    u"%1 has no up migration"_s.arg(down->file.shown), down->file.shown);
        return;
    }
    if (files.downs.empty())
        finding(Severity::Error, u"missing-down"_s,
                u"%1 has no down migration: popx refuses the whole folder"_s.arg(up->file.shown),
                up->file.shown, u"add one; it may be empty"_s);
    else if (down == nullptr)
        finding(Severity::Warning, u"missing-down"_s,
                u"%1 has no down migration for %2"_s.arg(up->file.shown, m_dialect),
                up->file.shown);

    Migration migration;
    migration.version = version;
    migration.name = up->name.name;
    migration.id = version + u'_' + up->name.name;
    migration.file = up->file.shown;
    migration.up.push_back(readScript(*up, migration.runnable));
    if (down != nullptr) {
        bool usable = true;
        Script script = readScript(*down, usable);
        if (usable)
            migration.down = std::vector<Script>{std::move(script)};
    }
    m_set.migrations.push_back(std::move(migration));
}

/// Versions of 20 digits that share the first 14 are the steps of one change.
void PopxReader::markGroups()
{
    QHash<QString, int> members;
    for (const Migration &migration : m_set.migrations) {
        if (migration.version.size() > 14)
            ++members[popxLegacyVersion(migration.version)];
    }
    for (Migration &migration : m_set.migrations) {
        const QString legacy = popxLegacyVersion(migration.version);
        if (migration.version.size() > 14 && members.value(legacy) > 1)
            migration.group = legacy;
    }
}

Result<MigrationSet> PopxReader::read()
{
    m_set.convention = u"popx"_s;
    m_set.folder = m_request.folder.absolutePath();
    TM_TRY_ASSIGN(const std::vector<TreeFile> entries, listTree(m_set.folder, m_set.findings));
    sortFiles(entries);
    for (const auto &[version, files] : m_versions)
        addVersion(version, files);
    markGroups();
    return std::move(m_set);
}

class PopxConvention final : public Convention
{
public:
    QString id() const override { return u"popx"_s; }
    QString displayName() const override { return u"Ory popx"_s; }

    /// Without a dialect, an .autocommit or a 20-digit version its names are golang-migrate's.
    int recognises(const QDir &folder) const override
    {
        int mine = 0;
        int plain = 0;
        int others = 0;
        for (const QString &file : namesIn(folder).files) {
            const PopxName name = parsePopxName(file);
            if (name.kind == PopxName::Kind::Invalid)
                ++others;
            else if (name.kind != PopxName::Kind::Migration)
                continue;
            else if (!name.dialect.isEmpty() || name.autocommit || name.version.size() == 20)
                ++mine;
            else
                ++plain;
        }
        if (mine + plain == 0 || others > mine + plain)
            return 0;
        return mine > 0 ? 92 : 30;
    }

    Result<MigrationSet> read(const ReadRequest &request) const override
    {
        return PopxReader(request).read();
    }

    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override
    {
        return makePopxHistory(engine, folder);
    }

    /// Versions of 20 digits, which leave room for the steps of one change.
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override
    {
        TM_TRY_ASSIGN(const QString name, nameForFile(request.name));
        QString version = nextVersion(request);
        if (request.existing.migrations.empty())
            version = version.leftJustified(20, u'0');
        const QString id = version + u'_' + name;
        const QString mode = request.transactional ? QString() : u".autocommit"_s;
        return std::vector<NewFile>{{id + mode + u".up.sql"_s, newUpText(request), false},
                                    {id + mode + u".down.sql"_s, newDownText(request), false}};
    }

    /// Up() looks at each version on its own (migrator.go in ory/x).
    bool appliesOutOfOrder() const override { return true; }
};

} // namespace

const Convention &popxConvention()
{
    static const PopxConvention convention;
    return convention;
}

} // namespace tidemark
