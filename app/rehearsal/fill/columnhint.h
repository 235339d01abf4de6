// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace tidemark {

/// What check constraints say about the values of one column, as far as it is understood.
struct ColumnHint
{
    QStringList allowed;       ///< one of these, when there are any
    std::optional<double> low; ///< inclusive
    std::optional<double> high;
    int minLength = 0; ///< characters, bytes or elements
    std::optional<int> maxLength;
    QString pattern;   ///< a POSIX regular expression
    bool like = false; ///< `pattern` is one of LIKE
    bool upperCase = false;
    bool forceNull = false;
    bool forceValue = false;
    int rank = 0; ///< greater than that of the columns that this one must exceed

    bool operator==(const ColumnHint &) const = default;
};

} // namespace tidemark
