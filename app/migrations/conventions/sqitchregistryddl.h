// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"

#include <QByteArray>
#include <QString>

namespace tidemark {

/// The release of sqitch's registry that is written here.
inline constexpr auto sqitchRegistryRelease = "1.1";

/// The tables of sqitch's registry: the same columns, types, defaults and constraints under the
/// same names as sqitch's own, without its comments on them. `schema` is the schema on PostgreSQL,
/// the name of the attached database on SQLite.
QByteArray sqitchRegistryDefinition(Engine engine, const QString &schema);

} // namespace tidemark
