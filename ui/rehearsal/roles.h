// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/rehearsalcontroller.h"

#include <QMetaType>
#include <Qt>

namespace tidemark {

/// What the views of rehearsals ask their models for.
enum RehearsalRole {
    RowRole = Qt::UserRole + 1, ///< const RehearsalRow *, until the model changes
    IdRole,                     ///< the migration's id
    VerdictRole,                ///< Verdict as int; -1 while there is none
    TrendRole,                  ///< Trend as int; -1 when there is nothing to compare with
    SearchRole,                 ///< all that a filter looks at
};

enum RehearsalColumn {
    VersionColumn,
    NameColumn,
    LaneColumn,
    VerdictColumn,
    BeforeColumn,
    TimeColumn,
    RehearsalColumns
};

} // namespace tidemark

Q_DECLARE_METATYPE(const tidemark::RehearsalRow *)
