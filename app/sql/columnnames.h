// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"

#include <QHash>
#include <QString>
#include <QStringList>

namespace tidemark {

/// The columns of one table that get other names.
struct ColumnNames
{
    Engine engine = Engine::PostgreSql;
    QHash<QString, QString> names; ///< old to new; on SQLite the old ones are lower case
    /// What stands before the dot of such a column; the first one is the table itself, qualified
    /// as it is shown.
    QStringList qualifiers;
    bool ownText = true; ///< OLD and NEW are rows of the table; not in another one's trigger
};

/// An expression of that table, or the text of a trigger or a rule on it, with the columns' new
/// names: PostgreSQL's as the server deparses it, SQLite's as somebody wrote it. Types, functions,
/// collations, fields of EXTRACT, literals, other tables' columns and tables of the same name stay.
/// All names at once, so crosswise ones need no third name. Linear in the text.
QString renameColumns(const QString &expression, const ColumnNames &columns);

/// A view's query as PostgreSQL deparses it once columns of the view have other names.
QString renameOutputColumns(const QString &query, const ColumnNames &columns);

} // namespace tidemark
