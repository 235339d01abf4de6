// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QByteArray>
#include <QString>

#include <memory>
#include <vector>

namespace tidemark {

enum class CompletionKind {
    Column,
    Table,
    View,
    Alias, ///< of a table in this statement, and WITH's names
    Function,
    Type,
    Schema,
    Sequence,
    Index,
    Constraint,
    Trigger,
    Keyword,
};
QString completionKindName(CompletionKind kind); ///< "column": stable, for icons and tests

/// Something that may stand at the cursor.
struct CompletionItem
{
    CompletionKind kind = CompletionKind::Keyword;
    QString name;   ///< as people call it, unquoted: Weird "Name"; --
    QString insert; ///< as it is to be written, quoted where it needs to be
    QString detail; ///< a column's type and table, a function's arguments, a table's schema

    bool operator==(const CompletionItem &) const = default;
};

struct CompletionAnswer
{
    /// Bytes of the text that an item's `insert` replaces: the name that was begun, its opening
    /// quote included, up to the end of the word in which the cursor stands.
    qsizetype begin = 0;
    qsizetype end = 0;
    std::vector<CompletionItem> items; ///< the likeliest first
    bool complete = true;              ///< false: there are more than the limit

    bool operator==(const CompletionAnswer &) const = default;
};

/// The names of a schema, ready to be searched. Made once for each migration that is opened, and
/// then shared: immutable, any thread. Some 100 ms for 10,000 tables.
class CompletionNames
{
public:
    /// `schema` may be an empty one: then there are key words, types and built-in functions, and
    /// what the text itself makes.
    explicit CompletionNames(SchemaPtr schema);
    ~CompletionNames();
    CompletionNames(const CompletionNames &) = delete;
    CompletionNames &operator=(const CompletionNames &) = delete;

    struct Data; // completionnames.h
    const Data &data() const { return *d; }

private:
    std::unique_ptr<const Data> d;
};

struct CompletionRequest
{
    QByteArray text;      ///< the script, UTF-8, as unfinished as it is
    qsizetype cursor = 0; ///< bytes into it
    int limit = 200;      ///< items at most
    /// What runs between the schema of the names and this script: for a down the up as it stands.
    std::vector<QByteArray> before{};
};

/// What may stand at the cursor, from what stands before it in its statement (and, for the tables
/// in a SELECT's FROM, behind it), the names of the schema as it is before the script, and what the
/// script's own earlier statements make, rename and drop. Nothing inside strings and comments.
///
/// Names match when they begin with what was typed, then when one of their words does, then when
/// they hold it, in any case of letters. Pure, any thread, never fails. Cost: one scan of the
/// script and of the names, 2 ms for 10,000 tables.
CompletionAnswer completeSql(const CompletionRequest &request, const CompletionNames &names);

} // namespace tidemark
