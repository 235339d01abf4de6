// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workspace/workspace.h"

#include <QDialog>

class QCheckBox;
class QLineEdit;

namespace tidemark {

/// Asks for the password that a server wants and nobody has told yet. Shown with open(): it holds
/// up no other environment. Accepted: password(), and whether it is to be remembered().
class PasswordDialog : public QDialog
{
    Q_OBJECT
public:
    PasswordDialog(Theme &theme, const Environment &environment, bool keychain,
                   QWidget *parent = nullptr);

    QString password() const;
    bool remembered() const;

private:
    QLineEdit *m_password;
    QCheckBox *m_remember;
};

} // namespace tidemark
