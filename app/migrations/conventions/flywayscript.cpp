// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/flywayscript.h"

#include <algorithm>
#include <array>
#include <cstdint>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr std::array<quint32, 256> crcTable()
{
    std::array<quint32, 256> table{};
    for (quint32 value = 0; value < table.size(); ++value) {
        quint32 rest = value;
        for (int bit = 0; bit < 8; ++bit)
            rest = (rest & 1u) != 0 ? 0xedb88320u ^ (rest >> 1) : rest >> 1;
        table[value] = rest;
    }
    return table;
}

SourceLocation placeIn(QByteArrayView text, qsizetype offset, const QString &file)
{
    const QByteArrayView before = text.first(offset);
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    return {file, int(std::count(before.begin(), before.end(), '\n')) + 1,
            int(QString::fromUtf8(before.sliced(lineBegin)).size()) + 1};
}

} // namespace

QString flywayChecksum(QByteArrayView bytes)
{
    static constexpr std::array<quint32, 256> table = crcTable();
    if (bytes.startsWith("\xef\xbb\xbf"))
        bytes = bytes.sliced(3);
    quint32 crc = 0xffffffffu;
    for (const char c : bytes) {
        if (c != '\n' && c != '\r')
            crc = table[(crc ^ static_cast<unsigned char>(c)) & 0xffu] ^ (crc >> 8);
    }
    return QString::number(static_cast<qint32>(crc ^ 0xffffffffu));
}

Result<QByteArray> replaceFlywayPlaceholders(QByteArrayView text, const QString &file,
                                             const FlywaySettings &settings,
                                             const PlaceholderLookup &lookup)
{
    const QByteArray prefix = settings.placeholderPrefix.toUtf8();
    const QByteArray suffix = settings.placeholderSuffix.toUtf8();
    QByteArray replaced;
    qsizetype done = 0;
    for (qsizetype at = text.indexOf(prefix); at >= 0; at = text.indexOf(prefix, done)) {
        const qsizetype nameBegin = at + prefix.size();
        const qsizetype nameEnd = text.indexOf(suffix, nameBegin);
        Error error;
        error.kind = ErrorKind::Input;
        error.where = placeIn(text, at, file);
        if (nameEnd < 0) {
            error.summary = u"a placeholder begins here and does not end"_s;
            error.hint =
                u"close it with %1, or set placeholderReplacement=false for this script"_s.arg(
                    settings.placeholderSuffix);
            return fail(std::move(error));
        }
        const QString name = QString::fromUtf8(text.sliced(nameBegin, nameEnd - nameBegin));
        const std::optional<QString> value = lookup(name);
        if (!value) {
            error.summary = u"no value for the placeholder %1%2%3"_s.arg(
                settings.placeholderPrefix, name, settings.placeholderSuffix);
            error.hint = u"set placeholders.%1 in flyway.toml or flyway.conf, or "
                         "FLYWAY_PLACEHOLDERS_%2 in the environment"_s.arg(name, name.toUpper());
            return fail(std::move(error));
        }
        replaced += text.sliced(done, at - done).toByteArray();
        replaced += value->toUtf8();
        done = nameEnd + suffix.size();
    }
    return replaced + text.sliced(done).toByteArray();
}

} // namespace tidemark
