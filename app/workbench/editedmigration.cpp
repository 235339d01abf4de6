// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/editedmigration.h"

#include "tasks/taskpool.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int settleMs = 120;

/// Each file that is another one than when it was read is kept before it is written over.
Result<void> setAside(const std::vector<OpenedFile> &files, const std::vector<QByteArray> &theirs,
                      const QString &folder, const QDateTime &now)
{
    for (size_t i = 0; i < theirs.size() && i < files.size(); ++i) {
        if (theirs[i].isEmpty())
            continue;
        const QString name =
            now.toString(u"yyyyMMdd-HHmmss-zzz-"_s) + QFileInfo(files[i].path).fileName();
        TM_TRY(replaceFile(QDir(folder).filePath(name), theirs[i]));
    }
    return {};
}

Result<std::vector<QByteArray>> readAll(const std::vector<OpenedFile> &files)
{
    std::vector<QByteArray> contents;
    for (const OpenedFile &file : files) {
        TM_TRY_ASSIGN(QByteArray bytes, bytesOnDisk(file.path));
        contents.push_back(std::move(bytes));
    }
    return contents;
}

bool isSame(const QByteArray &bytes, const OpenedFile &file)
{
    return bytes.isNull() ? !file.exists : file.exists && bytes == file.bytes;
}

} // namespace

EditedMigration::EditedMigration(Services &services, Migration migration, QString convention,
                                 QString folder, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_migration(std::move(migration))
    , m_convention(std::move(convention))
    , m_folder(std::move(folder))
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &EditedMigration::checkFiles);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle,
            qOverload<>(&QTimer::start));
    load();
}

EditedMigration::~EditedMigration() = default;

void EditedMigration::load()
{
    const auto task =
        m_services.pool.start([migration = m_migration, convention = m_convention,
                               folder = m_folder](std::stop_token) -> Result<OpenedMigration> {
            return openMigrationFiles(migration, convention, folder);
        });
    whenDone(task, this, [this](const Result<OpenedMigration> &opened) { loaded(opened); });
}

void EditedMigration::loaded(Result<OpenedMigration> opened)
{
    if (!opened) {
        m_error = opened.error();
        m_state = State::Failed;
    } else {
        m_opened = std::move(*opened);
        for (const OpenedSide &side : m_opened.sides)
            m_saved[side.side] = side.text;
        m_state = State::Ready;
        watch();
    }
    Q_EMIT stateChanged();
    if (std::exchange(m_reloading, false))
        Q_EMIT edited();
}

/// Folders as well: many programs write a new file and give it the old one's name.
void EditedMigration::watch()
{
    QStringList paths;
    for (const OpenedFile &file : m_opened.files) {
        for (const QString &path : {file.path, QFileInfo(file.path).path()}) {
            if (QFileInfo::exists(path))
                paths += path;
        }
    }
    const QStringList known = m_watcher.files() + m_watcher.directories();
    for (const QString &path : std::as_const(paths)) {
        if (!known.contains(path))
            m_watcher.addPath(path);
    }
}

// ---- Texts

QString EditedMigration::text(ScriptSide side) const
{
    const OpenedSide *part = m_opened.find(side);
    return part ? part->text : QString();
}

void EditedMigration::setText(ScriptSide side, const QString &text)
{
    OpenedSide *part = m_opened.find(side);
    if (!part)
        return;
    const bool same = part->text == text;
    if (!same)
        part->text = text;
    settleDirty();
    if (!same)
        Q_EMIT edited();
}

void EditedMigration::replaceText(ScriptSide side, const QString &text)
{
    if (!has(side))
        return;
    setText(side, text);
    Q_EMIT textReplaced(side);
}

void EditedMigration::touch()
{
    if (std::exchange(m_changed, true))
        return;
    Q_EMIT stateChanged();
}

bool EditedMigration::textsDiffer() const
{
    return m_utf8 || std::ranges::any_of(m_opened.sides, [this](const OpenedSide &side) {
               const auto saved = m_saved.find(side.side);
               return saved == m_saved.end() ? !side.text.isEmpty() : side.text != saved->second;
           });
}

void EditedMigration::settleDirty()
{
    const bool changed = m_state == State::Ready && textsDiffer();
    if (std::exchange(m_changed, changed) != changed)
        Q_EMIT stateChanged();
}

QString EditedMigration::readOnlyReason() const
{
    if (!m_opened.cannotEdit.isEmpty())
        return m_opened.cannotEdit;
    if (!m_appliedOn.isEmpty() && !m_changed)
        return tr("Applied on %1: what it did is done, and a change here would not be run.")
            .arg(m_appliedOn.join(u", "_s));
    return {};
}

void EditedMigration::setAppliedOn(const QStringList &environments)
{
    if (m_appliedOn == environments)
        return;
    m_appliedOn = environments;
    Q_EMIT stateChanged();
}

void EditedMigration::setNotAskedOn(const QStringList &environments)
{
    if (m_notAskedOn == environments)
        return;
    m_notAskedOn = environments;
    Q_EMIT stateChanged();
}

Result<std::vector<std::pair<QString, QByteArray>>> EditedMigration::unsavedFiles()
{
    Q_EMIT textsWanted();
    if (!m_opened.cannotEdit.isEmpty())
        return std::vector<std::pair<QString, QByteArray>>();
    TM_TRY_ASSIGN(const auto contents, bytesToWrite(m_opened));
    std::vector<std::pair<QString, QByteArray>> files;
    for (size_t i = 0; i < contents.size(); ++i) {
        if (!isSame(contents[i], m_opened.files[i]) && !contents[i].isNull())
            files.emplace_back(m_opened.files[i].path, contents[i]);
    }
    return files;
}

// ---- Saving

void EditedMigration::useUtf8()
{
    for (OpenedFile &file : m_opened.files) {
        file.script.form.encoding = TextForm::Encoding::Utf8;
        file.script.form.byteOrderMark = false;
    }
    m_utf8 = true;
    settleDirty();
}

bool EditedMigration::canSave() const
{
    if (m_state != State::Ready || m_saving || !m_opened.cannotEdit.isEmpty())
        return false;
    if (m_appliedOn.isEmpty())
        return m_outside != Outside::Changed;
    // What was applied may always be put back where it was.
    return m_changed ? m_saveAnyway && m_outside != Outside::Changed : m_outside == Outside::Gone;
}

void EditedMigration::saveAnyway()
{
    m_saveAnyway = true;
    save();
    m_saveAnyway = false;
}

void EditedMigration::save()
{
    if (m_state == State::Ready && !m_saving)
        Q_EMIT textsWanted();
    if (!canSave())
        return;
    auto contents = bytesToWrite(m_opened);
    if (!contents) {
        m_error = contents.error();
        Q_EMIT stateChanged();
        return;
    }
    m_error.reset();
    m_saving = true;
    ++m_checkTicket; // what is being read now is from before
    Q_EMIT stateChanged();
    const auto task = m_services.pool.start(
        [files = m_opened.files, contents = *contents, aside = m_setAside, kept = keptFolder(),
         now = m_services.now()](std::stop_token) -> Result<Written> {
            Written result;
            result.done.resize(files.size());
            const auto onDisk = readAll(files);
            // What cannot be compared is not written over.
            if (!onDisk) {
                result.error = onDisk.error();
                return result;
            }
            for (size_t i = 0; i < files.size(); ++i)
                result.changedOutside = result.changedOutside ||
                                        (!(*onDisk)[i].isNull() && !isSame((*onDisk)[i], files[i]));
            if (result.changedOutside)
                return result;
            if (const auto put = setAside(files, aside, kept, now); !put) {
                result.error = put.error();
                return result;
            }
            for (size_t i = 0; i < files.size(); ++i) {
                const bool there = !(*onDisk)[i].isNull();
                if (contents[i].isNull() || (there && (*onDisk)[i] == contents[i])) {
                    result.done[i] = true;
                    continue;
                }
                const auto replaced = replaceFile(files[i].path, contents[i]);
                result.done[i] = replaced.has_value();
                if (!replaced && !result.error)
                    result.error = replaced.error();
            }
            return result;
        });
    whenDone(task, this, [this, contents = *contents](const Result<Written> &result) {
        written(contents, result ? *result : Written{{}, result.error(), false});
    });
}

void EditedMigration::written(const std::vector<QByteArray> &contents, const Written &result)
{
    // The editors have it after a pause only: what was typed meanwhile is none of this.
    Q_EMIT textsWanted();
    ++m_checkTicket;
    m_error = result.error;
    for (size_t i = 0; i < result.done.size(); ++i) {
        if (result.done[i] && !contents[i].isNull())
            takeWritten(i, contents[i]);
    }
    m_saving = false;
    if (!result.error && !result.changedOutside) {
        m_utf8 = false;
        m_outside = Outside::None;
    }
    settleDirty();
    watch();
    Q_EMIT stateChanged();
    if (result.changedOutside)
        checkFiles();
    else if (!result.error)
        Q_EMIT saved();
}

void EditedMigration::takeWritten(size_t index, const QByteArray &content)
{
    OpenedFile &file = m_opened.files[index];
    file.bytes = content;
    file.exists = true;
    file.script = readScriptText(content);
    if (index < m_setAside.size())
        m_setAside[index].clear();
    // What was typed while it was written stays.
    const bool still = joinedSides(m_opened, int(index)) == file.script.text;
    OpenedMigration onDisk = m_opened;
    if (!takeFileText(onDisk, int(index), file.script.text)) {
        // Its markers are others now. It stays as it stands until it is opened again.
        for (const ScriptSide side : file.sides) {
            if (still)
                m_saved[side] = text(side);
        }
        return;
    }
    for (const ScriptSide side : onDisk.files[index].sides) {
        const QString &now = onDisk.find(side)->text;
        m_saved[side] = now;
        if (still && text(side) != now)
            replaceText(side, now);
    }
}

void EditedMigration::revert()
{
    for (const auto &[side, text] : std::map(m_saved))
        replaceText(side, text);
    m_utf8 = false;
    settleDirty();
}

// ---- What others do

void EditedMigration::checkFiles()
{
    if (m_state != State::Ready || m_saving || !m_opened.cannotEdit.isEmpty())
        return;
    watch();
    const quint64 ticket = ++m_checkTicket;
    const auto task =
        m_services.pool.start([files = m_opened.files](std::stop_token) { return readAll(files); });
    whenDone(task, this, [this, ticket](const Result<std::vector<QByteArray>> &onDisk) {
        // A file that cannot be read just now is looked at again when it is saved.
        if (ticket == m_checkTicket && onDisk && !m_saving)
            compareFiles(*onDisk);
    });
}

void EditedMigration::compareFiles(const std::vector<QByteArray> &onDisk)
{
    Outside outside = Outside::None;
    for (size_t i = 0; i < onDisk.size(); ++i) {
        if (isSame(onDisk[i], m_opened.files[i]))
            continue;
        if (!onDisk[i].isNull())
            outside = Outside::Changed;
        else if (outside == Outside::None)
            outside = Outside::Gone;
    }
    m_onDisk = onDisk;
    Q_EMIT textsWanted();
    if (outside == Outside::Changed && !textsDiffer()) {
        takeDisk(false);
        return;
    }
    if (std::exchange(m_outside, outside) != outside)
        Q_EMIT stateChanged();
}

/// Without `goneToo` the text of a file that is not there any more stays: nobody else has it.
void EditedMigration::takeDisk(bool goneToo)
{
    Outside left = Outside::None;
    for (size_t i = 0; i < m_onDisk.size(); ++i) {
        OpenedFile &file = m_opened.files[i];
        if (isSame(m_onDisk[i], file))
            continue;
        if (m_onDisk[i].isNull() && !goneToo) {
            left = Outside::Gone;
            continue;
        }
        OpenedMigration onDisk = m_opened;
        const ScriptText script = readScriptText(m_onDisk[i]);
        if (!takeFileText(onDisk, int(i), script.text)) {
            reload();
            return;
        }
        file.bytes = m_onDisk[i];
        file.exists = !file.bytes.isNull();
        file.script = script;
        file.sides = onDisk.files[i].sides;
        for (const ScriptSide side : onDisk.files[i].sides) {
            m_saved[side] = onDisk.find(side)->text;
            replaceText(side, m_saved[side]);
        }
    }
    m_outside = left;
    m_utf8 = false;
    settleDirty();
    Q_EMIT stateChanged();
}

/// Its parts are others now: all of it is shown again. What was typed is set aside, since no undo
/// brings it back.
void EditedMigration::reload()
{
    const auto mine = textsDiffer() ? bytesToWrite(m_opened) : Result<std::vector<QByteArray>>();
    if (mine && !mine->empty())
        (void)m_services.pool.start([files = m_opened.files, mine = *mine, kept = keptFolder(),
                                     now = m_services.now()](std::stop_token) -> Result<bool> {
            TM_TRY(setAside(files, mine, kept, now));
            return true;
        });
    m_outside = Outside::None;
    m_utf8 = false;
    m_changed = false;
    m_state = State::Loading;
    m_saved.clear();
    m_reloading = true;
    Q_EMIT stateChanged();
    load();
}

void EditedMigration::takeTheirs()
{
    if (m_outside != Outside::None)
        takeDisk(true);
}

void EditedMigration::keepMine()
{
    m_setAside.resize(m_opened.files.size());
    for (size_t i = 0; i < m_onDisk.size(); ++i) {
        OpenedFile &file = m_opened.files[i];
        if (isSame(m_onDisk[i], file))
            continue;
        m_setAside[i] = m_onDisk[i];
        file.bytes = m_onDisk[i];
        file.exists = !file.bytes.isNull();
        for (const ScriptSide side : file.sides)
            m_saved[side] = QString();
    }
    m_outside = Outside::None;
    settleDirty();
    Q_EMIT stateChanged();
}

void EditedMigration::takeUnsaved(const std::map<ScriptSide, QString> &texts,
                                  const std::map<QString, QByteArray> &bases)
{
    std::vector<QByteArray> onDisk;
    for (size_t i = 0; i < m_opened.files.size(); ++i) {
        OpenedFile &file = m_opened.files[i];
        onDisk.push_back(file.exists ? file.bytes : QByteArray());
        const auto base = bases.find(file.path);
        if (base == bases.end() || isSame(base->second, file))
            continue;
        file.bytes = base->second;
        file.exists = !file.bytes.isNull();
        file.script = readScriptText(file.bytes);
        OpenedMigration then = m_opened;
        const bool fits = takeFileText(then, int(i), file.script.text);
        if (fits)
            file.sides = then.files[i].sides;
        for (const ScriptSide side : file.sides)
            m_saved[side] = fits ? then.find(side)->text : QString();
    }
    for (const auto &[side, text] : texts)
        replaceText(side, text);
    settleDirty();
    compareFiles(onDisk);
}

QString EditedMigration::keptFolder() const
{
    return QDir(m_services.stateFolder).filePath(u"editor/kept"_s);
}

} // namespace tidemark
