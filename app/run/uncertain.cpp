// SPDX-License-Identifier: GPL-3.0-or-later
#include "run/uncertain.h"

#include "sql/identifier.h"
#include "sql/splitter.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

#include <pg_query.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// {"IndexStmt": {...}}: the kind and its fields as libpg_query's JSON gives them.
struct ParsedStatement
{
    QString kind;
    QJsonObject fields;
};

ParsedStatement parse(const QByteArray &sql)
{
    const PgQueryParseResult result = pg_query_parse(sql.constData());
    ParsedStatement parsed;
    if (!result.error) {
        const QJsonObject statement = QJsonDocument::fromJson(result.parse_tree)
                                          .object()[u"stmts"_s]
                                          .toArray()
                                          .at(0)
                                          .toObject()[u"stmt"_s]
                                          .toObject();
        parsed.kind = statement.isEmpty() ? QString() : statement.keys().constFirst();
        parsed.fields = statement[parsed.kind].toObject();
    }
    pg_query_free_parse_result(result);
    return parsed;
}

UncertainEffect notTaken()
{
    return {UncertainEffect::Kind::NotTaken, {}, {}};
}

Result<UncertainEffect> effectOfCreateIndex(Session &session, const QJsonObject &fields)
{
    const QString name = fields[u"idxname"_s].toString();
    const QJsonObject relation = fields[u"relation"_s].toObject();
    const QString table =
        quoteQualified(relation[u"schemaname"_s].toString(), relation[u"relname"_s].toString());
    if (name.isEmpty())
        return UncertainEffect{UncertainEffect::Kind::Unknown,
                               {},
                               u"the index has no name in the script, so it cannot be looked up"_s};
    const Cell parameters[] = {name.toUtf8(), table.toUtf8()};
    TM_TRY_ASSIGN(const Rows found,
                  session.query("SELECT n.nspname, i.indisvalid FROM pg_catalog.pg_index i "
                                "JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid "
                                "JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace "
                                "WHERE c.relname = $1 AND i.indrelid = to_regclass($2)",
                                parameters));
    if (found.rows.empty())
        return notTaken();
    const QString schema = QString::fromUtf8(found.rows[0][0].value_or(QByteArray()));
    const bool valid = found.rows[0][1] == QByteArray("t");
    const QString shown = displayQualified(schema, name);
    if (valid)
        return UncertainEffect{
            UncertainEffect::Kind::Taken, {}, u"index %1 is there and valid"_s.arg(shown)};
    return UncertainEffect{UncertainEffect::Kind::Half,
                           "DROP INDEX CONCURRENTLY IF EXISTS " +
                               quoteQualified(schema, name).toUtf8(),
                           u"index %1 is there and invalid"_s.arg(shown)};
}

Result<UncertainEffect> effectOfDropIndex(Session &session, const QJsonObject &fields)
{
    const QJsonArray objects = fields[u"objects"_s].toArray();
    if (objects.size() != 1)
        return UncertainEffect{UncertainEffect::Kind::Unknown, {}, u"it drops several indexes"_s};
    QStringList parts;
    for (const QJsonValue part : objects[0].toObject()[u"List"_s].toObject()[u"items"_s].toArray())
        parts += quoteIdentifier(part.toObject()[u"String"_s].toObject()[u"sval"_s].toString());
    const Cell parameters[] = {parts.join(u'.').toUtf8()};
    TM_TRY_ASSIGN(const Rows found, session.query("SELECT to_regclass($1) IS NULL", parameters));
    if (found.rows[0][0] == QByteArray("t"))
        return UncertainEffect{UncertainEffect::Kind::Taken, {}, u"the index is gone"_s};
    return notTaken();
}

bool canBeRepeated(const ParsedStatement &parsed)
{
    static const QStringList kinds = {
        u"VacuumStmt"_s,  u"ReindexStmt"_s,        u"AlterSystemStmt"_s, u"CheckPointStmt"_s,
        u"ClusterStmt"_s, u"RefreshMatViewStmt"_s, u"VariableSetStmt"_s, u"DiscardStmt"_s};
    return kinds.contains(parsed.kind);
}

QByteArray firstWord(const Statement &statement)
{
    qsizetype end = 0;
    while (end < statement.text.size() &&
           std::isalpha(static_cast<unsigned char>(statement.text[end])))
        ++end;
    return statement.text.first(end).toUpper();
}

} // namespace

Result<UncertainEffect> effectOf(Session &session, const Statement &statement)
{
    if (session.engine() == Engine::Sqlite)
        return notTaken(); // VACUUM, PRAGMA, ATTACH: atomic, and harmless to repeat
    const ParsedStatement parsed = parse(statement.text);
    if (parsed.kind == u"IndexStmt"_s)
        return effectOfCreateIndex(session, parsed.fields);
    if (parsed.kind == u"DropStmt"_s && parsed.fields[u"concurrent"_s].toBool())
        return effectOfDropIndex(session, parsed.fields);
    if (canBeRepeated(parsed))
        return notTaken();
    return UncertainEffect{UncertainEffect::Kind::Unknown, {}, u"its effect cannot be looked up"_s};
}

bool mustRunAlone(const Statement &statement, Engine engine)
{
    if (needsNoTransaction(statement, engine))
        return true;
    if (engine != Engine::PostgreSql)
        return false;
    const QByteArray word = firstWord(statement);
    if (word == "CALL")
        return true;
    static const QRegularExpression commits(u"\\b(commit|rollback|call)\\b"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    return word == "DO" && QString::fromUtf8(statement.text).contains(commits);
}

bool isSessionSetting(const Statement &statement)
{
    const QByteArray word = firstWord(statement);
    if (word == "PRAGMA" || word == "ATTACH" || word == "DETACH" || word == "RESET")
        return true;
    if (word != "SET")
        return false;
    const QByteArrayList words = statement.text.simplified().toUpper().split(' ');
    const QByteArray second = words.value(1);
    return second != "LOCAL" && second != "CONSTRAINTS" && second != "TRANSACTION";
}

} // namespace tidemark
