// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/popxnames.h"

#include <QHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The dialect that a word in a file name stands for; empty when popx knows none of that name.
QString canonicalDialect(const QString &word)
{
    static const QHash<QString, QString> dialects{
        {u"postgres"_s, u"postgres"_s},   {u"postgresql"_s, u"postgres"_s},
        {u"pg"_s, u"postgres"_s},         {u"pgx"_s, u"postgres"_s},
        {u"sqlite"_s, u"sqlite3"_s},      {u"sqlite3"_s, u"sqlite3"_s},
        {u"cockroach"_s, u"cockroach"_s}, {u"cockroachdb"_s, u"cockroach"_s},
        {u"crdb"_s, u"cockroach"_s},      {u"mysql"_s, u"mysql"_s},
        {u"mariadb"_s, u"mariadb"_s},
    };
    return dialects.value(word);
}

} // namespace

PopxName parsePopxName(const QString &fileName)
{
    static const QRegularExpression pattern(
        u"\\A([0-9]+)_([^.]+)(?:\\.([a-z0-9]+))?(\\.autocommit)?\\.(up|down)\\.sql\\z"_s);
    PopxName name;
    if (!fileName.endsWith(u".sql"))
        return name;
    name.kind = PopxName::Kind::Invalid;
    const QRegularExpressionMatch match = pattern.match(fileName);
    if (!match.hasMatch())
        return name;
    name.version = match.captured(1);
    name.name = match.captured(2);
    name.up = match.captured(5) == u"up";
    name.autocommit = match.hasCaptured(4) && !match.captured(4).isEmpty();
    name.kind = PopxName::Kind::Migration;
    const QString word = match.captured(3);
    if (word == u"autocommit") {
        name.autocommit = true;
    } else if (!word.isEmpty()) {
        name.dialect = canonicalDialect(word);
        if (name.dialect.isEmpty())
            name.kind = PopxName::Kind::UnknownDialect;
    }
    return name;
}

QString popxDialect(Engine engine)
{
    return engine == Engine::Sqlite ? u"sqlite3"_s : u"postgres"_s;
}

QString popxLegacyVersion(const QString &version)
{
    return version.left(14);
}

} // namespace tidemark
