// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

#include <QVersionNumber>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

QString schemaWhat(const Namespace &schema, const Place &)
{
    return u"SCHEMA "_s + displayIdentifier(schema.name);
}

Fate schemaFate(const Namespace &, const Namespace &, const Place &)
{
    return Fate::Alter;
}

void createSchema(const Namespace &schema, const Place &, Writer &writer)
{
    writer.add(u"CREATE SCHEMA "_s + displayIdentifier(schema.name));
}

QString extensionWhat(const Extension &extension, const Place &)
{
    return u"EXTENSION "_s + displayIdentifier(extension.name);
}

Fate extensionFate(const Extension &, const Extension &, const Place &)
{
    return Fate::Alter;
}

void createExtension(const Extension &extension, const Place &place, Writer &writer)
{
    QString sql = u"CREATE EXTENSION "_s + displayIdentifier(extension.name) + u" SCHEMA "_s +
                  displayIdentifier(extension.schema);
    if (place.world.options.noise.extensionVersions)
        sql += u" VERSION "_s + words::literal(extension.version);
    writer.add(sql).hazard(Hazard::NeedsPrivilege, extension.identity(),
                           u"superuser, or CREATE on the database where it is trusted"_s);
    // The control file's comment comes with it.
    if (extension.comment.isEmpty() && place.world.options.noise.comments)
        writer.add(u"COMMENT ON "_s + extensionWhat(extension, place) + u" IS NULL"_s);
}

/// Whether a version is below another, as far as both are made of numbers.
bool isLower(const QString &version, const QString &other)
{
    const QVersionNumber one = QVersionNumber::fromString(version);
    const QVersionNumber two = QVersionNumber::fromString(other);
    return !one.isNull() && !two.isNull() && one < two;
}

void alterExtension(const Extension &before, const Extension &after, const Place &place,
                    Writer &writer)
{
    const QString what = u"ALTER "_s + extensionWhat(after, place);
    if (before.schema != after.schema)
        writer.add(what + u" SET SCHEMA "_s + displayIdentifier(after.schema));
    if (isLower(after.version, before.version))
        writer.gap(u"version"_s,
                   u"versions of an extension go upwards only: from %1 to %2 it has to be dropped "
                   u"with all that uses it, and made again"_s.arg(before.version, after.version));
    else if (before.version != after.version)
        writer.add(what + u" UPDATE TO "_s + words::literal(after.version))
            .hazard(Hazard::MayFail, after.identity(),
                    u"the server needs the files for the way from %1 to %2"_s.arg(before.version,
                                                                                  after.version));
}

QString languageWhat(const Language &language, const Place &)
{
    return u"LANGUAGE "_s + displayIdentifier(language.name);
}

Fate languageFate(const Language &, const Language &, const Place &)
{
    return Fate::Alter;
}

void createLanguage(const Language &language, const Place &place, Writer &writer)
{
    Q_UNUSED(place)
    QString sql = u"CREATE OR REPLACE "_s + (language.trusted ? u"TRUSTED "_s : QString()) +
                  u"LANGUAGE "_s + displayIdentifier(language.name);
    if (!language.handler.isEmpty())
        sql += u" HANDLER "_s + words::withoutArguments(language.handler);
    if (!language.inlineHandler.isEmpty())
        sql += u" INLINE "_s + words::withoutArguments(language.inlineHandler);
    if (!language.validator.isEmpty())
        sql += u" VALIDATOR "_s + words::withoutArguments(language.validator);
    writer.add(sql).hazard(Hazard::NeedsPrivilege, language.identity(), u"superuser"_s);
}

void alterLanguage(const Language &before, const Language &after, const Place &place,
                   Writer &writer)
{
    if (!differOnlyIn(before, after, {"owner", "grants", "comment"}))
        createLanguage(after, place, writer);
}

QString collationWhat(const Collation &collation, const Place &)
{
    return u"COLLATION "_s + displayQualified(collation.schema, collation.name);
}

Fate collationFate(const Collation &before, const Collation &after, const Place &)
{
    return differOnlyIn(before, after, {"owner", "comment"}) ? Fate::Alter : Fate::Replace;
}

void createCollation(const Collation &collation, const Place &, Writer &writer)
{
    // Of any encoding are only these two and what is made of them.
    const bool ofBytes = collation.collate == "C"_L1 || collation.collate == "POSIX"_L1;
    if (collation.encoding < 0 && collation.provider == "libc"_L1 && ofBytes &&
        collation.ctype == collation.collate) {
        writer.add(u"CREATE COLLATION %1 FROM pg_catalog.%2"_s.arg(
            displayQualified(collation.schema, collation.name),
            quoteIdentifier(collation.collate)));
        return;
    }
    QStringList clauses{u"provider = "_s + collation.provider};
    if (!collation.locale.isEmpty()) {
        clauses += u"locale = "_s + words::literal(collation.locale);
    } else {
        clauses += u"lc_collate = "_s + words::literal(collation.collate);
        clauses += u"lc_ctype = "_s + words::literal(collation.ctype);
    }
    if (!collation.rules.isEmpty())
        clauses += u"rules = "_s + words::literal(collation.rules);
    if (!collation.deterministic)
        clauses += u"deterministic = false"_s;
    writer.add(u"CREATE COLLATION %1 (%2)"_s.arg(displayQualified(collation.schema, collation.name),
                                                 clauses.join(u", "_s)));
}

void moveCollation(const Collation &collation, const QString &name, const Place &place,
                   Writer &writer)
{
    writer.add(u"ALTER "_s + collationWhat(collation, place) + u" RENAME TO "_s +
               displayIdentifier(name));
}

} // namespace

template <>
const KindRules<Namespace> &rulesOf()
{
    static constexpr KindRules<Namespace> rules{1,       &schemaWhat, &schemaFate, &createSchema,
                                                nullptr, nullptr,     nullptr,     nullptr};
    return rules;
}

template <>
const KindRules<Extension> &rulesOf()
{
    static constexpr KindRules<Extension> rules{
        2,       &extensionWhat,  &extensionFate, &createExtension,
        nullptr, &alterExtension, nullptr,        nullptr};
    return rules;
}

template <>
const KindRules<Language> &rulesOf()
{
    static constexpr KindRules<Language> rules{
        3,       &languageWhat,  &languageFate, &createLanguage,
        nullptr, &alterLanguage, nullptr,       nullptr};
    return rules;
}

template <>
const KindRules<Collation> &rulesOf()
{
    static constexpr KindRules<Collation> rules{
        4,       &collationWhat, &collationFate, &createCollation,
        nullptr, nullptr,        &moveCollation, nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
