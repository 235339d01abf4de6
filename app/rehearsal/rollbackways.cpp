// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/oldversion.h"
#include "rehearsal/restorepass.h"
#include "rehearsal/trafficloss.h"
#include "rehearsal/verdict.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype missesShown = 12;

SchemaOutcome outcomeOf(const SchemaDiff &diff)
{
    return diff.isEmpty()     ? SchemaOutcome::Equal
           : diff.onlyOrder() ? SchemaOutcome::Reordered
                              : SchemaOutcome::Different;
}

void sayWhatCustomersLose(const RollbackMoments &moments, MigrationReport &restore)
{
    const auto say = [&restore](const QString &text) {
        addRollbackNote(restore, u"restore-loses"_s, text);
    };
    std::vector<TableDataDifference> theirs = restore.lost;
    std::erase_if(theirs, [](const TableDataDifference &one) { return !one.fromTraffic; });
    if (moments.trafficFailed) {
        restore.reason += u" What customers lose was not seen: the traffic failed."_s;
        say(u"whatever customers write after the backup is lost with it; what that is was not "
            "seen, since the traffic failed"_s);
    } else if (moments.dataAfterTraffic.empty())
        say(u"whatever customers write after the backup is lost with it; --traffic shows what "
            "that is"_s);
    else if (!theirs.empty())
        say(u"what customers wrote since the backup is lost: "_s + summaryOf(theirs));
}

} // namespace

void addRollbackNote(MigrationReport &report, const QString &code, const QString &message)
{
    Finding finding;
    finding.severity = Finding::Severity::Note;
    finding.code = code;
    finding.message = message;
    report.findings.push_back(finding);
}

void judgeRestore(const RollbackMoments &moments, MigrationReport &restore)
{
    if (!moments.restored) {
        judge(restore);
        return;
    }
    restore.schemaDiff = diffSchemas(*moments.before, *moments.restored);
    restore.schema = outcomeOf(restore.schemaDiff);
    const TrafficMoments traffic{moments.dataBefore, moments.dataAfterUp, moments.dataAfterTraffic,
                                 moments.dataRestored};
    DataComparison compared =
        moments.dataAfterTraffic.empty()
            ? compareData(moments.dataBefore, moments.dataRestored, {}, moments.samples)
            : compareAfterTraffic(traffic, {}, moments.samples);
    // The backup is from before the traffic, so a table's digest as a whole is as it was.
    std::ranges::move(writesToLargeTables(traffic), std::back_inserter(compared.differences));
    restore.lost = std::move(compared.differences);
    restore.explained = std::move(compared.explained);
    restore.dataEqual = restore.lost.empty();
    judge(restore);
    sayWhatCustomersLose(moments, restore);
}

void judgeCodeOnly(const RollbackMoments &moments, MigrationReport &codeOnly)
{
    const QStringList missed = whatOldVersionMisses(*moments.before, *moments.afterUp);
    codeOnly.schemaDiff = diffSchemas(*moments.before, *moments.afterUp);
    codeOnly.schema = missed.isEmpty() ? SchemaOutcome::Equal : SchemaOutcome::Different;
    Volatility volatility = moments.volatility;
    volatility.between = &moments.dataAfterUp;
    DataComparison compared =
        compareData(moments.dataBefore, moments.dataAfterUp, volatility, moments.samples);
    codeOnly.lost = std::move(compared.differences);
    std::erase_if(codeOnly.lost, [](const TableDataDifference &difference) {
        return difference.rowsLost == 0 && difference.rowsChanged == 0 &&
               difference.changedColumns.isEmpty();
    });
    codeOnly.explained = std::move(compared.explained);
    codeOnly.dataEqual = codeOnly.lost.empty();
    codeOnly.verdict = !missed.isEmpty()        ? Verdict::Differs
                       : !codeOnly.lost.empty() ? Verdict::LosesData
                                                : Verdict::Reversible;
    // Triggers and rules are code: only who writes sees what they refuse.
    const bool refused = moments.trafficFailed && moments.trafficOfOldVersion;
    if (refused && codeOnly.verdict != Verdict::LosesData)
        codeOnly.verdict = Verdict::Differs;
    if (missed.isEmpty())
        codeOnly.reason = u"The old version finds all that it knows."_s;
    else
        codeOnly.reason =
            u"The old version meets another schema: "_s + missed.mid(0, missesShown).join(u"; "_s) +
            (missed.size() > missesShown ? u"; and %1 more"_s.arg(missed.size() - missesShown)
                                         : QString()) +
            u'.';
    if (refused) {
        codeOnly.reason += u" The new schema refuses what the old version writes: "_s +
                           moments.trafficError + u'.';
        addRollbackNote(codeOnly, u"old-version-refused"_s,
                        u"the traffic runs on the old schema, and on the new one it fails: "_s +
                            moments.trafficError);
    }
    if (!codeOnly.lost.empty())
        codeOnly.reason += u" What the up took stays away: "_s + summaryOf(codeOnly.lost) + u'.';
    for (const QString &one : missed.mid(0, missesShown))
        addRollbackNote(codeOnly, u"old-version-misses"_s, u"for the old version "_s + one);
    addRollbackNote(codeOnly, u"code-only-keeps"_s, u"what customers wrote since stays"_s);
}

} // namespace tidemark
