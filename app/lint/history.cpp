// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/history.h"

#include "lint/postgres/simulator.h"
#include "lint/sqlite/scratch.h"

#include <algorithm>

namespace tidemark {

namespace {

void noteEffect(LintCase &scripts, const LintStatement &statement, const Effect &effect)
{
    const int side = statement.side == LintSide::Up ? 0 : 1;
    if (effect.key.kind == CatalogKind::Table && effect.change == Effect::Change::Added)
        scripts.newTables[side].emplace(effect.key.name, statement.index);
    const bool stops =
        (effect.missing && !effect.guarded && !effect.implied) || !effect.blockedBy.isEmpty();
    if (side == 1 && stops && !scripts.downStopsAt)
        scripts.downStopsAt = &statement;
}

} // namespace

LintHistory::LintHistory(Engine engine, bool wholeHistory)
    : m_engine(engine)
{
    m_catalog.setComplete(wholeHistory);
    if (engine == Engine::Sqlite)
        m_scratch = std::make_unique<SqliteScratch>(wholeHistory);
}

LintHistory::~LintHistory() = default;
LintHistory::LintHistory(LintHistory &&other) noexcept = default;
LintHistory &LintHistory::operator=(LintHistory &&other) noexcept = default;

LintHistory LintHistory::copy() const
{
    LintHistory other(m_engine);
    other.m_catalog = m_catalog;
    if (m_scratch)
        other.m_scratch = m_scratch->copy();
    return other;
}

void LintHistory::followUp(ParsedMigration &parsed, const Judge &judge)
{
    LintCase &scripts = parsed.scripts;
    scripts.migration = &parsed.migration;
    scripts.engine = m_engine;
    const bool knownBefore = scripts.pairKnown;
    const Catalog::Journal up = follow(scripts, LintSide::Up);
    const bool lostTrack = knownBefore && !scripts.pairKnown;
    const bool read = std::ranges::none_of(
        parsed.findings, [](const LintFinding &finding) { return finding.side == LintSide::Up; });
    if (judge)
        judge(up);
    // What is no SQL, or cannot be read, may have done anything.
    if (!parsed.migration.runnable || !read || lostTrack)
        m_catalog.setComplete(false);
}

void LintHistory::tryDown(LintCase &scripts, const Judge &judge)
{
    if (m_scratch)
        m_scratch->keep();
    const bool complete = m_catalog.isComplete();
    const Catalog::Journal down = follow(scripts, LintSide::Down);
    judge(down);
    m_catalog.rollBack(down);
    m_catalog.setComplete(complete);
    if (m_scratch)
        m_scratch->goBack();
}

Catalog::Journal LintHistory::follow(LintCase &scripts, LintSide side)
{
    if (m_scratch)
        m_scratch->run(scripts, side, m_catalog);
    else
        followPostgres(scripts, side);
    return m_catalog.takeJournal();
}

void LintHistory::followPostgres(LintCase &scripts, LintSide side)
{
    PostgresSimulator simulator(m_catalog);
    for (LintStatement &statement : scripts.statements) {
        if (statement.side == side && statement.tooDeep)
            simulator.loseTrack();
        if (statement.side != side || !statement.node())
            continue;
        statement.effects = simulator.apply(*statement.node());
        for (const Effect &effect : statement.effects)
            noteEffect(scripts, statement, effect);
    }
    if (simulator.lostTrack())
        scripts.pairKnown = false;
}

} // namespace tidemark
