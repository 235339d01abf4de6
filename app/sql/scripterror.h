// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

namespace tidemark {

/// An error in a script, with its place.
inline Error scriptError(ErrorKind kind, const SourceLocation &where, const QString &summary,
                         const QString &hint = {}, const QString &detail = {})
{
    Error error;
    error.kind = kind;
    error.summary = summary;
    error.detail = detail;
    error.hint = hint;
    error.where = where;
    return error;
}

} // namespace tidemark
