// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "compare/comparison.h"

#include <QString>

#include <optional>
#include <stop_token>

namespace tidemark {

/// What came of running one of the two scripts.
struct ProofStep
{
    bool ran = false;
    std::optional<Error> error; ///< the statement that failed, with its place in the script
    int failedScript = 0;       ///< of `error`: which one of scriptsOf(), from 0
    SchemaDiff left;            ///< what still differs from the schema that was to be reached

    bool operator==(const ProofStep &) const = default;
    bool holds() const { return ran && !error && left.isEmpty(); }
};

/// Whether a draft does what it says, by having done it.
struct Proof
{
    QString on; ///< what it ran on: "scratch server, dump of shop"
    ProofStep up;
    ProofStep down;

    bool operator==(const Proof &) const = default;
    bool holds() const { return up.holds() && down.holds(); }
};

/// A throw-away copy of a source, with its rows where it has some: a database is copied (on
/// PostgreSQL into the scratch server, nothing is made on its own), migrations are replayed, a dump
/// is loaded, a snapshot is made anew by the statements that make it from nothing. Errors as
/// loadSource().
Result<std::unique_ptr<Sandbox>> copyOf(const LoadedSchema &loaded, const LoadContext &context,
                                        const LoadObserver &observer, std::stop_token stop);

/// Runs `up` on a throw-away copy of A, reads the schema back and compares it with B; then `down`
/// there, compared with A. The noise of the comparison is left out here, too. Roles that B names
/// are made on the scratch server. What a script does wrong is in the proof; an Error is for what
/// kept it from being tried.
Result<Proof> prove(const Comparison &comparison, const Draft &up, const Draft &down,
                    const LoadContext &context, const LoadObserver &observer = {},
                    std::stop_token stop = {});

} // namespace tidemark
