// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/auditchain.h"
#include "workspace/auditentry.h"
#include "workspace/auditlog.h"

#include <QByteArray>
#include <QJsonObject>

#include <span>

namespace tidemark {

/// One object per row; texts that are empty are left out, `details` is JSON and not a text.
QJsonObject jsonOf(const AuditEntry &entry);

/// {"whole", "entries", "lastDigest", "firstBreak": {"kind", "id", "lastId", "message"}}
QJsonObject jsonOf(const ChainState &state);

/// {"entries": [...]}, in the order given.
QByteArray auditJson(std::span<const AuditEntry> entries);

/// RFC 4180 with a head line; UTF-8.
QByteArray auditCsv(std::span<const AuditEntry> entries);

/// "chain whole, 214 entries"; "chain broken: row 17 was edited".
QString chainText(const ChainState &state);

} // namespace tidemark
