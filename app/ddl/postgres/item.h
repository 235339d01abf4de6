// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/plan.h"
#include "ddl/postgres/rules.h"

#include <functional>
#include <memory>

namespace tidemark::ddlpg {

/// An object as a key.
inline QString keyOf(const ObjectId &id)
{
    return id.kind + u'\n' + id.object;
}

enum class Act { Drop, Alter, Create };

/// One object of the two schemas that the draft has to do with, and what becomes of it.
struct Item
{
    ObjectId id;    ///< as in the old schema, or in the new one if it is only there
    ObjectId newId; ///< as in the new schema; differs for what is renamed
    int parent = -1;
    std::vector<int> parts; ///< whose parent it is
    bool inFrom = false;
    bool inTo = false;
    Fate fate = Fate::Keep;
    int rank = 0;
    QString group; ///< the table it belongs to
    bool redefines = false;
    bool switchType = false;       ///< a column whose type is replaced by another of the same name
    bool otherType = false;        ///< a column whose type changes
    bool newTypeNeedsCare = false; ///< to one that does not get on with the old one
    /// A column that is filled beside the old one, and which column's step does it for its table.
    bool switched = false;
    int switchHost = -1;
    bool identityGoes = false; ///< a column that stays, and is no identity any more
    bool local = false;        ///< a column that is defined here, whatever a parent has
    int position = 0;          ///< of a column in its new table, an attribute in its type, a parent
    bool cloneThen = false;    ///< of a partitioned parent's trigger, in the old schema
    bool cloneNow = false;     ///< and in the new one
    QStringList identitySequences; ///< of an identity column in the new schema
    QString parentName[2];         ///< of a link to a parent, in the old and the new schema

    bool owned = false; ///< in the new schema, by some role
    int logging = 0;    ///< a table: 1 that it is logged from now on, -1 that it is not
    const Relation *tables[2] = {nullptr,
                                 nullptr}; ///< it, or a column's, in the old and the new schema
    const Column *columnBefore = nullptr;
    std::shared_ptr<const Column> columnAfter;

    /// Another item whose statements do this one's work too.
    int dropHost = -1;
    int createHost = -1;
    Act createHostAct = Act::Create;
    bool mayBeInline = false; ///< with its parent, when that is made

    std::function<void(const Item &, Writer &)> drop, create, alter;
    /// The names that it takes, by what has to be unique: "relation public.users".
    QStringList fromSlots, toSlots;
    /// Names in a body that the server does not look into.
    QByteArray body;
    QString bareName;

    int steps[3] = {-1, -1, -1};
    int preparation = -1; ///< the step before a switch's

    bool isDropped() const { return inFrom && (!inTo || isRemade()); }
    bool isCreated() const { return inTo && (!inFrom || isRemade()); }
    bool isRemade() const
    {
        return fate == Fate::Recreate || fate == Fate::Replace || fate == Fate::Rebuild;
    }
    bool isAltered() const { return inFrom && inTo && fate == Fate::Alter; }
    bool isSwitched() const { return switched && isAltered() && !switchType; }
};

} // namespace tidemark::ddlpg
