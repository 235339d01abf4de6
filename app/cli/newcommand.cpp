// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/target.h"
#include "workspace/whoami.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<void> refuseExisting(const std::vector<NewFile> &files, const QDir &folder)
{
    for (const NewFile &file : files) {
        const QString path = folder.absoluteFilePath(file.path);
        if (!file.append && QFileInfo::exists(path))
            return fail(ErrorKind::Usage, u"%1 is there already"_s.arg(path));
    }
    return {};
}

Result<void> write(const NewFile &file, const QDir &folder)
{
    const QString path = folder.absoluteFilePath(file.path);
    QDir().mkpath(QFileInfo(path).path());
    QFile out(path);
    const auto mode = file.append ? QIODevice::Append : QIODevice::NewOnly;
    if (out.open(QIODevice::WriteOnly | mode) && out.write(file.text) == file.text.size() &&
        out.flush())
        return {};
    Error error;
    error.kind =
        out.error() == QFileDevice::PermissionsError ? ErrorKind::Permission : ErrorKind::Io;
    error.summary = u"the file cannot be written"_s;
    error.detail = out.errorString();
    error.where.file = path;
    return fail(error);
}

class NewCommand final : public Command
{
public:
    const char *name() const override { return "new"; }
    const char *summary() const override { return "Make the files of a new migration"; }
    bool wantsJson() const override { return m_target.json; }

    void configure(CLI::App &subcommand) override
    {
        subcommand.add_option("NAME", m_name, "What it does, in a few words: add_users")
            ->required();
        m_target.addTo(subcommand);
    }

    Result<ExitCode> run(CommandContext &context) override
    {
        TM_TRY_ASSIGN(const Target target, resolveTarget(m_target, context));
        TM_TRY_ASSIGN(const Convention *const convention, conventionOf(target, nullptr));
        const Engine engine = target.spec ? target.spec->engine : Engine::PostgreSql;
        TM_TRY_ASSIGN(const auto set, readMigrations(target, *convention, engine, context));
        const RunFacts who = whoRuns(context.variables);
        TM_TRY_ASSIGN(
            const std::vector<NewFile> files,
            convention->newMigration({*set, engine, QString::fromStdString(m_name),
                                      QDateTime::currentDateTimeUtc(), who.fullName, who.email}));
        const QDir folder(set->folder);
        TM_TRY(refuseExisting(files, folder));
        QJsonArray paths;
        for (const NewFile &file : files) {
            TM_TRY(write(file, folder));
            const QString path = folder.absoluteFilePath(file.path);
            paths.append(path);
            if (!m_target.json)
                context.terminal.printLine((file.append ? u"changed  "_s : u"new      "_s) +
                                           context.currentFolder.relativeFilePath(path));
        }
        if (m_target.json)
            context.terminal.printJson({{u"convention"_s, convention->id()}, {u"files"_s, paths}});
        return ExitCode::Fine;
    }

private:
    std::string m_name;
    TargetOptions m_target;
};

} // namespace

std::unique_ptr<Command> makeNewCommand()
{
    return std::make_unique<NewCommand>();
}

} // namespace tidemark
