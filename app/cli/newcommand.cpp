// SPDX-License-Identifier: GPL-3.0-or-later
#include "authoring/templates.h"
#include "cli/command.h"
#include "cli/target.h"
#include "compare/replay.h"
#include "workspace/whoami.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString parameterKindName(TemplateParameter::Kind kind)
{
    switch (kind) {
    case TemplateParameter::Kind::Table:
        return u"table"_s;
    case TemplateParameter::Kind::Name:
        return u"name"_s;
    case TemplateParameter::Kind::Type:
        return u"type"_s;
    case TemplateParameter::Kind::Expression:
        return u"expression"_s;
    case TemplateParameter::Kind::Number:
        return u"number"_s;
    }
    return {};
}

QJsonObject jsonOfTemplate(const MigrationTemplate &one)
{
    QJsonArray parameters;
    for (const TemplateParameter &parameter : one.parameters)
        parameters.append(QJsonObject{{u"id"_s, parameter.id},
                                      {u"label"_s, parameter.label},
                                      {u"kind"_s, parameterKindName(parameter.kind)},
                                      {u"placeholder"_s, parameter.placeholder}});
    return {{u"id"_s, one.id},           {u"title"_s, one.title},
            {u"summary"_s, one.summary}, {u"postgresql"_s, one.postgres},
            {u"sqlite"_s, one.sqlite},   {u"parameters"_s, parameters}};
}

void listTemplates(bool json, Terminal &terminal)
{
    QJsonArray list;
    for (const MigrationTemplate *one : migrationTemplates()) {
        list.append(jsonOfTemplate(*one));
        if (json)
            continue;
        terminal.printLine(terminal.styled(one->id, Style::Bold) + u"  "_s + one->summary +
                           (one->sqlite ? QString() : u" PostgreSQL only."_s));
        for (const TemplateParameter &parameter : one->parameters)
            terminal.printLine(u"    --set %1=%2"_s.arg(parameter.id, parameter.placeholder));
    }
    if (json)
        terminal.printJson({{u"templates"_s, list}});
}

Result<TemplateValues> valuesOf(const std::vector<std::string> &settings)
{
    TemplateValues values;
    for (const std::string &setting : settings) {
        const QString text = QString::fromStdString(setting);
        const qsizetype equals = text.indexOf(u'=');
        if (equals <= 0)
            return fail(ErrorKind::Usage, u"\"%1\" sets nothing"_s.arg(text), {},
                        u"as in --set table=users"_s);
        values.insert(text.left(equals).trimmed(), text.mid(equals + 1));
    }
    return values;
}

class NewCommand final : public Command
{
public:
    const char *name() const override { return "new"; }
    const char *summary() const override { return "Make the files of a new migration"; }
    bool wantsJson() const override { return m_target.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Engine engineOfFolder(const Target &target) const;
    Result<std::vector<TemplateStep>> steps(Engine engine) const;
    void print(const NewMigrationPlace &place, const std::vector<AuthoredMigration> &made,
               CommandContext &context) const;

    std::string m_name;
    std::string m_template = "empty";
    std::string m_engine;
    std::vector<std::string> m_settings;
    bool m_list = false;
    TargetOptions m_target;
};

void NewCommand::configure(CLI::App &subcommand)
{
    subcommand.add_option("NAME", m_name, "What it does, in a few words: add_users");
    subcommand.add_option("--template", m_template,
                          "A change that people make again and again; --list-templates");
    subcommand
        .add_option("--set", m_settings, "NAME=VALUE: what the template is to be filled with")
        ->allow_extra_args(false);
    subcommand.add_flag("--list-templates", m_list, "The templates, and what can be set");
    subcommand
        .add_option("--engine", m_engine, "Of scripts that could be of either: postgresql, sqlite")
        ->check(CLI::IsMember({"postgresql", "sqlite"}));
    m_target.addTo(subcommand);
}

Engine NewCommand::engineOfFolder(const Target &target) const
{
    if (!m_engine.empty())
        return m_engine == "sqlite" ? Engine::Sqlite : Engine::PostgreSql;
    if (target.spec)
        return target.spec->engine;
    SchemaSource source;
    source.kind = SchemaSource::Kind::Migrations;
    source.folder = target.migrations;
    return engineOf(source, {}).value_or(Engine::PostgreSql);
}

Result<std::vector<TemplateStep>> NewCommand::steps(Engine engine) const
{
    const QString id = QString::fromStdString(m_template);
    const MigrationTemplate *const chosen = findMigrationTemplate(id);
    if (!chosen) {
        QStringList known;
        for (const MigrationTemplate *one : migrationTemplates())
            known += one->id;
        return fail(ErrorKind::Usage, u"there is no template %1"_s.arg(id), {},
                    u"one of: "_s + known.join(u", "_s));
    }
    TM_TRY_ASSIGN(const TemplateValues values, valuesOf(m_settings));
    return stepsOf(*chosen, values, engine);
}

void NewCommand::print(const NewMigrationPlace &place, const std::vector<AuthoredMigration> &made,
                       CommandContext &context) const
{
    QJsonArray paths;
    QJsonArray migrations;
    for (const AuthoredMigration &migration : made) {
        migrations.append(migration.id);
        for (const NewFile &file : migration.files) {
            if (!paths.contains(file.path))
                paths.append(file.path);
            if (!m_target.json)
                context.terminal.printLine((file.append ? u"changed  "_s : u"new      "_s) +
                                           context.currentFolder.relativeFilePath(file.path));
        }
    }
    if (m_target.json)
        context.terminal.printJson({{u"convention"_s, place.convention.id()},
                                    {u"migrations"_s, migrations},
                                    {u"files"_s, paths}});
}

Result<ExitCode> NewCommand::run(CommandContext &context)
{
    if (m_list) {
        listTemplates(m_target.json, context.terminal);
        return ExitCode::Fine;
    }
    if (m_name.empty())
        return fail(ErrorKind::Usage, u"the new migration needs a name"_s, {},
                    u"a few words that say what it does: tidemark new add_users"_s);
    TM_TRY_ASSIGN(const Target target, resolveTarget(m_target, context));
    TM_TRY_ASSIGN(const Convention *const convention, conventionOf(target, nullptr));
    const Engine engine = engineOfFolder(target);
    TM_TRY_ASSIGN(const auto set, readMigrations(target, *convention, engine, context));
    TM_TRY_ASSIGN(const std::vector<TemplateStep> wanted, steps(engine));
    const RunFacts who = whoRuns(context.variables);
    const NewMigrationPlace place{*convention,
                                  {QDir(set->folder), engine, context.variables},
                                  who.fullName,
                                  who.email,
                                  QDateTime::currentDateTimeUtc()};
    TM_TRY_ASSIGN(const std::vector<AuthoredMigration> made,
                  planSteps(place, QString::fromStdString(m_name), wanted));
    TM_TRY(writePlanned(made));
    print(place, made, context);
    return ExitCode::Fine;
}

} // namespace

std::unique_ptr<Command> makeNewCommand()
{
    return std::make_unique<NewCommand>();
}

} // namespace tidemark
