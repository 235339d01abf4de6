// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backups/sidepanel.h"
#include "workbench/backupwork.h"

#include <QTimer>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QRadioButton;

namespace tidemark {

class BackupsController;
class ErrorPanel;

/// Where a backup goes and what of it: into a new database unless somebody types the name of the
/// one that is to be replaced. Roles and tablespaces that are missing there are named before.
class RestorePanel final : public SidePanel
{
    Q_OBJECT
public:
    RestorePanel(BackupsController &controller, Theme &theme, QWidget *parent = nullptr);

    /// `tables`: those whose rows are in it, as far as they are known.
    void begin(const Backup &backup, const std::vector<TableName> &tables);
    RestoreOrder order() const;

private:
    void makeFields();
    void makeTables();
    void askAgain();
    void takeOutlook(const RestoreOrder &order, const RestoreOutlook &outlook);
    void update();
    /// Replacing takes all of them, and of a plain dump none can be left out.
    bool offersTables() const;
    std::vector<TableName> chosenTables() const;
    bool isFile() const { return m_backup.archive.format == BackupFormat::SqliteFile; }

    BackupsController &m_controller;
    Backup m_backup;
    RestoreOutlook m_outlook;
    bool m_looking = false;
    QString m_proposed; ///< the name that nobody typed
    QTimer m_ask;
    QLabel *m_file;
    QComboBox *m_environment;
    QLabel *m_environmentLabel = nullptr;
    QRadioButton *m_new;
    QLineEdit *m_name;
    QPushButton *m_chooseFile;
    QRadioButton *m_replace;
    QLabel *m_replaceText;
    QLineEdit *m_typed;
    QCheckBox *m_endConnections;
    QCheckBox *m_noOwner;
    QCheckBox *m_noTablespaces;
    QLabel *m_roles;
    QLabel *m_tablespaces;
    QCheckBox *m_some;
    QLineEdit *m_search;
    QListWidget *m_tables;
    ErrorPanel *m_error;
    QLabel *m_why;
    QPushButton *m_restore;
};

} // namespace tidemark
