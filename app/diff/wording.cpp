// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/wording.h"

#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark::wording {

namespace {

QString constraintLine(const Constraint &constraint)
{
    const QString name = constraint.name.isEmpty()
                             ? QString()
                             : u"CONSTRAINT "_s + displayIdentifier(constraint.name) + u' ';
    return name + constraint.definition();
}

// What stands behind the parentheses of CREATE TABLE.
QString tableTail(const Relation &table)
{
    QStringList parts;
    if (!table.inherits.isEmpty())
        parts += u"INHERITS (%1)"_s.arg(table.inherits.join(u", "_s));
    if (!table.partitionKey.isEmpty())
        parts += u"PARTITION BY "_s + table.partitionKey;
    if (!table.foreignServer.isEmpty())
        parts += u"SERVER "_s + displayIdentifier(table.foreignServer);
    if (!table.options.isEmpty())
        parts += u"WITH (%1)"_s.arg(table.options.join(u", "_s));
    if (table.withoutRowid)
        parts += u"WITHOUT ROWID"_s;
    if (table.strict)
        parts += u"STRICT"_s;
    return parts.isEmpty() ? QString() : u' ' + parts.join(u' ');
}

QString tableDefinition(const Relation &table)
{
    QStringList lines;
    for (const Column &column : table.columns)
        lines += u"    "_s + displayIdentifier(column.name) + u' ' + column.definition();
    for (const Constraint &constraint : table.constraints)
        lines += u"    "_s + constraintLine(constraint);
    const QString unlogged =
        table.persistence == Persistence::Unlogged ? u"UNLOGGED "_s : QString();
    QString text = u"CREATE "_s + unlogged +
                   (table.type == RelationKind::ForeignTable ? u"FOREIGN TABLE "_s : u"TABLE "_s) +
                   table.identity();
    if (!table.partitionOf.isEmpty())
        text += u" PARTITION OF "_s + table.partitionOf + u' ' + table.partitionBound;
    return text + u" (\n"_s + lines.join(u",\n"_s) + u"\n)"_s + tableTail(table);
}

QString ownDefinition(const Relation &relation)
{
    switch (relation.type) {
    case RelationKind::View:
    case RelationKind::MaterializedView:
    case RelationKind::VirtualTable:
        break;
    default:
        return tableDefinition(relation);
    }
    // SQLite keeps the whole statement, PostgreSQL the query.
    if (relation.definition.trimmed().startsWith("CREATE"_L1, Qt::CaseInsensitive))
        return relation.definition;
    return u"CREATE %1 %2 AS\n%3"_s.arg(toText(relation.type).toUpper(), relation.identity(),
                                        relation.definition);
}

} // namespace

QString kindOf(const Constraint &constraint)
{
    switch (constraint.type) {
    case ConstraintKind::Check:
        return u"check constraint"_s;
    case ConstraintKind::Exclusion:
        return u"exclusion constraint"_s;
    default:
        return constraint.kind();
    }
}

QString propertyWord(std::string_view name)
{
    if (name == "not null")
        return u"nullability"_s;
    return QString::fromLatin1(name.data(), qsizetype(name.size()));
}

QString nullability(bool notNull)
{
    return notNull ? u"not null"_s : u"nullable"_s;
}

bool sameButForFormatting(const QString &a, const QString &b)
{
    const auto bare = [](const QString &text) {
        QString folded;
        folded.reserve(text.size());
        for (const QChar c : text) {
            if (!c.isSpace())
                folded += c.toCaseFolded();
        }
        return folded;
    };
    return bare(a) == bare(b);
}

QString nestedName(const QString &name, const Parent &parent)
{
    return parent.object + u'.' + displayIdentifier(name);
}

QString objectName(const Column &column, const Parent &parent)
{
    return nestedName(column.name, parent);
}

QString objectName(const Constraint &constraint, const Parent &parent)
{
    if (!constraint.name.isEmpty())
        return nestedName(constraint.name, parent);
    if (constraint.columns.isEmpty())
        return parent.object;
    QStringList columns;
    for (const QString &column : constraint.columns)
        columns += displayIdentifier(column);
    return parent.object + u'(' + columns.join(u", "_s) + u')';
}

QString objectName(const Index &index, const Parent &parent)
{
    return displayQualified(parent.schema, index.name);
}

QString objectName(const PublicationTable &table, const Parent &parent)
{
    return parent.object + u": "_s + table.identity();
}

QString definitionOf(const Relation &relation)
{
    QStringList statements{ownDefinition(relation)};
    for (const Index &index : relation.indexes)
        statements += index.definition(relation.identity());
    for (const Trigger &trigger : relation.triggers)
        statements += trigger.definition;
    return statements.join(u";\n"_s);
}

} // namespace tidemark::wording
