// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"
#include "schema/schema.h"

#include <initializer_list>

namespace tidemark::ddlpg {

/// What becomes of an object that both sides have.
enum class Fate {
    Keep,
    Alter,    ///< by statements that leave the object where it is
    Recreate, ///< dropped, and made again later
    Replace,  ///< moved aside, made anew, its users switched over, then dropped
    Rebuild,  ///< a table: moved aside, made anew, its rows copied, dropped; all in one step
};

enum class Side { From, To };

class World;

/// Where statements go. hazard() and the like speak of the last statement.
class Writer
{
public:
    Writer(ObjectId about, std::vector<DraftStatement> &statements, std::vector<DraftGap> &gaps)
        : m_about(std::move(about))
        , m_statements(statements)
        , m_gaps(gaps)
    {
    }

    Writer &add(QString sql);
    Writer &hazard(Hazard hazard, const QString &object, const QString &why);
    Writer &remark(const QString &text);
    Writer &outside(); ///< the last statement runs in no transaction with others
    void gap(const QString &property, const QString &why);
    /// Those of another writer behind this one's.
    void append(std::vector<DraftStatement> statements);
    const ObjectId &about() const { return m_about; }

private:
    ObjectId m_about;
    std::vector<DraftStatement> &m_statements;
    std::vector<DraftGap> &m_gaps;
};

/// What a rule may look at beside the object itself.
struct Place
{
    const World &world;
    const Relation *fromTable = nullptr; ///< of a column, constraint, ...
    const Relation *toTable = nullptr;
    const DomainType *domain = nullptr; ///< of a domain's constraint
    const Publication *publication = nullptr;
    /// Of a column: its type has the same name and is replaced by another meanwhile.
    bool switchType = false;
    /// Its default, if any, is a step of its own.
    bool defaultApart = false;

    const Relation *table() const { return toTable ? toTable : fromTable; }
    QString tableName() const;
};

/// How objects of one kind are brought to be. All functions are pure.
template <typename T>
struct KindRules
{
    int rank = 0; ///< where nothing else decides, lower ranks are made first and dropped last
    /// "TABLE public.users": behind COMMENT ON, DROP, and ALTER ... OWNER TO.
    QString (*what)(const T &, const Place &) = nullptr;
    Fate (*fate)(const T &before, const T &after, const Place &) = nullptr;
    void (*create)(const T &, const Place &, Writer &) = nullptr;
    /// Null: DROP what.
    void (*drop)(const T &, const Place &, Writer &) = nullptr;
    void (*alter)(const T &before, const T &after, const Place &, Writer &) = nullptr;
    /// For Fate::Replace: moves the old one aside and says what it is called now.
    void (*moveAside)(const T &, const QString &name, const Place &, Writer &) = nullptr;
    /// Whether an Alter leaves nothing of what the old one needed.
    bool (*redefines)(const T &before, const T &after) = nullptr;
};

/// The registry: one list of rules for each kind, in the file of its name.
template <typename T>
const KindRules<T> &rulesOf();
template <>
const KindRules<Namespace> &rulesOf();
template <>
const KindRules<Extension> &rulesOf();
template <>
const KindRules<Language> &rulesOf();
template <>
const KindRules<EnumType> &rulesOf();
template <>
const KindRules<CompositeType> &rulesOf();
template <>
const KindRules<CompositeAttribute> &rulesOf();
template <>
const KindRules<DomainType> &rulesOf();
template <>
const KindRules<RangeType> &rulesOf();
template <>
const KindRules<BaseType> &rulesOf();
template <>
const KindRules<Collation> &rulesOf();
template <>
const KindRules<Relation> &rulesOf();
template <>
const KindRules<Column> &rulesOf();
template <>
const KindRules<Constraint> &rulesOf();
template <>
const KindRules<Index> &rulesOf();
template <>
const KindRules<Trigger> &rulesOf();
template <>
const KindRules<Rule> &rulesOf();
template <>
const KindRules<Policy> &rulesOf();
template <>
const KindRules<ExtendedStatistics> &rulesOf();
template <>
const KindRules<Sequence> &rulesOf();
template <>
const KindRules<Routine> &rulesOf();
template <>
const KindRules<Aggregate> &rulesOf();
template <>
const KindRules<Operator> &rulesOf();
template <>
const KindRules<OperatorFamily> &rulesOf();
template <>
const KindRules<OperatorClass> &rulesOf();
template <>
const KindRules<Cast> &rulesOf();
template <>
const KindRules<TextSearchParser> &rulesOf();
template <>
const KindRules<TextSearchTemplate> &rulesOf();
template <>
const KindRules<TextSearchDictionary> &rulesOf();
template <>
const KindRules<TextSearchConfiguration> &rulesOf();
template <>
const KindRules<ForeignDataWrapper> &rulesOf();
template <>
const KindRules<ForeignServer> &rulesOf();
template <>
const KindRules<UserMapping> &rulesOf();
template <>
const KindRules<EventTrigger> &rulesOf();
template <>
const KindRules<Publication> &rulesOf();
template <>
const KindRules<PublicationTable> &rulesOf();
template <>
const KindRules<DefaultPrivilege> &rulesOf();

/// Whether all properties but those named are equal. A property that nobody thought of makes an
/// object be made again, not be forgotten.
template <typename T>
bool differOnlyIn(const T &before, const T &after, std::initializer_list<std::string_view> names)
{
    const auto same = [&](const auto &property) {
        return std::find(names.begin(), names.end(), property.name) != names.end() ||
               before.*property.member == after.*property.member;
    };
    return std::apply([&](const auto &...property) { return (same(property) && ...); },
                      T::properties());
}

} // namespace tidemark::ddlpg
