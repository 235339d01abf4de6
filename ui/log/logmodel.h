// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/logcontroller.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace tidemark {

struct LogModelFilter
{
    QString text; ///< every word must occur somewhere
    QString environment;
    QSet<AuditResult> results; ///< empty: all

    bool operator==(const LogModelFilter &) const = default;
};

inline size_t qHash(AuditResult result, size_t seed = 0)
{
    return ::qHash(int(result), seed);
}

/// The log's entries, the newest first. A filter over 100,000 rows takes some milliseconds.
class LogModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { When, Act, What, Where, Who, Took, Result, ColumnCount };
    enum Role { ResultRole = Qt::UserRole + 1, IdRole };

    explicit LogModel(QObject *parent = nullptr);

    /// Nothing is copied: what is shown lives as long as the model.
    void setRows(const std::shared_ptr<const LogRows> &rows);
    void prepend(const std::shared_ptr<const LogRows> &rows);
    void setFilter(const LogModelFilter &filter);

    const AuditEntry *entryAt(int row) const;
    int rowOf(qint64 id) const; ///< -1: not shown
    int total() const { return int(m_all.size()); }
    /// What is shown, newest first.
    std::vector<AuditEntry> shown() const;
    QStringList environments() const; ///< that occur, sorted

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// For tests; the time against which "yesterday" is told.
    void setClock(std::function<QDateTime()> now) { m_now = std::move(now); }

private:
    bool accepts(const LogRow &row) const;
    void append(const std::shared_ptr<const LogRows> &rows);
    void filterAll();
    QString textOf(const AuditEntry &entry, int column) const;

    std::function<QDateTime()> m_now = [] { return QDateTime::currentDateTimeUtc(); };
    std::vector<std::shared_ptr<const LogRows>> m_batches; ///< what the pointers point into
    std::vector<const LogRow *> m_all;   ///< oldest first, so that new ones go to the end
    std::vector<const LogRow *> m_shown; ///< the same; row 0 is the last of them
    LogModelFilter m_filter;
    QStringList m_words;
};

} // namespace tidemark
