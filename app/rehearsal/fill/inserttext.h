// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/fill/fillcontext.h"

#include <QByteArray>
#include <QString>

#include <array>

namespace tidemark {

/// One way to make up rows; the next is tried when a table refuses them.
struct FillVariant
{
    int shift = 0;                ///< added to the row's number, against unique keys
    bool defaultsOnly = false;    ///< columns with a default keep it
    bool checkedDefaults = false; ///< those do that a check compares with other columns
    bool minimal = false;         ///< columns that may be NULL are
    int branch = 0;               ///< which side of an OR in a check is followed
    bool firstParent = false;     ///< all rows refer to the first parent row
    bool single = false;          ///< one row only
};

inline constexpr std::array fillVariants{
    FillVariant{},
    FillVariant{.shift = 1000},
    FillVariant{.shift = 1000, .firstParent = true},
    FillVariant{.checkedDefaults = true},
    FillVariant{.branch = 1},
    FillVariant{.defaultsOnly = true},
    FillVariant{.shift = 1000, .defaultsOnly = true, .branch = 2},
    FillVariant{.minimal = true},
    FillVariant{.shift = 1000, .defaultsOnly = true, .minimal = true, .firstParent = true},
    FillVariant{.single = true},
    FillVariant{.shift = 1000, .defaultsOnly = true, .minimal = true, .single = true},
};

/// The INSERT for the rows `first` to `last` (counted from 1; existing rows come before them): one
/// statement on PostgreSQL, on SQLite one for each row, joined by semicolons. Identity and
/// generated columns, and columns that a sequence numbers, are left to the server.
QByteArray insertText(const FillContext &context, const Relation &table, const FillVariant &variant,
                      int first, int last);

} // namespace tidemark
