// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/timelinesnapshot.h"

#include <QDateTime>
#include <QString>

namespace tidemark {

// ---- What the timeline says in words a person would use. Pure.

/// "just now", "5 minutes ago", "yesterday", "2 days ago", "3 Nov 2026".
QString agoText(const QDateTime &when, const QDateTime &now);

/// "applied on 3 Nov 2026 14:02 by deploy in 38 ms", "pending", "changed since applied by Ann".
QString stateSentence(const TimelineCell &cell);

/// "20261112 · applied on local 2 days ago in 38 ms": where it stands, `environment` first.
QString placeSentence(const TimelineSnapshot &snapshot, int row, const QString &environment,
                      const QDateTime &now);

/// "Ann Miller, 3 Nov 2026: Ship orders with a date"; empty when git knows nothing.
QString authorSentence(const FileCommit &commit, const QDateTime &now);

} // namespace tidemark
