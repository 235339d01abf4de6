// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/catalog.h"
#include "lint/lint.h"

#include <functional>
#include <memory>

namespace tidemark {

class SqliteScratch;

/// The schema as migrations have made it one after the other: what the rules see before the one
/// that is judged. Kept by whoever looks at that one again and again.
class LintHistory
{
public:
    /// `wholeHistory`: as LintRequest's.
    explicit LintHistory(Engine engine, bool wholeHistory = true);
    ~LintHistory();
    LintHistory(LintHistory &&other) noexcept;
    LintHistory &operator=(LintHistory &&other) noexcept;

    Engine engine() const { return m_engine; }
    const Catalog &catalog() const { return m_catalog; }
    /// Another one of the same schema; 1 ms for 1,000 objects. Any thread, several at once.
    LintHistory copy() const;

    using Judge = std::function<void(const Catalog::Journal &)>;
    /// Does what the up of the next migration does; effects and the like are noted in `parsed`.
    /// `judge` is called before anything follows, with what the up changed.
    void followUp(ParsedMigration &parsed, const Judge &judge = {});
    /// What its down would do then; it is taken back after `judge`.
    void tryDown(LintCase &scripts, const Judge &judge);

private:
    Catalog::Journal follow(LintCase &scripts, LintSide side);
    void followPostgres(LintCase &scripts, LintSide side);

    Engine m_engine;
    Catalog m_catalog;
    std::unique_ptr<SqliteScratch> m_scratch; ///< of SQLite
};

/// What lintMigrations() says of one migration when those in `history` ran before it. The history
/// stays as it is. `request.engine` and `wholeHistory` are the history's. Any thread.
LintResult lintAfter(const LintHistory &history, ParsedMigration migration,
                     const LintRequest &request);

} // namespace tidemark
