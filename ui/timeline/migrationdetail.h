// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/timelinesnapshot.h"

#include <QScrollArea>

#include <memory>
#include <vector>

class QBoxLayout;
class QGridLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace tidemark {

class ElidedLabel;

class ChipLabel;
class CodeView;
class ErrorPanel;
class SyntaxRepository;

/// Everything about the selected migration: what it is, its scripts, what the last rehearsal found,
/// where and when it was applied, who wrote it. Shows; what its buttons do is the page's business.
class MigrationDetail : public QScrollArea
{
    Q_OBJECT
public:
    MigrationDetail(Theme &theme, SyntaxRepository &syntax, QWidget *parent = nullptr);

    /// The row of the snapshot. Scripts that are shown already are left alone, scrolled as they
    /// are.
    void show(const TimelineSnapshot &snapshot, int row, const QString &environment,
              const QDateTime &now);
    /// Brings this line of a script's file into sight, and the keyboard there. Nothing where the
    /// migration has no such line.
    void showLine(const QString &file, int line);
    /// Several are selected.
    void showMany(int count);

    QPushButton *rehearseButton() const { return m_rehearse; }
    QPushButton *applyButton() const { return m_apply; }
    QPushButton *rollBackButton() const { return m_rollBack; }
    QToolButton *moreButton() const { return m_more; }

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeScripts();
    QWidget *makeFacts();
    void showScripts(const TimelineSnapshot &snapshot, int row);
    void scrollTo(CodeView *view);
    void showVerdict(const TimelineEntry &entry, const QDateTime &now);
    void showLocks(const LastVerdict &verdict);
    void showHistory(const TimelineSnapshot &snapshot, int row, const QDateTime &now);
    void showOrigin(const TimelineSnapshot &snapshot, int row, const QDateTime &now);
    void showLint(const TimelineSnapshot &snapshot, int row);
    void showFindings(const TimelineSnapshot &snapshot, int row);
    void arrangeScripts();

    Theme &m_theme;
    SyntaxRepository &m_syntax;

    ElidedLabel *m_title = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_rehearse = nullptr;
    QPushButton *m_apply = nullptr;
    QPushButton *m_rollBack = nullptr;
    QToolButton *m_more = nullptr;

    QWidget *m_scripts = nullptr;
    QBoxLayout *m_scriptsLayout = nullptr;
    CodeView *m_up = nullptr;
    CodeView *m_down = nullptr;
    QLabel *m_downNote = nullptr;
    QString m_upText;
    QString m_downText;
    /// A script in one of the two views: its lines there and in its file.
    struct Place
    {
        CodeView *view = nullptr;
        QString file;
        int firstLine = 1; ///< in the file
        int lines = 0;
        int at = 1; ///< of its first line in the view
    };
    std::vector<Place> m_places;

    QWidget *m_facts = nullptr;
    QWidget *m_verdictPart = nullptr;
    ChipLabel *m_verdictChip = nullptr;
    QLabel *m_verdictWhen = nullptr;
    QLabel *m_verdictReason = nullptr;
    QWidget *m_locks = nullptr;
    QGridLayout *m_locksGrid = nullptr;
    QWidget *m_findings = nullptr;
    QLabel *m_findingsText = nullptr;
    QWidget *m_lint = nullptr;
    QLabel *m_lintText = nullptr;
    std::vector<SourceLocation> m_lintPlaces; ///< what the links of m_lintText lead to
    QWidget *m_history = nullptr;
    QGridLayout *m_historyGrid = nullptr;
    QLabel *m_origin = nullptr;
    QWidget *m_originPart = nullptr;
};

} // namespace tidemark
