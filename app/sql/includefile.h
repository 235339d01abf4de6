// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sql/statement.h"

#include <QStringList>

namespace tidemark {

/// The file that `\i name` or `\ir name` in `from` means, read and checked to be text.
/// `\ir`: relative to `from`. `\i`: relative to where psql is started, which a script cannot know:
/// the folder of `from` is tried, then each folder above it, as migration tools start psql in the
/// project's root. `openPaths` are the files being read, the outermost first: one of them again is
/// an Error{Input}. Error{Io} when it is missing or cannot be read. The place in `from` is left to
/// the caller.
Result<Script> readIncludedScript(const Script &from, const QString &name, bool relativeToScript,
                                  const QStringList &openPaths);

/// The path by which cycles are found; empty for a script that is no file.
QString canonicalScriptPath(const Script &script);

} // namespace tidemark
