// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/renames.h"

#include "diff/pairing.h"
#include "diff/wording.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <cmath>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr double kLeast = 0.5;

/// 1: equal; 0: not a letter in common. Twice the longest common subsequence over both lengths, so
/// that "mail" and "email", "users" and "app_users" are near each other.
double nameLikeness(const QString &a, const QString &b)
{
    const QString first = a.toLower();
    const QString second = b.toLower();
    if (first.isEmpty() || second.isEmpty())
        return 0;
    std::vector<int> row(size_t(second.size()) + 1, 0);
    for (const QChar c : first) {
        int diagonal = 0;
        for (size_t j = 1; j < row.size(); ++j) {
            const int above = row[j];
            row[j] = c == second[qsizetype(j) - 1] ? diagonal + 1 : std::max(above, row[j - 1]);
            diagonal = above;
        }
    }
    return 2.0 * row.back() / double(first.size() + second.size());
}

/// Two objects that may be one under two names.
struct Candidate
{
    QString kind;
    QString from;
    QString to;
    double score = 0;
    QString why;
};

template <typename T>
int differingProperties(const T &a, const T &b, const Sameness &same)
{
    int count = 0;
    const auto look = [&](const auto &property) {
        const bool counts = property.aspect == Aspect::Definition &&
                            !same(a.*property.member, b.*property.member, property.name);
        count += counts ? 1 : 0;
    };
    std::apply([&](const auto &...property) { (look(property), ...); }, T::properties());
    return count;
}

QString columnKey(const Column &column, Engine engine)
{
    return foldName(column.name, engine) + u'\n' + foldName(column.type, engine);
}

class Finder
{
public:
    Finder(const Schema &before, const Schema &after)
        : m_before(before)
        , m_after(after)
        , m_same(before.engine)
    {
    }
    std::vector<RenameProposal> find();

private:
    void relations();
    void columnsOf(const Relation &before, const Relation &after);
    std::vector<std::pair<const Relation *, const Relation *>>
    likelyPairs(const Pairing<Relation> &pairing) const;
    void compare(const Relation &before, const Relation &after);
    template <typename T>
    void objects(const Objects<T> &before, const Objects<T> &after);
    void add(Candidate candidate)
    {
        if (candidate.score > kLeast)
            m_candidates.push_back(std::move(candidate));
    }
    std::vector<RenameProposal> best();

    const Schema &m_before;
    const Schema &m_after;
    Sameness m_same;
    std::vector<Candidate> m_candidates;
};

/// Pairs that share something: every one of them is not looked at when a thousand tables moved to
/// another schema. What nearly every table has (an id) tells nothing.
std::vector<std::pair<const Relation *, const Relation *>>
Finder::likelyPairs(const Pairing<Relation> &pairing) const
{
    constexpr size_t common = 40;
    QHash<QString, std::vector<const Relation *>> byTrait;
    const auto traitsOf = [&](const Relation &relation) {
        QStringList traits{u"name "_s + foldName(relation.name, m_before.engine)};
        for (const Column &column : relation.columns)
            traits += columnKey(column, m_before.engine);
        if (relation.columns.empty() || relation.type == RelationKind::View)
            traits += u"text "_s + relation.definition;
        return traits;
    };
    for (const Relation *extra : pairing.extra) {
        for (const QString &trait : traitsOf(*extra))
            byTrait[trait].push_back(extra);
    }
    std::set<std::pair<const Relation *, const Relation *>> pairs;
    const bool few = pairing.missing.size() * pairing.extra.size() <= 400;
    for (const Relation *missing : pairing.missing) {
        if (few) {
            for (const Relation *extra : pairing.extra)
                pairs.emplace(missing, extra);
            continue;
        }
        for (const QString &trait : traitsOf(*missing)) {
            const auto found = byTrait.constFind(trait);
            if (found == byTrait.cend() || found->size() > common)
                continue;
            for (const Relation *extra : *found)
                pairs.emplace(missing, extra);
        }
    }
    return {pairs.begin(), pairs.end()};
}

/// Columns are what a table is: how many are equal, of all that either has. The name says the rest.
void Finder::compare(const Relation &before, const Relation &after)
{
    if (before.type != after.type)
        return;
    QSet<QString> names;
    for (const Column &column : before.columns)
        names.insert(columnKey(column, m_before.engine));
    int common = 0;
    for (const Column &column : after.columns)
        common += names.contains(columnKey(column, m_before.engine)) ? 1 : 0;
    const auto all = int(before.columns.size() + after.columns.size()) - common;
    if (all == 0)
        return;
    const bool sameText = m_same(before.definition, after.definition, "definition");
    const double columns = double(common) / all * (sameText ? 1.0 : 0.8);
    const double name = before.name == after.name ? 1.0 : nameLikeness(before.name, after.name);
    // A table of one or two columns is like many others.
    const double weight = std::min(1.0, 0.5 + all * 0.1);
    QString why = common == all ? (all == 1 ? u"its column is equal"_s
                                            : u"all %1 columns are equal"_s.arg(all))
                                : u"%1 of %2 columns are equal"_s.arg(common).arg(all);
    if (before.name == after.name)
        why += u", in another schema"_s;
    add({wording::kindOf(before), before.identity(), after.identity(),
         columns * (0.75 * weight + 0.25 * name), why});
}

void Finder::columnsOf(const Relation &before, const Relation &after)
{
    const bool writable = before.type == RelationKind::Table ||
                          before.type == RelationKind::PartitionedTable ||
                          before.type == RelationKind::ForeignTable;
    if (!writable)
        return;
    const auto pairing = pairByKey<Column>(before.columns, after.columns, m_same);
    for (const Column *missing : pairing.missing) {
        for (const Column *extra : pairing.extra) {
            if (!m_same(missing->type, extra->type, "type"))
                continue;
            const int differing = differingProperties(*missing, *extra, m_same);
            const auto place =
                std::abs((missing - before.columns.data()) - (extra - after.columns.data()));
            const double name = nameLikeness(missing->name, extra->name);
            const bool alone = pairing.missing.size() == 1 && pairing.extra.size() == 1;
            QStringList why{u"same type"_s};
            if (place == 0)
                why += u"same place"_s;
            if (name > 0.6)
                why += u"a similar name"_s;
            const double score = 0.35 + 0.3 * name +
                                 (place == 0   ? 0.2
                                  : place == 1 ? 0.1
                                               : 0.0) +
                                 (alone ? 0.15 : 0.0) - 0.1 * differing;
            add({wording::kindOf(*missing),
                 wording::objectName(*missing, {before.identity(), before.schema}),
                 wording::objectName(*extra, {after.identity(), after.schema}), score,
                 why.join(u", "_s)});
        }
    }
}

void Finder::relations()
{
    const auto pairing = pairByKey<Relation>(m_before.relations, m_after.relations, m_same);
    for (const auto &[missing, extra] : likelyPairs(pairing))
        compare(*missing, *extra);
    for (const auto &[one, other] : pairing.both) {
        if (one != other && one->columns != other->columns)
            columnsOf(*one, *other);
    }
}

/// Small objects: all of their definition must be equal, the name decides between several.
template <typename T>
void Finder::objects(const Objects<T> &before, const Objects<T> &after)
{
    const auto pairing = pairByKey<T>(before, after, m_same);
    if (pairing.missing.size() * pairing.extra.size() > 40'000)
        return;
    for (const T *missing : pairing.missing) {
        for (const T *extra : pairing.extra) {
            if (differingProperties(*missing, *extra, m_same) > 0)
                continue;
            if constexpr (std::is_same_v<T, Routine>) {
                if (missing->arguments != extra->arguments)
                    continue;
            }
            bool sameParts = true;
            std::apply(
                [&](const auto &...list) {
                    ((sameParts = sameParts && missing->*list.member == extra->*list.member), ...);
                },
                T::children());
            if (sameParts)
                add({wording::kindOf(*missing), missing->identity(), extra->identity(),
                     0.6 + 0.4 * nameLikeness(missing->name, extra->name),
                     u"equal but for the name"_s});
        }
    }
}

/// The best first, each object once.
std::vector<RenameProposal> Finder::best()
{
    std::sort(m_candidates.begin(), m_candidates.end(), [](const Candidate &a, const Candidate &b) {
        return std::tie(b.score, a.kind, a.from, a.to) < std::tie(a.score, b.kind, b.from, b.to);
    });
    std::set<std::pair<QString, QString>> from;
    std::set<std::pair<QString, QString>> to;
    std::vector<RenameProposal> proposals;
    for (const Candidate &one : m_candidates) {
        if (from.contains({one.kind, one.from}) || to.contains({one.kind, one.to}))
            continue;
        from.emplace(one.kind, one.from);
        to.emplace(one.kind, one.to);
        const double score = std::round(std::min(one.score, 1.0) * 100) / 100;
        proposals.push_back({{one.kind, one.from, one.to}, score, one.why});
    }
    return proposals;
}

std::vector<RenameProposal> Finder::find()
{
    relations();
    // Columns of tables that are proposed to be one; the tables themselves are known by then.
    const std::vector<RenameProposal> tables = best();
    const auto named = [](const Objects<Relation> &relations) {
        QHash<QString, const Relation *> byName;
        for (const auto &relation : relations)
            byName.insert(relation->identity(), &*relation);
        return byName;
    };
    bool any = false;
    for (const RenameProposal &one : tables)
        any = any || one.rename.kind != u"column";
    if (any) {
        const auto before = named(m_before.relations);
        const auto after = named(m_after.relations);
        for (const RenameProposal &one : tables) {
            if (one.rename.kind != u"column")
                columnsOf(*before.value(one.rename.from), *after.value(one.rename.to));
        }
    }
    objects(m_before.enums, m_after.enums);
    objects(m_before.composites, m_after.composites);
    objects(m_before.domains, m_after.domains);
    objects(m_before.routines, m_after.routines);
    const auto free = [](const Objects<Sequence> &sequences) {
        Objects<Sequence> result;
        for (const auto &sequence : sequences) {
            if (sequence->ownedBy.isEmpty())
                result.push_back(sequence);
        }
        return result;
    };
    objects(free(m_before.sequences), free(m_after.sequences));
    return best();
}

} // namespace

std::vector<RenameProposal> proposeRenames(const Schema &before, const Schema &after)
{
    return Finder(before, after).find();
}

QStringList partsOfName(const QString &displayed)
{
    QStringList parts{QString()};
    bool quoted = false;
    for (qsizetype i = 0; i < displayed.size(); ++i) {
        const QChar c = displayed[i];
        if (c == u'"') {
            const bool doubled = quoted && i + 1 < displayed.size() && displayed[i + 1] == u'"';
            if (doubled)
                parts.last() += displayed[i++];
            else
                quoted = !quoted;
        } else if (c == u'.' && !quoted) {
            parts += QString();
        } else {
            parts.last() += c;
        }
    }
    return parts;
}

} // namespace tidemark
