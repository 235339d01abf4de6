// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/switching.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

/// Whether filling another column fires it: UPDATE OF some columns does not.
bool firesOnFilling(const Trigger &trigger)
{
    if (trigger.state == FiringState::Disabled || trigger.state == FiringState::Replica)
        return false;
    static const QRegularExpression events(
        u"(?:BEFORE|AFTER|INSTEAD OF|OR) UPDATE(?! OF )(?: OR | ON )"_s);
    return trigger.definition.contains(events);
}

bool isOneOf(const QString &type, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(),
                       [&](const char *name) { return type == QLatin1String(name); });
}

/// Each writer converts by the settings of his own session.
bool followsSettings(const QString &before, const QString &after)
{
    const QString source = words::bareType(before);
    const QString target = words::bareType(after);
    if (source == target)
        return false;
    for (const QString &type : {source, target}) {
        if (isOneOf(type, {"timestamp with time zone", "time with time zone", "money"}))
            return true;
    }
    const auto isText = [](const QString &type) {
        return isOneOf(type, {"text", "character varying", "character", "name"});
    };
    const auto isShown = [](const QString &type) {
        return isOneOf(type, {"date", "timestamp without time zone", "interval", "bytea", "real",
                              "double precision"});
    };
    return (isText(source) && isShown(target)) || (isText(target) && isShown(source));
}

} // namespace

QString whyNotSwitched(const Relation &before, const World &world)
{
    if (world.options.columnOrder == ColumnOrder::Exact && world.options.noise.columnOrder)
        return u"the column would come last, and the order is to be kept"_s;
    if (before.type != RelationKind::Table)
        return u"%1 is a %2"_s.arg(before.identity(), before.kind());
    if (!before.ofType.isEmpty())
        return u"the table has the columns of a type"_s;
    if (!before.inherits.isEmpty())
        return u"the table inherits"_s;
    if (!before.partitionOf.isEmpty())
        return u"the table is a partition"_s;
    if (world.isColumnType(before.identity()))
        return u"another table has a column of this table's rows"_s;
    // The owner would fill only the rows that he sees.
    if (before.forceRowSecurity)
        return u"row security is forced on the owner too"_s;
    if (world.isPublished(before))
        return u"the table is published, and subscribers have no such column"_s;
    for (const Trigger &trigger : before.triggers) {
        if (firesOnFilling(trigger))
            return u"trigger %1 would fire for every row that is filled"_s.arg(trigger.name);
    }
    for (const Rule &rule : before.rules) {
        if (rule.definition.contains("ON UPDATE TO"_L1))
            return u"rule %1 is there for updates"_s.arg(rule.name);
    }
    if (switchTrigger(before, world).isEmpty())
        return u"no trigger's name would come last"_s;
    return {};
}

QString whyNotSwitched(const Column &before, const Column &after)
{
    if (before.generated != GeneratedKind::None || after.generated != GeneratedKind::None)
        return u"%1 is computed"_s.arg(after.name);
    if (followsSettings(before.type, after.type))
        return u"from %1 to %2 each session converts by its own settings"_s.arg(before.type,
                                                                                after.type);
    return {};
}

QString switchTrigger(const Relation &table, const World &world)
{
    QString last = u"zz_"_s + table.name;
    for (const Trigger &trigger : table.triggers) {
        if (trigger.name.toUtf8() > last.toUtf8())
            last = trigger.name;
    }
    const auto isTaken = [&](const QString &name) {
        for (const Schema *schema : {&world.from, &world.to}) {
            for (const Shared<Routine> &routine : schema->routines) {
                if (routine->schema == table.schema && routine->name == name)
                    return true;
            }
        }
        return false;
    };
    QString name = words::derivedName(last, u"_new"_s);
    for (int number = 2; isTaken(name); ++number)
        name = words::derivedName(last, u"_new%1"_s.arg(number));
    const bool comesLast =
        std::none_of(table.triggers.begin(), table.triggers.end(),
                     [&](const Trigger &one) { return one.name.toUtf8() >= name.toUtf8(); });
    return comesLast ? name : QString();
}

} // namespace tidemark::ddlpg
