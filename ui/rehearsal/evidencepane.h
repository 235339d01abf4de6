// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/codeview.h"
#include "workbench/rehearsalcontroller.h"

#include <QScrollArea>

class QVBoxLayout;

namespace tidemark {

/// What is known of one migration: why the verdict is what it is, and the evidence for it. Without
/// a migration: what is to be said of the whole rehearsal.
class EvidencePane : public QScrollArea
{
    Q_OBJECT
public:
    EvidencePane(RehearsalController &controller, Theme &theme, SyntaxRepository &syntax,
                 QWidget *parent = nullptr);

    void showRow(const RehearsalRow &row);
    void showOverview();

Q_SIGNALS:
    void rerunWanted(const QString &id);
    /// Its scripts in full, at this line of the file; 0: from the start.
    void scriptsWanted(const QString &id, const QString &file, int line);

private:
    void begin();
    void finish();
    void addSection(const QString &title, QWidget *contents);
    void addText(const QString &title, const QString &text);
    void addHead(const RehearsalRow &row);
    void addReport(const MigrationReport &migration);
    void addErrors(const MigrationReport &migration);
    enum class Way { Down, Restore, CodeOnly };
    Way wayOf(const MigrationReport &migration) const;
    void addDifferences(const MigrationReport &migration);
    void addLostRows(const MigrationReport &migration);
    void addSentences(const MigrationReport &migration);
    void addStatements(const MigrationReport &migration);
    void addActions(const RehearsalRow &row);
    void scriptRead(const QString &file, const QString &text, const std::optional<Error> &error);

    RehearsalController &m_controller;
    Theme &m_theme;
    SyntaxRepository &m_syntax;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_layout = nullptr;
    std::shared_ptr<const MigrationReport> m_shown;
    struct WaitingScript
    {
        QString file;
        CodeView *view;
        CodeView::Mark mark;
    };
    std::vector<WaitingScript> m_scripts;
};

} // namespace tidemark
