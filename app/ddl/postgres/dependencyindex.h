// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/dependencies.h"

#include <QHash>

#include <span>
#include <vector>

namespace tidemark::ddlpg {

/// Dependencies by both of their ends. By dependant: a binary search in the sorted list. By what is
/// needed: a binary search among hashes, which are sorted at the first question.
class DependencyIndex
{
public:
    explicit DependencyIndex(const Dependencies &all)
        : m_all(all)
    {
    }

    std::span<const Dependency> of(const ObjectId &dependant) const;
    std::vector<const Dependency *> on(const ObjectId &needed) const;
    bool has(const ObjectId &dependant, const ObjectId &needed) const;

private:
    const Dependencies &m_all;
    mutable std::vector<std::pair<std::size_t, quint32>> m_byNeeded; ///< hash and position, sorted
    mutable bool m_known = false;
};

} // namespace tidemark::ddlpg
