// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/columnrenames.h"
#include "diff/renames.h"
#include "diff/takennames.h"
#include "sql/identifier.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <set>
#include <utility>

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

/// The renames of parts, or all others: the names of one kind of place.
class StepOrder
{
public:
    StepOrder(const std::vector<Rename> &renames, bool ofParts, TakenNames &taken)
        : m_taken(taken)
    {
        for (const Rename &rename : renames) {
            if (isPartKind(rename.kind) != ofParts || rename.from == rename.to)
                continue;
            // Their arguments are part of the name, and nobody renames them.
            const bool routine = rename.kind.endsWith(u"function") || rename.kind == u"procedure";
            if (routine)
                m_others.push_back({rename, rename});
            else
                m_open.push_back({{rename, rename},
                                  keysOf(rename, partsOfName(rename.from)),
                                  keysOf(rename, targetParts(rename))});
        }
        for (std::size_t i = 0; i < m_open.size(); ++i) {
            for (const QString &key : m_open[i].source)
                m_owner.insert(key, i);
            for (const QString &key : m_open[i].target) {
                m_wanting.insert(key, i);
                m_promised.insert(key);
            }
        }
    }

    void appendTo(std::vector<RenameStep> &steps);

private:
    struct Open
    {
        RenameStep step;
        QStringList source; ///< what it takes before and after, as keys
        QStringList target;
    };
    QStringList keysOf(const Rename &rename, const QStringList &parts) const
    {
        return m_taken.keysOf(rename.kind, parts);
    }
    bool isFree(const Open &one) const
    {
        return std::ranges::none_of(one.target,
                                    [&](const QString &key) { return m_owner.contains(key); });
    }
    void letGo(const QStringList &names);
    QString thirdName(const RenameStep &step);

    TakenNames &m_taken;
    std::vector<Open> m_open;
    QHash<QString, std::size_t> m_owner;        ///< who has the name still
    QMultiHash<QString, std::size_t> m_wanting; ///< who gets it
    QSet<QString> m_promised;
    std::set<std::size_t> m_waiting; ///< not made yet
    std::set<std::size_t> m_free;    ///< of these, whose new name nobody has
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
        const QStringList keys = keysOf(step.rename, parts);
        const bool promised =
            std::ranges::any_of(keys, [&](const QString &key) { return m_promised.contains(key); });
        if (promised || m_taken.has(step.rename.kind, parts))
            continue;
        for (const QString &key : keys)
            m_promised.insert(key);
        return shownName(parts);
    }
}

void StepOrder::letGo(const QStringList &names)
{
    for (const QString &key : names)
        m_owner.remove(key);
    for (const QString &key : names) {
        for (const std::size_t other : m_wanting.values(key)) {
            if (m_waiting.contains(other) && isFree(m_open[other]))
                m_free.insert(other);
        }
    }
}

void StepOrder::appendTo(std::vector<RenameStep> &steps)
{
    for (std::size_t i = 0; i < m_open.size(); ++i) {
        m_waiting.insert(i);
        if (isFree(m_open[i]))
            m_free.insert(i);
    }
    while (!m_waiting.empty()) {
        if (!m_free.empty()) {
            const std::size_t next = *m_free.begin();
            m_free.erase(next);
            m_waiting.erase(next);
            steps.push_back(m_open[next].step);
            letGo(m_open[next].source);
            continue;
        }
        Open &first = m_open[*m_waiting.begin()];
        RenameStep aside = first.step;
        aside.rename.to = thirdName(aside);
        first.step.rename.from = aside.rename.to;
        letGo(std::exchange(first.source, {}));
        steps.push_back(std::move(aside));
    }
    std::ranges::move(m_others, std::back_inserter(steps));
}

Result<void> checkOneWay(const Schema &before, const std::vector<Rename> &renames,
                         const QString &hint)
{
    TakenNames taken(before);
    QSet<QString> freed;
    for (const Rename &rename : renames) {
        for (const QString &key : taken.keysOf(rename.kind, partsOfName(rename.from))) {
            if (freed.contains(key))
                return fail(ErrorKind::Usage, u"%1 is renamed twice"_s.arg(rename.from));
            freed.insert(key);
        }
    }
    QSet<QString> given;
    for (const Rename &rename : renames) {
        const QStringList parts = targetParts(rename);
        bool twice = false;
        for (const QString &key : taken.keysOf(rename.kind, parts)) {
            twice = twice || given.contains(key);
            given.insert(key);
        }
        if (twice || taken.has(rename.kind, parts, freed))
            return fail(
                ErrorKind::Usage,
                u"%1 cannot be renamed to %2: that name is taken"_s.arg(rename.from, rename.to), {},
                hint);
    }
    return {};
}

} // namespace

std::vector<RenameStep> renameSteps(const Schema &before, const std::vector<Rename> &renames)
{
    if (renames.empty())
        return {};
    TakenNames taken(before);
    std::vector<RenameStep> steps;
    const std::vector<Rename> own = withoutInherited(before, renames);
    for (const bool ofParts : {true, false})
        StepOrder(own, ofParts, taken).appendTo(steps);
    return steps;
}

std::vector<Rename> turnedRenames(std::vector<Rename> renames)
{
    for (Rename &rename : renames)
        std::swap(rename.from, rename.to);
    std::ranges::reverse(renames);
    return renames;
}

Result<void> checkRenames(const Schema &before, const std::vector<Rename> &renames)
{
    return checkOneWay(before, renames, u"rename what has it in A as well, or neither of them"_s);
}

Result<void> checkRenames(const Schema &before, const Schema &after,
                          const std::vector<Rename> &renames)
{
    TM_TRY(checkRenames(before, renames));
    return checkOneWay(after, turnedRenames(renames),
                       u"the way back would end so: B has the old name for something else"_s);
}

} // namespace tidemark
