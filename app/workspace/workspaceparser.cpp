// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspaceparser.h"

#include "migrations/convention.h"
#include "workspace/duration.h"
#include "workspace/tunnel.h"

#include <QFileInfo>
#include <QRegularExpression>
#include <QUrl>
#include <QUrlQuery>

#include <toml++/toml.h>

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Reads one file; every function gives the first thing that is wrong.
class Parser
{
public:
    explicit Parser(QString file)
        : m_file(std::move(file))
    {
    }

    Result<Workspace> read(const toml::table &root) const;

private:
    SourceLocation place(const toml::source_region &region) const
    {
        return {m_file, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
    }

    tl::unexpected<Error> refuse(const toml::source_region &region, const QString &summary,
                                 const QString &hint = {}) const
    {
        Error error;
        error.kind = ErrorKind::Input;
        error.summary = summary;
        error.hint = hint;
        error.where = place(region);
        return fail(error);
    }

    Result<void> checkKeys(const toml::table &table, const QStringList &known) const;
    Result<QString> text(const toml::table &table, const char *key) const;
    Result<std::optional<bool>> flag(const toml::table &table, const char *key) const;
    Result<std::optional<std::chrono::milliseconds>> duration(const toml::table &table,
                                                              const char *key) const;
    Result<void> readEnvironments(const toml::table &root, Workspace &workspace) const;
    Result<Environment> readEnvironment(const toml::key &key, const toml::table &table) const;
    Result<void> readAddress(const toml::table &table, Environment &environment) const;
    Result<void> readTunnel(const toml::table &table, Environment &environment) const;
    Result<EnvironmentRole> readRole(const toml::table &table, const QString &name) const;
    Result<RunDefaults> readRun(const toml::table &root) const;
    Result<BackupDefaults> readBackup(const toml::table &root, const QDir &folder) const;
    Result<std::optional<int>> count(const toml::table &table, const char *key) const;
    Result<QString> readConvention(const toml::table &root) const;
    Result<QString> readDefault(const toml::table &root, const Workspace &workspace) const;

    QString m_file;
};

/// The known word that the typed one was probably meant to be.
QString nearestOf(const QString &typed, const QStringList &known)
{
    const auto distance = [&typed](const QString &word) {
        std::vector<qsizetype> row(static_cast<size_t>(word.size()) + 1);
        for (size_t i = 0; i < row.size(); ++i)
            row[i] = static_cast<qsizetype>(i);
        for (qsizetype i = 1; i <= typed.size(); ++i) {
            qsizetype diagonal = row[0];
            row[0] = i;
            for (size_t j = 1; j < row.size(); ++j) {
                const bool same = typed[i - 1] == word[static_cast<qsizetype>(j) - 1];
                const qsizetype replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
            }
        }
        return row.back();
    };
    const auto best = std::ranges::min_element(known, {}, distance);
    return best != known.end() && distance(*best) <= 2 ? *best : QString();
}

Result<void> Parser::checkKeys(const toml::table &table, const QStringList &known) const
{
    for (const auto &[key, node] : table) {
        const QString name = toQString(key.str());
        if (known.contains(name))
            continue;
        const QString nearest = nearestOf(name, known);
        return refuse(key.source(), u"unknown key \"%1\""_s.arg(name),
                      nearest.isEmpty() ? u"known here: "_s + known.join(u", "_s)
                                        : u"did you mean \"%1\"?"_s.arg(nearest));
    }
    return {};
}

Result<QString> Parser::text(const toml::table &table, const char *key) const
{
    const toml::node *node = table.get(key);
    if (!node)
        return QString();
    const auto value = node->value_exact<std::string>();
    if (!value)
        return refuse(node->source(), u"\"%1\" must be a text in quotes"_s.arg(toQString(key)));
    if (value->empty())
        return refuse(node->source(), u"\"%1\" is empty"_s.arg(toQString(key)));
    return toQString(*value);
}

Result<std::optional<bool>> Parser::flag(const toml::table &table, const char *key) const
{
    const toml::node *node = table.get(key);
    if (!node)
        return std::optional<bool>();
    const auto value = node->value_exact<bool>();
    if (!value)
        return refuse(node->source(), u"\"%1\" must be true or false"_s.arg(toQString(key)));
    return std::optional<bool>(*value);
}

Result<std::optional<std::chrono::milliseconds>> Parser::duration(const toml::table &table,
                                                                  const char *key) const
{
    TM_TRY_ASSIGN(const QString written, text(table, key));
    if (written.isEmpty())
        return std::optional<std::chrono::milliseconds>();
    const auto value = parseDuration(written);
    if (!value)
        return refuse(table.get(key)->source(), u"\"%1\" is no duration"_s.arg(written),
                      u"write \"500ms\", \"5s\" or \"2min\""_s);
    return value;
}

Result<void> Parser::readAddress(const toml::table &table, Environment &environment) const
{
    TM_TRY_ASSIGN(environment.url, text(table, "url"));
    TM_TRY_ASSIGN(environment.urlVariable, text(table, "url_env"));
    TM_TRY_ASSIGN(environment.service, text(table, "service"));
    const int given = !environment.url.isEmpty() + !environment.urlVariable.isEmpty() +
                      !environment.service.isEmpty();
    if (given != 1)
        return refuse(table.source(),
                      given == 0
                          ? u"environment \"%1\" does not say where it is"_s.arg(environment.name)
                          : u"environment \"%1\" says twice where it is"_s.arg(environment.name),
                      u"give one of url, url_env and service"_s);
    if (environment.url.isEmpty())
        return {};
    const toml::source_region &source = table.get("url")->source();
    if (holdsPassword(environment.url))
        return refuse(source, u"the URL holds a password"_s,
                      u"leave it out and use PGPASSFILE or a service of pg_service.conf, or name a "
                      "variable that holds the whole URL: url_env = \"%1_DATABASE_URL\""_s.arg(
                          environment.name.toUpper()));
    if (const auto spec = ConnectionSpec::parse(environment.url); !spec)
        return refuse(source, spec.error().summary, spec.error().hint);
    return {};
}

Result<void> Parser::readTunnel(const toml::table &table, Environment &environment) const
{
    TM_TRY_ASSIGN(environment.ssh, text(table, "ssh"));
    if (environment.ssh.isEmpty())
        return {};
    const toml::source_region &source = table.get("ssh")->source();
    if (!parseSshTarget(environment.ssh))
        return refuse(source, u"\"%1\" is no SSH destination"_s.arg(environment.ssh),
                      u"write \"user@host\" or \"user@host:port\""_s);
    if (!environment.service.isEmpty())
        return refuse(source, u"an SSH tunnel needs the server's name in the URL"_s,
                      u"give url or url_env instead of service"_s);
    if (environment.url.isEmpty())
        return {};
    const auto spec = ConnectionSpec::parse(environment.url);
    if (const auto server = serverOf(spec.value()); !server)
        return refuse(source, server.error().summary, server.error().detail);
    return {};
}

Result<EnvironmentRole> Parser::readRole(const toml::table &table, const QString &name) const
{
    TM_TRY_ASSIGN(const QString written, text(table, "role"));
    const QString word = written.isEmpty() ? name : written;
    for (const auto role :
         {EnvironmentRole::Local, EnvironmentRole::Staging, EnvironmentRole::Production}) {
        if (environmentRoleName(role) == word)
            return role;
    }
    const QString hint = u"role = \"local\", \"staging\" or \"production\""_s;
    if (written.isEmpty())
        return refuse(table.source(), u"environment \"%1\" has no role"_s.arg(name), hint);
    return refuse(table.get("role")->source(), u"unknown role \"%1\""_s.arg(written), hint);
}

Result<Environment> Parser::readEnvironment(const toml::key &key, const toml::table &table) const
{
    TM_TRY(checkKeys(
        table, {u"url"_s, u"url_env"_s, u"service"_s, u"ssh"_s, u"role"_s, u"foreign_keys"_s}));
    Environment environment;
    environment.name = toQString(key.str());
    environment.where = place(key.source());
    TM_TRY(readAddress(table, environment));
    TM_TRY_ASSIGN(environment.role, readRole(table, environment.name));
    TM_TRY(readTunnel(table, environment));
    TM_TRY_ASSIGN(const auto foreignKeys, flag(table, "foreign_keys"));
    environment.foreignKeys = foreignKeys.value_or(false);
    return environment;
}

Result<void> Parser::readEnvironments(const toml::table &root, Workspace &workspace) const
{
    const toml::node *node = root.get("environments");
    if (!node)
        return {};
    if (!node->is_table())
        return refuse(node->source(), u"\"environments\" must be sections"_s,
                      u"[environments.local]"_s);
    for (const auto &[key, child] : *node->as_table()) {
        if (!child.is_table())
            return refuse(child.source(), u"\"%1\" must be a section"_s.arg(toQString(key.str())),
                          u"[environments.%1]"_s.arg(toQString(key.str())));
        TM_TRY_ASSIGN(Environment environment, readEnvironment(key, *child.as_table()));
        workspace.environments.push_back(std::move(environment));
    }
    // The library keeps keys sorted by name; people expect the order in which they wrote them.
    std::ranges::sort(workspace.environments, {}, [](const Environment &environment) {
        return std::pair(environment.where.line, environment.where.column);
    });
    return {};
}

Result<RunDefaults> Parser::readRun(const toml::table &root) const
{
    RunDefaults run;
    const toml::node *node = root.get("run");
    if (!node)
        return run;
    if (!node->is_table())
        return refuse(node->source(), u"\"run\" must be a section"_s, u"[run]"_s);
    const toml::table &table = *node->as_table();
    TM_TRY(checkKeys(table, {u"lock_timeout"_s, u"statement_timeout"_s, u"retries"_s, u"wait"_s}));
    TM_TRY_ASSIGN(run.lockTimeout, duration(table, "lock_timeout"));
    TM_TRY_ASSIGN(run.statementTimeout, duration(table, "statement_timeout"));
    TM_TRY_ASSIGN(run.wait, flag(table, "wait"));
    TM_TRY_ASSIGN(run.retries, count(table, "retries"));
    return run;
}

Result<std::optional<int>> Parser::count(const toml::table &table, const char *key) const
{
    const toml::node *node = table.get(key);
    if (!node)
        return std::optional<int>();
    const auto value = node->value_exact<int64_t>();
    if (!value || *value < 0 || *value > 1000)
        return refuse(node->source(),
                      u"\"%1\" must be a number from 0 to 1000"_s.arg(toQString(key)));
    return std::optional(static_cast<int>(*value));
}

Result<BackupDefaults> Parser::readBackup(const toml::table &root, const QDir &folder) const
{
    BackupDefaults backup;
    backup.folder = folder.absoluteFilePath(u"backups"_s);
    const toml::node *node = root.get("backup");
    if (!node)
        return backup;
    if (!node->is_table())
        return refuse(node->source(), u"\"backup\" must be a section"_s, u"[backup]"_s);
    const toml::table &table = *node->as_table();
    TM_TRY(
        checkKeys(table, {u"folder"_s, u"keep_automatic"_s, u"keep_manual"_s, u"before_runs"_s}));
    TM_TRY_ASSIGN(const QString written, text(table, "folder"));
    if (!written.isEmpty())
        backup.folder = QDir::cleanPath(folder.absoluteFilePath(written));
    TM_TRY_ASSIGN(const auto automatic, count(table, "keep_automatic"));
    backup.keepAutomatic = automatic.value_or(backup.keepAutomatic);
    TM_TRY_ASSIGN(backup.keepManual, count(table, "keep_manual"));
    TM_TRY_ASSIGN(const auto beforeRuns, flag(table, "before_runs"));
    backup.beforeRuns = beforeRuns.value_or(true);
    return backup;
}

Result<QString> Parser::readConvention(const toml::table &root) const
{
    TM_TRY_ASSIGN(const QString id, text(root, "convention"));
    if (id.isEmpty() || findConvention(id))
        return id;
    QStringList known;
    for (const Convention *convention : conventions())
        known += convention->id();
    return refuse(root.get("convention")->source(), u"unknown convention \"%1\""_s.arg(id),
                  u"known: "_s + known.join(u", "_s));
}

Result<QString> Parser::readDefault(const toml::table &root, const Workspace &workspace) const
{
    TM_TRY_ASSIGN(const QString name, text(root, "default"));
    if (!name.isEmpty() && !workspace.findEnvironment(name))
        return refuse(root.get("default")->source(), u"there is no environment \"%1\""_s.arg(name));
    if (!name.isEmpty() || workspace.environments.empty())
        return name;
    return workspace.findEnvironment(u"local"_s) ? u"local"_s : workspace.environments[0].name;
}

Result<Workspace> Parser::read(const toml::table &root) const
{
    TM_TRY(checkKeys(root, {u"name"_s, u"migrations"_s, u"convention"_s, u"default"_s,
                            u"environments"_s, u"run"_s, u"backup"_s, u"lint"_s}));
    Workspace workspace;
    workspace.file = m_file;
    TM_TRY_ASSIGN(workspace.name, text(root, "name"));
    if (workspace.name.isEmpty())
        workspace.name = workspace.folder().dirName();
    TM_TRY_ASSIGN(const QString migrations, text(root, "migrations"));
    if (migrations.isEmpty())
        return refuse(root.source(), u"the file does not say where the migrations are"_s,
                      u"migrations = \"db/migrations\""_s);
    workspace.migrations = QDir::cleanPath(workspace.folder().absoluteFilePath(migrations));
    TM_TRY_ASSIGN(workspace.convention, readConvention(root));
    TM_TRY(readEnvironments(root, workspace));
    TM_TRY_ASSIGN(workspace.defaultEnvironment, readDefault(root, workspace));
    TM_TRY_ASSIGN(workspace.run, readRun(root));
    TM_TRY_ASSIGN(workspace.backup, readBackup(root, workspace.folder()));
    return workspace;
}

} // namespace

bool holdsPassword(const QString &url)
{
    if (url.contains(u"://"_s)) {
        const QUrl parsed(url, QUrl::TolerantMode);
        // libpq allows several hosts, which QUrl does not parse: look at the text as well.
        static const QRegularExpression userInfo(u"^[a-z0-9]+://[^/@?]*:[^/@?]+@"_s);
        return !parsed.password().isEmpty() || userInfo.match(url).hasMatch() ||
               QUrlQuery(parsed).hasQueryItem(u"password"_s);
    }
    static const QRegularExpression keyword(u"(^|\\s)password\\s*="_s);
    return keyword.match(url).hasMatch();
}

Result<Workspace> parseWorkspace(const QByteArray &text, const QString &file)
{
    try {
        const toml::table root =
            toml::parse(std::string_view(text.constData(), static_cast<size_t>(text.size())));
        return Parser(file).read(root);
    } catch (const toml::parse_error &failure) {
        Error error;
        error.kind = ErrorKind::Input;
        error.summary = u"this is not valid TOML"_s;
        error.detail = toQString(failure.description());
        error.where = {file, static_cast<int>(failure.source().begin.line),
                       static_cast<int>(failure.source().begin.column)};
        return fail(error);
    }
}

} // namespace tidemark
