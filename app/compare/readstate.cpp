// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/readstate.h"

#include "schema/schemareader.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<SchemaState> readInside(Session &session, const QStringList &leaveOut, ReadState what)
{
    SchemaState state;
    TM_TRY_ASSIGN(state.schema, makeSchemaReader(session, {leaveOut})->read());
    if (what == ReadState::Whole) {
        TM_TRY_ASSIGN(state.dependencies, readDependencies(session, *state.schema));
    }
    return state;
}

Error saidByWhom(Error error)
{
    if (error.kind != ErrorKind::Permission)
        return error;
    error.summary = u"a part of the catalog may not be read: "_s + error.summary;
    if (error.hint.isEmpty())
        error.hint = u"nothing was compared, since what is not seen would count as missing; "
                     "connect as a role that may read the system catalogs"_s;
    return error;
}

} // namespace

Result<SchemaState> readState(Session &session, const QStringList &leaveOut, ReadState what)
{
    const bool postgres = session.engine() == Engine::PostgreSql;
    TM_TRY(session.execute(postgres ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" : "BEGIN"));
    auto state = readInside(session, leaveOut, what);
    if (!state) {
        if (session.transactionState() != TransactionState::Lost) {
            session.setStopToken({});
            static_cast<void>(session.execute("ROLLBACK"));
        }
        return fail(saidByWhom(std::move(state).error()));
    }
    TM_TRY(session.execute("COMMIT"));
    return state;
}

QStringList notesOn(const Schema &schema)
{
    QStringList notes;
    const auto hidden = std::ranges::count_if(schema.userMappings, [](const auto &mapping) {
        return mapping->options == QStringList{u"?"_s};
    });
    if (hidden > 0)
        notes += hidden == 1 ? u"the options of a user mapping may not be read"_s
                             : u"the options of %1 user mappings may not be read"_s.arg(hidden);
    for (const NotCompared &one : schema.notCompared)
        notes +=
            u"%1 × %2 is not compared: the model does not hold it"_s.arg(one.count).arg(one.kind);
    return notes;
}

} // namespace tidemark
