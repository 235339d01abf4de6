// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workspace/workspace.h"

#include <QWidget>

class QLabel;
class QMenu;
class QAbstractButton;
class QToolButton;

namespace tidemark {

class ElidedLabel;

class EnvironmentPill;
class WorkspaceController;

/// The workspace, the environment that is looked at, and the way to everything else.
class TopBar : public QWidget
{
    Q_OBJECT
public:
    TopBar(Theme &theme, WorkspaceController &workspaces, QWidget *parent = nullptr);

    /// "plain · 14 migrations", beside the workspace's name.
    void setFacts(const QString &facts);

Q_SIGNALS:
    void openWanted();
    void recentWanted(const QString &folder);
    void closeWanted();
    void paletteWanted();
    void schemeWanted(tidemark::Theme::Scheme scheme);
    void environmentsWanted(); ///< add, edit, test

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void follow();
    void fillWorkspaceMenu();
    void fillEnvironmentMenu();
    void fillViewMenu();

    Theme &m_theme;
    WorkspaceController &m_workspaces;
    QToolButton *m_workspace;
    ElidedLabel *m_facts;
    EnvironmentPill *m_environment;
    QAbstractButton *m_go;
    QToolButton *m_view;
    QMenu *m_workspaceMenu;
    QMenu *m_environmentMenu;
    QMenu *m_viewMenu;
};

} // namespace tidemark
