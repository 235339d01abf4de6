// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/bytestext.h"
#include "cli/backupcommand.h"
#include "cli/backuptools.h"
#include "cli/cells.h"
#include "cli/json.h"
#include "cli/openedarchive.h"
#include "cli/rowsjson.h"
#include "cli/table.h"

#include <CLI/App.hpp>

#include <QElapsedTimer>
#include <QFile>

#include <algorithm>
#include <limits>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qint64 peopleRows = 100; ///< a table is read by people
constexpr qint64 everyRow = std::numeric_limits<qint64>::max();

class BackupRowsCommand final : public Command
{
public:
    const char *name() const override { return "rows"; }
    const char *summary() const override { return "Rows of a table in a backup, from any depth"; }
    bool wantsJson() const override { return m_json; }
    void configure(CLI::App &subcommand) override;
    Result<ExitCode> run(CommandContext &context) override;

private:
    Result<void> indexFirst(Archive &archive, const ArchiveTable &table,
                            CommandContext &context) const;
    Result<std::vector<FoundRow>> read(Archive &archive, const ArchiveTable &table,
                                       CommandContext &context);
    Result<ExitCode> writeCsv(Archive &archive, const ArchiveTable &table, CommandContext &context);
    Result<ExitCode> writeJson(Archive &archive, const ArchiveTable &table,
                               CommandContext &context);
    Result<void> writeRows(Archive &archive, const ArchiveTable &table, CommandContext &context,
                           RowsJson &json);
    Result<void> writeFound(Archive &archive, const ArchiveTable &table, CommandContext &context,
                            RowsJson &json);
    void print(const ArchiveTable &table, const std::vector<FoundRow> &rows,
               Terminal &terminal) const;

    void noteBytes(const Archive &archive, Terminal &terminal) const;

    std::string m_file;
    std::string m_table;
    std::string m_search;
    qint64 m_offset = 0;
    std::optional<qint64> m_limit;
    bool m_csv = false;
    bool m_json = false;
    bool m_bytesShown = false;
    std::optional<Error> m_broken;
    std::optional<qint64> m_next;
    std::vector<CutValue> m_cut;
};

void BackupRowsCommand::configure(CLI::App &subcommand)
{
    subcommand.add_option("FILE", m_file, backupHelp)->required();
    subcommand
        .add_option("TABLE", m_table, "NAME, SCHEMA.NAME, DATABASE.SCHEMA.NAME, or its number")
        ->required();
    subcommand.add_option("--offset", m_offset, "Rows to pass over, in the order of the backup")
        ->type_name("N")
        ->check(CLI::NonNegativeNumber);
    subcommand.add_option("--limit", m_limit, "So many rows; otherwise 100, and all with --csv")
        ->type_name("N")
        ->check([](const std::string &given) {
            const qint64 rows = QByteArray::fromStdString(given).toLongLong();
            return rows > 0 ? std::string() : "a number of 1 or more is needed and not " + given;
        });
    auto *search = subcommand.add_option("--search", m_search,
                                         "Only rows with a value that has this text, in any case");
    search->type_name("TEXT");
    auto *csv = subcommand.add_flag("--csv", m_csv, "Answer in CSV; NULL is nothing, '' is \"\"");
    csv->excludes(search);
    subcommand.add_flag("--json", m_json, "Answer in JSON")->excludes(csv);
    subcommand.footer(damagedHelp);
}

/// A pass with a line of progress, where the rows to come are far away and nobody has been there.
Result<void> BackupRowsCommand::indexFirst(Archive &archive, const ArchiveTable &table,
                                           CommandContext &context) const
{
    constexpr qint64 near = 10'000;
    constexpr qint64 quietMs = 300;
    if (m_offset < near || archive.knownRows(table))
        return {};
    QElapsedTimer timer;
    timer.start();
    qint64 shown = 0;
    const auto indexed = archive.index(
        table,
        [&](const IndexProgress &progress) {
            if (timer.elapsed() < shown + quietMs)
                return;
            shown = timer.elapsed();
            context.terminal.showProgress(
                u"reading %1 once: row %2"_s.arg(progress.table).arg(progress.of.rows));
        },
        context.stop);
    context.terminal.clearProgress();
    // Damage further on is no reason to hide what stands before.
    if (!indexed && indexed.error().kind == ErrorKind::Cancelled)
        return fail(indexed.error());
    return {};
}

Result<std::vector<FoundRow>> BackupRowsCommand::read(Archive &archive, const ArchiveTable &table,
                                                      CommandContext &context)
{
    const qint64 limit = m_limit.value_or(peopleRows);
    if (!m_search.empty()) {
        TM_TRY_ASSIGN(SearchResult result, archive.search(table, QString::fromStdString(m_search),
                                                          m_offset, limit, context.stop));
        m_broken = result.broken;
        m_bytesShown = result.bytesShown;
        m_cut = std::move(result.cut);
        if (!result.atEnd)
            m_next = result.next;
        return std::move(result.found);
    }
    TM_TRY(indexFirst(archive, table, context));
    TM_TRY_ASSIGN(RowPage page, archive.rows(table, m_offset, limit, context.stop));
    m_broken = page.broken;
    m_bytesShown = page.bytesShown;
    m_cut = std::move(page.cut);
    std::vector<FoundRow> rows;
    for (std::vector<Cell> &cells : page.rows)
        rows.push_back({page.first + qint64(rows.size()), std::move(cells)});
    if (!page.atEnd)
        m_next = page.first + qint64(rows.size());
    return rows;
}

Result<void> BackupRowsCommand::writeRows(Archive &archive, const ArchiveTable &table,
                                          CommandContext &context, RowsJson &json)
{
    TM_TRY(indexFirst(archive, table, context));
    qint64 left = m_limit.value_or(peopleRows);
    const auto reader = [&](ReadRow &row) -> Result<bool> {
        if (left == 0 || json.bytes() > Archive::longestPage)
            return false;
        --left;
        TM_TRY(json.write(row));
        m_bytesShown = m_bytesShown || row.bytesShown();
        return true;
    };
    TM_TRY_ASSIGN(RowsRead read, archive.eachRow(table, m_offset, reader, context.stop));
    m_broken = std::move(read.broken);
    if (!read.atEnd)
        m_next = read.next;
    return {};
}

/// Values of which a search keeps only the beginning are read once more.
Result<void> BackupRowsCommand::writeFound(Archive &archive, const ArchiveTable &table,
                                           CommandContext &context, RowsJson &json)
{
    TM_TRY_ASSIGN(const std::vector<FoundRow> found, read(archive, table, context));
    for (const FoundRow &row : found) {
        if (std::ranges::find(m_cut, row.row, &CutValue::row) == m_cut.end()) {
            json.write(row);
            continue;
        }
        std::optional<Result<void>> written;
        const auto reader = [&](ReadRow &whole) -> Result<bool> {
            if (written)
                return false;
            written = json.write(whole);
            return written->has_value();
        };
        TM_TRY_ASSIGN(const RowsRead read, archive.eachRow(table, row.row, reader, context.stop));
        if (written)
            TM_TRY(*written);
        else if (read.broken)
            return fail(*read.broken);
    }
    return {};
}

Result<ExitCode> BackupRowsCommand::writeJson(Archive &archive, const ArchiveTable &table,
                                              CommandContext &context)
{
    RowsJson json(context.terminal, table);
    const auto written = m_search.empty() ? writeRows(archive, table, context, json)
                                          : writeFound(archive, table, context, json);
    // What has been begun is brought to an end.
    if (!written && !json.isBegun())
        return fail(written.error());
    if (!written)
        m_broken = written.error();
    QJsonObject rest;
    if (m_next)
        rest.insert(u"next"_s, *m_next);
    if (m_bytesShown)
        rest.insert(u"bytesShown"_s, true);
    if (m_broken)
        rest.insert(u"error"_s, jsonOf(*m_broken));
    rest.insert(u"problems"_s, problemsJson(archive));
    json.finish(rest);
    if (!written)
        return exitCodeOf(*m_broken);
    return m_broken ? ExitCode::CouldNot : exitCodeFor(archive);
}

Result<ExitCode> BackupRowsCommand::writeCsv(Archive &archive, const ArchiveTable &table,
                                             CommandContext &context)
{
    TM_TRY(indexFirst(archive, table, context));
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return fail(ErrorKind::Io, u"cannot write to standard output"_s, out.errorString());
    TM_TRY_ASSIGN(
        const CsvExport exported,
        archive.exportCsv(table, out, m_offset, m_limit.value_or(everyRow), context.stop));
    m_bytesShown = exported.bytesShown;
    noteBytes(archive, context.terminal);
    printProblems(archive, context.terminal);
    return exitCodeFor(archive);
}

void BackupRowsCommand::print(const ArchiveTable &table, const std::vector<FoundRow> &rows,
                              Terminal &terminal) const
{
    QStringList heads{u"ROW"_s};
    for (const ArchiveColumn &column : table.columns)
        heads += column.name;
    // Rows of a damaged archive may have more values than there are columns.
    Table shown(heads);
    shown.alignRight(0);
    for (const FoundRow &row : rows) {
        std::vector<TableCell> cells{{QString::number(row.row), Style::Dim}};
        for (size_t i = 0; i < table.columns.size(); ++i)
            cells.push_back(i < row.cells.size() ? shownCell(row.cells[i]) : TableCell());
        for (const CutValue &cut : m_cut)
            if (cut.row == row.row && cut.column < table.columns.size())
                cells[cut.column + 1].text += u" (%1)"_s.arg(bytesText(cut.bytes));
        shown.add(std::move(cells));
    }
    if (shown.isEmpty())
        terminal.printLine(u"no rows"_s);
    else
        terminal.print(shown.toText(terminal));
}

void BackupRowsCommand::noteBytes(const Archive &archive, Terminal &terminal) const
{
    if (!m_bytesShown)
        return;
    const QString encoding = archive.info().encoding;
    terminal.note(u"some values are no text in %1: such bytes are shown as \\xe9"_s.arg(
        encoding.isEmpty() ? u"UTF-8, and the backup names no encoding"_s
                           : u"the backup's encoding (%1)"_s.arg(encoding)));
}

Result<ExitCode> BackupRowsCommand::run(CommandContext &context)
{
    TM_TRY_ASSIGN(const auto archive, openArchiveFor(context, QString::fromStdString(m_file)));
    TM_TRY_ASSIGN(const ArchiveTable *table, archive->findTable(QString::fromStdString(m_table)));
    if (m_csv)
        return writeCsv(*archive, *table, context);
    if (m_json)
        return writeJson(*archive, *table, context);
    TM_TRY_ASSIGN(const std::vector<FoundRow> rows, read(*archive, *table, context));
    Terminal &terminal = context.terminal;
    print(*table, rows, terminal);
    noteBytes(*archive, terminal);
    if (m_next)
        terminal.note(u"more with --offset %1"_s.arg(*m_next));
    const std::vector<Error> &problems = archive->problems();
    if (m_broken && std::ranges::find(problems, *m_broken) == problems.end())
        terminal.printError(*m_broken);
    printProblems(*archive, terminal);
    return m_broken ? ExitCode::CouldNot : exitCodeFor(*archive);
}

} // namespace

std::unique_ptr<Command> makeBackupRowsCommand()
{
    return std::make_unique<BackupRowsCommand>();
}

} // namespace tidemark
