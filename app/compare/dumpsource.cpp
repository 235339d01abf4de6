// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/definitions.h"
#include "backup/archive/sqlscanner.h"
#include "backup/archive/textencoding.h"
#include "compare/readstate.h"
#include "compare/replay.h"
#include "compare/tablespaces.h"
#include "migrations/migrationfiles.h"
#include "run/scriptrun.h"
#include "run/settings.h"
#include "sql/identifier.h"
#include "sql/scripterror.h"
#include "sql/splitter.h"
#include "sql/tokenizer.h"

#include <QRegularExpression>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype longestSetting = 200;

/// What `SET client_encoding = 'NAME'` or psql's \encoding sets it to; empty of anything else.
QString encodingOf(const QByteArray &piece)
{
    static const QRegularExpression command(u"^\\\\encoding[ \\t]+'?([\\w-]+)"_s);
    const QString text = QString::fromUtf8(piece.left(longestSetting));
    const auto match = command.match(text);
    return match.hasMatch() ? match.captured(1) : encodingIn(text);
}

/// By the first line that names it; pg_dump writes that before all names.
QString firstEncodingIn(const QByteArray &text)
{
    for (qsizetype at = 0; at >= 0 && at < text.size();) {
        const qsizetype end = text.indexOf('\n', at);
        const QByteArray line =
            text.mid(at, std::min(longestSetting, end < 0 ? text.size() : end - at));
        if (line.startsWith("SET ") || line.startsWith("\\encoding"))
            if (const QString name = encodingOf(line); !name.isEmpty())
                return name;
        at = end < 0 ? end : end + 1;
    }
    return {};
}

/// The commands of psql in a script and what it says of its encoding, and none of what only looks
/// like one: in a text, in a function, among the rows of COPY. Up to what is not whole, of which
/// others tell.
std::vector<ScriptPiece> commandsIn(const QByteArray &text)
{
    SqlScanner scanner(std::make_shared<HeldBytes>(text));
    std::vector<ScriptPiece> commands;
    while (true) {
        auto piece = scanner.next(true);
        if (!piece || piece->kind == ScriptPiece::Kind::End)
            return commands;
        const bool statement = piece->kind == ScriptPiece::Kind::Statement;
        if (statement && copiedTable(piece->text) && !scanner.passRows())
            return commands;
        if (piece->kind == ScriptPiece::Kind::Command ||
            (statement && !encodingOf(piece->text).isEmpty()))
            commands.push_back(std::move(*piece));
    }
}

/// Blanks, so that the text keeps its length and errors their place.
void blank(QByteArray &text, const ScriptPiece &piece)
{
    const qsizetype bytes = piece.text.trimmed().size();
    text.replace(piece.start, bytes, QByteArray(bytes, ' '));
}

/// pg_dump -C and pg_dumpall change to the database that they have just made. The dump is loaded
/// into a throw-away one, so the command goes. What it says of its encoding goes as well: here it
/// is UTF-8, perhaps because it was `converted`.
Result<void> dropCommands(Script &script, bool converted)
{
    static const QRegularExpression connect(
        u"^\\\\(?:connect|c)[ \\t]+(?:-reuse-previous=\\w+[ \\t]+)?([^\\r\\n]*)"_s);
    // Only where the words are there at all: the text may be long.
    if (!converted && !script.text.contains("\\c") && !script.text.contains("\\encoding"))
        return {};
    QString first;
    for (const ScriptPiece &piece : commandsIn(script.text)) {
        const auto match = connect.match(QString::fromUtf8(piece.text));
        const bool command = piece.kind == ScriptPiece::Kind::Command;
        if ((command || converted) && !encodingOf(piece.text).isEmpty())
            blank(script.text, piece);
        if (!match.hasMatch())
            continue;
        const QString database = match.captured(1).trimmed();
        // pg_dumpall begins in template1 for the roles.
        if (!first.isEmpty() && first != database && first != u"template1" &&
            first != u"postgres") {
            SourceLocation where;
            where.file = script.file;
            where.line =
                int(std::count(script.text.cbegin(), script.text.cbegin() + piece.start, '\n')) + 1;
            where.column = 1;
            return fail(
                scriptError(ErrorKind::Input, where,
                            u"this dump holds several databases: %1 and %2"_s.arg(first, database),
                            u"dump the one to compare by itself: pg_dump -s DATABASE"_s));
        }
        first = database;
        blank(script.text, piece);
    }
    return {};
}

std::vector<QByteArray> firstWords(const Statement &statement, Engine engine)
{
    SqlTokenizer tokenizer(statement.text, engine);
    std::vector<QByteArray> words;
    for (int i = 0; i < 2; ++i) {
        const SqlToken token = tokenizer.next();
        words.push_back(token.kind == SqlToken::Kind::Word
                            ? tokenizer.textOf(token).toByteArray().toUpper()
                            : QByteArray());
    }
    return words;
}

/// Rows are not part of a schema; what makes or names the database is not for the throw-away one.
bool isPassedOver(const Statement &statement, Engine engine)
{
    if (statement.copyData)
        return true;
    if (engine == Engine::Sqlite)
        return false;
    const auto words = firstWords(statement, engine);
    return (words[1] == "DATABASE" || words[1] == "ROLE" || words[1] == "USER") &&
           (words[0] == "CREATE" || words[0] == "ALTER" || words[0] == "DROP");
}

class DumpRun
{
public:
    explicit DumpRun(Session &session)
        : m_session(session)
    {
    }
    Result<void> run(const Statement &statement);
    QStringList notes() const;

private:
    bool canBePassedOver(const Statement &statement, const Error &error) const;
    Result<bool> makeMissing(const Error &error);

    Session &m_session;
    std::set<QString> m_roles;       ///< that the dump names and this server did not have
    std::set<QString> m_tablespaces; ///< the same
};

/// DROP ... of what is not there (pg_dump -c), and what is there from the first: the schema
/// "public", and SQLite's own tables, which its shell's .schema names as well.
bool DumpRun::canBePassedOver(const Statement &statement, const Error &error) const
{
    const auto words = firstWords(statement, m_session.engine());
    if (m_session.engine() == Engine::Sqlite)
        return words[0] == "CREATE" &&
               error.summary.startsWith("object name reserved for internal use: sqlite_"_L1);
    static const QStringList missing{u"42P01"_s, u"42704"_s, u"42883"_s, u"3F000"_s};
    if (missing.contains(error.sqlState))
        return words[0] == "DROP" || (words[0] == "ALTER" && statement.text.contains(" DROP "));
    return error.sqlState == u"42P06" && words[0] == "CREATE" && words[1] == "SCHEMA";
}

/// The throw-away server is ours; roles without a login, and tablespaces, are only names in it.
/// False where nothing is missing that was not made already.
Result<bool> DumpRun::makeMissing(const Error &error)
{
    static const QRegularExpression missing(u"(role|tablespace) \"(.+)\" does not exist"_s,
                                            QRegularExpression::CaseInsensitiveOption);
    const auto match = missing.match(error.summary + u'\n' + error.detail);
    // What default_tablespace is set to is a wrong value, and not a missing object.
    const bool isMissing = error.sqlState == u"42704" || error.sqlState == u"22023";
    if (!isMissing || !match.hasMatch())
        return false;
    const QString name = match.captured(2);
    if (match.captured(1) == u"role") {
        if (!m_roles.insert(name).second)
            return false;
        TM_TRY(m_session.execute("CREATE ROLE " + quoteIdentifier(name).toUtf8()));
        return true;
    }
    if (m_session.transactionState() != TransactionState::Idle ||
        !m_tablespaces.insert(name).second)
        return false;
    return makeTablespaces(m_session, {name});
}

Result<void> DumpRun::run(const Statement &statement)
{
    while (true) {
        const auto outcome = m_session.run(statement);
        if (outcome)
            return {};
        const Error &error = outcome.error();
        TM_TRY_ASSIGN(const bool made, makeMissing(error));
        if (made)
            continue;
        if (canBePassedOver(statement, error))
            return {};
        return fail(locateError(error, statement));
    }
}

QStringList DumpRun::notes() const
{
    QStringList notes;
    const auto note = [&](const QString &what, const std::set<QString> &names) {
        if (!names.empty())
            notes += u"the dump names %1 that it does not make: %2"_s.arg(
                what, QStringList(names.begin(), names.end()).join(u", "_s));
    };
    note(u"roles"_s, m_roles);
    note(u"tablespaces"_s, m_tablespaces);
    return notes;
}

/// Where the first line is that has bytes which are no text in its encoding.
Error notOfEncoding(const TextFile &file, const TextEncoding &encoding, const QString &name)
{
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = u"%1 cannot be read as a script"_s.arg(file.path);
    error.detail = u"it says that it is %1, and holds bytes that are no text in it"_s.arg(name);
    error.hint = u"convert it to UTF-8"_s;
    error.where.file = file.path;
    error.where.line = 1;
    for (QByteArray line : file.bytes.split('\n')) {
        if (!encoding.toUtf8(line))
            break;
        ++error.where.line;
    }
    error.where.column = 1;
    return error;
}

/// Makes UTF-8 of a dump that says that it is of another encoding; false: it says no such thing.
Result<bool> convert(TextFile &file)
{
    const QString name = firstEncodingIn(file.bytes);
    const TextEncoding encoding(name);
    if (name.isEmpty() || encoding.isUtf8() || encoding.isAnything())
        return false;
    QByteArray text = file.bytes;
    if (!encoding.toUtf8(text))
        return fail(notOfEncoding(file, encoding, name));
    if (text.contains('\0'))
        return false;
    file.text = std::move(text);
    file.usable = true;
    return true;
}

Result<Script> readDump(const QString &path)
{
    std::vector<Finding> findings;
    TextFile file = readTextFile(path, QFileInfo(path).fileName(), findings);
    TM_TRY_ASSIGN(const bool converted, convert(file));
    if (!file.usable) {
        Error error;
        error.kind = ErrorKind::Input;
        error.summary = u"%1 cannot be read as a script"_s.arg(path);
        for (const Finding &finding : findings) {
            error.detail = finding.message;
            error.where = finding.where;
        }
        return fail(std::move(error));
    }
    Script script = wholeFile(file);
    script.file = path;
    TM_TRY(dropCommands(script, converted));
    return script;
}

Result<std::unique_ptr<Sandbox>> sandboxWithDump(const SchemaSource &source, Engine engine,
                                                 const LoadContext &context,
                                                 const LoadObserver &observer,
                                                 const std::stop_token &stop, QStringList *notes)
{
    const auto report = [&](LoadProgress::Step step, int done, int total) {
        if (observer)
            observer({step, source.displayName(), done, total});
    };
    report(LoadProgress::Step::ReadingFile, 0, 0);
    TM_TRY_ASSIGN(const Script script, readDump(source.file));
    TM_TRY_ASSIGN(const std::vector<Statement> statements, splitScript(script, engine));
    report(LoadProgress::Step::StartingScratch, 0, 0);
    SandboxRequest request;
    request.engine = engine;
    request.empty = true;
    request.stop = stop;
    TM_TRY_ASSIGN(auto sandbox, context.sandboxes->make(request));
    Session &session = sandbox->session();
    session.setStopToken(stop);
    TM_TRY_ASSIGN(const SessionSettings settings, SessionSettings::of(session));
    DumpRun run(session);
    const int total = static_cast<int>(statements.size());
    for (int i = 0; i < total; ++i) {
        const Statement &statement = statements[static_cast<size_t>(i)];
        if (i % 64 == 0)
            report(LoadProgress::Step::LoadingDump, i, total);
        if (!isPassedOver(statement, engine))
            TM_TRY(run.run(statement));
    }
    if (session.transactionState() != TransactionState::Idle)
        TM_TRY(session.execute("COMMIT"));
    // A dump begins with an empty search path.
    TM_TRY(settings.restore());
    *notes = run.notes();
    return sandbox;
}

} // namespace

Result<std::unique_ptr<Sandbox>> sandboxOfDump(const SchemaSource &source, Engine engine,
                                               const LoadContext &context,
                                               const LoadObserver &observer, std::stop_token stop)
{
    QStringList notes;
    return sandboxWithDump(source, engine, context, observer, stop, &notes);
}

Result<LoadedSchema> loadDump(const SchemaSource &source, Engine engine, const LoadContext &context,
                              const LoadObserver &observer, std::stop_token stop)
{
    QStringList notes;
    TM_TRY_ASSIGN(const auto sandbox,
                  sandboxWithDump(source, engine, context, observer, stop, &notes));
    if (observer)
        observer({LoadProgress::Step::ReadingSchema, source.displayName()});
    Session &session = sandbox->session();
    LoadedSchema loaded;
    loaded.source = source;
    loaded.leaveOut = context.leaveOut;
    TM_TRY_ASSIGN(loaded.state, readState(session, loaded.leaveOut));
    loaded.serverVersion = session.serverVersion();
    loaded.notes = notes + notesOn(*loaded.state.schema);
    return loaded;
}

} // namespace tidemark
