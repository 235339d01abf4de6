// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/comparescript.h"

#include <QWidget>

#include <vector>

class QMenu;
class QPushButton;
class QTabBar;
class QToolButton;

namespace tidemark {

class ChipLabel;
class CodeView;
class ElidedLabel;
class MigrationBar;
class SyntaxRepository;

/// The script that takes the one schema to the other, and the way back; what is dangerous in it as
/// chips, which mark the statements that they are about.
class ScriptPane : public QWidget
{
    Q_OBJECT
public:
    ScriptPane(CompareScript &script, Theme &theme, SyntaxRepository &syntax,
               QWidget *parent = nullptr);

    bool showsUp() const;
    void showUp(bool up);
    void copy();
    void chooseFile();
    void askForName();
    /// What the keyboard reaches, from the top to the bottom; chips come and go after the first.
    QList<QWidget *> inTabOrder() const;

Q_SIGNALS:
    void timelineWanted(const QString &id);
    void editorWanted(const QString &id);

private:
    QWidget *makeHead();
    void refresh();
    void refreshChips();
    void refreshProof();
    void showFailedStep();
    void say(const QString &note);
    void mark(Hazard hazard, bool on);
    void fillMore(QMenu &menu);
    /// nullptr until it is written.
    const DraftedWay *way() const;

    CompareScript &m_script;
    Theme &m_theme;
    QTabBar *m_ways = nullptr;
    QWidget *m_chipRow = nullptr;
    std::vector<std::pair<Hazard, ChipLabel *>> m_chips;
    ElidedLabel *m_note = nullptr;
    QString m_gaps;
    ChipLabel *m_proof = nullptr;
    QPushButton *m_prove = nullptr;
    QToolButton *m_copy = nullptr;
    QToolButton *m_save = nullptr;
    QToolButton *m_more = nullptr;
    MigrationBar *m_migration;
    CodeView *m_code;
    std::shared_ptr<const DraftedScripts> m_shown;
    bool m_shownUp = true;
};

} // namespace tidemark
