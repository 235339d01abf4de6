// SPDX-License-Identifier: GPL-3.0-or-later
// The words that the engines bring along. Completion's own affair.
#pragma once

#include "sql/dialect.h"

#include <QString>

#include <span>
#include <string_view>

namespace tidemark {

/// Types as people write them, the usual first.
std::span<const std::u16string_view> builtInTypes(Engine engine);

/// "count(expression)": a name with what goes into it.
std::span<const std::u16string_view> builtInFunctions(Engine engine);

/// Words with which a statement begins.
std::span<const std::u16string_view> statementWords(Engine engine);

} // namespace tidemark
