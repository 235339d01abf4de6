// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/schema.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

class Session;

struct FillReport
{
    struct NotFilled
    {
        QString table; ///< display name
        QString reason; ///< the server's words
    };
    int tables = 0; ///< that have at least the wanted number of rows now
    int rows = 0; ///< inserted
    std::vector<NotFilled> notFilled;
};

/// Brings every ordinary table to at least `rowsPerTable` plausible rows that satisfy its constraints,
/// inside the caller's open transaction. Same schema, same rows: nothing is random. Error only for a lost
/// connection or a cancel; a table that cannot be filled is in the report.
Result<FillReport> fillTables(Session &session, const Schema &schema, int rowsPerTable,
                              const QStringList &leaveOut);

} // namespace tidemark
