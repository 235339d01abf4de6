// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"

#include "database/session.h"
#include "migrations/conventions/conventions.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

Result<void> HistoryStore::markStarted(Session &, const Migration &, bool) const
{
    return {};
}

Result<void> HistoryStore::markFailed(Session &, const Migration &, bool, const RunFacts &) const
{
    return {};
}

std::span<const Convention *const> conventions()
{
    static const std::array table = {
        &sqitchConvention(),     &dbmateConvention(),        &gooseConvention(),
        &sqlMigrateConvention(), &flywayConvention(),        &dieselConvention(),
        &popxConvention(),       &golangMigrateConvention(), &sqlxConvention(),
        &plainConvention(),      &nodePgMigrateConvention(),
    };
    return table;
}

const Convention *findConvention(const QString &id)
{
    const auto all = conventions();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Convention *convention) {
        return convention->id().compare(id, Qt::CaseInsensitive) == 0;
    });
    return found == all.end() ? nullptr : *found;
}

namespace {

struct Candidate
{
    const Convention *convention;
    int certainty;
};

/// Below this a folder is only a possibility that somebody has to confirm.
constexpr int certainEnough = 40;

QString listOf(const std::vector<Candidate> &candidates)
{
    QStringList names;
    for (const Candidate &candidate : candidates)
        names.append(candidate.convention->id());
    return names.join(u", "_s);
}

QString listOfAll()
{
    QStringList names;
    for (const Convention *convention : conventions())
        names.append(convention->id());
    return names.join(u", "_s);
}

using BeforeRead = std::function<Result<void>(HistoryStore &)>;

/// The candidate whose own history table the database has, when there is exactly one such.
Result<const Convention *> settledByHistory(const std::vector<Candidate> &candidates,
                                            const QDir &folder, Session &session,
                                            const BeforeRead &beforeRead)
{
    const Convention *settled = nullptr;
    for (const Candidate &candidate : candidates) {
        const auto store = candidate.convention->history(session.engine(), folder);
        if (!store)
            continue;
        if (beforeRead)
            TM_TRY(beforeRead(*store));
        const Result<History> history = store->read(session);
        if (!history && history.error().kind != ErrorKind::Input)
            return fail(history.error());
        if (!history || !history->exists)
            continue;
        if (settled)
            return nullptr;
        settled = candidate.convention;
    }
    return settled;
}

} // namespace

Result<const Convention *> detectConvention(const QDir &folder, Session *session,
                                            const BeforeRead &beforeRead)
{
    const QFileInfo info(folder.absolutePath());
    if (!info.isDir())
        return fail(ErrorKind::Input, u"there is no folder %1"_s.arg(folder.absolutePath()));
    if (!info.isReadable())
        return fail(ErrorKind::Permission,
                    u"the folder %1 cannot be read"_s.arg(folder.absolutePath()));
    std::vector<Candidate> candidates;
    for (const Convention *convention : conventions()) {
        if (const int certainty = convention->recognises(folder); certainty > 0)
            candidates.push_back({convention, certainty});
    }
    if (candidates.empty())
        return fail(ErrorKind::Input,
                    u"no migrations of a known convention in %1"_s.arg(folder.absolutePath()),
                    u"looked for %1"_s.arg(listOfAll()),
                    u"name the folder that holds the migration files, or the convention"_s);
    if (session && candidates.size() > 1) {
        TM_TRY_ASSIGN(const Convention *settled,
                      settledByHistory(candidates, folder, *session, beforeRead));
        if (settled)
            return settled;
    }
    std::stable_sort(
        candidates.begin(), candidates.end(),
        [](const Candidate &a, const Candidate &b) { return a.certainty > b.certainty; });
    if (candidates.front().certainty < certainEnough)
        return fail(
            ErrorKind::Input,
            u"cannot tell which tool the migrations in %1 belong to"_s.arg(folder.absolutePath()),
            u"possible: %1"_s.arg(listOf(candidates)), u"name the convention"_s);
    return candidates.front().convention;
}

} // namespace tidemark
