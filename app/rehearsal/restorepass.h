// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/datawatch.h"
#include "rehearsal/pass.h"

namespace tidemark {

/// What a rollback of a whole range by a backup is made of: Pass::restore() in its acts.
struct RollbackMoments
{
    SchemaPtr before;
    SchemaPtr afterUp;
    SchemaPtr restored; ///< null: it failed
    DataSnapshot dataBefore;
    DataSnapshot dataAfterUp;
    DataSnapshot dataAfterTraffic; ///< empty without traffic, and where it failed
    DataSnapshot dataRestored;
    Volatility volatility;
    bool trafficFailed = false;
    QString trafficError; ///< why
    /// The traffic runs on the schema before the up: it is what the old version writes.
    bool trafficOfOldVersion = false;
    int samples = 5;
};

/// The evidence of both ways back, judged, in the reports that already hold what the up did. Pure.
/// `restore`: code and database, the backup is put back. `codeOnly`: the schema stays, so what the
/// up took from the rows stays away, and whatever customers wrote stays.
void judgeRestore(const RollbackMoments &moments, MigrationReport &restore);
void judgeCodeOnly(const RollbackMoments &moments, MigrationReport &codeOnly);

/// A finding that is a note.
void addRollbackNote(MigrationReport &report, const QString &code, const QString &message);

} // namespace tidemark
