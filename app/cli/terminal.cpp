// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/terminal.h"

#include "base/systemerror.h"
#include "cli/sourceexcerpt.h"

#include <QJsonDocument>

#include <cerrno>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString escape(Style style)
{
    switch (style) {
    case Style::Bold:
        return u"\033[1m"_s;
    case Style::Dim:
        return u"\033[2m"_s;
    case Style::Green:
        return u"\033[32m"_s;
    case Style::Yellow:
        return u"\033[33m"_s;
    case Style::Red:
        return u"\033[31m"_s;
    case Style::Blue:
        return u"\033[34m"_s;
    case Style::Plain:
        break;
    }
    return {};
}

QString dress(const QString &text, Style style, bool colour)
{
    if (!colour || style == Style::Plain || text.isEmpty())
        return text;
    return escape(style) + text + u"\033[0m"_s;
}

QString indented(const QString &text)
{
    return u"  "_s + QString(text).replace(u'\n', u"\n  "_s);
}

void write(FILE *stream, const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    std::fwrite(bytes.constData(), 1, static_cast<size_t>(bytes.size()), stream);
}

} // namespace

Terminal::Capabilities Terminal::Capabilities::detect()
{
    Capabilities found;
    const bool colour = qEnvironmentVariableIsEmpty("NO_COLOR") && qgetenv("TERM") != "dumb";
    const bool errIsTerminal = isatty(STDERR_FILENO) != 0;
    found.colourOut = colour && isatty(STDOUT_FILENO) != 0;
    found.colourErr = colour && errIsTerminal;
    found.input = errIsTerminal && isatty(STDIN_FILENO) != 0;
    found.progress = errIsTerminal && qgetenv("TERM") != "dumb";
    winsize size{};
    if (const int columns = qEnvironmentVariableIntValue("COLUMNS"); columns > 0)
        found.width = columns;
    else if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        found.width = size.ws_col;
    return found;
}

Terminal::Terminal(FILE *out, FILE *err, const Capabilities &capabilities)
    : m_out(out)
    , m_err(err)
    , m_capabilities(capabilities)
{
}

QString Terminal::styled(const QString &text, Style style) const
{
    return dress(text, style, m_capabilities.colourOut);
}

QString Terminal::styledErr(const QString &text, Style style) const
{
    return dress(text, style, m_capabilities.colourErr);
}

void Terminal::print(const QString &text)
{
    printBytes(text.toUtf8());
}

void Terminal::printBytes(QByteArrayView utf8)
{
    clearProgress();
    errno = 0;
    std::fwrite(utf8.data(), 1, static_cast<size_t>(utf8.size()), m_out);
    if ((std::fflush(m_out) != 0 || std::ferror(m_out)) && m_outError == 0)
        m_outError = errno != 0 ? errno : EIO;
}

Result<void> Terminal::finish()
{
    if ((std::fflush(m_out) != 0 || std::ferror(m_out)) && m_outError == 0)
        m_outError = EIO;
    if (m_outError == 0)
        return {};
    return fail(ErrorKind::Io, u"standard output did not take all of the answer"_s,
                systemMessage(m_outError), u"What it has taken is cut off: do not use it"_s);
}

void Terminal::printLine(const QString &text)
{
    print(text + u'\n');
}

void Terminal::printJson(const QJsonObject &object)
{
    print(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Indented)));
}

void Terminal::warn(const QString &text)
{
    note(u"%1: %2"_s.arg(styledErr(u"warning"_s, Style::Yellow), text));
}

void Terminal::note(const QString &text)
{
    clearProgress();
    write(m_err, text + u'\n');
    std::fflush(m_err);
}

Result<std::optional<QString>> Terminal::ask(const QString &question, const std::stop_token &stop)
{
    if (!m_capabilities.input)
        return std::nullopt;
    clearProgress();
    write(m_err, question);
    std::fflush(m_err);
    constexpr int pollMs = 50;
    QByteArray line;
    for (;;) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, u"cancelled"_s);
        pollfd input{STDIN_FILENO, POLLIN, 0};
        if (::poll(&input, 1, pollMs) <= 0)
            continue;
        char next = 0;
        if (::read(STDIN_FILENO, &next, 1) != 1) {
            write(m_err, u"\n"_s);
            return std::nullopt;
        }
        if (next == '\n')
            return QString::fromLocal8Bit(line).trimmed();
        line += next;
    }
}

void Terminal::printError(const Error &error, const QString &folder)
{
    QString text;
    if (error.where.isValid())
        text += styledErr(error.where.toString() + u": "_s, Style::Bold);
    text += styledErr(u"error: "_s, Style::Red) + error.summary;
    if (!error.sqlState.isEmpty())
        text += styledErr(u" ("_s + error.sqlState + u')', Style::Dim);
    if (const QString excerpt = sourceExcerpt(error.where, folder); !excerpt.isEmpty())
        text += u'\n' + excerpt;
    if (!error.detail.isEmpty())
        text += u'\n' + indented(error.detail);
    if (!error.hint.isEmpty())
        text += u'\n' + styledErr(u"hint: "_s, Style::Blue) + error.hint;
    note(text);
}

void Terminal::showProgress(const QString &text)
{
    if (!m_capabilities.progress)
        return;
    write(m_err, u"\r\033[K"_s + text.left(m_capabilities.width - 1));
    std::fflush(m_err);
    m_progressShown = true;
}

void Terminal::clearProgress()
{
    if (!m_progressShown)
        return;
    write(m_err, u"\r\033[K"_s);
    std::fflush(m_err);
    m_progressShown = false;
}

} // namespace tidemark
