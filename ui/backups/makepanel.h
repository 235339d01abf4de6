// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backups/sidepanel.h"
#include "workbench/backupwork.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace tidemark {

class BackupsController;

/// What to back up, and how.
class MakePanel final : public SidePanel
{
    Q_OBJECT
public:
    MakePanel(BackupsController &controller, Theme &theme, QWidget *parent = nullptr);

    /// The environments are those of now; `environment` is chosen.
    void begin(const QString &environment);
    BackupOrder order() const;

private:
    void makeFields();
    void makeServerFields();
    void update();

    BackupsController &m_controller;
    QComboBox *m_environment;
    QLineEdit *m_name;
    QLineEdit *m_label;
    QComboBox *m_kind;
    QComboBox *m_release;
    QComboBox *m_format;
    QSpinBox *m_jobs;
    QComboBox *m_compression;
    QSpinBox *m_level;
    QSpinBox *m_lockTimeout;
    QCheckBox *m_globals;
    QCheckBox *m_contents;
    QWidget *m_server[4] = {}; ///< what a file has not
    QLabel *m_lockLabel = nullptr;
    QLabel *m_hint;
    QPushButton *m_make;
};

/// What is written on a backup: a name, a label.
class DescribePanel final : public SidePanel
{
    Q_OBJECT
public:
    DescribePanel(BackupsController &controller, Theme &theme, QWidget *parent = nullptr);

    void begin(const Backup &backup);

private:
    BackupsController &m_controller;
    QString m_path;
    QLabel *m_file;
    QLineEdit *m_name;
    QLineEdit *m_label;
};

} // namespace tidemark
