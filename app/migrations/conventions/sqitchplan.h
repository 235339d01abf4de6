// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/migration.h"

#include <QByteArrayView>
#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace tidemark {

/// What sqitch.plan says (the format of sqitch-plan's manual and of App::Sqitch::Plan).

struct SqitchPlanner
{
    QString name;
    QString email;
    QDateTime at; ///< UTC, whole seconds

    bool operator==(const SqitchPlanner &) const = default;
};

/// `[!][project:]change[@tag]`, `[!][project:]@tag` or `[!][project:]<40 hex digits>`.
struct SqitchDependency
{
    bool conflict = false;
    QString project; ///< as written; empty: this one
    QString change;
    QString tag;
    QString id;
    SourceLocation where;

    /// What it names within its project: "change@tag", "@tag" or the id.
    QString key() const;
    /// As the registry and the change's id have it: without the own project's name.
    QString text(const QString &ownProject) const;
    /// It names a change of another project, or an id that may be one.
    bool isForeign(const QString &ownProject) const;

    bool operator==(const SqitchDependency &) const = default;
};

struct SqitchTag
{
    QString name; ///< without '@'
    QString note;
    SqitchPlanner planner;
    QString id; ///< SHA-1, 40 hex digits
    int line = 0;

    bool operator==(const SqitchTag &) const = default;
};

struct SqitchChange
{
    QString name; ///< may contain '/'
    QString note;
    SqitchPlanner planner;
    std::vector<SqitchDependency> needs; ///< requires, in their order
    std::vector<SqitchDependency> conflicts;
    std::vector<SqitchTag> tags; ///< that stand on this change
    /// When the change is reworked later: the tags between, the nearest to the rework first. One of
    /// them is in the names of its scripts.
    QStringList reworkTags;
    QString id; ///< SHA-1, 40 hex digits
    int line = 0;

    bool isReworked() const { return !reworkTags.isEmpty(); }
    bool operator==(const SqitchChange &) const = default;
};

struct SqitchPlan
{
    QString project;
    QString uri;
    std::vector<SqitchChange> changes;
    /// From this change on the ids cannot be known, because a line above is broken. sqitch itself
    /// refuses a plan with any broken line.
    std::optional<std::size_t> brokenFrom;

    /// The change that a name, name@tag, @tag or id means, as sqitch looks it up: a bare name is
    /// its first occurrence, name@tag the last one at or before the tag.
    std::optional<std::size_t> find(const QString &key) const;
    std::optional<std::size_t> find(const SqitchDependency &dependency) const;

    bool operator==(const SqitchPlan &) const = default;
};

/// Parses the whole file and goes on behind a broken line, so that all of them are reported:
/// findings with `file`, line and column. Codes: "bad-plan", "not-utf8", "duplicate-change",
/// "duplicate-tag", "unknown-dependency", "late-dependency" (planned after the change that needs
/// it), "cyclic-dependency". Pure.
SqitchPlan parseSqitchPlan(QByteArrayView bytes, const QString &file,
                           std::vector<Finding> &findings);

/// The ids of sqitch: SHA-1 over "change <length>\0<text>" and "tag <length>\0<text>", where the
/// text lists what the plan says (info() in App::Sqitch::Plan::Change and ::Tag). Pure.
QString sqitchChangeId(const SqitchPlan &plan, const SqitchChange &change, const QString &parentId);
QString sqitchTagId(const SqitchPlan &plan, const SqitchTag &tag, const QString &changeId);

/// A project's URI as the registry has it: what may not stand in a URI as %XX (RFC 3986). Pure.
QString escapedSqitchUri(const QString &uri);

/// The same as it goes into the ids: scheme and host in lower case, without the scheme's own port,
/// %XX in upper case and only where it is needed (URI's canonical(), RFC 3986 section 6). Pure.
QString canonicalSqitchUri(const QString &uri);

} // namespace tidemark
