// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "schema/schemareader.h"

#include <QString>

#include <vector>

namespace tidemark {

class PostgresSession;

/// A sequence's state, which is data and not schema.
struct SequenceValue
{
    QString schema;
    QString name;
    qint64 lastValue = 0;
    bool isCalled = false; ///< false: lastValue is what nextval() gives next

    bool operator==(const SequenceValue &) const = default;
};

/// The values of all sequences that the user may read, sorted by schema and name; without those of
/// relations that are left out. One query for those that were called; the others cost a second one
/// that names each, some 20 µs apiece. Error{Sql} and the like from the session.
Result<std::vector<SequenceValue>> readSequenceValues(PostgresSession &session,
                                                      const SchemaReadOptions &options = {});

} // namespace tidemark
