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

/// The bodies of new scripts: a comment line, since some tools refuse an empty file.
QByteArray newUpText();
QByteArray newDownText();

/// VERSION_NAME.up.sql and VERSION_NAME.down.sql.
Result<std::vector<NewFile>> newPair(const NewMigrationRequest &request);

/// VERSION_NAME.sql with two sections below their marker lines.
Result<std::vector<NewFile>> newSectioned(const NewMigrationRequest &request,
                                          const QByteArray &upMarker, const QByteArray &downMarker);

} // namespace tidemark
