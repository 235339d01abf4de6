// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <utility>

namespace tidemark::test {

/// Converts to whatever a member wants, for counting the members of an aggregate.
struct AnyValue
{
    template <typename T>
    operator T() const; // NOLINT: implicit by purpose, never defined
};

template <typename T, std::size_t... I>
constexpr bool hasFields(std::index_sequence<I...>)
{
    return requires
    {
        T{(static_cast<void>(I), AnyValue{})...};
    };
}

/// How many members the aggregate has: the longest braced list that it takes.
template <typename T, std::size_t N = 48>
constexpr std::size_t fieldCount()
{
    if constexpr (N == 0 || hasFields<T>(std::make_index_sequence<N>{}))
        return N;
    else
        return fieldCount<T, N - 1>();
}

} // namespace tidemark::test
