// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/table.h"
#include "database/session.h"

#include <QJsonArray>

#include <span>

namespace tidemark {

/// On one line, and no longer than people look at.
QString shownText(const Cell &cell);

/// The same with NULL, 'NULL' and the empty text told apart: a text that looks like one is quoted.
TableCell shownCell(const Cell &cell);

/// Texts, and null for NULL.
QJsonArray jsonOf(std::span<const Cell> cells);

} // namespace tidemark
