// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/renames.h"

#include <QSet>

namespace tidemark {

/// The names that a schema's objects have, by what must not have two owners: a table's name is that
/// of a relation and of a type, an index's of a relation only, an enum's of a type only; columns
/// and labels are within their table or type. A name is a key to compare, none to show.
class TakenNames
{
public:
    explicit TakenNames(const Schema &schema)
        : m_schema(schema)
    {
    }

    /// What an object of this kind takes; `parts` as partsOfName() gives them.
    QStringList keysOf(const QString &kind, const QStringList &parts) const;

    /// Names of columns are looked up, all others collected when one is first asked for: linear in
    /// the objects then, without a word about their columns.
    /// Those in `freed` count as nobody's.
    bool has(const QString &kind, const QStringList &parts, const QSet<QString> &freed = {});

private:
    void collect();
    bool hasPart(const QString &kind, const QStringList &parts) const;

    const Schema &m_schema;
    QSet<QString> m_names;
    bool m_known = false;
};

/// Columns and labels are renamed while their table or type has its old name: where the rename ends
/// then.
QStringList targetParts(const Rename &rename);

/// Whether the object is a part of one that has the name.
bool isPartKind(const QString &kind);

} // namespace tidemark
