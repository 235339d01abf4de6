// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>
#include <optional>

#include <tl/expected.hpp>

namespace tidemark {

using VariableLookup = std::function<std::optional<QString>(const QString &)>;

/// Replaces variables as goose does between ENVSUB ON and OFF: $NAME, ${NAME}, ${NAME:-default}
/// (also when empty), ${NAME-default}, ${NAME?message}, ${NAME:offset} and ${NAME:offset:length},
/// nested in defaults; "$$" and "\$" are a dollar sign, "$(" stays. An unset variable is empty. The
/// error is one line for people. Pure but for the lookup.
tl::expected<QString, QString> substituteVariables(const QString &text,
                                                   const VariableLookup &lookup);

} // namespace tidemark
