// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/postgressplitter.h"

#include "sql/includefile.h"
#include "sql/postgrescutter.h"
#include "sql/postgresscanner.h"
#include "sql/psqlcommands.h"
#include "sql/psqlvariables.h"
#include "sql/scripterror.h"
#include "sql/utf8text.h"

#include <QStringList>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// The scanner reads a window of the text, not all that is left: rows of COPY and the arguments of
// backslash commands are no SQL, and after each of them scanning starts anew.
constexpr qsizetype firstWindow = 64LL * 1024;
constexpr qsizetype smallestWindow = 128;
constexpr qsizetype largestWindow = 256LL * 1024;
constexpr qsizetype windowGrowth = 4;

bool isSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/// What all files of one script share.
struct Shared
{
    std::vector<Statement> statements;
    PsqlVariables variables;
    QStringList openPaths;
};

/// A statement that is not yet at its semicolon. `text` holds only what came before a backslash
/// command in its middle; the rest is still in the file.
struct Pending
{
    PostgresCutter cutter;
    QByteArray text;
    SourceLocation where;
};

/// Cuts one file.
class FileSplitter
{
public:
    FileSplitter(const Script &script, Shared &shared)
        : m_script(script)
        , m_text(script.text)
        , m_shared(shared)
        , m_places(m_text, script.file, script.firstLine)
        , m_at(byteOrderMarkLength(m_text))
    {
    }

    Result<void> splitAll()
    {
        qsizetype window = firstWindow;
        while (skipSpace() && !m_quit) {
            if (m_text[m_at] == '\\') { // between statements: no need for the scanner to find it
                TM_TRY(runCommand());
                continue;
            }
            const qsizetype begin = m_at;
            const qsizetype end = windowEnd(begin + window);
            const QByteArray part(m_text.constData() + begin, end - begin);
            const PostgresScan scan = scanPostgres(part);
            TM_TRY_ASSIGN(const bool progress, takeTokens(part, scan.tokens));
            if (progress) {
                window = std::clamp((m_at - begin) * windowGrowth, smallestWindow, largestWindow);
            } else if (end < m_text.size()) {
                window = (end - begin) * windowGrowth;
            } else {
                if (scan.error)
                    return errorAt(begin + scan.error->offset, scan.error->message);
                TM_TRY(finish(part, scan.tokens));
                m_at = m_text.size();
            }
        }
        if (const auto open = m_conditions.open(); open && !m_quit)
            return errorAt(*open, u"\\if has no \\endif"_s);
        if (!m_pending.text.isEmpty())
            emitText(m_pending.text, m_pending.where);
        return {};
    }

private:
    /// False at the end of the text.
    bool skipSpace()
    {
        while (m_at < m_text.size() && isSpace(m_text[m_at]))
            ++m_at;
        return m_at < m_text.size();
    }

    /// Tokens do not span lines, strings apart, which the scanner reports as unterminated.
    qsizetype windowEnd(qsizetype wanted) const
    {
        if (wanted >= m_text.size())
            return m_text.size();
        const qsizetype lineEnd = m_text.indexOf('\n', wanted);
        return lineEnd < 0 ? m_text.size() : lineEnd + 1;
    }

    tl::unexpected<Error> errorAt(qsizetype offset, const QString &summary,
                                  const QString &hint = {})
    {
        return fail(scriptError(ErrorKind::Input, m_places.at(offset), summary, hint));
    }

    tl::unexpected<Error> errorAt(qsizetype offset, Error error)
    {
        if (!error.where.isValid())
            error.where = m_places.at(offset);
        return fail(std::move(error));
    }

    /// Takes statements from `part`, which begins at m_at. Returns whether m_at moved on; if not,
    /// `part` ended inside a statement.
    Result<bool> takeTokens(const QByteArray &part, const std::vector<PostgresToken> &tokens)
    {
        const qsizetype base = m_at;
        PostgresCutter cutter = m_pending.cutter;
        qsizetype first = -1; // of the statement, in part
        qsizetype last = 0;
        for (const PostgresToken &token : tokens) {
            if (isComment(token, part))
                continue;
            if (token.kind == '\\') {
                keepPending(part, first, last, base, cutter);
                m_at = base + token.start;
                TM_TRY(runCommand());
                return true;
            }
            if (!cutter.take(token, part)) {
                if (first < 0)
                    first = token.start;
                last = token.end;
                continue;
            }
            keepPending(part, first, last, base, cutter);
            m_at = base + token.end;
            const bool copy = cutter.isCopyFromStdin();
            TM_TRY(complete(copy));
            if (copy)
                return true;
            cutter = PostgresCutter();
            first = -1;
        }
        return m_at > base;
    }

    /// The text ends without a semicolon.
    Result<void> finish(const QByteArray &part, const std::vector<PostgresToken> &tokens)
    {
        PostgresCutter cutter = m_pending.cutter;
        qsizetype first = -1;
        qsizetype last = 0;
        for (const PostgresToken &token : tokens) {
            if (isComment(token, part))
                continue;
            cutter.take(token, part);
            if (first < 0)
                first = token.start;
            last = token.end;
        }
        const qsizetype base = m_at;
        keepPending(part, first, last, base, cutter);
        m_at = m_text.size();
        return complete(cutter.isCopyFromStdin());
    }

    /// Adds part[first, last) to the statement that is under way.
    void keepPending(const QByteArray &part, qsizetype first, qsizetype last, qsizetype base,
                     const PostgresCutter &cutter)
    {
        if (first < 0 || !m_conditions.isActive())
            return;
        if (m_pending.text.isEmpty())
            m_pending.where = m_places.at(base + first);
        else
            m_pending.text += '\n';
        const QByteArray piece = part.mid(first, last - first);
        m_pending.text += piece;
        m_pending.cutter = cutter;
    }

    Result<void> complete(bool copyFromStdin)
    {
        const Pending pending = std::exchange(m_pending, {});
        std::optional<QByteArray> rows;
        if (copyFromStdin) {
            TM_TRY_ASSIGN(rows, takeRows());
        }
        if (!m_conditions.isActive() || pending.text.isEmpty())
            return {};
        if (!m_shared.variables.isEmpty() && pending.text.contains(':'))
            return emitInterpolated(pending, std::move(rows));
        m_shared.statements.push_back({pending.text, pending.where, std::move(rows)});
        return {};
    }

    void emitText(const QByteArray &text, const SourceLocation &where)
    {
        m_shared.statements.push_back({text, where, std::nullopt});
    }

    /// The rows below COPY ... FROM stdin, up to a line `\.` or the end of the file.
    Result<QByteArray> takeRows()
    {
        qsizetype at = m_at;
        while (at < m_text.size() && m_text[at] != '\n') {
            if (!isSpace(m_text[at]))
                return errorAt(at, u"the rows of COPY ... FROM stdin begin on the next line"_s,
                               u"put what follows on a line of its own, below the rows"_s);
            ++at;
        }
        const qsizetype begin = std::min(at + 1, m_text.size());
        qsizetype lineStart = begin;
        while (lineStart < m_text.size()) {
            qsizetype lineEnd = m_text.indexOf('\n', lineStart);
            if (lineEnd < 0)
                lineEnd = m_text.size();
            const QByteArrayView line(m_text.constData() + lineStart, lineEnd - lineStart);
            if (line == QByteArrayView("\\.") || line == QByteArrayView("\\.\r")) {
                m_at = std::min(lineEnd + 1, m_text.size());
                return m_text.mid(begin, lineStart - begin);
            }
            lineStart = lineEnd + 1;
        }
        m_at = m_text.size();
        return m_text.mid(begin);
    }

    /// Puts the variables in; a value may bring statements of its own.
    Result<void> emitInterpolated(const Pending &pending, std::optional<QByteArray> rows)
    {
        const PostgresScan before = scanPostgres(pending.text);
        QByteArray text;
        qsizetype done = 0;
        for (const PostgresToken &token : before.tokens) {
            if (token.kind != ':' || token.start < done)
                continue;
            const auto reference = PsqlVariables::referenceAt(pending.text, token.start);
            const auto value = reference ? m_shared.variables.expand(*reference) : std::nullopt;
            if (!value)
                continue;
            text += QByteArrayView(pending.text).sliced(done, token.start - done).toByteArray();
            text += *value;
            done = token.start + reference->length;
        }
        text += pending.text.mid(done);
        return emitPieces(text, pending.where, std::move(rows));
    }

    Result<void> emitPieces(const QByteArray &text, const SourceLocation &where,
                            std::optional<QByteArray> rows)
    {
        const PostgresScan scan = scanPostgres(text);
        if (scan.error) {
            return fail(
                scriptError(ErrorKind::Input, where, scan.error->message, {},
                            u"with the variables put in: %1"_s.arg(QString::fromUtf8(text))));
        }
        PostgresCutter cutter;
        qsizetype first = -1;
        qsizetype last = 0;
        for (const PostgresToken &token : scan.tokens) {
            if (isComment(token, text))
                continue;
            if (cutter.take(token, text)) {
                if (first >= 0)
                    emitText(text.mid(first, last - first), where);
                cutter = PostgresCutter();
                first = -1;
                continue;
            }
            if (first < 0)
                first = token.start;
            last = token.end;
        }
        if (first >= 0)
            m_shared.statements.push_back({text.mid(first, last - first), where, std::move(rows)});
        return {};
    }

    /// At a backslash outside of quotes; moves behind the command.
    Result<void> runCommand()
    {
        const qsizetype begin = m_at;
        qsizetype end = begin + 1;
        while (end < m_text.size() && !isSpace(m_text[end]) && m_text[end] != '\\')
            ++end;
        const QByteArray name = m_text.mid(begin + 1, end - begin - 1);
        m_at = end;
        if (name.isEmpty()) {
            // A lone `\\` ends a command line; psql passes over it.
            m_at = std::min(begin + 2, m_text.size());
            return {};
        }
        const PsqlCommand command = findPsqlCommand(name);
        if (command.action >= PsqlAction::If && command.action <= PsqlAction::EndIf)
            return runCondition(command.action, begin);
        if (!m_conditions.isActive()) {
            skipPsqlArguments(m_text, m_at);
            return {};
        }
        if (command.action == PsqlAction::Unsupported) {
            return fail(scriptError(
                ErrorKind::Unsupported, m_places.at(begin),
                u"psql's command \\%1 does not work in a migration"_s.arg(QString::fromUtf8(name)),
                command.hint));
        }
        auto arguments = readPsqlArguments(m_text, m_at, m_shared.variables);
        if (command.action == PsqlAction::OutputOnly) {
            if (!arguments)
                skipPsqlArguments(m_text, m_at);
            return {};
        }
        if (!arguments)
            return errorAt(begin, arguments.error());
        auto done = runAction(command.action, *arguments);
        if (!done)
            return errorAt(begin, done.error());
        return {};
    }

    Result<void> runAction(PsqlAction action, const std::vector<QByteArray> &arguments)
    {
        switch (action) {
        case PsqlAction::Set:
            return runSet(arguments);
        case PsqlAction::Unset:
            if (!arguments.empty())
                m_shared.variables.unset(arguments.front());
            return {};
        case PsqlAction::Include:
        case PsqlAction::IncludeRelative:
            return runInclude(arguments, action == PsqlAction::IncludeRelative);
        default:
            m_quit = true;
            return {};
        }
    }

    Result<void> runSet(const std::vector<QByteArray> &arguments)
    {
        if (arguments.empty())
            return {}; // lists the variables
        const QByteArray &name = arguments.front();
        if (!PsqlVariables::isName(name))
            return fail(ErrorKind::Input,
                        u"%1 is no name for a variable"_s.arg(QString::fromUtf8(name)));
        QByteArray value;
        for (size_t i = 1; i < arguments.size(); ++i)
            value += arguments[i];
        if (const auto hint = refusedSetting(name, value)) {
            return fail(
                ErrorKind::Unsupported,
                u"psql's variable %1 does not work in a migration"_s.arg(QString::fromUtf8(name)),
                {}, *hint);
        }
        m_shared.variables.set(name, value);
        return {};
    }

    Result<void> runInclude(const std::vector<QByteArray> &arguments, bool relativeToScript);

    Result<void> runCondition(PsqlAction action, qsizetype begin)
    {
        bool known = true;
        if (action == PsqlAction::If) {
            TM_TRY_ASSIGN(const bool condition, readCondition(m_conditions.isActive(), begin));
            m_conditions.begin(condition, begin);
        } else if (action == PsqlAction::Elif) {
            TM_TRY_ASSIGN(const bool condition,
                          readCondition(m_conditions.wantsCondition(), begin));
            known = m_conditions.alternative(condition);
        } else {
            TM_TRY(readPsqlArguments(m_text, m_at, m_shared.variables));
            known = action == PsqlAction::Else ? m_conditions.otherwise() : m_conditions.end();
        }
        if (!known)
            return errorAt(begin, u"no \\if is open here"_s);
        return {};
    }

    Result<bool> readCondition(bool wanted, qsizetype begin)
    {
        if (!wanted) {
            skipPsqlArguments(m_text, m_at);
            return false;
        }
        auto arguments = readPsqlArguments(m_text, m_at, m_shared.variables);
        if (!arguments)
            return errorAt(begin, arguments.error());
        QByteArray word;
        for (const QByteArray &argument : *arguments)
            word += word.isEmpty() ? argument : ' ' + argument;
        const auto condition = psqlBoolean(word);
        if (!condition) {
            return errorAt(
                begin, u"\"%1\" is neither true nor false"_s.arg(QString::fromUtf8(word)),
                u"\\if takes true, false, on, off, 1, 0 or a variable with such a value"_s);
        }
        return *condition;
    }

    const Script &m_script;
    const QByteArray m_text;
    Shared &m_shared;
    PositionCounter m_places;
    PsqlConditions m_conditions;
    Pending m_pending;
    qsizetype m_at;
    bool m_quit = false;
};

Result<void> splitFile(const Script &script, Shared &shared)
{
    shared.openPaths.append(canonicalScriptPath(script));
    TM_TRY(FileSplitter(script, shared).splitAll());
    shared.openPaths.removeLast();
    return {};
}

Result<void> FileSplitter::runInclude(const std::vector<QByteArray> &arguments,
                                      bool relativeToScript)
{
    QByteArray name = arguments.empty() ? QByteArray() : arguments.front();
    if (name.size() > 1 && name.startsWith('"') && name.endsWith('"'))
        name = name.mid(1, name.size() - 2);
    TM_TRY_ASSIGN(const Script included, readIncludedScript(m_script, QString::fromUtf8(name),
                                                            relativeToScript, m_shared.openPaths));
    TM_TRY(checkText(included.text, included.file, 1));
    return splitFile(included, m_shared);
}

} // namespace

Result<std::vector<Statement>> splitPostgresScript(const Script &script)
{
    Shared shared;
    TM_TRY(splitFile(script, shared));
    return std::move(shared.statements);
}

} // namespace tidemark
