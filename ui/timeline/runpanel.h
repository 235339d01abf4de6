// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/runcontroller.h"

#include <QWidget>

class QCheckBox;
class QLabel;
class QListView;
class QProgressBar;
class QPushButton;
class QVBoxLayout;

namespace tidemark {

class ErrorPanel;
class RunPlanModel;

/// What is about to be done to a database, step by step; then how it goes, and how it ended.
class RunPanel : public QWidget
{
    Q_OBJECT
public:
    RunPanel(Theme &theme, RunController &controller, QWidget *parent = nullptr);

    /// Offers to plan again with what is older than the newest applied one.
    void setOffersOutOfOrder(bool offers) { m_offersOutOfOrder = offers; }
    /// What the production guard says may be different now.
    void guardChanged();

Q_SIGNALS:
    /// It is read and can go.
    void closed();
    /// The production environment is to be armed first.
    void armingWanted(const QString &environment);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void update();
    void updateProgress();
    void updateButtons();
    void updateMessage();
    void showError(const Error &error);
    void close();
    QString headline() const;
    QString sentence() const;

    Theme &m_theme;
    RunController &m_controller;
    bool m_offersOutOfOrder = false;
    QLabel *m_title;
    QLabel *m_sentence;
    QLabel *m_warnings;
    QProgressBar *m_progress;
    RunPlanModel *m_model;
    QListView *m_list;
    QCheckBox *m_backup;
    QLabel *m_status;
    QVBoxLayout *m_errorPlace;
    ErrorPanel *m_error = nullptr;
    QPushButton *m_execute;
    QPushButton *m_executeDanger;
    QPushButton *m_cancel;
    QPushButton *m_outOfOrder;
    QPushButton *m_arm;
};

} // namespace tidemark
