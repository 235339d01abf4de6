// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/schemadiff.h"
#include "diff/wording.h"
#include "schema/schema.h"

#include <algorithm>

namespace tidemark::ddlpg {

inline bool leavesSomethingOut(const DiffOptions &noise)
{
    return !noise.comments || !noise.owners || !noise.grants || !noise.formatting ||
           !noise.storage || !noise.extensionVersions;
}

/// Gives `after` the values of `before` (of a new object where that is null) wherever differences
/// are left out.
template <typename T>
void leaveOutNoise(T &after, const T *before, const DiffOptions &noise)
{
    static const T plain;
    const T &old = before ? *before : plain;
    // Another method has other options.
    bool otherMethod = false;
    if constexpr (std::is_same_v<T, Index>)
        otherMethod = before && before->method != after.method;
    const auto leaveOut = [&](const auto &property) {
        bool out = false;
        switch (property.aspect) {
        case Aspect::Owner:
            out = !noise.owners && before;
            break;
        case Aspect::Grants:
            out = !noise.grants;
            break;
        case Aspect::Comment:
            out = !noise.comments;
            break;
        case Aspect::Storage:
            out = !noise.storage && !otherMethod;
            break;
        case Aspect::Definition:
        case Aspect::State:
            break;
        }
        if constexpr (std::is_same_v<T, Extension>)
            out = out || (!noise.extensionVersions && before && property.name == "version");
        using Value = typename std::remove_cvref_t<decltype(property)>::ValueType;
        if constexpr (std::is_same_v<Value, QString>) {
            const bool text = property.name == "body" || property.name == "definition";
            out = out ||
                  (!noise.formatting && before && text &&
                   wording::sameButForFormatting(old.*property.member, after.*property.member));
        }
        if (out)
            after.*property.member = old.*property.member;
    };
    std::apply([&](const auto &...property) { (leaveOut(property), ...); }, T::properties());
    const auto leaveOutIn = [&](const auto &list) {
        using Element = typename std::remove_cvref_t<decltype(list)>::ElementType;
        if constexpr (requires { Element::key(); }) {
            for (Element &element : after.*list.member) {
                const Element *match = nullptr;
                for (const Element &candidate : old.*list.member) {
                    const bool less = keyLess(candidate, element) || keyLess(element, candidate);
                    if (!less)
                        match = &candidate;
                }
                leaveOutNoise(element, match, noise);
            }
        }
    };
    std::apply([&](const auto &...list) { (leaveOutIn(list), ...); }, T::children());
}

} // namespace tidemark::ddlpg
