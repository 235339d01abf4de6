// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/json.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

void addText(QJsonObject &object, const QString &key, const QString &text)
{
    if (!text.isEmpty())
        object.insert(key, text);
}

void addPlace(QJsonObject &object, const SourceLocation &where)
{
    addText(object, u"file"_s, where.file);
    if (where.line > 0)
        object.insert(u"line"_s, where.line);
    if (where.column > 0)
        object.insert(u"column"_s, where.column);
}

} // namespace

QString engineName(Engine engine)
{
    return engine == Engine::Sqlite ? u"sqlite"_s : u"postgresql"_s;
}

QJsonObject jsonOf(const Error &error)
{
    QJsonObject object{{u"message"_s, error.summary}, {u"kind"_s, errorKindName(error.kind)}};
    addText(object, u"detail"_s, error.detail);
    addText(object, u"hint"_s, error.hint);
    addText(object, u"sqlstate"_s, error.sqlState);
    addPlace(object, error.where);
    return object;
}

QJsonObject jsonOf(const Finding &finding)
{
    QJsonObject object{{u"severity"_s, severityName(finding.severity)},
                       {u"code"_s, finding.code},
                       {u"message"_s, finding.message}};
    addText(object, u"hint"_s, finding.hint);
    addPlace(object, finding.where);
    return object;
}

QJsonArray jsonOf(std::span<const Finding> findings)
{
    QJsonArray array;
    for (const Finding &finding : findings)
        array.append(jsonOf(finding));
    return array;
}

QJsonObject jsonOf(const JournalEntry &entry)
{
    QJsonObject object{{u"direction"_s, entry.up ? u"up"_s : u"down"_s},
                       {u"version"_s, entry.version},
                       {u"id"_s, entry.id},
                       {u"file"_s, entry.file},
                       {u"statements"_s, entry.total},
                       {u"done"_s, entry.done},
                       {u"uncertain"_s, entry.uncertain},
                       {u"startedBy"_s, entry.startedBy},
                       {u"startedAt"_s, entry.startedAt.toString(Qt::ISODateWithMs)},
                       {u"updatedAt"_s, entry.updatedAt.toString(Qt::ISODateWithMs)}};
    addText(object, u"statement"_s, entry.statement);
    addText(object, u"error"_s, entry.error);
    if (entry.line > 0)
        object.insert(u"line"_s, entry.line);
    return object;
}

} // namespace tidemark
