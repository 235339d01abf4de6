// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/verdict.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString counted(qint64 count, const QString &one, const QString &many)
{
    return count == 1 ? u"1 "_s + one : QString::number(count) + u' ' + many;
}

QString wordsOf(const Difference &difference)
{
    QString text = difference.kind + u' ' + difference.object;
    switch (difference.change) {
    case Difference::Change::Missing:
        return text + u" is missing"_s;
    case Difference::Change::Extra:
        return text + u" is left behind"_s;
    case Difference::Change::Changed:
        break;
    }
    return text + u": "_s + difference.detail();
}

QString wordsOf(const TableDataDifference &table)
{
    QStringList parts;
    const qint64 lost = table.rowsLost < 0 ? table.rowsBefore - table.rowsAfter : table.rowsLost;
    if (lost > 0)
        parts += counted(lost, u"row lost"_s, u"rows lost"_s);
    if (table.rowsChanged > 0)
        parts += counted(table.rowsChanged, u"row changed"_s, u"rows changed"_s);
    if (table.rowsExtra > 0)
        parts += counted(table.rowsExtra, u"row left over"_s, u"rows left over"_s);
    QString text =
        table.table + u": "_s + (parts.isEmpty() ? u"contents changed"_s : parts.join(u", "_s));
    if (!table.changedColumns.isEmpty())
        text += u" ("_s + table.changedColumns.join(u", "_s) + u')';
    return text;
}

/// "a; b; c; and 4 more"
template <typename Items>
QString listOf(const Items &items, int limit)
{
    QStringList parts;
    for (const auto &item : items) {
        if (parts.size() == limit) {
            parts += u"and %1 more"_s.arg(qsizetype(items.size()) - limit);
            break;
        }
        parts += wordsOf(item);
    }
    return parts.join(u"; "_s);
}

QString errorWords(const StepEvidence &step)
{
    if (!step.error)
        return u"unknown error"_s;
    QString text = step.error->summary;
    if (step.error->where.isValid())
        text = step.error->where.toString() + u": "_s + text;
    return text;
}

QString emptyDownReason(const MigrationReport &report)
{
    if (report.schema == SchemaOutcome::Equal && report.dataEqual.value_or(true))
        return u"The down has no statement, and there was nothing to undo."_s;
    QStringList left;
    if (!report.schemaDiff.isEmpty())
        left += summaryOf(report.schemaDiff);
    if (!report.lost.empty())
        left += summaryOf(report.lost);
    QString text = u"The down has no statement and leaves behind what the up did: "_s +
                   left.join(u"; "_s) + u'.';
    if (report.redo.state == StepEvidence::State::Failed)
        text += u" Running the up again fails: "_s + errorWords(report.redo) + u'.';
    return text;
}

struct Judgement
{
    Verdict verdict;
    QString reason;
};

Judgement judgeBack(const MigrationReport &report)
{
    const SchemaOutcome schema = report.schema.value_or(SchemaOutcome::Equal);
    if (schema == SchemaOutcome::Different) {
        QString reason =
            u"The down leaves another schema: "_s + summaryOf(report.schemaDiff) + u'.';
        if (!report.lost.empty())
            reason += u" Data: "_s + summaryOf(report.lost) + u'.';
        if (report.redo.state == StepEvidence::State::Failed)
            reason += u" The second up fails: "_s + errorWords(report.redo) + u'.';
        return {Verdict::Differs, reason};
    }
    if (!report.dataEqual.value_or(true)) {
        return {Verdict::LosesData,
                u"The schema comes back, the data does not: "_s + summaryOf(report.lost) + u'.'};
    }
    if (report.redo.state == StepEvidence::State::Failed)
        return {Verdict::RedoFails, u"The second up fails: "_s + errorWords(report.redo) + u'.'};
    if (report.redoSchema == SchemaOutcome::Different) {
        return {Verdict::RedoDiffers, u"The second up gives another schema than the first: "_s +
                                          summaryOf(report.redoDiff) + u'.'};
    }
    const QString embedsTime =
        report.redoSchema == SchemaOutcome::Volatile
            ? u" Its up embeds the time or a random value, so two runs of it differ."_s
            : QString();
    if (schema == SchemaOutcome::Reordered || report.redoSchema == SchemaOutcome::Reordered) {
        return {Verdict::Reorders, u"All comes back but the order of columns: "_s +
                                       summaryOf(report.schemaDiff) + u'.' + embedsTime};
    }
    return {Verdict::Reversible, u"Schema and data come back."_s + embedsTime};
}

Judgement judgementOf(const MigrationReport &report)
{
    using State = StepEvidence::State;
    if (report.up.state == State::None)
        return {Verdict::NotRun, report.reason};
    if (report.up.state == State::Failed)
        return {Verdict::UpFails, u"The up fails: "_s + errorWords(report.up) + u'.'};
    if (report.down.state == State::None)
        return {Verdict::NoDown, u"There is no down script."_s};
    if (report.down.state == State::Empty)
        return {Verdict::EmptyDown, emptyDownReason(report)};
    if (report.down.state == State::Failed)
        return {Verdict::DownFails, u"The down fails: "_s + errorWords(report.down) + u'.'};
    return judgeBack(report);
}

} // namespace

QString summaryOf(const SchemaDiff &diff, int limit)
{
    return listOf(diff.differences, limit);
}

QString summaryOf(const std::vector<TableDataDifference> &differences, int limit)
{
    return listOf(differences, limit);
}

void judge(MigrationReport &report)
{
    Judgement judgement = judgementOf(report);
    report.verdict = judgement.verdict;
    report.reason = std::move(judgement.reason);
}

} // namespace tidemark
