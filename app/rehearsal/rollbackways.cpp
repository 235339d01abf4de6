// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/oldversion.h"
#include "rehearsal/restorepass.h"
#include "rehearsal/trafficloss.h"
#include "rehearsal/verdict.h"

#include <algorithm>

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
    DataComparison compared =
        moments.dataAfterTraffic.empty()
            ? compareData(moments.dataBefore, moments.dataRestored, {}, moments.samples)
            : compareAfterTraffic({moments.dataBefore, moments.dataAfterUp,
                                   moments.dataAfterTraffic, moments.dataRestored},
                                  {}, moments.samples);
    restore.lost = std::move(compared.differences);
    restore.explained = std::move(compared.explained);
    restore.dataEqual = restore.lost.empty();
    judge(restore);
    const bool customers = std::ranges::any_of(restore.lost, &TableDataDifference::fromTraffic);
    if (moments.dataAfterTraffic.empty())
        addRollbackNote(
            restore, u"restore-loses"_s,
            u"whatever customers write after the backup is lost with it; --traffic shows what "
            "that is"_s);
    else if (customers)
        addRollbackNote(restore, u"restore-loses"_s,
                        u"what customers wrote since the backup is lost: "_s +
                            summaryOf(restore.lost));
}

void judgeCodeOnly(const RollbackMoments &moments, MigrationReport &codeOnly)
{
    const QStringList missed = whatOldVersionMisses(*moments.before, *moments.afterUp);
    codeOnly.schemaDiff = diffSchemas(*moments.before, *moments.afterUp);
    codeOnly.schema = missed.isEmpty() ? SchemaOutcome::Equal : SchemaOutcome::Different;
    DataComparison compared =
        compareData(moments.dataBefore, moments.dataAfterUp, moments.volatility, moments.samples);
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
    if (missed.isEmpty())
        codeOnly.reason = u"The old version finds all that it knows."_s;
    else
        codeOnly.reason =
            u"The old version meets another schema: "_s + missed.mid(0, missesShown).join(u"; "_s) +
            (missed.size() > missesShown ? u"; and %1 more"_s.arg(missed.size() - missesShown)
                                         : QString()) +
            u'.';
    if (!codeOnly.lost.empty())
        codeOnly.reason += u" What the up took stays away: "_s + summaryOf(codeOnly.lost) + u'.';
    for (const QString &one : missed.mid(0, missesShown))
        addRollbackNote(codeOnly, u"old-version-misses"_s, u"for the old version "_s + one);
    addRollbackNote(codeOnly, u"code-only-keeps"_s, u"what customers wrote since stays"_s);
}

} // namespace tidemark
