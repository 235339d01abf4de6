// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

template <typename T>
QString textSearchWhat(const T &one, const Place &)
{
    return one.kind().toUpper() + u' ' + displayQualified(one.schema, one.name);
}

template <typename T>
Fate textSearchFate(const T &before, const T &after, const Place &)
{
    return differOnlyIn(before, after, {"owner", "comment", "options", "mappings"})
               ? Fate::Alter
               : Fate::Recreate;
}

void addFunction(QStringList &clauses, QLatin1StringView clause, const QString &function)
{
    if (!function.isEmpty())
        clauses += clause + " = "_L1 + words::withoutArguments(function);
}

void createParser(const TextSearchParser &parser, const Place &place, Writer &writer)
{
    QStringList clauses;
    addFunction(clauses, "START"_L1, parser.start);
    addFunction(clauses, "GETTOKEN"_L1, parser.token);
    addFunction(clauses, "END"_L1, parser.end);
    addFunction(clauses, "HEADLINE"_L1, parser.headline);
    addFunction(clauses, "LEXTYPES"_L1, parser.lexTypes);
    writer.add(u"CREATE %1 (%2)"_s.arg(textSearchWhat(parser, place), clauses.join(u", "_s)))
        .hazard(Hazard::NeedsPrivilege, parser.identity(), u"superuser"_s);
}

void createTemplate(const TextSearchTemplate &one, const Place &place, Writer &writer)
{
    QStringList clauses;
    addFunction(clauses, "INIT"_L1, one.init);
    addFunction(clauses, "LEXIZE"_L1, one.lexize);
    writer.add(u"CREATE %1 (%2)"_s.arg(textSearchWhat(one, place), clauses.join(u", "_s)))
        .hazard(Hazard::NeedsPrivilege, one.identity(), u"superuser"_s);
}

void createDictionary(const TextSearchDictionary &one, const Place &place, Writer &writer)
{
    QString clauses = u"TEMPLATE = "_s + one.templateName;
    if (!one.options.isEmpty())
        clauses += u", "_s + one.options;
    writer.add(u"CREATE %1 (%2)"_s.arg(textSearchWhat(one, place), clauses));
}

/// "stopwords" of "stopwords = 'english'".
QString optionName(const QString &option)
{
    return option.section(u'=', 0, 0).trimmed();
}

void alterDictionary(const TextSearchDictionary &before, const TextSearchDictionary &after,
                     const Place &place, Writer &writer)
{
    if (before.options == after.options)
        return;
    QStringList changes = words::splitList(after.options);
    QStringList kept;
    for (const QString &option : changes)
        kept += optionName(option);
    // An option without a value is taken off.
    for (const QString &option : words::splitList(before.options)) {
        if (!kept.contains(optionName(option)))
            changes += optionName(option);
    }
    writer.add(u"ALTER %1 (%2)"_s.arg(textSearchWhat(after, place), changes.join(u", "_s)));
}

void addMapping(const TextSearchConfiguration &one, const QString &mapping, const Place &place,
                Writer &writer)
{
    const qsizetype colon = mapping.indexOf(u':');
    writer.add(u"ALTER %1 ADD MAPPING FOR %2 WITH %3"_s.arg(textSearchWhat(one, place),
                                                            displayIdentifier(mapping.left(colon)),
                                                            mapping.mid(colon + 2)));
}

void createConfiguration(const TextSearchConfiguration &one, const Place &place, Writer &writer)
{
    writer.add(u"CREATE %1 (PARSER = %2)"_s.arg(textSearchWhat(one, place), one.parser));
    for (const QString &mapping : one.mappings)
        addMapping(one, mapping, place, writer);
}

void alterConfiguration(const TextSearchConfiguration &before, const TextSearchConfiguration &after,
                        const Place &place, Writer &writer)
{
    for (const QString &mapping : before.mappings) {
        if (!after.mappings.contains(mapping))
            writer.add(u"ALTER %1 DROP MAPPING FOR %2"_s.arg(
                textSearchWhat(after, place),
                displayIdentifier(mapping.left(mapping.indexOf(u':')))));
    }
    for (const QString &mapping : after.mappings) {
        if (!before.mappings.contains(mapping))
            addMapping(after, mapping, place, writer);
    }
}

bool configurationRedefines(const TextSearchConfiguration &before,
                            const TextSearchConfiguration &after)
{
    return before.mappings != after.mappings;
}

} // namespace

template <>
const KindRules<TextSearchParser> &rulesOf()
{
    static constexpr KindRules<TextSearchParser> rules{46,
                                                       &textSearchWhat<TextSearchParser>,
                                                       &textSearchFate<TextSearchParser>,
                                                       &createParser,
                                                       nullptr,
                                                       nullptr,
                                                       nullptr,
                                                       nullptr};
    return rules;
}

template <>
const KindRules<TextSearchTemplate> &rulesOf()
{
    static constexpr KindRules<TextSearchTemplate> rules{46,
                                                         &textSearchWhat<TextSearchTemplate>,
                                                         &textSearchFate<TextSearchTemplate>,
                                                         &createTemplate,
                                                         nullptr,
                                                         nullptr,
                                                         nullptr,
                                                         nullptr};
    return rules;
}

template <>
const KindRules<TextSearchDictionary> &rulesOf()
{
    static constexpr KindRules<TextSearchDictionary> rules{47,
                                                           &textSearchWhat<TextSearchDictionary>,
                                                           &textSearchFate<TextSearchDictionary>,
                                                           &createDictionary,
                                                           nullptr,
                                                           &alterDictionary,
                                                           nullptr,
                                                           nullptr};
    return rules;
}

template <>
const KindRules<TextSearchConfiguration> &rulesOf()
{
    static constexpr KindRules<TextSearchConfiguration> rules{
        48,
        &textSearchWhat<TextSearchConfiguration>,
        &textSearchFate<TextSearchConfiguration>,
        &createConfiguration,
        nullptr,
        &alterConfiguration,
        nullptr,
        &configurationRedefines};
    return rules;
}

} // namespace tidemark::ddlpg
