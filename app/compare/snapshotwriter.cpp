// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/snapshot.h"

#include "compare/locatedjson.h"

#include <string_view>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Writes indented JSON, member by member. An object is only opened once something is in it.
class Writer
{
public:
    void open(char bracket)
    {
        m_text += bracket;
        ++m_depth;
        m_first = true;
    }
    void close(char bracket)
    {
        --m_depth;
        if (!m_first)
            newLine();
        m_text += bracket;
        m_first = false;
    }
    void next()
    {
        if (!m_first)
            m_text += ',';
        m_first = false;
        newLine();
    }
    void name(std::string_view name)
    {
        next();
        ((m_text += '"').append(name.data(), qsizetype(name.size()))) += "\": ";
    }
    void raw(const QByteArray &text) { m_text += text; }

    QByteArray take()
    {
        m_text += '\n';
        return std::move(m_text);
    }

private:
    void newLine() { (m_text += '\n').append(qsizetype(m_depth), ' '); }

    QByteArray m_text;
    int m_depth = 0;
    bool m_first = true;
};

template <typename T>
void writeObject(Writer &writer, const T &object);

void writeValue(Writer &writer, const QString &value)
{
    writer.raw(jsonString(value));
}
void writeValue(Writer &writer, bool value)
{
    writer.raw(value ? "true" : "false");
}
template <typename T>
requires(std::integral<T> && !std::same_as<T, bool>) void writeValue(Writer &writer, T value)
{
    writer.raw(QByteArray::number(value));
}
void writeValue(Writer &writer, double value)
{
    writer.raw(QByteArray::number(value, 'g', 17));
}
template <NamedEnum T>
void writeValue(Writer &writer, T value)
{
    writer.raw(jsonString(toText(value)));
}
void writeValue(Writer &writer, const QStringList &values)
{
    writer.open('[');
    for (const QString &value : values) {
        writer.next();
        writeValue(writer, value);
    }
    writer.close(']');
}
template <typename T>
void writeValue(Writer &writer, const std::vector<T> &values)
{
    writer.open('[');
    for (const T &value : values) {
        writer.next();
        writeObject(writer, valueOf(value));
    }
    writer.close(']');
}
/// A list that is not the default's is never left out, so an empty one means that all was revoked.
void writeValue(Writer &writer, const Acl &value)
{
    writeValue(writer, value.grants);
}

template <typename T>
void writeObject(Writer &writer, const T &object)
{
    static const T fresh;
    const auto writeMember = [&](const auto &item, bool always) {
        if (!always && object.*item.member == fresh.*item.member)
            return;
        writer.name(item.name);
        writeValue(writer, object.*item.member);
    };
    writer.open('{');
    std::apply([&](const auto &...part) { (writeMember(part, true), ...); }, T::key());
    std::apply([&](const auto &...item) { (writeMember(item, false), ...); }, T::properties());
    std::apply([&](const auto &...list) { (writeMember(list, false), ...); }, T::children());
    writer.close('}');
}

// One line for each: a schema of ten thousand tables has some hundred thousand of them.
void writeDependencies(Writer &writer, const Dependencies &dependencies)
{
    writer.open('[');
    for (const Dependency &one : dependencies) {
        writer.next();
        writer.raw('[' + jsonString(one.dependant.kind) + ", " + jsonString(one.dependant.object) +
                   ", " + jsonString(one.on.kind) + ", " + jsonString(one.on.object) +
                   (one.automatic ? ", true]" : "]"));
    }
    writer.close(']');
}

} // namespace

QByteArray writeSnapshot(const Snapshot &snapshot)
{
    const Schema &schema = *snapshot.state.schema;
    Writer writer;
    writer.open('{');
    writer.name("tidemark");
    writer.raw("\"schema snapshot\"");
    writer.name("format");
    writeValue(writer, snapshotFormat);
    writer.name("engine");
    writeValue(writer, schema.engine);
    writer.name("server");
    writeValue(writer, snapshot.serverVersion);
    if (!snapshot.notes.isEmpty()) {
        writer.name("notes");
        writeValue(writer, snapshot.notes);
    }
    const auto writeList = [&](const auto &list) {
        if ((schema.*list.member).empty())
            return;
        writer.name(list.name);
        writeValue(writer, schema.*list.member);
    };
    std::apply([&](const auto &...list) { (writeList(list), ...); }, Schema::children());
    if (!schema.notCompared.empty()) {
        writer.name("not compared");
        writeValue(writer, schema.notCompared);
    }
    writer.name("dependencies");
    writeDependencies(writer, snapshot.state.dependencies);
    writer.close('}');
    return writer.take();
}

} // namespace tidemark
