// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/schemadiff.h"

#include "diff/schemacomparer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype kShownLength = 160;

QString shown(const QString &value)
{
    const QString line = value.simplified();
    if (line.isEmpty())
        return u"none"_s;
    return line.size() <= kShownLength ? line : line.left(kShownLength - 1) + u'…';
}

// The first line in which two texts differ, from 1.
qsizetype firstDifferentLine(const QStringList &before, const QStringList &after)
{
    const auto [a, b] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    return a - before.begin() + 1;
}

} // namespace

QString Difference::detail() const
{
    if (change == Change::Missing)
        return before.isEmpty() ? QString() : shown(before);
    if (change == Change::Extra)
        return after.isEmpty() ? QString() : shown(after);
    const QStringList linesBefore = before.split(u'\n');
    const QStringList linesAfter = after.split(u'\n');
    if (linesBefore.size() == 1 && linesAfter.size() == 1)
        return property + u": "_s + shown(before) + u" -> "_s + shown(after);
    const qsizetype line = firstDifferentLine(linesBefore, linesAfter);
    return u"%1, line %2: %3 -> %4"_s.arg(property).arg(line).arg(
        shown(linesBefore.value(line - 1)), shown(linesAfter.value(line - 1)));
}

QString changeName(Difference::Change change)
{
    switch (change) {
    case Difference::Change::Missing:
        return u"missing"_s;
    case Difference::Change::Extra:
        return u"extra"_s;
    case Difference::Change::Changed:
        break;
    }
    return u"changed"_s;
}

bool SchemaDiff::onlyOrder() const
{
    return !differences.empty() &&
           std::all_of(differences.begin(), differences.end(),
                       [](const Difference &difference) { return difference.orderOnly; });
}

SchemaDiff diffSchemas(const Schema &before, const Schema &after, const DiffOptions &options)
{
    return SchemaComparer(before, after, options).run();
}

} // namespace tidemark
