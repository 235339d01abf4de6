// SPDX-License-Identifier: GPL-3.0-or-later
#include "environments/passworddialog.h"

#include "widgets/controls.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

PasswordDialog::PasswordDialog(Theme &theme, const Environment &environment, bool keychain,
                               QWidget *parent)
    : QDialog(parent)
    , m_password(new QLineEdit(this))
    , m_remember(new QCheckBox(tr("Keep it in the keychain"), this))
{
    setObjectName(u"passwordDialog"_s);
    setWindowTitle(tr("Password"));
    m_password->setObjectName(u"password"_s);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setAccessibleName(tr("Password"));
    m_remember->setChecked(keychain);
    m_remember->setVisible(keychain);
    QPushButton *connectButton = primaryButton(tr("Connect"), this);
    connectButton->setObjectName(u"passwordAccept"_s);
    connectButton->setDefault(true);
    QPushButton *notNow = plainButton(tr("Not now"), this);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(notNow);
    buttons->addWidget(connectButton);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 18, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(titleLabel(theme, tr("%1 asks for a password").arg(environment.name), this));
    layout->addWidget(
        mutedLabel(environment.url.isEmpty() ? environment.service : environment.url, this));
    layout->addWidget(m_password);
    layout->addWidget(m_remember);
    if (!keychain)
        layout->addWidget(mutedLabel(
            tr("There is no keychain here: it is forgotten when the workbench ends."), this));
    layout->addSpacing(4);
    layout->addLayout(buttons);
    setMinimumWidth(420);
    connect(connectButton, &QPushButton::clicked, this, &QDialog::accept);
    connect(notNow, &QPushButton::clicked, this, &QDialog::reject);
    m_password->setFocus();
}

QString PasswordDialog::password() const
{
    return m_password->text();
}

bool PasswordDialog::remembered() const
{
    return m_remember->isChecked() && !m_remember->isHidden();
}

} // namespace tidemark
