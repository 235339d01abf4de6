// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"

namespace tidemark::ddlpg {

/// The old schema as it is once the accepted renames were made, and the statements that make them.
struct RenamedState
{
    SchemaState state;
    std::vector<DraftStatement> statements;
    std::vector<DraftGap> gaps; ///< renames of kinds that have to be made again instead
};

/// Names follow into keys, other tables' references and the texts that the server deparses, as
/// they do there. A text that comes out other than the server's is drafted as a change of that
/// object, which makes it longer than need be and not wrong. For each rename linear in the number
/// of objects and dependencies; a column's copies only what has it or refers to it.
RenamedState withRenames(const SchemaState &from, const std::vector<Rename> &renames);

} // namespace tidemark::ddlpg
