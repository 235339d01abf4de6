// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/definitions.h"

#include "sql/tokenizer.h"

#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Reads tokens with one of them in sight.
class Words
{
public:
    explicit Words(QByteArrayView text)
        : m_tokenizer(text, Engine::PostgreSql)
        , m_token(m_tokenizer.next())
    {
    }

    const SqlToken &now() const { return m_token; }
    void advance() { m_token = m_tokenizer.next(); }
    bool atEnd() const { return m_token.kind == SqlToken::Kind::End; }
    bool is(QByteArrayView word) const { return m_tokenizer.isWord(m_token, word); }
    bool isSymbol(QByteArrayView symbol) const { return text() == symbol; }
    QByteArrayView text() const { return m_tokenizer.textOf(m_token); }

    bool take(QByteArrayView word)
    {
        if (!is(word))
            return false;
        advance();
        return true;
    }
    bool takeAny(std::initializer_list<QByteArrayView> words)
    {
        return std::ranges::any_of(words, [this](QByteArrayView word) { return take(word); });
    }
    bool isName() const
    {
        return m_token.kind == SqlToken::Kind::Word || m_token.kind == SqlToken::Kind::QuotedName;
    }
    QString name()
    {
        const QString name = m_tokenizer.nameOf(m_token);
        advance();
        return name;
    }
    std::optional<NamedRelation> relation()
    {
        if (!isName())
            return {};
        NamedRelation relation;
        relation.name = name();
        while (isSymbol(".")) {
            advance();
            if (!isName())
                return {};
            relation.schema = std::exchange(relation.name, name());
        }
        return relation;
    }
    /// Behind the parenthesis that closes the one that was just passed, or to the first comma.
    void skipToComma()
    {
        for (int depth = 0; !atEnd(); advance()) {
            if (depth == 0 && (isSymbol(",") || isSymbol(")")))
                return;
            depth += isSymbol("(") ? 1 : isSymbol(")") ? -1 : 0;
        }
    }

private:
    SqlTokenizer m_tokenizer;
    SqlToken m_token;
};

/// What ends a type in a column's definition.
bool endsType(const Words &words)
{
    static constexpr std::array<QByteArrayView, 11> ends{
        "COLLATE", "CONSTRAINT", "NOT",    "NULL",        "DEFAULT", "GENERATED",
        "CHECK",   "REFERENCES", "UNIQUE", "COMPRESSION", "STORAGE"};
    return words.atEnd() || words.is("PRIMARY") || words.is("OPTIONS") || words.is("WITH") ||
           std::ranges::any_of(ends, [&](QByteArrayView word) { return words.is(word); });
}

QString readType(Words &words, QByteArrayView text)
{
    const qsizetype start = words.now().start;
    qsizetype end = start;
    bool first = true;
    for (int depth = 0; !words.atEnd(); words.advance()) {
        if (depth == 0 && (words.isSymbol(",") || words.isSymbol(")")))
            break;
        // "character varying WITHOUT ...", "timestamp with time zone"
        const bool zone = words.is("WITH") && !first;
        if (depth == 0 && endsType(words) && !zone)
            break;
        depth += words.isSymbol("(") ? 1 : words.isSymbol(")") ? -1 : 0;
        end = words.now().end;
        first = false;
    }
    return QString::fromUtf8(text.sliced(start, end - start));
}

/// A table constraint, or LIKE: no column.
bool isConstraint(const Words &words)
{
    return words.is("CONSTRAINT") || words.is("CHECK") || words.is("UNIQUE") ||
           words.is("PRIMARY") || words.is("FOREIGN") || words.is("EXCLUDE") || words.is("LIKE");
}

DefinedColumn readColumn(Words &words, QByteArrayView text)
{
    DefinedColumn column;
    column.name = words.name();
    column.type = readType(words, text);
    // GENERATED ALWAYS AS (expression); an identity is GENERATED ... AS IDENTITY and has values.
    for (int depth = 0; !words.atEnd(); words.advance()) {
        if (depth == 0 && (words.isSymbol(",") || words.isSymbol(")")))
            break;
        depth += words.isSymbol("(") ? 1 : words.isSymbol(")") ? -1 : 0;
        if (depth == 0 && words.is("AS")) {
            words.advance();
            column.generated = words.isSymbol("(");
            depth += column.generated ? 1 : 0;
        }
    }
    return column;
}

/// Behind CREATE and what may stand before the kind.
bool takeCreate(Words &words)
{
    if (!words.take("CREATE"))
        return false;
    while (words.takeAny({"OR", "REPLACE", "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "UNLOGGED",
                          "UNIQUE", "RECURSIVE", "CONSTRAINT", "TRUSTED", "PROCEDURAL", "DEFAULT"}))
        continue;
    return true;
}

std::optional<NamedRelation> namedAfter(QByteArrayView statement, QByteArrayView first,
                                        QByteArrayView second)
{
    Words words(statement);
    if (!words.take(first) || (!second.isEmpty() && !words.take(second)))
        return {};
    return words.relation();
}

/// The kinds of two or three words; the others have one.
QString takeKind(Words &words)
{
    static const QStringList longer{
        u"FOREIGN TABLE"_s,      u"MATERIALIZED VIEW"_s,         u"EVENT TRIGGER"_s,
        u"ACCESS METHOD"_s,      u"FOREIGN DATA WRAPPER"_s,      u"OPERATOR CLASS"_s,
        u"OPERATOR FAMILY"_s,    u"TEXT SEARCH CONFIGURATION"_s, u"TEXT SEARCH DICTIONARY"_s,
        u"TEXT SEARCH PARSER"_s, u"TEXT SEARCH TEMPLATE"_s,      u"USER MAPPING"_s,
        u"VIRTUAL TABLE"_s};
    QString kind = QString::fromLatin1(words.text()).toUpper();
    words.advance();
    const auto begins = [&](const QString &name) { return name.startsWith(kind + u' '); };
    while (words.now().kind == SqlToken::Kind::Word && std::ranges::any_of(longer, begins)) {
        const QString next = kind + u' ' + QString::fromLatin1(words.text()).toUpper();
        if (std::ranges::none_of(longer,
                                 [&](const QString &name) { return name.startsWith(next); }))
            break;
        kind = next;
        words.advance();
    }
    return kind;
}

} // namespace

std::vector<DefinedColumn> definedColumns(const QString &definition)
{
    const QByteArray text = definition.toUtf8();
    Words words(text);
    if (!takeCreate(words) || !takeKind(words).endsWith(u"TABLE"_s))
        return {};
    if (words.take("IF"))
        while (words.takeAny({"NOT", "EXISTS"}))
            continue;
    if (!words.relation() || !words.isSymbol("("))
        return {};
    words.advance();
    std::vector<DefinedColumn> columns;
    while (words.isName()) {
        if (words.now().kind == SqlToken::Kind::Word && isConstraint(words))
            words.skipToComma();
        else
            columns.push_back(readColumn(words, text));
        if (!words.isSymbol(","))
            break;
        words.advance();
    }
    return columns;
}

std::vector<NamedRelation> parentsOf(const QString &definition)
{
    const QByteArray text = definition.toUtf8();
    Words words(text);
    std::vector<NamedRelation> parents;
    if (!takeCreate(words) || !takeKind(words).endsWith(u"TABLE"_s))
        return parents;
    int depth = 0;
    while (!words.atEnd() && !(depth == 0 && (words.is("INHERITS") || words.isSymbol(";")))) {
        depth += words.isSymbol("(") ? 1 : words.isSymbol(")") ? -1 : 0;
        words.advance();
    }
    if (!words.take("INHERITS"))
        return parents;
    do {
        words.advance();
        const auto parent = words.relation();
        if (!parent)
            break;
        parents.push_back(*parent);
    } while (words.isSymbol(","));
    return parents;
}

namespace {

/// Ancestors first, each once: a script may say that a table inherits from itself, or a hundred
/// times from one that does the same.
class InheritedColumns
{
public:
    explicit InheritedColumns(const DefinitionSource &definitionOf)
        : m_definitionOf(definitionOf)
    {
    }

    void add(const QString &definition)
    {
        constexpr qsizetype mostAncestors = 128;
        for (const NamedRelation &parent : parentsOf(definition)) {
            const std::pair name(parent.schema, parent.name);
            if (m_seen.size() >= mostAncestors)
                break;
            if (m_seen.contains(name))
                continue;
            m_seen.insert(name);
            add(m_definitionOf(parent));
        }
        for (DefinedColumn &column : definedColumns(definition)) {
            const auto known = m_places.constFind(column.name);
            if (known != m_places.constEnd()) {
                m_columns[*known] = std::move(column);
                continue;
            }
            m_places.insert(column.name, m_columns.size());
            m_columns.push_back(std::move(column));
        }
    }
    std::vector<DefinedColumn> take() { return std::move(m_columns); }

private:
    const DefinitionSource &m_definitionOf;
    QSet<std::pair<QString, QString>> m_seen;
    QHash<QString, size_t> m_places;
    std::vector<DefinedColumn> m_columns;
};

} // namespace

std::vector<DefinedColumn> allColumns(const QString &definition,
                                      const DefinitionSource &definitionOf)
{
    InheritedColumns columns(definitionOf);
    columns.add(definition);
    return columns.take();
}

std::optional<NamedRelation> partitionRoot(const QString &comment)
{
    static const QString head = u"-- load via partition root "_s;
    if (!comment.startsWith(head))
        return {};
    const QByteArray name = comment.mid(head.size()).toUtf8();
    return Words(name).relation();
}

std::vector<ArchiveColumn> rowColumns(const QString &statement,
                                      const std::vector<DefinedColumn> &defined)
{
    const QByteArray text = statement.toUtf8();
    Words words(text);
    std::vector<ArchiveColumn> columns;
    words.take("INSERT");
    if (words.takeAny({"COPY", "INTO"}) && words.relation() && words.isSymbol("(")) {
        for (words.advance(); words.isName();) {
            ArchiveColumn column{words.name(), {}};
            const auto known = std::ranges::find(defined, column.name, &DefinedColumn::name);
            if (known != defined.end())
                column.type = known->type;
            columns.push_back(std::move(column));
            if (words.isSymbol(","))
                words.advance();
        }
        return columns;
    }
    for (const DefinedColumn &column : defined) {
        if (!column.generated)
            columns.push_back({column.name, column.type});
    }
    return columns;
}

std::optional<NamedRelation> copiedTable(QByteArrayView statement)
{
    const auto relation = namedAfter(statement, "COPY", {});
    if (!relation)
        return {};
    Words words(statement);
    while (!words.atEnd() && !words.is("FROM"))
        words.advance();
    return words.take("FROM") && words.is("STDIN") ? relation : std::nullopt;
}

std::optional<NamedRelation> insertedTable(QByteArrayView statement)
{
    return namedAfter(statement, "INSERT", "INTO");
}

MadeObject madeBy(QByteArrayView statement)
{
    Words words(statement);
    MadeObject made;
    if (!takeCreate(words)) {
        const bool alters = words.is("ALTER");
        made.kind = QString::fromLatin1(words.text()).toUpper();
        words.advance();
        if (alters) {
            made.kind += u' ' + takeKind(words);
            while (words.takeAny({"IF", "EXISTS", "ONLY"}))
                continue;
            made.relation = words.relation().value_or(NamedRelation());
        }
        return made;
    }
    made.kind = takeKind(words);
    while (words.takeAny({"CONCURRENTLY", "IF", "NOT", "EXISTS", "FOR"}))
        continue;
    made.relation = words.relation().value_or(NamedRelation());
    return made;
}

QString encodingIn(const QString &statement)
{
    static const QRegularExpression set(
        u"^SET\\s+(?:SESSION\\s+)?(?:client_encoding\\s*(?:=|TO)|NAMES)\\s*'?([\\w-]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    return set.match(statement).captured(1);
}

} // namespace tidemark
