// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/schema.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

/// One and the same object under two names, as a person has accepted.
struct Rename
{
    QString kind; ///< "table", "column", ...
    QString from; ///< "public.users", "public.users.mail"
    QString to;   ///< "public.accounts", "public.users.email"

    bool operator==(const Rename &) const = default;
};

/// A rename that two schemas suggest. It is never assumed: a drop and an add say the same and lose
/// the rows, so a person decides.
struct RenameProposal
{
    Rename rename;
    double score = 0; ///< above 0.5, at most 1: everything but the name is equal
    QString why;      ///< "7 of 8 columns are equal", "same type, the same place"

    bool operator==(const RenameProposal &) const = default;
};

/// What is only in `before` beside what is only in `after`: relations (tables, views, ...), columns
/// of the relations that both have or that are proposed to be one, enums, domains, composite types,
/// sequences that nobody owns, and routines with the same arguments. Each object is in one proposal
/// at most. By score, the highest first; then by kind and name. Pure; cost by the number of objects
/// that only one side has, and of columns that these share by name and type.
std::vector<RenameProposal> proposeRenames(const Schema &before, const Schema &after);

/// One of the renames that have to be made one after the other.
struct RenameStep
{
    Rename rename;
    Rename accepted; ///< what it is, or is a part of; its names are those of the two schemas

    bool operator==(const RenameStep &) const = default;
};

/// The same renames in an order in which nobody gets a name that somebody still has: x=y, y=z as
/// y=z, x=y. Crosswise ones, and on SQLite those that change nothing but the case, go by a third
/// name: x=x_renamed, y=x, x_renamed=y. Columns come first, named by their table's old name. Pure;
/// linear in the number of renames, and where one needs a third name, in that of objects.
std::vector<RenameStep> renameSteps(const Schema &before, const std::vector<Rename> &renames);

/// Whether they can all be made. Error{Usage}: one object is renamed twice, or to a name that
/// `before` has for something that keeps it; a name is taken by what the server counts with it,
/// tables, indexes (those behind keys, too) and sequences, and tables and types. Linear in the
/// objects.
Result<void> checkRenames(const Schema &before, const std::vector<Rename> &renames);
/// The same there and back again.
Result<void> checkRenames(const Schema &before, const Schema &after,
                          const std::vector<Rename> &renames);

/// Those of the way back, the last one first.
std::vector<Rename> turnedRenames(std::vector<Rename> renames);

/// `schema` as it would be after these renames, with what the server renames along: keys, indexes,
/// triggers, expressions of the same table; on SQLite views, too. (PostgreSQL keeps the old name as
/// an alias in a view, so its definition differs from one that was made with the new name.)
/// Renames of what is not there change nothing. Pure; copies only what changes.
Schema withRenames(const Schema &schema, const std::vector<Rename> &renames);

/// Those whose object is not in `before`, or whose new name is not in `after`.
std::vector<Rename> unknownRenames(const Schema &before, const Schema &after,
                                   const std::vector<Rename> &renames);

/// The rename that a person writes as "OLD=NEW": objects of one kind that the two have under these
/// names; "public." may be left out. Error{Usage}: there is none, or there are several.
Result<Rename> findRename(const QString &text, const Schema &before, const Schema &after);

/// {"public", "Weird \"Name\""} of `public."Weird ""Name"""`: how objects are called in a
/// difference, taken apart.
QStringList partsOfName(const QString &displayed);

} // namespace tidemark
