// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPlainTextEdit>

#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace KSyntaxHighlighting {
class Repository;
class SyntaxHighlighter;
} // namespace KSyntaxHighlighting

namespace tidemark {

/// The definitions of all languages, loaded once per program (6 to 10 ms, on first use).
class SyntaxRepository
{
public:
    SyntaxRepository();
    ~SyntaxRepository();
    KSyntaxHighlighting::Repository &repository();

private:
    std::unique_ptr<KSyntaxHighlighting::Repository> m_repository;
};

/// Text of a script with line numbers and highlighting in the theme's colours. Read-only unless
/// told otherwise.
class CodeView : public QPlainTextEdit
{
    Q_OBJECT
public:
    CodeView(Theme &theme, SyntaxRepository &syntax, QWidget *parent = nullptr);
    ~CodeView() override;

    /// `language`: a file name ("up.sql", "x.yaml") or a definition's name ("SQL (PostgreSQL)").
    void setScript(const QString &text, const QString &language);

    /// The number of the text's first line: more than 1 for a part of a script.
    void setFirstLine(int line);
    int firstLine() const { return m_firstLine; }

    /// A line from 1 with a mark in the margin, its ground tinted, and the message below it in the
    /// line itself's colour; scrolls to it.
    struct Mark
    {
        int line = 0;
        int column = 0; ///< from 1; 0: the whole line
        QString message;
        Colour colour = Colour::Bad;
    };
    void setMarks(const std::vector<Mark> &marks);
    void showLine(int line);

    /// How a line of a comparison is shown, in the place of its number.
    struct Row
    {
        QString label;                               ///< in the margin
        std::optional<Colour> ground = std::nullopt; ///< tints the line
        /// Tinted stronger: column from 0, and length.
        std::vector<std::pair<int, int>> words = {};
        bool filler = false; ///< holds a place and is no line of the text: never copied
    };
    /// One for each line, until the next setScript(). Painted as they come into sight, so their
    /// number costs nothing.
    void setRows(std::vector<Row> rows);

    /// Grows with its text instead of scrolling, up to `lines` (0: no limit); off by default.
    void setFitsContents(bool fits, int lines = 0);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    int gutterWidth() const;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    QMimeData *createMimeDataFromSelection() const override;

    // ---- For the editor that is made of this.

    /// What is marked in the text: later ones lie over earlier ones.
    virtual QList<QTextEdit::ExtraSelection> selections() const;
    /// A point in the margin beside a line of the document, from 0.
    virtual std::optional<Colour> gutterMark(int /*block*/) const { return std::nullopt; }
    virtual int gutterSpace() const { return 20; } ///< beside the numbers
    virtual bool isCurrentLine(int /*block*/) const { return false; }
    void updateMarks();
    const Theme &theme() const { return m_theme; }

private:
    friend class CodeGutter;
    void paintGutter(QPaintEvent *event);
    void paintRows(const QRect &rect);
    const Row *rowOf(int blockNumber) const;
    QColor groundOf(const Row &row) const;
    void restyle();
    void fitGutter();

    Theme &m_theme;
    SyntaxRepository &m_syntax;
    KSyntaxHighlighting::SyntaxHighlighter *m_highlighter = nullptr;
    QWidget *m_gutter = nullptr;
    std::vector<Mark> m_marks;
    std::vector<Row> m_rows;
    int m_firstLine = 1;
    bool m_fits = false;
    int m_maxLines = 0;
};

} // namespace tidemark
