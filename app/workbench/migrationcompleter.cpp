// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/migrationcompleter.h"

#include "compare/loadsource.h"
#include "compare/statecache.h"
#include "sandbox/sandbox.h"
#include "tasks/taskpool.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostCompletions = 60;

Result<std::shared_ptr<const CompletionNames>> namesBefore(const EditorPlace &place,
                                                           const QString &id, std::stop_token stop)
{
    TM_TRY_ASSIGN(const MigrationSet set, readEditedUpTo(place, id, {}));
    SchemaSource source;
    source.kind = SchemaSource::Kind::Migrations;
    source.folder = place.folder;
    source.convention = place.convention->id();
    source.version =
        set.migrations.size() < 2 ? u"0"_s : set.migrations[set.migrations.size() - 2].id;
    source.text = u'@' + source.version;
    SandboxFactory sandboxes(place.stateFolder);
    LoadContext context;
    context.workspace = place.workspace.get();
    context.variables = place.variables;
    context.sandboxes = &sandboxes;
    context.cacheFolder = defaultCacheFolder(place.variables);
    context.engine = place.engine;
    TM_TRY_ASSIGN(const LoadedSchema loaded, loadSource(source, context, {}, std::move(stop)));
    return std::make_shared<const CompletionNames>(loaded.state.schema);
}

qsizetype charactersIn(const QByteArray &text, qsizetype bytes)
{
    return QString::fromUtf8(text.left(bytes)).size();
}

} // namespace

MigrationCompleter::MigrationCompleter(Services &services, EditorPlaces &places,
                                       EditedMigration &migration, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_places(places)
    , m_migration(migration)
{
}

MigrationCompleter::~MigrationCompleter()
{
    m_reading.stop();
}

void MigrationCompleter::prepare()
{
    const auto place = m_places.place();
    if (m_prepared || !place)
        return;
    m_prepared = true;
    auto nothing = std::make_shared<Schema>();
    nothing->engine = place->engine;
    m_names = std::make_shared<const CompletionNames>(std::move(nothing));
    m_reading =
        m_services.pool.start([place = *place, id = m_migration.id()](std::stop_token stop) {
            return namesBefore(place, id, std::move(stop));
        });
    whenDone(m_reading, this, [this](const Result<Names> &names) {
        // Migrations that do not run are told by whoever runs them.
        if (names)
            m_names = *names;
        m_ready = true;
        Q_EMIT ready();
    });
}

quint64 MigrationCompleter::ask(ScriptSide side, const QString &text, qsizetype cursor)
{
    prepare();
    if (!m_names)
        return 0;
    const quint64 ticket = ++m_ticket;
    // A down is written for what its up has made.
    std::vector<QByteArray> before;
    if (side != ScriptSide::Up)
        before.push_back(m_migration.text(ScriptSide::Up).toUtf8());
    const auto task =
        m_services.pool.start([names = m_names, before = std::move(before), side, text, cursor,
                               ticket](std::stop_token) -> Result<EditedCompletion> {
            CompletionRequest request;
            request.text = text.toUtf8();
            request.cursor = text.left(cursor).toUtf8().size();
            request.limit = mostCompletions;
            request.before = before;
            CompletionAnswer answer = completeSql(request, *names);
            EditedCompletion completion;
            completion.side = side;
            completion.begin = charactersIn(request.text, answer.begin);
            completion.end = charactersIn(request.text, answer.end);
            completion.items = std::move(answer.items);
            completion.asked = ticket;
            return completion;
        });
    whenDone(task, this, [this, ticket](const Result<EditedCompletion> &completion) {
        if (ticket == m_ticket && completion)
            Q_EMIT answered(*completion);
    });
    return ticket;
}

} // namespace tidemark
