// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/workspace.h"

#include <QByteArray>

namespace tidemark {

/// The text of a tidemark.toml. `file` is its absolute path; nothing is read from it. Any thread.
Result<Workspace> parseWorkspace(const QByteArray &text, const QString &file);

/// Whether a URL or a libpq keyword string carries a password.
bool holdsPassword(const QString &url);

} // namespace tidemark
