// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/timelinereader.h"

#include "database/session.h"
#include "migrations/convention.h"
#include "sql/tokenizer.h"

#include <QDir>
#include <QFileInfo>
#include <QHash>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

Result<const Convention *> conventionOf(const QString &id, const QDir &folder, Session *session)
{
    if (id.isEmpty())
        return detectConvention(folder, session);
    if (const Convention *found = findConvention(id))
        return found;
    return fail(ErrorKind::Input, u"unknown convention \"%1\""_s.arg(id));
}

bool isEmpty(const std::vector<Script> &scripts, Engine engine)
{
    return std::ranges::all_of(scripts, [engine](const Script &script) {
        SqlTokenizer tokens(script.text, engine);
        SqlToken token = tokens.next();
        while (token.kind == SqlToken::Kind::Symbol && tokens.textOf(token) == ";")
            token = tokens.next();
        return token.kind == SqlToken::Kind::End;
    });
}

MigrationFiles::Facts factsOf(const Migration &migration, Engine engine)
{
    MigrationFiles::Facts facts;
    facts.emptyDown = migration.down && !migration.downError && isEmpty(*migration.down, engine);
    QByteArray text;
    for (const Script &script : migration.up)
        text += script.text + '\n';
    for (const Script &script : migration.down.value_or(std::vector<Script>()))
        text += script.text + '\n';
    facts.text = QString::fromUtf8(text).toCaseFolded().toUtf8();
    return facts;
}

void countFindings(MigrationFiles &files)
{
    QHash<QString, size_t> owners;
    for (size_t i = 0; i < files.set.migrations.size(); ++i) {
        const Migration &migration = files.set.migrations[i];
        owners.insert(migration.file, i);
        for (const Script &script : migration.up)
            owners.insert(script.file, i);
        for (const Script &script : migration.down.value_or(std::vector<Script>()))
            owners.insert(script.file, i);
    }
    for (const Finding &finding : files.set.findings) {
        const auto owner = owners.constFind(finding.where.file);
        if (owner == owners.constEnd())
            continue;
        MigrationFiles::Facts &facts = files.facts[*owner];
        ++facts.findings;
        facts.worst = std::max(facts.worst, finding.severity);
    }
}

} // namespace

Result<std::shared_ptr<const MigrationFiles>> readMigrationFiles(const Workspace &workspace,
                                                                 const QString &convention,
                                                                 Engine engine,
                                                                 const VariableLookup &variables)
{
    const QDir folder(workspace.migrations);
    const QString id = convention.isEmpty() ? workspace.convention : convention;
    auto files = std::make_shared<MigrationFiles>();
    files->engine = engine;
    TM_TRY_ASSIGN(files->convention, conventionOf(id, folder, nullptr));
    TM_TRY_ASSIGN(files->set, files->convention->read({folder, engine, variables}));
    files->facts.reserve(files->set.migrations.size());
    for (const Migration &migration : files->set.migrations)
        files->facts.push_back(factsOf(migration, engine));
    countFindings(*files);
    return files;
}

Result<EnvironmentReading> readEnvironment(const ConnectionSpec &spec, const QString &folder,
                                           const QString &convention, std::stop_token stop)
{
    ConnectionSpec looked = spec;
    if (spec.engine == Engine::Sqlite) {
        if (QFileInfo::exists(spec.conninfo))
            looked.readOnly = true;
        else
            looked.conninfo.clear();
    }
    TM_TRY_ASSIGN(const auto session, openSession(looked, stop));
    TM_TRY_ASSIGN(const Convention *found, conventionOf(convention, QDir(folder), session.get()));
    const auto store = found->history(spec.engine, QDir(folder));
    if (!store)
        return fail(ErrorKind::Unsupported,
                    u"%1 does not know this kind of database"_s.arg(found->displayName()));
    EnvironmentReading reading;
    reading.engine = spec.engine;
    reading.database = spec.engine == Engine::Sqlite ? QFileInfo(spec.conninfo).fileName()
                                                     : session->databaseName();
    reading.server = session->serverVersion();
    reading.convention = found->id();
    TM_TRY_ASSIGN(reading.history, store->read(*session));
    TM_TRY_ASSIGN(reading.journal, Journal::find(*session));
    return reading;
}

} // namespace tidemark
