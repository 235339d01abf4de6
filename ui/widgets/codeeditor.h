// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/codeview.h"

#include <QRegularExpression>
#include <QTextCursor>

#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace tidemark {

/// A script that is written: what CodeView shows, and the current line, matching brackets, places
/// with something to say about them, and the keys that programmers expect. Ctrl+/ makes comments,
/// Tab and Shift+Tab indent, Enter keeps the indentation.
class CodeEditor : public CodeView
{
    Q_OBJECT
public:
    CodeEditor(Theme &theme, SyntaxRepository &syntax, QWidget *parent = nullptr);
    ~CodeEditor() override;

    /// Another document: nothing can be undone. Long texts come piece by piece, each of them short
    /// enough for a fluent window, and are not highlighted; loaded() follows when all is there.
    void loadText(const QString &text, const QString &language);
    bool isLoading() const { return !m_rest.isEmpty(); }
    /// The whole text, its lines ended by "\n"; nothing in it is changed, as toPlainText() would.
    QString fullText() const;
    /// Makes it this text by one edit, which can be undone and touches only what is different. Much
    /// new text is loaded instead, as by loadText(); while it loads it is done at the end.
    void changeTextTo(const QString &text);

    /// "--", "#", "//": what Ctrl+/ puts before lines.
    void setLineComment(const QString &comment) { m_comment = comment; }

    /// Something about a place, with a wavy line below it and a point in the margin. It moves with
    /// the text as people type.
    struct Remark
    {
        int line = 1; ///< of the document, from 1
        int column = 1;
        QString message;
        Colour colour = Colour::Caution;
    };
    void setRemarks(const std::vector<Remark> &remarks);
    /// Where each of them is now, line and column, in their order.
    std::vector<std::pair<int, int>> remarkPlaces() const;
    /// The cursor goes there, and the line into view.
    void goTo(int line, int column = 1);

    /// What is looked for is tinted wherever it stands; an invalid pattern or an empty one:
    /// nothing.
    void setSearch(const QRegularExpression &pattern);
    /// Selects the next one from the cursor on, from the other end when there is none.
    bool findNext(const QRegularExpression &pattern, bool backwards);

    void toggleComment();
    void indent();
    void outdent();

Q_SIGNALS:
    void loaded();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;
    QList<QTextEdit::ExtraSelection> selections() const override;
    std::optional<Colour> gutterMark(int block) const override;
    bool isCurrentLine(int block) const override;
    int gutterSpace() const override { return 28; }

private:
    struct Shown
    {
        QTextCursor place;
        QString message;
        Colour colour;
    };
    void loadPiece();
    void cursorMoved();
    void findBrackets();
    void newLine();
    void forEachSelectedLine(const std::function<void(QTextCursor &)> &change);
    QString remarkAt(const QPoint &position) const;
    void addSearchMarks(QList<QTextEdit::ExtraSelection> &list) const;

    QString m_rest;                  ///< of a text that is being loaded
    std::optional<QString> m_wanted; ///< what is to stand there when it has been loaded
    QString m_comment = QStringLiteral("--");
    QString m_indent = QStringLiteral("    ");
    std::vector<Shown> m_remarks;
    std::pair<int, int> m_brackets{-1, -1}; ///< positions
    QRegularExpression m_search;
    bool m_writable = true; ///< after it was loaded
};

} // namespace tidemark
