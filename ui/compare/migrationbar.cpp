// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/migrationbar.h"

#include "widgets/controls.h"
#include "widgets/elidedlabel.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tidemark {

using namespace Qt::StringLiterals;

MigrationBar::MigrationBar(CompareScript &script, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_script(script)
    , m_label(sectionLabel(theme, tr("New migration"), this))
    , m_name(new QLineEdit(this))
    , m_hint(new ElidedLabel(this))
    , m_make(primaryButton(tr("Write the files"), this))
    , m_show(plainButton(tr("Show in the timeline"), this))
    , m_close(plainButton(tr("Cancel"), this))
{
    setObjectName(u"migrationBar"_s);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 6, 12, 8);
    row->setSpacing(8);
    row->addWidget(m_label);
    m_name->setObjectName(u"migrationName"_s);
    m_name->setPlaceholderText(tr("what it does: orders_total_exact"));
    m_name->setAccessibleName(tr("Name of the migration"));
    m_name->setFixedWidth(260);
    row->addWidget(m_name);
    m_hint->setObjectName(u"migrationHint"_s);
    row->addWidget(m_hint, 1);
    m_make->setObjectName(u"migrationMake"_s);
    m_show->setObjectName(u"migrationShow"_s);
    m_close->setObjectName(u"migrationClose"_s);
    row->addWidget(m_make);
    row->addWidget(m_show);
    row->addWidget(m_close);
    connect(m_name, &QLineEdit::textChanged, this, &MigrationBar::refresh);
    connect(m_name, &QLineEdit::returnPressed, this, &MigrationBar::make);
    connect(m_make, &QPushButton::clicked, this, &MigrationBar::make);
    connect(m_show, &QPushButton::clicked, this, [this] { Q_EMIT timelineWanted(m_made); });
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    for (const auto signal : {&CompareScript::changed, &CompareScript::filesChanged})
        connect(&script, signal, this, &MigrationBar::refresh);
    connect(&script, &CompareScript::migrationsMade, this, &MigrationBar::told);
    connect(&script, &CompareScript::migrationFailed, this, &MigrationBar::failed);
    ask(true);
    hide();
}

void MigrationBar::ask(bool asking)
{
    m_label->setText(asking ? tr("New migration") : tr("Written"));
    m_name->setVisible(asking);
    m_make->setVisible(asking);
    m_show->setVisible(!asking);
    m_close->setText(asking ? tr("Cancel") : tr("Close"));
    setStyleProperty(m_hint, "kind", u"muted"_s);
    setStyleProperty(m_name, "invalid", false);
}

QList<QWidget *> MigrationBar::inTabOrder() const
{
    return {m_name, m_make, m_show, m_close};
}

void MigrationBar::open()
{
    ask(true);
    refresh();
    show();
    m_name->setFocus();
    m_name->selectAll();
}

void MigrationBar::refresh()
{
    const int count = m_script.migrationCount();
    const bool making = m_script.isMakingMigration();
    m_make->setEnabled(m_script.canMakeMigration() && !m_name->text().trimmed().isEmpty());
    m_make->setText(making ? tr("Being written…") : tr("Write the files"));
    m_name->setReadOnly(making);
    m_close->setEnabled(!making); // what is being written is written
    if (!m_name->isVisibleTo(this))
        return;
    setStyleProperty(m_hint, "kind", u"muted"_s);
    m_hint->setFullText(count > 1
                            ? tr("%1 migrations: not all of it can run in a transaction").arg(count)
                            : QString());
}

void MigrationBar::make()
{
    if (m_make->isEnabled())
        m_script.makeMigration(m_name->text());
}

void MigrationBar::told(const std::vector<WrittenMigration> &migrations)
{
    QStringList names;
    QStringList paths;
    for (const WrittenMigration &migration : migrations) {
        paths += migration.files;
        for (const QString &file : migration.files)
            names += QFileInfo(file).fileName();
    }
    m_made = migrations.empty() ? QString() : migrations.front().id;
    ask(false);
    m_hint->setFullText(names.join(u", "_s), paths.join(u'\n'));
    m_name->clear();
    show();
    m_show->setFocus();
    if (!m_made.isEmpty())
        Q_EMIT editorWanted(m_made);
}

void MigrationBar::failed(const Error &error)
{
    setStyleProperty(m_name, "invalid", true);
    setStyleProperty(m_hint, "kind", u"bad"_s);
    m_hint->setFullText(error.detail.isEmpty() ? error.summary
                                               : error.summary + u": "_s + error.detail,
                        error.toString());
    show();
}

void MigrationBar::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_close->isEnabled())
        hide();
    else
        QWidget::keyPressEvent(event);
}

} // namespace tidemark
