// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/html/evidence.h"

#include "rehearsal/reports/html/markup.h"
#include "rehearsal/reports/wording.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark::html {

namespace {

/// More of a kind than this in one migration is named by number: the page stays usable.
constexpr size_t shownDifferences = 200;
constexpr size_t shownStatements = 200;
constexpr size_t shownTables = 50;

QString section(const QString &title, const QString &inner)
{
    return inner.isEmpty() ? QString()
                           : element(u"section"_s, {}, element(u"h3"_s, {}, title) + inner);
}

QString andMore(size_t all, size_t shown)
{
    return all <= shown ? QString()
                        : element(u"p"_s, u"muted"_s, u"and %1 more"_s.arg(all - shown));
}

QString errorBox(const NamedStep &named)
{
    const Error &error = *named.step->error;
    QString inner = element(
        u"p"_s, u"place"_s,
        element(u"b"_s, {}, escaped(named.name)) + u' ' + code(error.where.toString()) +
            (error.sqlState.isEmpty()
                 ? QString()
                 : element(u"span"_s, u"muted"_s, u" SQLSTATE "_s + escaped(error.sqlState))));
    inner += element(u"p"_s, u"message"_s, escaped(error.summary));
    if (!error.detail.isEmpty())
        inner += element(u"pre"_s, {}, escaped(error.detail));
    if (!error.hint.isEmpty())
        inner += element(u"p"_s, u"muted"_s, u"Hint: "_s + escaped(error.hint));
    return element(u"div"_s, u"error"_s, inner);
}

QString errors(const MigrationReport &migration)
{
    QString boxes;
    for (const NamedStep &named : stepsOf(migration)) {
        if (named.step->error)
            boxes += errorBox(named);
    }
    return boxes;
}

QString signOf(Difference::Change change)
{
    switch (change) {
    case Difference::Change::Missing:
        return u"−"_s;
    case Difference::Change::Extra:
        return u"+"_s;
    case Difference::Change::Changed:
        return u"~"_s;
    }
    return {};
}

QString differenceItem(const Difference &difference)
{
    const bool changed = difference.change == Difference::Change::Changed;
    const QString word = changeName(difference.change);
    QString head = element(u"span"_s, u"sign"_s, signOf(difference.change)) +
                   element(u"span"_s, u"kind"_s, escaped(difference.kind)) +
                   code(difference.object) +
                   element(u"span"_s, u"muted"_s,
                           changed && !difference.property.isEmpty() ? escaped(difference.property)
                                                                     : escaped(word));
    const auto value = [changed](const QString &tag, const QString &text) {
        if (text.isEmpty() && !changed)
            return QString();
        return element(tag, {}, text.isEmpty() ? u"none"_s : escaped(text));
    };
    QString values;
    if (difference.change != Difference::Change::Extra)
        values += value(u"del"_s, difference.before);
    if (difference.change != Difference::Change::Missing)
        values += value(u"ins"_s, difference.after);
    if (!values.isEmpty())
        values = element(u"div"_s, u"values"_s, values);
    return element(u"li"_s, word, element(u"div"_s, u"head"_s, head) + values);
}

QString differenceList(const SchemaDiff &diff)
{
    if (diff.isEmpty())
        return {};
    QString items;
    const size_t shown = std::min(shownDifferences, diff.differences.size());
    for (size_t i = 0; i < shown; ++i)
        items += differenceItem(diff.differences[i]);
    return element(u"ul"_s, u"differences"_s, items) + andMore(diff.differences.size(), shown);
}

QString cell(const QString &value)
{
    return value.isNull() ? element(u"span"_s, u"null"_s, u"NULL"_s) : escaped(value, 300);
}

/// One row of the table of samples: the value, and for a changed one what it was before.
QString sampleRow(const TableDataDifference &difference, const RowSample &sample)
{
    const bool lost = sample.after.isEmpty();
    const bool extra = sample.before.isEmpty();
    QString cells;
    for (qsizetype i = 0; i < difference.columns.size(); ++i) {
        const QString before = sample.before.value(i);
        const QString after = sample.after.value(i);
        QString inner;
        if (lost || extra)
            inner = cell(lost ? before : after);
        else if (before == after && before.isNull() == after.isNull())
            inner = element(u"span"_s, u"same"_s, cell(before));
        else
            inner =
                element(u"del"_s, {}, cell(before)) + u" → "_s + element(u"ins"_s, {}, cell(after));
        cells += element(u"td"_s, {}, inner);
    }
    const QString fate = lost ? u"lost"_s : extra ? u"too many"_s : u"changed"_s;
    return element(u"tr"_s,
                   lost    ? u"lost"_s
                   : extra ? u"extra"_s
                           : u"changed"_s,
                   element(u"td"_s, u"fate"_s, fate) + cells);
}

QString dataTable(const TableDataDifference &difference)
{
    QString head = code(difference.table) + u' ' + escaped(dataSummary(difference));
    if (difference.fromTraffic)
        head += u", written by the traffic"_s;
    head +=
        element(u"span"_s, u"muted"_s,
                u" · %1 before, %2 after"_s.arg(countOf(difference.rowsBefore, u"row"_s, u"rows"_s),
                                                QString::number(difference.rowsAfter)));
    QString html = element(u"p"_s, {}, head);
    if (!difference.samples.empty()) {
        QString columns = element(u"th"_s, {}, {});
        for (const QString &column : difference.columns)
            columns += element(u"th"_s, {}, escaped(column, 100));
        QString rows;
        for (const RowSample &sample : difference.samples)
            rows += sampleRow(difference, sample);
        html += element(u"div"_s, u"scroll"_s,
                        element(u"table"_s, u"samples"_s,
                                element(u"thead"_s, {}, element(u"tr"_s, {}, columns)) +
                                    element(u"tbody"_s, {}, rows)));
    }
    return html;
}

QString dataTables(const std::vector<TableDataDifference> &differences)
{
    QString html;
    const size_t shown = std::min(shownTables, differences.size());
    for (size_t i = 0; i < shown; ++i)
        html += dataTable(differences[i]);
    return html + andMore(differences.size(), shown);
}

/// What the up moved, or what a clock explains, is background: sentences, no tables of rows.
QString dataSentences(const std::vector<TableDataDifference> &differences)
{
    QString items;
    const size_t shown = std::min(shownTables, differences.size());
    for (size_t i = 0; i < shown; ++i) {
        items +=
            element(u"li"_s, {},
                    code(differences[i].table) + u' ' + escaped(movementSummary(differences[i])));
    }
    return items.isEmpty()
               ? QString()
               : element(u"ul"_s, u"plain"_s, items) + andMore(differences.size(), shown);
}

QString lockChips(const StatementEvidence &statement)
{
    QString chips;
    for (const LockEvidence &lock : statement.locks) {
        QString mode = lock.mode;
        if (mode.endsWith(u"Lock"_s))
            mode.chop(4);
        const bool blocksAll = mode == u"AccessExclusive";
        chips += element(
            u"span"_s, blocksAll ? u"lock strong"_s : u"lock"_s,
            escaped(mode + u' ' + lock.relation + (lock.sampled ? u" (sampled)"_s : QString())));
    }
    for (const QString &relation : statement.rewrites)
        chips += element(u"span"_s, u"lock rewrite"_s, u"rewrites "_s + escaped(relation));
    for (const QString &notice : statement.notices)
        chips += element(u"span"_s, u"lock"_s, escaped(notice, 200));
    return chips;
}

QString statementRow(const StatementEvidence &statement, double longest)
{
    // At least a sliver: it ran.
    const double share = longest > 0 ? std::max(0.5, 100 * statement.ms / longest) : 0.5;
    const QString bar = u"<i style=\"width:%1%\"></i>"_s.arg(share, 0, 'f', 1);
    const QString place = statement.where.line > 0
                              ? u" title=\"%1\""_s.arg(escaped(statement.where.toString()))
                              : QString();
    const QString chips = lockChips(statement);
    return u"<div class=\"statement\"%1>"_s.arg(place) + code(statement.summary, 200) +
           element(u"span"_s, u"bar"_s, bar) +
           element(u"span"_s, u"ms"_s, durationText(statement.ms)) +
           (chips.isEmpty() ? QString() : element(u"span"_s, u"locks"_s, chips)) + u"</div>"_s;
}

QString stepBlock(const NamedStep &named, double longest)
{
    const StepEvidence &step = *named.step;
    QStringList facts;
    if (step.state == StepEvidence::State::Empty)
        facts += u"no statement"_s;
    else if (!step.statements.empty())
        facts +=
            countOf(static_cast<qint64>(step.statements.size()), u"statement"_s, u"statements"_s);
    facts += durationText(step.ms);
    if (step.forcedOutside)
        facts += u"cannot run in a transaction, ran without one"_s;
    else if (step.outsideTransaction)
        facts += u"without a transaction"_s;
    if (step.locksHidden)
        facts += u"locks as in its first run"_s;
    if (step.state == StepEvidence::State::Failed)
        facts += u"failed"_s;
    QString html = element(u"p"_s, u"step"_s,
                           element(u"b"_s, {}, escaped(named.name)) + u' ' +
                               element(u"span"_s, u"muted"_s, facts.join(u" · "_s)));
    const size_t shown = std::min(shownStatements, step.statements.size());
    for (size_t i = 0; i < shown; ++i)
        html += statementRow(step.statements[i], longest);
    return html + andMore(step.statements.size(), shown);
}

QString statements(const MigrationReport &migration)
{
    const std::vector<NamedStep> steps = stepsOf(migration);
    double longest = 0;
    for (const NamedStep &named : steps) {
        for (const StatementEvidence &statement : named.step->statements)
            longest = std::max(longest, statement.ms);
    }
    QString html;
    for (const NamedStep &named : steps)
        html += stepBlock(named, longest);
    return html;
}

QString verifySentence(const MigrationReport &migration)
{
    if (!migration.verifyPassed)
        return {};
    QString text =
        *migration.verifyPassed ? u"It passes after the up."_s : u"It fails after the up."_s;
    if (migration.verifyPassedAfterDown)
        text += *migration.verifyPassedAfterDown
                    ? u" It still passes after the down, so it proves nothing."_s
                    : u" It fails after the down, as it should."_s;
    return element(u"p"_s, {}, text);
}

QString historySentences(const MigrationReport &migration)
{
    QString items;
    if (migration.history) {
        for (const QString &difference : migration.history->differences)
            items += element(u"li"_s, {}, escaped(difference));
    }
    return items.isEmpty() ? QString() : element(u"ul"_s, u"plain"_s, items);
}

QString sequenceList(const QStringList &changes)
{
    QString items;
    for (const QString &change : changes)
        items += element(u"li"_s, {}, code(change));
    return items.isEmpty() ? QString() : element(u"ul"_s, u"plain"_s, items);
}

} // namespace

QString findingsList(const std::vector<Finding> &findings)
{
    QString items;
    for (const Finding &finding : findings) {
        const QString place = finding.where.toString();
        QString inner = place.isEmpty() ? QString() : code(place) + u' ';
        inner += escaped(finding.message);
        if (!finding.hint.isEmpty())
            inner += u' ' + element(u"span"_s, u"muted"_s, escaped(finding.hint));
        items += element(u"li"_s, {}, inner);
    }
    return items.isEmpty() ? QString() : element(u"ul"_s, u"plain"_s, items);
}

QString evidenceOf(const MigrationReport &migration)
{
    const bool onlyOrder = migration.schemaDiff.onlyOrder();
    return errors(migration) +
           section(onlyOrder ? u"Columns in another order"_s
                             : u"Schema: before the up, after the down"_s,
                   differenceList(migration.schemaDiff)) +
           section(u"Lost in the rollback"_s, dataTables(migration.lost)) +
           section(u"Applied again: first up, second up"_s, differenceList(migration.redoDiff)) +
           section(u"What the up moved"_s, dataSentences(migration.moved)) +
           section(u"Explained by clocks, random values or sequences"_s,
                   dataSentences(migration.explained) + sequenceList(migration.sequenceChanges)) +
           section(u"Verify script"_s, verifySentence(migration)) +
           section(u"History table, as its tool keeps it"_s, historySentences(migration)) +
           section(u"Notes"_s, findingsList(migration.findings)) +
           section(u"Statements, time and locks"_s, statements(migration));
}

} // namespace tidemark::html
