// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/lint.h"

#include <QStringList>

namespace tidemark::test {

struct Scripts
{
    QByteArray before{};
    QByteArray up{};
    std::optional<QByteArray> down{};
    bool transaction = true;
};

inline Script scriptOf(const QByteArray &text, const QString &file, bool transaction = true)
{
    Script script;
    script.file = file;
    script.text = text;
    script.transaction = transaction ? TransactionMode::Transaction : TransactionMode::None;
    return script;
}

inline Migration migrationOf(const Scripts &scripts)
{
    Migration migration;
    migration.version = migration.id = migration.file = QStringLiteral("2");
    migration.up = {scriptOf(scripts.up, QStringLiteral("2.up.sql"), scripts.transaction)};
    if (scripts.down)
        migration.down = std::vector<Script>{
            scriptOf(*scripts.down, QStringLiteral("2.down.sql"), scripts.transaction)};
    return migration;
}

/// What is found in the second migration, after one that has done `before`.
inline LintResult lintOf(const Scripts &scripts, Engine engine = Engine::PostgreSql,
                         LintRequest request = {})
{
    Migration first;
    first.version = first.id = QStringLiteral("1");
    first.up = {scriptOf(scripts.before, QStringLiteral("1.up.sql"))};
    std::vector<ParsedMigration> parsed;
    parsed.push_back(parseForLint(first, engine));
    parsed.push_back(parseForLint(migrationOf(scripts), engine));
    request.engine = engine;
    request.only = {QStringLiteral("2")};
    return lintMigrations(std::move(parsed), request);
}

/// The rules that found something, sorted, each once; those that a comment allows are left out.
inline QStringList rulesIn(const LintResult &result)
{
    QStringList rules;
    for (const LintFinding &finding : result.findings) {
        if (!finding.isAllowed() && !rules.contains(finding.rule))
            rules += finding.rule;
    }
    rules.sort();
    return rules;
}

inline const LintFinding *findingOf(const LintResult &result, const QString &rule)
{
    for (const LintFinding &finding : result.findings) {
        if (finding.rule == rule)
            return &finding;
    }
    return nullptr;
}

} // namespace tidemark::test
