// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/comparedobjects.h"

#include <QSet>

#include <optional>
#include <vector>

namespace tidemark {

/// Which objects of a comparison go into the script: all, but for those that a person left alone.
/// That is kept by name, so it outlives another reading. What is equal cannot be left alone.
class CompareChoice
{
public:
    /// The list that places are of from now on.
    void setObjects(const ComparedObjects &objects);
    void choose(const ComparedObjects &objects, const std::vector<int> &places, bool chosen);
    void forget();

    /// By place in ComparedObjects::objects.
    const std::vector<bool> &chosen() const { return m_chosen; }
    bool isAll() const; ///< that differ
    /// Of those that differ.
    int count(const ComparedObjects &objects) const;
    /// As DraftOptions::only: the chosen objects with the parts of them that differ; none: all.
    std::optional<std::vector<ObjectId>> only(const SchemaDiff &diff,
                                              const ComparedObjects &objects) const;

private:
    QSet<QString> m_leftAlone; ///< kinds and names
    std::vector<bool> m_chosen;
};

} // namespace tidemark
