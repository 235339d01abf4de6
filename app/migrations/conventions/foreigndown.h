// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/migration.h"

#include <QByteArray>

#include <optional>

namespace tidemark {

/// A line of a script that begins the way down in a tool that keeps both ways in one file: tern,
/// MyBatis Migrations, rambler, micrate, goose, sql-migrate, dbmate, Play evolutions. The finding
/// "down-inside" (an error) names the tool, the line and the column. A convention that runs whole
/// files must not run what stands below; where that is nothing but comments, there is no finding.
/// Cost: one scan.
std::optional<Finding> findForeignDown(const QByteArray &script, const QString &shown);

} // namespace tidemark
