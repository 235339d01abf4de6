// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/retention.h"

#include "backup/archivefile.h"
#include "backup/partialbackup.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Reason = RetentionStep::Reason;
using Group = std::pair<BackupKind, QString>;

QString databaseOf(const Backup &backup)
{
    if (!backup.manifest)
        return {};
    // An environment that leads to another server or database now is another one.
    return backup.manifest->environment + u'\n' + backup.manifest->server + u'\n' +
           backup.manifest->database;
}

Reason reasonFor(const Backup &backup, const RetentionPolicy &policy, int newer,
                 const QString &current, const QDateTime &now)
{
    if (backup.kind == BackupKind::Named)
        return Reason::Named;
    if (!current.isEmpty() && backup.fileName() == current)
        return Reason::OfCurrent;
    if (backup.madeAt > now)
        return Reason::FromFuture;
    if (backup.link)
        return Reason::Link;
    if (!backup.known)
        return Reason::Unknown;
    if (!backup.whole)
        return Reason::Broken;
    if (backup.kind == BackupKind::Manual && !policy.keepManual)
        return Reason::AllManual;
    const int keep = backup.kind == BackupKind::Manual ? *policy.keepManual : policy.keepAutomatic;
    return newer < keep ? Reason::Newest : Reason::TooOld;
}

/// A folder with something foreign in it is left as it is.
Result<void> removeBackup(const Backup &backup)
{
    if (backup.archive.format == BackupFormat::Directory) {
        if (const QString foreign = foreignFileIn(backup.path); !foreign.isEmpty())
            return fail(
                ErrorKind::Usage,
                u"%1 is not deleted: %2 in it is no part of a backup"_s.arg(backup.path, foreign));
    }
    return PartialBackup::discard(backup.path);
}

} // namespace

qint64 RetentionPlan::bytes() const
{
    qint64 sum = 0;
    for (const RetentionStep &step : steps)
        sum += step.goes() ? step.backup.bytes : 0;
    for (const UnfinishedBackup &left : leftovers)
        sum += left.bytes;
    return sum;
}

bool RetentionPlan::isEmpty() const
{
    return leftovers.empty() && std::ranges::none_of(steps, &RetentionStep::goes);
}

RetentionPlan planRetention(const BackupFolder &folder, const RetentionPolicy &policy,
                            const QDateTime &now)
{
    RetentionPlan plan;
    QString current;
    for (const DeployedRelease &release : folder.releases)
        if (release.current)
            current = release.backup;
    std::vector<Backup> newestFirst = folder.backups;
    std::ranges::stable_sort(newestFirst, std::ranges::greater{}, &Backup::madeAt);
    std::map<Group, int> counted;
    for (const Backup &backup : newestFirst) {
        const bool counts = backup.madeAt <= now && backup.known && backup.whole && !backup.link;
        int &newer = counted[Group(backup.kind, databaseOf(backup))];
        plan.steps.push_back({backup, reasonFor(backup, policy, newer, current, now)});
        newer += counts ? 1 : 0;
    }
    std::ranges::copy_if(folder.partial, std::back_inserter(plan.leftovers),
                         [](const UnfinishedBackup &one) { return !one.alive; });
    return plan;
}

QString reasonText(Reason reason)
{
    switch (reason) {
    case Reason::Named:
        return u"it is named"_s;
    case Reason::Newest:
        return u"it is among the newest"_s;
    case Reason::AllManual:
        return u"manual ones are kept"_s;
    case Reason::TooOld:
        return u"there are enough newer ones"_s;
    case Reason::OfCurrent:
        return u"it belongs to the release that runs now"_s;
    case Reason::FromFuture:
        return u"its time is yet to come"_s;
    case Reason::Unknown:
        return u"nothing says that it is a backup, or its manifest cannot be read"_s;
    case Reason::Broken:
        return u"it is cut off, or not as long as it was"_s;
    case Reason::Link:
        return u"it is a link"_s;
    }
    return {};
}

PruneReport prune(const RetentionPlan &plan, const std::stop_token &stop)
{
    PruneReport report;
    const auto isGone = [&](const QString &path, qint64 bytes, auto removal) {
        Result<void> removed = fail(ErrorKind::Cancelled, u"stopped"_s);
        if (!stop.stop_requested())
            removed = removal();
        if (!removed) {
            report.error = removed.error();
            return false;
        }
        report.deleted += QFileInfo(path).fileName();
        report.bytes += bytes;
        return true;
    };
    for (const RetentionStep &step : plan.steps)
        if (step.goes() &&
            !isGone(step.backup.path, step.backup.bytes, [&] { return removeBackup(step.backup); }))
            return report;
    for (const UnfinishedBackup &left : plan.leftovers)
        if (!PartialBackup::isAlive(left.path) &&
            !isGone(left.path, left.bytes, [&] { return PartialBackup::remove(left.path); }))
            return report;
    return report;
}

} // namespace tidemark
