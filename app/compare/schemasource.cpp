// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/schemasource.h"

#include "backup/backupchoice.h"
#include "backup/partialbackup.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr auto backupPrefix = "backup:"_L1;

bool isUrl(const QString &text)
{
    static const QRegularExpression scheme(u"^(?:[A-Za-z][A-Za-z0-9+.-]+://|sqlite3?:)"_s);
    // libpq's keywords: a word, an equals sign, no path in front of it.
    static const QRegularExpression keywords(u"^\\s*[a-z_]+\\s*="_s);
    return scheme.match(text).hasMatch() || keywords.match(text).hasMatch();
}

Result<SchemaSource> databaseOf(SchemaSource source, const SourceNames &names)
{
    TM_TRY_ASSIGN(ConnectionSpec spec, ConnectionSpec::parse(source.text));
    if (spec.engine == Engine::Sqlite && !spec.conninfo.isEmpty() && spec.conninfo != u":memory:")
        spec.conninfo = QDir::cleanPath(names.currentFolder.absoluteFilePath(spec.conninfo));
    source.kind = SchemaSource::Kind::Database;
    source.spec = std::move(spec);
    return source;
}

Result<SchemaSource> migrationsOf(SchemaSource source, const QString &folder,
                                  const QString &version, const SourceNames &names)
{
    source.kind = SchemaSource::Kind::Migrations;
    source.version = version;
    if (!folder.isEmpty()) {
        source.folder = QDir::cleanPath(names.currentFolder.absoluteFilePath(folder));
        // The same folder by another name is still the workspace's own.
        if (names.workspace && QDir(source.folder) == QDir(names.workspace->migrations))
            source.convention = names.workspace->convention;
        return source;
    }
    if (!names.workspace) {
        return fail(ErrorKind::Usage,
                    u"%1 means the workspace's migrations, and there is no "
                    "tidemark.toml here or in a folder above"_s.arg(source.text),
                    {}, u"name their folder: FOLDER@VERSION"_s);
    }
    source.folder = names.workspace->migrations;
    source.convention = names.workspace->convention;
    return source;
}

bool beginsLikeSqlite(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) && file.read(16) == QByteArray("SQLite format 3\0", 16);
}

/// Whoever made it says that it is a backup, and what has to be in it.
bool hasManifest(const QString &path)
{
    return QFileInfo::exists(manifestPathOf(path));
}

SchemaSource backupAt(SchemaSource source, const QString &path)
{
    source.kind = SchemaSource::Kind::Backup;
    source.file = path;
    return source;
}

Result<SchemaSource> backupNamed(SchemaSource source, const QString &name, const SourceNames &names)
{
    const auto folder = [&names]() -> Result<QString> {
        return !names.backups.isEmpty() ? names.backups
               : names.workspace        ? names.workspace->backup.folder
                                        : names.currentFolder.absoluteFilePath(u"backups"_s);
    };
    TM_TRY_ASSIGN(const ChosenBackup chosen,
                  chooseBackup(name, {names.currentFolder, folder, names.backupsNamed}));
    source.note = chosen.note;
    return backupAt(std::move(source), chosen.path);
}

Result<SchemaSource> fileOf(SchemaSource source, const QFileInfo &info)
{
    const QString path = QDir::cleanPath(info.absoluteFilePath());
    const QString suffix = info.suffix().toLower();
    if (info.isFile() && hasManifest(path))
        return backupAt(std::move(source), path);
    if (suffix == u"sql" || suffix == u"json") {
        source.kind = suffix == u"sql" ? SchemaSource::Kind::Dump : SchemaSource::Kind::Snapshot;
        source.file = path;
        if (info.exists())
            return source;
        return fail(ErrorKind::Input, u"there is no file %1"_s.arg(path));
    }
    if (info.isFile() && (beginsLikeSqlite(path) || info.size() == 0)) {
        source.kind = SchemaSource::Kind::Database;
        source.spec.emplace();
        source.spec->engine = Engine::Sqlite;
        source.spec->conninfo = path;
        return source;
    }
    if (info.isFile() && archiveKindOf(path))
        return backupAt(std::move(source), path);
    if (info.isFile()) {
        return fail(
            ErrorKind::Usage,
            u"%1 is neither a backup, nor an .sql dump, nor a .json snapshot, nor an SQLite "
            "database"_s.arg(path));
    }
    return fail(ErrorKind::Usage, u"nothing is known by the name %1"_s.arg(source.text),
                u"it is no environment, no URL, no folder and no file"_s,
                u"an environment, a URL, FOLDER@VERSION, @VERSION, backup:NAME, FILE.sql or "
                "FILE.json"_s);
}

} // namespace

QString SchemaSource::displayName() const
{
    switch (kind) {
    case Kind::Database:
        return environment ? environment->name : spec ? spec->displayName() : text;
    case Kind::Migrations: {
        const QString name = QFileInfo(folder).fileName();
        if (version.isEmpty())
            return name;
        return version == u"0" ? u"%1, none of them"_s.arg(name) : u"%1 at %2"_s.arg(name, version);
    }
    case Kind::Backup:
        return u"backup "_s + QFileInfo(file).fileName();
    case Kind::Dump:
    case Kind::Snapshot:
        break;
    }
    return QFileInfo(file).fileName();
}

Result<SchemaSource> parseSource(const QString &text, const SourceNames &names)
{
    SchemaSource source;
    source.text = text.trimmed();
    if (source.text.isEmpty())
        return fail(ErrorKind::Usage, u"nothing is named to compare"_s);
    if (names.workspace) {
        if (const Environment *found = names.workspace->findEnvironment(source.text)) {
            source.environment = *found;
            return source;
        }
    }
    if (source.text.startsWith(backupPrefix))
        return backupNamed(source, source.text.mid(backupPrefix.size()), names);
    if (isUrl(source.text))
        return databaseOf(std::move(source), names);
    const QFileInfo whole(names.currentFolder, source.text);
    if (whole.isDir() && archiveKindOf(whole.absoluteFilePath()))
        return backupAt(source, QDir::cleanPath(whole.absoluteFilePath()));
    if (whole.isDir())
        return migrationsOf(source, source.text, {}, names);
    const qsizetype at = source.text.lastIndexOf(u'@');
    if (at < 0 || whole.exists())
        return fileOf(std::move(source), whole);
    const QString folder = source.text.left(at);
    if (!folder.isEmpty() && !QFileInfo(names.currentFolder, folder).isDir())
        return fail(ErrorKind::Input, u"there is no folder %1"_s.arg(folder),
                    u"%1 was read as FOLDER@VERSION"_s.arg(source.text));
    return migrationsOf(source, folder, source.text.mid(at + 1), names);
}

} // namespace tidemark
