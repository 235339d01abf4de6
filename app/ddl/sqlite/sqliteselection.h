// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"

#include <vector>

namespace tidemark::sqlite {

/// `from` with only the chosen objects as they are in `to`, with what these stand on there, and
/// without what stands on those that go. Pure.
Schema selectChanges(const Schema &from, const Dependencies &dependencies, const SchemaState &to,
                     const std::vector<ObjectId> &only);

} // namespace tidemark::sqlite
