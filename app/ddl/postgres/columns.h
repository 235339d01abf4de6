// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/rules.h"

namespace tidemark::ddlpg {

/// As in CREATE TABLE and ADD COLUMN, with the name: "id bigint NOT NULL DEFAULT 0".
QString columnDefinition(const Relation &table, const Column &column, const Place &place);

/// What the definition has no place for: storage, statistics, options, comment, grants.
void columnDetails(const Relation &table, const Column &column, const Place &place, Writer &writer);

/// The privileges on a column that is new.
void grantColumn(const Relation &table, const Column &column, Writer &writer);

/// "START WITH 5 INCREMENT BY 2": what is not as in a new sequence, or nothing.
QString sequenceOptions(const Sequence &sequence);

/// What brings one sequence's options to another's.
QString sequenceOptionChanges(const Sequence &before, const Sequence &after);

/// "ALTER TABLE public.users", or VIEW, MATERIALIZED VIEW, FOREIGN TABLE.
QString alterTable(const Relation &relation, bool only = false);

/// The same with " ALTER COLUMN email" behind it.
QString alterColumn(const Relation &table, const QString &column);

/// "public.users.email"
QString columnObject(const Relation &table, const Column &column);

/// Of the check that lets SET NOT NULL believe it: one that the table has not.
QString notNullCheckName(const Place &place, const QString &column);

/// ALTER COLUMN ... TYPE, in place.
void alterType(const Relation &table, const Column &before, const Column &after, const Place &place,
               Writer &writer);

/// What a value loses by its new type, and where it cannot have it; or nothing.
QString typeLoss(const Column &before, const Column &after);
QString typeRisk(const Column &before, const Column &after, const Place &place);

/// " GENERATED ALWAYS AS IDENTITY", with what is not as in a new sequence.
QString identityClause(const Relation &table, const Column &column, const Place &place);

/// The old column's value as the new one's, in a SELECT.
QString valueAs(const Column &before, const Column &after, const Place &place);

/// What copying the rows can lose, and where it can fail: of the writer's last statement.
void columnLosses(const Relation &table, const Column &before, const Column &after,
                  const Place &place, Writer &writer);

/// Lets the sequence of an identity go on after the rows that are there.
void numberOn(const Relation &table, const Column &column, const Place &place, Writer &writer);

/// Whether the type change leaves the stored values as they are, so that no row is written.
bool keepsStoredForm(const QString &before, const QString &after);

} // namespace tidemark::ddlpg
