// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/lint.h"

#include "lint/history.h"
#include "lint/pair.h"
#include "lint/postgres/depth.h"
#include "sql/splitter.h"
#include "sql/tokenizer.h"

#include <algorithm>
#include <tuple>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A tree is some hundred times as large as its text.
constexpr qsizetype longestStatement = qsizetype(256) * 1024;

LintLevel lintLevelOf(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Note:
        return LintLevel::Note;
    case Finding::Severity::Warning:
        return LintLevel::Warning;
    case Finding::Severity::Error:
        break;
    }
    return LintLevel::Error;
}

LintFinding fileFinding(const Migration &migration, LintSide side, const QString &rule,
                        LintLevel level, const QString &message, const SourceLocation &where)
{
    LintFinding finding;
    finding.rule = rule;
    finding.level = level;
    finding.message = message;
    finding.where = where;
    finding.migration = migration.id;
    finding.side = side;
    if (const LintRule *known = findLintRule(rule))
        finding.help = known->better;
    return finding;
}

/// BEGIN and COMMIT in the script itself, as far as one word tells.
enum class Boundary { None, Begins, Ends };
Boundary boundaryOf(const Statement &statement, Engine engine)
{
    SqlTokenizer tokens(statement.text, engine);
    const SqlToken first = tokens.next();
    if (tokens.isWord(first, "BEGIN") || tokens.isWord(first, "START"))
        return Boundary::Begins;
    const bool ends = tokens.isWord(first, "COMMIT") || tokens.isWord(first, "END") ||
                      tokens.isWord(first, "ROLLBACK") || tokens.isWord(first, "ABORT");
    if (!ends)
        return Boundary::None;
    for (SqlToken next = tokens.next(); next.kind != SqlToken::Kind::End; next = tokens.next()) {
        if (tokens.isWord(next, "TO") || tokens.isWord(next, "PREPARED"))
            return Boundary::None;
    }
    return Boundary::Ends;
}

bool isInsert(const QByteArray &sql)
{
    SqlTokenizer tokens(sql, Engine::PostgreSql);
    return tokens.isWord(tokens.next(), "INSERT");
}

class ScriptParser
{
public:
    ScriptParser(ParsedMigration &parsed, Engine engine, LintSide side)
        : m_parsed(parsed)
        , m_engine(engine)
        , m_side(side)
    {
    }

    void parse(const Script &script)
    {
        auto statements = splitScript(script, m_engine);
        auto allowances = allowancesIn(script, m_engine, m_side);
        m_parsed.allowances.insert(m_parsed.allowances.end(), allowances.begin(), allowances.end());
        if (!statements) {
            m_parsed.scripts.pairKnown = false;
            SourceLocation where = statements.error().where;
            if (!where.isValid())
                where = {script.file, script.firstLine, 1};
            m_parsed.findings.push_back(fileFinding(m_parsed.migration, m_side, u"syntax"_s,
                                                    LintLevel::Error, statements.error().summary,
                                                    where));
            return;
        }
        bool own = false;
        for (Statement &source : *statements)
            take(std::move(source), script, own);
    }

private:
    void take(Statement source, const Script &script, bool &own)
    {
        LintStatement statement;
        statement.side = m_side;
        statement.index = m_next++;
        const Boundary boundary = boundaryOf(source, m_engine);
        own = boundary == Boundary::Begins || (own && boundary != Boundary::Ends);
        statement.inTransaction = own || script.transaction == TransactionMode::Transaction;
        statement.tooLong = source.text.size() > longestStatement;
        statement.tooDeep = m_engine == Engine::PostgreSql &&
                            (statement.tooLong ? !isInsert(source.text) : isTooDeep(source.text));
        if (m_engine == Engine::PostgreSql && !statement.tooLong && !statement.tooDeep)
            statement.tree = PostgresTree::parse(source.text);
        statement.source = std::move(source);
        if (const auto &error = statement.tree.error()) {
            m_parsed.scripts.pairKnown = false;
            m_parsed.findings.push_back(fileFinding(m_parsed.migration, m_side, u"syntax"_s,
                                                    LintLevel::Error, error->message,
                                                    statement.at(error->offset)));
        }
        m_parsed.scripts.statements.push_back(std::move(statement));
    }

    ParsedMigration &m_parsed;
    Engine m_engine;
    LintSide m_side;
    int m_next = 0;
};

/// Gives every finding its allowance, and says what is wrong with allowances.
class Allowances
{
public:
    Allowances(ParsedMigration &parsed, std::vector<LintFinding> &findings)
        : m_parsed(parsed)
        , m_findings(findings)
    {
    }

    void apply(LintFinding &finding, const LintStatement *statement)
    {
        for (Allowance &allowance : m_parsed.allowances) {
            if (allowance.rule != finding.rule || allowance.side != finding.side)
                continue;
            const LintStatement *about = statementOf(allowance);
            if (statement && about && about != statement)
                continue;
            allowance.used = true;
            if (finding.allowedBecause.isEmpty())
                finding.allowedBecause = allowance.reason;
        }
    }

    void judge()
    {
        for (const Allowance &allowance : m_parsed.allowances) {
            if (!findLintRule(allowance.rule))
                add(allowance, u"allow-unknown"_s,
                    u"there is no rule \"%1\""_s.arg(allowance.rule));
            else if (allowance.reason.isEmpty())
                add(allowance, u"allow-without-reason"_s,
                    u"%1 is allowed without a reason"_s.arg(allowance.rule));
            else if (!allowance.used)
                add(allowance, u"allow-unused"_s,
                    u"%1 has nothing to say here: the comment allows nothing"_s.arg(
                        allowance.rule));
        }
    }

private:
    const LintStatement *statementOf(const Allowance &allowance) const
    {
        const LintStatement *next = nullptr;
        for (const LintStatement &statement : m_parsed.scripts.statements) {
            if (statement.side != allowance.side ||
                statement.source.where.file != allowance.where.file)
                continue;
            const int line = allowance.where.line;
            if (statement.source.where.line <= line && line <= statement.lastLine())
                return &statement;
            if (!next && statement.source.where.line > line)
                next = &statement;
        }
        return next;
    }

    void add(const Allowance &allowance, const QString &rule, const QString &message)
    {
        m_findings.push_back(fileFinding(m_parsed.migration, allowance.side, rule,
                                         findLintRule(rule)->level, message, allowance.where));
    }

    ParsedMigration &m_parsed;
    std::vector<LintFinding> &m_findings;
};

/// Judges migrations against the history, which goes on with each.
class Linter
{
public:
    Linter(LintHistory &history, const LintRequest &request)
        : m_request(request)
        , m_history(history)
    {
    }

    void take(ParsedMigration &parsed)
    {
        parsed.scripts.locksTimeOut = m_request.locksTimeOut;
        if (!m_request.only.empty() && !m_request.only.contains(parsed.migration.id)) {
            m_history.followUp(parsed);
            return;
        }
        m_history.followUp(parsed, [&](const Catalog::Journal &up) { judge(parsed, up); });
        ++m_result.migrations;
        m_result.statements += static_cast<int>(parsed.scripts.statements.size());
    }

    LintResult take() { return std::move(m_result); }

private:
    void judge(ParsedMigration &parsed, const Catalog::Journal &up)
    {
        LintCase &scripts = parsed.scripts;
        scripts.catalog = &m_history.catalog();
        m_history.tryDown(scripts, [&](const Catalog::Journal &down) {
            if (scripts.pairKnown && !scripts.downStopsAt && parsed.migration.down)
                scripts.pair = pairDifferences(up, down, m_history.catalog(), scripts);
        });
        runRules(parsed);
    }

    void runRules(ParsedMigration &parsed)
    {
        std::vector<LintFinding> findings;
        std::vector<const LintStatement *> statements;
        for (const LintRule *rule : lintRules()) {
            const LintLevel level = levelOf(*rule);
            const bool applies = !rule->engine || *rule->engine == m_request.engine;
            if (level == LintLevel::Off || !applies || !rule->check)
                continue;
            LintReporter reporter(*rule, level, parsed.scripts, m_request.sizes, findings,
                                  statements);
            rule->check(parsed.scripts, reporter);
        }
        Allowances allowances(parsed, findings);
        for (size_t i = 0; i < statements.size(); ++i)
            allowances.apply(findings[i], statements[i]);
        allowances.judge();
        for (LintFinding &finding : parsed.findings)
            findings.push_back(std::move(finding));
        std::erase_if(findings, [this](LintFinding &finding) {
            const LintRule *rule = findLintRule(finding.rule);
            return rule && levelOf(*rule) == LintLevel::Off;
        });
        std::ranges::stable_sort(findings, {}, [](const LintFinding &finding) {
            return std::tuple(finding.side, finding.where.file, finding.where.line,
                              finding.where.column);
        });
        m_result.findings.insert(m_result.findings.end(), findings.begin(), findings.end());
    }

    LintLevel levelOf(const LintRule &rule) const
    {
        const auto set = m_request.settings.levels.find(rule.id);
        return set == m_request.settings.levels.end() ? rule.level : set->second;
    }

    const LintRequest &m_request;
    LintHistory &m_history;
    LintResult m_result;
};

} // namespace

LintFinding lintFindingOf(const Finding &finding)
{
    LintFinding found;
    found.rule = u"migration-files"_s;
    found.level = lintLevelOf(finding.severity);
    found.message = finding.message;
    found.help = finding.hint;
    found.where = finding.where;
    return found;
}

ParsedMigration parseForLint(const Migration &migration, Engine engine)
{
    ParsedMigration parsed;
    parsed.migration = migration;
    parsed.scripts.engine = engine;
    ScriptParser up(parsed, engine, LintSide::Up);
    for (const Script &script : migration.up)
        up.parse(script);
    if (migration.down) {
        ScriptParser down(parsed, engine, LintSide::Down);
        for (const Script &script : *migration.down)
            down.parse(script);
    }
    return parsed;
}

LintResult lintMigrations(std::vector<ParsedMigration> migrations, const LintRequest &request)
{
    LintHistory history(request.engine, request.wholeHistory);
    Linter linter(history, request);
    for (ParsedMigration &migration : migrations)
        linter.take(migration);
    return linter.take();
}

LintResult lintAfter(const LintHistory &history, ParsedMigration migration,
                     const LintRequest &request)
{
    LintHistory own = history.copy();
    Linter linter(own, request);
    linter.take(migration);
    return linter.take();
}

} // namespace tidemark
