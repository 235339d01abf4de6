// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/postgres/expressions.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct TypeParts
{
    QString name;
    int first = -1; ///< length or precision; -1: none
    int second = 0; ///< scale
};

TypeParts partsOf(const QString &type)
{
    static const QRegularExpression pattern(uR"(^([^(]+)\((\d+)(?:,(\d+))?\)(.*)$)"_s);
    const auto match = pattern.match(type);
    if (!match.hasMatch())
        return {type};
    return {(match.captured(1).trimmed() + match.captured(4)), match.captured(2).toInt(),
            match.captured(3).toInt()};
}

bool isText(const TypeParts &type)
{
    return type.name == u"text" || type.name == u"character varying";
}

/// The wider, the larger; 0 for what is no number.
int numberRank(const QString &name)
{
    static const QStringList ranks{u"smallint"_s, u"integer"_s, u"bigint"_s, u"numeric"_s};
    return static_cast<int>(ranks.indexOf(name)) + 1;
}

bool isNotNullTest(const CatalogObject &constraint, const QString &column)
{
    return constraint.fact(Fact::Role) == u"check" && constraint.fact(Fact::Valid) != u"no" &&
           constraint.columns() == QStringList(column) &&
           constraint.fact(Fact::Definition).contains(u"nulltesttype2");
}

} // namespace

QString volatileFunctionIn(const PgNode *expression, const Catalog &catalog)
{
    static const QStringList known{u"random"_s,           u"random_normal"_s,
                                   u"gen_random_uuid"_s,  u"gen_random_bytes"_s,
                                   u"gen_salt"_s,         u"uuidv4"_s,
                                   u"uuidv7"_s,           u"uuid_generate_v1"_s,
                                   u"uuid_generate_v4"_s, u"uuid_generate_v1mc"_s,
                                   u"clock_timestamp"_s,  u"timeofday"_s,
                                   u"nextval"_s,          u"currval"_s,
                                   u"lastval"_s,          u"setval"_s};
    QString found;
    if (!expression)
        return found;
    visitNodes(expression->base, [&](const PgNode &node) {
        const QString function = calledFunction(node);
        if (function.isEmpty() || !found.isEmpty())
            return;
        bool changes = known.contains(function.section(u'.', -1));
        for (const CatalogKey &key : catalog.childrenOf({}, CatalogKind::Function)) {
            const CatalogObject &made = *catalog.find(key);
            const QString definition = made.fact(Fact::Definition);
            changes |= key.name.startsWith(function + u'(') && made.knows(Fact::Definition) &&
                       !definition.contains(u"\"immutable\"") &&
                       !definition.contains(u"\"stable\"");
        }
        if (changes)
            found = function;
    });
    return found;
}

bool changeRewrites(const QString &from, const QString &to)
{
    if (from == to)
        return false;
    const TypeParts before = partsOf(from);
    const TypeParts after = partsOf(to);
    const bool free = isText(after) && after.first < 0;
    if (from.isEmpty())
        return !free;
    if (isText(before) && isText(after))
        return !free && (before.first < 0 || after.first < before.first);
    if (before.name == u"numeric" && after.name == u"numeric")
        return after.first >= 0 &&
               (before.first < 0 || after.first < before.first || after.second != before.second);
    if (before.name == after.name && before.name.startsWith(u"time"))
        return after.first >= 0 && (before.first < 0 || after.first < before.first);
    return !(before.name == u"cidr" && after.name == u"inet");
}

bool changeNarrows(const QString &from, const QString &to)
{
    if (from.isEmpty() || from == to)
        return false;
    const TypeParts before = partsOf(from);
    const TypeParts after = partsOf(to);
    if (isText(before) && isText(after))
        return after.first >= 0 && (before.first < 0 || after.first < before.first);
    const int was = numberRank(before.name);
    const int is = numberRank(after.name);
    if (was > 0 && is > 0) {
        if (was != is)
            return is < was;
        return after.first >= 0 &&
               (before.first < 0 || after.first < before.first || after.second < before.second);
    }
    if (before.name.startsWith(u"timestamp"))
        return after.name == u"date" || after.name.startsWith(u"time ");
    return (before.name == u"double precision" && (after.name == u"real" || is > 0)) ||
           (before.name == u"real" && is > 0);
}

bool hasNotNullCheck(const LintCase &migration, const LintStatement &statement,
                     const QString &table, const QString &column)
{
    for (const CatalogKey &key : migration.catalog->childrenOf(table, CatalogKind::Constraint)) {
        if (isNotNullTest(*migration.catalog->find(key), column))
            return true;
    }
    // It is mostly dropped as soon as the column itself says so.
    bool dropped = false;
    migration.forEachEffect([&](const LintStatement &later, const Effect &effect) {
        dropped |= later.side == statement.side && later.index >= statement.index &&
                   effect.change == Effect::Change::Removed && effect.key.owner == table &&
                   effect.key.kind == CatalogKind::Constraint &&
                   isNotNullTest(effect.before, column);
    });
    return dropped;
}

const PgQuery__ColumnDef *columnOf(const PgQuery__AlterTableCmd &command)
{
    const bool adds = command.subtype == PG_QUERY__ALTER_TABLE_TYPE__AT_AddColumn;
    return adds && command.def ? command.def->column_def : nullptr;
}

} // namespace tidemark
