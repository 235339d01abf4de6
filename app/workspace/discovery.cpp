// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/discovery.h"

#include "migrations/convention.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int deepest = 4;
constexpr int mostFolders = 5000;
constexpr qint64 sampleSize = 1 << 16;

bool isUninteresting(const QString &name)
{
    static const QStringList names = {u"node_modules"_s, u"vendor"_s, u"target"_s,     u"build"_s,
                                      u"dist"_s,         u"venv"_s,   u"third_party"_s};
    return name.startsWith(u'.') || names.contains(name);
}

std::optional<FoundMigrations> look(const QDir &root, const QString &relative)
{
    FoundMigrations found;
    const QDir folder(root.filePath(relative));
    for (const Convention *convention : conventions()) {
        const int certainty = convention->recognises(folder);
        if (certainty > found.certainty)
            found = {relative, convention->id(), certainty};
    }
    if (found.certainty == 0)
        return {};
    return found;
}

/// Breadth first, so that a migrations folder is found before what lies in it.
std::vector<FoundMigrations> searchMigrations(const QDir &root)
{
    std::vector<FoundMigrations> found;
    QStringList level{u"."_s};
    int visited = 0;
    for (int depth = 0; depth <= deepest && !level.isEmpty(); ++depth) {
        QStringList next;
        for (const QString &relative : std::as_const(level)) {
            if (++visited > mostFolders)
                return found;
            if (const auto here = look(root, relative)) {
                found.push_back(*here);
                continue;
            }
            const QDir folder(root.filePath(relative));
            for (const QString &name :
                 folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks)) {
                if (!isUninteresting(name))
                    next += relative == u"."_s ? name : relative + u'/' + name;
            }
        }
        level = next;
    }
    std::ranges::stable_sort(found, std::ranges::greater(), &FoundMigrations::certainty);
    return found;
}

QString searchUrlVariable(const QDir &root, const VariableLookup &lookup)
{
    if (lookup(u"DATABASE_URL"_s))
        return u"DATABASE_URL"_s;
    QFile env(root.filePath(u".env"_s));
    if (!env.open(QIODevice::ReadOnly))
        return {};
    static const QRegularExpression line(u"^\\s*(?:export\\s+)?(\\w*DATABASE_URL)\\s*="_s,
                                         QRegularExpression::MultilineOption);
    return line.match(QString::fromUtf8(env.read(sampleSize))).captured(1);
}

QString searchSqliteFile(const QDir &root)
{
    for (const QString &sub : {u"."_s, u"db"_s, u"data"_s}) {
        const QStringList names =
            QDir(root.filePath(sub))
                .entryList({u"*.db"_s, u"*.sqlite"_s, u"*.sqlite3"_s}, QDir::Files, QDir::Name);
        for (const QString &name : names) {
            QFile file(root.filePath(sub + u'/' + name));
            const bool isDatabase = file.open(QIODevice::ReadOnly) &&
                                    (file.size() == 0 || file.read(15) == "SQLite format 3");
            if (isDatabase)
                return sub == u"."_s ? name : sub + u'/' + name;
        }
    }
    return {};
}

/// Words that only one of the engines has.
std::optional<Engine> engineOf(const QDir &migrations)
{
    static const QRegularExpression sqlite(
        u"\\b(autoincrement|without\\s+rowid|pragma|strftime|sqlite_master|datetime\\s*\\()\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression postgres(
        u"\\b(bigserial|serial|jsonb|plpgsql|timestamptz|bytea|concurrently|create\\s+extension"
        "|create\\s+type|using\\s+gin|set\\s+not\\s+null|now\\s*\\()"_s,
        QRegularExpression::CaseInsensitiveOption);
    int balance = 0;
    int files = 0;
    QDirIterator walk(migrations.path(), {u"*.sql"_s}, QDir::Files, QDirIterator::Subdirectories);
    while (walk.hasNext() && ++files <= 200) {
        QFile file(walk.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QString text = QString::fromUtf8(file.read(sampleSize));
        balance += text.contains(postgres) ? 1 : 0;
        balance -= text.contains(sqlite) ? 1 : 0;
    }
    if (balance == 0)
        return {};
    return balance > 0 ? Engine::PostgreSql : Engine::Sqlite;
}

QString quoted(QString text)
{
    return u'"' + text.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s) + u'"';
}

QString localEnvironment(const Discovery &found, const QString &name)
{
    if (!found.urlVariable.isEmpty())
        return u"# The URL stands in this variable of the environment, so no secret stands here.\n"
               "url_env = "_s +
               quoted(found.urlVariable);
    if (!found.sqliteFile.isEmpty())
        return u"url = "_s + quoted(u"sqlite:"_s + found.sqliteFile);
    if (found.engine == Engine::PostgreSql)
        return u"url = "_s + quoted(u"postgresql:///"_s + name);
    return u"url = "_s + quoted(u"sqlite:"_s + name + u".db"_s);
}

} // namespace

Discovery discoverIn(const QDir &folder, const VariableLookup &lookup)
{
    Discovery found;
    found.migrations = searchMigrations(folder);
    found.urlVariable = searchUrlVariable(folder, lookup);
    found.sqliteFile = searchSqliteFile(folder);
    if (!found.migrations.empty())
        found.engine = engineOf(QDir(folder.filePath(found.migrations.front().folder)));
    return found;
}

QString workspaceText(const Discovery &found, const QString &name)
{
    const FoundMigrations first =
        found.migrations.empty() ? FoundMigrations{} : found.migrations.front();
    QString text = u"# What Tidemark knows about this project. It belongs under version control:\n"
                   "# it holds no secrets, and passwords are refused.\n\n"
                   "name = %1\n\n"
                   "# Where the migrations lie, from this file's folder.\nmigrations = %2\n"_s.arg(
                       quoted(name), quoted(first.folder));
    for (const FoundMigrations &other :
         std::span(found.migrations).subspan(found.migrations.empty() ? 0 : 1)) {
        text += u"# also found: %1 (%2)\n"_s.arg(other.folder, other.convention);
    }
    text +=
        u"\n# Whose layout of files and history table they follow. Without this line it is told\n"
        "# from the folder.\nconvention = %1\n\n"_s.arg(quoted(first.convention));
    text += u"# The databases, each with a role: local, staging or production.\n"
            "[environments.local]\nrole = \"local\"\n%1\n\n"_s.arg(localEnvironment(found, name));
    text +=
        u"# Passwords come from ~/.pgpass, PGPASSFILE or a service of pg_service.conf:\n"
        "# [environments.staging]\n# role = \"staging\"\n"
        "# url = \"postgresql://deploy@db.staging.example/%1\"\n#\n"
        "# [environments.production]\n# role = \"production\"\n"
        "# service = \"%1-production\"\n\n"
        "# How runs behave towards others who use the database at the same time.\n"
        "# [run]\n# lock_timeout = \"5s\"\n# statement_timeout = \"10min\"\n# retries = 3\n"_s.arg(
            name);
    return text;
}

Result<QString> createWorkspace(const QDir &folder, const VariableLookup &lookup)
{
    if (!folder.exists())
        return fail(ErrorKind::Usage, u"there is no folder %1"_s.arg(folder.path()));
    const QString path = folder.absoluteFilePath(QString::fromUtf16(workspaceFileName));
    if (QFile::exists(path))
        return fail(ErrorKind::Usage, u"%1 is there already"_s.arg(path));

    const Discovery found = discoverIn(folder, lookup);
    if (found.migrations.empty()) {
        QStringList known;
        for (const Convention *convention : conventions())
            known += convention->displayName();
        return fail(
            ErrorKind::Usage, u"no migrations were found below %1"_s.arg(folder.path()),
            u"looked for the files of %1, at most %2 folders deep"_s.arg(known.join(u", "_s))
                .arg(deepest),
            u"name the folder that holds them: tidemark init DIR"_s);
    }
    QSaveFile file(path);
    const QString name = QDir(folder.absolutePath()).dirName();
    const QByteArray text = workspaceText(found, name).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit()) {
        Error error;
        error.kind =
            file.error() == QFileDevice::PermissionsError ? ErrorKind::Permission : ErrorKind::Io;
        error.summary = u"the workspace file cannot be written"_s;
        error.detail = file.errorString();
        error.where.file = path;
        return fail(error);
    }
    return path;
}

} // namespace tidemark
