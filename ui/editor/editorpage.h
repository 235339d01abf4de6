// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/page.h"
#include "workbench/editorcontroller.h"

#include <map>

class QLabel;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTabBar;
class QToolButton;
class QVBoxLayout;

namespace tidemark {

class ChipLabel;
class CompletionPopup;
class DraftPane;
class EditorPanes;
class ElidedLabel;
class EmptyState;
class ErrorPanel;
class FindBar;
class FindingsPane;
class NewMigrationPanel;
class NoticeBar;
class TryChoiceButton;
class TryPane;
class SyntaxRepository;

/// Where migrations are written: up and down beside each other, below them what lint says, a draft
/// of the down, and what came of trying it.
class EditorPage : public Page
{
    Q_OBJECT
public:
    EditorPage(EditorController &controller, Theme &theme, SyntaxRepository &syntax,
               QWidget *parent = nullptr);
    ~EditorPage() override; ///< what was typed last is handed over

    static QString title() { return tr("Author"); }
    static QString name() { return QStringLiteral("author"); }
    std::vector<PaletteItem> paletteItems() override;
    void activated() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;
    /// {"open": id of a migration}, {"new": name or empty, "template": its id}
    void take(const QVariantMap &arguments) override;

    EditorPanes *panes() const; ///< of the migration that is shown; nullptr: none
    FindBar &findBar() { return *m_find; }

protected:
    bool event(QEvent *event) override;

private:
    /// What stands below the texts.
    enum Below { Findings, Draft, Try };

    QWidget *makeHead();
    QWidget *makeBelow();
    void makeShortcuts();
    void connectAll();
    void followDocuments();
    void followTabs();
    void followState();
    void followRecoverable();
    void followFindings();
    void showDocument();
    void attachCompletion(EditorPanes *panes, EditedMigration *migration);
    EditorPanes *panesOf(EditedMigration *migration);
    void showBelow(Below below);
    void save();
    void closeTab(int index);
    void askAboutClosing(EditedMigration *migration);
    void draft();
    void tryIt();
    void makeRoomBelow();
    void goTo(const SourceLocation &where);
    void showNotices(EditedMigration *migration);
    void openNew(const QString &name = {}, const QString &templateId = {});

    EditorController &m_controller;
    Theme &m_theme;
    SyntaxRepository &m_syntax;
    std::map<EditedMigration *, EditorPanes *> m_panes;
    EditedMigration *m_shown = nullptr;
    EditedMigration *m_closing = nullptr; ///< that is asked about
    bool m_closeSaved = false;            ///< the answer was to save it first

    ElidedLabel *m_title = nullptr;
    ChipLabel *m_chip = nullptr;
    QPushButton *m_new = nullptr;
    QPushButton *m_draft = nullptr;
    QPushButton *m_save = nullptr;
    TryChoiceButton *m_tryChoice = nullptr;
    QPushButton *m_tryIt = nullptr;
    QTabBar *m_tabs = nullptr;
    NewMigrationPanel *m_newPanel = nullptr;
    NoticeBar *m_recovered = nullptr;
    NoticeBar *m_notKept = nullptr;
    NoticeBar *m_outside = nullptr;
    NoticeBar *m_readOnly = nullptr;
    NoticeBar *m_asked = nullptr; ///< about closing
    ErrorPanel *m_error = nullptr;
    QWidget *m_errorBand = nullptr;
    QStackedWidget *m_texts = nullptr;
    QStackedWidget *m_body = nullptr;
    EmptyState *m_empty = nullptr;
    QWidget *m_work = nullptr;
    FindBar *m_find = nullptr;
    CompletionPopup *m_completion = nullptr;
    QSplitter *m_splitter = nullptr;
    QTabBar *m_belowTabs = nullptr;
    QStackedWidget *m_below = nullptr;
    FindingsPane *m_findings = nullptr;
    DraftPane *m_draftPane = nullptr;
    TryPane *m_tryPane = nullptr;
};

} // namespace tidemark
