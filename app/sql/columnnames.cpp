// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/columnnames.h"

#include "sql/identifier.h"
#include "sql/tokenizer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// What follows these is another name: a table, a type, an alias, a collation, the trigger itself.
constexpr std::array<std::string_view, 8> kBeforeOthers{"COLLATE", "AS",   "TRIGGER", "RULE",
                                                        "TABLE",   "JOIN", "INTO",    "FUNCTION"};

class ColumnRenamer
{
public:
    ColumnRenamer(QByteArray text, const ColumnNames &columns)
        : m_text(std::move(text))
        , m_columns(columns)
        , m_table(columns.qualifiers.value(0))
    {
        SqlTokenizer tokenizer(m_text, columns.engine);
        for (SqlToken token = tokenizer.next(); token.kind != SqlToken::Kind::End;
             token = tokenizer.next()) {
            m_tokens.push_back(token);
            m_names.push_back(isName(token) ? tokenizer.nameOf(token) : QString());
            if (m_on < 0 && tokenizer.isWord(m_tokens.front(), "CREATE") &&
                tokenizer.isWord(token, "ON"))
                m_on = qsizetype(m_tokens.size()) - 1;
        }
    }

    QByteArray renamed();
    QByteArray withRenamedOutput();

private:
    static bool isName(const SqlToken &token)
    {
        return token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
    }
    bool sqlite() const { return m_columns.engine == Engine::Sqlite; }
    // Of QByteArray, it knows the letters that SQLite knows.
    QString folded(const QString &name) const
    {
        return sqlite() ? QString::fromUtf8(name.toUtf8().toLower()) : name;
    }
    QByteArray textAt(qsizetype at) const
    {
        if (at < 0 || at >= qsizetype(m_tokens.size()))
            return {};
        const SqlToken &token = m_tokens[at];
        return m_text.mid(token.start, token.end - token.start);
    }
    /// PostgreSQL deparses key words in upper case and names in lower case.
    QByteArray wordAt(qsizetype at) const
    {
        if (at < 0 || at >= qsizetype(m_tokens.size()) || m_tokens[at].kind != SqlToken::Kind::Word)
            return {};
        return sqlite() ? textAt(at).toUpper() : textAt(at);
    }
    qsizetype afterType(qsizetype at) const;
    qsizetype closing(qsizetype at) const;
    QString qualifiedAt(qsizetype &at) const;
    void noteTable(qsizetype at);
    bool isOther(qsizetype at) const;
    bool isColumn(qsizetype at) const;

    QByteArray m_text;
    const ColumnNames &m_columns;
    QString m_table;
    std::vector<SqlToken> m_tokens;
    std::vector<QString> m_names;
    QStringList m_aliases;
    qsizetype m_on = -1; ///< where a trigger's text says its table
    bool m_ours = true;  ///< bare names are those of this table's columns
};

/// Behind the parenthesis that closes the one here.
qsizetype ColumnRenamer::closing(qsizetype at) const
{
    int depth = 0;
    for (; at < qsizetype(m_tokens.size()); ++at) {
        const QByteArray text = textAt(at);
        depth += text == "(" ? 1 : text == ")" ? -1 : 0;
        if (depth == 0)
            return at + 1;
    }
    return at;
}

/// Behind a type as format_type() writes it: "timestamp(3) without time zone[]", public."Mood".
qsizetype ColumnRenamer::afterType(qsizetype at) const
{
    while (at < qsizetype(m_tokens.size())) {
        const QByteArray text = textAt(at);
        const bool word = m_tokens[at].kind == SqlToken::Kind::QuotedName ||
                          (m_tokens[at].kind == SqlToken::Kind::Word && text == text.toLower());
        if (text == "(")
            at = closing(at);
        else if (word || text == "." || text == "[" || text == "]" ||
                 (m_tokens[at].kind == SqlToken::Kind::Number && textAt(at - 1) == "["))
            ++at;
        else
            break;
    }
    return at;
}

/// The name that begins here, as it is shown, and `at` behind it.
QString ColumnRenamer::qualifiedAt(qsizetype &at) const
{
    QString shown;
    while (at < qsizetype(m_tokens.size()) && isName(m_tokens[at])) {
        shown += displayIdentifier(m_names[at]);
        ++at;
        if (textAt(at) != ".")
            break;
        shown += u'.';
        ++at;
    }
    return shown;
}

/// In a text with queries: what a table is called there, and whose columns a bare name means.
void ColumnRenamer::noteTable(qsizetype at)
{
    const QByteArray before = wordAt(at - 1);
    const bool written = before == "INTO" || (before == "UPDATE" && wordAt(at) != "OF");
    const bool read = before == "FROM" || before == "JOIN" || textAt(at - 1) == ",";
    if (!isName(m_tokens[at]) || !(written || read))
        return;
    const QString name = qualifiedAt(at);
    const bool ours = folded(name) == folded(m_table);
    if (written)
        m_ours = ours;
    if (!ours)
        return;
    if (wordAt(at) == "AS")
        ++at;
    if (at < qsizetype(m_tokens.size()) && isName(m_tokens[at]) &&
        (m_tokens[at].kind == SqlToken::Kind::QuotedName || textAt(at) == textAt(at).toLower()))
        m_aliases += m_names[at];
}

bool ColumnRenamer::isOther(qsizetype at) const
{
    const QByteArray next = textAt(at + 1);
    if (next == "(" || next == "." || (next == "=" && textAt(at + 2) == ">"))
        return true;
    const QByteArray before = wordAt(at - 1);
    if (std::ranges::find(kBeforeOthers, std::string_view(before)) != kBeforeOthers.end())
        return true;
    if (textAt(at - 1) == "(" && wordAt(at - 2) == "EXTRACT")
        return true;
    // SQLite does not qualify them.
    return sqlite() && ((before == "FROM" && wordAt(at - 2) != "DISTINCT") || before == "UPDATE" ||
                        before == "EXISTS" || (at > 0 && at - 1 == m_on));
}

bool ColumnRenamer::isColumn(qsizetype at) const
{
    if (!isName(m_tokens[at]) || isOther(at))
        return false;
    if (textAt(at - 1) != ".")
        return m_ours;
    if (at < 2 || !isName(m_tokens[at - 2]))
        return false;
    const QString owner = m_names[at - 2];
    if (textAt(at - 3) == ".") {
        const QString whole = at < 4 ? QString() : displayQualified(m_names[at - 4], owner);
        return folded(whole) == folded(m_table);
    }
    const auto isIt = [&](const QString &one) { return folded(one) == folded(owner); };
    const bool ofRow = owner.compare("old"_L1, Qt::CaseInsensitive) == 0 ||
                       owner.compare("new"_L1, Qt::CaseInsensitive) == 0;
    return (ofRow && m_columns.ownText) || std::ranges::any_of(m_columns.qualifiers, isIt) ||
           std::ranges::any_of(m_aliases, isIt);
}

QByteArray ColumnRenamer::renamed()
{
    // Aliases may stand behind their first use.
    for (qsizetype at = 0; at < qsizetype(m_tokens.size()); ++at)
        noteTable(at);
    m_ours = m_columns.ownText || m_on < 0;
    QByteArray result;
    qsizetype copied = 0;
    for (qsizetype at = 0; at < qsizetype(m_tokens.size()); ++at) {
        if (!sqlite() && textAt(at) == ":" && textAt(at - 1) == ":") {
            at = afterType(at + 1) - 1;
            continue;
        }
        noteTable(at);
        const auto found = m_columns.names.constFind(folded(m_names[at]));
        if (found == m_columns.names.cend() || !isColumn(at))
            continue;
        const SqlToken &token = m_tokens[at];
        const QByteArray text = textAt(at);
        // An upper case word of the server's own text is none of its names.
        if (!sqlite() && token.kind == SqlToken::Kind::Word && text != text.toLower())
            continue;
        result +=
            m_text.mid(copied, token.start - copied) + displayIdentifier(found.value()).toUtf8();
        copied = token.end;
    }
    return result + m_text.mid(copied);
}

/// What the first list of a query calls its columns.
QByteArray ColumnRenamer::withRenamedOutput()
{
    QByteArray result;
    qsizetype copied = 0;
    int depth = 0;
    for (qsizetype at = 0; at < qsizetype(m_tokens.size()); ++at) {
        const QByteArray text = textAt(at);
        depth += text == "(" ? 1 : text == ")" ? -1 : 0;
        const bool last = depth == 0 && wordAt(at) == "FROM";
        if (depth == 0 && (text == "," || text == ";" || last) && at > 0) {
            const SqlToken &name = m_tokens[at - 1];
            const auto found = m_columns.names.constFind(m_names[at - 1]);
            const QByteArray before = wordAt(at - 2);
            // The server says no name where the column itself has it.
            const bool said = before == "AS" && textAt(at - 4) == "." && at >= 6 &&
                              (textAt(at - 6) == "," || wordAt(at - 6) == "SELECT") &&
                              found != m_columns.names.cend() && m_names[at - 3] == found.value();
            if (said) {
                result += m_text.mid(copied, m_tokens[at - 3].end - copied);
                copied = name.end;
                if (last)
                    break;
                continue;
            }
            const bool plain = textAt(at - 2) == "." || textAt(at - 2) == "," || before == "SELECT";
            if (found != m_columns.names.cend() && (plain || before == "AS")) {
                const QByteArray fresh = displayIdentifier(found.value()).toUtf8();
                result += m_text.mid(copied, (plain ? name.end : name.start) - copied) +
                          (plain ? " AS " + fresh : fresh);
                copied = name.end;
            }
        }
        if (last)
            break;
    }
    return result + m_text.mid(copied);
}

bool isMentioned(const QString &text, const ColumnNames &columns)
{
    return std::any_of(columns.names.keyBegin(), columns.names.keyEnd(), [&](const QString &name) {
        return text.contains(QString(name).replace(u'"', u"\"\""_s), Qt::CaseInsensitive);
    });
}

} // namespace

QString renameOutputColumns(const QString &query, const ColumnNames &columns)
{
    if (!isMentioned(query, columns))
        return query;
    return QString::fromUtf8(ColumnRenamer(query.toUtf8(), columns).withRenamedOutput());
}

QString renameColumns(const QString &expression, const ColumnNames &columns)
{
    if (!isMentioned(expression, columns))
        return expression;
    return QString::fromUtf8(ColumnRenamer(expression.toUtf8(), columns).renamed());
}

} // namespace tidemark
