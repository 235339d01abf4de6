// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QPushButton;
class QVBoxLayout;
class QLabel;

namespace tidemark {

class ErrorPanel;
class WorkspaceController;

/// What is seen while no workspace is open: what Tidemark does, the sample in one click, a folder
/// of one's own, and what was open before.
class WelcomePage : public QWidget
{
    Q_OBJECT
public:
    WelcomePage(Theme &theme, WorkspaceController &workspaces, QWidget *parent = nullptr);

    void setError(const QString &summary, const QString &detail, const QString &hint);

Q_SIGNALS:
    void sampleWanted();
    void openWanted();
    void recentWanted(const QString &folder);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void fillRecent();
    void restyle();

    WorkspaceController &m_workspaces;
    QPushButton *m_sample = nullptr;
    QLabel *m_picture;
    QLabel *m_recentTitle;
    QVBoxLayout *m_recent;
    ErrorPanel *m_error;
};

} // namespace tidemark
