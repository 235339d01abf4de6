// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/recoveredwork.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>
#include <array>
#include <mutex>
#include <optional>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array allSides = {ScriptSide::Up, ScriptSide::Down, ScriptSide::Verify};

QString editorFolder(const QString &stateFolder)
{
    return stateFolder + u"/editor"_s;
}

QByteArray jsonOf(const UnsavedWork &work)
{
    QJsonObject texts;
    for (const auto &[side, text] : work.texts)
        texts.insert(scriptSideName(side), text);
    QJsonObject paths;
    for (const auto &[side, path] : work.paths)
        paths.insert(scriptSideName(side), path);
    QJsonObject bases;
    for (const auto &[path, bytes] : work.bases)
        bases.insert(path, bytes.isNull() ? QJsonValue(QJsonValue::Null)
                                          : QJsonValue(QString::fromLatin1(bytes.toBase64())));
    return QJsonDocument(QJsonObject{{u"workspace"_s, work.workspace},
                                     {u"folder"_s, work.folder},
                                     {u"migration"_s, work.migration},
                                     {u"changedAt"_s, work.changedAt.toString(Qt::ISODateWithMs)},
                                     {u"bases"_s, bases},
                                     {u"paths"_s, paths},
                                     {u"texts"_s, texts}})
        .toJson(QJsonDocument::Compact);
}

std::optional<UnsavedWork> readWork(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    UnsavedWork work;
    work.workspace = object.value(u"workspace"_s).toString();
    work.folder = object.value(u"folder"_s).toString();
    work.migration = object.value(u"migration"_s).toString();
    work.changedAt =
        QDateTime::fromString(object.value(u"changedAt"_s).toString(), Qt::ISODateWithMs);
    const QJsonObject texts = object.value(u"texts"_s).toObject();
    for (const ScriptSide side : allSides) {
        const QJsonValue text = texts.value(scriptSideName(side));
        if (text.isString())
            work.texts[side] = text.toString();
        const QJsonValue place = object.value(u"paths"_s).toObject().value(scriptSideName(side));
        if (place.isString())
            work.paths[side] = place.toString();
    }
    const QJsonObject bases = object.value(u"bases"_s).toObject();
    for (auto base = bases.begin(); base != bases.end(); ++base) {
        const QByteArray bytes = QByteArray::fromBase64(base.value().toString().toLatin1());
        // An empty file is one all the same.
        work.bases[base.key()] = !base.value().isString() ? QByteArray()
                                 : bytes.isNull()         ? QByteArray("")
                                                          : bytes;
    }
    if (work.migration.isEmpty() || work.texts.empty())
        return std::nullopt;
    return work;
}

} // namespace

Migration migrationOf(const UnsavedWork &work)
{
    Migration migration;
    migration.id = work.migration;
    migration.name = work.migration;
    const auto scriptOf = [&work](ScriptSide side) {
        const auto path = work.paths.find(side);
        Script script;
        script.path = path == work.paths.end() ? QString() : path->second;
        script.file = QDir(work.folder).relativeFilePath(script.path);
        return script;
    };
    migration.up = {scriptOf(ScriptSide::Up)};
    migration.file = migration.up.front().file;
    if (work.paths.contains(ScriptSide::Down))
        migration.down = std::vector<Script>{scriptOf(ScriptSide::Down)};
    return migration;
}

struct WorkKeeper::Place
{
    QString file;
    Registration registration;
    std::mutex mutex{}; ///< for the file and what follows
    QDateTime latest{};
    bool removed = false;
};

WorkKeeper::WorkKeeper(QString file, Registration registration)
    : m_place(new Place{std::move(file), std::move(registration)})
{
}

Result<WorkKeeper> WorkKeeper::create(const QString &stateFolder)
{
    const QString folder = editorFolder(stateFolder);
    const QString name = u"work-"_s + randomName();
    const QString file = folder + u'/' + name + u".json"_s;
    TM_TRY_ASSIGN(Registration registration,
                  Registration::create(folder, name, {{u"file"_s, file}}));
    return WorkKeeper(file, std::move(registration));
}

std::vector<std::pair<WorkKeeper, UnsavedWork>>
WorkKeeper::takeAbandoned(const QString &stateFolder, const QString &workspace)
{
    std::vector<std::pair<WorkKeeper, UnsavedWork>> found;
    auto abandoned = Registration::takeAbandoned(editorFolder(stateFolder));
    if (!abandoned)
        return found;
    for (Registration &registration : *abandoned) {
        // The folder may have moved since, and what is in it may name any file.
        const QString file = editorFolder(stateFolder) + u'/' + registration.name() + u".json"_s;
        WorkKeeper keeper(file, std::move(registration));
        if (!QFile::exists(file))
            keeper.remove(); // nothing was typed yet
        else if (const auto work = readWork(file); work && work->workspace == workspace)
            found.emplace_back(std::move(keeper), *work);
    }
    std::ranges::stable_sort(found, std::greater(),
                             [](const auto &each) { return each.second.changedAt; });
    return found;
}

Result<void> WorkKeeper::write(const UnsavedWork &work) const
{
    const std::lock_guard lock(m_place->mutex);
    // The GUI thread writes as it closes, while a task may still be about to.
    if (m_place->removed || (m_place->latest.isValid() && work.changedAt < m_place->latest))
        return {};
    QSaveFile file(m_place->file);
    const QByteArray bytes = jsonOf(work);
    if (file.open(QIODevice::WriteOnly) &&
        file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner) &&
        file.write(bytes) == bytes.size() && file.commit()) {
        m_place->latest = work.changedAt;
        return {};
    }
    return fail(ErrorKind::Io, u"unsaved work cannot be kept in %1"_s.arg(m_place->file),
                file.errorString());
}

void WorkKeeper::remove() const
{
    const std::lock_guard lock(m_place->mutex);
    m_place->removed = true;
    QFile::remove(m_place->file);
    m_place->registration.remove();
}

} // namespace tidemark
