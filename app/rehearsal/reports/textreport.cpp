// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/textreport.h"

#include "rehearsal/reports/wording.h"

#include <QFileInfo>

#include <algorithm>
#include <span>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr int maxVersion = 24;
constexpr int minName = 16;
constexpr int maxName = 56;
constexpr int verdictWidth = 12; // "redo differs" is the longest
constexpr int timeWidth = 8;
constexpr int labelWidth = 10; // of the evidence: "  schema  "

/// Everything that is written for one report; lines are collected as text, colours included.
class TextReport
{
public:
    TextReport(const RehearsalReport &report, const TextOptions &options)
        : m_report(report)
        , m_options(options)
    {
    }

    QByteArray write();

private:
    enum class Style { Plain, Bold, Muted, Good, Neutral, Caution, Bad };

    QString styled(const QString &text, Style style) const;
    static Style styleOf(Tone tone);
    static QChar symbolOf(const MigrationReport &migration);

    void line(const QString &text = {}) { m_text += text + u'\n'; }
    void wrapped(const QString &text, int indent, Style style);
    void evidence(const QString &label, const QString &text, Style style = Style::Bold);
    void more(const QString &text);

    void writeHead();
    void writeList();
    void writeDetails(const MigrationReport &migration);
    void writeErrors(const MigrationReport &migration);
    void writeDifferences(const QString &label, const SchemaDiff &diff, const QString &extra);
    void writeData(const QString &label, const std::vector<TableDataDifference> &differences);
    void writeFindings(const std::vector<Finding> &findings);
    void writeFoot();

    const RehearsalReport &m_report;
    const TextOptions &m_options;
    QString m_text;
};

QString TextReport::styled(const QString &text, Style style) const
{
    if (!m_options.colour || style == Style::Plain)
        return text;
    QString code;
    switch (style) {
    case Style::Plain:
        break;
    case Style::Bold:
        code = u"1"_s;
        break;
    case Style::Muted:
        code = u"2"_s;
        break;
    case Style::Good:
        code = u"32"_s;
        break;
    case Style::Neutral:
        code = u"36"_s;
        break;
    case Style::Caution:
        code = u"33"_s;
        break;
    case Style::Bad:
        code = u"31"_s;
        break;
    }
    return u"\x1b[%1m%2\x1b[0m"_s.arg(code, text);
}

TextReport::Style TextReport::styleOf(Tone tone)
{
    switch (tone) {
    case Tone::Good:
        return Style::Good;
    case Tone::Neutral:
        return Style::Neutral;
    case Tone::Caution:
        return Style::Caution;
    case Tone::Bad:
        return Style::Bad;
    }
    return Style::Neutral;
}

QChar TextReport::symbolOf(const MigrationReport &migration)
{
    if (migration.verdict == Verdict::NotRun)
        return u'·';
    switch (toneOf(migration)) {
    case Tone::Good:
        return u'✓';
    case Tone::Neutral:
        return u'~';
    case Tone::Caution:
        return u'!';
    case Tone::Bad:
        return u'✗';
    }
    return u' ';
}

/// Words are kept whole; every line begins after `indent` spaces.
void TextReport::wrapped(const QString &text, int indent, Style style)
{
    const QString margin(indent, u' ');
    if (m_options.width <= indent + 20) {
        line(margin + styled(text, style));
        return;
    }
    QString current;
    for (const QString &word : text.split(u' ', Qt::SkipEmptyParts)) {
        if (!current.isEmpty() && indent + current.size() + 1 + word.size() > m_options.width) {
            line(margin + styled(current, style));
            current.clear();
        }
        current += current.isEmpty() ? word : u' ' + word;
    }
    if (!current.isEmpty())
        line(margin + styled(current, style));
}

void TextReport::evidence(const QString &label, const QString &text, Style style)
{
    line(u"    "_s + styled(label.leftJustified(labelWidth), Style::Muted) + styled(text, style));
}

/// A further line below evidence().
void TextReport::more(const QString &text)
{
    wrapped(text, 4 + labelWidth, Style::Muted);
}

void TextReport::writeHead()
{
    QStringList facts{m_report.serverVersion.isEmpty() ? engineLabel(m_report.engine)
                                                       : m_report.serverVersion,
                      m_report.convention};
    facts += modeLabel(m_report.mode);
    if (!m_report.sandbox.isEmpty())
        facts += m_report.sandbox;
    if (m_report.fill > 0)
        facts += countOf(m_report.fill, u"row in each table"_s, u"rows in each table"_s);
    const bool ways = m_report.mode == u"restore" && !m_report.migrations.empty();
    const auto count =
        ways ? m_report.migrations.front().members.size() : qsizetype(m_report.migrations.size());
    line(styled(u"Rehearsal of "_s + countOf(count, u"migration"_s, u"migrations"_s), Style::Bold) +
         styled(u"  "_s + oneLine(facts.join(u" · "_s)), Style::Muted));
    line();
}

void TextReport::writeList()
{
    qsizetype versionWidth = 0;
    qsizetype nameWidth = minName;
    const auto measure = [&](const MigrationReport &migration) {
        versionWidth = std::max(versionWidth, migration.version.size());
        nameWidth = std::max(nameWidth, migration.name.size());
    };
    std::ranges::for_each(m_report.migrations, measure);
    std::ranges::for_each(m_report.groups, measure);
    versionWidth = std::min<qsizetype>(versionWidth, maxVersion);
    nameWidth = std::min<qsizetype>(nameWidth, maxName);
    if (m_options.width > 0) {
        const qsizetype left = m_options.width - 8 - versionWidth - verdictWidth - timeWidth;
        nameWidth = std::clamp<qsizetype>(nameWidth, minName, std::max<qsizetype>(left, minName));
    }

    const auto row = [&](const MigrationReport &migration) {
        const Style style = styleOf(toneOf(migration));
        const QString time =
            migration.verdict == Verdict::NotRun ? QString() : durationText(totalMs(migration));
        line(u"  "_s + styled(QString(symbolOf(migration)), style) + u' ' +
             styled(oneLine(migration.version, versionWidth).leftJustified(versionWidth),
                    Style::Muted) +
             u"  "_s + oneLine(migration.name, nameWidth).leftJustified(nameWidth) + u"  "_s +
             styled(verdictLabel(migration.verdict).leftJustified(verdictWidth), style) +
             styled(time.rightJustified(timeWidth), Style::Muted));
    };
    std::ranges::for_each(m_report.migrations, row);
    if (m_report.groups.empty())
        return;
    line();
    line(u"  "_s + styled(u"Steps of one change, rolled back as one:"_s, Style::Muted));
    std::ranges::for_each(m_report.groups, row);
}

void TextReport::writeErrors(const MigrationReport &migration)
{
    for (const NamedStep &named : stepsOf(migration)) {
        if (!named.step->error)
            continue;
        const Error &error = *named.step->error;
        evidence(named.name, oneLine(errorHeadline(*named.step), 400), Style::Bad);
        for (const QString &detail : error.detail.split(u'\n', Qt::SkipEmptyParts))
            more(oneLine(detail, 400));
        if (!error.hint.isEmpty())
            more(u"hint: "_s + oneLine(error.hint, 400));
    }
}

/// `extra` is what is said of an object that only the second schema has.
void TextReport::writeDifferences(const QString &label, const SchemaDiff &diff,
                                  const QString &extra)
{
    constexpr size_t shown = 12;
    QString first = label;
    for (size_t i = 0; i < std::min(shown, diff.differences.size()); ++i) {
        const Difference &difference = diff.differences[i];
        const QString fate = difference.change == Difference::Change::Missing ? u" is missing"_s
                             : difference.change == Difference::Change::Extra ? extra
                                                                              : QString();
        evidence(first, oneLine(difference.kind + u' ' + difference.object + fate));
        const QString detail = difference.detail();
        if (!detail.isEmpty())
            more(oneLine(detail));
        first.clear();
    }
    if (diff.differences.size() > shown)
        more(u"and %1 more"_s.arg(diff.differences.size() - shown));
}

QString cellText(const QString &cell)
{
    return cell.isNull() ? u"NULL"_s : oneLine(cell, 60);
}

/// A changed row shows what changed, one that is gone or too many shows all its values.
QString sampleText(const TableDataDifference &difference, const RowSample &sample)
{
    QStringList parts;
    for (qsizetype i = 0; i < difference.columns.size(); ++i) {
        const bool hasBefore = i < sample.before.size();
        const bool hasAfter = i < sample.after.size();
        if (hasBefore && hasAfter) {
            const bool same = sample.before[i] == sample.after[i] &&
                              sample.before[i].isNull() == sample.after[i].isNull();
            if (!same)
                parts += u"%1 %2 → %3"_s.arg(difference.columns[i], cellText(sample.before[i]),
                                             cellText(sample.after[i]));
        } else if (hasBefore || hasAfter) {
            const QString &cell = hasBefore ? sample.before[i] : sample.after[i];
            parts += difference.columns[i] + u' ' + cellText(cell);
        }
    }
    const QString fate = sample.after.isEmpty()    ? u"lost: "_s
                         : sample.before.isEmpty() ? u"too many: "_s
                                                   : QString();
    // All values of a row that is gone or too many are there, its key among them.
    const QString key =
        sample.key.isEmpty() || !fate.isEmpty() ? QString() : sample.key.join(u", "_s) + u": "_s;
    return oneLine(fate + key + parts.join(u", "_s), 200);
}

void TextReport::writeData(const QString &label,
                           const std::vector<TableDataDifference> &differences)
{
    QString first = label;
    for (const TableDataDifference &difference : differences) {
        const QString origin = difference.fromTraffic ? u", written by the traffic"_s : QString();
        evidence(first, oneLine(difference.table + u": "_s + dataSummary(difference) + origin));
        for (const RowSample &sample : difference.samples)
            more(sampleText(difference, sample));
        first.clear();
    }
}

void TextReport::writeFindings(const std::vector<Finding> &findings)
{
    for (const Finding &finding : findings) {
        const QString place = finding.where.toString();
        evidence(u"note"_s,
                 oneLine(place.isEmpty() ? finding.message : place + u": "_s + finding.message));
        if (!finding.hint.isEmpty())
            more(oneLine(finding.hint));
    }
}

void TextReport::writeDetails(const MigrationReport &migration)
{
    const Style style = styleOf(toneOf(migration));
    line();
    line(u"  "_s + styled(QString(symbolOf(migration)), style) + u' ' +
         styled(oneLine((migration.version + u' ' + migration.name).trimmed()), Style::Bold) +
         u": "_s + styled(verdictLabel(migration.verdict), style));
    wrapped(oneLine(leadSentence(migration), 600), 4, Style::Plain);
    writeErrors(migration);
    writeDifferences(u"schema"_s, migration.schemaDiff, u" is left behind"_s);
    writeDifferences(u"up again"_s, migration.redoDiff, u" is there only now"_s);
    writeData(u"data"_s, migration.lost);
    if (migration.redoSchema == SchemaOutcome::Volatile)
        evidence(u"up again"_s, u"its up embeds the time or a random value"_s);
    if (migration.verifyPassedAfterDown.value_or(false))
        evidence(u"verify"_s, u"still passes after the down: it proves nothing"_s);
    if (migration.history) {
        for (const QString &difference : migration.history->differences)
            evidence(u"history"_s, oneLine(difference, 400), Style::Bad);
    }
    writeFindings(migration.findings);
}

void TextReport::writeFoot()
{
    line();
    constexpr size_t shown = 20;
    for (const Finding &finding :
         std::span(m_report.findings).first(std::min(shown, m_report.findings.size()))) {
        const QString place = finding.where.toString();
        line(styled(u"  note: "_s, Style::Caution) +
             oneLine(place.isEmpty() ? finding.message : place + u": "_s + finding.message));
    }
    if (m_report.findings.size() > shown)
        line(u"  and %1 more notes"_s.arg(m_report.findings.size() - shown));
    if (!m_report.notCompared.empty()) {
        QStringList kinds;
        for (const NotCompared &kind : m_report.notCompared)
            kinds += u"%1 (%2)"_s.arg(kind.kind).arg(kind.count);
        line(u"  "_s + styled(u"not compared: "_s + kinds.join(u", "_s), Style::Muted));
    }

    const auto good = std::ranges::count_if(m_report.migrations,
                                            [](const MigrationReport &m) { return isGood(m); });
    const auto all = static_cast<qsizetype>(m_report.migrations.size());
    QString sentence = u"%1 of %2 rollbacks bring everything back"_s.arg(good).arg(all);
    if (m_report.cancelled)
        sentence += u"; stopped before the end"_s;
    line(u"  "_s + verdictSummary(m_report));
    line(u"  "_s + styled(sentence, good == all ? Style::Good : Style::Bold) +
         styled(u"  %1, %2 of it SQL"_s.arg(durationText(m_report.seconds * 1000),
                                            durationText(m_report.sqlSeconds * 1000)),
                Style::Muted));
}

QByteArray TextReport::write()
{
    writeHead();
    writeList();
    if (m_options.details) {
        const auto details = [this](const MigrationReport &migration) {
            const bool historyDiffers =
                migration.history && !migration.history->differences.isEmpty();
            if (migration.verdict != Verdict::Reversible || !migration.findings.empty() ||
                historyDiffers)
                writeDetails(migration);
        };
        std::ranges::for_each(m_report.migrations, details);
        std::ranges::for_each(m_report.groups, details);
    }
    writeFoot();
    return m_text.toUtf8();
}

} // namespace

QByteArray writeText(const RehearsalReport &report, const TextOptions &options)
{
    return TextReport(report, options).write();
}

} // namespace tidemark
