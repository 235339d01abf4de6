// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/fill/columnhint.h"
#include "rehearsal/fill/typecatalog.h"

#include <QString>

#include <optional>

namespace tidemark {

/// A value for row `number` (from 1) in the type's own input syntax, unquoted; none for a type that
/// is neither built in, nor of a known extension, nor defined by the schema. Different numbers give
/// different values where the type has room.
std::optional<QString> postgresSample(const TypeCatalog &types, const QString &type,
                                      const QString &columnName, int number,
                                      const ColumnHint &hint);

} // namespace tidemark
