// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/loadsource.h"
#include "ddl/draft.h"
#include "diff/schemadiff.h"
#include "migrations/convention.h"
#include "sandbox/sandbox.h"

#include <QString>

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace tidemark {

/// What no statement brings back, with what to do instead.
struct DownLoss
{
    ObjectId about; ///< "table", "public.users"; empty: rows that the up changes
    QString what;   ///< "the rows of public.users are gone"
    QString advice;

    bool operator==(const DownLoss &) const = default;
};

/// What came of trying a drafted down: up, draft, up again.
struct DownTrial
{
    std::optional<Error> error; ///< the statement that failed, with its place in the draft
    bool redoFailed = false;    ///< `error` is of the second up
    SchemaDiff left;            ///< after the draft, against before the up, but for the order
    bool reorders = false;      ///< columns that come back stand behind the others
    SchemaDiff leftAgain;       ///< after the second up, against the first

    bool operator==(const DownTrial &) const = default;
    /// Everything is as it was, but for the order of columns.
    bool isGood() const;
};

/// A drafted way back from one migration.
struct DownDraft
{
    Migration migration;
    Draft draft;
    std::vector<DownLoss> losses;
    std::vector<DraftScript> scripts; ///< with the losses as comments in their places
    DownTrial trial;
};

/// Drafts the downs of a folder's migrations from what their ups do, not from their text: the
/// schema before and after the up is read in a throw-away database, and the difference back becomes
/// statements. Each draft is tried on a copy before anybody sees it.
class DownDrafter
{
public:
    /// A throw-away database in which the migrations before `first` have run. Errors as
    /// loadSource().
    static Result<DownDrafter> before(const MigrationSet &set, const Migration &first,
                                      Engine engine, const LoadContext &context,
                                      const LoadObserver &observer, std::stop_token stop);

    /// Runs the up, drafts the way back and tries it on a copy. Afterwards the throw-away database
    /// is where the up has brought it, so the next migration can follow. An error of the up is an
    /// Error; what is wrong with the draft is in its trial.
    Result<DownDraft> draft(const Migration &migration);

private:
    DownDrafter() = default;
    Result<void> tryOnCopy(DownDraft &draft, const SchemaState &before, const SchemaState &after);

    std::unique_ptr<Sandbox> m_sandbox;
    QStringList m_leaveOut;             ///< the migration tool's own relations
    std::optional<SchemaState> m_state; ///< of the sandbox now
};

} // namespace tidemark
