// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringView>

#include <vector>

namespace tidemark {

/// One token of SQLite's SQL (https://sqlite.org/lang_expr.html#literal_values_constants_); white
/// space and comments are no tokens.
struct SqliteToken
{
    enum class Kind {
        Word,   ///< a key word or a bare name
        Name,   ///< a name in "", `` or []; `text` is without them
        String, ///< '...', quotes included; x'...' too
        Number,
        Symbol, ///< an operator, parenthesis, comma, ...
        Broken, ///< a quote that does not end: the rest of the text
    };
    Kind kind = Kind::Symbol;
    QString text;
    qsizetype begin = 0; ///< in the source, `end` is behind the last character
    qsizetype end = 0;

    bool isWord(QLatin1StringView word) const
    {
        return kind == Kind::Word && text.compare(word, Qt::CaseInsensitive) == 0;
    }
    bool isSymbol(QLatin1StringView symbol) const { return kind == Kind::Symbol && text == symbol; }
    bool isName() const { return kind == Kind::Word || kind == Kind::Name; }

    bool operator==(const SqliteToken &) const = default;
};

std::vector<SqliteToken> sqliteTokens(const QString &sql);

/// The tokens first..last-1 as people read them: on one line, without comments, one space where the
/// source had any white space.
QString sqliteText(const QString &source, const std::vector<SqliteToken> &tokens, size_t first,
                   size_t last);

/// A form that is the same for texts that mean the same to SQLite: white space, comments, the case
/// of key words and names, and the quotes of a name do not count; literals do. For comparing, not
/// for reading: a name that needs no quotes has none, one that is also a key word keeps them.
QString canonicalSqliteSql(const QString &sql);

} // namespace tidemark
