// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/flywaysettings.h"

#include "migrations/migrationfiles.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <toml++/toml.h>

#include <string_view>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The lines of a properties file, those that end in a backslash joined with the next one.
QStringList logicalLines(QByteArrayView text)
{
    QStringList lines;
    QString pending;
    for (const TextLine &line : linesOf(text)) {
        QString content = QString::fromUtf8(line.of(text)).trimmed();
        const bool comment = content.startsWith(u'#') || content.startsWith(u'!');
        const bool goesOn = !comment && content.endsWith(u'\\');
        if (goesOn)
            content.chop(1);
        pending += content;
        if (!goesOn) {
            lines.append(pending);
            pending.clear();
        }
    }
    if (!pending.isEmpty())
        lines.append(pending);
    return lines;
}

void flatten(const toml::table &table, const QString &prefix, QHash<QString, QString> &into)
{
    for (const auto &[key, node] : table) {
        const QString name = prefix + QString::fromUtf8(key.data(), qsizetype(key.length()));
        if (const toml::table *inner = node.as_table()) {
            flatten(*inner, name + u'.', into);
        } else if (const toml::array *array = node.as_array()) {
            QStringList items;
            for (const toml::node &item : *array) {
                if (const auto text = item.value<std::string_view>())
                    items.append(QString::fromUtf8(text->data(), qsizetype(text->size())));
            }
            into.insert(name, items.join(u','));
        } else if (const auto flag = node.value_exact<bool>()) {
            into.insert(name, *flag ? u"true"_s : u"false"_s);
        } else if (const auto text = node.value<std::string_view>()) {
            into.insert(name, QString::fromUtf8(text->data(), qsizetype(text->size())));
        } else if (const auto number = node.value<int64_t>()) {
            into.insert(name, QString::number(*number));
        }
    }
}

QString expandEnvironment(const QString &text, const EnvironmentLookup &environment)
{
    static const QRegularExpression variable(u"\\$\\{([A-Za-z0-9_]+)\\}"_s);
    QString expanded;
    qsizetype done = 0;
    auto matches = variable.globalMatch(text);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        expanded += QStringView(text).sliced(done, match.capturedStart() - done);
        if (environment)
            expanded += environment(match.captured(1)).value_or(QString());
        done = match.capturedEnd();
    }
    return expanded + text.sliced(done);
}

void takeText(const QHash<QString, QString> &values, const QString &key, QString &into)
{
    if (const auto found = values.constFind(key); found != values.constEnd() && !found->isEmpty())
        into = *found;
}

void takeFlag(const QHash<QString, QString> &values, const QString &key, bool &into)
{
    if (const auto found = values.constFind(key); found != values.constEnd())
        into = found->trimmed().compare(u"true", Qt::CaseInsensitive) == 0;
}

/// `values` has the keys without "flyway.".
FlywaySettings settingsFrom(const QHash<QString, QString> &values)
{
    FlywaySettings settings;
    takeText(values, u"sqlMigrationPrefix"_s, settings.versionedPrefix);
    takeText(values, u"undoSqlMigrationPrefix"_s, settings.undoPrefix);
    takeText(values, u"baselineMigrationPrefix"_s, settings.baselinePrefix);
    takeText(values, u"repeatableSqlMigrationPrefix"_s, settings.repeatablePrefix);
    takeText(values, u"sqlMigrationSeparator"_s, settings.separator);
    takeFlag(values, u"placeholderReplacement"_s, settings.placeholderReplacement);
    takeText(values, u"placeholderPrefix"_s, settings.placeholderPrefix);
    takeText(values, u"placeholderSuffix"_s, settings.placeholderSuffix);
    takeText(values, u"placeholderSeparator"_s, settings.placeholderSeparator);
    takeText(values, u"table"_s, settings.table);
    takeText(values, u"defaultSchema"_s, settings.defaultSchema);
    takeText(values, u"installedBy"_s, settings.installedBy);
    takeFlag(values, u"outOfOrder"_s, settings.outOfOrder);
    takeFlag(values, u"mixed"_s, settings.mixed);
    takeFlag(values, u"executeInTransaction"_s, settings.executeInTransaction);
    if (const QString suffixes = values.value(u"sqlMigrationSuffixes"_s); !suffixes.isEmpty()) {
        settings.suffixes.clear();
        for (const QString &suffix : suffixes.split(u','))
            settings.suffixes.append(suffix.trimmed());
    }
    if (settings.defaultSchema.isEmpty())
        settings.defaultSchema = values.value(u"schemas"_s).section(u',', 0, 0).trimmed();
    for (auto it = values.constBegin(); it != values.constEnd(); ++it) {
        if (it.key().startsWith(u"placeholders."))
            settings.placeholders.insert(it.key().sliced(13).toLower(), it.value());
    }
    return settings;
}

FlywaySettings settingsFromConf(const TextFile &file, const EnvironmentLookup &environment)
{
    const QString text = expandEnvironment(QString::fromUtf8(file.text), environment);
    const QHash<QString, QString> all = parseFlywayProperties(text.toUtf8());
    QHash<QString, QString> values;
    for (auto it = all.constBegin(); it != all.constEnd(); ++it) {
        if (it.key().startsWith(u"flyway."))
            values.insert(it.key().sliced(7), it.value());
    }
    return settingsFrom(values);
}

} // namespace

QHash<QString, QString> parseFlywayProperties(QByteArrayView text)
{
    QHash<QString, QString> values;
    for (const QString &line : logicalLines(text)) {
        if (line.isEmpty() || line.startsWith(u'#') || line.startsWith(u'!'))
            continue;
        const qsizetype end = line.indexOf(QRegularExpression(u"[=:\\s]"_s));
        if (end < 0) {
            values.insert(line, QString());
            continue;
        }
        QString value = line.sliced(end).trimmed();
        if (value.startsWith(u'=') || value.startsWith(u':'))
            value = value.sliced(1).trimmed();
        values.insert(line.first(end), value);
    }
    return values;
}

Result<QHash<QString, QString>> parseFlywayToml(QByteArrayView text, const QString &file)
{
    QHash<QString, QString> values;
    try {
        const toml::table root =
            toml::parse(std::string_view(text.data(), std::size_t(text.size())));
        if (const toml::table *flyway = root["flyway"].as_table())
            flatten(*flyway, {}, values);
    } catch (const toml::parse_error &problem) {
        const std::string_view words = problem.description();
        Error error;
        error.kind = ErrorKind::Input;
        error.summary = u"%1 is not valid TOML"_s.arg(file);
        error.detail = QString::fromUtf8(words.data(), qsizetype(words.size()));
        error.where = {file, int(problem.source().begin.line), int(problem.source().begin.column)};
        return fail(std::move(error));
    }
    return values;
}

FlywaySettings readFlywaySettings(const QDir &folder, const EnvironmentLookup &environment,
                                  std::vector<Finding> &findings)
{
    QDir above(folder.absolutePath());
    above.cdUp();
    for (const QDir &place : {QDir(folder.absolutePath()), above}) {
        const QString toml = place.absoluteFilePath(u"flyway.toml"_s);
        const QString conf = place.absoluteFilePath(u"flyway.conf"_s);
        const bool isToml = QFileInfo(toml).isFile();
        if (!isToml && !QFileInfo(conf).isFile())
            continue;
        const QString path = isToml ? toml : conf;
        const TextFile file = readTextFile(path, folder.relativeFilePath(path), findings);
        FlywaySettings settings;
        if (!file.usable)
            return settings;
        if (!isToml) {
            settings = settingsFromConf(file, environment);
        } else if (auto values = parseFlywayToml(file.text, file.shown)) {
            settings = settingsFrom(*values);
        } else {
            const Error &error = values.error();
            findings.push_back(makeFinding(Finding::Severity::Error, u"bad-configuration"_s,
                                           u"%1: %2"_s.arg(error.summary, error.detail),
                                           error.where));
        }
        settings.file = path;
        return settings;
    }
    return {};
}

FlywayScriptSettings parseFlywayScriptSettings(QByteArrayView text, const QString &shown,
                                               std::vector<Finding> &findings)
{
    FlywayScriptSettings settings;
    const QHash<QString, QString> values = parseFlywayProperties(text);
    for (auto it = values.constBegin(); it != values.constEnd(); ++it) {
        const bool flag = it.value().compare(u"true", Qt::CaseInsensitive) == 0;
        if (it.key() == u"executeInTransaction")
            settings.executeInTransaction = flag;
        else if (it.key() == u"placeholderReplacement")
            settings.placeholderReplacement = flag;
        else if (it.key() == u"shouldExecute")
            settings.shouldExecute = it.value();
        else if (it.key() != u"encoding" || it.value().compare(u"UTF-8", Qt::CaseInsensitive) != 0)
            findings.push_back(makeFinding(
                Finding::Severity::Error, u"bad-configuration"_s,
                u"%1 sets %2=%3, which is not understood here"_s.arg(shown, it.key(), it.value()),
                {shown, 0, 0},
                u"executeInTransaction, placeholderReplacement and shouldExecute are"_s));
    }
    return settings;
}

} // namespace tidemark
