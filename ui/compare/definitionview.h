// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/linediff.h"
#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QStackedWidget;

namespace tidemark {

class CodeView;
class SyntaxRepository;

/// Two definitions of one object beside each other, or in one text; what differs is marked by line
/// and by word.
class DefinitionView : public QWidget
{
    Q_OBJECT
public:
    DefinitionView(Theme &theme, SyntaxRepository &syntax, QWidget *parent = nullptr);

    /// Above the two: where they are from.
    void setHeads(const QString &before, const QString &after);
    /// `rows`: alignLines() of the two. An empty text: the object is not there. `language` as in
    /// CodeView::setScript().
    void setTexts(const QString &before, const QString &after, std::vector<AlignedLine> rows,
                  const QString &language);
    void setInline(bool inlined);
    /// What the keyboard reaches, from left to right.
    QList<QWidget *> inTabOrder() const;
    bool isInline() const;

    /// Runs of lines that differ, and which of them was gone to: -1 none.
    int differences() const { return int(m_hunks.size()); }
    int currentDifference() const { return m_current; }
    /// False when there is none further on: the next object's turn.
    bool goToNext();
    bool goToPrevious();
    void goToLast();

Q_SIGNALS:
    void differenceChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Side
    {
        QWidget *widget = nullptr;
        QLabel *head = nullptr;
        CodeView *code = nullptr;
    };
    Side makeSide(const QString &name);
    void fill();
    void fillSide(Side &side, const QStringList &lines, bool before);
    void fillInline(const QStringList &before, const QStringList &after);
    void findHunks();
    void goTo(int hunk);
    void showCurrent();
    bool isWhole() const; ///< one side has nothing: nothing is marked

    Theme &m_theme;
    SyntaxRepository &m_syntax;
    QStackedWidget *m_stack;
    Side m_before;
    Side m_after;
    Side m_both;
    QString m_beforeHead;
    QString m_afterHead;
    QString m_beforeText;
    QString m_afterText;
    QString m_language;
    std::vector<AlignedLine> m_rows;
    std::vector<int> m_inlineLines; ///< of each of m_rows its first line in the one text
    std::vector<int> m_hunks;       ///< first of m_rows
    int m_current = -1;
    bool m_filled[2] = {false, false}; ///< side by side, inline
};

} // namespace tidemark
