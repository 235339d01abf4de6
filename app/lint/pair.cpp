// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/pair.h"

#include <algorithm>
#include <array>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr std::array comparedFacts{Fact::Type, Fact::Nullable, Fact::Default, Fact::Definition,
                                   Fact::Body, Fact::Uses,     Fact::Role,    Fact::Columns};

/// A fact that both know and see differently.
std::optional<Fact> differingFact(const CatalogObject &was, const CatalogObject &is)
{
    for (const Fact fact : comparedFacts) {
        if (was.knows(fact) && is.knows(fact) && was.fact(fact) != is.fact(fact))
            return fact;
    }
    return std::nullopt;
}

struct Place
{
    const LintStatement *statement = nullptr;
    const Effect *effect = nullptr;
};

/// The first effect on the object in the up, or the last one in the down.
Place placeOf(const LintCase &migration, const CatalogKey &key, LintSide side)
{
    Place place;
    migration.forEachEffect([&](const LintStatement &statement, const Effect &effect) {
        const bool renamedTo = effect.change == Effect::Change::Renamed &&
                               effect.key.kind == key.kind && effect.key.owner == key.owner &&
                               effect.newName == key.name;
        if (statement.side != side || (effect.key != key && !renamedTo))
            return;
        if (side == LintSide::Down || !place.effect)
            place = {&statement, &effect};
    });
    return place;
}

void setPlace(PairDifference &difference, const LintCase &migration)
{
    const Place up = placeOf(migration, difference.key, LintSide::Up);
    const Place down = placeOf(migration, difference.key, LintSide::Down);
    difference.byDown = up.effect == nullptr && down.effect != nullptr;
    const bool wantsDown = difference.kind == PairDifference::Kind::Differs && down.effect;
    const Place place = wantsDown || !up.effect ? down : up;
    if (!place.effect)
        return;
    difference.statement = place.statement;
    difference.offset = place.statement->placeOf(*place.effect);
    difference.implied = place.effect->implied;
}

CatalogKey ownerOf(const CatalogKey &key, const CatalogObject &object)
{
    const QString owner = key.owner.isEmpty() ? object.fact(Fact::Table) : key.owner;
    return {key.kind == CatalogKind::EnumLabel ? CatalogKind::Type : CatalogKind::Table, {}, owner};
}

void leaveOutParts(std::vector<PairDifference> &differences)
{
    std::set<CatalogKey> wholes;
    for (const PairDifference &difference : differences) {
        if (difference.kind != PairDifference::Kind::Differs)
            wholes.insert(difference.key);
    }
    std::erase_if(differences, [&wholes](const PairDifference &difference) {
        const CatalogObject &object =
            difference.kind == PairDifference::Kind::Left ? difference.is : difference.was;
        const CatalogKey owner = ownerOf(difference.key, object);
        if (wholes.contains(owner) || wholes.contains({CatalogKind::View, {}, owner.name}))
            return true;
        // A constraint or an index goes with its column.
        if (difference.key.kind != CatalogKind::Constraint &&
            difference.key.kind != CatalogKind::Index)
            return false;
        const QString table = ownerOf(difference.key, object).name;
        const QStringList columns = object.columns();
        return std::ranges::any_of(columns, [&](const QString &column) {
            return wholes.contains({CatalogKind::Column, table, column});
        });
    });
}

} // namespace

std::vector<PairDifference> pairDifferences(const Catalog::Journal &up,
                                            const Catalog::Journal &down, const Catalog &now,
                                            const LintCase &migration)
{
    Catalog::Journal before = down;
    for (const auto &[key, object] : up)
        before.insert_or_assign(key, object);
    std::vector<PairDifference> differences;
    for (const auto &[key, was] : before) {
        const CatalogObject *is = now.find(key);
        PairDifference difference;
        difference.key = key;
        difference.was = was.value_or(CatalogObject());
        difference.is = is ? *is : CatalogObject();
        if (!was && is)
            difference.kind = PairDifference::Kind::Left;
        else if (was && !is)
            difference.kind = PairDifference::Kind::Lost;
        else if (const auto fact = was && is ? differingFact(*was, *is) : std::nullopt) {
            difference.kind = PairDifference::Kind::Differs;
            difference.fact = *fact;
        } else
            continue;
        setPlace(difference, migration);
        if (difference.statement)
            differences.push_back(std::move(difference));
    }
    leaveOutParts(differences);
    return differences;
}

} // namespace tidemark
