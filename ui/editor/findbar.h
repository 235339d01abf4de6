// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QPointer>
#include <QRegularExpression>
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;
class QToolButton;

namespace tidemark {

class CodeEditor;

/// Looks for a text in an editor, and puts another one in its place. Enter goes on, Shift+Enter
/// back, Escape closes.
class FindBar : public QWidget
{
    Q_OBJECT
public:
    explicit FindBar(Theme &theme, QWidget *parent = nullptr);

    /// Opens it for that editor, with what is selected there.
    void open(CodeEditor *editor, bool replace);
    void setEditor(CodeEditor *editor);
    void close();

    QLineEdit *searchField() const { return m_search; }
    QLineEdit *replaceField() const { return m_replace; }
    QString summary() const; ///< "3 of 12"

public Q_SLOTS:
    void next();
    void previous();
    void replaceOne();
    void replaceAll();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QToolButton *makeToggle(const QString &text, const QString &tip, const QString &name);
    QRegularExpression pattern() const;
    void searchChanged();
    void count();

    QPointer<CodeEditor> m_editor; ///< its pane goes when its migration is closed
    QLineEdit *m_search;
    QLineEdit *m_replace;
    QLabel *m_summary;
    QToolButton *m_case;
    QToolButton *m_words;
    QToolButton *m_regex;
    QPushButton *m_replaceOne;
    QPushButton *m_replaceAll;
};

} // namespace tidemark
