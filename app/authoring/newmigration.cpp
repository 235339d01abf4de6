// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/overlay.h"
#include "authoring/templates.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QByteArray textOnDisk(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// Lays the files over what is there, as they will be.
void addTo(std::vector<EditedFile> &edited, const NewFile &file)
{
    const auto known = std::ranges::find(edited, file.path, &EditedFile::path);
    if (known != edited.end())
        known->text = file.append ? known->text + file.text : file.text;
    else
        edited.push_back({file.path, file.append ? textOnDisk(file.path) + file.text : file.text});
}

/// The convention may have no word for it, and would run the script in a transaction.
Result<void> checkMode(const Migration &migration, const TemplateStep &step,
                       const Convention &convention)
{
    const auto runsOutside = [](const std::vector<Script> &scripts) {
        return std::ranges::all_of(scripts, [](const Script &script) {
            return script.transaction == TransactionMode::None;
        });
    };
    // golang-migrate begins no transaction of its own, and needs no word for it: what templates
    // want to run outside of one is a single statement.
    if (step.transactional || runsOutside(migration.up) || convention.id() == u"golang-migrate")
        return {};
    return fail(ErrorKind::Unsupported,
                u"%1 has no word for a script that must run outside of a transaction"_s.arg(
                    convention.displayName()),
                u"%1 needs that"_s.arg(migration.id));
}

Error writeError(const QFileDevice &out, const QString &path)
{
    Error error;
    error.kind =
        out.error() == QFileDevice::PermissionsError ? ErrorKind::Permission : ErrorKind::Io;
    error.summary = u"the file cannot be written"_s;
    error.detail = out.errorString();
    error.where.file = path;
    return error;
}

/// It is either the old one or the old one with that at its end.
Result<void> append(const NewFile &file)
{
    QFile old(file.path);
    if (old.exists() && !old.open(QIODevice::ReadOnly))
        return fail(writeError(old, file.path));
    const QByteArray text = (old.isOpen() ? old.readAll() : QByteArray()) + file.text;
    if (old.error() != QFileDevice::NoError)
        return fail(writeError(old, file.path));
    old.close();
    QSaveFile out(file.path);
    if (out.open(QIODevice::WriteOnly) && out.write(text) == text.size() && out.commit())
        return {};
    return fail(writeError(out, file.path));
}

Result<void> write(const NewFile &file)
{
    QDir().mkpath(QFileInfo(file.path).path());
    if (file.append)
        return append(file);
    QFile out(file.path);
    const bool made = out.open(QIODevice::WriteOnly | QIODevice::NewOnly);
    if (made && out.write(file.text) == file.text.size() && out.flush())
        return {};
    const Error error = writeError(out, file.path);
    if (made)
        out.remove(); // half a migration is none
    return fail(error);
}

} // namespace

Result<std::vector<AuthoredMigration>> planSteps(const NewMigrationPlace &place,
                                                 const QString &name,
                                                 const std::vector<TemplateStep> &steps)
{
    std::vector<AuthoredMigration> planned;
    std::vector<EditedFile> edited;
    for (const TemplateStep &step : steps) {
        TM_TRY_ASSIGN(const MigrationSet set, readEdited(place.convention, place.folder, edited));
        NewMigrationRequest request{set,       place.folder.engine, name,
                                    place.now, place.fullName,      place.email};
        if (!step.suffix.isEmpty())
            request.name += u' ' + step.suffix;
        request.up = step.up;
        request.down = step.down;
        request.transactional = step.transactional;
        AuthoredMigration one;
        TM_TRY_ASSIGN(one.files, place.convention.newMigration(request));
        for (NewFile &file : one.files) {
            file.path = place.folder.folder.absoluteFilePath(file.path);
            if (!file.append && QFileInfo::exists(file.path))
                return fail(ErrorKind::Usage, u"%1 is there already"_s.arg(file.path));
            addTo(edited, file);
        }
        TM_TRY_ASSIGN(const MigrationSet after, readEdited(place.convention, place.folder, edited));
        const auto isNew = [&set](const Migration &migration) {
            return std::ranges::find(set.migrations, migration.id, &Migration::id) ==
                   set.migrations.end();
        };
        const auto made = std::ranges::find_if(after.migrations, isNew);
        if (made == after.migrations.end())
            return fail(ErrorKind::Internal,
                        u"%1 does not see its new migration"_s.arg(place.convention.displayName()));
        TM_TRY(checkMode(*made, step, place.convention));
        one.id = made->id;
        planned.push_back(std::move(one));
    }
    return planned;
}

Result<void> writePlanned(const std::vector<AuthoredMigration> &planned)
{
    QStringList written;
    for (const AuthoredMigration &migration : planned) {
        for (const NewFile &file : migration.files) {
            if (const auto done = write(file); !done) {
                Error error = done.error();
                if (!written.isEmpty())
                    error.hint = u"written before that: %1"_s.arg(written.join(u", "_s));
                return fail(error);
            }
            written += file.path;
        }
    }
    return {};
}

} // namespace tidemark
