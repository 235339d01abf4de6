// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QString>

namespace tidemark::test {

using namespace Qt::StringLiterals;

/// A model struct as lines of text: its key, then what is not as in an empty one. For messages, and
/// for telling two schemas apart line by line.
template <typename T>
void appendText(QString &text, const T &object, int indent)
{
    const QString margin(indent * 2, u' ');
    const T plain;
    text += margin;
    if constexpr (requires { object.kind(); })
        text += object.kind() + u' ' + object.identity();
    text += u'\n';
    const auto line = [&](const auto &property) {
        const QString value = toText(object.*property.member);
        if (value != toText(plain.*property.member)) {
            text += margin + u"  "_s +
                    QString::fromLatin1(property.name.data(), qsizetype(property.name.size())) +
                    u": "_s + value + u'\n';
        }
    };
    std::apply([&](const auto &...property) { (line(property), ...); }, T::properties());
    const auto below = [&](const auto &list) {
        for (const auto &element : object.*list.member)
            appendText(text, valueOf(element), indent + 1);
    };
    std::apply([&](const auto &...list) { (below(list), ...); }, T::children());
}

inline QString schemaText(const Schema &schema)
{
    QString text;
    appendText(text, schema, 0);
    for (const NotCompared &kind : schema.notCompared)
        text += u"not compared: "_s + kind.kind + u' ' + QString::number(kind.count) + u'\n';
    return text;
}

/// The lines that only one of the two has, with - and +.
inline QString textDifference(const Schema &before, const Schema &after)
{
    QStringList old = schemaText(before).split(u'\n');
    QStringList added;
    for (const QString &line : schemaText(after).split(u'\n')) {
        if (!old.removeOne(line))
            added.append(u"+ "_s + line);
    }
    for (QString &line : old)
        line.prepend(u"- "_s);
    return (old + added).join(u'\n');
}

} // namespace tidemark::test
