// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"

#include <functional>
#include <optional>

namespace tidemark {

/// A relation that a statement names.
struct NamedRelation
{
    QString schema;
    QString name;

    bool operator==(const NamedRelation &) const = default;
};

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

/// The tables behind INHERITS of a CREATE TABLE.
std::vector<NamedRelation> parentsOf(const QString &definition);

/// With the columns of the parents before its own, as the table has them. `definitionOf` gives the
/// definition of another table, or nothing.
using DefinitionSource = std::function<QString(const NamedRelation &relation)>;
std::vector<DefinedColumn> allColumns(const QString &definition,
                                      const DefinitionSource &definitionOf);

/// A table above the partition that an entry has the data of, as pg_dump notes it for those that
/// are to be loaded through it: `-- load via partition root schema.name`. Nothing of other text.
std::optional<NamedRelation> partitionRoot(const QString &comment);

/// The columns of a table's rows: what the COPY or INSERT statement lists, or else all that are
/// defined and not generated.
std::vector<ArchiveColumn> rowColumns(const QString &statement,
                                      const std::vector<DefinedColumn> &defined);

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
