// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/downdrafting.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tidemark {

class ChipLabel;
class CodeView;
class ErrorPanel;
class SyntaxRepository;

/// A drafted down, to be taken or refused: the script, whether its rehearsal was good, and what
/// nothing brings back.
class DraftPane : public QWidget
{
    Q_OBJECT
public:
    DraftPane(Theme &theme, SyntaxRepository &syntax, QWidget *parent = nullptr);

    void setDrafting(DownDrafting *drafting);

private:
    QWidget *makeWords();
    void follow();
    void showProposal(const DownProposal &proposal);
    void addWords(const QString &title, const QStringList &lines, const QStringList &below = {});
    QString progressText() const;

    Theme &m_theme;
    DownDrafting *m_drafting = nullptr;
    ChipLabel *m_chip = nullptr;
    QLabel *m_sentence = nullptr;
    QPushButton *m_take = nullptr;
    QPushButton *m_refuse = nullptr;
    QPushButton *m_stop = nullptr;
    QVBoxLayout *m_words = nullptr;
    QWidget *m_wordsWidget = nullptr;
    CodeView *m_script = nullptr;
    ErrorPanel *m_error = nullptr;
    const DownDraft *m_shown = nullptr;
    bool m_outdated = false; ///< as it is shown
};

} // namespace tidemark
