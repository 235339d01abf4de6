// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/downfile.h"

#include "sql/splitter.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<QByteArray> downFileContents(const QString &path)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"%1 cannot be read"_s.arg(path), file.errorString());
    return file.readAll();
}

Result<void> replaceContents(const QString &path, const QByteArray &text)
{
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(text) == text.size() && file.commit())
        return {};
    return fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(path), file.errorString());
}

/// The down's own file beside that of the up, by the names that conventions give to such pairs;
/// empty where there is no such pair.
QString pairedPath(const QString &up)
{
    const QFileInfo info(up);
    const QString name = info.fileName();
    if (name == u"up.sql")
        return info.dir().filePath(u"down.sql"_s);
    if (name.contains(u".up."))
        return info.dir().filePath(QString(name).replace(u".up."_s, u".down."_s));
    return {};
}

qsizetype startOfLine(const QByteArray &text, int line)
{
    qsizetype at = 0;
    for (int number = 1; number < line; ++number) {
        at = text.indexOf('\n', at) + 1;
        if (at == 0)
            return -1;
    }
    return at;
}

/// The line by which a tool knows the section is not the down itself: "-- migrate:down",
/// "-- +goose Down", "-- +migrate Down".
qsizetype markerLength(const QByteArray &section)
{
    const qsizetype end = section.indexOf('\n') + 1;
    const QByteArray line = section.left(end > 0 ? end : section.size()).trimmed().toLower();
    const bool marks = line.startsWith("--") && line.contains("down") &&
                       (line.contains("migrate") || line.contains("goose"));
    return !marks ? 0 : end > 0 ? end : section.size();
}

/// Whether there is more than what a tool puts into a new file. A comment counts: somebody may have
/// said there why it must not be rolled back.
bool isWritten(const QByteArray &section)
{
    QByteArray text = section.mid(markerLength(section)).trimmed();
    if (text == "-- This file should undo anything in `up.sql`") // of Diesel
        text.clear();
    return !text.isEmpty();
}

/// The file with another text in the place of one script.
Result<QByteArray> withSection(const QByteArray &file, const Script &section,
                               const QByteArray &down)
{
    const qsizetype line = startOfLine(file, section.firstLine);
    const qsizetype at = line < 0 ? -1 : file.indexOf(section.text, line);
    if (at < 0)
        return fail(ErrorKind::Unsupported,
                    u"the place of the down in %1 cannot be told"_s.arg(section.file));
    const qsizetype begin = at + markerLength(section.text);
    QByteArray text = down;
    if (begin > 0 && file[begin - 1] != '\n')
        text.prepend('\n');
    const QByteArray rest = file.mid(at + section.text.size());
    // The next marker has to stay at the beginning of its line.
    if (!rest.isEmpty() && !text.endsWith('\n') && !rest.startsWith('\n'))
        text.append('\n');
    return file.left(begin) + text + rest;
}

std::vector<QByteArray> textsOf(const std::vector<Statement> &statements)
{
    std::vector<QByteArray> texts;
    texts.reserve(statements.size());
    for (const Statement &statement : statements)
        texts.push_back(statement.text.trimmed());
    return texts;
}

Result<bool> readsAs(const std::vector<Script> &scripts, const QByteArray &down, Engine engine)
{
    Script wanted;
    wanted.text = down;
    TM_TRY_ASSIGN(const auto expected, splitScript(wanted, engine));
    TM_TRY_ASSIGN(const auto found, splitScripts(scripts, engine));
    return textsOf(expected) == textsOf(found);
}

} // namespace

Result<DownFile> withDown(const Migration &migration, const QByteArray &down)
{
    const tl::unexpected<Error> unknown = fail(
        ErrorKind::Unsupported, u"where the down of %1 belongs cannot be told"_s.arg(migration.id),
        {}, u"without --write the draft goes to standard output"_s);
    DownFile file;
    if (migration.down && migration.down->size() == 1) {
        const Script &script = migration.down->front();
        if (script.path.isEmpty())
            return unknown;
        file.path = script.path;
        TM_TRY_ASSIGN(file.old, downFileContents(file.path));
        file.overwrites = isWritten(script.text);
        TM_TRY_ASSIGN(file.text, withSection(file.old, script, down));
        return file;
    }
    if (migration.down && !migration.down->empty())
        return unknown;
    file.path = migration.up.empty() ? QString() : pairedPath(migration.up.front().path);
    if (file.path.isEmpty())
        return unknown;
    TM_TRY_ASSIGN(file.old, downFileContents(file.path));
    file.overwrites = !file.old.trimmed().isEmpty();
    file.text = down;
    return file;
}

Result<void> writeDown(const DownFile &file, const Convention &convention,
                       const ReadRequest &request, const QString &id, const QByteArray &down)
{
    const bool wasThere = QFileInfo::exists(file.path);
    TM_TRY_ASSIGN(const QByteArray now, downFileContents(file.path));
    if (now != file.old)
        return fail(ErrorKind::Busy, u"%1 was changed meanwhile"_s.arg(file.path));
    TM_TRY(replaceContents(file.path, file.text));
    const auto set = convention.read(request);
    if (set) {
        const auto migration = std::ranges::find(set->migrations, id, &Migration::id);
        if (migration != set->migrations.end() && migration->down) {
            const auto same = readsAs(*migration->down, down, request.engine);
            if (same && *same)
                return {};
        }
    }
    if (wasThere)
        TM_TRY(replaceContents(file.path, file.old));
    else
        QFile::remove(file.path);
    return fail(ErrorKind::Unsupported,
                u"%1 would read another down than the drafted one"_s.arg(convention.displayName()),
                u"%1 is as it was"_s.arg(file.path),
                u"without --write the draft goes to standard output"_s);
}

} // namespace tidemark
