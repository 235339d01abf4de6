// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <vector>

namespace tidemark {

/// How two objects of one kind are ordered: below 0, 0 or above 0.
using CompareObjects = int (*)(const void *, const void *);

/// The positions in which the objects are in order; none where they are already. Objects of the
/// same key stay as they are. One function for all kinds: a sort for each of them took the compiler
/// longer than all else.
std::vector<std::size_t> siblingOrder(const std::vector<const void *> &objects,
                                      CompareObjects compare);

/// Sorts a vector of model structs by their key (keyLess()).
template <typename Element>
void sortSiblings(std::vector<Element> &elements)
{
    using Object = std::remove_cvref_t<decltype(valueOf(elements.front()))>;
    std::vector<const void *> objects;
    objects.reserve(elements.size());
    for (const Element &element : elements)
        objects.push_back(&valueOf(element));
    const auto order = siblingOrder(objects, [](const void *a, const void *b) {
        const Object &one = *static_cast<const Object *>(a);
        const Object &other = *static_cast<const Object *>(b);
        return keyLess(one, other) ? -1 : (keyLess(other, one) ? 1 : 0);
    });
    if (order.empty())
        return;
    std::vector<Element> sorted;
    sorted.reserve(elements.size());
    for (const std::size_t position : order)
        sorted.push_back(std::move(elements[position]));
    elements = std::move(sorted);
}

} // namespace tidemark
