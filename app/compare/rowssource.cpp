// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/rowssource.h"

#include "compare/replay.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<RowsSource> openRowsSource(const SchemaSource &source, const std::optional<Engine> &engine,
                                  const LoadContext &context, const LoadObserver &observer,
                                  const std::stop_token &stop)
{
    RowsSource side;
    if (source.kind == SchemaSource::Kind::Backup) {
        TM_TRY_ASSIGN(side.data.backup, readBackup(source.file));
    } else if (source.kind == SchemaSource::Kind::Database) {
        TM_TRY_ASSIGN(side.connection, reachSource(source, context, stop));
        side.data.database = side.connection.spec;
    } else {
        TM_TRY_ASSIGN(side.sandbox, sandboxOfMigrations(source, engine.value_or(Engine::PostgreSql),
                                                        context, observer, stop));
        side.data.database = side.sandbox->spec();
    }
    return side;
}

} // namespace

/// What else it could be is only asked where there is no backup of that name. A file here that has
/// the name of a backup is refused as everywhere.
Result<SchemaSource> parseRowsSource(const QString &text, const SourceNames &names)
{
    auto source = parseSource(text, names);
    const bool isBackup = source && source->kind == SchemaSource::Kind::Backup;
    if (isBackup && !text.startsWith("backup:"_L1))
        return parseSource(u"backup:"_s + text.trimmed(), names);
    if (!source || source->kind == SchemaSource::Kind::Dump) {
        auto backup = parseSource(u"backup:"_s + text, names);
        if (backup)
            return backup;
    }
    if (source && source->kind == SchemaSource::Kind::Snapshot)
        return fail(ErrorKind::Usage, u"%1 has no rows"_s.arg(source->displayName()), {},
                    u"tidemark diff compares schemas alone"_s);
    return source;
}

Result<std::pair<RowsSource, RowsSource>>
openRowsSources(const SchemaSource &before, const SchemaSource &after, const LoadContext &context,
                const LoadObserver &observer, const std::stop_token &stop)
{
    const auto engineBefore = engineOf(before, context);
    const auto engineAfter = engineOf(after, context);
    const bool replayed = before.kind == SchemaSource::Kind::Migrations;
    const std::optional<Engine> engine = replayed && engineAfter ? engineAfter : engineBefore;
    TM_TRY_ASSIGN(RowsSource left, openRowsSource(before, engine, context, observer, stop));
    TM_TRY_ASSIGN(RowsSource right, openRowsSource(after, engine, context, observer, stop));
    return std::pair(std::move(left), std::move(right));
}

} // namespace tidemark
