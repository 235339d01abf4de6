// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"

#include <QString>

namespace tidemark {

/// `name` in double quotes, inner quotes doubled: always quoted, valid on both engines. The one
/// place where identifiers are quoted for execution.
QString quoteIdentifier(const QString &name);

/// "schema"."name"; with an empty schema just "name".
QString quoteQualified(const QString &schema, const QString &name);

/// As people write it: unquoted where PostgreSQL would not need quotes (lower case, no key word).
/// For reports, and for scripts that people read before they run them.
QString displayIdentifier(const QString &name);
QString displayQualified(const QString &schema, const QString &name);

/// The same where the engine itself would not need quotes: SQLite keeps the case of letters and has
/// other key words.
QString displayIdentifier(const QString &name, Engine engine);

/// 'text' as a literal. PostgreSQL: E'' is used where a backslash occurs, so the setting of
/// standard_conforming_strings does not matter.
QString quoteLiteral(const QString &text, Engine engine);

} // namespace tidemark
