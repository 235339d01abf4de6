// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates/templates.h"

#include "sql/batches.h"
#include "sql/identifier.h"
#include "sql/splitter.h"
#include "sql/tokenizer.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype longestName = 63; // bytes; PostgreSQL documentation, NAMEDATALEN

/// "schema.name", either of them in quotes or not; letters stay as they are.
std::vector<QString> partsOf(const QString &text)
{
    std::vector<QString> parts(1);
    bool quoted = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i] == u'"' && quoted && i + 1 < text.size() && text[i + 1] == u'"')
            parts.back() += text[++i];
        else if (text[i] == u'"' && (quoted || parts.back().isEmpty()))
            quoted = !quoted;
        else if (text[i] == u'.' && !quoted && parts.size() == 1)
            parts.emplace_back();
        else
            parts.back() += text[i];
    }
    return parts;
}

QString quotedPath(const QString &text, Engine engine)
{
    QStringList quoted;
    for (const QString &part : partsOf(text))
        quoted += displayIdentifier(part, engine);
    return quoted.join(u'.');
}

QString unquotedName(const QString &text)
{
    return partsOf(text).back();
}

Result<void> checkSql(const TemplateParameter &parameter, const QString &value, Engine engine)
{
    Script script;
    script.text = "SELECT " + value.toUtf8() + " ";
    const auto statements = splitScript(script, engine);
    bool open = !statements || statements->size() != 1;
    // A comment would swallow what the template has behind it.
    SqlTokenizer tokens(script.text, engine);
    SqlToken last;
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End; token = tokens.next()) {
        open = open || tokens.textOf(token) == ";";
        last = token;
    }
    open = open || QByteArrayView(script.text).sliced(last.end).contains("--") ||
           QByteArrayView(script.text).sliced(last.end).contains("/*");
    if (!open)
        return {};
    return fail(ErrorKind::Usage, u"\"%1\" is no %2"_s.arg(value, parameter.label.toLower()), {},
                u"one piece of SQL, without a semicolon and comments"_s);
}

Result<QString> spelled(const TemplateParameter &parameter, const QString &value, Engine engine)
{
    switch (parameter.kind) {
    case TemplateParameter::Kind::Table:
        return quotedPath(value, engine);
    case TemplateParameter::Kind::Name:
        return displayIdentifier(unquotedName(value), engine);
    case TemplateParameter::Kind::Type:
    case TemplateParameter::Kind::Expression:
        TM_TRY(checkSql(parameter, value, engine));
        return value;
    case TemplateParameter::Kind::Number: {
        bool isNumber = false;
        if (value.toLongLong(&isNumber) > 0 && isNumber)
            return value;
        return fail(ErrorKind::Usage, u"\"%1\" is no number above 0"_s.arg(value));
    }
    }
    return value;
}

/// A name that is made of others: "{table}_{column}_idx".
QString composed(const QString &pattern, const TemplateValues &plain)
{
    QString name = pattern;
    for (auto value = plain.begin(); value != plain.end(); ++value)
        name.replace(u'{' + value.key() + u'}', unquotedName(value.value()));
    while (name.toUtf8().size() > longestName)
        name.chop(1);
    return name;
}

Result<void> refuseUnknown(const MigrationTemplate &chosen, const TemplateValues &given)
{
    QStringList known;
    for (const TemplateParameter &parameter : chosen.parameters)
        known += parameter.id;
    for (auto value = given.begin(); value != given.end(); ++value) {
        if (!known.contains(value.key()))
            return fail(
                ErrorKind::Usage, u"the template %1 has no %2"_s.arg(chosen.id, value.key()), {},
                known.isEmpty() ? u"it has nothing to set"_s : u"one of: "_s + known.join(u", "_s));
    }
    return {};
}

} // namespace

std::span<const MigrationTemplate *const> migrationTemplates()
{
    static const std::array<const MigrationTemplate *, 7> all{
        &emptyTemplate(), &addColumnTemplate(), &renameColumnTemplate(), &backfillTemplate(),
        &indexTemplate(), &notNullTemplate(),   &dropColumnTemplate()};
    return all;
}

std::vector<TemplateParameter> MigrationTemplate::parametersFor(Engine engine) const
{
    std::vector<TemplateParameter> wanted;
    for (const TemplateParameter &parameter : parameters) {
        if (parameter.engine.value_or(engine) == engine)
            wanted.push_back(parameter);
    }
    return wanted;
}

const MigrationTemplate *findMigrationTemplate(const QString &id)
{
    for (const MigrationTemplate *one : migrationTemplates()) {
        if (one->id == id)
            return one;
    }
    return nullptr;
}

Result<std::vector<TemplateStep>> stepsOf(const MigrationTemplate &chosen,
                                          const TemplateValues &given, Engine engine)
{
    if (!chosen.fits(engine))
        return fail(ErrorKind::Usage,
                    u"the template %1 is not for %2"_s.arg(
                        chosen.id, engine == Engine::Sqlite ? u"SQLite"_s : u"PostgreSQL"_s));
    TM_TRY(refuseUnknown(chosen, given));
    TemplateValues plain;
    TemplateValues sql;
    for (const TemplateParameter &parameter : chosen.parameters) {
        QString value = given.value(parameter.id).trimmed();
        if (value.isEmpty())
            value = composed(parameter.placeholder, plain);
        if (value.contains(QChar(0)))
            return fail(ErrorKind::Usage,
                        u"%1 has a byte that nothing can have"_s.arg(parameter.id));
        plain.insert(parameter.id, value);
        TM_TRY_ASSIGN(const QString written, spelled(parameter, value, engine));
        sql.insert(parameter.id, written);
        if (parameter.kind == TemplateParameter::Kind::Table && parameter.id == u"table") {
            const std::vector<QString> parts = partsOf(value);
            sql.insert(u"schema"_s,
                       parts.size() == 1 ? QString() : displayIdentifier(parts[0], engine) + u'.');
        }
    }
    return chosen.make(sql, engine);
}

TemplateValues placeholdersOf(const MigrationTemplate &chosen, const TemplateValues &given)
{
    TemplateValues shown;
    TemplateValues plain;
    for (const TemplateParameter &parameter : chosen.parameters) {
        const QString value = given.value(parameter.id).trimmed();
        shown.insert(parameter.id, composed(parameter.placeholder, plain));
        plain.insert(parameter.id, value.isEmpty() ? shown.value(parameter.id) : value);
    }
    return shown;
}

QByteArray filledIn(const char *text, const TemplateValues &values)
{
    // In one go: a value may look like another's place.
    const QString pattern = QString::fromUtf8(text);
    QString result;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        const qsizetype end = pattern[i] == u'{' ? pattern.indexOf(u'}', i) : -1;
        const QString id = end < 0 ? QString() : pattern.mid(i + 1, end - i - 1);
        if (end < 0 || !values.contains(id)) {
            result += pattern[i];
            continue;
        }
        result += values.value(id);
        i = end;
    }
    return result.toUtf8();
}

QByteArray inBatches(const TemplateValues &values, const char *column, const char *expression,
                     const char *condition)
{
    const auto text = [&](const char *pattern) {
        return QString::fromUtf8(filledIn(pattern, values));
    };
    const QString sql =
        updateInBatches({text("{table}"), text("{key}"), text(column) + u" = "_s + text(expression),
                         text(condition), text("{batch}")});
    return sql.toUtf8() + ";\n";
}

TemplateParameter tableParameter()
{
    return {u"table"_s, u"Table"_s, TemplateParameter::Kind::Table, u"my_table"_s};
}

TemplateParameter columnParameter()
{
    return {u"column"_s, u"Column"_s, TemplateParameter::Kind::Name, u"my_column"_s};
}

TemplateParameter typeParameter()
{
    return {u"type"_s, u"Type"_s, TemplateParameter::Kind::Type, u"text"_s};
}

TemplateParameter keyParameter()
{
    return {u"key"_s, u"Key"_s, TemplateParameter::Kind::Name, u"id"_s};
}

} // namespace tidemark
