// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/timelinefilter.h"

#include "workbench/timelinelint.h"

#include <QCollator>
#include <QLocale>
#include <QStringList>

#include <algorithm>
#include <string_view>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

struct Term
{
    enum class Where { Anywhere, Name, Text, State, Author, Lint };
    Where where = Where::Anywhere;
    int column = -1; ///< only the state in this environment
    QString text;    ///< case folded
    QString atWord;  ///< the same, at the beginning of a word
    QByteArray bytes;
};

Term termOf(const QString &word, const TimelineSnapshot &snapshot)
{
    Term term;
    const qsizetype colon = word.indexOf(u':');
    const QString prefix = word.first(std::max<qsizetype>(colon, 0));
    QString rest = word.mid(colon + 1);
    static const std::pair<QLatin1StringView, Term::Where> places[] = {
        {"name"_L1, Term::Where::Name},
        {"text"_L1, Term::Where::Text},
        {"state"_L1, Term::Where::State},
        {"author"_L1, Term::Where::Author},
        {"lint"_L1, Term::Where::Lint}};
    const auto place = std::ranges::find_if(places, [&](const auto &each) {
        return prefix.compare(each.first, Qt::CaseInsensitive) == 0;
    });
    if (colon > 0 && place != std::end(places))
        term.where = place->second;
    else if (colon > 0)
        term.column = snapshot.columnOf(prefix);
    if (colon <= 0 || (place == std::end(places) && term.column < 0))
        rest = word;
    term.text = rest.toCaseFolded();
    term.atWord = u' ' + term.text;
    term.bytes = term.text.toUtf8();
    return term;
}

bool contains(const QByteArray &text, const QByteArray &part)
{
    return std::string_view(text.data(), size_t(text.size()))
               .find(std::string_view(part.data(), size_t(part.size()))) != std::string_view::npos;
}

class Matcher
{
public:
    Matcher(const TimelineSnapshot &snapshot, const QString &filter)
        : m_snapshot(snapshot)
    {
        for (const QString &word : filter.split(u' ', Qt::SkipEmptyParts)) {
            const Term term = termOf(word, snapshot);
            // "lint:" alone is everything that it has to say.
            if (!term.text.isEmpty() || term.where == Term::Where::Lint)
                m_terms.push_back(term);
        }
        for (int state = 0; state <= int(MigrationState::Skipped); ++state)
            m_stateWords.push_back(u' ' + describe(MigrationState(state)).toCaseFolded());
    }

    bool matches(int row) const
    {
        return std::ranges::all_of(m_terms, [&](const Term &term) { return matches(row, term); });
    }

private:
    bool matches(int row, const Term &term) const
    {
        if (term.column >= 0)
            return matchesState(row, m_snapshot.columns[size_t(term.column)], term);
        switch (term.where) {
        case Term::Where::Name:
            return matchesName(row, term);
        case Term::Where::Text:
            return matchesText(row, term);
        case Term::Where::State:
            return matchesAnyState(row, term);
        case Term::Where::Author:
            return matchesAuthor(row, term);
        case Term::Where::Lint:
            return matchesLint(row, term);
        case Term::Where::Anywhere:
            break;
        }
        return matchesName(row, term) || matchesAnyState(row, term) || matchesVerdict(row, term) ||
               matchesAuthor(row, term) || matchesText(row, term);
    }

    const TimelineEntry &entry(int row) const { return m_snapshot.entries[size_t(row)]; }

    bool matchesName(int row, const Term &term) const
    {
        return entry(row).version.contains(term.text, Qt::CaseInsensitive) ||
               entry(row).name.contains(term.text, Qt::CaseInsensitive);
    }
    bool matchesText(int row, const Term &term) const
    {
        const int index = entry(row).index;
        return index >= 0 && contains(m_snapshot.files->facts[size_t(index)].text, term.bytes);
    }
    bool matchesAuthor(int row, const Term &term) const
    {
        const auto &author = entry(row).author;
        return author && (author->author.contains(term.text, Qt::CaseInsensitive) ||
                          author->email.contains(term.text, Qt::CaseInsensitive));
    }
    bool matchesVerdict(int row, const Term &term) const
    {
        const TimelineEntry &each = entry(row);
        return (each.verdict && each.verdict->label.contains(term.text, Qt::CaseInsensitive)) ||
               (each.noDown && u"no down"_s.contains(term.text)) ||
               (each.emptyDown && u"empty down"_s.contains(term.text));
    }
    /// The rule's id.
    bool matchesLint(int row, const Term &term) const
    {
        if (!m_snapshot.lint || entry(row).lintErrors + entry(row).lintWarnings == 0)
            return false;
        const auto findings = m_snapshot.lint->findings.constFind(entry(row).id);
        return findings != m_snapshot.lint->findings.cend() &&
               std::ranges::any_of(*findings, [&](const LintFinding &finding) {
                   return finding.level >= LintLevel::Warning && finding.rule.contains(term.text);
               });
    }
    bool matchesState(int row, const TimelineColumn &column, const Term &term) const
    {
        const auto state = column.cells.empty() ? std::nullopt : column.cells[size_t(row)].state;
        return state && m_stateWords[qsizetype(*state)].contains(term.atWord);
    }
    bool matchesAnyState(int row, const Term &term) const
    {
        return std::ranges::any_of(m_snapshot.columns, [&](const TimelineColumn &column) {
            return matchesState(row, column, term);
        });
    }

    const TimelineSnapshot &m_snapshot;
    std::vector<Term> m_terms;
    QStringList m_stateWords;
};

int urgency(MigrationState state)
{
    switch (state) {
    case MigrationState::Failed:
        return 0;
    case MigrationState::Missing:
        return 1;
    case MigrationState::Changed:
        return 2;
    case MigrationState::OutOfOrder:
        return 3;
    case MigrationState::Pending:
        return 4;
    case MigrationState::Applied:
        return 5;
    case MigrationState::Covered:
    case MigrationState::Skipped:
        break;
    }
    return 6;
}

void sortByName(std::vector<int> &rows, const TimelineSnapshot &snapshot)
{
    // Names of migrations are words of programmers, whatever the desktop speaks.
    QCollator collator{QLocale(QLocale::English)};
    collator.setNumericMode(true);
    std::vector<std::pair<QCollatorSortKey, int>> keys;
    keys.reserve(rows.size());
    for (const int row : rows)
        keys.emplace_back(collator.sortKey(snapshot.entries[size_t(row)].name), row);
    std::ranges::stable_sort(keys, [](const auto &a, const auto &b) { return a.first < b.first; });
    for (size_t i = 0; i < rows.size(); ++i)
        rows[i] = keys[i].second;
}

void sortByState(std::vector<int> &rows, const TimelineSnapshot &snapshot,
                 const QString &environment)
{
    const int column = snapshot.columnOf(environment);
    if (column < 0 || snapshot.columns[size_t(column)].cells.empty())
        return;
    const auto &cells = snapshot.columns[size_t(column)].cells;
    std::ranges::stable_sort(rows, {}, [&](int row) {
        const auto state = cells[size_t(row)].state;
        return state ? urgency(*state) : 7;
    });
}

} // namespace

std::vector<int> shownRows(const TimelineSnapshot &snapshot, const TimelineView &view,
                           std::stop_token stop)
{
    const Matcher matcher(snapshot, view.filter);
    std::vector<int> rows;
    rows.reserve(snapshot.entries.size());
    for (int row = int(snapshot.entries.size()) - 1; row >= 0 && !stop.stop_requested(); --row) {
        if (matcher.matches(row))
            rows.push_back(row);
    }
    if (view.order == TimelineView::Order::Name)
        sortByName(rows, snapshot);
    else if (view.order == TimelineView::Order::State)
        sortByState(rows, snapshot, view.environment);
    if (view.reversed)
        std::ranges::reverse(rows);
    return rows;
}

} // namespace tidemark
