// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workspace/workspace.h"

#include <QByteArray>
#include <QString>

namespace tidemark {

// ---- Changes to the text of a tidemark.toml. Only the places that say something else afterwards
// ---- are touched: comments, order, blank lines and the way things are written stay. Every result
// ---- has been read again and says what was wanted; what cannot be changed that way (keys written
// ---- as `environments.local.url = ...`) is Error{Unsupported}, to be done by hand. Pure.

/// With the environment `name` saying what `wanted` says, or with `wanted` added at the end where
/// `name` is empty. A new name takes the file's `default` with it. Error{Usage} when the new name
/// is taken, Error{Input} for what a tidemark.toml must not say, a password included.
Result<QByteArray> withEnvironment(const QByteArray &text, const QString &file, const QString &name,
                                   const Environment &wanted);

/// Without the environment, and without `default` where that named it.
Result<QByteArray> withoutEnvironment(const QByteArray &text, const QString &file,
                                      const QString &name);

/// Replaces the file by `text` at once, but only while it still holds `expected`: Error{Busy} when
/// somebody else has changed it meanwhile. Error{Io, Permission}.
Result<void> replaceWorkspaceText(const QString &file, const QByteArray &expected,
                                  const QByteArray &text);

} // namespace tidemark
