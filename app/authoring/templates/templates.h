// SPDX-License-Identifier: GPL-3.0-or-later
// One maker per template, each in the file of that template, and what they share.
#pragma once

#include "authoring/templates.h"

namespace tidemark {

const MigrationTemplate &emptyTemplate();
const MigrationTemplate &addColumnTemplate();
const MigrationTemplate &renameColumnTemplate();
const MigrationTemplate &backfillTemplate();
const MigrationTemplate &indexTemplate();
const MigrationTemplate &notNullTemplate();
const MigrationTemplate &dropColumnTemplate();

/// The text with "{id}" replaced by the value of that id, names quoted where they need to be.
QByteArray filledIn(const char *text, const TemplateValues &values);

/// A statement that gives `column` of {table} the value of `expression`, in batches along {key},
/// each committed by itself, where `condition` holds.
QByteArray inBatches(const TemplateValues &values, const char *column, const char *expression,
                     const char *condition);

TemplateParameter tableParameter();
TemplateParameter columnParameter();
TemplateParameter typeParameter();
TemplateParameter keyParameter();

} // namespace tidemark
