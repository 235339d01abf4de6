// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/sqlite/sqlitetext.h"

#include "ddl/sqlite/sqlitechanges.h"

#include "schema/schema.h"
#include "schema/sqlite/sqlitetokens.h"
#include "sql/identifier.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace tidemark::sqlite {

namespace {

/// A literal stands by itself, anything else in parentheses. Literals are also all that ADD COLUMN
/// takes.
QString defaultText(const QString &value)
{
    using Kind = SqliteToken::Kind;
    const auto tokens = sqliteTokens(value);
    const bool plain =
        tokens.size() == 1 && tokens[0].kind != Kind::Symbol && tokens[0].kind != Kind::Broken;
    const bool withSign = tokens.size() == 2 && tokens[1].kind == Kind::Number &&
                          (tokens[0].text == u"-" || tokens[0].text == u"+");
    return plain || withSign ? value : u'(' + value + u')';
}

/// What an expression says of its table by name means the table under its new name.
QString withTableName(const QString &expression, const QString &from, const QString &to)
{
    if (from == to)
        return expression;
    const auto tokens = sqliteTokens(expression);
    QString result;
    qsizetype copied = 0;
    for (size_t i = 0; i + 1 < tokens.size(); ++i) {
        if (!tokens[i].isName() || !sameName(tokens[i].text, from) ||
            !tokens[i + 1].isSymbol("."_L1))
            continue;
        result += expression.mid(copied, tokens[i].begin - copied) + nameText(to);
        copied = tokens[i].end;
    }
    return result + expression.mid(copied);
}

QString keyText(const IndexKey &key)
{
    QString text = key.column.isEmpty() ? key.expression : nameText(key.column);
    if (!key.collation.isEmpty())
        text += u" COLLATE "_s + nameText(key.collation);
    if (key.descending)
        text += u" DESC"_s;
    return text;
}

QString keysText(const std::vector<IndexKey> &keys)
{
    QStringList texts;
    for (const IndexKey &key : keys)
        texts += keyText(key);
    return texts.join(u", "_s);
}

QString conflictText(const Constraint &constraint)
{
    return constraint.onConflict.isEmpty() ? QString() : u" ON CONFLICT "_s + constraint.onConflict;
}

/// The primary key that is written beside its column: of one column, ordered by nothing but perhaps
/// DESC, which there, and only there, makes INTEGER PRIMARY KEY an ordinary column.
const Constraint *columnKey(const Relation &table)
{
    const Constraint *key = table.primaryKey();
    if (!key || key->columns.size() != 1)
        return nullptr;
    const bool collated = !key->index.empty() && !key->index.front().keys.empty() &&
                          !key->index.front().keys.front().collation.isEmpty();
    return collated ? nullptr : key;
}

QString columnKeyText(const Constraint &key, bool autoincrement)
{
    QString text = u' ' + constraintHead(key) + u"PRIMARY KEY"_s;
    const bool descending = !key.index.empty() && !key.index.front().keys.empty() &&
                            key.index.front().keys.front().descending;
    if (descending)
        text += u" DESC"_s;
    text += conflictText(key);
    return autoincrement ? text + u" AUTOINCREMENT"_s : text;
}

QString constraintText(const Constraint &constraint, const Relation &table, const QString &name)
{
    const QString head = constraintHead(constraint);
    const QString keys = constraint.index.empty() ? nameList(constraint.columns)
                                                  : keysText(constraint.index.front().keys);
    switch (constraint.type) {
    case ConstraintKind::PrimaryKey:
        return head + u"PRIMARY KEY (%1)"_s.arg(keys) + conflictText(constraint);
    case ConstraintKind::Unique:
        return head + u"UNIQUE (%1)"_s.arg(keys) + conflictText(constraint);
    case ConstraintKind::ForeignKey:
        return head + u"FOREIGN KEY (%1) "_s.arg(nameList(constraint.columns)) +
               referencesText(constraint);
    default:
        break;
    }
    return head + u"CHECK ("_s + withTableName(constraint.expression, table.name, name) + u')';
}

} // namespace

QString nameText(const QString &name)
{
    const QByteArray bytes = name.toUtf8();
    return sqlite3_keyword_check(bytes.constData(), int(bytes.size())) != 0
               ? quoteIdentifier(name)
               : displayIdentifier(name);
}

QString nameList(const QStringList &names)
{
    QStringList texts;
    for (const QString &name : names)
        texts += nameText(name);
    return texts.join(u", "_s);
}

QString constraintHead(const Constraint &constraint)
{
    return constraint.name.isEmpty() ? QString()
                                     : u"CONSTRAINT %1 "_s.arg(nameText(constraint.name));
}

QString referencesText(const Constraint &key)
{
    QString text = u"REFERENCES "_s + nameText(key.referencedTable);
    if (!key.referencedColumns.isEmpty())
        text += u" (%1)"_s.arg(nameList(key.referencedColumns));
    if (key.onUpdate != ReferentialAction::NoAction)
        text += u" ON UPDATE "_s + toText(key.onUpdate).toUpper();
    if (key.onDelete != ReferentialAction::NoAction)
        text += u" ON DELETE "_s + toText(key.onDelete).toUpper();
    if (key.deferrable)
        text += key.initiallyDeferred ? u" DEFERRABLE INITIALLY DEFERRED"_s : u" DEFERRABLE"_s;
    return text;
}

QString columnText(const Column &column)
{
    QString text = nameText(column.name);
    if (!column.type.isEmpty())
        text += u' ' + column.type;
    if (!column.collation.isEmpty())
        text += u" COLLATE "_s + nameText(column.collation);
    if (column.notNull)
        text += u" NOT NULL"_s;
    if (!column.onConflict.isEmpty())
        text += u" ON CONFLICT "_s + column.onConflict;
    if (!column.defaultValue.isEmpty())
        text += u" DEFAULT "_s + defaultText(column.defaultValue);
    if (column.generated != GeneratedKind::None)
        text += u" GENERATED ALWAYS AS (%1) %2"_s.arg(column.generatedAs,
                                                      toText(column.generated).toUpper());
    return text;
}

QString createTable(const Relation &table, const QString &name)
{
    if (!table.definition.isEmpty())
        return table.definition;
    const Constraint *key = columnKey(table);
    QStringList lines;
    for (Column column : table.columns) {
        column.generatedAs = withTableName(column.generatedAs, table.name, name);
        QString line = columnText(column);
        if (key && sameName(column.name, key->columns.front()))
            line += columnKeyText(*key, table.autoincrement);
        lines += line;
    }
    for (const Constraint &constraint : table.constraints) {
        if (&constraint != key)
            lines += constraintText(constraint, table, name);
    }
    QStringList tail;
    if (table.withoutRowid)
        tail += u"WITHOUT ROWID"_s;
    if (table.strict)
        tail += u"STRICT"_s;
    return u"CREATE TABLE %1 (\n    %2\n)"_s.arg(nameText(name), lines.join(u",\n    "_s)) +
           (tail.isEmpty() ? QString() : u' ' + tail.join(u", "_s));
}

QString createIndex(const Index &index, const QString &table)
{
    // A text that could not be taken apart is kept whole.
    if (!index.options.isEmpty())
        return index.options.constFirst();
    QString text = index.unique ? u"CREATE UNIQUE INDEX "_s : u"CREATE INDEX "_s;
    text += u"%1 ON %2 (%3)"_s.arg(nameText(index.name), nameText(table), keysText(index.keys));
    if (!index.predicate.isEmpty())
        text += u" WHERE "_s + index.predicate;
    return text;
}

} // namespace tidemark::sqlite
