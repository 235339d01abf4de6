// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/grants.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

QString wrapperWhat(const ForeignDataWrapper &wrapper, const Place &)
{
    return u"FOREIGN DATA WRAPPER "_s + displayIdentifier(wrapper.name);
}

Fate wrapperFate(const ForeignDataWrapper &, const ForeignDataWrapper &, const Place &)
{
    return Fate::Alter;
}

void createWrapper(const ForeignDataWrapper &wrapper, const Place &place, Writer &writer)
{
    QString sql = u"CREATE "_s + wrapperWhat(wrapper, place);
    if (!wrapper.handler.isEmpty())
        sql += u" HANDLER "_s + words::withoutArguments(wrapper.handler);
    if (!wrapper.validator.isEmpty())
        sql += u" VALIDATOR "_s + words::withoutArguments(wrapper.validator);
    writer.add(sql + words::foreignOptions(wrapper.options))
        .hazard(Hazard::NeedsPrivilege, wrapper.identity(), u"superuser"_s);
}

void alterWrapper(const ForeignDataWrapper &before, const ForeignDataWrapper &after,
                  const Place &place, Writer &writer)
{
    QString clauses;
    const auto function = [&](const QString &clause, const QString &then, const QString &now) {
        if (then != now)
            clauses += now.isEmpty() ? u" NO "_s + clause
                                     : u' ' + clause + u' ' + words::withoutArguments(now);
    };
    function(u"HANDLER"_s, before.handler, after.handler);
    function(u"VALIDATOR"_s, before.validator, after.validator);
    clauses += words::foreignOptionChanges(before.options, after.options);
    if (!clauses.isEmpty())
        writer.add(u"ALTER "_s + wrapperWhat(after, place) + clauses)
            .hazard(Hazard::NeedsPrivilege, after.identity(), u"superuser"_s);
}

QString serverWhat(const ForeignServer &server, const Place &)
{
    return u"SERVER "_s + displayIdentifier(server.name);
}

Fate serverFate(const ForeignServer &before, const ForeignServer &after, const Place &)
{
    // A version can be changed, not taken off.
    const bool alterable =
        differOnlyIn(before, after, {"version", "options", "owner", "grants", "comment"}) &&
        (before.version.isEmpty() || !after.version.isEmpty());
    return alterable ? Fate::Alter : Fate::Recreate;
}

void createServer(const ForeignServer &server, const Place &place, Writer &writer)
{
    QString sql = u"CREATE "_s + serverWhat(server, place);
    if (!server.type.isEmpty())
        sql += u" TYPE "_s + words::literal(server.type);
    if (!server.version.isEmpty())
        sql += u" VERSION "_s + words::literal(server.version);
    writer.add(sql + u" FOREIGN DATA WRAPPER "_s + displayIdentifier(server.wrapper) +
               words::foreignOptions(server.options));
}

void alterServer(const ForeignServer &before, const ForeignServer &after, const Place &place,
                 Writer &writer)
{
    QString clauses;
    if (before.version != after.version)
        clauses += u" VERSION "_s + words::literal(after.version);
    clauses += words::foreignOptionChanges(before.options, after.options);
    if (!clauses.isEmpty())
        writer.add(u"ALTER "_s + serverWhat(after, place) + clauses);
}

QString mappingWhat(const UserMapping &mapping, const Place &)
{
    return u"USER MAPPING FOR %1 SERVER %2"_s.arg(roleName(mapping.user),
                                                  displayIdentifier(mapping.server));
}

Fate mappingFate(const UserMapping &, const UserMapping &, const Place &)
{
    return Fate::Alter;
}

/// A secret is known by its digest only: it cannot be written.
QStringList withoutSecrets(const QStringList &options, Writer &writer)
{
    QStringList open;
    for (const QString &option : options) {
        const QString name = words::parameterName(option);
        const bool secret = option.mid(name.size()).startsWith("=#"_L1) || option == "?"_L1;
        if (!secret)
            open += option;
        else
            writer.gap(u"options"_s, u"the value of %1 is a secret: set it by hand"_s.arg(name));
    }
    return open;
}

void createMapping(const UserMapping &mapping, const Place &place, Writer &writer)
{
    writer.add(u"CREATE "_s + mappingWhat(mapping, place) +
               words::foreignOptions(withoutSecrets(mapping.options, writer)));
}

void alterMapping(const UserMapping &before, const UserMapping &after, const Place &place,
                  Writer &writer)
{
    QStringList common, then, now;
    for (const QString &option : before.options) {
        if (after.options.contains(option))
            common += option;
        else
            then += option;
    }
    for (const QString &option : after.options) {
        if (!common.contains(option))
            now += option;
    }
    const QStringList open = withoutSecrets(now, writer);
    // What stays secret keeps its old value rather than none.
    QStringList secretNames;
    for (const QString &option : now) {
        if (!open.contains(option))
            secretNames += words::parameterName(option);
    }
    then.removeIf(
        [&](const QString &option) { return secretNames.contains(words::parameterName(option)); });
    const QString changes = words::foreignOptionChanges(then, open);
    if (!changes.isEmpty())
        writer.add(u"ALTER "_s + mappingWhat(after, place) + changes);
}

} // namespace

template <>
const KindRules<ForeignDataWrapper> &rulesOf()
{
    static constexpr KindRules<ForeignDataWrapper> rules{
        5, &wrapperWhat, &wrapperFate, &createWrapper, nullptr, &alterWrapper, nullptr, nullptr};
    return rules;
}

template <>
const KindRules<ForeignServer> &rulesOf()
{
    static constexpr KindRules<ForeignServer> rules{
        6, &serverWhat, &serverFate, &createServer, nullptr, &alterServer, nullptr, nullptr};
    return rules;
}

template <>
const KindRules<UserMapping> &rulesOf()
{
    static constexpr KindRules<UserMapping> rules{
        7, &mappingWhat, &mappingFate, &createMapping, nullptr, &alterMapping, nullptr, nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
