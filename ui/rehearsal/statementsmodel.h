// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QAbstractListModel>

namespace tidemark {

/// One statement of a rehearsal, or the head of a step.
struct StatementLine
{
    QString text;  ///< the statement's first words; of a head "up", "down", "up again"
    QString facts; ///< "AccessExclusive orders · rewrites orders"; of a head "3 statements · 4 ms"
    QString details; ///< all locks, rewrites and notices, a line each
    SourceLocation where;
    double ms = 0;
    double share = 0; ///< of the longest statement: 0 to 1
    bool isHead = false;
    bool isStrong = false; ///< blocks readers, or rewrites a table
    bool isFailed = false;
};

/// What every statement of a migration took: in order, the up, the down, the second up.
class StatementsModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    static constexpr int LineRole = Qt::UserRole + 1; ///< const StatementLine *

    using QAbstractListModel::QAbstractListModel;

    void setMigration(const MigrationReport &migration);
    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<StatementLine> m_lines;
};

} // namespace tidemark

Q_DECLARE_METATYPE(const tidemark::StatementLine *)
