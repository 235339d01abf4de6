// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/findbar.h"

#include "widgets/codeeditor.h"
#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// Counting is for texts that people read.
constexpr qsizetype mostCounted = 2'000'000;

/// With `groups`, \1 in the new text is what the first group found.
QString newText(const QRegularExpressionMatch &match, const QString &with, bool groups)
{
    if (!groups)
        return with;
    QString text;
    for (qsizetype i = 0; i < with.size(); ++i) {
        const bool group = with[i] == u'\\' && i + 1 < with.size() && with[i + 1].isDigit();
        text += group ? match.captured(with[++i].digitValue()) : with.mid(i, 1);
    }
    return text;
}

} // namespace

FindBar::FindBar(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_search(tidemark::searchField(theme, tr("Find"), this))
    , m_replace(new QLineEdit(this))
    , m_summary(new QLabel(this))
    , m_case(makeToggle(u"Aa"_s, tr("Upper and lower case matter"), u"findCase"_s))
    , m_words(makeToggle(u"ab|"_s, tr("Whole words"), u"findWords"_s))
    , m_regex(makeToggle(u".*"_s, tr("Regular expression"), u"findRegex"_s))
    , m_replaceOne(plainButton(tr("Replace"), this))
    , m_replaceAll(plainButton(tr("All"), this))
{
    setProperty("kind", u"bar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_search->setObjectName(u"findText"_s);
    m_search->setMinimumWidth(180);
    m_replace->setObjectName(u"replaceText"_s);
    m_replace->setPlaceholderText(tr("Replace with"));
    m_replace->setAccessibleName(tr("Replace with"));
    m_replaceOne->setObjectName(u"replaceOne"_s);
    m_replaceAll->setObjectName(u"replaceAll"_s);
    m_replaceAll->setAccessibleName(tr("Replace all"));
    m_summary->setProperty("kind", u"muted"_s);
    m_summary->setMinimumWidth(70);
    m_search->installEventFilter(this);
    auto *previous = iconButton(theme, u"arrow-up"_s, tr("Previous (Shift+Enter)"), this);
    auto *next = iconButton(theme, u"arrow-down"_s, tr("Next (Enter)"), this);
    auto *close = iconButton(theme, u"close"_s, tr("Close (Escape)"), this);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 6);
    layout->setSpacing(6);
    layout->addWidget(m_search, 3);
    for (QWidget *widget : {static_cast<QWidget *>(m_case), static_cast<QWidget *>(m_words),
                            static_cast<QWidget *>(m_regex), static_cast<QWidget *>(m_summary),
                            static_cast<QWidget *>(previous), static_cast<QWidget *>(next)})
        layout->addWidget(widget);
    layout->addSpacing(8);
    layout->addWidget(m_replace, 2);
    layout->addWidget(m_replaceOne);
    layout->addWidget(m_replaceAll);
    layout->addStretch(1);
    layout->addWidget(close);
    connect(m_search, &QLineEdit::textChanged, this, &FindBar::searchChanged);
    connect(previous, &QToolButton::clicked, this, &FindBar::previous);
    connect(next, &QToolButton::clicked, this, &FindBar::next);
    connect(close, &QToolButton::clicked, this, &FindBar::close);
    connect(m_replaceOne, &QPushButton::clicked, this, &FindBar::replaceOne);
    connect(m_replaceAll, &QPushButton::clicked, this, &FindBar::replaceAll);
    hide();
}

QToolButton *FindBar::makeToggle(const QString &text, const QString &tip, const QString &name)
{
    auto *made = new QToolButton(this);
    made->setProperty("kind", u"icon"_s);
    made->setText(text);
    made->setToolTip(tip);
    made->setAccessibleName(tip);
    made->setObjectName(name);
    made->setCheckable(true);
    made->setFocusPolicy(Qt::StrongFocus);
    connect(made, &QToolButton::toggled, this, &FindBar::searchChanged);
    return made;
}

void FindBar::open(CodeEditor *editor, bool replace)
{
    setEditor(editor);
    const QString selected = editor ? editor->textCursor().selectedText() : QString();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator))
        m_search->setText(m_regex->isChecked() ? QRegularExpression::escape(selected) : selected);
    show();
    m_search->selectAll();
    (replace && !m_search->text().isEmpty() ? m_replace : m_search)->setFocus();
    searchChanged();
}

void FindBar::setEditor(CodeEditor *editor)
{
    if (m_editor && m_editor != editor)
        m_editor->setSearch({});
    m_editor = editor;
    const bool writable = editor && !editor->isReadOnly();
    for (QWidget *widget : {static_cast<QWidget *>(m_replace), static_cast<QWidget *>(m_replaceOne),
                            static_cast<QWidget *>(m_replaceAll)})
        widget->setEnabled(writable);
    if (isVisible())
        searchChanged();
}

void FindBar::close()
{
    hide();
    if (!m_editor)
        return;
    m_editor->setSearch({});
    m_editor->setFocus();
}

QRegularExpression FindBar::pattern() const
{
    QString text = m_search->text();
    if (!m_regex->isChecked())
        text = QRegularExpression::escape(text);
    if (m_words->isChecked() && !text.isEmpty())
        text = u"\\b(?:"_s + text + u")\\b"_s;
    return QRegularExpression(text, m_case->isChecked()
                                        ? QRegularExpression::NoPatternOption
                                        : QRegularExpression::CaseInsensitiveOption);
}

void FindBar::searchChanged()
{
    if (!m_editor)
        return;
    const QRegularExpression wanted = pattern();
    setStyleProperty(m_search, "invalid", !wanted.isValid());
    m_editor->setSearch(wanted);
    // What is selected may still fit.
    QTextCursor cursor = m_editor->textCursor();
    cursor.setPosition(cursor.selectionStart());
    if (!m_search->text().isEmpty() && wanted.isValid()) {
        m_editor->setTextCursor(cursor);
        m_editor->findNext(wanted, false);
    }
    count();
}

void FindBar::count()
{
    const QRegularExpression wanted = pattern();
    m_summary->setText({});
    if (!m_editor || m_search->text().isEmpty() || !wanted.isValid())
        return;
    if (m_editor->document()->characterCount() > mostCounted)
        return;
    const QString text = m_editor->fullText();
    const int selected = m_editor->textCursor().selectionStart();
    int total = 0;
    int current = 0;
    for (auto matches = wanted.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        ++total;
        if (match.capturedStart() == selected && m_editor->textCursor().hasSelection())
            current = total;
    }
    m_summary->setText(total == 0     ? tr("nothing found")
                       : current == 0 ? tr("%L1 found").arg(total)
                                      : tr("%L1 of %L2").arg(current).arg(total));
}

QString FindBar::summary() const
{
    return m_summary->text();
}

void FindBar::next()
{
    if (m_editor)
        m_editor->findNext(pattern(), false);
    count();
}

void FindBar::previous()
{
    if (m_editor)
        m_editor->findNext(pattern(), true);
    count();
}

void FindBar::replaceOne()
{
    if (!m_editor || m_editor->isReadOnly())
        return;
    QTextCursor cursor = m_editor->textCursor();
    const QRegularExpressionMatch match = pattern().match(cursor.selectedText());
    if (cursor.hasSelection() && match.hasMatch() &&
        match.capturedLength() == cursor.selectedText().size()) {
        cursor.insertText(newText(match, m_replace->text(), m_regex->isChecked()));
        m_editor->setTextCursor(cursor);
    }
    next();
}

void FindBar::replaceAll()
{
    if (!m_editor || m_editor->isReadOnly() || m_search->text().isEmpty() || !pattern().isValid())
        return;
    const QString old = m_editor->fullText();
    QString text;
    int replaced = 0;
    qsizetype from = 0;
    for (auto matches = pattern().globalMatch(old); matches.hasNext(); ++replaced) {
        const QRegularExpressionMatch match = matches.next();
        text += QStringView(old).mid(from, match.capturedStart() - from);
        text += newText(match, m_replace->text(), m_regex->isChecked());
        from = match.capturedEnd();
    }
    text += QStringView(old).mid(from);
    m_editor->changeTextTo(text);
    count();
    m_summary->setText(tr("%L1 replaced").arg(replaced));
}

/// A field to filter with clears itself by Escape; here it is the way back to the text.
bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    const bool pressed = event->type() == QEvent::KeyPress;
    if ((pressed || event->type() == QEvent::ShortcutOverride) &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        event->accept();
        if (pressed)
            close();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    const bool enters = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (event->key() == Qt::Key_Escape) {
        close();
    } else if (enters && m_replace->hasFocus()) {
        replaceOne();
    } else if (enters) {
        event->modifiers() & Qt::ShiftModifier ? previous() : next();
    } else {
        QWidget::keyPressEvent(event);
    }
}

} // namespace tidemark
