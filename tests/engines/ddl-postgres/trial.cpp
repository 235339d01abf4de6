// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/ddl-postgres/trial.h"

#include "engines/schema-postgres/changes.h"
#include "schema/schemareader.h"
#include "support/testserver.h"

#include <algorithm>

namespace tidemark::test {

using namespace Qt::StringLiterals;

namespace {

QString dumped(const QString &url)
{
    QStringList lines = dumpedLines(url);
    // The order of what has the same name follows from object numbers.
    lines.removeIf([](const QString &line) { return line.isEmpty() || line.startsWith("--"_L1); });
    for (QString &line : lines) {
        if (line.endsWith(u','))
            line.chop(1);
    }
    lines.sort();
    return lines.join(u'\n');
}

SchemaState stateOf(Session &session)
{
    SchemaState state;
    auto schema = makeSchemaReader(session)->read();
    if (!schema)
        qFatal("%s", qPrintable(schema.error().toString()));
    state.schema = *schema;
    auto dependencies = readDependencies(session, *state.schema);
    if (!dependencies)
        qFatal("%s", qPrintable(dependencies.error().toString()));
    state.dependencies = *dependencies;
    return state;
}

} // namespace

State readState(const QString &url)
{
    return {stateOf(*open(url)), dumped(url)};
}

QString copyOf(const QString &name, const QString &copy)
{
    const auto server = open(TestServer::url());
    mustRun(*server, "DROP DATABASE IF EXISTS \"" + copy.toUtf8() + '"');
    mustRun(*server, "CREATE DATABASE \"" + copy.toUtf8() + "\" TEMPLATE \"" + name.toUtf8() + '"');
    return TestServer::url(copy);
}

QString scriptText(const Draft &draft)
{
    QString text;
    for (const DraftScript &script : scriptsOf(draft)) {
        if (!text.isEmpty())
            text += script.transactional ? u"-- a transaction of its own\n"_s
                                         : u"-- outside of a transaction\n"_s;
        text += script.text;
    }
    return text;
}

Trial bring(const QString &url, const SchemaState &from, const State &to,
            const DraftOptions &options)
{
    Trial outcome;
    outcome.draft = draftMigration(from, to.schema, options);
    outcome.script = scriptText(outcome.draft);
    {
        const auto session = open(url);
        for (const DraftScript &script : scriptsOf(outcome.draft)) {
            const auto result = session->execute(script.text.toUtf8());
            if (!result) {
                outcome.error = result.error().toString();
                return outcome;
            }
        }
    }
    const State reached = readState(url);
    outcome.left = diffSchemas(*reached.schema.schema, *to.schema.schema);
    outcome.dumpsAgree = reached.dump == to.dump;
    return outcome;
}

QString judge(const Trial &outcome)
{
    if (!outcome.error.isEmpty())
        return outcome.error;
    QStringList left;
    for (const Difference &one : outcome.left.differences) {
        if (!announces(outcome.draft, one))
            left += one.kind + u' ' + one.object + u' ' + one.detail();
    }
    if (!left.isEmpty())
        return left.join(u'\n');
    return outcome.dumpsAgree || !outcome.draft.gaps.empty() || !outcome.left.isEmpty()
               ? QString()
               : u"pg_dump differs"_s;
}

} // namespace tidemark::test
