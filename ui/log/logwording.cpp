// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/logwording.h"

#include "workbench/translate.h"

namespace tidemark {

using namespace Qt::StringLiterals;

Chip chipOf(AuditResult result)
{
    switch (result) {
    case AuditResult::Done:
        return {tr("done"), Tone::Good};
    case AuditResult::Findings:
        return {tr("findings"), Tone::Caution};
    case AuditResult::Failed:
        return {tr("failed"), Tone::Bad};
    case AuditResult::Cancelled:
        break;
    }
    return {tr("cancelled"), Tone::Neutral};
}

QString actText(const QString &act)
{
    if (act == u"up")
        return tr("Applied");
    if (act == u"down")
        return tr("Rolled back");
    if (act == u"redo")
        return tr("Redone");
    if (act == u"resolve")
        return tr("Resolved");
    if (act == u"rehearse")
        return tr("Rehearsed");
    if (act == u"backup")
        return tr("Backed up");
    if (act == u"restore")
        return tr("Restored");
    if (act == u"prune")
        return tr("Pruned");
    if (act == u"describe")
        return tr("Described");
    return act;
}

QString whenText(const QDateTime &time, const QDateTime &now)
{
    const QDateTime local = time.toLocalTime();
    const QDateTime today = now.toLocalTime();
    const qint64 days = local.date().daysTo(today.date());
    if (days == 0)
        return local.toString(u"HH:mm:ss"_s);
    if (days == 1)
        return tr("yesterday %1").arg(local.toString(u"HH:mm"_s));
    if (local.date().year() == today.date().year())
        return local.toString(u"d MMM HH:mm"_s);
    return local.toString(u"d MMM yyyy"_s);
}

QString whereText(const AuditEntry &entry)
{
    return entry.environment.isEmpty() ? entry.database : entry.environment;
}

} // namespace tidemark
