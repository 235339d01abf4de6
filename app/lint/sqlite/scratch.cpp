// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/sqlite/scratch.h"

#include "lint/sqlite/effects.h"
#include "sql/identifier.h"
#include "sql/splitter.h"
#include "sql/tokenizer.h"

#include <sqlite3.h>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

struct SqliteScratch::Seen
{
    bool defines = false; ///< CREATE, DROP, ALTER
    bool alters = false;
    bool byTrigger = false; ///< a trigger writes something too
    bool refused = false;   ///< what a scratch database must not do
    std::set<QString> inserted;
    std::set<QString> deleted;
};

namespace {

bool isOwnTable(const char *name)
{
    return name && QByteArrayView(name).startsWith("sqlite_");
}

/// The statement's words and symbols with single spaces: what differs in white space, comments or
/// the case of letters only is the same.
QString normalized(const QByteArray &sql)
{
    QString text;
    SqlTokenizer tokens(sql, Engine::Sqlite);
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End; token = tokens.next()) {
        const bool name =
            token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
        text += name ? tokens.nameOf(token).toLower() : QString::fromUtf8(tokens.textOf(token));
        text += u' ';
    }
    return text.replace(u" if not exists "_s, u" "_s);
}

/// The CHECK constraints of a table in the order of the alphabet.
QString checksIn(const QByteArray &sql)
{
    QStringList checks;
    SqlTokenizer tokens(sql, Engine::Sqlite);
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End; token = tokens.next()) {
        if (!tokens.isWord(token, "CHECK"))
            continue;
        int depth = 0;
        QByteArray text;
        do {
            token = tokens.next();
            const QByteArrayView part = tokens.textOf(token);
            depth += part == "(" ? 1 : part == ")" ? -1 : 0;
            text += part.toByteArray() + ' ';
        } while (depth > 0 && token.kind != SqlToken::Kind::End);
        checks += normalized(text);
    }
    checks.sort();
    return checks.join(u';');
}

QByteArray inQuotes(const QString &name)
{
    return quoteLiteral(name, Engine::Sqlite).toUtf8();
}

} // namespace

namespace {

struct AskedOfSqlite
{
    int action = 0;
    QString name;
    bool byTrigger = false;
};

/// Operations of SQLite's machine that a statement may take; definitions need some hundreds.
constexpr int mostOperations = 5'000'000;
constexpr int operationsPerCall = 10'000;
constexpr int longestValue = 16 * 1024 * 1024;

int countSqliteOperations(void *left)
{
    return --*static_cast<int *>(left) <= 0;
}

bool definesByItsFirstWord(const QByteArray &sql)
{
    SqlTokenizer tokens(sql, Engine::Sqlite);
    const SqlToken first = tokens.next();
    return tokens.isWord(first, "CREATE") || tokens.isWord(first, "ALTER") ||
           tokens.isWord(first, "DROP");
}

int sqliteScratchAuthorizer(void *context, int action, const char *first, const char *,
                            const char *, const char *trigger)
{
    auto *asked = static_cast<std::vector<AskedOfSqlite> *>(context);
    asked->push_back(
        {action, isOwnTable(first) ? QString() : QString::fromUtf8(first), trigger != nullptr});
    return action == SQLITE_ATTACH || action == SQLITE_DETACH ? SQLITE_DENY : SQLITE_OK;
}

void copyScratch(sqlite3 *from, sqlite3 *to)
{
    if (sqlite3_backup *copy = sqlite3_backup_init(to, "main", from, "main")) {
        sqlite3_backup_step(copy, -1);
        sqlite3_backup_finish(copy);
    }
}

} // namespace

SqliteScratch::SqliteScratch(bool wholeHistory)
    : m_wholeHistory(wholeHistory)
{
    sqlite3_open(":memory:", &m_database);
    sqlite3_open(":memory:", &m_kept);
    sqlite3_limit(m_database, SQLITE_LIMIT_LENGTH, longestValue);
    rows("PRAGMA max_page_count = 16384"); // 64 MB
}

SqliteScratch::~SqliteScratch()
{
    sqlite3_close(m_database);
    sqlite3_close(m_kept);
}

std::unique_ptr<SqliteScratch> SqliteScratch::copy() const
{
    auto other = std::make_unique<SqliteScratch>(m_wholeHistory);
    copyScratch(m_database, other->m_database);
    other->m_objects = m_objects;
    other->m_stopped = m_stopped;
    return other;
}

void SqliteScratch::keep()
{
    copyScratch(m_database, m_kept);
    m_keptObjects = m_objects;
    m_keptWholeHistory = m_wholeHistory;
    m_keptStopped = m_stopped;
}

void SqliteScratch::goBack()
{
    copyScratch(m_kept, m_database);
    m_objects = m_keptObjects;
    m_wholeHistory = m_keptWholeHistory;
    m_stopped = m_keptStopped;
}

void SqliteScratch::run(LintCase &migration, LintSide side, Catalog &catalog)
{
    for (LintStatement &statement : migration.statements) {
        if (m_stopped) {
            migration.pairKnown = false;
            return;
        }
        if (statement.side == side && !controlsTransaction(statement.source, Engine::Sqlite) &&
            !statement.tooLong)
            follow(migration, statement, catalog);
    }
}

int SqliteScratch::execute(sqlite3_stmt *prepared)
{
    int left = mostOperations / operationsPerCall;
    sqlite3_progress_handler(m_database, operationsPerCall, countSqliteOperations, &left);
    const int code = sqlite3_step(prepared);
    sqlite3_progress_handler(m_database, 0, nullptr, nullptr);
    m_stopped = code == SQLITE_INTERRUPT || code == SQLITE_FULL || code == SQLITE_TOOBIG ||
                code == SQLITE_NOMEM;
    return code;
}

void SqliteScratch::follow(LintCase &migration, LintStatement &statement, Catalog &catalog)
{
    const QByteArray &sql = statement.source.text;
    std::vector<AskedOfSqlite> asked;
    sqlite3_set_authorizer(m_database, sqliteScratchAuthorizer, &asked);
    sqlite3_stmt *prepared = nullptr;
    int code = sqlite3_prepare_v2(m_database, sql.constData(), static_cast<int>(sql.size()),
                                  &prepared, nullptr);
    sqlite3_set_authorizer(m_database, nullptr, nullptr);
    Seen seen;
    for (const auto &[action, name, byTrigger] : asked) {
        seen.alters |= action == SQLITE_ALTER_TABLE;
        seen.defines |= seen.alters ||
                        (action >= SQLITE_CREATE_INDEX && action <= SQLITE_CREATE_VIEW) ||
                        (action >= SQLITE_DROP_INDEX && action <= SQLITE_DROP_VIEW) ||
                        action == SQLITE_CREATE_VTABLE || action == SQLITE_DROP_VTABLE;
        seen.refused |= action == SQLITE_ATTACH || action == SQLITE_DETACH;
        seen.byTrigger |= byTrigger;
        if (byTrigger)
            continue;
        if (action == SQLITE_INSERT && !name.isEmpty())
            seen.inserted.insert(name);
        if (action == SQLITE_DELETE && !name.isEmpty())
            seen.deleted.insert(name);
    }
    if (code == SQLITE_OK && seen.defines)
        code = execute(prepared);
    if (code != SQLITE_OK && code != SQLITE_DONE && code != SQLITE_ROW)
        refuse(migration, statement, seen);
    sqlite3_finalize(prepared);
    if (!seen.defines) {
        statement.sqlite.written.assign(seen.inserted.begin(), seen.inserted.end());
        const QByteArray upper = sql.toUpper();
        statement.sqlite.replaces = upper.contains("OR REPLACE") || upper.contains("OR IGNORE") ||
                                    upper.contains("ON CONFLICT") || upper.contains("NOT EXISTS") ||
                                    upper.startsWith("REPLACE");
        if (!seen.deleted.empty() && seen.inserted.empty() && !seen.byTrigger && clearsTable(sql))
            statement.sqlite.cleared.assign(seen.deleted.begin(), seen.deleted.end());
        return;
    }
    Objects now = readSchema();
    statement.effects = effectsBetween(m_objects, now, seen.alters);
    for (const Effect &effect : statement.effects) {
        const int side = statement.side == LintSide::Up ? 0 : 1;
        if (effect.key.kind == CatalogKind::Table && effect.change == Effect::Change::Added)
            migration.newTables[side].emplace(effect.key.name, statement.index);
        if (effect.change != Effect::Change::Added)
            catalog.assumePresent(effect.key);
        if (effect.change == Effect::Change::Removed || effect.change == Effect::Change::Renamed)
            catalog.erase(effect.key);
        if (effect.change == Effect::Change::Renamed)
            catalog.put({effect.key.kind, effect.key.owner, effect.newName}, effect.after);
        else if (effect.change != Effect::Change::Removed)
            catalog.put(effect.key, effect.after);
    }
    m_objects = std::move(now);
}

void SqliteScratch::refuse(LintCase &migration, LintStatement &statement, const Seen &seen)
{
    const QString message = QString::fromUtf8(sqlite3_errmsg(m_database));
    // Whatever it would have made is not here, and later statements may need it.
    const bool wholeHistory = m_wholeHistory;
    const bool defines = seen.defines || definesByItsFirstWord(statement.source.text);
    if (defines)
        m_wholeHistory = false;
    // Functions, modules and collations of the application are not here.
    static const QStringList telling{
        u"no such table"_s,   u"no such column"_s,   u"no such index"_s,  u"no such view"_s,
        u"no such trigger"_s, u"duplicate column"_s, u"already exists"_s, u"syntax error"_s,
        u"has no column"_s,   u"incomplete input"_s, u"error in "_s,      u"unrecognized token"_s,
        u"cannot drop"_s,     u"Cannot add"_s};
    const bool tells = std::ranges::any_of(
        telling, [&message](const QString &part) { return message.contains(part); });
    if (!tells || seen.refused) {
        if (defines)
            migration.pairKnown = false;
        return;
    }
    const bool grammar = message.contains(u"syntax error") || message.contains(u"incomplete") ||
                         message.contains(u"unrecognized token");
    // A file by itself names tables that others have made.
    if (!wholeHistory && !grammar) {
        migration.pairKnown = false;
        return;
    }
    Error error;
    error.kind = grammar ? ErrorKind::Input : ErrorKind::Sql;
    error.summary = message;
    error.statementOffset = std::max(sqlite3_error_offset(m_database), 0);
    statement.refused = error;
    if (statement.side == LintSide::Down && !migration.downStopsAt)
        migration.downStopsAt = &statement;
    else if (statement.side == LintSide::Up)
        migration.pairKnown = false;
}

bool SqliteScratch::clearsTable(const QByteArray &sql) const
{
    // A DELETE without a condition empties the table's pages instead of going row by row.
    const auto program = rows("EXPLAIN " + sql);
    return std::ranges::any_of(program, [](const std::vector<QString> &operation) {
        return operation.size() > 1 && operation[1] == u"Clear";
    });
}

std::vector<std::vector<QString>> SqliteScratch::rows(const QByteArray &sql) const
{
    std::vector<std::vector<QString>> found;
    sqlite3_stmt *prepared = nullptr;
    if (sqlite3_prepare_v2(m_database, sql.constData(), -1, &prepared, nullptr) != SQLITE_OK)
        return found;
    while (sqlite3_step(prepared) == SQLITE_ROW) {
        std::vector<QString> &row = found.emplace_back();
        for (int column = 0; column < sqlite3_column_count(prepared); ++column)
            row.push_back(QString::fromUtf8(
                reinterpret_cast<const char *>(sqlite3_column_text(prepared, column))));
    }
    sqlite3_finalize(prepared);
    return found;
}

SqliteScratch::Objects SqliteScratch::readSchema()
{
    Objects objects;
    for (const auto &row : rows("SELECT type, name, tbl_name, sql FROM sqlite_schema "
                                "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
        const QByteArray sql = row[3].toUtf8();
        CatalogObject object;
        object.facts[Fact::Definition] = normalized(sql);
        if (row[0] == u"table") {
            readTable(row[1], sql, objects);
        } else if (row[0] == u"index") {
            object.facts[Fact::Table] = row[2];
            QStringList columns;
            for (const auto &column : rows("PRAGMA index_info(" + inQuotes(row[1]) + ')'))
                columns += column[2];
            object.facts[Fact::Columns] = columns.join(columnSeparator);
            objects[{CatalogKind::Index, {}, row[1]}] = std::move(object);
        } else if (row[0] == u"view") {
            objects[{CatalogKind::View, {}, row[1]}] = std::move(object);
        } else if (row[0] == u"trigger") {
            objects[{CatalogKind::Trigger, row[2], row[1]}] = std::move(object);
        }
    }
    return objects;
}

void SqliteScratch::readTable(const QString &table, const QByteArray &sql, Objects &objects) const
{
    CatalogObject &whole = objects[{CatalogKind::Table, {}, table}];
    whole.facts[Fact::Definition] = checksIn(sql);
    for (const auto &column : rows("PRAGMA table_xinfo(" + inQuotes(table) + ')')) {
        CatalogObject &object = objects[{CatalogKind::Column, table, column[1]}];
        object.facts[Fact::Type] = column[2].toLower();
        object.facts[Fact::Nullable] = column[3] == u"0" ? u"yes"_s : u"no"_s;
        object.facts[Fact::Default] = column[4];
        object.facts[Fact::Role] = column[5] == u"0" ? QString() : u"primary key"_s;
    }
    std::map<QString, QStringList> keys;
    std::map<QString, QString> actions;
    for (const auto &part : rows("PRAGMA foreign_key_list(" + inQuotes(table) + ')')) {
        keys[part[0]] += part[3];
        actions[part[0]] = u"%1 %2 %3"_s.arg(part[2], part[5], part[6]);
    }
    for (const auto &[id, columns] : keys) {
        CatalogObject object;
        object.facts[Fact::Role] = u"foreign key"_s;
        object.facts[Fact::Columns] = columns.join(columnSeparator);
        object.facts[Fact::Definition] = actions[id];
        objects[{CatalogKind::Constraint, table,
                 u"foreign key (%1)"_s.arg(columns.join(u", "_s))}] = std::move(object);
    }
    for (const auto &index : rows("PRAGMA index_list(" + inQuotes(table) + ')')) {
        if (index[3] != u"u")
            continue;
        QStringList columns;
        for (const auto &column : rows("PRAGMA index_info(" + inQuotes(index[1]) + ')'))
            columns += column[2];
        CatalogObject object;
        object.facts[Fact::Role] = u"unique"_s;
        object.facts[Fact::Columns] = columns.join(columnSeparator);
        objects[{CatalogKind::Constraint, table, u"unique (%1)"_s.arg(columns.join(u", "_s))}] =
            std::move(object);
    }
}

} // namespace tidemark
