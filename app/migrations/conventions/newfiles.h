// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/convention.h"

namespace tidemark {

/// What goes in front of a new migration's name. A set that counts (001, 002) gets the next number
/// in the same width; any other the time in 14 digits, or one more than the newest when that is not
/// newer.
QString nextVersion(const NewMigrationRequest &request);

/// The name as it can stand in a file's name: white space and what file systems or the tools' own
/// separators do not bear become underscores. Error{Usage} when nothing is left.
Result<QString> nameForFile(const QString &name);

/// The bodies of new scripts; without one a comment line, since some tools refuse an empty file.
QByteArray newUpText(const NewMigrationRequest &request);
QByteArray newDownText(const NewMigrationRequest &request);

/// The same for tools that cut a script at each semicolon at the end of a line: statements that
/// have one inside (functions) stand between lines `begin` and `end`. A text that cannot be cut
/// stays as it is.
NewMigrationRequest withMarkedStatements(const NewMigrationRequest &request,
                                         const QByteArray &begin, const QByteArray &end);

/// VERSION_NAME.up.sql and VERSION_NAME.down.sql. `noTransaction`: the first line of scripts that
/// must not run in one.
Result<std::vector<NewFile>> newPair(const NewMigrationRequest &request,
                                     const QByteArray &noTransaction = {});

/// VERSION_NAME.sql with two sections below their marker lines.
Result<std::vector<NewFile>> newSectioned(const NewMigrationRequest &request,
                                          const QByteArray &upMarker, const QByteArray &downMarker);

} // namespace tidemark
