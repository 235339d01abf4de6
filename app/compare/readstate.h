// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/session.h"
#include "ddl/draft.h"

#include <QStringList>

namespace tidemark {

enum class ReadState {
    Whole,
    Objects, ///< without who needs whom, which is half of the time
};

/// The schema that a session sees with who needs whom in it, in one snapshot; `leaveOut` as in
/// SchemaReadOptions. The session is idle before and after. Its thread.
Result<SchemaState> readState(Session &session, const QStringList &leaveOut,
                              ReadState what = ReadState::Whole);

/// What a reader of the schema should know about it, in sentences: what the role may not read, and
/// what is in the database and not in the model.
QStringList notesOn(const Schema &schema);

} // namespace tidemark
