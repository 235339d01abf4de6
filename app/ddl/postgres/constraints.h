// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/rules.h"

namespace tidemark::ddlpg {

/// "CONSTRAINT users_pkey PRIMARY KEY (id)", as in CREATE TABLE and ADD.
QString constraintClause(const Constraint &constraint);

/// Makes a unique index that is there the key's own.
QString keyFromIndex(const Relation &table, const Constraint &key, const QString &index);

/// Whether CREATE TABLE says it: all but foreign keys, what has not been validated, what INHERITS
/// brings, keys of a table that is made anew, whose names the old one has still, and a second key
/// of the same columns.
bool isInline(const Relation &table, const Constraint &constraint, const World &world);
bool isInline(const DomainType &domain, const Constraint &constraint);

/// Comments, clustering, replica identity of a constraint just made.
void constraintDetails(const Relation &table, const Constraint &constraint, Writer &writer);

/// The same of an index, and the statistics targets of its keys.
void indexDetails(const Relation &table, const Index &index, Writer &writer);
void alterIndexDetails(const Relation &table, const Index &before, const Index &after,
                       const Place &place, Writer &writer);

/// Whether the table was a partition of its parent before and still is: then its indexes have to be
/// attached by hand; to a new one the attaching of the table does that.
bool staysPartition(const Place &place);

/// Whether the parent is made anew around its partition: what is done to the parent is not done to
/// the partition then, which leaves the old one before and joins the new one after; all in one
/// transaction, so that nobody sees the table without its rows.
bool isLeftByParent(const Place &place);

} // namespace tidemark::ddlpg
