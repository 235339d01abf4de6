// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/postgresprogram.h"

#include "base/process.h"
#include "database/postgres/conninfo.h"

#include <QFileInfo>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr std::chrono::hours programTimeout{24}; // a stop ends it earlier
constexpr qsizetype mostErrors = 200;

constexpr qsizetype keptOfCommand = 80;

/// The beginning of a command, in front of what may be a secret or a row.
QByteArray cutCommand(const QByteArray &label, const QByteArray &command)
{
    static const QRegularExpression secret(u"\\b(OPTIONS|CONNECTION|PASSWORD|VALUES)\\b"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    const QString text = QString::fromUtf8(command);
    QString kept = text.left(keptOfCommand);
    if (const auto match = secret.match(text); match.hasMatch())
        kept.truncate(match.capturedStart());
    return label + (kept == text ? kept : kept.trimmed() + u" ..."_s).toUtf8();
}

/// Sorts what a program says into progress and errors.
class ProgramWords
{
public:
    ProgramWords(const QString &program, const std::function<void(const QByteArray &)> &onProgress)
        : m_prefix(QFileInfo(program).fileName().toUtf8() + ": ")
        , m_onProgress(onProgress)
    {
    }

    void hear(const QByteArray &line)
    {
        if (!line.startsWith(m_prefix)) {
            // psql: "psql:FILE:LINE: ERROR: ..."; others: a statement's further lines.
            if (m_inError)
                addDetail(line);
            else if (line.contains("ERROR:") || line.contains("FATAL:"))
                add(line);
            return;
        }
        m_swallows = false;
        // Several jobs write to one pipe: one's prefix may stand before another's whole line.
        QByteArray words = line.mid(m_prefix.size());
        while (words.startsWith(m_prefix))
            words.remove(0, m_prefix.size());
        const auto isOf = [&words](const char *kind) { return words.startsWith(kind); };
        if (isOf("error:") || isOf("fatal:") || isOf("warning:")) {
            m_inError = true;
            add(words);
        } else if (m_inError && (isOf("detail:") || isOf("hint:"))) {
            add(words);
        } else {
            m_inError = false;
            if (m_onProgress)
                m_onProgress(words);
        }
    }

    QStringList takeErrors() { return std::move(m_errors); }

private:
    /// Commands and rows go on in lines that look like anything.
    void addDetail(const QByteArray &line)
    {
        static const QRegularExpression place(u"\\A(LINE \\d+: )(.*)\\z"_s);
        static const QRegularExpression row(
            u"\\A(CONTEXT: +COPY .*?, line \\d+(, column .*?)?): .*\\z"_s);
        static const QByteArray command = "Command was: ";
        const QString text = QString::fromUtf8(line);
        if (m_swallows)
            return;
        if (line.startsWith(command)) {
            m_swallows = true;
            add(cutCommand(command, line.mid(command.size())));
        } else if (const auto match = row.match(text); match.hasMatch()) {
            m_swallows = true;
            add(match.captured(1).toUtf8());
        } else if (const auto shown = place.match(text); shown.hasMatch()) {
            add(cutCommand(shown.captured(1).toUtf8(), shown.captured(2).toUtf8()));
        } else {
            add(line);
        }
    }
    void add(const QByteArray &line)
    {
        if (m_errors.size() < mostErrors)
            m_errors << QString::fromUtf8(line);
    }

    QByteArray m_prefix;
    const std::function<void(const QByteArray &)> &m_onProgress;
    QStringList m_errors;
    bool m_inError = false;
    bool m_swallows = false; ///< what follows belongs to a command or a row
};

ErrorKind kindOfWords(const QString &words)
{
    const auto says = [&words](QLatin1StringView part) {
        return words.contains(part, Qt::CaseInsensitive);
    };
    if (says("permission denied"_L1) || says("must be owner"_L1) || says("row-level security"_L1) ||
        says("must be superuser"_L1))
        return ErrorKind::Permission;
    if (says("lock timeout"_L1))
        return ErrorKind::Busy;
    if (says("connection to server"_L1) || says("server closed the connection"_L1) ||
        says("terminating connection"_L1) || says("no connection to the server"_L1) ||
        says("system is shutting down"_L1) || says("SSL SYSCALL"_L1))
        return ErrorKind::Connection;
    return ErrorKind::Io;
}

/// The first words that say what is wrong, for the one line of an error.
QString firstWords(const QStringList &errors)
{
    QString first = errors.value(0);
    for (const QString &kind : {u"error: "_s, u"fatal: "_s, u"warning: "_s})
        if (first.startsWith(kind))
            first.remove(0, kind.size());
    return first.trimmed();
}

tl::unexpected<Error> failedProgram(const QString &name, const PostgresProgramEnd &end)
{
    const QString words = end.errors.join(u'\n');
    const QString first = firstWords(end.errors);
    QString hint;
    if (words.contains("No space left on device"_L1))
        hint = u"The disk is full"_s;
    else if (words.contains("lock timeout"_L1))
        hint = u"Somebody holds a lock on a table, most likely a migration; try again afterwards"_s;
    return fail(kindOfWords(words),
                first.isEmpty() ? u"%1 failed with exit code %2"_s.arg(name).arg(end.exitCode)
                                : u"%1: %2"_s.arg(name, first),
                words, hint);
}

} // namespace

Result<ProgramConnection> programConnection(const ConnectionSpec &spec)
{
    TM_TRY_ASSIGN(auto keywords, parseConninfo(spec.conninfo));
    ProgramConnection connection;
    if (keywords.contains(u"sslpassword"_s))
        return fail(ErrorKind::Unsupported,
                    u"pg_dump cannot be given the password of a TLS key safely"_s, {},
                    u"Use a key without password, or the template copy"_s);
    if (const QString password = keywords.take(u"password"_s); !password.isEmpty())
        connection.environment.insert(u"PGPASSWORD"_s, password);
    connection.environment.insert(u"PGAPPNAME"_s, u"tidemark"_s);
    connection.conninfo = composeConninfo(keywords);
    return connection;
}

Result<PostgresProgramEnd> runPostgresProgram(const PostgresProgramJob &job)
{
    ProgramWords words(job.program, job.onProgress);
    TM_TRY_ASSIGN(ProcessResult result,
                  runProcess({.program = job.program,
                              .arguments = job.arguments,
                              .environment = job.environment,
                              .inputFile = job.inputFile,
                              .outputFile = job.outputFile,
                              .stop = job.stop,
                              .timeout = programTimeout,
                              .onErrorLine = [&](const QByteArray &line) { words.hear(line); }}));
    return PostgresProgramEnd{result.exitCode, words.takeErrors(), std::move(result.output)};
}

Result<PostgresProgramEnd> runPostgresProgramChecked(const PostgresProgramJob &job)
{
    TM_TRY_ASSIGN(PostgresProgramEnd end, runPostgresProgram(job));
    if (end.exitCode != 0)
        return failedProgram(QFileInfo(job.program).fileName(), end);
    return end;
}

Result<void> judgePostgresRestore(const PostgresProgramEnd &end)
{
    if (end.exitCode == 0)
        return {};
    bool harmless = end.errors.size() < mostErrors;
    int errors = 0;
    for (qsizetype i = 0; i < end.errors.size(); ++i) {
        const QString &line = end.errors[i];
        if (!line.startsWith("error:"_L1) && !line.startsWith("fatal:"_L1))
            continue;
        ++errors;
        harmless = harmless && line.startsWith("error: could not execute query: ERROR:"_L1) &&
                   line.contains("unrecognized configuration parameter"_L1) &&
                   end.errors.value(i + 1).startsWith("Command was: SET "_L1);
    }
    if (errors > 0 && harmless)
        return {};
    return failedProgram(u"pg_restore"_s, end);
}

} // namespace tidemark
