// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/locatedjson.h"
#include "compare/snapshot.h"
#include "schema/siblings.h"
#include "sql/scripterror.h"

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Type = LocatedJson::Type;

/// Where and why; the text and its file are known at the top only.
struct Refusal
{
    qsizetype offset = 0;
    QString summary;
};
using Read = tl::expected<void, Refusal>;

tl::unexpected<Refusal> refuse(const LocatedJson &node, const QString &summary)
{
    return tl::unexpected(Refusal{node.offset, summary});
}

Read expect(const LocatedJson &node, Type type, const QString &what)
{
    if (node.type != type)
        return refuse(node, what + u" is expected here"_s);
    return {};
}

QString nameText(std::string_view name)
{
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

template <typename T>
Read readObject(const LocatedJson &node, T &object);

Read readValue(const LocatedJson &node, QString &value)
{
    if (auto good = expect(node, Type::String, u"a text"_s); !good)
        return good;
    value = node.text;
    return {};
}
Read readValue(const LocatedJson &node, bool &value)
{
    if (auto good = expect(node, Type::Bool, u"true or false"_s); !good)
        return good;
    value = node.truth;
    return {};
}
template <typename T>
requires(std::integral<T> && !std::same_as<T, bool>) Read
    readValue(const LocatedJson &node, T &value)
{
    bool good = node.type == Type::Number;
    const qlonglong number = node.text.toLongLong(&good);
    if (!good || node.type != Type::Number || !std::in_range<T>(number))
        return refuse(node, u"a whole number is expected here"_s);
    value = static_cast<T>(number);
    return {};
}
Read readValue(const LocatedJson &node, double &value)
{
    if (auto good = expect(node, Type::Number, u"a number"_s); !good)
        return good;
    value = node.text.toDouble();
    return {};
}
template <NamedEnum T>
Read readValue(const LocatedJson &node, T &value)
{
    const auto found = node.type == Type::String ? enumFromText<T>(node.text) : std::nullopt;
    if (!found) {
        QStringList words;
        for (const std::string_view word : enumNames<T>)
            words += nameText(word);
        return refuse(node, u"one of these is expected here: "_s + words.join(u", "_s));
    }
    value = *found;
    return {};
}
Read readValue(const LocatedJson &node, QStringList &values)
{
    if (auto good = expect(node, Type::Array, u"a list of texts"_s); !good)
        return good;
    values.clear();
    for (const LocatedJson &item : node.items) {
        QString value;
        if (auto good = readValue(item, value); !good)
            return good;
        values += value;
    }
    return {};
}
template <typename T>
Read readValue(const LocatedJson &node, std::vector<T> &values)
{
    if (auto good = expect(node, Type::Array, u"a list"_s); !good)
        return good;
    values.clear();
    values.reserve(node.items.size());
    for (const LocatedJson &item : node.items) {
        std::remove_cvref_t<decltype(valueOf(std::declval<const T &>()))> value;
        if (auto good = readObject(item, value); !good)
            return good;
        values.push_back(std::move(value));
    }
    return {};
}
Read readValue(const LocatedJson &node, Acl &value)
{
    value.isDefault = false;
    return readValue(node, value.grants);
}

template <typename T>
Read readMember(const QString &name, const LocatedJson &node, T &object)
{
    Read result;
    bool known = false;
    const auto tryOne = [&](const auto &item) {
        if (known || name != QLatin1StringView(item.name.data(), qsizetype(item.name.size())))
            return;
        known = true;
        result = readValue(node, object.*item.member);
    };
    const auto tryAll = [&](const auto &...item) { (tryOne(item), ...); };
    std::apply(tryAll, T::key());
    std::apply(tryAll, T::properties());
    std::apply(tryAll, T::children());
    if (!known)
        return refuse(node, u"\"%1\" is not known here"_s.arg(name));
    return result;
}

template <typename T>
Read readObject(const LocatedJson &node, T &object)
{
    if (auto good = expect(node, Type::Object, u"an object"_s); !good)
        return good;
    Read result;
    const auto demand = [&](const auto &part) {
        if (result && !node.member(nameText(part.name)))
            result = refuse(node, u"this object has no \"%1\""_s.arg(nameText(part.name)));
    };
    std::apply([&](const auto &...part) { (demand(part), ...); }, T::key());
    if (!result)
        return result;
    for (const auto &[name, value] : node.members) {
        if (auto good = readMember(name, value, object); !good)
            return good;
    }
    return {};
}

Read readDependencies(const LocatedJson &node, Dependencies &dependencies)
{
    if (auto good = expect(node, Type::Array, u"a list"_s); !good)
        return good;
    dependencies.reserve(node.items.size());
    for (const LocatedJson &item : node.items) {
        const bool shape =
            item.type == Type::Array && item.items.size() >= 4 && item.items.size() <= 5;
        if (!shape)
            return refuse(item, u"a list of two kinds and names is expected here"_s);
        Dependency one;
        const std::array texts{&one.dependant.kind, &one.dependant.object, &one.on.kind,
                               &one.on.object};
        for (size_t i = 0; i < texts.size(); ++i) {
            if (auto good = readValue(item.items[i], *texts[i]); !good)
                return good;
        }
        if (item.items.size() == 5) {
            if (auto good = readValue(item.items[4], one.automatic); !good)
                return good;
        }
        dependencies.push_back(std::move(one));
    }
    // Merged by hand or by git, it may be in another order.
    std::sort(dependencies.begin(), dependencies.end());
    return {};
}

/// A merge that went wrong; of a sorted list.
template <typename T>
bool hasTwins(const Objects<T> &objects)
{
    return std::adjacent_find(objects.begin(), objects.end(), [](const auto &a, const auto &b) {
               return !keyLess(*a, *b);
           }) != objects.end();
}

/// "schemas", "relations", ...: the lists of the model's top.
Read readList(const QString &name, const LocatedJson &node, Schema &schema)
{
    Read result;
    bool known = false;
    const auto tryOne = [&](const auto &list) {
        if (known || name != QLatin1StringView(list.name.data(), qsizetype(list.name.size())))
            return;
        known = true;
        result = readValue(node, schema.*list.member);
        if (!result)
            return;
        sortSiblings(schema.*list.member);
        if (hasTwins(schema.*list.member))
            result = refuse(node, u"one of these is there twice"_s);
    };
    std::apply([&](const auto &...list) { (tryOne(list), ...); }, Schema::children());
    if (!known)
        return refuse(node, u"\"%1\" is not known here"_s.arg(name));
    return result;
}

Read readMembers(const LocatedJson &root, Snapshot &snapshot, Schema &schema)
{
    for (const auto &[name, node] : root.members) {
        Read result;
        if (name == u"tidemark" || name == u"format")
            continue;
        if (name == u"engine")
            result = readValue(node, schema.engine);
        else if (name == u"server")
            result = readValue(node, snapshot.serverVersion);
        else if (name == u"notes")
            result = readValue(node, snapshot.notes);
        else if (name == u"not compared")
            result = readValue(node, schema.notCompared);
        else if (name == u"dependencies")
            result = readDependencies(node, snapshot.state.dependencies);
        else
            result = readList(name, node, schema);
        if (!result)
            return result;
    }
    if (!root.member(u"engine"))
        return refuse(root, u"this snapshot does not say of which engine it is"_s);
    return {};
}

} // namespace

Result<Snapshot> readSnapshot(const QByteArray &json, const QString &file)
{
    TM_TRY_ASSIGN(const LocatedJson root, parseLocatedJson(json, file));
    const auto refused = [&](const Refusal &refusal, ErrorKind kind) {
        return fail(scriptError(kind, locationOf(json, refusal.offset, file), refusal.summary));
    };
    const LocatedJson *mark = root.member(u"tidemark");
    const LocatedJson *format = root.member(u"format");
    if (!mark || mark->text != u"schema snapshot" || !format)
        return refused({root.offset, u"this is no schema snapshot"_s}, ErrorKind::Input);
    int number = 0;
    if (auto good = readValue(*format, number); !good)
        return refused(good.error(), ErrorKind::Input);
    if (number < 1 || number > snapshotFormat) {
        return refused(
            {format->offset,
             u"this snapshot has the format %1, and %2 is the newest that is known"_s.arg(number)
                 .arg(snapshotFormat)},
            ErrorKind::Unsupported);
    }
    Snapshot snapshot;
    const auto schema = std::make_shared<Schema>();
    if (auto good = readMembers(root, snapshot, *schema); !good)
        return refused(good.error(), ErrorKind::Input);
    snapshot.state.schema = schema;
    return snapshot;
}

} // namespace tidemark
