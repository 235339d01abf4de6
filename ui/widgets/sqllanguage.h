// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sql/dialect.h"

#include <QString>

namespace tidemark {

/// The highlighter's definition for an engine's scripts, for CodeView::setScript().
inline QString sqlLanguageOf(Engine engine)
{
    return engine == Engine::Sqlite ? QStringLiteral("SQL (SQLite)")
                                    : QStringLiteral("SQL (PostgreSQL)");
}

} // namespace tidemark
