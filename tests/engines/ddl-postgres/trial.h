// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/draft.h"

#include <QString>

namespace tidemark::test {

/// A database as both see it: the model, and pg_dump -s with its lines sorted, as the order of what
/// has the same name follows from object numbers.
struct State
{
    SchemaState schema;
    QString dump;
};
State readState(const QString &url);

/// A copy of a database of the test's server; one of that name is dropped first. Returns its URL.
QString copyOf(const QString &name, const QString &copy);

/// What became of a draft that was run on a database that is as `from`.
struct Trial
{
    Draft draft;
    QString script;
    QString error;
    SchemaDiff left;
    bool dumpsAgree = false;
};
Trial bring(const QString &url, const SchemaState &from, const State &to,
            const DraftOptions &options = {});

/// What is wrong with it, or nothing: whatever is left has to be named as a gap, and pg_dump has to
/// see no difference where there is none.
QString judge(const Trial &trial);

/// All scripts of the draft, one after the other, with a line between them.
QString scriptText(const Draft &draft);

} // namespace tidemark::test
