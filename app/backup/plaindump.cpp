// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/plaindump.h"

#include "backup/archive/decodedbytes.h"
#include "backup/archive/sqlscanner.h"
#include "sql/splitter.h"
#include "sql/tokenizer.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

Result<qint64> lineAt(const QString &path, qint64 place)
{
    TM_TRY_ASSIGN(const UnpackedBytes text, openUnpacked(path));
    ByteWindow window(text.bytes);
    qint64 lines = 1;
    for (qint64 at = 0; at < place;) {
        TM_TRY_ASSIGN(QByteArrayView seen, window.from(at));
        if (seen.isEmpty())
            break;
        seen = seen.first(std::min<qsizetype>(seen.size(), place - at));
        lines += std::ranges::count(seen, '\n');
        at += seen.size();
    }
    return lines;
}

/// The first words of a statement, in upper case, and whether some word is in it at all.
struct FirstWords
{
    explicit FirstWords(const QByteArray &text)
    {
        SqlTokenizer tokens(text, Engine::PostgreSql);
        for (auto &word : words) {
            const SqlToken token = tokens.next();
            if (token.kind != SqlToken::Kind::Word)
                return;
            word = tokens.textOf(token).toByteArray().toUpper();
        }
    }
    bool makesRoutine() const
    {
        if (words[0] != "CREATE")
            return false;
        const QByteArray &what = words[1] == "OR" ? words[3] : words[1];
        return what == "FUNCTION" || what == "PROCEDURE";
    }

    std::array<QByteArray, 4> words;
};

/// Rows and what hangs on them; what pg_dump calls pre-data and post-data is not: a view that is
/// refreshed says that it has rows.
bool isContents(const FirstWords &first, const QByteArray &text)
{
    static const QByteArray large = "LARGE";
    const QByteArray &verb = first.words[0];
    if (verb == "ALTER")
        return first.words[1] == large;
    if (verb == "COMMENT")
        return first.words[2] == large;
    if (verb == "GRANT" || verb == "REVOKE")
        return text.contains(" ON LARGE OBJECT ");
    if (verb == "SELECT")
        return text.startsWith("SELECT pg_catalog.setval(") ||
               text.startsWith("SELECT pg_catalog.lo");
    return verb == "COPY" || verb == "INSERT" || verb == "ANALYZE";
}

enum class CopyKind { Rows, Client, Server };

/// COPY ... FROM stdin, TO stdout, or what the server reads or writes by itself.
CopyKind kindOfCopy(const QByteArray &text)
{
    SqlTokenizer tokens(text, Engine::PostgreSql);
    int depth = 0;
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End; token = tokens.next()) {
        const QByteArrayView word = tokens.textOf(token);
        depth += word == "(" ? 1 : word == ")" ? -1 : 0;
        const bool from = tokens.isWord(token, "FROM");
        if (depth != 0 || (!from && !tokens.isWord(token, "TO")))
            continue;
        token = tokens.next();
        if (from && tokens.isWord(token, "STDIN"))
            return CopyKind::Rows;
        return !from && tokens.isWord(token, "STDOUT") ? CopyKind::Client : CopyKind::Server;
    }
    return CopyKind::Server;
}

class DumpReader
{
public:
    DumpReader(const QString &path, std::shared_ptr<ByteSource> text, const DumpPieceTaker &take)
        : m_path(path)
        , m_text(text)
        , m_scanner(std::move(text))
        , m_take(take)
    {
    }

    Result<void> read(const std::stop_token &stop)
    {
        TM_TRY(lookAtHead());
        while (true) {
            if (stop.stop_requested())
                return fail(ErrorKind::Cancelled, u"stopped on request"_s);
            auto piece = m_scanner.next(true);
            if (!piece && piece.error().kind == ErrorKind::Input)
                return cutOff(piece.error().toString());
            TM_TRY(piece);
            if (piece->kind == ScriptPiece::Kind::End)
                return end();
            m_empty = false;
            TM_TRY(look(*piece));
            m_take({kindOf(*piece), piece->text, piece->start, piece->end});
        }
    }

private:
    /// A byte order mark is passed over, as psql does it.
    Result<void> lookAtHead()
    {
        constexpr QByteArrayView mark("\xef\xbb\xbf");
        std::array<char, mark.size()> bytes{};
        TM_TRY_ASSIGN(const qint64 got, m_text->readAt(0, bytes.data(), qint64(bytes.size())));
        m_scanner.goTo(QByteArrayView(bytes.data(), got) == mark ? mark.size() : 0);
        return {};
    }

    static DumpPiece::Kind kindOf(const ScriptPiece &piece)
    {
        if (piece.kind == ScriptPiece::Kind::Comment)
            return DumpPiece::Kind::Comment;
        if (piece.kind == ScriptPiece::Kind::Command)
            return DumpPiece::Kind::Command;
        return isContents(FirstWords(piece.text), piece.text) ? DumpPiece::Kind::Contents
                                                              : DumpPiece::Kind::Definition;
    }

    Result<void> look(const ScriptPiece &piece)
    {
        switch (piece.kind) {
        case ScriptPiece::Kind::Comment:
            return comment(piece);
        case ScriptPiece::Kind::Command:
            return command(piece);
        case ScriptPiece::Kind::Statement:
            return statement(piece);
        case ScriptPiece::Kind::End:
            break;
        }
        return {};
    }

    Result<void> comment(const ScriptPiece &piece)
    {
        const QByteArray line = piece.text.trimmed();
        if (line == "-- PostgreSQL database dump")
            ++m_begun;
        else if (line == "-- PostgreSQL database dump complete")
            ++m_complete;
        else if (line == "-- PostgreSQL database cluster dump")
            return refuse(piece.start, u"it is a dump of a whole server"_s);
        return {};
    }

    Result<void> command(const ScriptPiece &piece)
    {
        static const QRegularExpression harmless(u"\\A\\\\(un)?restrict [A-Za-z0-9]+\\s*\\z"_s);
        const QString text = QString::fromUtf8(piece.text);
        if (harmless.match(text).hasMatch())
            return {};
        return refuse(piece.start, u"%1 is a command of psql and is not run"_s.arg(
                                       text.section(QRegularExpression(u"\\s"_s), 0, 0)));
    }

    Result<void> statement(const ScriptPiece &piece)
    {
        if (piece.command >= 0)
            return refuse(piece.command,
                          u"a backslash in a statement is a command of psql and is not run"_s);
        const FirstWords first(piece.text);
        const QByteArray &verb = first.words[0];
        // pg_dump doubles backslashes then, and each string ends where it ends with the setting on.
        m_backslashes = m_backslashes || piece.text == "SET standard_conforming_strings = off;";
        if (m_backslashes && piece.doubtful >= 0)
            return refuse(piece.doubtful,
                          u"with standard_conforming_strings = off this quote ends no string"_s);
        if (verb == "INSERT")
            return {};
        if (piece.end - piece.start > SqlScanner::keptText)
            return refuse(piece.start, u"the statement is too long to be looked at"_s);
        if (verb == "COPY")
            return copy(piece);
        if ((verb == "SET" || verb == "SELECT") &&
            piece.text.toLower().contains("standard_conforming_strings") &&
            piece.text != "SET standard_conforming_strings = on;" &&
            piece.text != "SET standard_conforming_strings = off;")
            return refuse(piece.start, u"it changes how strings are read"_s);
        if (first.makesRoutine() || isOfOwnSubscription(piece.text, first))
            return {};
        if (const auto change = changesServer({.text = piece.text, .where = {}, .copyData = {}}))
            return refuse(piece.start,
                          u"%1 changes more than the database and is not run"_s.arg(*change));
        return {};
    }

    /// As pg_dump writes them: the subscription belongs to the database, and connects to nobody.
    static bool isOfOwnSubscription(const QByteArray &text, const FirstWords &first)
    {
        if (first.words[1] == "SUBSCRIPTION")
            return (first.words[0] == "CREATE" && text.contains("connect = false")) ||
                   (first.words[0] == "ALTER" && text.contains(" OWNER TO "));
        return first.words[0] == "COMMENT" && first.words[2] == "SUBSCRIPTION";
    }

    Result<void> copy(const ScriptPiece &piece)
    {
        switch (kindOfCopy(piece.text)) {
        case CopyKind::Client:
            return {};
        case CopyKind::Server:
            return refuse(piece.start, u"COPY of a file or a program is not run"_s);
        case CopyKind::Rows:
            break;
        }
        TM_TRY_ASSIGN(const auto rows, m_scanner.passRows());
        if (rows == SqlScanner::Rows::NotAlone)
            return refuse(piece.start, u"something stands behind COPY in its line"_s);
        if (rows == SqlScanner::Rows::CutOff)
            return cutOff(u"The rows of COPY have no end"_s);
        return {};
    }

    Result<void> end() const
    {
        if (m_empty)
            return cutOff(u"It is empty"_s);
        if (m_complete < m_begun)
            return cutOff(u"\"PostgreSQL database dump complete\" is missing"_s);
        return {};
    }

    tl::unexpected<Error> cutOff(const QString &detail) const
    {
        return fail(ErrorKind::Input, u"%1 is cut off"_s.arg(QFileInfo(m_path).fileName()), detail);
    }

    Result<void> refuse(qint64 place, const QString &why) const
    {
        TM_TRY_ASSIGN(const qint64 line, lineAt(m_path, place));
        return fail(ErrorKind::Unsupported,
                    u"%1, line %2: %3"_s.arg(QFileInfo(m_path).fileName()).arg(line).arg(why),
                    u"A dump of pg_dump without --create has nothing of the kind"_s,
                    u"If you trust it, restore it by psql"_s);
    }

    QString m_path;
    std::shared_ptr<ByteSource> m_text;
    SqlScanner m_scanner;
    const DumpPieceTaker &m_take;
    int m_begun = 0; ///< dumps, by pg_dump's own first and last line
    int m_complete = 0;
    bool m_empty = true;
    bool m_backslashes = false; ///< they have a meaning in strings, or may have one
};

} // namespace

Result<void> readDumpPieces(const QString &path, const DumpPieceTaker &take, std::stop_token stop)
{
    TM_TRY_ASSIGN(const UnpackedBytes text, openUnpacked(path));
    return DumpReader(path, text.bytes, take).read(stop);
}

bool setsTablespace(const QByteArray &statement)
{
    return statement.startsWith("SET default_tablespace = ") && statement.endsWith(';');
}

Result<void> readPlainDump(const QString &path, const DumpLineTaker &take, std::stop_token stop)
{
    return readDumpPieces(
        path,
        [&take](const DumpPiece &piece) {
            for (const QByteArray &line : piece.text.split('\n'))
                take(line);
        },
        std::move(stop));
}

} // namespace tidemark
