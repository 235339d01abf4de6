// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/completionscript.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Words between a statement's kind and its object.
void skipConditions(WordReader &words)
{
    words.skipWords({"IF", "NOT", "EXISTS", "ONLY", "CONCURRENTLY"});
}

/// What ends a column's type.
bool endsType(const SqlWord &word)
{
    return isOneOf(word, {"NOT", "NULL", "DEFAULT", "PRIMARY", "UNIQUE", "REFERENCES", "CHECK",
                          "GENERATED", "COLLATE", "CONSTRAINT", "ON", "USING", "DEFERRABLE",
                          "STORAGE", "COMPRESSION", "AS", ",", ")"});
}

QString readType(WordReader &words)
{
    QString type;
    while (!words.atEnd() && !endsType(words.here())) {
        const SqlWord &word = words.here();
        const bool glued = word.kind == SqlToken::Kind::Symbol || type.endsWith(u'(') ||
                           type.endsWith(u'.') || type.endsWith(u',');
        if (!glued && !type.isEmpty())
            type += u' ';
        if (word.is("(")) {
            words.skipBracket();
            type += u"(…)"_s;
            continue;
        }
        type += word.isName() ? word.name : QString::fromUtf8(word.upper);
        words.skip();
    }
    return type;
}

void followAlterColumn(WordReader &words, CompletionRelation &relation)
{
    words.skipIf("COLUMN");
    const auto column = words.readName();
    if (!column)
        return;
    if (words.skipIf("SET"))
        words.skipIf("DATA");
    if (!words.skipIf("TYPE"))
        return;
    for (CompletionColumn &one : relation.columns) {
        if (one.name == column->name)
            one.type = readType(words);
    }
}

void followAdd(WordReader &words, CompletionRelation &relation)
{
    if (words.skipIf("CONSTRAINT")) {
        if (const auto name = words.readName())
            relation.constraints += name->name;
        return;
    }
    if (!words.atEnd() &&
        isOneOf(words.here(), {"PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE"}))
        return;
    words.skipIf("COLUMN");
    skipConditions(words);
    if (const auto column = words.readName())
        relation.columns.push_back({column->name, readType(words)});
}

void followDrop(WordReader &words, CompletionRelation &relation)
{
    const bool constraint = words.skipIf("CONSTRAINT");
    words.skipIf("COLUMN");
    skipConditions(words);
    const auto name = words.readName();
    if (!name)
        return;
    if (constraint)
        relation.constraints.removeAll(name->name);
    else
        std::erase_if(relation.columns,
                      [&](const CompletionColumn &column) { return column.name == name->name; });
}

void followRename(WordReader &words, const SqlName &table, ScriptNames &names)
{
    CompletionRelation *const relation = names.changed(table);
    if (!relation)
        return;
    const bool constraint = words.skipIf("CONSTRAINT");
    if (words.skipIf("TO")) {
        if (const auto name = words.readName())
            relation->name.name = name->name;
        return;
    }
    words.skipIf("COLUMN");
    const auto from = words.readName();
    if (!from || !words.skipIf("TO"))
        return;
    const auto to = words.readName();
    if (!to)
        return;
    if (constraint) {
        relation->constraints.replaceInStrings(from->name, to->name);
        return;
    }
    for (CompletionColumn &column : relation->columns) {
        if (column.name == from->name)
            column.name = to->name;
    }
}

/// Up to the next comma outside of brackets, and behind it.
void skipAction(WordReader &words)
{
    while (!words.atEnd() && !words.isAt(",")) {
        if (words.isAt("("))
            words.skipBracket();
        else
            words.skip();
    }
    if (!words.atEnd())
        words.skip();
}

void followAlterTable(WordReader &words, ScriptNames &names)
{
    skipConditions(words);
    const auto table = words.readName();
    if (!table)
        return;
    if (words.skipIf("RENAME"))
        return followRename(words, *table, names);
    CompletionRelation *const relation = names.changed(*table);
    while (relation && !words.atEnd()) {
        if (words.skipIf("ADD"))
            followAdd(words, *relation);
        else if (words.skipIf("DROP"))
            followDrop(words, *relation);
        else if (words.skipIf("ALTER"))
            followAlterColumn(words, *relation);
        else if (words.skipIf("SET") && words.skipIf("SCHEMA")) {
            if (const auto schema = words.readName())
                relation->name.schema = schema->name;
        }
        skipAction(words);
    }
}

void followCreateTable(WordReader &words, const SqlWords &statement, ScriptNames &names)
{
    skipConditions(words);
    const auto name = words.readName();
    if (!name)
        return;
    const auto bracket = words.place();
    if (!words.isAt("(")) {
        names.add(CompletionRelation{*name, CompletionKind::Table, nullptr, {}, {}, {}});
        return;
    }
    CompletionRelation relation = relationInBrackets(*name, statement, bracket);
    // LIKE other brings all of its columns.
    const size_t end = closingBracket(statement, bracket);
    for (size_t i = bracket + 1; i + 1 < end; ++i) {
        if (!statement[i].is("LIKE") || !(statement[i - 1].is("(") || statement[i - 1].is(",")))
            continue;
        WordReader other(statement, i + 1);
        const auto like = other.readName();
        if (const CompletionRelation *known = like ? names.find(*like) : nullptr) {
            const CompletionRelation own = known->unfolded();
            relation.columns.insert(relation.columns.end(), own.columns.begin(), own.columns.end());
        }
    }
    names.add(std::move(relation));
}

void followCreateView(WordReader &words, ScriptNames &names)
{
    skipConditions(words);
    const auto name = words.readName();
    if (!name)
        return;
    CompletionRelation view{*name, CompletionKind::View, nullptr, {}, {}, {}};
    if (words.skipIf("(")) {
        while (const auto column = words.readName()) {
            view.columns.push_back({column->name, {}});
            words.skipIf(",");
        }
    }
    names.removeRelation(*name); // OR REPLACE
    names.add(std::move(view));
}

void followCreateIndex(WordReader &words, ScriptNames &names)
{
    skipConditions(words);
    if (words.isAt("ON"))
        return; // the server names it
    const auto name = words.readName();
    if (!name || !words.skipIf("ON"))
        return;
    words.skipIf("ONLY");
    const auto table = words.readName();
    names.add(CompletionThing{CompletionKind::Index, *name,
                              u"index of "_s + (table ? table->name : QString())});
}

void followCreateTrigger(WordReader &words, ScriptNames &names)
{
    skipConditions(words);
    const auto name = words.readName();
    while (!words.atEnd() && !words.isAt("ON"))
        words.skip();
    words.skipIf("ON");
    const auto table = words.readName();
    CompletionRelation *const relation = name && table ? names.changed(*table) : nullptr;
    if (relation)
        relation->triggers += name->name;
}

void followCreate(WordReader &words, const SqlWords &statement, ScriptNames &names)
{
    words.skipWords({"OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "GLOBAL", "LOCAL", "UNIQUE",
                     "MATERIALIZED", "RECURSIVE", "VIRTUAL", "FOREIGN", "CONSTRAINT"});
    const auto add = [&](CompletionKind kind, const QString &detail) {
        skipConditions(words);
        if (const auto name = words.readName())
            names.add(CompletionThing{kind, *name, detail});
    };
    if (words.skipIf("TABLE"))
        return followCreateTable(words, statement, names);
    if (words.skipIf("VIEW"))
        return followCreateView(words, names);
    if (words.skipIf("INDEX"))
        return followCreateIndex(words, names);
    if (words.skipIf("TRIGGER"))
        return followCreateTrigger(words, names);
    if (words.skipIf("TYPE"))
        return add(CompletionKind::Type, u"type"_s);
    if (words.skipIf("DOMAIN"))
        return add(CompletionKind::Type, u"domain"_s);
    if (words.skipIf("SCHEMA"))
        return add(CompletionKind::Schema, u"schema"_s);
    if (words.skipIf("SEQUENCE"))
        return add(CompletionKind::Sequence, u"sequence"_s);
    if (words.skipIf("FUNCTION") || words.skipIf("PROCEDURE") || words.skipIf("AGGREGATE"))
        return add(CompletionKind::Function, u"(…)"_s);
}

void followDropOf(WordReader &words, ScriptNames &names)
{
    words.skipWords({"MATERIALIZED", "FOREIGN"});
    if (words.atEnd())
        return;
    const QByteArray kind = words.here().upper;
    words.skip();
    skipConditions(words);
    do {
        const auto name = words.readName();
        if (!name)
            return;
        if (kind == "TABLE" || kind == "VIEW")
            names.removeRelation(*name);
        else if (kind == "TYPE" || kind == "DOMAIN")
            names.removeThing(CompletionKind::Type, *name);
        else if (kind == "FUNCTION" || kind == "PROCEDURE" || kind == "AGGREGATE")
            names.removeThing(CompletionKind::Function, *name);
        else if (kind == "SEQUENCE")
            names.removeThing(CompletionKind::Sequence, *name);
        else if (kind == "INDEX")
            names.removeThing(CompletionKind::Index, *name);
        else if (kind == "SCHEMA")
            names.removeThing(CompletionKind::Schema, *name);
        if (words.isAt("("))
            words.skipBracket();
    } while (words.skipIf(","));
}

} // namespace

bool WordReader::skipIf(QByteArrayView word)
{
    const bool there = isAt(word);
    if (there)
        ++m_at;
    return there;
}

void WordReader::skipWords(std::initializer_list<QByteArrayView> words)
{
    while (!atEnd() && isOneOf(here(), words))
        ++m_at;
}

void WordReader::skipBracket()
{
    m_at = std::min(closingBracket(m_words, m_at) + 1, m_words.size());
}

std::optional<SqlName> WordReader::readName()
{
    if (atEnd() || !here().isName())
        return std::nullopt;
    SqlName name{{}, here().name};
    skip();
    while (m_at + 1 < m_words.size() && here().is(".") && m_words[m_at + 1].isName()) {
        name = {name.name, m_words[m_at + 1].name};
        m_at += 2;
    }
    return name;
}

CompletionRelation relationInBrackets(const SqlName &name, const SqlWords &words, size_t at)
{
    CompletionRelation relation{name, CompletionKind::Table, nullptr, {}, {}, {}};
    const size_t end = closingBracket(words, at);
    WordReader reader(words, at + 1);
    while (reader.place() < end && !reader.atEnd()) {
        if (reader.skipIf("CONSTRAINT")) {
            if (const auto constraint = reader.readName())
                relation.constraints += constraint->name;
        } else if (!isOneOf(reader.here(),
                            {"PRIMARY", "UNIQUE", "CHECK", "FOREIGN", "EXCLUDE", "LIKE"})) {
            if (const auto column = reader.readName())
                relation.columns.push_back({column->name, readType(reader)});
        }
        const size_t before = reader.place();
        skipAction(reader);
        if (reader.place() == before)
            break;
    }
    return relation;
}

void followStatement(const SqlWords &statement, ScriptNames &names)
{
    WordReader words(statement);
    if (words.skipIf("CREATE"))
        return followCreate(words, statement, names);
    if (words.skipIf("DROP"))
        return followDropOf(words, names);
    if (!words.skipIf("ALTER"))
        return;
    words.skipWords({"MATERIALIZED", "FOREIGN"});
    if (words.skipIf("TABLE") || words.skipIf("VIEW"))
        followAlterTable(words, names);
}

} // namespace tidemark
