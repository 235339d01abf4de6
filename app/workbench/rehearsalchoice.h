// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/rehearse.h"

#include <QString>
#include <QStringList>
#include <QVariantMap>

namespace tidemark {

struct Environment;
struct Workspace;

/// What a person wants rehearsed, and on what.
struct RehearsalChoice
{
    enum class Which { Pending, All, Last, Range, Selection };

    Which which = Which::Pending; ///< from nothing there is no pending: it means all
    int last = 5;                 ///< the newest N
    QString from;                 ///< of a range, ids
    QString to;
    QStringList selection; ///< ids
    bool fromNothing = false;
    QString backup;      ///< its path: instead of a copy of the environment; empty: none
    QString environment; ///< whose copy; empty: the one that is looked at
    RehearsalOptions::Mode mode = RehearsalOptions::Mode::Step;
    int fill = 2;        ///< rows that every table has at least: downs fail on rows, not on none
    QString trafficFile; ///< absolute; not in a chain; empty: none
    bool asOneUnit = false;

    bool operator==(const RehearsalChoice &) const = default;
};

/// What of it outlives the day: all but a selection and a range, which are of one occasion. Pure.
QVariantMap savedChoice(const RehearsalChoice &choice);
/// The choice as it was saved; what is unknown, damaged or of an environment that is gone is as at
/// first. A traffic script that is no file any more is left out.
RehearsalChoice restoredChoice(const QVariantMap &saved, const Workspace &workspace);

/// Takes the environment's database. Of a production one nothing is made on its server: the copy,
/// and what is made from nothing, lie in the scratch server.
void aimAt(RehearsalRequest &request, const Environment &environment, ConnectionSpec spec);

/// The request that the engine understands, still without a database.
RehearsalRequest requestFor(const RehearsalChoice &choice, const Workspace &workspace);

} // namespace tidemark
