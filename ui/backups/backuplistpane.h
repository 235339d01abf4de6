// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QString>
#include <QVariantMap>
#include <QWidget>

#include <functional>
#include <memory>

class QLineEdit;
class QTreeView;

namespace tidemark {

class BackupListModel;
class ColumnWidths;
struct Backup;
struct BackupShelf;
struct BackupTide;

/// The backups as rows with a filter above. Which one is the current one, whoever owns this says.
class BackupListPane final : public QWidget
{
    Q_OBJECT
public:
    explicit BackupListPane(Theme &theme, QWidget *parent = nullptr);

    void setShelf(const std::shared_ptr<const BackupShelf> &shelf,
                  const std::function<BackupTide(const Backup &)> &tideOf);
    /// By its path; where the filter hides it the list stays as it is.
    void setCurrent(const QString &path);
    void focusList();

    QVariantMap saveColumns() const;
    void restoreColumns(const QVariantMap &columns);

Q_SIGNALS:
    void currentChosen(const QString &path);
    void filtered(); ///< other rows are there: setCurrent() again
    void openWanted();
    void menuWanted(const QPoint &at); ///< of the current one; on the screen

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void makeList();
    void layOutColumns();

    Theme &m_theme;
    QLineEdit *m_search;
    QTreeView *m_list;
    BackupListModel *m_model;
    ColumnWidths *m_columns = nullptr;
};

} // namespace tidemark
