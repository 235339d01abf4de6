// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/pairing.h"

#include <QHash>

#include <algorithm>

namespace tidemark {

PairingOfAny pairAny(std::vector<const void *> before, std::vector<const void *> after,
                     CompareAny compare, const Sameness &same)
{
    const auto less = [&](const void *a, const void *b) { return compare(a, b, same) < 0; };
    for (auto *list : {&before, &after}) {
        // Columns are in their own order; SQLite's names are sorted with their case.
        if (!std::is_sorted(list->begin(), list->end(), less))
            std::stable_sort(list->begin(), list->end(), less);
    }
    PairingOfAny result;
    result.both.reserve(std::min(before.size(), after.size()));
    auto a = before.begin();
    auto b = after.begin();
    while (a != before.end() && b != after.end()) {
        const int order = compare(*a, *b, same);
        if (order < 0)
            result.missing.push_back(*a++);
        else if (order > 0)
            result.extra.push_back(*b++);
        else
            result.both.emplace_back(*a++, *b++);
    }
    result.missing.insert(result.missing.end(), a, before.end());
    result.extra.insert(result.extra.end(), b, after.end());
    return result;
}

namespace {

// Moves what `isPair` says belongs together out of missing and extra, first come, first served.
template <typename T, typename IsPair>
void pairRest(Pairing<T> &pairing, IsPair isPair)
{
    std::erase_if(pairing.missing, [&](const T *one) {
        const auto other =
            std::find_if(pairing.extra.begin(), pairing.extra.end(),
                         [&](const T *candidate) { return isPair(*one, *candidate); });
        if (other == pairing.extra.end())
            return false;
        pairing.both.emplace_back(one, *other);
        pairing.extra.erase(other);
        return true;
    });
}

template <typename T>
void pairByEssence(Pairing<T> &pairing, const Sameness &same)
{
    if (pairing.missing.empty() || pairing.extra.empty())
        return;
    QHash<const T *, QString> essences;
    for (const auto *list : {&pairing.missing, &pairing.extra}) {
        for (const T *one : *list)
            essences.insert(one, same.essence(*one));
    }
    pairRest(pairing,
             [&](const T &a, const T &b) { return essences.value(&a) == essences.value(&b); });
}

bool isNameless(const Constraint &a, const Constraint &b)
{
    return a.name.isEmpty() || b.name.isEmpty();
}

} // namespace

Pairing<Constraint> pairConstraints(const std::vector<Constraint> &before,
                                    const std::vector<Constraint> &after, const Sameness &same)
{
    Pairing<Constraint> pairing = pairByKey<Constraint>(before, after, same);
    // Equal keys mean nothing where the name is empty.
    std::erase_if(pairing.both, [&](const auto &pair) {
        const bool chance =
            pair.first->name.isEmpty() && same.essence(*pair.first) != same.essence(*pair.second);
        if (chance) {
            pairing.missing.push_back(pair.first);
            pairing.extra.push_back(pair.second);
        }
        return chance;
    });
    pairByEssence(pairing, same);
    pairRest(pairing, [&](const Constraint &a, const Constraint &b) {
        return isNameless(a, b) && a.type == b.type && !a.columns.isEmpty() &&
               same(a.columns, b.columns, "columns");
    });
    pairRest(pairing, [&](const Constraint &a, const Constraint &b) {
        const auto alone = [&](const std::vector<const Constraint *> &list) {
            return std::count_if(list.begin(), list.end(),
                                 [&](const Constraint *one) { return one->type == a.type; }) == 1;
        };
        const bool onlyOne =
            a.type == ConstraintKind::PrimaryKey || a.type == ConstraintKind::Check;
        return isNameless(a, b) && a.type == b.type && onlyOne && alone(pairing.extra) &&
               alone(pairing.missing);
    });
    return pairing;
}

Pairing<Index> pairIndexes(const std::vector<Index> &before, const std::vector<Index> &after,
                           const Sameness &same)
{
    Pairing<Index> pairing = pairByKey<Index>(before, after, same);
    pairByEssence(pairing, same);
    return pairing;
}

} // namespace tidemark
