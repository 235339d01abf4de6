// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/datacomparison.h"
#include "cli/backupcommand.h"
#include "cli/backuptools.h"
#include "cli/cells.h"
#include "cli/json.h"
#include "cli/schemasources.h"
#include "cli/table.h"
#include "compare/comparison.h"
#include "compare/rowssource.h"
#include "sql/identifier.h"

#include <QJsonArray>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype objectsShown = 30;

class BackupCompareCommand final : public Command
{
public:
    const char *name() const override { return "compare"; }
    const char *summary() const override
    {
        return "Compare a backup with a backup, a database or what migrations make: schema and "
               "rows";
    }
    bool wantsJson() const override { return m_switches.json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<SchemaSource> parse(const std::string &text, const CommandContext &context) const;
    Result<Comparison> compareSchema(const SchemaSource &before, const SchemaSource &after,
                                     CommandContext &context);
    void print(const std::optional<Comparison> &schema, const ContentsComparison &data,
               Terminal &terminal) const;
    void printSchema(const Comparison &schema, Terminal &terminal) const;
    void print(const RowsComparison &rows, Terminal &terminal) const;
    QJsonObject jsonOf(const std::optional<Comparison> &schema,
                       const ContentsComparison &data) const;

    SourceSwitches m_switches;
    BackupFolderSwitch m_folder;
    std::string m_before;
    std::string m_after;
    std::string m_table;
    qint64 m_offset = 0;
    qint64 m_limit = 50;
    bool m_noSchema = false;
};

QJsonValue countIn(const std::optional<qint64> &number)
{
    return number ? QJsonValue(*number) : QJsonValue();
}

QJsonObject rowsInJson(const RowsComparison &rows)
{
    QJsonArray differences;
    for (const RowDifference &one : rows.differences) {
        QJsonObject object{{u"change"_s, toText(one.kind)}};
        if (!one.before.empty())
            object.insert(u"before"_s, jsonOf(one.before));
        if (!one.after.empty())
            object.insert(u"after"_s, jsonOf(one.after));
        differences.append(object);
    }
    QJsonObject answer{{u"table"_s, displayQualified(rows.schema, rows.name)},
                       {u"equal"_s, rows.isEqual()},
                       {u"rowsBefore"_s, rows.rowsBefore},
                       {u"rowsAfter"_s, rows.rowsAfter},
                       {u"gone"_s, rows.gone},
                       {u"added"_s, rows.added},
                       {u"changed"_s, rows.changed},
                       {u"columns"_s, QJsonArray::fromStringList(rows.columns)},
                       {u"key"_s, QJsonArray::fromStringList(rows.columns.mid(0, rows.keyColumns))},
                       {u"onlyBefore"_s, QJsonArray::fromStringList(rows.onlyBefore)},
                       {u"onlyAfter"_s, QJsonArray::fromStringList(rows.onlyAfter)},
                       {u"changedColumns"_s, QJsonArray::fromStringList(rows.changedColumns)},
                       {u"rows"_s, differences}};
    if (rows.more)
        answer.insert(u"next"_s, rows.first + qint64(rows.differences.size()));
    return answer;
}

TableCell countCell(const std::optional<qint64> &rows)
{
    return rows ? TableCell{QString::number(*rows)} : TableCell{u"none"_s, Style::Dim};
}

QString fromText(ContentsFrom from)
{
    switch (from) {
    case ContentsFrom::Manifest:
        return u"from its manifest"_s;
    case ContentsFrom::Restore:
        return u"restored"_s;
    case ContentsFrom::Database:
        break;
    }
    return u"read"_s;
}

QString whatChanged(const ComparedTable &table)
{
    if (!table.before)
        return u"only in B"_s;
    if (!table.after)
        return u"only in A"_s;
    const qint64 more = *table.after - *table.before;
    return more == 0  ? u"other values"_s
           : more > 0 ? u"%1 more"_s.arg(more)
                      : u"%1 fewer"_s.arg(-more);
}

void BackupCompareCommand::configure(CLI::App &subcommand)
{
    const char *what = "A backup (its path, its name where the backups are, \"latest\"), an "
                       "environment, a URL, migrations (FOLDER@VERSION, @VERSION)";
    subcommand.add_option("A", m_before, what)->required();
    subcommand.add_option("B", m_after, "The same, to compare A with")->required();
    subcommand
        .add_option("-t,--table", m_table,
                    "The rows of this table by key: which are gone, added, changed")
        ->type_name("TABLE");
    subcommand.add_option("--offset", m_offset, "With --table: differences to pass over")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    subcommand.add_option("--limit", m_limit, "With --table: so many of them; otherwise 50")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    subcommand.add_flag("--no-schema", m_noSchema, "Only the rows");
    m_folder.addTo(subcommand);
    m_switches.addTo(subcommand);
}

Result<SchemaSource> BackupCompareCommand::parse(const std::string &text,
                                                 const CommandContext &context) const
{
    SourceNames names = m_switches.names(context);
    names.backups = m_folder.path(m_switches.workspace(), context);
    names.backupsNamed = !m_folder.folder.empty();
    return noted(parseRowsSource(QString::fromStdString(text), names), context.terminal);
}

Result<Comparison> BackupCompareCommand::compareSchema(const SchemaSource &before,
                                                       const SchemaSource &after,
                                                       CommandContext &context)
{
    LoadPrinter printer(context.terminal);
    LoadContext loading = m_switches.context(context);
    loading.wantsWayBack = false;
    TM_TRY_ASSIGN(LoadedPair pair,
                  loadSources(before, after, std::move(loading), printer.observer(), context.stop));
    return compareSchemas(std::move(pair.before), std::move(pair.after));
}

void BackupCompareCommand::printSchema(const Comparison &schema, Terminal &terminal) const
{
    if (schema.diff.isEmpty()) {
        terminal.printLine(u"schema: the same"_s);
        return;
    }
    terminal.printLine(u"schema: %1 added, %2 removed, %3 changed (tidemark diff shows all of it)"_s
                           .arg(schema.added())
                           .arg(schema.removed())
                           .arg(schema.changed()));
    QStringList lines;
    QSet<QString> seen;
    for (const Difference &one : schema.diff.differences) {
        const bool missing = one.change == Difference::Change::Missing;
        const QString mark = missing                                   ? u"-"_s
                             : one.change == Difference::Change::Extra ? u"+"_s
                                                                       : u"~"_s;
        const QString line = u"  %1 %2 %3"_s.arg(mark, one.kind, one.object);
        if (!seen.contains(line)) {
            seen.insert(line);
            lines += line;
        }
    }
    for (const QString &line : lines.mid(0, objectsShown))
        terminal.printLine(line);
    if (lines.size() > objectsShown)
        terminal.printLine(u"  and %1 more"_s.arg(lines.size() - objectsShown));
}

void BackupCompareCommand::print(const std::optional<Comparison> &schema,
                                 const ContentsComparison &data, Terminal &terminal) const
{
    if (m_switches.json) {
        terminal.printJson(jsonOf(schema, data));
        return;
    }
    if (schema)
        printSchema(*schema, terminal);
    const auto different =
        std::ranges::count_if(data.tables, [](const ComparedTable &table) { return !table.equal; });
    terminal.printLine(u"rows: %1 of %2 tables differ (A: %3, B: %4)"_s.arg(different)
                           .arg(data.tables.size())
                           .arg(fromText(data.beforeFrom), fromText(data.afterFrom)));
    Table shown({u"TABLE"_s, u"A"_s, u"B"_s, QString()});
    shown.alignRight(1);
    shown.alignRight(2);
    for (const ComparedTable &table : data.tables) {
        if (!table.equal)
            shown.add({{displayQualified(table.schema, table.name)},
                       countCell(table.before),
                       countCell(table.after),
                       {whatChanged(table), Style::Yellow}});
    }
    if (!shown.isEmpty())
        terminal.print(shown.toText(terminal));
    if (!data.sameLargeObjects.value_or(true))
        terminal.printLine(u"large objects differ, or could not be read on one side"_s);
}

QJsonObject BackupCompareCommand::jsonOf(const std::optional<Comparison> &schema,
                                         const ContentsComparison &data) const
{
    QJsonArray tables;
    for (const ComparedTable &table : data.tables)
        tables.append(QJsonObject{{u"schema"_s, table.schema},
                                  {u"name"_s, table.name},
                                  {u"before"_s, countIn(table.before)},
                                  {u"after"_s, countIn(table.after)},
                                  {u"equal"_s, table.equal}});
    QJsonObject rows{{u"equal"_s, data.isEqual()},
                     {u"beforeFrom"_s, toText(data.beforeFrom)},
                     {u"afterFrom"_s, toText(data.afterFrom)},
                     {u"tables"_s, tables}};
    if (data.sameLargeObjects)
        rows.insert(u"sameLargeObjects"_s, *data.sameLargeObjects);
    QJsonObject answer{{u"data"_s, rows}};
    if (!schema)
        return answer;
    QJsonArray differences;
    for (const Difference &one : schema->diff.differences)
        differences.append(QJsonObject{{u"change"_s, changeName(one.change)},
                                       {u"kind"_s, one.kind},
                                       {u"object"_s, one.object},
                                       {u"property"_s, one.property},
                                       {u"before"_s, one.before},
                                       {u"after"_s, one.after}});
    answer.insert(u"schema"_s, QJsonObject{{u"added"_s, schema->added()},
                                           {u"removed"_s, schema->removed()},
                                           {u"changed"_s, schema->changed()},
                                           {u"differences"_s, differences}});
    return answer;
}

void BackupCompareCommand::print(const RowsComparison &rows, Terminal &terminal) const
{
    if (m_switches.json) {
        terminal.printJson(rowsInJson(rows));
        return;
    }
    terminal.printLine(u"%1: %2 rows in A, %3 in B: %4 gone, %5 added, %6 changed"_s
                           .arg(displayQualified(rows.schema, rows.name))
                           .arg(rows.rowsBefore)
                           .arg(rows.rowsAfter)
                           .arg(rows.gone)
                           .arg(rows.added)
                           .arg(rows.changed));
    if (!rows.changedColumns.isEmpty())
        terminal.printLine(u"changed in: "_s + rows.changedColumns.join(u", "_s));
    if (!rows.onlyBefore.isEmpty())
        terminal.printLine(u"columns only in A: "_s + rows.onlyBefore.join(u", "_s));
    if (!rows.onlyAfter.isEmpty())
        terminal.printLine(u"columns only in B: "_s + rows.onlyAfter.join(u", "_s));
    Table shown(QStringList{QString()} + rows.columns);
    for (const RowDifference &one : rows.differences) {
        const bool added = one.kind == RowDifference::Kind::Added;
        const bool gone = one.kind == RowDifference::Kind::Gone;
        std::vector<TableCell> cells{{added  ? u"+"_s
                                      : gone ? u"-"_s
                                             : u"~"_s,
                                      added  ? Style::Green
                                      : gone ? Style::Red
                                             : Style::Yellow}};
        for (size_t i = 0; i < size_t(rows.columns.size()); ++i) {
            const Cell &cell = added ? one.after[i] : one.before[i];
            const bool changes = !added && !gone && one.before[i] != one.after[i] &&
                                 !rows.onlyBefore.contains(rows.columns[qsizetype(i)]) &&
                                 !rows.onlyAfter.contains(rows.columns[qsizetype(i)]);
            if (changes)
                cells.push_back(
                    {shownText(one.before[i]) + u" → "_s + shownText(one.after[i]), Style::Yellow});
            else
                cells.push_back(shownCell(cell));
        }
        shown.add(std::move(cells));
    }
    if (!shown.isEmpty())
        terminal.print(shown.toText(terminal));
    if (rows.keyColumns == 0)
        terminal.note(
            u"note: there is no primary key in common that tells rows apart: a changed row "
            "is one gone and one added"_s);
    if (rows.more)
        terminal.note(u"more with --offset %1"_s.arg(rows.first + qint64(rows.differences.size())));
}

Result<ExitCode> BackupCompareCommand::run(CommandContext &context)
{
    TM_TRY(m_switches.prepare(context));
    TM_TRY_ASSIGN(const SchemaSource left, parse(m_before, context));
    TM_TRY_ASSIGN(const SchemaSource right, parse(m_after, context));
    LoadContext naming = m_switches.context(context);
    LoadPrinter opening(context.terminal);
    TM_TRY_ASSIGN(const auto sides,
                  openRowsSources(left, right, naming, opening.observer(), context.stop));
    BackupPrinter printer(context.terminal);
    DataComparer comparer(sides.first.data, sides.second.data, findPostgresInstallations(),
                          *naming.sandboxes, printer.observer(), context.stop);
    if (!m_table.empty()) {
        TM_TRY_ASSIGN(
            const RowsComparison rows,
            comparer.rows({tableNamed(QString::fromStdString(m_table)), m_offset, m_limit}));
        context.terminal.clearProgress();
        print(rows, context.terminal);
        return rows.isEqual() ? ExitCode::Fine : ExitCode::No;
    }
    std::optional<Comparison> schema;
    if (!m_noSchema) {
        TM_TRY_ASSIGN(schema, compareSchema(left, right, context));
    }
    TM_TRY_ASSIGN(const ContentsComparison data, comparer.contents());
    context.terminal.clearProgress();
    print(schema, data, context.terminal);
    return data.isEqual() && (!schema || schema->diff.isEmpty()) ? ExitCode::Fine : ExitCode::No;
}

} // namespace

std::unique_ptr<Command> makeBackupCompareCommand()
{
    return std::make_unique<BackupCompareCommand>();
}

} // namespace tidemark
