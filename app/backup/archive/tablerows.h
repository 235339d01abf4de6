// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/rowformat.h"

#include <functional>
#include <optional>
#include <span>
#include <stop_token>

namespace tidemark {

class SideFile;

/// How far a pass over a table has come.
struct RowProgress
{
    qint64 rows = 0;
    qint64 bytes = 0; ///< of the table's content, decompressed
};
using RowObserver = std::function<void(const RowProgress &)>;

/// The rows of a table of an archive, in the order of the archive. Belongs to one thread at a time.
class TableRows
{
public:
    /// False stops, and so does an error.
    using Visitor = std::function<Result<bool>(const VisitedRow &row)>;

    TableRows() = default;
    TableRows(const TableRows &) = delete;
    TableRows &operator=(const TableRows &) = delete;
    virtual ~TableRows() = default;

    /// Visits row after row from `first` (0 is the first) to the end, or until the visitor stops.
    /// With `mayHold` rows that surely have no value with that lower-case text are passed over.
    /// Error{Input} where the rows break, after a visit of all before; Cancelled after a stop; the
    /// visitor's.
    virtual Result<void> visit(qint64 first, const QByteArray &mayHold, const Visitor &visitor,
                               const std::stop_token &stop) = 0;

    /// Counts them, and notes places on the way, so that visit() is quick from any row. Costs one
    /// pass the first time, nothing later.
    virtual Result<qint64> index(const RowObserver &observer, const std::stop_token &stop) = 0;

    /// What index() gave, if it ever ended.
    virtual std::optional<qint64> knownCount() = 0;
};

/// Rows that lie one behind the other in a content.
class StoredRows final : public TableRows
{
public:
    static constexpr qint64 spacing =
        qint64(256) * 1024; ///< bytes between the places that are noted

    /// They begin at `start`. `side`, where what is known of them has the name `name`, outlives it.
    StoredRows(const QString &name, std::shared_ptr<ByteSource> content, qint64 start,
               std::unique_ptr<RowFormat> format, SideFile &side);

    Result<void> visit(qint64 first, const QByteArray &mayHold, const Visitor &visitor,
                       const std::stop_token &stop) override;
    Result<qint64> index(const RowObserver &observer, const std::stop_token &stop) override;
    std::optional<qint64> knownCount() override;

    /// Behind the last row, after index().
    qint64 end() const { return m_place.at; }

private:
    Result<void> goTo(qint64 row, const RowObserver &observer, const std::stop_token &stop);
    void note();
    std::optional<RowPlace> knownEnd() const;

    QString m_name;
    std::unique_ptr<RowFormat> m_format;
    SideFile &m_side;
    ByteWindow m_window;
    qint64 m_start;
    RowPlace m_place;
    RowPlace m_noted;
    bool m_begun = false; ///< the format knows how the rows begin
};

} // namespace tidemark
