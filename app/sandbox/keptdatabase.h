// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "database/connectionspec.h"

#include <QString>

#include <stop_token>

namespace tidemark {

/// Whether it is called as what a restore puts aside for the database `own` (SQLite: a file's
/// name): "shop_before_20260301080000", "shop.db.before-20260301080000". Pure.
bool isKeptName(const QString &name, const QString &own, Engine engine);

/// Deletes what a restore put aside: a database of the server of `database`, or a file beside it.
/// There is no way back: the caller sees to it that somebody typed the whole name. Error{Usage}:
/// it is not called so, or there is none; Busy: somebody is connected, or has it open; Permission.
Result<void> dropKept(const ConnectionSpec &database, const QString &name,
                      std::stop_token stop = {});

} // namespace tidemark
