// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "ddl/draft.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

namespace tidemark {

/// A schema as a file: what `tidemark schema` writes and a comparison reads.
struct Snapshot
{
    SchemaState state;
    QString serverVersion; ///< "PostgreSQL 15.8"
    QStringList notes;     ///< LoadedSchema::notes
};

/// The format's number. A file of a newer one is refused.
inline constexpr int snapshotFormat = 1;

/// JSON (UTF-8, no byte order mark, a line end at the end) for people and for git: everything in
/// the order of the model, one property per line, what is as in a new object left out. It says
/// nothing about when and where it was written, so the same schema gives the same bytes. Pure.
QByteArray writeSnapshot(const Snapshot &snapshot);

/// The snapshot that writeSnapshot() wrote. Error{Input} with line and column of `file`: not JSON,
/// not a snapshot, a word or a key that has no meaning here, a value of another type; Unsupported
/// for a format that is newer. Pure; one scan of the text.
Result<Snapshot> readSnapshot(const QByteArray &json, const QString &file);

} // namespace tidemark
