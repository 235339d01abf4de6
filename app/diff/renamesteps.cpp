// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/renames.h"
#include "sql/identifier.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString shownName(const QStringList &parts)
{
    QStringList shown;
    for (const QString &part : parts)
        shown += displayIdentifier(part);
    return shown.join(u'.');
}

QString foldedName(const QStringList &parts, Engine engine)
{
    QStringList folded;
    for (const QString &part : parts)
        folded += foldName(part, engine);
    return shownName(folded);
}

QString foldedName(const QString &shown, Engine engine)
{
    return foldedName(partsOfName(shown), engine);
}

/// What must not have two owners: names of columns within their table, and names of relations,
/// their indexes, sequences and types within their schema.
std::set<QString> takenNames(const Schema &schema, bool columns)
{
    std::set<QString> taken;
    const auto take = [&](const QString &shown) { taken.insert(foldedName(shown, schema.engine)); };
    for (const auto &relation : schema.relations) {
        const QString self = relation->identity();
        if (columns) {
            for (const Column &column : relation->columns)
                take(self + u'.' + displayIdentifier(column.name));
            continue;
        }
        take(self);
        for (const Index &index : relation->indexes)
            take(displayQualified(relation->schema, index.name));
    }
    if (columns)
        return taken;
    const auto takeAll = [&](const auto &list) {
        for (const auto &one : list)
            take(one->identity());
    };
    takeAll(schema.sequences);
    takeAll(schema.enums);
    takeAll(schema.composites);
    takeAll(schema.domains);
    takeAll(schema.routines);
    return taken;
}

/// The renames of columns, or all others: the names of one kind of place.
class StepOrder
{
public:
    StepOrder(const Schema &before, const std::vector<Rename> &renames, bool columns)
        : m_engine(before.engine)
        , m_columns(columns)
        , m_taken(takenNames(before, columns))
    {
        for (const Rename &rename : renames) {
            if ((rename.kind == u"column") != columns || rename.from == rename.to)
                continue;
            // Their arguments are part of the name, and nobody renames them.
            const bool routine = rename.kind.endsWith(u"function") || rename.kind == u"procedure";
            (routine ? m_others : m_open).push_back({rename, rename});
        }
        for (const RenameStep &step : m_open)
            m_taken.insert(target(step));
    }

    void appendTo(std::vector<RenameStep> &steps);

private:
    QString source(const RenameStep &step) const { return foldedName(step.rename.from, m_engine); }
    /// Columns are renamed while their table has its old name.
    QString target(const RenameStep &step) const
    {
        const QStringList to = partsOfName(step.rename.to);
        if (!m_columns)
            return foldedName(to, m_engine);
        QStringList parts = partsOfName(step.rename.from);
        parts.last() = to.constLast();
        return foldedName(parts, m_engine);
    }
    bool isFree(const RenameStep &step) const
    {
        const QString wanted = target(step);
        return std::ranges::none_of(
            m_open, [&](const RenameStep &other) { return source(other) == wanted; });
    }
    QString thirdName(const RenameStep &step);

    Engine m_engine;
    bool m_columns;
    std::set<QString> m_taken;
    std::vector<RenameStep> m_open;
    std::vector<RenameStep> m_others;
};

QString StepOrder::thirdName(const RenameStep &step)
{
    constexpr qsizetype kLongest = 63; // bytes, where PostgreSQL cuts names off
    QStringList parts = partsOfName(step.rename.from);
    const QString name = parts.constLast();
    for (int i = 1;; ++i) {
        const QString ending = i == 1 ? u"_renamed"_s : u"_renamed%1"_s.arg(i);
        QString start = name;
        while (start.toUtf8().size() + ending.size() > kLongest)
            start.chop(start.back().isLowSurrogate() ? 2 : 1);
        parts.last() = start + ending;
        if (m_taken.insert(foldedName(parts, m_engine)).second)
            return shownName(parts);
    }
}

void StepOrder::appendTo(std::vector<RenameStep> &steps)
{
    while (!m_open.empty()) {
        const auto next =
            std::ranges::find_if(m_open, [&](const RenameStep &step) { return isFree(step); });
        if (next != m_open.end()) {
            steps.push_back(*next);
            m_open.erase(next);
            continue;
        }
        RenameStep aside = m_open.front();
        aside.rename.to = thirdName(aside);
        m_open.front().rename.from = aside.rename.to;
        steps.push_back(std::move(aside));
    }
    std::ranges::move(m_others, std::back_inserter(steps));
}

} // namespace

std::vector<RenameStep> renameSteps(const Schema &before, const std::vector<Rename> &renames)
{
    if (renames.empty())
        return {}; // the names of a large schema are not collected for nothing
    std::vector<RenameStep> steps;
    for (const bool columns : {true, false})
        StepOrder(before, renames, columns).appendTo(steps);
    return steps;
}

Result<void> checkRenames(const Schema &before, const std::vector<Rename> &renames)
{
    if (renames.empty())
        return {};
    for (const bool columns : {true, false}) {
        std::set<QString> taken = takenNames(before, columns);
        std::set<QString> seen;
        for (const Rename &rename : renames) {
            if ((rename.kind == u"column") != columns)
                continue;
            const QString from = foldedName(rename.from, before.engine);
            if (!seen.insert(from).second)
                return fail(ErrorKind::Usage, u"%1 is renamed twice"_s.arg(rename.from));
            taken.erase(from);
        }
        for (const Rename &rename : renames) {
            if ((rename.kind == u"column") != columns)
                continue;
            QStringList parts = partsOfName(columns ? rename.from : rename.to);
            parts.last() = partsOfName(rename.to).constLast();
            if (!taken.insert(foldedName(parts, before.engine)).second)
                return fail(
                    ErrorKind::Usage,
                    u"%1 cannot be renamed to %2: that name is taken"_s.arg(rename.from, rename.to),
                    {}, u"rename what has it in A as well, or neither of them"_s);
        }
    }
    return {};
}

} // namespace tidemark
