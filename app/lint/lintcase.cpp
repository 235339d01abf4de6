// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/lintcase.h"

#include "sql/tokenizer.h"
#include "sql/utf8text.h"

#include <algorithm>

namespace tidemark {

SourceLocation LintStatement::at(qsizetype offset) const
{
    PositionCounter counter(source.text, source.where.file, source.where.line);
    SourceLocation where = counter.at(
        std::clamp<qsizetype>(offset, 0, std::max<qsizetype>(source.text.size() - 1, 0)));
    if (where.line == source.where.line)
        where.column += std::max(source.where.column - 1, 0);
    return where;
}

qsizetype LintStatement::find(const QString &name, qsizetype from) const
{
    // The tree is only there for PostgreSQL; the quotes that the other engine knows do no harm.
    const Engine engine = node() ? Engine::PostgreSql : Engine::Sqlite;
    const QString plain = name.section(u'(', 0, 0).section(u'.', -1);
    // Nodes that the parser gives no place have -1.
    SqlTokenizer tokens(source.text, engine, std::max<qsizetype>(from, 0));
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End; token = tokens.next()) {
        const bool isName =
            token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
        if (isName && tokens.nameOf(token).compare(plain, Qt::CaseInsensitive) == 0)
            return token.start;
    }
    return 0;
}

qsizetype LintStatement::placeOf(const Effect &effect) const
{
    if (effect.change == Effect::Change::Added && effect.offset > 0)
        return effect.offset;
    const qsizetype named = find(effect.key.name, effect.offset);
    return named > 0 ? named : effect.offset;
}

int LintStatement::lastLine() const
{
    return source.where.line + static_cast<int>(source.text.count('\n'));
}

bool LintCase::hasStatements(LintSide side) const
{
    return std::ranges::any_of(
        statements, [side](const LintStatement &statement) { return statement.side == side; });
}

bool LintCase::isNew(const LintStatement &statement, const QString &table) const
{
    const auto &made = newTables[statement.side == LintSide::Up ? 0 : 1];
    const auto found = made.find(table);
    return found != made.end() && found->second <= statement.index;
}

bool LintCase::isRebuilt(const LintStatement &statement, const QString &table) const
{
    // Under another name the old one may still be there until the rows are copied.
    QString name = table;
    forEachEffect([&](const LintStatement &earlier, const Effect &effect) {
        if (engine == Engine::Sqlite && earlier.side == statement.side &&
            earlier.index < statement.index && effect.key.kind == CatalogKind::Table &&
            effect.change == Effect::Change::Renamed && effect.newName == table)
            name = effect.key.name;
    });
    if (name != table && isNew(statement, name))
        return true;
    bool again = false;
    forEachEffect([&](const LintStatement &later, const Effect &effect) {
        if (later.side != statement.side || later.index <= statement.index ||
            effect.key.kind != CatalogKind::Table)
            return;
        again |= effect.change == Effect::Change::Added && effect.key.name == table;
        again |= effect.change == Effect::Change::Renamed && effect.newName == table;
    });
    return again;
}

bool LintCase::upMakes(const CatalogKey &key) const
{
    bool makes = false;
    forEachEffect([&](const LintStatement &statement, const Effect &effect) {
        if (statement.side != LintSide::Up)
            return;
        makes |= effect.change == Effect::Change::Added && effect.key == key;
        makes |= effect.change == Effect::Change::Renamed && effect.newName == key.name;
    });
    return makes;
}

} // namespace tidemark
