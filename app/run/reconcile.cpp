// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/reconcile.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// What makes two rows the same: a repeatable migration runs again whenever its checksum changes.
QString keyOf(MigrationKind kind, const QString &version, const QString &name,
              const QString &checksum)
{
    return kind == MigrationKind::Repeatable ? u"R:"_s + name + u':' + checksum : u"V:"_s + version;
}

QString keyOf(const Migration &migration)
{
    return keyOf(migration.kind, migration.version, migration.name, migration.checksum);
}

QSet<QString> keysOf(const History &history, const MigrationSet &set)
{
    QSet<QString> keys;
    for (const AppliedMigration &applied : history.applied) {
        if (!applied.failed)
            keys.insert(keyOf(applied.kind, applied.version, applied.name, applied.checksum));
    }
    if (!history.watermarkOnly || history.applied.empty())
        return keys;
    const auto newest =
        std::ranges::find(set.migrations, history.applied.back().version, &Migration::version);
    if (newest != set.migrations.end()) {
        for (auto migration = set.migrations.begin(); migration != newest; ++migration)
            keys.insert(keyOf(*migration));
    }
    return keys;
}

bool sameFailures(const History &a, const History &b)
{
    const auto failures = [](const History &history) {
        QSet<QString> versions;
        for (const AppliedMigration &applied : history.applied) {
            if (applied.failed)
                versions.insert(applied.version);
        }
        return versions;
    };
    return failures(a) == failures(b);
}

} // namespace

Result<std::vector<bool>> stepsDoneByOthers(const Plan &plan, const History &now)
{
    std::vector<bool> done(plan.steps.size(), false);
    QSet<QString> expected = keysOf(plan.basis, *plan.set);
    const QSet<QString> found = keysOf(now, *plan.set);
    const bool same = expected == found && sameFailures(plan.basis, now);
    if (same)
        return done;
    // A redo has both directions of one migration: its end is the beginning, so nobody can have
    // done it for us unseen.
    for (size_t index = 0; index < plan.steps.size(); ++index) {
        const PlanStep &step = plan.steps[index];
        const QString key = keyOf(step.migration);
        if (found.contains(key) != step.up)
            continue;
        done[index] = true;
        if (step.up)
            expected.insert(key);
        else
            expected.remove(key);
    }
    if (expected == found && sameFailures(plan.basis, now))
        return done;
    return fail(ErrorKind::Busy, u"the history has changed since the plan was made"_s,
                u"somebody else has run migrations on this database meanwhile"_s,
                u"look at \"tidemark status\" and run again"_s);
}

} // namespace tidemark
