// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/logmodel.h"

#include "log/logwording.h"
#include "rehearsal/reports/wording.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

LogModel::LogModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void LogModel::append(const std::shared_ptr<const LogRows> &rows)
{
    m_batches.push_back(rows);
    m_all.reserve(m_all.size() + rows->size());
    for (auto row = rows->rbegin(); row != rows->rend(); ++row)
        m_all.push_back(&*row);
}

bool LogModel::accepts(const LogRow &row) const
{
    if (!m_filter.results.isEmpty() && !m_filter.results.contains(row.entry.result))
        return false;
    if (!m_filter.environment.isEmpty() && row.entry.environment != m_filter.environment)
        return false;
    return std::ranges::all_of(m_words,
                               [&row](const QString &word) { return row.text.contains(word); });
}

void LogModel::filterAll()
{
    m_shown.clear();
    for (const LogRow *row : m_all) {
        if (accepts(*row))
            m_shown.push_back(row);
    }
}

void LogModel::setRows(const std::shared_ptr<const LogRows> &rows)
{
    beginResetModel();
    m_all.clear();
    m_batches.clear();
    append(rows);
    filterAll();
    endResetModel();
}

void LogModel::prepend(const std::shared_ptr<const LogRows> &rows)
{
    const size_t from = m_all.size();
    append(rows);
    std::vector<const LogRow *> fitting;
    for (size_t index = from; index < m_all.size(); ++index) {
        if (accepts(*m_all[index]))
            fitting.push_back(m_all[index]);
    }
    if (fitting.empty())
        return;
    beginInsertRows({}, 0, int(fitting.size()) - 1);
    m_shown.insert(m_shown.end(), fitting.begin(), fitting.end());
    endInsertRows();
}

void LogModel::setFilter(const LogModelFilter &filter)
{
    if (filter == m_filter)
        return;
    beginResetModel();
    m_filter = filter;
    m_words = filter.text.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    filterAll();
    endResetModel();
}

const AuditEntry *LogModel::entryAt(int row) const
{
    if (row < 0 || size_t(row) >= m_shown.size())
        return nullptr;
    return &m_shown[m_shown.size() - 1 - size_t(row)]->entry;
}

int LogModel::rowOf(qint64 id) const
{
    // Ascending by id, as they were written.
    const auto found =
        std::ranges::lower_bound(m_shown, id, {}, [](const LogRow *row) { return row->entry.id; });
    if (found == m_shown.end() || (*found)->entry.id != id)
        return -1;
    return int(m_shown.end() - found) - 1;
}

std::vector<AuditEntry> LogModel::shown() const
{
    std::vector<AuditEntry> entries;
    entries.reserve(m_shown.size());
    for (auto row = m_shown.rbegin(); row != m_shown.rend(); ++row)
        entries.push_back((*row)->entry);
    return entries;
}

QStringList LogModel::environments() const
{
    QSet<QString> names;
    for (const LogRow *row : m_all) {
        if (!row->entry.environment.isEmpty())
            names.insert(row->entry.environment);
    }
    QStringList sorted(names.begin(), names.end());
    sorted.sort(Qt::CaseInsensitive);
    return sorted;
}

int LogModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int LogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString LogModel::textOf(const AuditEntry &entry, int column) const
{
    switch (column) {
    case When:
        return whenText(entry.startedAt, m_now());
    case Act:
        return actText(entry.act);
    case What:
        return entry.subject;
    case Where:
        return whereText(entry);
    case Who:
        return entry.user;
    case Took:
        return durationText(double(entry.durationMs));
    case Result:
        return chipOf(entry.result).text;
    default:
        return {};
    }
}

QVariant LogModel::data(const QModelIndex &index, int role) const
{
    const AuditEntry *entry = index.isValid() ? entryAt(index.row()) : nullptr;
    if (!entry)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return textOf(*entry, index.column());
    case Qt::ToolTipRole:
        if (index.column() == When)
            return entry->startedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss.zzz t"_s);
        if (index.column() == Where)
            return entry->database;
        if (index.column() == Who)
            return u"%1@%2"_s.arg(entry->user, entry->host);
        return {};
    case Qt::TextAlignmentRole:
        return index.column() == Took ? int(Qt::AlignRight | Qt::AlignVCenter)
                                      : int(Qt::AlignLeft | Qt::AlignVCenter);
    case ResultRole:
        return int(entry->result);
    case IdRole:
        return entry->id;
    default:
        return {};
    }
}

QVariant LogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return section == Took ? int(Qt::AlignRight | Qt::AlignVCenter)
                               : int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("when");
    case Act:
        return tr("act");
    case What:
        return tr("what");
    case Where:
        return tr("where");
    case Who:
        return tr("who");
    case Took:
        return tr("took");
    case Result:
        return tr("result");
    default:
        return {};
    }
}

} // namespace tidemark
