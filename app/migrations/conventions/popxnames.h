// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"

#include <QString>

namespace tidemark {

/// What a file name says to popx: `<version>_<name>[.dialect][.autocommit].{up,down}.sql`
/// (match.go in ory/x; the spellings of the dialects in ory/pop).
struct PopxName
{
    enum class Kind {
        Other,          ///< not .sql: popx does not look at it
        Invalid,        ///< .sql, but not of this form: popx refuses the whole folder
        UnknownDialect, ///< popx passes it over
        Migration,
    };
    Kind kind = Kind::Other;
    QString version; ///< digits, compared as text
    QString name;
    QString dialect; ///< "postgres", "sqlite3", "cockroach", "mysql", "mariadb", or empty for all
    bool autocommit = false;
    bool up = true;

    bool operator==(const PopxName &) const = default;
};

/// Pure; `fileName` without folders.
PopxName parsePopxName(const QString &fileName);

/// How popx calls an engine.
QString popxDialect(Engine engine);

/// The part of a version that popx' own first format had: 14 digits. Shorter versions are whole.
QString popxLegacyVersion(const QString &version);

} // namespace tidemark
