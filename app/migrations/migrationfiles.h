// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/migration.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QDir>
#include <QStringList>

#include <vector>

namespace tidemark {

/// One usable entry of a folder: links are followed, so it is a regular file or a folder.
struct FolderEntry
{
    QString name;
    QString path; ///< absolute, links not resolved
    bool isFolder = false;
};

/// The entries of a folder in the byte order of their names. Hidden ones (a leading dot) are left
/// out unless they end in ".sql", which gives a note. What cannot be used is a finding: a name that
/// is not UTF-8, a link that leads nowhere or in a circle, a pipe or device. Names in findings get
/// `shownPrefix` before them. Error{Io} or {Permission} when the folder itself cannot be read.
Result<std::vector<FolderEntry>> listFolder(const QString &path, std::vector<Finding> &findings,
                                            const QString &shownPrefix = {});

/// A file as a convention reads it.
struct TextFile
{
    QString shown;       ///< relative to the migrations folder
    QString path;        ///< absolute
    QByteArray bytes;    ///< as on disk: what checksums are made of
    QByteArray text;     ///< without a byte order mark, line ends untouched
    bool usable = false; ///< read, UTF-8 and without NUL bytes; else a finding says why not
};

/// The largest file that is read as a script.
inline constexpr qint64 largestScript = 256LL * 1024 * 1024;

/// Reads a regular file. Findings, each with the file and, for contents, line and column:
/// "unreadable", "too-large", "not-utf8", "nul-byte" (all errors, usable == false) and
/// "byte-order-mark" (a warning). Cost: one read and one scan.
TextFile readTextFile(const QString &path, const QString &shown, std::vector<Finding> &findings);

/// Where the first byte stands that is not UTF-8 (RFC 3629: no overlong forms, no surrogates), or
/// an invalid location. Columns count characters. Pure.
SourceLocation firstInvalidUtf8(QByteArrayView bytes);

/// A whole file as a script.
Script wholeFile(const TextFile &file, TransactionMode mode = TransactionMode::Transaction);

/// Bytes [begin, end) of the file's text as a script whose first line is right.
Script cutFromFile(const TextFile &file, qsizetype begin, qsizetype end,
                   TransactionMode mode = TransactionMode::Transaction);

/// One line of a text.
struct TextLine
{
    qsizetype begin = 0;
    qsizetype end = 0;  ///< behind the last byte that is neither CR (before LF) nor LF
    qsizetype next = 0; ///< where the next line begins
    int number = 1;

    QByteArrayView of(QByteArrayView text) const { return text.sliced(begin, end - begin); }
};

/// The lines of a text; a final line end does not open another line.
std::vector<TextLine> linesOf(QByteArrayView text);

/// Nothing but white space and SQL comments that begin with "--".
bool isBlankSql(QByteArrayView text);

Finding makeFinding(Finding::Severity severity, const QString &code, const QString &message,
                    const SourceLocation &where = {}, const QString &hint = {});

/// A finding as the reason why something cannot be done.
Error errorOf(const Finding &finding);

/// A note "unknown-file" for an entry that the convention passes over.
Finding unknownEntry(const FolderEntry &entry, const QString &tool);

/// Adds an error "duplicate-version" for each migration whose version an earlier one has already.
/// It stays runnable, as it is with the tools that do not look: whether the history table accepts
/// the version a second time is for the table to say.
void reportDuplicateVersions(MigrationSet &set);

/// An error "directory-as-file" for a folder whose name is one of a migration file.
Finding directoryAsFile(const FolderEntry &entry);

/// Digits to a number as Go's and Rust's parsers do; no value when it does not fit or is no number.
std::optional<qint64> parseVersionNumber(QStringView digits);

// ---- What recognises() needs: names, and the first kilobytes of a few files. No findings.

struct FolderNames
{
    QStringList files;
    QStringList folders;
};

/// Sorted names without the hidden ones; both lists are empty when the folder cannot be read.
FolderNames namesIn(const QDir &folder);

/// One of the first, middle or last files contains a line that begins with `marker` (after white
/// space; letters in any case). Reads at most 16 KiB of at most 6 files.
bool someFileMentions(const QDir &folder, const QStringList &files, QByteArrayView marker);

/// A file called `name` in the folder or one of the five above it contains `text`. The way up ends
/// at a folder with ".git". An empty `text` asks only whether the file is there.
bool projectMentions(const QDir &folder, const QString &name, QByteArrayView text = {});

} // namespace tidemark
