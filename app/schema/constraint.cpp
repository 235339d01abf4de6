// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/constraint.h"

#include "sql/identifier.h"

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QString columnList(const QStringList &columns)
{
    QStringList shown;
    for (const QString &column : columns)
        shown.append(displayIdentifier(column));
    return u'(' + shown.join(u", "_s) + u')';
}

QString withPeriod(const QStringList &columns, QLatin1StringView before, QLatin1StringView after)
{
    QStringList shown;
    for (qsizetype i = 0; i < columns.size(); ++i) {
        const QString name = displayIdentifier(columns.at(i));
        shown.append(i + 1 < columns.size() ? name : before + name + after);
    }
    return u'(' + shown.join(u", "_s) + u')';
}

QString keyDefinition(const Constraint &constraint)
{
    QString text = constraint.type == ConstraintKind::PrimaryKey ? u"PRIMARY KEY "_s : u"UNIQUE "_s;
    const Index *index = constraint.index.empty() ? nullptr : &constraint.index.front();
    if (index && index->nullsNotDistinct)
        text += "NULLS NOT DISTINCT "_L1;
    text += constraint.period ? withPeriod(constraint.columns, {}, " WITHOUT OVERLAPS"_L1)
                              : columnList(constraint.columns);
    if (index && !index->include.isEmpty())
        text += " INCLUDE "_L1 + columnList(index->include);
    return text;
}

QString exclusionDefinition(const Constraint &constraint)
{
    if (constraint.index.empty())
        return u"EXCLUDE"_s;
    const Index &index = constraint.index.front();
    QStringList keys;
    for (const IndexKey &key : index.keys)
        keys.append(key.definition() + " WITH "_L1 + key.exclusionOperator);
    QString text = "EXCLUDE USING "_L1 + index.method + " ("_L1 + keys.join(u", "_s) + u')';
    if (!index.include.isEmpty())
        text += " INCLUDE "_L1 + columnList(index.include);
    if (!index.predicate.isEmpty())
        text += " WHERE "_L1 + index.predicate;
    return text;
}

QString actionClause(QLatin1StringView event, ReferentialAction action, const QStringList &columns)
{
    if (action == ReferentialAction::NoAction)
        return {};
    QString text = " ON "_L1 + event + u' ' + toText(action).toUpper();
    if (!columns.isEmpty())
        text += u' ' + columnList(columns);
    return text;
}

QString foreignKeyDefinition(const Constraint &constraint)
{
    const auto list = [&](const QStringList &columns) {
        return constraint.period ? withPeriod(columns, "PERIOD "_L1, {}) : columnList(columns);
    };
    QString text = "FOREIGN KEY "_L1 + list(constraint.columns) + " REFERENCES "_L1 +
                   displayQualified(constraint.referencedSchema, constraint.referencedTable);
    if (!constraint.referencedColumns.isEmpty())
        text += list(constraint.referencedColumns);
    if (constraint.match != MatchType::Simple)
        text += " MATCH "_L1 + toText(constraint.match).toUpper();
    text += actionClause("UPDATE"_L1, constraint.onUpdate, {});
    text += actionClause("DELETE"_L1, constraint.onDelete, constraint.onDeleteColumns);
    return text;
}

} // namespace

QString IndexKey::definition() const
{
    QString text = column.isEmpty() ? expression : displayIdentifier(column);
    if (!collation.isEmpty())
        text += " COLLATE "_L1 + collation;
    if (!opclass.isEmpty())
        text += u' ' + opclass;
    if (!opclassOptions.isEmpty())
        text += " ("_L1 + opclassOptions.join(u", "_s) + u')';
    if (descending)
        text += " DESC"_L1;
    if (nullsFirst != descending)
        text += nullsFirst ? " NULLS FIRST"_L1 : " NULLS LAST"_L1;
    return text;
}

QString IndexKey::toText() const
{
    QString text = definition();
    if (!exclusionOperator.isEmpty())
        text += " WITH "_L1 + exclusionOperator;
    if (statistics >= 0)
        text += " STATISTICS "_L1 + QString::number(statistics);
    return text;
}

QString Index::definition(const QString &table) const
{
    QStringList shown;
    for (const IndexKey &key : keys)
        shown.append(key.definition());
    QString text = unique ? u"CREATE UNIQUE INDEX "_s : u"CREATE INDEX "_s;
    text += displayIdentifier(name) + " ON "_L1 + table;
    if (!method.isEmpty())
        text += " USING "_L1 + method;
    text += " ("_L1 + shown.join(u", "_s) + u')';
    if (!include.isEmpty())
        text += " INCLUDE "_L1 + columnList(include);
    if (nullsNotDistinct)
        text += " NULLS NOT DISTINCT"_L1;
    if (!options.isEmpty())
        text += " WITH ("_L1 + options.join(u", "_s) + u')';
    if (!tablespace.isEmpty())
        text += " TABLESPACE "_L1 + displayIdentifier(tablespace);
    if (!predicate.isEmpty())
        text += " WHERE "_L1 + predicate;
    return text;
}

QString Constraint::definition() const
{
    QString text;
    switch (type) {
    case ConstraintKind::PrimaryKey:
    case ConstraintKind::Unique:
        text = keyDefinition(*this);
        break;
    case ConstraintKind::Check:
        text = "CHECK ("_L1 + expression + u')';
        break;
    case ConstraintKind::ForeignKey:
        text = foreignKeyDefinition(*this);
        break;
    case ConstraintKind::Exclusion:
        text = exclusionDefinition(*this);
        break;
    case ConstraintKind::NotNull:
        text = columns.isEmpty() ? u"NOT NULL"_s : "NOT NULL "_L1 + columns.join(u", "_s);
        break;
        text = u"TRIGGER"_s;
        break;
    }
    if (!onConflict.isEmpty())
        text += " ON CONFLICT "_L1 + onConflict;
    if (deferrable)
        text += " DEFERRABLE"_L1;
    if (initiallyDeferred)
        text += " INITIALLY DEFERRED"_L1;
    if (noInherit)
        text += " NO INHERIT"_L1;
    if (!enforced)
        text += " NOT ENFORCED"_L1;
    else if (!validated)
        text += " NOT VALID"_L1;
    return text;
}

} // namespace tidemark
