// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/scriptindex.h"

#include <QDataStream>

namespace tidemark {

namespace {

constexpr qint32 indexVersion = 3;

} // namespace

// Not in a namespace of their own: they are looked for beside the types.
template <typename T>
QDataStream &operator<<(QDataStream &stream, const std::vector<T> &items)
{
    stream << qint32(items.size());
    for (const T &item : items)
        stream << item;
    return stream;
}
template <typename T>
QDataStream &operator>>(QDataStream &stream, std::vector<T> &items)
{
    qint32 count = 0;
    stream >> count;
    for (qint32 i = 0; i < count && stream.status() == QDataStream::Ok; ++i) {
        T item;
        stream >> item;
        items.push_back(std::move(item));
    }
    return stream;
}

QDataStream &operator<<(QDataStream &stream, const ArchiveColumn &column)
{
    return stream << column.name << column.type;
}
QDataStream &operator>>(QDataStream &stream, ArchiveColumn &column)
{
    return stream >> column.name >> column.type;
}
QDataStream &operator<<(QDataStream &stream, const ArchiveTable &table)
{
    return stream << qint32(table.entry) << qint32(table.definition) << table.schema << table.name
                  << table.columns << table.database
                  << QList<qint32>(table.parts.begin(), table.parts.end());
}
QDataStream &operator>>(QDataStream &stream, ArchiveTable &table)
{
    QList<qint32> parts;
    stream >> table.entry >> table.definition >> table.schema >> table.name >> table.columns >>
        table.database >> parts;
    table.parts.assign(parts.begin(), parts.end());
    return stream;
}
QDataStream &operator<<(QDataStream &stream, const ArchiveEntry &entry)
{
    return stream << qint32(entry.id) << entry.kind << entry.schema << entry.name << entry.owner
                  << entry.tablespace << entry.hasData << entry.dataBytes << entry.database;
}
QDataStream &operator>>(QDataStream &stream, ArchiveEntry &entry)
{
    return stream >> entry.id >> entry.kind >> entry.schema >> entry.name >> entry.owner >>
           entry.tablespace >> entry.hasData >> entry.dataBytes >> entry.database;
}
QDataStream &operator<<(QDataStream &stream, const ScriptPlace &place)
{
    return stream << place.definitionAt << place.definitionEnd << place.rowsAt << place.copies
                  << place.encoding;
}
QDataStream &operator>>(QDataStream &stream, ScriptPlace &place)
{
    return stream >> place.definitionAt >> place.definitionEnd >> place.rowsAt >> place.copies >>
           place.encoding;
}
QDataStream &operator<<(QDataStream &stream, const ScriptIndex &index)
{
    return stream << indexVersion << index.info.serverVersion << index.info.dumpVersion
                  << index.info.encoding << index.info.createdAt << index.entries << index.places
                  << index.tables;
}
QDataStream &operator>>(QDataStream &stream, ScriptIndex &index)
{
    qint32 version = 0;
    stream >> version;
    if (version != indexVersion)
        stream.setStatus(QDataStream::ReadCorruptData);
    return stream >> index.info.serverVersion >> index.info.dumpVersion >> index.info.encoding >>
           index.info.createdAt >> index.entries >> index.places >> index.tables;
}

QByteArray bytesOf(const ScriptIndex &index)
{
    QByteArray bytes;
    QDataStream stream(&bytes, QIODevice::WriteOnly);
    stream << index;
    return bytes;
}

std::optional<ScriptIndex> scriptIndexIn(const QByteArray &bytes)
{
    ScriptIndex index;
    QDataStream stream(bytes);
    stream >> index;
    if (stream.status() != QDataStream::Ok || index.entries.size() != index.places.size())
        return {};
    return index;
}

} // namespace tidemark
