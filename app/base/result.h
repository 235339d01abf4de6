// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <tl/expected.hpp>

namespace tidemark {

/// A value or the reason why there is none. The interface is std::expected's (C++23), which the
/// oldest supported compilers do not have.
template <typename T>
using Result = tl::expected<T, Error>;

/// `return fail({.kind = ..., .summary = ...});` in a function that returns any Result.
inline tl::unexpected<Error> fail(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

inline tl::unexpected<Error> fail(ErrorKind kind, QString summary, QString detail = {},
                                  QString hint = {})
{
    Error error;
    error.kind = kind;
    error.summary = std::move(summary);
    error.detail = std::move(detail);
    error.hint = std::move(hint);
    return tl::unexpected<Error>(std::move(error));
}

} // namespace tidemark

/// Leaves the enclosing function with the error of a Result that has one.
#define TM_TRY(expression)                                                                         \
    do {                                                                                           \
        if (auto tmTried = (expression); !tmTried)                                                 \
            return tl::unexpected<tidemark::Error>(std::move(tmTried).error());                    \
    } while (false)

/// Declares or assigns `target` with the value of a Result, or leaves with its error.
#define TM_TRY_ASSIGN(target, expression)                                                          \
    TM_TRY_ASSIGN_NAMED(target, expression, TM_TRY_JOIN(tmTried, __LINE__))
#define TM_TRY_JOIN(a, b) TM_TRY_JOIN_AGAIN(a, b)
#define TM_TRY_JOIN_AGAIN(a, b) a##b
#define TM_TRY_ASSIGN_NAMED(target, expression, name)                                              \
    auto name = (expression);                                                                      \
    if (!name)                                                                                     \
        return tl::unexpected<tidemark::Error>(std::move(name).error());                           \
    target = std::move(*name)
