// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/downlosses.h"

#include "sql/splitter.h"
#include "sql/tokenizer.h"

#include <algorithm>
#include <initializer_list>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// What the up took away and held rows or values.
std::vector<DownLoss> takenAway(const SchemaDiff &up)
{
    std::vector<DownLoss> losses;
    for (const Difference &difference : up.differences) {
        if (difference.change != Difference::Change::Missing)
            continue;
        const ObjectId about{difference.kind, difference.object};
        if (difference.kind == u"table") {
            losses.push_back(
                {about, u"the rows of %1 do not come back"_s.arg(difference.object),
                 u"to keep them, let the up rename the table and a later migration "
                 "drop it, or copy it first: CREATE TABLE ... AS SELECT * FROM %1"_s.arg(
                     difference.object)});
        } else if (difference.kind == u"column") {
            losses.push_back(
                {about, u"the values of %1 do not come back"_s.arg(difference.object),
                 u"to keep them, let a release stop using the column and a later one drop it, or "
                 "let the up copy them with the key into a backup table first"_s});
        }
    }
    return losses;
}

/// Statements of the up that change rows.
Result<std::vector<DownLoss>> changedRows(const Migration &migration, Engine engine)
{
    std::vector<DownLoss> losses;
    for (const Script &script : migration.up) {
        TM_TRY_ASSIGN(const auto statements, splitScript(script, engine));
        for (const Statement &statement : statements) {
            SqlTokenizer tokens(statement.text, engine);
            const SqlToken first = tokens.next();
            const bool changes = std::ranges::any_of(
                std::initializer_list<QByteArrayView>{"INSERT", "UPDATE", "DELETE", "TRUNCATE",
                                                      "MERGE", "REPLACE", "COPY"},
                [&](QByteArrayView word) { return tokens.isWord(first, word); });
            if (changes)
                losses.push_back({{},
                                  u"line %1 of the up changes rows, and this does not take it "
                                  "back: %2"_s.arg(statement.where.line)
                                      .arg(summaryOf(statement)),
                                  {}});
        }
    }
    return losses;
}

/// The objects that one of the two schemas lacks.
std::set<std::pair<QString, QString>> oneSided(const SchemaDiff &up)
{
    std::set<std::pair<QString, QString>> objects;
    for (const Difference &difference : up.differences) {
        if (difference.change != Difference::Change::Changed)
            objects.insert({difference.kind, difference.object});
    }
    return objects;
}

/// What a draft deletes of objects that are there on both sides.
void addDeletions(const Draft &draft, const std::set<std::pair<QString, QString>> &oneSided,
                  const QString &what, const QString &advice, std::vector<DownLoss> &losses)
{
    for (const DraftStatement &statement : draft.statements) {
        const QString &object = statement.about.object;
        // A column of a table that comes or goes has no difference of its own.
        const bool whole = oneSided.contains({statement.about.kind, object}) ||
                           oneSided.contains({u"table"_s, object.section(u'.', 0, -2)});
        if (whole)
            continue;
        for (const HazardNote &note : statement.hazards) {
            if (note.hazard == Hazard::DeletesData)
                losses.push_back({statement.about, what.arg(object, note.why), advice});
        }
    }
}

struct DroppedName
{
    QString table;
    QString column; ///< empty: the table itself
    int line = 0;
};

/// DROP TABLE a, ALTER TABLE a ... DROP COLUMN b, as they are written.
std::vector<DroppedName> droppedBy(const Statement &statement, Engine engine)
{
    std::vector<DroppedName> dropped;
    SqlTokenizer tokens(statement.text, engine);
    SqlToken token = tokens.next();
    const bool drop = tokens.isWord(token, "DROP");
    if (!drop && !tokens.isWord(token, "ALTER"))
        return dropped;
    token = tokens.next();
    if (!tokens.isWord(token, "TABLE"))
        return dropped;
    const auto skipWords = [&](std::initializer_list<QByteArrayView> words) {
        token = tokens.next();
        while (std::ranges::any_of(words,
                                   [&](QByteArrayView word) { return tokens.isWord(token, word); }))
            token = tokens.next();
    };
    const auto isName = [&token] {
        return token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
    };
    const auto readName = [&] {
        QString name = tokens.nameOf(token);
        token = tokens.next();
        while (token.kind == SqlToken::Kind::Symbol && tokens.textOf(token) == ".") {
            token = tokens.next();
            name = tokens.nameOf(token);
            token = tokens.next();
        }
        return name;
    };
    skipWords({"IF", "EXISTS", "ONLY"});
    while (isName()) {
        const QString table = readName();
        if (drop) {
            dropped.push_back({table, {}, statement.where.line});
            if (token.kind != SqlToken::Kind::Symbol || tokens.textOf(token) != ",")
                break;
            token = tokens.next();
            continue;
        }
        for (; token.kind != SqlToken::Kind::End; token = tokens.next()) {
            if (!tokens.isWord(token, "DROP"))
                continue;
            skipWords({"COLUMN", "IF", "EXISTS"});
            if (isName() && !tokens.isWord(token, "CONSTRAINT"))
                dropped.push_back({table, tokens.nameOf(token), statement.where.line});
        }
        break;
    }
    return dropped;
}

const Relation *relationNamed(const Schema &schema, const QString &name)
{
    for (const auto &relation : schema.relations) {
        if (foldName(relation->name, schema.engine) == foldName(name, schema.engine) &&
            relation->hasRows())
            return &*relation;
    }
    return nullptr;
}

bool isThere(const Schema &schema, const DroppedName &name)
{
    const Relation *const relation = relationNamed(schema, name.table);
    return relation && (name.column.isEmpty() || relation->column(name.column));
}

/// What the up drops and makes anew under the same name: the schema does not tell.
Result<void> addMadeAnew(const Migration &migration, const Schema &before, const Schema &after,
                         std::vector<DownLoss> &losses)
{
    std::vector<DroppedName> dropped;
    bool renames = false;
    for (const Script &script : migration.up) {
        TM_TRY_ASSIGN(const auto statements, splitScript(script, before.engine));
        for (const Statement &statement : statements) {
            SqlTokenizer tokens(statement.text, before.engine);
            for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End;
                 token = tokens.next())
                renames = renames || tokens.isWord(token, "RENAME");
            const auto names = droppedBy(statement, before.engine);
            dropped.insert(dropped.end(), names.begin(), names.end());
        }
    }
    for (const DroppedName &name : dropped) {
        // With a rename the rows may have moved over before, as SQLite's own way of altering goes.
        if (renames || !isThere(before, name) || !isThere(after, name))
            continue;
        const bool whole = name.column.isEmpty();
        const QString identity = relationNamed(after, name.table)->identity();
        losses.push_back(
            {whole ? ObjectId{u"table"_s, identity}
                   : ObjectId{u"column"_s, identity + u'.' + name.column},
             u"line %1 of the up drops %2 and makes it anew: what it held does not come back"_s
                 .arg(name.line)
                 .arg(whole ? identity : identity + u'.' + name.column),
             u"to keep it, change it in place, or let the up copy it with the key into a backup "
             "table first"_s});
    }
    return {};
}

} // namespace

Result<std::vector<DownLoss>> lossesOf(const Migration &migration, const SchemaState &before,
                                       const SchemaState &after, const Draft &draft)
{
    DraftOptions options;
    options.noise.columnOrder = false;
    options.saferWays = false;
    const SchemaDiff up = diffSchemas(*before.schema, *after.schema, options.noise);
    std::vector<DownLoss> losses = takenAway(up);
    const auto apart = oneSided(up);
    addDeletions(draftMigration(before, after, options), apart,
                 u"the up changes what %1 holds, and it does not come back as it was: %2"_s,
                 u"to keep it, add a column of the new type beside it and drop the old one in a "
                 "later release (expand and contract), or let the up copy it with the key into a "
                 "backup table first"_s,
                 losses);
    addDeletions(draft, apart, u"this way back itself deletes what %1 held before the up: %2"_s,
                 u"copy it with the key into a backup table first, and back afterwards"_s, losses);
    TM_TRY(addMadeAnew(migration, *before.schema, *after.schema, losses));
    TM_TRY_ASSIGN(const auto rows, changedRows(migration, before.schema->engine));
    losses.insert(losses.end(), rows.begin(), rows.end());
    return losses;
}

} // namespace tidemark
