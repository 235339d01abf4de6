// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/tryout.h"

#include "authoring/overlay.h"
#include "compare/readstate.h"
#include "compare/replay.h"
#include "rehearsal/fill/rowfiller.h"
#include "rehearsal/rehearse.h"
#include "run/plan.h"
#include "schema/schemareader.h"

#include <QElapsedTimer>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A migration in its set, found by whatever people call it.
struct TriedMigration
{
    MigrationSet set;
    const Convention *convention = nullptr;
    int index = 0;

    const Migration &migration() const { return set.migrations[static_cast<size_t>(index)]; }
};

bool hasFile(const Migration &migration, const QString &path)
{
    const auto has = [&path](const std::vector<Script> &scripts) {
        return std::ranges::any_of(scripts,
                                   [&path](const Script &script) { return script.path == path; });
    };
    return has(migration.up) || (migration.down && has(*migration.down));
}

/// Why it cannot be run, as the folder's findings say it.
Error whyNotTried(const MigrationSet &set, const Migration &migration)
{
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = u"%1 is no SQL, or cannot be read"_s.arg(migration.id);
    for (const Finding &finding : set.findings) {
        if (finding.severity == Finding::Severity::Note || finding.where.file != migration.file)
            continue;
        error.summary = finding.message;
        error.hint = finding.hint;
        error.where = finding.where;
        break;
    }
    return error;
}

Result<const Convention *> conventionOf(const TryPlace &place)
{
    if (place.convention.isEmpty())
        return detectConvention(place.folder);
    if (const Convention *found = findConvention(place.convention))
        return found;
    return fail(ErrorKind::Usage, u"there is no convention %1"_s.arg(place.convention));
}

Result<TriedMigration> find(const TryPlace &place, const TryRequest &request)
{
    TriedMigration tried;
    TM_TRY_ASSIGN(tried.convention, conventionOf(place));
    TM_TRY_ASSIGN(tried.set,
                  readEdited(*tried.convention, {place.folder, place.engine, place.variables},
                             request.files));
    const QString path = QDir::cleanPath(place.folder.absoluteFilePath(request.migration));
    auto found = std::ranges::find_if(tried.set.migrations, [&path](const Migration &migration) {
        return hasFile(migration, path);
    });
    if (found == tried.set.migrations.end()) {
        TM_TRY_ASSIGN(const Migration named, findMigration(tried.set, request.migration));
        found = std::ranges::find(tried.set.migrations, named.id, &Migration::id);
    }
    tried.index = static_cast<int>(found - tried.set.migrations.begin());
    if (!found->runnable)
        return fail(whyNotTried(tried.set, *found));
    // The others' flaws are not what is asked about.
    std::erase_if(tried.set.findings, [&](const Finding &finding) {
        return !finding.where.file.isEmpty() && finding.where.file != tried.migration().file;
    });
    return tried;
}

/// Those before it, as something that can be replayed.
ReadMigrations earlier(const TriedMigration &tried)
{
    ReadMigrations before{tried.set, tried.convention, u"0"_s};
    for (int i = 0; i < tried.index; ++i) {
        const Migration &migration = tried.set.migrations[static_cast<size_t>(i)];
        if (migration.runnable)
            before.version = migration.id;
    }
    return before;
}

bool isAlive(Sandbox &sandbox)
{
    return sandbox.session().query("SELECT 1").has_value();
}

/// What a second attempt from nothing may mend: the server or the database has gone.
bool mayHaveGone(const Error &error)
{
    return error.kind == ErrorKind::Connection || error.kind == ErrorKind::Sql ||
           error.kind == ErrorKind::Io;
}

Finding notFilledFinding(const TableNotFilled &table)
{
    Finding finding;
    finding.severity = Finding::Severity::Note;
    finding.code = u"not-filled"_s;
    finding.message = u"%1 was left without rows: %2"_s.arg(table.table, table.reason);
    return finding;
}

} // namespace

struct TryOut::Private
{
    explicit Private(TryPlace where)
        : place(std::move(where))
        , sandboxes(place.stateFolder)
    {
    }

    TryPlace place;
    SandboxFactory sandboxes;

    // ---- What is kept. Copies go before what they are copies of.
    QByteArray key;                ///< of the earlier migrations
    std::unique_ptr<Sandbox> base; ///< in which they have run
    SchemaPtr schema;              ///< of it, once it was asked for
    int made = 0;                  ///< how often there was a new one
    int filledRows = 0;
    std::unique_ptr<Sandbox> filled; ///< a copy of it with rows; null: none are wanted, or possible
    FillReport fillReport;
    std::unique_ptr<Sandbox> spare; ///< a copy of the template that nothing has been done to

    void forget();
    Result<void> makeBase(const TriedMigration &tried, const QByteArray &wanted,
                          TryObserver &observer, const std::stop_token &stop);
    Result<void> makeFilled(const TriedMigration &tried, int rows, const std::stop_token &stop);
    Result<void> makeTemplate(const TriedMigration &tried, const TryRequest &request,
                              TryObserver &observer, const std::stop_token &stop);
    Result<void> makeSpare(const TriedMigration &tried, const TryRequest &request,
                           TryObserver &observer, const std::stop_token &stop);
    Result<RehearsalReport> rehearse(std::unique_ptr<Sandbox> copy, const TriedMigration &tried,
                                     const TryRequest &request, TryObserver &observer,
                                     const std::stop_token &stop);
};

void TryOut::Private::forget()
{
    spare.reset();
    filled.reset();
    base.reset();
    schema.reset();
    key.clear();
    filledRows = 0;
    fillReport = {};
}

Result<void> TryOut::Private::makeBase(const TriedMigration &tried, const QByteArray &wanted,
                                       TryObserver &observer, const std::stop_token &stop)
{
    forget();
    LoadContext context;
    context.variables = place.variables;
    context.sandboxes = &sandboxes;
    TM_TRY_ASSIGN(base, sandboxOfSet(
                            earlier(tried), place.engine, context,
                            [&observer](const LoadProgress &at) { observer.preparing(at); }, stop));
    base->session().setStopToken({});
    key = wanted;
    ++made;
    return {};
}

/// Rows are put in once, into a copy of the base, so that tries of one migration share them.
Result<void> TryOut::Private::makeFilled(const TriedMigration &tried, int rows,
                                         const std::stop_token &stop)
{
    spare.reset();
    filled.reset();
    fillReport = {};
    filledRows = rows;
    if (rows == 0)
        return {};
    TM_TRY_ASSIGN(auto copy, base->copy());
    const auto store = tried.convention->history(place.engine, QDir(tried.set.folder));
    const QStringList leaveOut = store ? store->ownRelations() : QStringList();
    Session &session = copy->session();
    session.setStopToken(stop);
    TM_TRY_ASSIGN(const SchemaPtr now, makeSchemaReader(session, {leaveOut})->read());
    TM_TRY(session.execute("BEGIN"));
    TM_TRY_ASSIGN(fillReport, fillTables(session, *now, rows, leaveOut));
    const auto kept = session.execute("COMMIT");
    session.setStopToken({});
    if (kept)
        filled = std::move(copy); // else the rehearsal fills by itself, where nothing is committed
    return {};
}

Result<void> TryOut::Private::makeTemplate(const TriedMigration &tried, const TryRequest &request,
                                           TryObserver &observer, const std::stop_token &stop)
{
    TM_TRY_ASSIGN(const QByteArray wanted, digestOfSet(earlier(tried), place.engine));
    if (!base || key != wanted)
        TM_TRY(makeBase(tried, wanted, observer, stop));
    if (filledRows == request.fill)
        return {};
    auto done = makeFilled(tried, request.fill, stop);
    if (!done)
        filledRows = 0;
    return done;
}

Result<void> TryOut::Private::makeSpare(const TriedMigration &tried, const TryRequest &request,
                                        TryObserver &observer, const std::stop_token &stop)
{
    TM_TRY(makeTemplate(tried, request, observer, stop));
    if (spare && isAlive(*spare))
        return {};
    spare.reset();
    TM_TRY_ASSIGN(spare, (filled ? filled : base)->copy());
    return {};
}

Result<RehearsalReport> TryOut::Private::rehearse(std::unique_ptr<Sandbox> copy,
                                                  const TriedMigration &tried,
                                                  const TryRequest &request, TryObserver &observer,
                                                  const std::stop_token &stop)
{
    const auto store = tried.convention->history(place.engine, QDir(tried.set.folder));
    TM_TRY(keepHistoryInside(*store, *copy));
    RehearsalOptions options;
    TM_TRY_ASSIGN(options.traffic, readTraffic(request.trafficFile));
    options.fill = filled ? 0 : request.fill;
    options.range = {tried.index};
    options.applied = tried.index;
    options.leaveOut = store->ownRelations();
    options.history = store.get();
    options.samples = request.samples;
    options.timeouts = request.timeouts;
    TM_TRY_ASSIGN(RehearsalReport report,
                  Rehearsal(*copy, tried.set, std::move(options), observer).run(stop));
    report.fill = request.fill;
    if (filled && !report.migrations.empty()) {
        for (const TableNotFilled &table : fillReport.notFilled)
            report.migrations.front().findings.push_back(notFilledFinding(table));
    }
    return report;
}

TryOut::TryOut(TryPlace place)
    : d(new Private(std::move(place)))
{
}

TryOut::~TryOut()
{
    d->forget();
}

Result<void> TryOut::prepare(const TryRequest &request, TryObserver &observer, std::stop_token stop)
{
    TM_TRY_ASSIGN(const TriedMigration tried, find(d->place, request));
    const bool kept = d->base != nullptr;
    auto made = d->makeSpare(tried, request, observer, stop);
    if (!made && kept && mayHaveGone(made.error())) {
        d->forget();
        made = d->makeSpare(tried, request, observer, stop);
    }
    return made;
}

Result<SchemaPtr> TryOut::schemaBefore(const TryRequest &request, TryObserver &observer,
                                       std::stop_token stop)
{
    TM_TRY_ASSIGN(const TriedMigration tried, find(d->place, request));
    if (d->base && !isAlive(*d->base))
        d->forget();
    TM_TRY_ASSIGN(const QByteArray wanted, digestOfSet(earlier(tried), d->place.engine));
    if (!d->base || d->key != wanted)
        TM_TRY(d->makeBase(tried, wanted, observer, stop));
    if (!d->schema) {
        const auto store = tried.convention->history(d->place.engine, QDir(tried.set.folder));
        TM_TRY_ASSIGN(const SchemaState state,
                      readState(d->base->session(), store->ownRelations(), ReadState::Objects));
        d->schema = state.schema;
    }
    return d->schema;
}

Result<TryReport> TryOut::run(const TryRequest &request, TryObserver &observer,
                              std::stop_token stop)
{
    QElapsedTimer timer;
    timer.start();
    const auto elapsed = [&timer] { return static_cast<double>(timer.nsecsElapsed()) / 1e9; };
    TM_TRY_ASSIGN(const TriedMigration tried, find(d->place, request));
    const int before = d->made;
    const bool kept = d->base != nullptr;
    auto made = d->makeSpare(tried, request, observer, stop);
    if (!made && kept && mayHaveGone(made.error())) {
        d->forget();
        made = d->makeSpare(tried, request, observer, stop);
    }
    TM_TRY(made);
    TryReport report;
    report.fromTemplate = d->made == before;
    report.preparedSeconds = elapsed();
    TM_TRY_ASSIGN(report.rehearsal,
                  d->rehearse(std::move(d->spare), tried, request, observer, stop));
    report.seconds = elapsed();
    return report;
}

} // namespace tidemark
