// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/auditentry.h"
#include "workspace/workspace.h"

#include <QString>
#include <QStringList>

#include <chrono>
#include <optional>

namespace tidemark {

struct Plan;
struct RehearsalReport;
struct RunReport;

/// On what an act is done.
struct AuditPlace
{
    const Workspace *workspace = nullptr;
    const Environment *environment = nullptr;
    const ConnectionSpec *database = nullptr;
};

/// An act from its beginning to its row in the log: make it before the database is opened, call one
/// of the ended(). It is a plain value; any thread.
///
/// Each ended() writes the row (see recordAct()). An act stays what it was when the log cannot be
/// written: the Error is a warning to be shown. There is no row for an act that never ended, that
/// is, whose process was killed; what such a run left is in the database's own journal.
class AuditedAct
{
public:
    AuditedAct(QString stateFolder, const QString &act, const AuditPlace &place);

    /// What it is about to do, known also when it then fails.
    void setSubject(const QStringList &migrationIds);
    void setSubject(const Plan &plan);

    Result<void> ended(const RunReport &report);
    Result<void> ended(const RehearsalReport &report);
    Result<void> ended(AuditResult result, const QString &summary);
    Result<void> failed(const Error &error); ///< or cancelled

    const AuditEntry &entry() const { return m_entry; }

private:
    Result<void> write();

    QString m_stateFolder;
    AuditEntry m_entry;
    std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
};

} // namespace tidemark
