// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

#include <optional>
#include <vector>

namespace tidemark {

/// How an act ended.
enum class AuditResult {
    Done,
    Findings,  ///< it ran to its end and the answer is no: a rollback that does not restore
    Failed,    ///< it could not, or stopped at an error
    Cancelled, ///< a person stopped it
};
QString auditResultName(AuditResult result); ///< "done", "findings", "failed", "cancelled"
std::optional<AuditResult> auditResultOf(const QString &name);

/// One act: somebody did something to a database, or to a copy of one. It holds no secret.
struct AuditEntry
{
    qint64 id = 0;       ///< from 1, without gaps; given by the log
    QDateTime startedAt; ///< UTC, milliseconds
    qint64 durationMs = 0;
    QString act;         ///< "up", "down", "redo", "resolve", "rehearse", "backup", "restore"
    QString user;        ///< the operating system's name of the person
    QString host;        ///< the machine on which Tidemark ran
    QString workspace;   ///< absolute path of the tidemark.toml; empty: none
    QString environment; ///< its name; empty: the database was given by its URL
    QString database;    ///< ConnectionSpec::displayName()
    QString subject;     ///< "0012_suppliers" or "0012_suppliers to 0014_newsletter (3)"
    AuditResult result = AuditResult::Done;
    QString summary; ///< one line: "3 applied"
    QString error;   ///< Error::toString(), or empty
    QString details; ///< a JSON array with one object per migration, or empty

    QByteArray previousDigest; ///< of the row before; of the first row: 64 zeros
    QByteArray digest;         ///< see auditDigest()

    bool operator==(const AuditEntry &) const = default;
};

/// The person and the machine, as audit rows name them.
struct Actor
{
    QString user;
    QString host;
};
Actor thisActor();

} // namespace tidemark
