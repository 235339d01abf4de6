// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/backupshelf.h"

#include "backup/archive/decoder.h"
#include "base/bytestext.h"
#include "workbench/translate.h"

#include <algorithm>
#include <ranges>

namespace tidemark {

using namespace Qt::StringLiterals;

int BackupShelf::find(const QString &path) const
{
    const auto found = std::ranges::find_if(
        backups, [&](const ShelvedBackup &one) { return one.backup.path == path; });
    return found == backups.end() ? -1 : int(found - backups.begin());
}

const ShelvedBackup *BackupShelf::at(int index) const
{
    return index >= 0 && size_t(index) < backups.size() ? &backups[size_t(index)] : nullptr;
}

int BackupShelf::goingCount() const
{
    return int(std::ranges::count_if(backups, &ShelvedBackup::goes));
}

std::shared_ptr<const BackupShelf> makeShelf(BackupFolder folder, const RetentionPolicy &policy,
                                             const std::vector<Backup> &elsewhere,
                                             const QDateTime &now)
{
    auto shelf = std::make_shared<BackupShelf>();
    shelf->policy = policy;
    shelf->plan = planRetention(folder, policy, now);
    QSet<QString> current;
    for (const DeployedRelease &release : folder.releases)
        if (release.current)
            current += release.backup;
    for (const RetentionStep &step : shelf->plan.steps) {
        shelf->backups.push_back(
            {step.backup, step.reason, false, current.contains(step.backup.fileName())});
        shelf->bytes += step.backup.bytes;
    }
    for (const Backup &backup : elsewhere)
        if (shelf->find(backup.path) < 0)
            shelf->backups.push_back({backup, RetentionStep::Reason::Unknown, true, false});
    std::ranges::stable_sort(shelf->backups, std::ranges::less{},
                             [](const ShelvedBackup &one) { return one.backup.madeAt; });
    shelf->folder = std::move(folder);
    return shelf;
}

BackupTide tideOf(const Backup &backup, const QHash<QString, QString> &versions)
{
    BackupTide tide;
    if (!backup.manifest || !backup.manifest->migrations)
        return tide;
    const auto &applied = backup.manifest->migrations->applied;
    QSet<QString> had;
    for (const BackedUpMigration &migration : applied)
        had += migration.version;
    tide.applied = int(applied.size());
    if (!applied.empty()) {
        const BackedUpMigration &last = applied.back();
        tide.mark = versions.value(last.version, last.version);
        if (tide.mark == last.version && !last.name.isEmpty())
            tide.mark =
                last.name.startsWith(last.version) ? last.name : last.version + u'_' + last.name;
    }
    for (auto version = versions.keyBegin(); version != versions.keyEnd(); ++version)
        tide.behind += had.contains(*version) ? 0 : 1;
    return tide;
}

QString kindText(const Backup &backup)
{
    switch (backup.kind) {
    case BackupKind::Automatic:
        return tr("automatic");
    case BackupKind::Manual:
        return backup.known ? tr("manual") : tr("unknown");
    case BackupKind::Named:
        break;
    }
    return backup.name.isEmpty() ? tr("named") : backup.name;
}

QString formatText(const Backup &backup)
{
    const QString format = toText(backup.archive.format);
    Compression compression = backup.archive.compression;
    if (compression == Compression::None && backup.manifest)
        compression = backup.manifest->compression;
    return compression == Compression::None ? format : format + u", "_s + toText(compression);
}

QString keptText(RetentionStep::Reason reason)
{
    using Reason = RetentionStep::Reason;
    switch (reason) {
    case Reason::Named:
        return tr("stays: named ones always do");
    case Reason::Newest:
        return tr("stays: it is among the newest");
    case Reason::AllManual:
        return tr("stays: manual ones do");
    case Reason::TooOld:
        return tr("goes: there are enough newer ones");
    case Reason::OfCurrent:
        return tr("stays: the release that runs now needs it");
    case Reason::FromFuture:
        return tr("stays: its time is yet to come");
    case Reason::Unknown:
        return tr("stays: it may be anything");
    case Reason::Broken:
        return tr("stays and does not count: it is incomplete");
    case Reason::Link:
        break;
    }
    return tr("stays and does not count: it is a link");
}

QString backedUpPlace(const Backup &backup)
{
    if (!backup.manifest)
        return {};
    if (!backup.manifest->environment.isEmpty())
        return backup.manifest->environment;
    return backup.manifest->database;
}

QString tideText(const BackupTide &tide)
{
    if (!tide.applied)
        return {};
    return tide.mark.isEmpty() ? tr("before the first migration") : tide.mark;
}

QString shelfText(const BackupShelf &shelf)
{
    QStringList parts{countOf(qint64(shelf.folder.backups.size()), tr("backup"), tr("backups"))};
    parts += bytesText(shelf.bytes);
    QString rule =
        tr("the last %1 automatic ones stay, named ones always").arg(shelf.policy.keepAutomatic);
    if (shelf.policy.keepManual)
        rule += u", "_s + tr("%1 manual ones").arg(*shelf.policy.keepManual);
    return (parts << rule).join(u" · "_s);
}

QString whenMadeText(const QDateTime &time)
{
    return time.isValid() ? time.toLocalTime().toString(u"d MMM yyyy HH:mm"_s) : tr("unknown");
}

} // namespace tidemark
