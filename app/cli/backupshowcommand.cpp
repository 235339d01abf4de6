// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/backupcommand.h"
#include "cli/backuptools.h"
#include "cli/json.h"
#include "cli/openedarchive.h"
#include "cli/table.h"
#include "sql/identifier.h"

#include <CLI/App.hpp>

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString sizeText(qint64 bytes)
{
    return bytes < 0 ? QString() : QLocale::c().formattedDataSize(bytes, 1);
}

QJsonObject infoJson(const ArchiveInfo &info)
{
    QJsonObject object{{u"format"_s, archiveFormatName(info.format)},
                       {u"formatVersion"_s, info.formatVersion},
                       {u"serverVersion"_s, info.serverVersion},
                       {u"dumpVersion"_s, info.dumpVersion},
                       {u"database"_s, info.database},
                       {u"encoding"_s, info.encoding},
                       {u"compression"_s, compressionName(info.compression)},
                       {u"packed"_s, compressionName(info.packed)},
                       {u"bytes"_s, info.bytes}};
    if (info.createdAt.isValid())
        object.insert(u"createdAt"_s, info.createdAt.toString(Qt::ISODate));
    return object;
}

QJsonObject entryJson(const ArchiveEntry &entry)
{
    QJsonArray dependencies;
    for (const int id : entry.dependencies)
        dependencies.append(id);
    QJsonObject object{{u"id"_s, entry.id},         {u"kind"_s, entry.kind},
                       {u"schema"_s, entry.schema}, {u"name"_s, entry.name},
                       {u"owner"_s, entry.owner},   {u"dependencies"_s, dependencies}};
    if (!entry.database.isEmpty())
        object.insert(u"database"_s, entry.database);
    if (entry.dataBytes >= 0)
        object.insert(u"dataBytes"_s, entry.dataBytes);
    return object;
}

QJsonObject tableJson(const ArchiveTable &table)
{
    QJsonArray columns;
    for (const ArchiveColumn &column : table.columns)
        columns.append(QJsonObject{{u"name"_s, column.name}, {u"type"_s, column.type}});
    QJsonObject object{{u"entry"_s, table.entry},
                       {u"schema"_s, table.schema},
                       {u"name"_s, table.name},
                       {u"columns"_s, columns}};
    if (!table.database.isEmpty())
        object.insert(u"database"_s, table.database);
    return object;
}

class BackupShowCommand final : public Command
{
public:
    const char *name() const override { return "show"; }
    const char *summary() const override { return "What is in a backup, without restoring it"; }
    bool wantsJson() const override { return m_json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<void> printDefinition(Archive &archive, Terminal &terminal) const;
    void printJson(const Archive &archive, Terminal &terminal) const;
    void printTable(const Archive &archive, Terminal &terminal) const;

    std::string m_file;
    std::string m_definition;
    bool m_json = false;
};

void BackupShowCommand::configure(CLI::App &subcommand)
{
    subcommand
        .add_option("FILE", m_file,
                    std::string(backupHelp) + "; of pg_dump (custom, directory, tar, plain; also "
                                              "gz, zst, lz4), or SQLite's")
        ->required();
    auto *json = subcommand.add_flag("--json", m_json, "Answer in JSON");
    subcommand
        .add_option(
            "--definition", m_definition,
            "Only what makes the object: its name, SCHEMA.NAME, DATABASE.SCHEMA.NAME, or its "
            "number")
        ->type_name("OBJECT")
        ->excludes(json);
    subcommand.footer(damagedHelp);
}

/// Whether `wanted` means the entry: its number, or its name with what it is in or without.
bool isMeant(const ArchiveEntry &entry, const QString &wanted)
{
    return QString::number(entry.id) == wanted || entry.name == wanted ||
           entry.schema + u'.' + entry.name == wanted ||
           displayQualified(entry.schema, entry.name) == wanted ||
           (!entry.database.isEmpty() &&
            (entry.database + u'.' + entry.schema + u'.' + entry.name == wanted ||
             displayIdentifier(entry.database) + u'.' +
                     displayQualified(entry.schema, entry.name) ==
                 wanted));
}

Result<void> BackupShowCommand::printDefinition(Archive &archive, Terminal &terminal) const
{
    const QString wanted = QString::fromStdString(m_definition);
    bool found = false;
    for (const ArchiveEntry &entry : archive.entries()) {
        if (!isMeant(entry, wanted))
            continue;
        TM_TRY_ASSIGN(const QString definition, archive.definition(entry.id));
        if (definition.trimmed().isEmpty())
            continue;
        terminal.printLine(definition.trimmed());
        found = true;
    }
    if (found)
        return {};
    return fail(ErrorKind::Usage, u"the backup has no definition of %1"_s.arg(wanted), {},
                u"tidemark backup show %1 lists what it has"_s.arg(QString::fromStdString(m_file)));
}

void BackupShowCommand::printJson(const Archive &archive, Terminal &terminal) const
{
    QJsonArray entries;
    for (const ArchiveEntry &entry : archive.entries())
        entries.append(entryJson(entry));
    QJsonArray tables;
    for (const ArchiveTable &table : archive.tables())
        tables.append(tableJson(table));
    terminal.printJson({{u"archive"_s, infoJson(archive.info())},
                        {u"entries"_s, entries},
                        {u"tables"_s, tables},
                        {u"problems"_s, problemsJson(archive)}});
}

void BackupShowCommand::printTable(const Archive &archive, Terminal &terminal) const
{
    const ArchiveInfo &info = archive.info();
    QStringList facts{archiveFormatName(info.format), sizeText(info.bytes)};
    if (info.compression != Compression::None)
        facts += compressionName(info.compression);
    if (info.packed != Compression::None)
        facts += u"packed by "_s + compressionName(info.packed);
    if (!info.database.isEmpty())
        facts += u"database "_s + displayIdentifier(info.database);
    if (!info.serverVersion.isEmpty())
        facts += u"server "_s + info.serverVersion;
    if (!info.dumpVersion.isEmpty())
        facts += u"pg_dump "_s + info.dumpVersion;
    if (info.createdAt.isValid())
        facts += info.createdAt.toString(u"yyyy-MM-dd HH:mm:ss"_s);
    terminal.printLine(facts.join(u", "_s));
    terminal.printLine();
    const bool several = std::ranges::any_of(archive.entries(), [&](const ArchiveEntry &entry) {
        return entry.database != archive.entries().front().database;
    });
    QStringList heads{u"NUMBER"_s, u"KIND"_s, u"SCHEMA"_s, u"NAME"_s, u"OWNER"_s, u"DATA"_s};
    if (several)
        heads.insert(1, u"DATABASE"_s);
    Table table(heads);
    table.alignRight(0);
    table.alignRight(int(heads.size()) - 1);
    for (const ArchiveEntry &entry : archive.entries()) {
        std::vector<TableCell> cells{{QString::number(entry.id), Style::Dim},
                                     {entry.kind},
                                     {entry.schema},
                                     {entry.name},
                                     {entry.owner, Style::Dim},
                                     {sizeText(entry.dataBytes)}};
        if (several)
            cells.insert(cells.begin() + 1, TableCell{entry.database});
        table.add(std::move(cells));
    }
    terminal.print(table.toText(terminal));
}

Result<ExitCode> BackupShowCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const auto archive, openArchiveFor(context, QString::fromStdString(m_file)));
    if (!m_definition.empty())
        TM_TRY(printDefinition(*archive, context.terminal));
    else if (m_json)
        printJson(*archive, context.terminal);
    else
        printTable(*archive, context.terminal);
    if (!m_json)
        printProblems(*archive, context.terminal);
    return exitCodeFor(*archive);
}

} // namespace

std::unique_ptr<Command> makeBackupShowCommand()
{
    return std::make_unique<BackupShowCommand>();
}

} // namespace tidemark
