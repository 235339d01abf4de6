// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/siblings.h"

#include <algorithm>
#include <numeric>

namespace tidemark {

std::vector<std::size_t> siblingOrder(const std::vector<const void *> &objects,
                                      CompareObjects compare)
{
    const auto less = [&](const void *a, const void *b) { return compare(a, b) < 0; };
    if (std::is_sorted(objects.begin(), objects.end(), less))
        return {};
    std::vector<std::size_t> order(objects.size());
    std::iota(order.begin(), order.end(), std::size_t(0));
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return compare(objects[a], objects[b]) < 0;
    });
    return order;
}

} // namespace tidemark
