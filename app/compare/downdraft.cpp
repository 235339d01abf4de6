// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/downdraft.h"

#include "compare/downlosses.h"
#include "compare/draftrun.h"
#include "compare/readstate.h"
#include "compare/replay.h"
#include "run/scriptrun.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

DiffOptions withoutOrder()
{
    DiffOptions options;
    options.columnOrder = false;
    return options;
}

bool endsTrial(const Error &error)
{
    return error.kind == ErrorKind::Cancelled || error.kind == ErrorKind::Connection;
}

bool isAbout(const DraftStatement &statement, const ObjectId &object)
{
    // A table that comes back is made as a whole; a column by its table's or by its own statement.
    return statement.about == object ||
           (object.kind == u"column" && statement.about.kind == u"table" &&
            object.object.startsWith(statement.about.object + u'.'));
}

void addRemark(QString &remark, const QString &line)
{
    if (line.isEmpty())
        return;
    if (!remark.isEmpty())
        remark += u'\n';
    remark += line;
}

/// The losses as comments: in their places where there is one, else at the top.
std::vector<DraftScript> commented(Draft draft, const std::vector<DownLoss> &losses,
                                   const QString &id)
{
    QString top = u"Takes back %1. Drafted from what its up does."_s.arg(id);
    for (const DownLoss &loss : losses) {
        const auto place =
            std::ranges::find_if(draft.statements, [&loss](const DraftStatement &statement) {
                return !loss.about.object.isEmpty() && isAbout(statement, loss.about);
            });
        QString &remark = place == draft.statements.end() ? top : place->remark;
        addRemark(remark, loss.what);
        addRemark(remark, loss.advice);
    }
    const QString header = u"-- "_s + QString(top).replace(u'\n', u"\n-- "_s) + u'\n';
    std::vector<DraftScript> scripts = scriptsOf(draft);
    if (scripts.empty())
        scripts.push_back(
            {u"-- The up leaves the schema as it is: there is nothing to take back.\n"_s, true});
    scripts.front().text.prepend(header + u'\n');
    return scripts;
}

} // namespace

bool DownTrial::isGood() const
{
    return !error && left.isEmpty() && leftAgain.isEmpty();
}

Result<DownDrafter> DownDrafter::before(const MigrationSet &set, const Migration &first,
                                        Engine engine, const LoadContext &context,
                                        const LoadObserver &observer, std::stop_token stop)
{
    SchemaSource source;
    source.kind = SchemaSource::Kind::Migrations;
    source.folder = set.folder;
    source.convention = set.convention;
    source.version = u"0"_s;
    for (const Migration &migration : set.migrations) {
        if (migration.id == first.id)
            break;
        if (migration.runnable)
            source.version = migration.id;
    }
    DownDrafter drafter;
    TM_TRY_ASSIGN(drafter.m_sandbox, sandboxOfMigrations(source, engine, context, observer, stop));
    drafter.m_sandbox->session().setStopToken(stop);
    drafter.m_leaveOut = ownRelationsOf(source, engine, context);
    return drafter;
}

Result<DownDraft> DownDrafter::draft(const Migration &migration)
{
    Session &session = m_sandbox->session();
    if (!m_state) {
        TM_TRY_ASSIGN(m_state, readState(session, m_leaveOut));
    }
    const SchemaState before = *m_state;
    TM_TRY(runScripts(session, migration.up));
    TM_TRY_ASSIGN(const SchemaState after, readState(session, m_leaveOut));
    m_state = after;

    DownDraft result;
    result.migration = migration;
    DraftOptions options;
    // One script, as a down is one: what needs to be outside of a transaction only where the up is.
    options.saferWays = std::ranges::any_of(migration.up, [](const Script &script) {
        return script.transaction == TransactionMode::None;
    });
    options.noise = withoutOrder();
    result.draft = draftMigration(after, before, options);
    TM_TRY_ASSIGN(result.losses, lossesOf(migration, before, after, result.draft));
    result.scripts = commented(result.draft, result.losses, migration.id);
    TM_TRY(tryOnCopy(result, before, after));
    if (result.trial.isGood())
        result.scripts.front().text.prepend(
            u"-- Tried on a throw-away database: up, this, up again.\n"_s);
    return result;
}

Result<void> DownDrafter::tryOnCopy(DownDraft &draft, const SchemaState &before,
                                    const SchemaState &after)
{
    TM_TRY_ASSIGN(const auto copy, m_sandbox->copy());
    Session &session = copy->session();
    const auto note = [&draft](Error error, bool redo) -> Result<void> {
        if (endsTrial(error))
            return fail(std::move(error));
        draft.trial.error = std::move(error);
        draft.trial.redoFailed = redo;
        return {};
    };
    if (auto done = runDrafted(session, draft.scripts, u"draft"_s); !done)
        return note(std::move(done).error(), false);
    TM_TRY_ASSIGN(const SchemaState back, readState(session, m_leaveOut, ReadState::Objects));
    draft.trial.left = diffSchemas(*before.schema, *back.schema, withoutOrder());
    draft.trial.reorders = diffSchemas(*before.schema, *back.schema).onlyOrder();
    if (auto done = runScripts(session, draft.migration.up); !done)
        return note(std::move(done).error(), true);
    TM_TRY_ASSIGN(const SchemaState again, readState(session, m_leaveOut, ReadState::Objects));
    draft.trial.leftAgain = diffSchemas(*after.schema, *again.schema, withoutOrder());
    return {};
}

} // namespace tidemark
