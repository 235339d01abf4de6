// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/rehearsal.h"

#include "rehearsal/pass.h"
#include "rehearsal/verdict.h"
#include "sql/splitter.h"

#include <QElapsedTimer>

#include <numeric>

using namespace Qt::StringLiterals;

namespace tidemark {

QString rehearsalStepName(RehearsalStep step)
{
    switch (step) {
    case RehearsalStep::Fill:
        return u"fill"_s;
    case RehearsalStep::Up:
        return u"up"_s;
    case RehearsalStep::CheckUp:
    case RehearsalStep::CheckDown:
    case RehearsalStep::CheckRedo:
        return u"check"_s;
    case RehearsalStep::Traffic:
        return u"traffic"_s;
    case RehearsalStep::Down:
        return u"down"_s;
    case RehearsalStep::Redo:
        return u"up again"_s;
    }
    return {};
}

QString rehearsalModeName(RehearsalOptions::Mode mode)
{
    switch (mode) {
    case RehearsalOptions::Mode::Step:
        break;
    case RehearsalOptions::Mode::Chain:
        return u"chain"_s;
    case RehearsalOptions::Mode::Restore:
        return u"restore"_s;
    }
    return u"step"_s;
}

struct Rehearsal::Private
{
    Sandbox &sandbox;
    const MigrationSet &set;
    RehearsalOptions options;
    RehearsalObserver &observer;
    RehearsalReport report;

    void describe();
    Result<std::vector<Statement>> trafficStatements() const;
    double sqlSeconds() const;
};

Rehearsal::Rehearsal(Sandbox &sandbox, const MigrationSet &set, RehearsalOptions options,
                     RehearsalObserver &observer)
    : d(new Private{sandbox, set, std::move(options), observer, {}})
{
    if (d->options.range.empty()) {
        d->options.range.resize(set.migrations.size());
        std::iota(d->options.range.begin(), d->options.range.end(), 0);
    }
}

Rehearsal::~Rehearsal() = default;

void Rehearsal::Private::describe()
{
    report.tidemarkVersion = QStringLiteral(TIDEMARK_VERSION);
    report.engine = sandbox.session().engine();
    report.serverVersion = sandbox.session().serverVersion();
    report.convention = set.convention;
    report.mode = rehearsalModeName(options.mode);
    report.sandbox = sandbox.description();
    report.folder = set.folder;
    report.startedAt = QDateTime::currentDateTime();
    report.fill = options.fill;
    if (options.traffic)
        report.traffic = options.traffic->file;
    report.findings = set.findings;
}

Result<std::vector<Statement>> Rehearsal::Private::trafficStatements() const
{
    if (!options.traffic)
        return std::vector<Statement>();
    return splitScript(*options.traffic, report.engine);
}

double Rehearsal::Private::sqlSeconds() const
{
    double ms = 0;
    for (const MigrationReport &migration : report.migrations)
        ms += migration.up.ms + migration.down.ms + migration.redo.ms;
    return ms / 1000;
}

Result<RehearsalReport> Rehearsal::run(std::stop_token stop)
{
    QElapsedTimer timer;
    timer.start();
    d->describe();
    TM_TRY_ASSIGN(const std::vector<Statement> traffic, d->trafficStatements());
    d->observer.described(d->report);
    Pass pass(d->sandbox, d->set, d->options, traffic, d->observer, stop);
    using Mode = RehearsalOptions::Mode;
    const Result<void> done = d->options.mode == Mode::Chain     ? pass.chain(d->report)
                              : d->options.mode == Mode::Restore ? pass.restore(d->report)
                                                                 : pass.stepwise(d->report);
    if (!done && done.error().kind != ErrorKind::Cancelled)
        return tl::unexpected(done.error());
    d->report.cancelled = !done;
    d->report.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    d->report.sqlSeconds = d->sqlSeconds();
    roundTimes(d->report);
    return d->report;
}

} // namespace tidemark
