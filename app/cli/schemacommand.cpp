// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/schemasources.h"
#include "compare/snapshot.h"

#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class SchemaCommand final : public Command
{
public:
    const char *name() const override { return "schema"; }
    const char *summary() const override
    {
        return "Write a schema as a snapshot file that git can show and diff can compare";
    }
    bool wantsJson() const override { return m_switches.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    SourceSwitches m_switches;
    std::string m_source;
    std::string m_output;
};

void SchemaCommand::configure(CLI::App &subcommand)
{
    subcommand
        .add_option("SOURCE", m_source,
                    "Environment, URL, migrations (FOLDER@VERSION, @VERSION), backup (a file, or "
                    "backup:NAME), .sql dump or .json snapshot")
        ->required();
    subcommand.add_option("-o,--output", m_output, "The file to write; otherwise standard output")
        ->type_name("FILE");
    m_switches.addTo(subcommand);
}

Result<ExitCode> SchemaCommand::run(CommandContext &context)
{
    TM_TRY(m_switches.prepare(context));
    TM_TRY_ASSIGN(const SchemaSource source, m_switches.parse(m_source, context));
    LoadedSchema loaded;
    {
        LoadPrinter printer(context.terminal);
        TM_TRY_ASSIGN(loaded, loadSource(source, m_switches.context(context), printer.observer(),
                                         context.stop));
    }
    for (const QString &note : loaded.notes)
        context.terminal.note(u"note: "_s + note);
    const QByteArray json = writeSnapshot({loaded.state, loaded.serverVersion, loaded.notes});
    if (m_output.empty()) {
        context.terminal.print(QString::fromUtf8(json));
        return ExitCode::Fine;
    }
    const QString path = QString::fromStdString(m_output);
    QSaveFile file(context.currentFolder.absoluteFilePath(path));
    if (!file.open(QIODevice::WriteOnly) || file.write(json) != json.size() || !file.commit())
        return fail(ErrorKind::Io, u"cannot write %1"_s.arg(path), file.errorString());
    return ExitCode::Fine;
}

} // namespace

std::unique_ptr<Command> makeSchemaCommand()
{
    return std::make_unique<SchemaCommand>();
}

} // namespace tidemark
