// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"

#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tidemark {

/// A value as a table shows it: on one line, and no longer than people read.
struct ShownCell
{
    enum class Kind { Null, Text, Bytes };
    Kind kind = Kind::Null;
    QString text;     ///< of bytes: "\x89504e47", or as many of them as there is room for
    bool cut = false; ///< there is more of it
    qint64 bytes = 0; ///< of all of it

    bool operator==(const ShownCell &) const = default;
};

/// Rows in a row, ready to be painted.
struct ShownPage
{
    int table = 0; ///< number in Archive::tables()
    qint64 first = 0;
    std::vector<std::vector<ShownCell>> rows;
    bool atEnd = false;
    std::optional<Error> broken;
    bool bytesShown = false; ///< as of a RowPage
};

/// Characters of a value that are kept for a cell.
inline constexpr qsizetype shownCellLength = 400;

/// `type` is the column's: "bytea" and "blob" are bytes. `bytes`: of all of a value of which the
/// cell is only the beginning. Pure.
ShownCell shownCellOf(const Cell &cell, const QString &type,
                      const std::optional<qint64> &bytes = {});

/// Whether values of the type are bytes, or numbers, which stand to the right.
bool isBytesType(const QString &type);
bool isNumberType(const QString &type);

} // namespace tidemark
