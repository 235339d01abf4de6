// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/page.h"
#include "workbench/runcontroller.h"
#include "workbench/timelinecontroller.h"

#include <QTimer>

#include <optional>
#include <utility>

class QAction;
class QLineEdit;
class QMenu;
class QSplitter;
class QStackedWidget;
class QToolButton;

namespace tidemark {

class EmptyState;
class ErrorPanel;
class MigrationDetail;
class RunPanel;
class SyntaxRepository;
class TimelineModel;
class TimelineTable;
class WorkspaceController;

/// Which migrations each database has had, with the tide mark between what it has and what it has
/// not; on the right the selected one, or what is about to be done.
class TimelinePage : public Page
{
    Q_OBJECT
public:
    TimelinePage(Theme &theme, SyntaxRepository &syntax, Services &services,
                 WorkspaceController &workspace, TimelineController &timeline, RunController &run,
                 QWidget *parent = nullptr);

    static QString title() { return tr("Timeline"); }
    static QString name() { return QStringLiteral("timeline"); }
    std::vector<PaletteItem> paletteItems() override;
    void activated() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;
    /// {"select": id}, with {"file", "line"} that line of its scripts; or {"mentions": name of a
    /// table}: what its scripts have in common
    void take(const QVariantMap &arguments) override;

    /// The production guard says something else now: connect ProductionGuard::changed().
    void guardChanged();

Q_SIGNALS:
    /// A production environment must be armed before what was asked for can be done.
    void armingWanted(const QString &environment);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void makeActions();
    QAction *addOwnAction(const QString &text, const QString &icon, const QKeySequence &key,
                          std::function<void()> act);
    QWidget *makeCorner();
    QWidget *makeLeft();
    QMenu *makeSortMenu();
    void connectAll();

    void takeSnapshot();
    void updateStatus();
    void updateEmpty();
    void updateDetail();
    void updateActions();
    void showContextMenu(const QPoint &position);
    void fillMenu(QMenu &menu);

    int currentRow() const; ///< of the snapshot; -1: nothing is selected
    int newestSelectedRow() const;
    QString currentEnvironment() const;
    /// Environments to which the row can be applied or in which it can be rolled back to, those
    /// looked at first.
    QStringList applyTargets(int row) const;
    QStringList rollBackTargets(int row) const;
    QStringList ordered() const;
    /// Sources of the compare page for the selection: two migrations, or one with the state before
    /// it. Empty: there is nothing to compare.
    std::pair<QString, QString> selectedStates() const;
    void selectWanted();

    void rehearse();
    void edit();
    void newMigration();
    void startRun(const RunRequest &request);
    void apply(const QString &environment);
    void rollBackTo(const QString &environment);
    void rollBackThis(const QString &environment);
    void compareSelected();
    void compareWithTide(const QString &environment);
    void fillCompareMenu(QMenu &menu);
    void showHeadMenu(const QPoint &position);
    void jumpToTide();
    void revealFile();
    QStringList selectedFiles() const; ///< from top to bottom
    void copyName();
    void copyPath();

    Theme &m_theme;
    Services &m_services;
    WorkspaceController &m_workspace;
    TimelineController &m_timeline;
    RunController &m_run;

    TimelineModel *m_model;
    TimelineTable *m_table = nullptr;
    QLineEdit *m_filter = nullptr;
    QToolButton *m_sort = nullptr;
    QSplitter *m_splitter = nullptr;
    QStackedWidget *m_left = nullptr;
    QStackedWidget *m_right = nullptr;
    MigrationDetail *m_detail = nullptr;
    RunPanel *m_runPanel = nullptr;
    EmptyState *m_empty = nullptr;
    ErrorPanel *m_filesError = nullptr;
    QTimer m_detailTimer;
    std::shared_ptr<const TimelineSnapshot> m_shown; ///< that the pane on the right is about
    QString m_wanted;                                ///< an id to select as soon as it is there
    SourceLocation m_wantedLine;                     ///< to show of it then; line 0: none

    QAction *m_rehearseAction = nullptr;
    QAction *m_editAction = nullptr;
    QAction *m_newAction = nullptr;
    QAction *m_applyAction = nullptr;
    QAction *m_rollBackAction = nullptr;
    QAction *m_compareAction = nullptr;
    QAction *m_jumpAction = nullptr;
    QAction *m_refreshAction = nullptr;
    QAction *m_filterAction = nullptr;
    QAction *m_revealAction = nullptr;
    QAction *m_copyNameAction = nullptr;
    QAction *m_copyPathAction = nullptr;
};

} // namespace tidemark
