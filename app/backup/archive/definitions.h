// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"

namespace tidemark {

/// A column of a CREATE TABLE.
struct DefinedColumn
{
    QString name;
    QString type;
    bool generated = false; ///< GENERATED ALWAYS AS (...): no row has a value of it

    bool operator==(const DefinedColumn &) const = default;
};

/// The columns that a CREATE TABLE statement names, with their types as it writes them; those of a
/// parent that it does not name are not there. `definition` may hold more statements behind it.
/// Empty when it is no such statement.
std::vector<DefinedColumn> definedColumns(const QString &definition);

/// The columns of a table's rows: what the COPY or INSERT statement lists, or else all that are
/// defined and not generated.
std::vector<ArchiveColumn> rowColumns(const QString &statement,
                                      const std::vector<DefinedColumn> &defined);

/// A relation that a statement names.
struct NamedRelation
{
    QString schema;
    QString name;

    bool operator==(const NamedRelation &) const = default;
};

/// Of `COPY name ... FROM stdin` and `INSERT INTO name ...`; nothing for any other statement.
std::optional<NamedRelation> copiedTable(QByteArrayView statement);
std::optional<NamedRelation> insertedTable(QByteArrayView statement);

/// What a statement makes: kind as pg_dump calls it, schema, name. Of ALTER the kind is "ALTER
/// TABLE", ...; of anything else it is the first word, and there is no name.
struct MadeObject
{
    QString kind;
    NamedRelation relation;
};
MadeObject madeBy(QByteArrayView statement);

/// What `SET client_encoding = 'NAME'`, or SET NAMES, sets it to; empty of any other statement.
QString encodingIn(const QString &statement);

} // namespace tidemark
