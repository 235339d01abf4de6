// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/scripttext.h"

#include "workbench/translate.h"

#include <QHash>
#include <QStringDecoder>
#include <QStringEncoder>

#include <algorithm>
#include <optional>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using Encoding = TextForm::Encoding;

QByteArray markOf(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return QByteArrayLiteral("\xef\xbb\xbf");
    case Encoding::Utf16LittleEndian:
        return QByteArrayLiteral("\xff\xfe");
    case Encoding::Utf16BigEndian:
        return QByteArrayLiteral("\xfe\xff");
    case Encoding::Latin1:
        break;
    }
    return {};
}

QStringConverter::Encoding converterOf(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return QStringConverter::Utf8;
    case Encoding::Utf16LittleEndian:
        return QStringConverter::Utf16LE;
    case Encoding::Utf16BigEndian:
        return QStringConverter::Utf16BE;
    case Encoding::Latin1:
        break;
    }
    return QStringConverter::Latin1;
}

/// Nothing where the bytes are not in that encoding, or would not come back the same.
std::optional<QString> decoded(QByteArrayView bytes, Encoding encoding)
{
    // A mark behind the mark is a character.
    QStringDecoder decoder(converterOf(encoding), QStringConverter::Flag::ConvertInitialBom);
    const QString text = decoder.decode(bytes);
    if (decoder.hasError())
        return std::nullopt;
    QStringEncoder encoder(converterOf(encoding));
    const QByteArray again = encoder.encode(text);
    if (encoder.hasError() || again != bytes)
        return std::nullopt;
    return text;
}

QString withMark(const QByteArray &bytes, TextForm &form)
{
    for (const Encoding encoding :
         {Encoding::Utf8, Encoding::Utf16LittleEndian, Encoding::Utf16BigEndian}) {
        const QByteArray mark = markOf(encoding);
        if (!bytes.startsWith(mark))
            continue;
        if (auto text = decoded(QByteArrayView(bytes).sliced(mark.size()), encoding)) {
            form.encoding = encoding;
            form.byteOrderMark = true;
            return *text;
        }
    }
    if (auto text = decoded(bytes, Encoding::Utf8))
        return *text;
    form.encoding = Encoding::Latin1;
    return QString::fromLatin1(bytes);
}

/// What an editor takes for the end of a line: QTextCursor::insertText() begins a new block there.
qsizetype lengthOfEnd(const QString &text, qsizetype at)
{
    const char16_t letter = text[at].unicode();
    if (letter == u'\r')
        return at + 1 < text.size() && text[at + 1] == u'\n' ? 2 : 1;
    const bool ends =
        letter == u'\n' || letter == u'\u2029' || letter == u'\ufdd0' || letter == u'\ufdd1';
    return ends ? 1 : 0;
}

QString commonest(const std::vector<QString> &ends)
{
    QHash<QString, int> counts;
    for (const QString &end : ends)
        ++counts[end];
    QString best = u"\n"_s;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        if (it.value() > counts.value(best))
            best = it.key();
    }
    return best;
}

/// The commonest case by far needs no list.
bool onlyLineFeeds(const QString &text)
{
    return std::ranges::none_of(text, [](QChar letter) {
        return letter == u'\r' || letter == u'\u2029' || letter == u'\ufdd0' || letter == u'\ufdd1';
    });
}

void takeLineEnds(const QString &raw, ScriptText &script)
{
    script.text.reserve(raw.size());
    qsizetype from = 0;
    for (qsizetype at = 0; at < raw.size();) {
        const qsizetype length = lengthOfEnd(raw, at);
        if (length == 0) {
            ++at;
            continue;
        }
        script.text += QStringView(raw).mid(from, at - from);
        script.text += u'\n';
        script.lineEnds.push_back(raw.mid(at, length));
        at += length;
        from = at;
    }
    script.text += QStringView(raw).mid(from);
    script.form.lineEnd = commonest(script.lineEnds);
    script.form.mixedLineEnds = std::ranges::any_of(
        script.lineEnds, [&](const QString &end) { return end != script.form.lineEnd; });
    if (!script.form.mixedLineEnds)
        script.lineEnds.clear();
}

int longestLineOf(const QString &text)
{
    qsizetype longest = 0;
    qsizetype from = 0;
    while (from <= text.size()) {
        qsizetype end = text.indexOf(u'\n', from);
        if (end < 0)
            end = text.size();
        longest = std::max(longest, end - from);
        from = end + 1;
    }
    return int(longest);
}

/// Lines that are the same from the beginning and from the end keep what they ended in; so do
/// those in between, while they are as many.
QString withOldEnds(const QString &text, const ScriptText &was)
{
    const QStringList before = was.text.split(u'\n');
    const QStringList after = text.split(u'\n');
    const qsizetype most = std::min(before.size(), after.size());
    qsizetype same = 0;
    while (same < most && before[same] == after[same])
        ++same;
    qsizetype tail = 0;
    while (tail < most - same && before[before.size() - 1 - tail] == after[after.size() - 1 - tail])
        ++tail;
    const bool asMany = before.size() == after.size();
    QString raw;
    raw.reserve(text.size() + after.size());
    for (qsizetype line = 0; line < after.size(); ++line) {
        raw += after[line];
        if (line + 1 == after.size())
            break;
        const bool first = line < same || asMany;
        const bool last = after.size() - line <= tail;
        const qsizetype old = first ? line : last ? line - after.size() + before.size() : -1;
        raw += old >= 0 && size_t(old) < was.lineEnds.size() ? was.lineEnds[size_t(old)]
                                                             : was.form.lineEnd;
    }
    return raw;
}

QString mixedWord()
{
    return tr("mixed line ends");
}

tl::unexpected<Error> notInEncoding(const QString &text, const TextForm &form)
{
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = tr("the file's encoding has no such character");
    int line = 1;
    int column = 0;
    for (const QChar letter : text) {
        ++column;
        if (letter == u'\n') {
            ++line;
            column = 0;
        } else if (form.encoding == Encoding::Latin1 ? letter.unicode() > 0xff
                                                     : letter.isSurrogate()) {
            error.summary = tr("%1 has no character “%2”").arg(form.toString(), QString(letter));
            break;
        }
    }
    error.where.line = line;
    error.where.column = column;
    error.hint = tr("write it in another way, or turn the file into UTF-8");
    return fail(error);
}

} // namespace

QString TextForm::toString() const
{
    QString text;
    switch (encoding) {
    case Encoding::Utf8:
        text = byteOrderMark ? u"UTF-8 BOM"_s : u"UTF-8"_s;
        break;
    case Encoding::Utf16LittleEndian:
        text = u"UTF-16 LE"_s;
        break;
    case Encoding::Utf16BigEndian:
        text = u"UTF-16 BE"_s;
        break;
    case Encoding::Latin1:
        text = u"Latin-1"_s;
        break;
    }
    if (mixedLineEnds)
        return text + u" · "_s + mixedWord();
    if (lineEnd == u"\r\n")
        return text + u" · CRLF"_s;
    return lineEnd == u"\r" ? text + u" · CR"_s : text;
}

ScriptText readScriptText(const QByteArray &bytes)
{
    ScriptText script;
    const QString raw = withMark(bytes, script.form);
    if (onlyLineFeeds(raw))
        script.text = raw;
    else
        takeLineEnds(raw, script);
    script.longestLine = longestLineOf(script.text);
    return script;
}

Result<QByteArray> writeScriptText(const QString &text, const ScriptText &was)
{
    QString raw = text;
    if (!was.lineEnds.empty())
        raw = withOldEnds(text, was);
    else if (was.form.lineEnd != u"\n")
        raw.replace(u"\n"_s, was.form.lineEnd);
    QStringEncoder encoder(converterOf(was.form.encoding));
    QByteArray bytes = encoder.encode(raw);
    if (encoder.hasError())
        return notInEncoding(text, was.form);
    if (was.form.byteOrderMark)
        bytes.prepend(markOf(was.form.encoding));
    return bytes;
}

} // namespace tidemark
