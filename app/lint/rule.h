// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/finding.h"
#include "lint/lintcase.h"
#include "sql/dialect.h"

#include <map>
#include <optional>
#include <set>
#include <span>

namespace tidemark {

enum class LintFamily { Locks, Loss, Pair, Compatibility, Style, Transactions, Seeds, Files };
QString lintFamilyName(LintFamily family); ///< "locks and rewrites", ...

/// A migration that shows a rule; each is also a test of it.
struct LintExample
{
    QByteArray before{}; ///< what earlier migrations did
    QByteArray up{};
    std::optional<QByteArray> down{};
    bool transaction = true;
};

/// About how many rows each table of the target database has, by the name that scripts use.
using TableSizes = std::map<QString, double>;

class LintReporter;

/// One rule; one file each in rules/.
struct LintRule
{
    QString id; ///< stable: people write it into comments and settings
    LintFamily family = LintFamily::Locks;
    LintLevel level = LintLevel::Warning; ///< unless the settings say another
    QString what;                         ///< one sentence: what it finds
    QString why;                          ///< what happens otherwise
    QString better;                       ///< what to do instead
    LintExample bad;
    LintExample good;
    std::optional<Engine> engine; ///< none: both
    void (*check)(const LintCase &migration, LintReporter &report) = nullptr;
};

/// Every rule, in the order of the documentation.
std::span<const LintRule *const> lintRules();
const LintRule *findLintRule(const QString &id);

/// Takes what one rule finds in one migration.
class LintReporter
{
public:
    LintReporter(const LintRule &rule, LintLevel level, const LintCase &migration,
                 const TableSizes *sizes, std::vector<LintFinding> &findings,
                 std::vector<const LintStatement *> &statements)
        : m_rule(rule)
        , m_level(level)
        , m_case(migration)
        , m_sizes(sizes)
        , m_findings(findings)
        , m_statements(statements)
    {
    }

    /// `offset` in bytes into the statement's text.
    void add(const LintStatement &statement, qsizetype offset, const QString &message);
    /// The same where it cannot be told for certain: no more than a warning.
    void addUnsure(const LintStatement &statement, qsizetype offset, const QString &message);
    /// The same about work that grows with the rows of a table: a small one makes it a note, and a
    /// large one is said to be large, where the target database was asked.
    void addForRows(const LintStatement &statement, qsizetype offset, const QString &message,
                    const QString &table);
    /// About a whole script, at its first line.
    void addForScript(LintSide side, const QString &message);

private:
    void append(const LintStatement *statement, LintLevel level, const QString &message,
                const SourceLocation &where, LintSide side);

    const LintRule &m_rule;
    LintLevel m_level;
    const LintCase &m_case;
    const TableSizes *m_sizes;
    std::vector<LintFinding> &m_findings;
    std::vector<const LintStatement *> &m_statements;
};

} // namespace tidemark
