// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/migrationsmenu.h"

#include "widgets/controls.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QWidgetAction>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostListed = 12; ///< without scrolling; the field finds the others
constexpr int fieldWidth = 300;

} // namespace

MigrationsMenu::MigrationsMenu(const QString &title, Theme &theme, QWidget *parent)
    : QMenu(title, parent)
{
    auto *around = new QWidget(this);
    auto *column = new QVBoxLayout(around);
    column->setContentsMargins(12, 6, 12, 6);
    m_field = searchField(theme, tr("Find a migration"), around);
    m_field->setObjectName(u"migrationsField"_s);
    m_field->setMinimumWidth(fieldWidth);
    column->addWidget(m_field);
    auto *action = new QWidgetAction(this);
    action->setDefaultWidget(around);
    m_fieldAction = action;
    addAction(action);
    connect(m_field, &QLineEdit::textChanged, this, &MigrationsMenu::list);
    connect(m_field, &QLineEdit::returnPressed, this, &MigrationsMenu::chooseFirst);
    connect(this, &QMenu::aboutToShow, m_field, &QLineEdit::clear);
    setMigrations({});
}

void MigrationsMenu::setMigrations(const QStringList &ids, const QString &current)
{
    m_ids = ids;
    m_current = current;
    menuAction()->setEnabled(!ids.isEmpty());
    list();
}

QAction *MigrationsMenu::add(const QString &text, const QString &source)
{
    QAction *action = addAction(literalText(text));
    action->setData(source);
    if (!m_current.isEmpty()) {
        action->setCheckable(true);
        action->setChecked(source == m_current);
    }
    connect(action, &QAction::triggered, this, [this, source] { Q_EMIT chosen(source); });
    m_listed += action;
    return action;
}

/// Those that fit what is typed.
void MigrationsMenu::list()
{
    qDeleteAll(m_listed);
    m_listed.clear();
    const QStringList found = m_ids.filter(m_field->text().trimmed(), Qt::CaseInsensitive);
    for (const QString &id : found.mid(0, mostListed))
        add(id, u'@' + id);
    if (const qsizetype more = found.size() - mostListed; more > 0) {
        m_listed += addAction(tr("and %1 more").arg(more));
        m_listed.back()->setEnabled(false);
    }
    if (found.isEmpty()) {
        m_listed += addAction(tr("none is called so"));
        m_listed.back()->setEnabled(false);
    }
    m_listed += addSeparator();
    add(tr("before the first: nothing"), u"@0"_s);
}

void MigrationsMenu::chooseFirst()
{
    if (m_field->text().trimmed().isEmpty() || !m_listed.front()->isEnabled())
        return;
    const QString source = m_listed.front()->data().toString();
    // It is a submenu: those that it belongs to go as well.
    for (QMenu *open = this; open; open = qobject_cast<QMenu *>(open->parentWidget()))
        open->close();
    Q_EMIT chosen(source);
}

/// Who types looks for one by its name.
void MigrationsMenu::keyPressEvent(QKeyEvent *event)
{
    const QString text = event->text();
    if (text.isEmpty() || !text.front().isPrint() || text.front().isSpace()) {
        QMenu::keyPressEvent(event);
        return;
    }
    setActiveAction(m_fieldAction);
    m_field->setFocus();
    m_field->insert(text);
}

} // namespace tidemark
