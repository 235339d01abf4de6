// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalrows.h"

#include <algorithm>

namespace tidemark {

std::optional<Trend> RehearsalRow::trend() const
{
    if (!before || !report)
        return std::nullopt;
    return trendOf(*before, *report);
}

int RehearsalRows::indexOf(const QString &id) const
{
    const auto row = std::find_if(m_rows.begin(), m_rows.end(),
                                  [&id](const RehearsalRow &one) { return one.id == id; });
    return row == m_rows.end() ? -1 : static_cast<int>(row - m_rows.begin());
}

void RehearsalRows::clear()
{
    m_rows.clear();
    m_running = m_firstTouched = m_lastTouched = -1;
}

void RehearsalRows::plan(const std::vector<Migration> &migrations)
{
    clear();
    for (const Migration &migration : migrations) {
        RehearsalRow row;
        row.id = migration.id;
        row.version = migration.version;
        row.name = migration.name;
        row.file = migration.file;
        m_rows.push_back(std::move(row));
    }
}

void RehearsalRows::show(const std::shared_ptr<const RehearsalReport> &report, bool keep)
{
    if (!keep)
        clear();
    std::map<QString, size_t> places;
    for (size_t i = 0; i < m_rows.size(); ++i)
        places.emplace(m_rows[i].id, i);
    for (const MigrationReport &migration : report->migrations) {
        const auto known = places.find(migration.id);
        if (known == places.end())
            m_rows.emplace_back();
        RehearsalRow &row = known == places.end() ? m_rows.back() : m_rows[known->second];
        row.id = migration.id;
        row.version = migration.version;
        row.name = migration.name;
        row.file = migration.file;
        row.report = std::shared_ptr<const MigrationReport>(report, &migration);
        row.marks = marksOf(migration, !report->traffic.isEmpty());
    }
}

void RehearsalRows::setBefore(const LastVerdicts &verdicts)
{
    for (RehearsalRow &row : m_rows) {
        const auto found = verdicts.find(row.id);
        row.before = found == verdicts.end() ? std::nullopt : std::optional(found->second);
    }
}

RehearsalRow *RehearsalRows::at(int row)
{
    return row >= 0 && static_cast<size_t>(row) < m_rows.size() ? &m_rows[static_cast<size_t>(row)]
                                                                : nullptr;
}

void RehearsalRows::touch(int row)
{
    m_firstTouched = m_firstTouched < 0 ? row : std::min(m_firstTouched, row);
    m_lastTouched = std::max(m_lastTouched, row);
}

std::optional<std::pair<int, int>> RehearsalRows::takeTouched()
{
    const std::pair touched(std::exchange(m_firstTouched, -1), std::exchange(m_lastTouched, -1));
    return touched.first < 0 ? std::nullopt : std::optional(touched);
}

void RehearsalRows::start(int place, std::optional<RehearsalStep> step, qint64 ms, bool again)
{
    RehearsalRow *row = at(place);
    if (!row)
        return;
    if (!step) {
        if (again)
            row->report.reset();
        row->marks = {};
        startStep(row->marks, RehearsalStep::Fill);
        row->startedMs = ms;
    } else {
        startStep(row->marks, *step);
    }
    row->running = true;
    // A chain comes back to the one before.
    if (RehearsalRow *before = at(m_running); before && before != row && before->running) {
        before->running = false;
        touch(m_running);
    }
    m_running = place;
    touch(place);
}

void RehearsalRows::judge(int place, std::shared_ptr<const MigrationReport> report, bool traffic)
{
    RehearsalRow *row = at(place);
    if (!row)
        return;
    row->marks = marksOf(*report, traffic);
    row->report = std::move(report);
    row->running = false;
    row->statement.clear();
    touch(place);
}

void RehearsalRows::setStatement(const QString &statement)
{
    RehearsalRow *row = at(m_running);
    if (!row || !row->running)
        return;
    row->statement = statement;
    touch(m_running);
}

void RehearsalRows::stopAll()
{
    m_running = -1;
    for (RehearsalRow &row : m_rows) {
        if (!row.running)
            continue;
        row.running = false;
        row.marks = {};
        row.statement.clear();
    }
}

const RehearsalRow *RehearsalRows::running() const
{
    if (m_running < 0 || static_cast<size_t>(m_running) >= m_rows.size())
        return nullptr;
    const RehearsalRow &row = m_rows[static_cast<size_t>(m_running)];
    return row.running ? &row : nullptr;
}

int RehearsalRows::judged() const
{
    return static_cast<int>(std::count_if(m_rows.begin(), m_rows.end(),
                                          [](const RehearsalRow &row) { return row.report; }));
}

std::map<Verdict, int> RehearsalRows::counts() const
{
    std::map<Verdict, int> counts;
    for (const RehearsalRow &row : m_rows) {
        if (row.report)
            ++counts[row.report->verdict];
    }
    return counts;
}

std::map<Trend, int> RehearsalRows::trends() const
{
    std::map<Trend, int> trends;
    for (const RehearsalRow &row : m_rows) {
        if (const auto trend = row.trend())
            ++trends[*trend];
    }
    return trends;
}

} // namespace tidemark
