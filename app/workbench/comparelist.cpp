// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparelist.h"

#include <QStringList>

#include <algorithm>

namespace tidemark {

namespace {

bool hasAll(const ComparedObject &object, const QStringList &words)
{
    return std::ranges::all_of(words, [&](const QString &word) {
        return object.id.object.contains(word, Qt::CaseInsensitive) ||
               object.id.kind.contains(word, Qt::CaseInsensitive) ||
               object.what.contains(word, Qt::CaseInsensitive);
    });
}

} // namespace

std::vector<int> listedObjects(const ComparedObjects &objects, const CompareView &view)
{
    const QStringList words = view.search.split(u' ', Qt::SkipEmptyParts);
    std::vector<int> listed;
    for (size_t i = 0; i < objects.objects.size(); ++i) {
        const ComparedObject &object = objects.objects[i];
        if ((view.standings.empty() || view.standings.contains(object.standing)) &&
            hasAll(object, words))
            listed.push_back(int(i));
    }
    return listed;
}

} // namespace tidemark
