// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/loadsource.h"
#include "ddl/draft.h"
#include "diff/renames.h"
#include "diff/schemadiff.h"

#include <QHash>
#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

/// What a person has chosen about a comparison.
struct CompareOptions
{
    DiffOptions noise;
    std::vector<Rename> renames; ///< accepted ones

    bool operator==(const CompareOptions &) const = default;
};

/// Who would have to go, or be made again, with an object: transitively, sorted. Built once for a
/// schema, then each question costs by its answer.
class Dependants
{
public:
    Dependants() = default;
    explicit Dependants(const Dependencies &dependencies);

    /// Those that are in the way (views, ...), and with `automatic` also those that go by
    /// themselves. A table's dependants are those of its columns and constraints, too.
    std::vector<ObjectId> of(const ObjectId &object, bool automatic = false) const;

private:
    struct Edge
    {
        ObjectId dependant;
        bool automatic = false;
    };

    QHash<QString, std::vector<Edge>> m_edges;   ///< by kind and name of what they depend on
    QHash<QString, std::vector<ObjectId>> m_own; ///< of a relation: what it is made of
};

/// Two schemas, and all that page and command say about how they differ. A plain value.
struct Comparison
{
    LoadedSchema before; ///< A
    LoadedSchema after;  ///< B
    CompareOptions options;
    SchemaDiff diff; ///< an accepted rename is one "changed" difference, property "name"
    std::vector<RenameProposal> proposals; ///< renames that are not accepted
    QStringList notes; ///< of both sides, and what is not compared at all ("2 publications")

    /// How many objects, not properties, changed in this way: 3 added, 1 removed, 4 changed.
    int added() const;
    int removed() const;
    int changed() const;
};

/// Pure; any thread. Cost of diffSchemas() and proposeRenames(). Renames whose objects are not
/// there are passed over; unknownRenames() tells which these are.
Comparison compareSchemas(LoadedSchema before, LoadedSchema after, CompareOptions options = {});

} // namespace tidemark
