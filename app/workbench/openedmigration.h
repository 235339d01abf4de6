// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/migration.h"
#include "workbench/scripttext.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace tidemark {

/// What a part of a migration's files is for.
enum class ScriptSide { Up, Down, Verify };
QString scriptSideName(ScriptSide side); ///< "up", "down", "verify"

/// A file of a migration, as it was when it was read or written last.
struct OpenedFile
{
    QString path;          ///< absolute
    QString shown;         ///< relative to the migrations folder
    bool exists = false;   ///< else it is made when there is something to write
    bool tooLarge = false; ///< to be read here at all
    QByteArray bytes;
    ScriptText script;
    std::vector<ScriptSide> sides; ///< that are in it, in their order
};

/// One part as an editor has it.
struct OpenedSide
{
    ScriptSide side = ScriptSide::Up;
    int file = 0; ///< index
    QString text;
    int firstLine = 1; ///< of its file
};

/// A migration's files as texts to be edited: up and down, and verify where there is one, whether
/// they are files or parts of one. Parts of one file, one behind the other, are the file.
struct OpenedMigration
{
    QString convention; ///< its id
    std::vector<OpenedFile> files;
    std::vector<OpenedSide> sides; ///< Up first
    /// Why nothing of it can be edited here, a sentence, and its texts are empty; empty: it can.
    QString cannotEdit;

    const OpenedSide *find(ScriptSide side) const;
    OpenedSide *find(ScriptSide side);
};

/// Lines longer than this are for no text editor.
inline constexpr int longestEditedLine = 200'000;

/// Reads the files. A down that is not there yet gets the place where its convention wants it; a
/// convention whose place cannot be told gets no down. Error{Io, Permission}. Blocks.
Result<OpenedMigration> openMigrationFiles(const Migration &migration, const QString &convention,
                                           const QString &folder);

/// The text of file number `file` when its sides say what they do now, with what must be between
/// them: a line end, and the marker of a down that is new. Pure.
QString joinedSides(const OpenedMigration &opened, int file);

/// Cuts the file's text into its sides again; false, and nothing changed, where that gives others.
bool takeFileText(OpenedMigration &opened, int file, const QString &text);

/// What would be written: of each file its bytes; a file that is not there and has nothing to say
/// stays away (null). Error{Input} with the place of a character that its encoding has not.
Result<std::vector<QByteArray>> bytesToWrite(const OpenedMigration &opened);

/// A file as it is; null when it is not there. Error{Io, Permission}.
Result<QByteArray> bytesOnDisk(const QString &path);

/// Writes a file so that it is either the old or the new one, with the old one's permissions; links
/// stay links, folders are made. Error{Io, Permission}.
Result<void> replaceFile(const QString &path, const QByteArray &bytes);

} // namespace tidemark
