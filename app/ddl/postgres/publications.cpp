// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/grants.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

// ---- event triggers

QString eventTriggerWhat(const EventTrigger &trigger, const Place &)
{
    return u"EVENT TRIGGER "_s + displayIdentifier(trigger.name);
}

Fate eventTriggerFate(const EventTrigger &before, const EventTrigger &after, const Place &)
{
    return differOnlyIn(before, after, {"state", "owner", "comment"}) ? Fate::Alter
                                                                      : Fate::Recreate;
}

void setState(const EventTrigger &trigger, const Place &place, Writer &writer)
{
    const QString alter = u"ALTER "_s + eventTriggerWhat(trigger, place);
    switch (trigger.state) {
    case FiringState::Enabled:
        writer.add(alter + u" ENABLE"_s);
        break;
    case FiringState::Disabled:
        writer.add(alter + u" DISABLE"_s);
        break;
    case FiringState::Replica:
        writer.add(alter + u" ENABLE REPLICA"_s);
        break;
    case FiringState::Always:
        writer.add(alter + u" ENABLE ALWAYS"_s);
        break;
    }
}

void createEventTrigger(const EventTrigger &trigger, const Place &place, Writer &writer)
{
    QString sql =
        u"CREATE EVENT TRIGGER %1 ON %2"_s.arg(displayIdentifier(trigger.name), trigger.event);
    QStringList tags;
    for (const QString &tag : trigger.tags)
        tags += words::literal(tag);
    if (!tags.isEmpty())
        sql += u" WHEN TAG IN (%1)"_s.arg(tags.join(u", "_s));
    writer.add(sql + u" EXECUTE FUNCTION "_s + trigger.function)
        .hazard(Hazard::NeedsPrivilege, trigger.identity(), u"superuser"_s);
    if (trigger.state != FiringState::Enabled)
        setState(trigger, place, writer);
}

void alterEventTrigger(const EventTrigger &before, const EventTrigger &after, const Place &place,
                       Writer &writer)
{
    if (before.state != after.state)
        setState(after, place, writer);
}

// ---- publications

QString publicationWhat(const Publication &publication, const Place &)
{
    return u"PUBLICATION "_s + displayIdentifier(publication.name);
}

Fate publicationFate(const Publication &before, const Publication &after, const Place &)
{
    return differOnlyIn(
               before, after,
               {"operations", "via root", "generated columns", "schemas", "owner", "comment"})
               ? Fate::Alter
               : Fate::Recreate;
}

QString publicationTable(const PublicationTable &table)
{
    QString text = u"TABLE ONLY "_s + displayQualified(table.schema, table.name);
    if (!table.columns.isEmpty())
        text += u' ' + words::columnList(table.columns);
    if (!table.filter.isEmpty())
        text += u" WHERE ("_s + table.filter + u')';
    return text;
}

QString schemaList(const QStringList &schemas)
{
    QStringList shown;
    for (const QString &schema : schemas)
        shown += displayIdentifier(schema);
    return u"TABLES IN SCHEMA "_s + shown.join(u", "_s);
}

QString generatedWord(const QString &code)
{
    return code == "s"_L1 ? u"stored"_s : u"none"_s;
}

void createPublication(const Publication &publication, const Place &place, Writer &writer)
{
    QString sql = u"CREATE "_s + publicationWhat(publication, place);
    if (publication.allTables)
        sql += u" FOR ALL TABLES"_s;
    else if (!publication.schemas.isEmpty())
        sql += u" FOR "_s + schemaList(publication.schemas);
    QStringList options{u"publish = "_s + words::literal(publication.operations.join(u", "_s))};
    if (publication.viaRoot)
        options += u"publish_via_partition_root = true"_s;
    if (generatedWord(publication.generatedColumns) != "none"_L1)
        options += u"publish_generated_columns = stored"_s;
    writer.add(sql + u" WITH ("_s + options.join(u", "_s) + u')');
    if (publication.allTables || !publication.schemas.isEmpty())
        writer.hazard(Hazard::NeedsPrivilege, publication.identity(), u"superuser"_s);
}

void alterPublication(const Publication &before, const Publication &after, const Place &place,
                      Writer &writer)
{
    const QString alter = u"ALTER "_s + publicationWhat(after, place);
    QStringList options;
    if (before.operations != after.operations)
        options += u"publish = "_s + words::literal(after.operations.join(u", "_s));
    if (before.viaRoot != after.viaRoot)
        options += u"publish_via_partition_root = "_s + (after.viaRoot ? u"true"_s : u"false"_s);
    if (before.generatedColumns != after.generatedColumns)
        options += u"publish_generated_columns = "_s + generatedWord(after.generatedColumns);
    if (!options.isEmpty())
        writer.add(alter + u" SET ("_s + options.join(u", "_s) + u')');
    QStringList gone, added;
    for (const QString &schema : before.schemas) {
        if (!after.schemas.contains(schema))
            gone += schema;
    }
    for (const QString &schema : after.schemas) {
        if (!before.schemas.contains(schema))
            added += schema;
    }
    if (!gone.isEmpty())
        writer.add(alter + u" DROP "_s + schemaList(gone));
    if (!added.isEmpty())
        writer.add(alter + u" ADD "_s + schemaList(added))
            .hazard(Hazard::NeedsPrivilege, after.identity(), u"superuser"_s);
}

bool publicationRedefines(const Publication &before, const Publication &after)
{
    return before.schemas != after.schemas;
}

// ---- tables of a publication

QString publicationTableWhat(const PublicationTable &table, const Place &)
{
    return displayQualified(table.schema, table.name);
}

Fate publicationTableFate(const PublicationTable &, const PublicationTable &, const Place &)
{
    return Fate::Recreate;
}

void createPublicationTable(const PublicationTable &table, const Place &place, Writer &writer)
{
    writer.add(u"ALTER PUBLICATION %1 ADD %2"_s.arg(displayIdentifier(place.publication->name),
                                                    publicationTable(table)));
}

void dropPublicationTable(const PublicationTable &table, const Place &place, Writer &writer)
{
    writer.add(u"ALTER PUBLICATION %1 DROP TABLE ONLY %2"_s.arg(
        displayIdentifier(place.publication->name), displayQualified(table.schema, table.name)));
}

// ---- default privileges

QString privilegeWhat(const DefaultPrivilege &privilege, const Place &)
{
    return privilege.identity();
}

Fate privilegeFate(const DefaultPrivilege &, const DefaultPrivilege &, const Place &)
{
    return Fate::Alter;
}

struct PrivilegeLetters
{
    QString all, everybody;
};

PrivilegeLetters lettersOf(const QString &objectType)
{
    if (objectType == "tables"_L1)
        return {u"arwdDxt"_s, {}};
    if (objectType == "sequences"_L1)
        return {u"rwU"_s, {}};
    if (objectType == "functions"_L1)
        return {u"X"_s, u"X"_s};
    if (objectType == "types"_L1)
        return {u"U"_s, u"U"_s};
    return {u"UC"_s, {}};
}

/// GRANT and REVOKE of the general kind, said as defaults.
void writeDefaults(const DefaultPrivilege &privilege, const Acl &before, const Acl &after,
                   const Place &place, Writer &writer)
{
    QString head = u"ALTER DEFAULT PRIVILEGES FOR ROLE "_s + displayIdentifier(privilege.role);
    if (!privilege.schema.isEmpty())
        head += u" IN SCHEMA "_s + displayIdentifier(privilege.schema);
    const PrivilegeLetters letters = lettersOf(privilege.objectType);
    GrantTarget target{privilege.objectType.toUpper(), letters.all, letters.everybody, {}, {}};
    Acl then = before;
    Acl now = after;
    // Within a schema there is nothing by default: only what was granted in addition.
    if (!privilege.schema.isEmpty()) {
        target.everybody.clear();
        then.isDefault = now.isDefault = false;
    }
    std::vector<DraftStatement> statements;
    std::vector<DraftGap> gaps;
    Writer inner(writer.about(), statements, gaps);
    writeGrants(target, &then, privilege.role, now, privilege.role, place.world, inner);
    for (const DraftStatement &statement : statements)
        writer.add(head + u' ' + statement.sql)
            .hazard(Hazard::NeedsPrivilege, privilege.identity(),
                    u"membership in the role %1"_s.arg(privilege.role));
}

void createPrivilege(const DefaultPrivilege &privilege, const Place &place, Writer &writer)
{
    writeDefaults(privilege, Acl(), privilege.grants, place, writer);
}

void dropPrivilege(const DefaultPrivilege &privilege, const Place &place, Writer &writer)
{
    writeDefaults(privilege, privilege.grants, Acl(), place, writer);
}

void alterPrivilege(const DefaultPrivilege &before, const DefaultPrivilege &after,
                    const Place &place, Writer &writer)
{
    writeDefaults(after, before.grants, after.grants, place, writer);
}

} // namespace

template <>
const KindRules<EventTrigger> &rulesOf()
{
    static constexpr KindRules<EventTrigger> rules{
        95,      &eventTriggerWhat,  &eventTriggerFate, &createEventTrigger,
        nullptr, &alterEventTrigger, nullptr,           nullptr};
    return rules;
}

template <>
const KindRules<Publication> &rulesOf()
{
    static constexpr KindRules<Publication> rules{
        80,      &publicationWhat,  &publicationFate, &createPublication,
        nullptr, &alterPublication, nullptr,          &publicationRedefines};
    return rules;
}

template <>
const KindRules<PublicationTable> &rulesOf()
{
    static constexpr KindRules<PublicationTable> rules{81,
                                                       &publicationTableWhat,
                                                       &publicationTableFate,
                                                       &createPublicationTable,
                                                       &dropPublicationTable,
                                                       nullptr,
                                                       nullptr,
                                                       nullptr};
    return rules;
}

template <>
const KindRules<DefaultPrivilege> &rulesOf()
{
    static constexpr KindRules<DefaultPrivilege> rules{
        90,      &privilegeWhat, &privilegeFate, &createPrivilege, &dropPrivilege, &alterPrivilege,
        nullptr, nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
