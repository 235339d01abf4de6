// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/completion.h"

#include "authoring/completioncontext.h"
#include "authoring/completionscript.h"
#include "authoring/completionwords.h"
#include "sql/identifier.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Columns that could be meant while nobody knows of which table.
constexpr size_t mostGuesses = 2000;

/// How well a name fits what was typed; less is better.
enum class Fit { Begins, WordBegins, Holds, None };

Fit fitOf(const QString &folded, const QString &typed)
{
    if (folded.startsWith(typed))
        return Fit::Begins;
    const qsizetype at = folded.indexOf(typed);
    if (at < 0)
        return Fit::None;
    for (qsizetype i = at; i >= 0; i = folded.indexOf(typed, i + 1)) {
        if (!folded[i - 1].isLetterOrNumber())
            return Fit::WordBegins;
    }
    return Fit::Holds;
}

/// Something that fits, before it is dressed up.
struct Candidate
{
    Fit fit = Fit::Begins;
    int rank = 0; ///< of its kind here
    int order = 0;
    CompletionKind kind = CompletionKind::Keyword;
    SqlName name;          ///< with the schema where that has to be written
    QString detail;        ///< of relations their schema
    bool verbatim = false; ///< SQL as it is
};

class Completer
{
public:
    Completer(const CompletionRequest &request, const CursorPlace &place, const ScriptNames &names)
        : m_request(request)
        , m_place(place)
        , m_names(names)
        , m_context(contextAt(place))
        , m_typed(place.prefix.toLower())
    {
    }

    CompletionAnswer complete();

private:
    void add(int rank, CompletionKind kind, const SqlName &name, const QString &detail,
             bool verbatim = false);
    void addFolded(const QString &folded, Candidate candidate);
    void addColumnsOf(const CompletionRelation &relation, int rank, const QString &called);
    void addScope();
    void addAnyColumns();
    void addRelations(const QString &schema);
    void addThings(CompletionKind kind, int rank, const QString &schema);
    void addBelongings(bool constraints);
    void addWords(std::span<const std::u16string_view> words, CompletionKind kind, int rank);
    void addQualified();
    void addUnqualified();
    const CompletionRelation *relationOf(const ScopedTable &table) const;
    SqlName written(const SqlName &name) const;
    CompletionItem itemOf(const Candidate &candidate) const;
    bool writesLower() const;
    QString insertOf(const Candidate &candidate) const;

    const CompletionRequest &m_request;
    const CursorPlace &m_place;
    const ScriptNames &m_names;
    CompletionContext m_context;
    QString m_typed;
    std::vector<Candidate> m_candidates;
};

void Completer::add(int rank, CompletionKind kind, const SqlName &name, const QString &detail,
                    bool verbatim)
{
    addFolded(name.name.toLower(),
              {.rank = rank, .kind = kind, .name = name, .detail = detail, .verbatim = verbatim});
}

void Completer::addFolded(const QString &folded, Candidate candidate)
{
    candidate.fit = m_typed.isEmpty() ? Fit::Begins : fitOf(folded, m_typed);
    if (candidate.fit == Fit::None || (candidate.verbatim && candidate.fit == Fit::Holds))
        return;
    candidate.order = static_cast<int>(m_candidates.size());
    m_candidates.push_back(std::move(candidate));
}

const CompletionRelation *Completer::relationOf(const ScopedTable &table) const
{
    return table.own ? &*table.own : m_names.find(table.name);
}

void Completer::addColumnsOf(const CompletionRelation &relation, int rank, const QString &called)
{
    const auto addOne = [&](const QString &name, const QString &type) {
        add(rank, CompletionKind::Column, {{}, name},
            type.isEmpty() ? called : type + u" · "_s + called);
    };
    if (relation.of) {
        for (const Column &column : relation.of->columns)
            addOne(column.name, column.type);
    }
    for (const CompletionColumn &column : relation.columns)
        addOne(column.name, column.type);
}

void Completer::addScope()
{
    QSet<QString> seen;
    for (const ScopedTable &table : m_context.scope) {
        const QString called = table.alias.isEmpty() ? table.name.name : table.alias;
        const CompletionRelation *const relation = relationOf(table);
        if (!relation || seen.contains(called))
            continue;
        seen.insert(called);
        addColumnsOf(*relation, 0, called);
    }
    if (m_context.slot.functions || seen.size() > 1) {
        for (const QString &called : std::as_const(seen))
            add(2, CompletionKind::Alias, {{}, called}, u"table here"_s);
    }
    if (seen.isEmpty())
        addAnyColumns();
}

/// Before FROM is written nobody knows which table is meant.
void Completer::addAnyColumns()
{
    if (m_typed.isEmpty())
        return;
    for (const CompletionRelation &relation : m_names.made())
        addColumnsOf(relation, 3, relation.name.name);
    const auto &columns = m_names.base().columns;
    for (auto at = std::ranges::lower_bound(columns, m_typed, {},
                                            [](const auto &column) { return column.first; });
         at != columns.end() && at->first.startsWith(m_typed) && m_candidates.size() < mostGuesses;
         ++at) {
        const CompletionRelation &relation =
            m_names.base().relations[static_cast<size_t>(at->second.first)];
        if (m_names.isGone(relation))
            continue;
        const Column &column = relation.of->columns[static_cast<size_t>(at->second.second)];
        add(3, CompletionKind::Column, {{}, column.name},
            column.type + u" · "_s + relation.name.name);
    }
}

/// With its schema where it would not be found without.
SqlName Completer::written(const SqlName &name) const
{
    const bool found = name.schema.isEmpty() || name.schema == u"public";
    return found ? SqlName{{}, name.name} : name;
}

/// `schema`: empty for all of them.
void Completer::addRelations(const QString &schema)
{
    const bool viewsOnly = m_context.slot.viewsOnly;
    const auto addOne = [&](const CompletionRelation &relation, const QString &folded, int rank) {
        if (viewsOnly && relation.kind != CompletionKind::View)
            return;
        if (!schema.isEmpty() && relation.name.schema != schema &&
            !(schema == u"public" && relation.name.schema.isEmpty()))
            return;
        const SqlName name =
            schema.isEmpty() ? written(relation.name) : SqlName{{}, relation.name.name};
        addFolded(folded, {.rank = rank + (name.schema.isEmpty() ? 0 : 1),
                           .kind = relation.kind,
                           .name = name,
                           .detail = relation.name.schema});
    };
    for (auto made = m_names.made().rbegin(); made != m_names.made().rend(); ++made)
        addOne(*made, made->name.name.toLower(), 0);
    const auto &known = m_names.base();
    for (size_t i = 0; i < known.relations.size(); ++i) {
        if (!m_typed.isEmpty() && !known.folded[i].contains(m_typed))
            continue;
        if (!m_names.isGone(known.relations[i]))
            addOne(known.relations[i], known.folded[i], 1);
    }
}

void Completer::addThings(CompletionKind kind, int rank, const QString &schema)
{
    const auto addOne = [&](const CompletionThing &thing, int at) {
        if (thing.kind != kind || (!schema.isEmpty() && thing.name.schema != schema))
            return;
        add(at, kind, schema.isEmpty() ? written(thing.name) : SqlName{{}, thing.name.name},
            thing.detail);
    };
    for (const CompletionThing &thing : m_names.things())
        addOne(thing, rank);
    for (const CompletionThing &thing : m_names.base().things) {
        if (thing.kind == kind && !m_names.isGone(thing))
            addOne(thing, rank);
    }
}

void Completer::addBelongings(bool constraints)
{
    const auto addOf = [&](const CompletionRelation &relation) {
        const CompletionRelation own = relation.unfolded();
        for (const QString &name : constraints ? own.constraints : own.triggers)
            add(0, constraints ? CompletionKind::Constraint : CompletionKind::Trigger, {{}, name},
                own.name.name);
    };
    for (const ScopedTable &table : m_context.scope) {
        if (const CompletionRelation *relation = relationOf(table))
            addOf(*relation);
    }
    if (!m_context.scope.empty())
        return;
    // DROP TRIGGER names the table behind.
    for (const CompletionRelation &relation : m_names.made())
        addOf(relation);
    for (const CompletionRelation &relation : m_names.base().relations) {
        const bool any =
            constraints ? !relation.of->constraints.empty() : !relation.of->triggers.empty();
        if (any && !m_names.isGone(relation))
            addOf(relation);
    }
}

void Completer::addWords(std::span<const std::u16string_view> words, CompletionKind kind, int rank)
{
    for (const std::u16string_view word : words) {
        QString text = QStringView(word).toString();
        QString detail;
        if (const qsizetype bracket = text.indexOf(u'(');
            kind == CompletionKind::Function && bracket > 0) {
            detail = text.mid(bracket);
            text.truncate(bracket);
        }
        add(rank, kind, {{}, text}, detail, true);
    }
}

void Completer::addQualified()
{
    const std::vector<QString> &qualifier = m_context.qualifier;
    const CompletionSlot &slot = m_context.slot;
    const QString fold = foldName(qualifier.back(), m_names.engine());
    const QString schema = qualifier.size() == 1 ? qualifier.front() : QString();
    if (!schema.isEmpty()) {
        if (slot.relations || slot.functions)
            addRelations(schema);
        if (slot.types)
            addThings(CompletionKind::Type, 1, schema);
        if (slot.functions)
            addThings(CompletionKind::Function, 2, schema);
        if (slot.sequences || slot.relations)
            addThings(CompletionKind::Sequence, 3, schema);
        if (slot.indexes)
            addThings(CompletionKind::Index, 1, schema);
    }
    // In a trigger's body NEW and OLD are rows of its table, in DO UPDATE EXCLUDED is.
    const bool pseudo = fold == u"new" || fold == u"old" || fold == u"excluded";
    for (const ScopedTable &table : m_context.scope) {
        const QString called = table.alias.isEmpty() ? table.name.name : table.alias;
        const bool meant =
            qualifier.size() == 1 && (foldName(called, m_names.engine()) == fold || pseudo);
        const CompletionRelation *const relation = meant ? relationOf(table) : nullptr;
        if (!relation)
            continue;
        addColumnsOf(*relation, 0, called);
        return;
    }
    const SqlName direct = qualifier.size() == 1
                               ? SqlName{{}, qualifier[0]}
                               : SqlName{qualifier[qualifier.size() - 2], qualifier.back()};
    if (const CompletionRelation *relation = m_names.find(direct))
        addColumnsOf(*relation, 0, relation->name.name);
}

void Completer::addUnqualified()
{
    const CompletionSlot &slot = m_context.slot;
    const Engine engine = m_names.engine();
    if (slot.statement && !m_place.quoted)
        addWords(statementWords(engine), CompletionKind::Keyword, 0);
    if (slot.columns)
        addScope();
    if (slot.constraints)
        addBelongings(true);
    if (slot.triggers)
        addBelongings(false);
    if (slot.relations) {
        for (const ScopedTable &table : m_context.scope) {
            if (table.own && table.own->kind == CompletionKind::Alias)
                add(0, CompletionKind::Alias, table.name, u"WITH"_s);
        }
        addRelations({});
    }
    if (slot.types) {
        addThings(CompletionKind::Type, 0, {});
        if (!m_place.quoted)
            addWords(builtInTypes(engine), CompletionKind::Type, 0);
    }
    if (slot.indexes)
        addThings(CompletionKind::Index, 0, {});
    if (slot.sequences)
        addThings(CompletionKind::Sequence, 0, {});
    if (slot.functions) {
        addThings(CompletionKind::Function, 3, {});
        if (!m_place.quoted)
            addWords(builtInFunctions(engine), CompletionKind::Function, 4);
    }
    if (slot.schemas)
        addThings(CompletionKind::Schema, 5, {});
    if (!m_place.quoted)
        addWords(slot.keywords, CompletionKind::Keyword, slot.keywordsFirst ? 0 : 5);
}

/// The script's own key words tell how its author writes them.
bool Completer::writesLower() const
{
    const auto firstWord = [](const SqlWords &words) -> const SqlWord * {
        return !words.empty() && words.front().kind == SqlToken::Kind::Word ? &words.front()
                                                                            : nullptr;
    };
    if (const SqlWord *word = firstWord(m_place.before))
        return word->lower;
    for (auto words = m_place.earlier.rbegin(); words != m_place.earlier.rend(); ++words) {
        if (const SqlWord *word = firstWord(*words))
            return word->lower;
    }
    return false;
}

QString Completer::insertOf(const Candidate &candidate) const
{
    QString text;
    if (candidate.verbatim) {
        const bool keyword = candidate.kind == CompletionKind::Keyword;
        text = keyword && writesLower() ? candidate.name.name.toLower() : candidate.name.name;
    } else {
        const auto quote = [this](const QString &name) {
            return m_place.quoted ? quoteIdentifier(name)
                                  : displayIdentifier(name, m_names.engine());
        };
        text = quote(candidate.name.name);
        if (!candidate.name.schema.isEmpty())
            text = quote(candidate.name.schema) + u'.' + text;
    }
    if (candidate.kind == CompletionKind::Function && !m_place.followed)
        text += candidate.detail == u"()" ? u"()"_s : u"("_s;
    return text;
}

CompletionItem Completer::itemOf(const Candidate &candidate) const
{
    CompletionItem item;
    item.kind = candidate.kind;
    item.name = candidate.name.schema.isEmpty()
                    ? candidate.name.name
                    : candidate.name.schema + u'.' + candidate.name.name;
    item.insert = insertOf(candidate);
    if (candidate.verbatim && candidate.kind == CompletionKind::Keyword)
        item.name = item.insert;
    item.detail = candidate.detail;
    if (candidate.kind == CompletionKind::Table || candidate.kind == CompletionKind::View) {
        const QString kind = completionKindName(candidate.kind);
        item.detail = item.detail.isEmpty() ? kind : kind + u" · "_s + item.detail;
    }
    return item;
}

CompletionAnswer Completer::complete()
{
    if (m_context.qualifier.empty())
        addUnqualified();
    else
        addQualified();
    const auto better = [](const Candidate &a, const Candidate &b) {
        return std::tie(a.fit, a.rank, a.order) < std::tie(b.fit, b.rank, b.order);
    };
    CompletionAnswer answer;
    answer.begin = m_place.begin;
    answer.end = m_place.end;
    // A few more than wanted, since some say the same.
    const auto wanted = static_cast<size_t>(std::max(m_request.limit, 0));
    const size_t sorted = std::min(m_candidates.size(), wanted * 2 + 16);
    std::ranges::partial_sort(m_candidates, m_candidates.begin() + static_cast<qsizetype>(sorted),
                              better);
    QSet<std::pair<int, QString>> seen;
    size_t looked = 0;
    for (; looked < sorted && answer.items.size() < wanted; ++looked) {
        CompletionItem item = itemOf(m_candidates[looked]);
        const std::pair key(static_cast<int>(item.kind), item.insert);
        if (!seen.contains(key)) {
            seen.insert(key);
            answer.items.push_back(std::move(item));
        }
    }
    answer.complete = looked == m_candidates.size();
    return answer;
}

} // namespace

CompletionAnswer completeSql(const CompletionRequest &request, const CompletionNames &names)
{
    const Engine engine = names.data().schema->engine;
    const CursorPlace place = placeOfCursor(request.text, request.cursor, engine);
    CompletionAnswer nothing;
    nothing.begin = place.begin;
    nothing.end = place.end;
    if (place.nowhere)
        return nothing;
    ScriptNames script(names.data());
    for (const QByteArray &text : request.before) {
        for (const SqlWords &statement : statementsOf(text, engine))
            followStatement(statement, script);
    }
    for (const SqlWords &statement : place.earlier)
        followStatement(statement, script);
    return Completer(request, place, script).complete();
}

} // namespace tidemark
