// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/newmigrationpanel.h"

#include "widgets/controls.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

NewMigrationPanel::NewMigrationPanel(Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_name(new QLineEdit(this))
    , m_make(primaryButton(tr("Make it"), this))
    , m_error(new QLabel(this))
{
    setObjectName(u"newMigration"_s);
    setProperty("kind", u"bar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_name->setObjectName(u"newMigrationName"_s);
    m_name->setPlaceholderText(tr("What it does, in a few words: add_users"));
    m_name->setAccessibleName(tr("Name of the new migration"));
    m_make->setObjectName(u"makeMigration"_s);
    m_error->setObjectName(u"newMigrationError"_s);
    m_error->setProperty("kind", u"bad"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    QPushButton *cancel = plainButton(tr("Cancel"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(sectionLabel(theme, tr("New migration"), this));
    row->addSpacing(8);
    row->addWidget(m_name, 1);
    row->addWidget(m_make);
    row->addWidget(cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 8);
    layout->setSpacing(6);
    layout->addLayout(row);
    layout->addWidget(m_error);
    connect(m_make, &QPushButton::clicked, this, &NewMigrationPanel::accept);
    connect(m_name, &QLineEdit::returnPressed, this, &NewMigrationPanel::accept);
    connect(m_name, &QLineEdit::textChanged, this,
            [this](const QString &text) { m_make->setEnabled(!text.trimmed().isEmpty()); });
    connect(cancel, &QPushButton::clicked, this, &QWidget::hide);
    m_make->setEnabled(false);
    hide();
}

void NewMigrationPanel::open(const QString &name)
{
    setError(std::nullopt);
    m_name->setText(name);
    m_name->selectAll();
    show();
    m_name->setFocus();
}

void NewMigrationPanel::setError(const std::optional<Error> &error)
{
    m_error->setText(error ? error->summary +
                                 (error->detail.isEmpty() ? QString() : u": "_s + error->detail)
                           : QString());
    m_error->setVisible(error.has_value());
}

void NewMigrationPanel::setBusy(bool busy)
{
    m_make->setEnabled(!busy && !m_name->text().trimmed().isEmpty());
}

void NewMigrationPanel::accept()
{
    if (m_make->isEnabled())
        Q_EMIT wanted(m_name->text().trimmed());
}

void NewMigrationPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

} // namespace tidemark
