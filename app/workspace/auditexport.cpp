// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/auditexport.h"

#include "rehearsal/reports/wording.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString timeText(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODateWithMs);
}

/// Every column by its name, in the order of the CSV.
std::vector<std::pair<QString, QString>> textsOf(const AuditEntry &entry)
{
    return {{u"startedAt"_s, timeText(entry.startedAt)},
            {u"durationMs"_s, QString::number(entry.durationMs)},
            {u"act"_s, entry.act},
            {u"subject"_s, entry.subject},
            {u"result"_s, auditResultName(entry.result)},
            {u"summary"_s, entry.summary},
            {u"error"_s, entry.error},
            {u"user"_s, entry.user},
            {u"host"_s, entry.host},
            {u"workspace"_s, entry.workspace},
            {u"environment"_s, entry.environment},
            {u"database"_s, entry.database},
            {u"details"_s, entry.details},
            {u"previousDigest"_s, QString::fromLatin1(entry.previousDigest)},
            {u"digest"_s, QString::fromLatin1(entry.digest)}};
}

QByteArray csvLine(const QStringList &cells)
{
    QStringList quoted;
    for (const QString &cell : cells) {
        const bool special = cell.contains(u',') || cell.contains(u'"') || cell.contains(u'\n') ||
                             cell.contains(u'\r');
        quoted += special ? u'"' + QString(cell).replace(u'"', u"\"\""_s) + u'"' : cell;
    }
    return quoted.join(u',').toUtf8() + "\r\n";
}

QString kindName(ChainBreak::Kind kind)
{
    switch (kind) {
    case ChainBreak::Kind::Edited:
        return u"edited"_s;
    case ChainBreak::Kind::Deleted:
        return u"deleted"_s;
    case ChainBreak::Kind::Inserted:
        return u"inserted"_s;
    }
    return {};
}

} // namespace

QJsonObject jsonOf(const AuditEntry &entry)
{
    QJsonObject object{{u"id"_s, entry.id}};
    for (const auto &[name, text] : textsOf(entry)) {
        if (!text.isEmpty())
            object.insert(name, text);
    }
    object.insert(u"durationMs"_s, entry.durationMs);
    const QJsonDocument details = QJsonDocument::fromJson(entry.details.toUtf8());
    if (details.isArray())
        object.insert(u"details"_s, details.array());
    return object;
}

QJsonObject jsonOf(const ChainState &state)
{
    QJsonObject object{{u"whole"_s, !state.firstBreak},
                       {u"entries"_s, state.entries},
                       {u"lastDigest"_s, QString::fromLatin1(state.lastDigest)}};
    if (state.firstBreak)
        object.insert(u"firstBreak"_s, QJsonObject{{u"kind"_s, kindName(state.firstBreak->kind)},
                                                   {u"id"_s, state.firstBreak->id},
                                                   {u"lastId"_s, state.firstBreak->lastId},
                                                   {u"message"_s, describe(*state.firstBreak)}});
    return object;
}

QByteArray auditJson(std::span<const AuditEntry> entries)
{
    QJsonArray array;
    for (const AuditEntry &entry : entries)
        array.append(jsonOf(entry));
    return QJsonDocument(QJsonObject{{u"entries"_s, array}}).toJson(QJsonDocument::Indented);
}

QByteArray auditCsv(std::span<const AuditEntry> entries)
{
    QStringList heads{u"id"_s};
    for (const auto &[name, text] : textsOf(AuditEntry()))
        heads += name;
    QByteArray csv = csvLine(heads);
    for (const AuditEntry &entry : entries) {
        QStringList cells{QString::number(entry.id)};
        for (const auto &[name, text] : textsOf(entry))
            cells += text;
        csv += csvLine(cells);
    }
    return csv;
}

QString chainText(const ChainState &state)
{
    if (state.firstBreak)
        return u"chain broken: "_s + describe(*state.firstBreak);
    return u"chain whole, "_s + countOf(state.entries, u"entry"_s, u"entries"_s);
}

} // namespace tidemark
