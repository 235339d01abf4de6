// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/history.h"
#include "workbench/editorplace.h"

#include <memory>
#include <optional>
#include <span>
#include <stop_token>

namespace tidemark {

/// What migrations have made, and of which texts that was told.
struct KeptHistory
{
    QByteArray digest;
    LintHistory history;
};
using KeptHistoryPtr = std::shared_ptr<const KeptHistory>;

/// The schema after those migrations by their scripts alone; `kept` itself where they say what
/// they said then, which costs a digest of their texts. Error{Cancelled}. Blocks.
Result<KeptHistoryPtr> historyOf(std::span<const Migration> migrations, Engine engine,
                                 const KeptHistoryPtr &kept, const std::stop_token &stop);

struct TypedLint
{
    /// None: it was stopped when the migrations before it had been followed, which is not in vain.
    std::optional<LintResult> result;
    KeptHistoryPtr before; ///< for the next time
};

/// What `tidemark lint` would say of the migration if `files` were saved now, and what its
/// convention has to say about them. Error{Usage, Input, Io, Cancelled}. Blocks.
Result<TypedLint> lintAsTyped(const EditorPlace &place, const QString &id,
                              const std::vector<EditedFile> &files, const KeptHistoryPtr &kept,
                              const std::stop_token &stop);

} // namespace tidemark
