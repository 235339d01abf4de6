// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/environmentfields.h"
#include "workspace/connectiontest.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace tidemark {

class EnvironmentsController;
class ErrorPanel;
class WorkspaceController;

/// The environments of the workspace: the list at the left, the chosen one as a form at the right.
/// Shown with open(); nothing is written before "Save".
class EnvironmentDialog : public QDialog
{
    Q_OBJECT
public:
    EnvironmentDialog(Theme &theme, EnvironmentsController &environments,
                      WorkspaceController &workspaces, bool keychain, QWidget *parent = nullptr);

    /// Which one is looked at first; empty: a new one.
    void choose(const QString &name);

private:
    QWidget *makeList();
    QWidget *makeForm();
    void addField(QFormLayout &form, QWidget *field, const QString &label,
                  std::initializer_list<EnvironmentFields::Kind> kinds);
    void fillList();
    void showChosen();
    void showKind();
    void testConnection();
    void showFacts(const ConnectionFacts &facts);
    void showError(const Error &error);
    void forgetAnswer();
    void save();
    void removeChosen();
    EnvironmentFields::Kind kind() const;
    EnvironmentFields fields() const;
    Environment wanted() const;

    Theme &m_theme;
    EnvironmentsController &m_environments;
    WorkspaceController &m_workspaces;
    QString m_name; ///< of the one that is changed; empty: a new one
    Environment m_original;
    QFormLayout *m_form = nullptr;
    std::vector<std::pair<QWidget *, QList<EnvironmentFields::Kind>>> m_fieldKinds;
    QListWidget *m_list = nullptr;
    QLineEdit *m_nameField = nullptr;
    QComboBox *m_role = nullptr;
    QComboBox *m_kind = nullptr;
    QLineEdit *m_host = nullptr;
    QLineEdit *m_port = nullptr;
    QLineEdit *m_user = nullptr;
    QLineEdit *m_database = nullptr;
    QComboBox *m_sslMode = nullptr;
    QLineEdit *m_rootCertificate = nullptr;
    QLineEdit *m_url = nullptr;
    QLineEdit *m_service = nullptr;
    QLineEdit *m_variable = nullptr;
    QLineEdit *m_file = nullptr;
    QCheckBox *m_foreignKeys = nullptr;
    QLineEdit *m_ssh = nullptr;
    QLineEdit *m_password = nullptr;
    QCheckBox *m_remember = nullptr;
    QLabel *m_answer = nullptr;
    ErrorPanel *m_error = nullptr;
    QPushButton *m_test = nullptr;
    QPushButton *m_remove = nullptr;
    QPushButton *m_save = nullptr;
};

/// "Connected to shop on PostgreSQL 15.20 over TLSv1.3. The history table of dbmate is there, with
/// 12 migrations."
QString factsText(const ConnectionFacts &facts);

} // namespace tidemark
