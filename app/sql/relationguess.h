// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"

#include <QByteArrayView>
#include <QString>

#include <set>

namespace tidemark {

/// Adds the names that stand where SQL names a relation: behind FROM, JOIN, INTO, UPDATE, TABLE,
/// REFERENCES, INDEX ... ON and the like, "schema.name" or "name". Needs no grammar, so it also
/// reads bodies of functions and, with `intoStrings`, the text of dynamic SQL in them. Too many
/// names rather than too few.
void guessRelations(QByteArrayView sql, Engine engine, bool intoStrings, std::set<QString> &found);

} // namespace tidemark
