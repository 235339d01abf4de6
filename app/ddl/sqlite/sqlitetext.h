// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/relation.h"

#include <QString>

/// The model as SQLite's own statements (https://sqlite.org/lang_createtable.html). Pure.
namespace tidemark::sqlite {

/// As it can be written in a statement: in quotes where it has to be.
QString nameText(const QString &name);

/// "a, \"b c\""
QString nameList(const QStringList &names);

/// CREATE TABLE for a table under another name, or its own. A table whose text the reader could not
/// take apart is that text.
QString createTable(const Relation &table, const QString &name);

/// CREATE INDEX; `table` is the bare name.
QString createIndex(const Index &index, const QString &table);

/// A column as CREATE TABLE and ADD COLUMN take it, without its constraints but NOT NULL.
QString columnText(const Column &column);

/// REFERENCES ... of a foreign key.
QString referencesText(const Constraint &key);

/// "CONSTRAINT name ", or nothing.
QString constraintHead(const Constraint &constraint);

} // namespace tidemark::sqlite
