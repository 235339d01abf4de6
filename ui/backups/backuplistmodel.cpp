// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backuplistmodel.h"

#include "base/bytestext.h"
#include "widgets/controls.h"

#include <QFileInfo>

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

BackupListModel::BackupListModel(QObject *parent)
    : QAbstractTableModel(parent)
{
}

void BackupListModel::setShelf(std::shared_ptr<const BackupShelf> shelf, const Tides &tides)
{
    beginResetModel();
    m_shelf = std::move(shelf);
    m_all.clear();
    const int count = m_shelf ? int(m_shelf->backups.size()) : 0;
    for (int i = count - 1; i >= 0; --i) {
        const ShelvedBackup &one = m_shelf->backups[size_t(i)];
        Row row{i, tides(one.backup)};
        for (int column = 0; column < ColumnCount; ++column)
            row.words += textOf(one, row.tide, column) + u'\n';
        m_all.push_back(std::move(row));
    }
    filter();
    endResetModel();
}

void BackupListModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    beginResetModel();
    m_filter = text;
    filter();
    endResetModel();
}

void BackupListModel::filter()
{
    const QStringList words = m_filter.split(u' ', Qt::SkipEmptyParts);
    m_shown.clear();
    for (int i = 0; i < int(m_all.size()); ++i) {
        const QString &text = m_all[size_t(i)].words;
        if (std::ranges::all_of(words, [&](const QString &word) {
                return text.contains(word, Qt::CaseInsensitive);
            }))
            m_shown.push_back(i);
    }
}

const ShelvedBackup *BackupListModel::at(int row) const
{
    if (row < 0 || size_t(row) >= m_shown.size())
        return nullptr;
    return m_shelf->at(m_all[size_t(m_shown[size_t(row)])].index);
}

int BackupListModel::rowOf(const QString &path) const
{
    for (int row = 0; row < int(m_shown.size()); ++row)
        if (at(row)->backup.path == path)
            return row;
    return -1;
}

int BackupListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_shown.size());
}

int BackupListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

QString BackupListModel::textOf(const ShelvedBackup &one, const BackupTide &tide, int column) const
{
    const Backup &backup = one.backup;
    switch (column) {
    case When:
        return whenMadeText(backup.madeAt);
    case Name:
        return backup.fileName();
    case Kind:
        return backup.kind == BackupKind::Named ? tr("named") : kindText(backup);
    case Size:
        return bytesText(backup.bytes);
    case Of:
        return backedUpPlace(backup);
    case Tide:
        return tideText(tide);
    case Release:
        return one.current ? tr("%1, now").arg(backup.release) : backup.release;
    case Label:
        return backup.manifest ? backup.manifest->label : QString();
    case Next:
        return one.elsewhere                         ? tr("elsewhere")
               : !one.backup.whole                   ? tr("incomplete")
               : !one.backup.manifestError.isEmpty() ? tr("manifest unreadable")
               : one.goes()                          ? tr("goes")
                                                     : tr("stays");
    default:
        return {};
    }
}

QVariant BackupListModel::data(const QModelIndex &index, int role) const
{
    const ShelvedBackup *one = index.isValid() ? at(index.row()) : nullptr;
    if (!one)
        return {};
    const BackupTide &tide = m_all[size_t(m_shown[size_t(index.row())])].tide;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return textOf(*one, tide, index.column());
    case Qt::ToolTipRole:
        if (index.column() == Next)
            return plainTip(one->elsewhere                         ? one->backup.path
                            : !one->backup.manifestError.isEmpty() ? one->backup.manifestError
                                                                   : keptText(one->reason));
        return plainTip(index.column() == Name ? one->backup.path
                                               : textOf(*one, tide, index.column()));
    case Qt::TextAlignmentRole:
        return int((index.column() == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    case PathRole:
        return one->backup.path;
    case GoesRole:
        return one->goes();
    case ToneRole:
        if (index.column() == Kind)
            return int(one->backup.kind == BackupKind::Named ? Tone::Good
                       : one->backup.kind == BackupKind::Manual && one->backup.known
                           ? Tone::Caution
                           : Tone::Neutral);
        return int(!one->backup.whole || !one->backup.manifestError.isEmpty() ? Tone::Bad
                   : one->goes()                                              ? Tone::Caution
                                                                              : Tone::Neutral);
    default:
        return {};
    }
}

QVariant BackupListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int((section == Size ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case When:
        return tr("Made");
    case Name:
        return tr("Backup");
    case Kind:
        return tr("Kind");
    case Size:
        return tr("Size");
    case Of:
        return tr("Of");
    case Tide:
        return tr("Migrated up to");
    case Release:
        return tr("Release");
    case Label:
        return tr("Label");
    case Next:
        return tr("Next prune");
    default:
        return {};
    }
}

} // namespace tidemark
