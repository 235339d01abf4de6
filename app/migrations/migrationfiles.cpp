// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/migrationfiles.h"

#include "base/systemerror.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <system_error>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace fs = std::filesystem;

namespace {

using Severity = Finding::Severity;

/// The length of the well-formed character that begins at `at`, or 0.
int utf8Length(QByteArrayView bytes, qsizetype at)
{
    const auto byte = [&](qsizetype i) -> unsigned {
        return i < bytes.size() ? static_cast<unsigned char>(bytes[i]) : 0u;
    };
    const auto continues = [&](qsizetype i) { return (byte(i) & 0xc0u) == 0x80u; };
    const unsigned lead = byte(at);
    if (lead < 0x80)
        return 1;
    if (lead >= 0xc2 && lead <= 0xdf)
        return continues(at + 1) ? 2 : 0;
    if (lead >= 0xe0 && lead <= 0xef) {
        const unsigned second = byte(at + 1);
        const bool overlong = lead == 0xe0 && second < 0xa0;
        const bool surrogate = lead == 0xed && second > 0x9f;
        return continues(at + 1) && continues(at + 2) && !overlong && !surrogate ? 3 : 0;
    }
    if (lead >= 0xf0 && lead <= 0xf4) {
        const unsigned second = byte(at + 1);
        const bool overlong = lead == 0xf0 && second < 0x90;
        const bool tooLarge = lead == 0xf4 && second > 0x8f;
        const bool whole = continues(at + 1) && continues(at + 2) && continues(at + 3);
        return whole && !overlong && !tooLarge ? 4 : 0;
    }
    return 0;
}

SourceLocation locationOf(QByteArrayView bytes, qsizetype offset)
{
    SourceLocation where;
    const QByteArrayView before = bytes.first(offset);
    where.line = int(std::count(before.begin(), before.end(), '\n')) + 1;
    const qsizetype lineBegin = before.lastIndexOf('\n') + 1;
    where.column = 1;
    for (qsizetype i = lineBegin; i < offset; ++i) {
        if ((static_cast<unsigned char>(bytes[i]) & 0xc0u) != 0x80u)
            ++where.column;
    }
    return where;
}

QString escapedName(const std::string &name)
{
    QString shown;
    const QByteArrayView bytes(name.data(), qsizetype(name.size()));
    for (qsizetype i = 0; i < bytes.size();) {
        const int length = utf8Length(bytes, i);
        if (length == 0) {
            const auto value = uint(static_cast<unsigned char>(bytes[i]));
            shown += u"\\x"_s + QString::number(value, 16).rightJustified(2, QLatin1Char('0'));
            ++i;
        } else {
            shown += QString::fromUtf8(bytes.sliced(i, length));
            i += length;
        }
    }
    return shown;
}

/// What following the links of an entry leads to, as a finding when it is of no use.
std::optional<Finding> whyUnusable(const fs::directory_entry &item, const QString &shown,
                                   bool &isFolder)
{
    std::error_code error;
    const fs::file_status status = fs::status(item.path(), error);
    const SourceLocation where{shown, 0, 0};
    if (error == std::errc::too_many_symbolic_link_levels)
        return makeFinding(Severity::Error, u"link-loop"_s,
                           u"%1 is a symbolic link that leads in a circle"_s.arg(shown), where,
                           u"remove the link or point it at a file"_s);
    if (status.type() == fs::file_type::not_found && !error)
        error = std::make_error_code(std::errc::no_such_file_or_directory);
    if (error == std::errc::no_such_file_or_directory)
        return makeFinding(Severity::Error, u"broken-link"_s,
                           u"%1 is a symbolic link to something that does not exist"_s.arg(shown),
                           where, u"remove the link or restore its target"_s);
    if (error)
        return makeFinding(Severity::Error, u"unreadable"_s,
                           u"%1 cannot be examined: %2"_s.arg(shown, systemMessage(error.value())),
                           where);
    isFolder = status.type() == fs::file_type::directory;
    if (!isFolder && status.type() != fs::file_type::regular)
        return makeFinding(Severity::Error, u"not-a-file"_s,
                           u"%1 is a pipe, a socket or a device, not a file"_s.arg(shown), where);
    return std::nullopt;
}

} // namespace

Finding makeFinding(Severity severity, const QString &code, const QString &message,
                    const SourceLocation &where, const QString &hint)
{
    return Finding{severity, code, message, hint, where};
}

Result<std::vector<FolderEntry>> listFolder(const QString &path, std::vector<Finding> &findings,
                                            const QString &shownPrefix)
{
    const QString absolute = QFileInfo(path).absoluteFilePath();
    std::error_code error;
    fs::directory_iterator iterator(fs::path(QFile::encodeName(absolute).toStdString()), error);
    std::vector<FolderEntry> entries;
    for (; !error && iterator != fs::directory_iterator(); iterator.increment(error)) {
        const std::string raw = iterator->path().filename().string();
        const QString shown = shownPrefix + escapedName(raw);
        if (firstInvalidUtf8(QByteArrayView(raw.data(), qsizetype(raw.size()))).isValid()) {
            findings.push_back(makeFinding(Severity::Error, u"name-not-utf8"_s,
                                           u"the name %1 is not UTF-8"_s.arg(shown), {shown, 0, 0},
                                           u"rename the file"_s));
            continue;
        }
        FolderEntry entry{QString::fromStdString(raw),
                          absolute + u'/' + QString::fromStdString(raw), false};
        if (entry.name.startsWith(u'.')) {
            if (entry.name.endsWith(u".sql"_s))
                findings.push_back(makeFinding(Severity::Note, u"hidden-file"_s,
                                               u"%1 is hidden and passed over"_s.arg(shown),
                                               {shown, 0, 0}));
            continue;
        }
        if (auto finding = whyUnusable(*iterator, shown, entry.isFolder)) {
            findings.push_back(std::move(*finding));
            continue;
        }
        entries.push_back(std::move(entry));
    }
    if (error) {
        const bool denied = error == std::errc::permission_denied;
        return fail(denied ? ErrorKind::Permission : ErrorKind::Io,
                    u"the folder %1 cannot be read"_s.arg(absolute), systemMessage(error.value()));
    }
    std::sort(entries.begin(), entries.end(), [](const FolderEntry &a, const FolderEntry &b) {
        return a.name.toUtf8() < b.name.toUtf8();
    });
    return entries;
}

SourceLocation firstInvalidUtf8(QByteArrayView bytes)
{
    for (qsizetype i = 0; i < bytes.size();) {
        const int length = utf8Length(bytes, i);
        if (length == 0)
            return locationOf(bytes, i);
        i += length;
    }
    return {};
}

TextFile readTextFile(const QString &path, const QString &shown, std::vector<Finding> &findings)
{
    TextFile file;
    file.shown = shown;
    file.path = path;
    QFile device(path);
    if (!device.open(QIODevice::ReadOnly)) {
        findings.push_back(makeFinding(Severity::Error, u"unreadable"_s,
                                       u"%1 cannot be read: %2"_s.arg(shown, device.errorString()),
                                       {shown, 0, 0}, u"check the permissions of the file"_s));
        return file;
    }
    if (device.size() > largestScript) {
        findings.push_back(makeFinding(Severity::Error, u"too-large"_s,
                                       u"%1 has %2 bytes; a script may have at most %3"_s.arg(shown)
                                           .arg(device.size())
                                           .arg(largestScript),
                                       {shown, 0, 0}));
        return file;
    }
    file.bytes = device.readAll();
    if (device.error() != QFileDevice::NoError) {
        findings.push_back(makeFinding(Severity::Error, u"unreadable"_s,
                                       u"%1 cannot be read: %2"_s.arg(shown, device.errorString()),
                                       {shown, 0, 0}));
        return file;
    }
    file.text = file.bytes;
    if (file.bytes.startsWith("\xef\xbb\xbf")) {
        file.text = file.bytes.mid(3);
        findings.push_back(makeFinding(
            Severity::Warning, u"byte-order-mark"_s,
            u"%1 begins with a byte order mark, which is left out when it runs"_s.arg(shown),
            {shown, 1, 1}, u"save the file as UTF-8 without it: many tools stumble over it"_s));
    }
    if (SourceLocation where = firstInvalidUtf8(file.text); where.isValid()) {
        const bool utf16 = file.bytes.startsWith("\xff\xfe") || file.bytes.startsWith("\xfe\xff");
        where.file = shown;
        findings.push_back(makeFinding(
            Severity::Error, u"not-utf8"_s, u"%1 is not UTF-8"_s.arg(shown), where,
            utf16 ? u"it looks like UTF-16: convert it to UTF-8"_s : u"convert it to UTF-8"_s));
        return file;
    }
    if (const qsizetype nul = file.text.indexOf('\0'); nul >= 0) {
        SourceLocation where = locationOf(file.text, nul);
        where.file = shown;
        findings.push_back(makeFinding(Severity::Error, u"nul-byte"_s,
                                       u"%1 contains a NUL byte, which ends a statement for every "
                                       "database"_s.arg(shown),
                                       where));
        return file;
    }
    file.usable = true;
    return file;
}

Script wholeFile(const TextFile &file, TransactionMode mode)
{
    return Script{file.shown, file.path, file.text, 1, mode};
}

Script cutFromFile(const TextFile &file, qsizetype begin, qsizetype end, TransactionMode mode)
{
    const auto lines = std::count(file.text.cbegin(), file.text.cbegin() + begin, '\n');
    return Script{file.shown, file.path, file.text.mid(begin, end - begin), int(lines) + 1, mode};
}

std::vector<TextLine> linesOf(QByteArrayView text)
{
    std::vector<TextLine> lines;
    int number = 1;
    for (qsizetype begin = 0; begin < text.size(); ++number) {
        const qsizetype feed = text.indexOf('\n', begin);
        TextLine line{begin, feed < 0 ? text.size() : feed, feed < 0 ? text.size() : feed + 1,
                      number};
        if (line.end > line.begin && feed >= 0 && text[line.end - 1] == '\r')
            --line.end;
        begin = line.next;
        lines.push_back(line);
    }
    return lines;
}

bool isBlankSql(QByteArrayView text)
{
    const std::vector<TextLine> lines = linesOf(text);
    return std::all_of(lines.begin(), lines.end(), [&](const TextLine &line) {
        const QByteArrayView content = line.of(text).trimmed();
        return content.isEmpty() || content.startsWith("--");
    });
}

Error errorOf(const Finding &finding)
{
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = finding.message;
    error.hint = finding.hint;
    error.where = finding.where;
    return error;
}

Finding unknownEntry(const FolderEntry &entry, const QString &tool)
{
    return makeFinding(
        Severity::Note, u"unknown-file"_s,
        u"%1 is not named like a migration of %2 and is passed over"_s.arg(entry.name, tool),
        {entry.name, 0, 0});
}

void reportDuplicateVersions(MigrationSet &set)
{
    QHash<QString, QString> first;
    for (Migration &migration : set.migrations) {
        if (migration.kind != MigrationKind::Versioned)
            continue;
        const auto known = first.constFind(migration.version);
        if (known == first.constEnd()) {
            first.insert(migration.version, migration.file);
            continue;
        }
        set.findings.push_back(
            makeFinding(Severity::Error, u"duplicate-version"_s,
                        u"version %1 is used twice, by %2 and by %3"_s.arg(migration.version,
                                                                           *known, migration.file),
                        {migration.file, 0, 0}, u"give one of them another version"_s));
    }
}

Finding directoryAsFile(const FolderEntry &entry)
{
    return makeFinding(Severity::Error, u"directory-as-file"_s,
                       u"%1 is named like a migration file but is a folder"_s.arg(entry.name),
                       {entry.name, 0, 0}, u"rename the folder, or restore the file"_s);
}

std::optional<qint64> parseVersionNumber(QStringView digits)
{
    bool good = false;
    const qint64 value = digits.toLongLong(&good, 10);
    const bool plain = !digits.isEmpty() && std::all_of(digits.begin(), digits.end(), [](QChar c) {
        return c >= u'0' && c <= u'9';
    });
    if (!good || !plain)
        return std::nullopt;
    return value;
}

FolderNames namesIn(const QDir &folder)
{
    FolderNames names;
    for (const QFileInfo &info :
         folder.entryInfoList(QDir::AllEntries | QDir::NoDotAndDotDot, QDir::Name))
        (info.isDir() ? names.folders : names.files).append(info.fileName());
    return names;
}

namespace {

bool fileMentions(const QString &path, QByteArrayView marker)
{
    if (!QFileInfo(path).isFile())
        return false;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return false;
    QByteArray text = file.read(16LL * 1024).toLower();
    if (text.startsWith("\xef\xbb\xbf"))
        text.remove(0, 3);
    const QByteArray wanted = marker.toByteArray().toLower();
    for (const TextLine &line : linesOf(text)) {
        if (line.of(text).trimmed().startsWith(wanted))
            return true;
    }
    return false;
}

} // namespace

bool someFileMentions(const QDir &folder, const QStringList &files, QByteArrayView marker)
{
    QList<qsizetype> chosen;
    const qsizetype last = files.size() - 1;
    for (const qsizetype i :
         {qsizetype(0), qsizetype(1), files.size() / 2, last / 3, last - 1, last}) {
        if (i >= 0 && i <= last && !chosen.contains(i))
            chosen.append(i);
    }
    return std::any_of(chosen.cbegin(), chosen.cend(), [&](qsizetype i) {
        return fileMentions(folder.absoluteFilePath(files.at(i)), marker);
    });
}

bool projectMentions(const QDir &folder, const QString &name, QByteArrayView text)
{
    QDir place(folder.absolutePath());
    for (int level = 0; level <= 5; ++level) {
        if (QFileInfo(place.absoluteFilePath(name)).isFile()) {
            QFile file(place.absoluteFilePath(name));
            if (text.isEmpty() ||
                (file.open(QIODevice::ReadOnly) && file.read(256LL * 1024).contains(text)))
                return true;
        }
        if (QFileInfo::exists(place.absoluteFilePath(u".git"_s)) || !place.cdUp())
            return false;
    }
    return false;
}

} // namespace tidemark
