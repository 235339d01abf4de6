// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/objecttext.h"

#include "diff/wording.h"
#include "schema/schema.h"
#include "sql/identifier.h"

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

bool isWanted(Aspect aspect, const DiffOptions &wanted)
{
    switch (aspect) {
    case Aspect::Owner:
        return wanted.owners;
    case Aspect::Grants:
        return wanted.grants;
    case Aspect::Comment:
        return wanted.comments;
    case Aspect::Storage:
        return wanted.storage;
    case Aspect::Definition:
    case Aspect::State:
        break;
    }
    return true;
}

/// "name: value" of what is not as it is in a new object.
template <typename T>
QStringList linesOf(const T &object, const DiffOptions &wanted, bool definition)
{
    static const T plain;
    QStringList lines;
    const auto add = [&](const auto &property) {
        if ((property.aspect == Aspect::Definition) != definition ||
            !isWanted(property.aspect, wanted) || object.*property.member == plain.*property.member)
            return;
        lines += wording::propertyWord(property.name) + u": "_s + toText(object.*property.member);
    };
    std::apply([&](const auto &...property) { (add(property), ...); }, T::properties());
    return lines;
}

QString asComments(const QStringList &lines, const QString &what = {})
{
    QString text;
    for (QString line : lines)
        text += u"\n-- "_s + what + line.replace(u'\n', u"\n--   "_s);
    return text;
}

template <typename T>
QString aboutParts(const std::vector<T> &parts, const DiffOptions &wanted)
{
    QString text;
    for (const T &part : parts)
        text += asComments(linesOf(part, wanted, false),
                           wording::kindOf(part) + u' ' + displayIdentifier(part.name) + u", "_s);
    return text;
}

QString listed(const QStringList &lines)
{
    return u"(\n    "_s + lines.join(u",\n    "_s) + u"\n)"_s;
}

QString statementOf(const Relation &relation, const QString &)
{
    Relation bare = relation;
    bare.indexes.clear();
    bare.triggers.clear();
    return wording::definitionOf(bare);
}

QString statementOf(const Index &index, const QString &table)
{
    return index.definition(table);
}

/// The body as people write it: between dollars, so that it is read as code.
QString statementOf(const Routine &routine, const QString &)
{
    QString text = routine.definition();
    const QString literal = quoteLiteral(routine.body, Engine::PostgreSql);
    if (!routine.sqlBody && !routine.body.isEmpty() && text.count(literal) == 1) {
        const QString quote = routine.body.contains(u"$$"_s) ? u"$body$"_s : u"$$"_s;
        text.replace(literal, quote + routine.body + quote);
    }
    return text;
}

QString statementOf(const Trigger &trigger, const QString &)
{
    return trigger.definition;
}

QString statementOf(const Rule &rule, const QString &)
{
    return rule.definition;
}

QString statementOf(const EnumType &type, const QString &)
{
    QStringList labels;
    for (const QString &label : type.labels)
        labels += quoteLiteral(label, Engine::PostgreSql);
    return u"CREATE TYPE "_s + type.identity() + u" AS ENUM "_s + listed(labels);
}

/// No statement, and all that there is to say.
template <typename T>
QString statementOf(const T &object, const QString &)
{
    QString text = u"CREATE "_s + wording::kindOf(object).toUpper() + u' ' + object.identity();
    const QStringList lines = linesOf(object, {}, true);
    return lines.isEmpty() ? text : text + u"\n    "_s + lines.join(u"\n    "_s);
}

template <typename T>
QString wholeText(const T &object, const QString &table, const DiffOptions &wanted)
{
    QString text = statementOf(object, table).trimmed();
    if (!text.endsWith(u';'))
        text += u';';
    text += asComments(linesOf(object, wanted, false));
    if constexpr (std::is_same_v<T, Relation>)
        text += aboutParts(object.columns, wanted) + aboutParts(object.constraints, wanted);
    return text;
}

class Finder
{
public:
    Finder(const ObjectId &id, const DiffOptions &wanted)
        : m_id(id)
        , m_wanted(wanted)
    {
    }

    QString in(const Schema &schema)
    {
        std::apply([&](const auto &...list) { (look(schema.*list.member, {}), ...); },
                   Schema::children());
        return m_text;
    }

private:
    template <typename Element>
    void look(const std::vector<Element> &elements, const wording::Parent &parent)
    {
        for (const Element &element : elements) {
            if (!m_text.isEmpty())
                return;
            lookAt(valueOf(element), parent);
        }
    }

    template <typename T>
    void lookAt(const T &object, const wording::Parent &parent)
    {
        if (m_id.kind == wording::kindOf(object) &&
            m_id.object == wording::objectName(object, parent)) {
            m_text = wholeText(object, parent.object, m_wanted);
            return;
        }
        if constexpr (std::is_same_v<T, Relation>)
            lookInto(object);
    }

    void lookInto(const Relation &relation)
    {
        if (relation.indexes.empty() && relation.triggers.empty() && relation.rules.empty() &&
            relation.policies.empty() && relation.statistics.empty())
            return;
        const wording::Parent self{relation.identity(), relation.schema};
        if (m_id.kind == u"index")
            look(relation.indexes, self);
        else if (m_id.kind == u"trigger")
            look(relation.triggers, self);
        else if (m_id.kind == u"rule")
            look(relation.rules, self);
        else if (m_id.kind == u"policy")
            look(relation.policies, self);
        else if (m_id.kind == u"statistics")
            look(relation.statistics, self);
    }

    const ObjectId &m_id;
    const DiffOptions &m_wanted;
    QString m_text;
};

} // namespace

QString objectText(const Schema &schema, const ObjectId &id, const DiffOptions &wanted)
{
    return Finder(id, wanted).in(schema);
}

} // namespace tidemark
