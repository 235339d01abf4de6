// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/dependencyindex.h"

#include <algorithm>

namespace tidemark::ddlpg {

namespace {

std::size_t hashOf(const ObjectId &id)
{
    return qHashMulti(0, id.object, id.kind);
}

} // namespace

std::span<const Dependency> DependencyIndex::of(const ObjectId &dependant) const
{
    const auto less = [](const auto &a, const auto &b) {
        const auto idOf = [](const auto &one) -> const ObjectId & {
            if constexpr (std::is_same_v<std::remove_cvref_t<decltype(one)>, Dependency>)
                return one.dependant;
            else
                return one;
        };
        return idOf(a) < idOf(b);
    };
    const auto [first, last] = std::equal_range(m_all.begin(), m_all.end(), dependant, less);
    return {first, last};
}

std::vector<const Dependency *> DependencyIndex::on(const ObjectId &needed) const
{
    if (!m_known) {
        m_byNeeded.reserve(m_all.size());
        for (std::size_t i = 0; i < m_all.size(); ++i)
            m_byNeeded.emplace_back(hashOf(m_all[i].on), quint32(i));
        std::sort(m_byNeeded.begin(), m_byNeeded.end());
        m_known = true;
    }
    std::vector<const Dependency *> found;
    const std::size_t hash = hashOf(needed);
    for (auto it =
             std::lower_bound(m_byNeeded.begin(), m_byNeeded.end(), std::pair(hash, quint32(0)));
         it != m_byNeeded.end() && it->first == hash; ++it) {
        const Dependency &one = m_all[it->second];
        if (one.on == needed)
            found.push_back(&one);
    }
    return found;
}

bool DependencyIndex::has(const ObjectId &dependant, const ObjectId &needed) const
{
    const auto needs = of(dependant);
    return std::any_of(needs.begin(), needs.end(),
                       [&](const Dependency &one) { return one.on == needed; });
}

} // namespace tidemark::ddlpg
