// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/wording.h"

#include <QLocale>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace tidemark {

Tone toneOf(const MigrationReport &migration)
{
    switch (migration.verdict) {
    case Verdict::Reversible:
        return Tone::Good;
    case Verdict::Reorders:
    case Verdict::NotRun:
        return Tone::Neutral;
    case Verdict::EmptyDown:
        return isGood(migration) ? Tone::Neutral : Tone::Caution;
    case Verdict::LosesData:
    case Verdict::Differs:
    case Verdict::NoDown:
    case Verdict::RedoDiffers:
        return Tone::Caution;
    case Verdict::DownFails:
    case Verdict::UpFails:
    case Verdict::RedoFails:
        return Tone::Bad;
    }
    return Tone::Neutral;
}

std::map<Verdict, int> countVerdicts(const RehearsalReport &report)
{
    std::map<Verdict, int> counts;
    for (const MigrationReport &migration : report.migrations)
        ++counts[migration.verdict];
    return counts;
}

QString verdictSummary(const RehearsalReport &report)
{
    QStringList parts;
    for (const auto &[verdict, count] : countVerdicts(report))
        parts += QString::number(count) + u' ' + verdictLabel(verdict);
    return parts.join(u", "_s);
}

QString verdictMeaning(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Reversible:
        return u"Schema and data come back, and the second up gives what the first gave."_s;
    case Verdict::LosesData:
        return u"The schema comes back; rows or values do not."_s;
    case Verdict::Differs:
        return u"The down runs and leaves another schema."_s;
    case Verdict::Reorders:
        return u"Everything comes back; only the order of columns is another."_s;
    case Verdict::DownFails:
        return u"The down stops with an error."_s;
    case Verdict::NoDown:
        return u"There is no down script."_s;
    case Verdict::EmptyDown:
        return u"The down has no statement."_s;
    case Verdict::UpFails:
        return u"The up stops with an error."_s;
    case Verdict::RedoFails:
        return u"After the down the up cannot be applied again."_s;
    case Verdict::RedoDiffers:
        return u"Applied again after the down, the up gives another schema."_s;
    case Verdict::NotRun:
        return u"It was not rehearsed."_s;
    }
    return {};
}

QString leadSentence(const MigrationReport &migration)
{
    // Mode restore: nothing was run down, and the reason says what stayed.
    if (migration.id == u"code only" && !migration.reason.isEmpty())
        return migration.reason;
    switch (migration.verdict) {
    case Verdict::LosesData:
    case Verdict::Differs:
    case Verdict::Reorders:
    case Verdict::DownFails:
    case Verdict::UpFails:
    case Verdict::RedoFails:
    case Verdict::RedoDiffers:
        return verdictMeaning(migration.verdict);
    case Verdict::EmptyDown:
        if (!isGood(migration))
            return u"The down has no statement and leaves behind what the up did."_s;
        break;
    default:
        break;
    }
    return migration.reason.isEmpty() ? verdictMeaning(migration.verdict) : migration.reason;
}

QString countOf(qint64 count, const QString &singular, const QString &plural)
{
    QLocale english(QLocale::English, QLocale::UnitedStates);
    return english.toString(count) + u' ' + (count == 1 ? singular : plural);
}

QString durationText(double ms)
{
    if (ms < 10)
        return QString::number(ms, 'f', 1) + u" ms"_s;
    if (ms < 1000)
        return QString::number(ms, 'f', 0) + u" ms"_s;
    if (ms < 60'000)
        return QString::number(ms / 1000, 'f', 1) + u" s"_s;
    const auto seconds = static_cast<qint64>(ms / 1000);
    return u"%1 min %2 s"_s.arg(seconds / 60).arg(seconds % 60);
}

QString modeLabel(const QString &mode)
{
    return mode == u"chain"     ? u"all up, then all down"_s
           : mode == u"restore" ? u"rolled back by a backup, and by the code alone"_s
                                : u"one by one"_s;
}

QString engineLabel(Engine engine)
{
    return engine == Engine::PostgreSql ? u"PostgreSQL"_s : u"SQLite"_s;
}

namespace {

struct RowWords
{
    QString gone;
    QString added;
};

QString rowSummary(const TableDataDifference &difference, const RowWords &words)
{
    const auto rows = [](qint64 count) { return countOf(count, u"row"_s, u"rows"_s); };
    QStringList parts;
    if (difference.rowsLost > 0)
        parts += rows(difference.rowsLost) + u' ' + words.gone;
    if (difference.rowsChanged > 0) {
        QString changed = rows(difference.rowsChanged) + u" changed"_s;
        if (!difference.changedColumns.isEmpty())
            changed += u" (%1)"_s.arg(difference.changedColumns.join(u", "_s));
        parts += changed;
    }
    if (difference.rowsExtra > 0)
        parts += rows(difference.rowsExtra) + u' ' + words.added;
    if (!parts.isEmpty())
        return parts.join(u", "_s);
    if (difference.rowsBefore != difference.rowsAfter)
        return u"%1 before, %2 after"_s.arg(rows(difference.rowsBefore),
                                            rows(difference.rowsAfter));
    return u"contents differ"_s;
}

} // namespace

QString dataSummary(const TableDataDifference &difference)
{
    return rowSummary(difference, {u"lost"_s, u"too many"_s});
}

QString movementSummary(const TableDataDifference &difference)
{
    return rowSummary(difference, {u"removed"_s, u"added"_s});
}

QString errorHeadline(const StepEvidence &step)
{
    if (!step.error)
        return {};
    const QString place = step.error->where.toString();
    return place.isEmpty() ? step.error->summary : place + u": "_s + step.error->summary;
}

std::vector<NamedStep> stepsOf(const MigrationReport &migration)
{
    std::vector<NamedStep> steps;
    const auto add = [&steps](const QString &name, const StepEvidence &step) {
        if (step.state != StepEvidence::State::None)
            steps.push_back({name, &step});
    };
    add(u"up"_s, migration.up);
    add(u"down"_s, migration.down);
    add(u"up again"_s, migration.redo);
    return steps;
}

double totalMs(const MigrationReport &migration)
{
    return migration.up.ms + migration.down.ms + migration.redo.ms;
}

QString printable(const QString &text)
{
    QString result = text;
    for (qsizetype i = 0; i < result.size(); ++i) {
        const QChar c = result.at(i);
        if (c.isHighSurrogate() && i + 1 < result.size() && result.at(i + 1).isLowSurrogate()) {
            ++i;
            continue;
        }
        const bool control = c < u' ' && c != u'\t' && c != u'\n';
        if (control || c.isSurrogate() || c == QChar(0x7f) || c >= QChar(0xfffe))
            result[i] = QChar::ReplacementCharacter;
    }
    return result;
}

QString oneLine(const QString &text, qsizetype limit)
{
    // Cut before the rest is looked at: a value can be megabytes.
    QString line = printable(text.left(limit * 4).simplified());
    if (line.size() > limit || text.size() > limit * 4) {
        line.truncate(limit - 1);
        if (!line.isEmpty() && line.back().isHighSurrogate())
            line.chop(1);
        line += u'…';
    }
    return line;
}

} // namespace tidemark
