// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tidemark {

struct Schema;

/// Privileges that somebody had and has no more, on relations, their columns, sequences, schemas
/// and routines. What is gone itself is not listed. A sentence each. Pure.
QStringList revokedPrivileges(const Schema &before, const Schema &now);

} // namespace tidemark
