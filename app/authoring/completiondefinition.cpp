// SPDX-License-Identifier: GPL-3.0-or-later
// CREATE, ALTER, DROP and the other statements about objects.
#include "authoring/completioncontext.h"
#include "authoring/completionscript.h"

namespace tidemark {

namespace {

using WordList = std::vector<std::u16string_view>;

CompletionSlot slotOfWords(WordList words)
{
    CompletionSlot slot;
    slot.keywordsFirst = true;
    slot.keywords = std::move(words);
    return slot;
}

CompletionSlot typeSlot()
{
    CompletionSlot slot;
    slot.types = slot.schemas = true;
    return slot;
}

CompletionSlot tableSlot(WordList words = {})
{
    CompletionSlot slot;
    slot.relations = slot.schemas = true;
    slot.keywords = std::move(words);
    return slot;
}

CompletionSlot ownColumns(WordList words = {})
{
    CompletionSlot slot;
    slot.columns = true;
    slot.keywords = std::move(words);
    return slot;
}

/// The words from there on, as a query's.
CompletionSlot queryFrom(const SqlWords &words, size_t at)
{
    const SqlWords rest(words.begin() + static_cast<qsizetype>(at), words.end());
    if (!rest.empty())
        return slotInQuery(rest);
    CompletionSlot slot;
    slot.columns = slot.functions = true;
    return slot;
}

/// The last of these words outside of closed brackets.
std::optional<size_t> lastOf(const SqlWords &words, std::initializer_list<QByteArrayView> which)
{
    int closed = 0;
    for (size_t i = words.size(); i-- > 0;) {
        if (words[i].is(")"))
            ++closed;
        else if (words[i].is("(") && closed > 0)
            --closed;
        else if (closed == 0 && isOneOf(words[i], which))
            return i;
    }
    return std::nullopt;
}

/// Behind a column's name: its type, and then what goes with it.
CompletionSlot columnParts(const SqlWords &words, size_t name)
{
    if (name + 1 == words.size())
        return typeSlot();
    const SqlWord &last = words.back();
    if (last.is("DEFAULT")) {
        CompletionSlot slot;
        slot.functions = true;
        slot.keywords = {u"NULL", u"TRUE", u"FALSE", u"CURRENT_TIMESTAMP"};
        return slot;
    }
    if (last.is("REFERENCES"))
        return tableSlot();
    if (last.is("NOT"))
        return slotOfWords({u"NULL"});
    if (last.is("PRIMARY"))
        return slotOfWords({u"KEY"});
    if (last.is("GENERATED"))
        return slotOfWords({u"ALWAYS AS (", u"ALWAYS AS IDENTITY", u"BY DEFAULT AS IDENTITY"});
    if (last.is("ON"))
        return slotOfWords(
            {u"DELETE CASCADE", u"DELETE SET NULL", u"DELETE RESTRICT", u"UPDATE CASCADE"});
    return slotOfWords({u"NOT NULL", u"DEFAULT", u"PRIMARY KEY", u"REFERENCES", u"UNIQUE",
                        u"CHECK (", u"GENERATED", u"COLLATE", u"CONSTRAINT", u"ON DELETE", u"NULL",
                        u"USING"});
}

/// In the brackets of CREATE TABLE t (...), at their own level.
CompletionSlot tableElement(const SqlWords &words, size_t bracket)
{
    size_t begin = bracket + 1;
    for (size_t i = begin; i < words.size(); ++i) {
        if (words[i].is("("))
            i = closingBracket(words, i);
        else if (words[i].is(","))
            begin = i + 1;
    }
    if (begin >= words.size())
        return slotOfWords(
            {u"CONSTRAINT", u"PRIMARY KEY (", u"UNIQUE (", u"FOREIGN KEY (", u"CHECK (", u"LIKE"});
    const SqlWord &first = words[begin];
    if (first.is("LIKE"))
        return tableSlot();
    if (first.is("CONSTRAINT")) {
        if (words.size() - begin == 1)
            return {};
        if (words.size() - begin == 2)
            return slotOfWords({u"PRIMARY KEY (", u"UNIQUE (", u"FOREIGN KEY (", u"CHECK ("});
    }
    if (words.back().is("REFERENCES"))
        return tableSlot();
    if (isOneOf(first, {"PRIMARY", "FOREIGN"}) && begin + 1 == words.size())
        return slotOfWords({u"KEY ("});
    if (isOneOf(first, {"PRIMARY", "FOREIGN", "UNIQUE", "CHECK", "CONSTRAINT"}))
        return slotOfWords({u"REFERENCES", u"ON DELETE CASCADE", u"ON DELETE SET NULL",
                            u"DEFERRABLE INITIALLY DEFERRED", u"NOT VALID"});
    return columnParts(words, begin);
}

/// In a bracket inside of a definition: a key's columns, a check's expression.
std::optional<CompletionSlot> innerBracket(const SqlWords &words, size_t bracket)
{
    if (bracket == 0)
        return std::nullopt;
    const SqlWord &previous = words[bracket - 1];
    const bool references = bracket >= 2 && words[bracket - 2].is("REFERENCES");
    if (isOneOf(previous, {"KEY", "UNIQUE", "INCLUDE"}) || references)
        return ownColumns();
    if (isOneOf(previous, {"CHECK", "AS", "USING", "WHEN"}) || previous.is("(") || previous.is(","))
        return queryFrom(words, bracket);
    return std::nullopt;
}

CompletionSlot inCreateTable(const SqlWords &words, size_t name)
{
    WordReader reader(words, name);
    reader.skipWords({"IF", "NOT", "EXISTS"});
    if (reader.atEnd())
        return name == words.size() ? slotOfWords({u"IF NOT EXISTS"}) : CompletionSlot{};
    reader.readName();
    if (reader.atEnd())
        return slotOfWords({u"(", u"AS", u"PARTITION OF"});
    if (reader.isAt("PARTITION") && words.back().is("OF"))
        return tableSlot();
    if (reader.skipIf("AS"))
        return queryFrom(words, reader.place());
    const auto open = openBracket(words);
    if (!open)
        return slotOfWords(
            {u"PARTITION BY", u"INHERITS (", u"WITH (", u"STRICT", u"WITHOUT ROWID"});
    if (*open == reader.place())
        return tableElement(words, *open);
    if (words[*open - 1].is("INHERITS"))
        return tableSlot();
    if (auto inner = innerBracket(words, *open))
        return *inner;
    return queryFrom(words, *open); // of a default, a generated column
}

CompletionSlot inCreateIndex(const SqlWords &words, size_t from)
{
    const auto on = lastOf(words, {"ON"});
    if (!on || *on < from) {
        WordReader reader(words, from);
        reader.skipWords({"CONCURRENTLY", "IF", "NOT", "EXISTS"});
        if (reader.atEnd())
            return slotOfWords({u"CONCURRENTLY", u"IF NOT EXISTS", u"ON"});
        return slotOfWords({u"ON"});
    }
    if (words.back().is("ON") || words.back().is("ONLY"))
        return tableSlot();
    if (const auto where = lastOf(words, {"WHERE"}))
        return queryFrom(words, *where);
    if (words.back().is("USING"))
        return slotOfWords({u"btree", u"hash", u"gin", u"gist", u"brin", u"spgist"});
    if (const auto open = openBracket(words)) {
        if (words.back().is("(") || words.back().is(",")) {
            CompletionSlot slot = ownColumns();
            slot.functions = !words[*open - 1].is("INCLUDE");
            return slot;
        }
        return slotOfWords({u"ASC", u"DESC", u"NULLS FIRST", u"NULLS LAST"});
    }
    return slotOfWords({u"(", u"USING", u"WHERE", u"INCLUDE ("});
}

CompletionSlot inCreate(const SqlWords &words)
{
    WordReader reader(words, 1);
    reader.skipWords({"OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "UNIQUE", "MATERIALIZED",
                      "RECURSIVE", "CONSTRAINT"});
    if (reader.atEnd())
        return slotOfWords({u"TABLE", u"INDEX", u"UNIQUE INDEX", u"VIEW", u"MATERIALIZED VIEW",
                            u"FUNCTION", u"TRIGGER", u"TYPE", u"SCHEMA", u"SEQUENCE", u"EXTENSION",
                            u"DOMAIN", u"POLICY", u"OR REPLACE"});
    if (reader.skipIf("TABLE"))
        return inCreateTable(words, reader.place());
    if (reader.skipIf("INDEX"))
        return inCreateIndex(words, reader.place());
    if (words.back().is("ON"))
        return tableSlot();
    if (words.back().is("RETURNS") || words.back().is("SETOF")) {
        CompletionSlot slot = typeSlot();
        slot.keywords = {u"void", u"trigger", u"SETOF", u"TABLE ("};
        slot.relations = true;
        return slot;
    }
    if (isOneOf(words.back(), {"FUNCTION", "PROCEDURE"})) {
        CompletionSlot slot;
        // Of a trigger the function is called, else it is made: OR REPLACE names one that is there.
        slot.functions = slot.schemas = true;
        return slot;
    }
    if (isOneOf(words.back(), {"VIEW", "TRIGGER", "TYPE", "SCHEMA", "SEQUENCE", "DOMAIN"}))
        return {};
    if (reader.skipIf("DOMAIN"))
        return words.back().is("AS") ? typeSlot() : slotOfWords({u"AS", u"NOT NULL", u"CHECK ("});
    if (reader.skipIf("TYPE"))
        return words.back().is("AS") ? slotOfWords({u"ENUM (", u"("}) : slotOfWords({u"AS ENUM ("});
    if (const auto as = lastOf(words, {"AS", "USING", "WHEN", "CHECK"}))
        return queryFrom(words, as.value() + (words[*as].is("AS") ? 1 : 0));
    if (reader.skipIf("TRIGGER"))
        return slotOfWords({u"BEFORE", u"AFTER", u"INSTEAD OF", u"INSERT", u"UPDATE", u"DELETE",
                            u"ON", u"FOR EACH ROW", u"EXECUTE FUNCTION", u"WHEN ("});
    if (reader.skipIf("FUNCTION") || reader.skipIf("PROCEDURE")) {
        const auto open = openBracket(words);
        return open ? typeSlot()
                    : slotOfWords({u"RETURNS", u"LANGUAGE plpgsql", u"LANGUAGE sql", u"AS $$",
                                   u"STABLE", u"IMMUTABLE", u"STRICT", u"SECURITY DEFINER"});
    }
    return slotOfWords({u"AS", u"ON", u"IF NOT EXISTS"});
}

CompletionSlot inAlterColumn(const SqlWords &words, size_t column)
{
    if (column >= words.size())
        return ownColumns();
    const SqlWord &last = words.back();
    if (column + 1 == words.size())
        return slotOfWords({u"TYPE", u"SET NOT NULL", u"DROP NOT NULL", u"SET DEFAULT",
                            u"DROP DEFAULT", u"SET DATA TYPE", u"ADD GENERATED", u"SET STATISTICS",
                            u"DROP IDENTITY"});
    if (last.is("TYPE"))
        return typeSlot();
    if (last.is("SET"))
        return slotOfWords({u"NOT NULL", u"DEFAULT", u"DATA TYPE", u"STATISTICS", u"STORAGE"});
    if (last.is("DROP"))
        return slotOfWords({u"NOT NULL", u"DEFAULT", u"EXPRESSION", u"IDENTITY"});
    if (const auto begins = lastOf(words, {"USING", "DEFAULT"}))
        return queryFrom(words, *begins + 1);
    return slotOfWords({u"USING", u"COLLATE"});
}

CompletionSlot inAdd(const SqlWords &words, size_t at)
{
    WordReader reader(words, at);
    if (reader.atEnd())
        return slotOfWords({u"COLUMN", u"CONSTRAINT", u"PRIMARY KEY (", u"FOREIGN KEY (",
                            u"UNIQUE (", u"CHECK ("});
    if (const auto open = openBracket(words); open && *open >= at) {
        if (auto inner = innerBracket(words, *open))
            return *inner;
        return queryFrom(words, *open);
    }
    if (words.back().is("REFERENCES"))
        return tableSlot();
    if (reader.skipIf("CONSTRAINT")) {
        if (reader.atEnd())
            return {};
        reader.readName();
        if (reader.atEnd())
            return slotOfWords({u"FOREIGN KEY (", u"CHECK (", u"UNIQUE (", u"PRIMARY KEY (",
                                u"UNIQUE USING INDEX", u"PRIMARY KEY USING INDEX"});
        if (words.back().is("INDEX")) {
            CompletionSlot slot;
            slot.indexes = true;
            return slot;
        }
        return slotOfWords({u"REFERENCES", u"NOT VALID", u"ON DELETE CASCADE",
                            u"ON DELETE SET NULL", u"DEFERRABLE"});
    }
    reader.skipIf("COLUMN");
    reader.skipWords({"IF", "NOT", "EXISTS"});
    if (reader.atEnd())
        return words.back().is("COLUMN") ? slotOfWords({u"IF NOT EXISTS"}) : CompletionSlot{};
    return columnParts(words, reader.place());
}

CompletionSlot inAlterTable(const SqlWords &words, size_t at)
{
    WordReader reader(words, at);
    reader.skipWords({"IF", "EXISTS", "ONLY"});
    if (reader.atEnd())
        return tableSlot(at == words.size() ? WordList{u"IF EXISTS", u"ONLY"} : WordList{});
    reader.readName();
    size_t action = reader.place();
    for (size_t i = action; i < words.size(); ++i) {
        if (words[i].is("("))
            i = closingBracket(words, i);
        else if (words[i].is(","))
            action = i + 1;
    }
    if (action >= words.size())
        return slotOfWords({u"ADD COLUMN", u"DROP COLUMN", u"ALTER COLUMN", u"RENAME COLUMN",
                            u"RENAME TO", u"ADD CONSTRAINT", u"DROP CONSTRAINT",
                            u"VALIDATE CONSTRAINT", u"SET SCHEMA", u"OWNER TO", u"ATTACH PARTITION",
                            u"DETACH PARTITION", u"ENABLE ROW LEVEL SECURITY"});
    const QByteArray verb = words[action].upper;
    WordReader rest(words, action + 1);
    if (verb == "ADD")
        return inAdd(words, action + 1);
    if (verb == "ALTER") {
        rest.skipIf("COLUMN");
        return inAlterColumn(words, rest.place());
    }
    if (verb == "VALIDATE" || ((verb == "DROP" || verb == "RENAME") && rest.isAt("CONSTRAINT"))) {
        CompletionSlot slot;
        slot.constraints = !words.back().is("TO");
        return rest.atEnd() ? slotOfWords({u"CONSTRAINT"}) : slot;
    }
    if (verb == "DROP") {
        const bool bare = rest.atEnd();
        rest.skipIf("COLUMN");
        rest.skipWords({"IF", "EXISTS"});
        if (!rest.atEnd())
            return slotOfWords({u"CASCADE", u"RESTRICT"});
        return ownColumns(bare ? WordList{u"COLUMN", u"CONSTRAINT"} : WordList{u"IF EXISTS"});
    }
    if (verb == "RENAME") {
        const bool bare = rest.atEnd();
        rest.skipIf("COLUMN");
        if (rest.atEnd())
            return ownColumns(bare ? WordList{u"COLUMN", u"TO", u"CONSTRAINT"} : WordList{});
        return words.back().is("TO") || rest.isAt("TO") ? CompletionSlot{} : slotOfWords({u"TO"});
    }
    if (words.back().is("PARTITION"))
        return tableSlot();
    if (words.back().is("SCHEMA")) {
        CompletionSlot slot;
        slot.schemas = true;
        return slot;
    }
    if (words.back().is("TRIGGER")) {
        CompletionSlot slot;
        slot.triggers = true;
        return slot;
    }
    return slotOfWords({u"NOT NULL", u"SCHEMA", u"TO"});
}

/// DROP kind, ALTER kind, COMMENT ON kind: what is of that kind.
CompletionSlot ofKind(const SqlWord &kind)
{
    CompletionSlot slot;
    slot.schemas = true;
    slot.relations = isOneOf(kind, {"TABLE", "VIEW", "COLUMN"});
    slot.viewsOnly = kind.is("VIEW");
    slot.indexes = kind.is("INDEX");
    slot.sequences = kind.is("SEQUENCE");
    slot.types = isOneOf(kind, {"TYPE", "DOMAIN"});
    slot.functions = isOneOf(kind, {"FUNCTION", "PROCEDURE", "AGGREGATE", "ROUTINE"});
    return slot;
}

CompletionSlot inDrop(const SqlWords &words)
{
    WordReader reader(words, 1);
    reader.skipWords({"MATERIALIZED", "FOREIGN"});
    if (reader.atEnd())
        return slotOfWords({u"TABLE", u"INDEX", u"VIEW", u"MATERIALIZED VIEW", u"FUNCTION",
                            u"TRIGGER", u"TYPE", u"SCHEMA", u"SEQUENCE", u"EXTENSION", u"DOMAIN",
                            u"POLICY"});
    const SqlWord kind = reader.here();
    reader.skip();
    const bool bare = reader.atEnd();
    reader.skipWords({"IF", "EXISTS", "CONCURRENTLY"});
    if (isOneOf(kind, {"TRIGGER", "POLICY", "RULE"})) {
        if (words.back().is("ON"))
            return tableSlot();
        CompletionSlot slot;
        slot.triggers = reader.atEnd();
        slot.keywords = {u"ON", u"IF EXISTS"};
        return slot;
    }
    if (reader.atEnd() || words.back().is(",")) {
        CompletionSlot slot = ofKind(kind);
        if (bare)
            slot.keywords = {u"IF EXISTS"};
        if (bare && kind.is("INDEX"))
            slot.keywords.push_back(u"CONCURRENTLY");
        return slot;
    }
    return slotOfWords({u"CASCADE", u"RESTRICT"});
}

CompletionSlot inAlter(const SqlWords &words)
{
    WordReader reader(words, 1);
    reader.skipWords({"MATERIALIZED", "FOREIGN"});
    if (reader.atEnd())
        return slotOfWords({u"TABLE", u"INDEX", u"TYPE", u"VIEW", u"FUNCTION", u"SEQUENCE",
                            u"SCHEMA", u"DOMAIN", u"EXTENSION"});
    const SqlWord kind = reader.here();
    reader.skip();
    if (kind.is("TABLE"))
        return inAlterTable(words, reader.place());
    reader.skipWords({"IF", "EXISTS"});
    if (reader.atEnd())
        return ofKind(kind);
    if (kind.is("TYPE"))
        return slotOfWords({u"ADD VALUE", u"RENAME VALUE", u"RENAME TO", u"SET SCHEMA"});
    return slotOfWords({u"RENAME TO", u"OWNER TO", u"SET SCHEMA"});
}

CompletionSlot inComment(const SqlWords &words)
{
    if (words.size() == 1)
        return slotOfWords({u"ON"});
    if (words.size() == 2)
        return slotOfWords({u"TABLE", u"COLUMN", u"FUNCTION", u"INDEX", u"VIEW", u"TYPE", u"SCHEMA",
                            u"SEQUENCE", u"CONSTRAINT", u"TRIGGER"});
    return words.size() == 3 ? ofKind(words[2]) : slotOfWords({u"IS"});
}

CompletionSlot inGrant(const SqlWords &words)
{
    if (words.back().is("ON") || words.back().is("TABLE"))
        return tableSlot({u"TABLE", u"ALL TABLES IN SCHEMA", u"SCHEMA", u"SEQUENCE", u"FUNCTION"});
    if (words.back().is("SCHEMA")) {
        CompletionSlot slot;
        slot.schemas = true;
        return slot;
    }
    return slotOfWords({u"SELECT", u"INSERT", u"UPDATE", u"DELETE", u"ALL", u"USAGE", u"EXECUTE",
                        u"ON", u"TO", u"FROM"});
}

} // namespace

CompletionSlot slotInDefinition(const SqlWords &words)
{
    const SqlWord &verb = words.front();
    if (words.size() >= 2 && words.back().is(":") && words[words.size() - 2].is(":"))
        return typeSlot();
    if (verb.is("CREATE"))
        return inCreate(words);
    if (verb.is("ALTER"))
        return inAlter(words);
    if (verb.is("DROP"))
        return inDrop(words);
    if (verb.is("COMMENT"))
        return inComment(words);
    if (verb.is("GRANT") || verb.is("REVOKE"))
        return inGrant(words);
    if (verb.is("REFRESH")) {
        CompletionSlot slot = tableSlot();
        slot.viewsOnly = true;
        if (words.size() == 1)
            slot = slotOfWords({u"MATERIALIZED VIEW", u"MATERIALIZED VIEW CONCURRENTLY"});
        return slot;
    }
    if (const auto open = openBracket(words); open && verb.is("COPY"))
        return ownColumns();
    return tableSlot({u"TABLE", u"ONLY"}); // TRUNCATE, VACUUM, ANALYZE, LOCK, COPY, REINDEX
}

} // namespace tidemark
