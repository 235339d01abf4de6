// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/timelinewords.h"

#include "workbench/translate.h"

#include <QLocale>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QString dateText(const QDateTime &when)
{
    return QLocale().toString(when.toLocalTime().date(), u"d MMM yyyy");
}

QString dayAndTime(const QDateTime &when)
{
    return dateText(when) + QLocale().toString(when.toLocalTime().time(), u" HH:mm");
}

QString joined(QStringList names)
{
    if (names.size() < 2)
        return names.join(QString());
    if (names.size() > 4)
        return tr("%1 and %2 more").arg(names.first(3).join(u", "_s)).arg(names.size() - 3);
    const QString last = names.takeLast();
    return tr("%1 and %2").arg(names.join(u", "_s), last);
}

QString appliedText(const TimelineCell &cell, const QString &environment, const QDateTime &now)
{
    QString text = tr("applied on %1").arg(environment);
    if (cell.applied && cell.applied->appliedAt.isValid())
        text += u' ' + agoText(cell.applied->appliedAt, now);
    if (cell.applied && cell.applied->durationMs)
        text += u' ' + tr("in %1").arg(durationText(*cell.applied->durationMs));
    return text;
}

/// Of the environments for which a state is the same.
QStringList namesWith(const TimelineSnapshot &snapshot, int row, MigrationState state)
{
    QStringList names;
    for (const TimelineColumn &column : snapshot.columns) {
        if (!column.cells.empty() && column.cells[size_t(row)].state == state)
            names += column.environment.name;
    }
    return names;
}

} // namespace

QString agoText(const QDateTime &when, const QDateTime &now)
{
    const qint64 seconds = when.secsTo(now);
    const qint64 days = when.toLocalTime().date().daysTo(now.toLocalTime().date());
    if (seconds < 60)
        return tr("just now");
    if (seconds < 120)
        return tr("a minute ago");
    if (seconds < 3600)
        return tr("%1 minutes ago").arg(seconds / 60);
    if (days == 0)
        return seconds < 7200 ? tr("an hour ago") : tr("%1 hours ago").arg(seconds / 3600);
    if (days == 1)
        return tr("yesterday");
    if (days < 31)
        return tr("%1 days ago").arg(days);
    return tr("on %1").arg(dateText(when));
}

QString stateSentence(const TimelineCell &cell)
{
    if (!cell.state)
        return tr("not known");
    QString text = describe(*cell.state);
    if (cell.interrupted)
        text = tr("interrupted, half done");
    if (cell.changedBy)
        text += u' ' + (cell.changedBy->commit.isEmpty() ? tr("(not committed)")
                                                         : tr("by %1").arg(cell.changedBy->author));
    if (!cell.applied)
        return text;
    if (cell.applied->appliedAt.isValid())
        text += u", "_s + dayAndTime(cell.applied->appliedAt);
    if (!cell.applied->appliedBy.isEmpty())
        text += u' ' + tr("by %1").arg(cell.applied->appliedBy);
    if (cell.applied->durationMs)
        text += u' ' + tr("in %1").arg(durationText(*cell.applied->durationMs));
    return text;
}

QString placeSentence(const TimelineSnapshot &snapshot, int row, const QString &environment,
                      const QDateTime &now)
{
    const TimelineEntry &entry = snapshot.entries[size_t(row)];
    QStringList parts;
    if (!entry.version.isEmpty())
        parts += entry.version;
    const int column = snapshot.columnOf(environment);
    const TimelineColumn *current = column < 0 ? nullptr : &snapshot.columns[size_t(column)];
    if (current && !current->cells.empty()) {
        const TimelineCell &cell = current->cells[size_t(row)];
        if (cell.state == MigrationState::Applied)
            parts += appliedText(cell, environment, now);
        else if (cell.state && *cell.state != MigrationState::Pending)
            parts += tr("%1 on %2").arg(describe(*cell.state), environment);
    }
    const QStringList pending = namesWith(snapshot, row, MigrationState::Pending);
    if (!pending.isEmpty())
        parts += tr("pending on %1").arg(joined(pending));
    if (entry.index < 0)
        parts += tr("no file has this version");
    return parts.join(u" · "_s);
}

QString authorSentence(const FileCommit &commit, const QDateTime &now)
{
    if (commit.commit.isEmpty())
        return tr("not committed yet");
    return tr("%1, %2: %3").arg(commit.author, agoText(commit.when, now), commit.summary);
}

} // namespace tidemark
