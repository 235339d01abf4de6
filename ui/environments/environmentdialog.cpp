// SPDX-License-Identifier: GPL-3.0-or-later
#include "environments/environmentdialog.h"

#include "widgets/controls.h"
#include "widgets/errorpanel.h"
#include "workbench/environmentscontroller.h"
#include "workbench/workspacecontroller.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QPixmap>
#include <QPushButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using Kind = EnvironmentFields::Kind;

constexpr int nameRole = Qt::UserRole;

Colour colourOfRole(EnvironmentRole role)
{
    switch (role) {
    case EnvironmentRole::Local:
        return Colour::Good;
    case EnvironmentRole::Staging:
        return Colour::Caution;
    case EnvironmentRole::Production:
        break;
    }
    return Colour::Bad;
}

QIcon dot(const Theme &theme, EnvironmentRole role)
{
    QPixmap pixmap(32, 32);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.colour(colourOfRole(role)));
    painter.drawEllipse(8, 8, 16, 16);
    QIcon icon(pixmap);
    icon.addPixmap(pixmap, QIcon::Selected); // not tinted
    return icon;
}

QLineEdit *field(const char16_t *name, const QString &placeholder, QWidget *parent)
{
    auto *made = new QLineEdit(parent);
    made->setObjectName(QString::fromUtf16(name));
    made->setPlaceholderText(placeholder);
    return made;
}

} // namespace

QString factsText(const ConnectionFacts &facts)
{
    const auto tr = [](const char *text) { return EnvironmentDialog::tr(text); };
    QString text = tr("Connected to %1 on %2").arg(facts.database, facts.server);
    if (facts.isServer)
        text += facts.encrypted ? tr(" over %1").arg(facts.tls) : tr(", without TLS");
    if (facts.tunnelled)
        text += tr(", through the SSH tunnel");
    text += u". "_s;
    if (facts.convention.isEmpty())
        text += tr("Whose migrations they are cannot be told from the folder.");
    else if (!facts.history)
        text += tr("There is no history table of %1 yet.").arg(facts.convention);
    else
        text +=
            facts.applied == 1
                ? tr("The history table of %1 is there, with one migration.").arg(facts.convention)
                : tr("The history table of %1 is there, with %2 migrations.")
                      .arg(facts.convention)
                      .arg(facts.applied);
    return text;
}

EnvironmentDialog::EnvironmentDialog(Theme &theme, EnvironmentsController &environments,
                                     WorkspaceController &workspaces, bool keychain,
                                     QWidget *parent)
    : QDialog(parent)
    , m_theme(theme)
    , m_environments(environments)
    , m_workspaces(workspaces)
{
    setObjectName(u"environmentDialog"_s);
    setWindowTitle(tr("Environments"));
    resize(820, 620);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeList());
    layout->addWidget(verticalLine(this));
    layout->addWidget(makeForm(), 1);
    m_remember->setText(keychain ? tr("Keep it in the keychain")
                                 : tr("Keep it until the workbench is closed"));
    m_remember->setChecked(true);
    m_remember->setEnabled(keychain);
    connect(&environments, &EnvironmentsController::tested, this, &EnvironmentDialog::showFacts);
    connect(&environments, &EnvironmentsController::testFailed, this,
            &EnvironmentDialog::showError);
    connect(&environments, &EnvironmentsController::testingChanged, this, [this] {
        m_test->setText(m_environments.isTesting() ? tr("Stop") : tr("Test connection"));
        if (m_environments.isTesting())
            m_answer->setText(tr("connecting…"));
    });
    connect(this, &QDialog::finished, &environments, &EnvironmentsController::stopTest);
    if (const auto begun = environments.begin(); !begun)
        showError(begun.error());
    fillList();
    choose(workspaces.currentEnvironment());
}

QWidget *EnvironmentDialog::makeList()
{
    auto *side = new QWidget(this);
    side->setProperty("kind", u"pane"_s);
    side->setAttribute(Qt::WA_StyledBackground);
    side->setFixedWidth(220);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(12, 16, 12, 12);
    layout->setSpacing(8);
    layout->addWidget(sectionLabel(m_theme, tr("Environments"), side));
    m_list = new QListWidget(side);
    m_list->setObjectName(u"environmentList"_s);
    m_list->setAccessibleName(tr("Environments"));
    const auto restyle = [this] {
        m_list->setStyleSheet(
            u"QListWidget::item { padding: 4px; border: none; }"
            "QListWidget::item:selected { background: %1; color: %2; }"_s.arg(
                m_theme.colour(Colour::Selection).name(), m_theme.colour(Colour::Text).name()));
    };
    restyle();
    connect(&m_theme, &Theme::changed, m_list, restyle);
    layout->addWidget(m_list, 1);
    QPushButton *add = plainButton(tr("Add"), side);
    add->setObjectName(u"environmentAdd"_s);
    m_remove = dangerButton(tr("Remove"), side);
    m_remove->setObjectName(u"environmentRemove"_s);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentItemChanged, this, &EnvironmentDialog::showChosen);
    connect(add, &QPushButton::clicked, this, [this] { choose({}); });
    connect(m_remove, &QPushButton::clicked, this, &EnvironmentDialog::removeChosen);
    return side;
}

void EnvironmentDialog::addField(QFormLayout &form, QWidget *widget, const QString &label,
                                 std::initializer_list<Kind> kinds)
{
    widget->setAccessibleName(label);
    form.addRow(label, widget);
    m_fieldKinds.emplace_back(widget, QList<Kind>(kinds));
}

QWidget *EnvironmentDialog::makeForm()
{
    auto *side = new QWidget(this);
    auto *layout = new QVBoxLayout(side);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(12);
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(16);
    m_form->setVerticalSpacing(8);
    m_form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    const auto all = {Kind::Server, Kind::Url, Kind::Service, Kind::Variable, Kind::File};
    const auto remote = {Kind::Server, Kind::Url, Kind::Variable};

    m_nameField = field(u"environmentName", tr("staging"), side);
    addField(*m_form, m_nameField, tr("Name"), all);
    m_role = new QComboBox(side);
    m_role->setObjectName(u"environmentRole"_s);
    for (const auto role :
         {EnvironmentRole::Local, EnvironmentRole::Staging, EnvironmentRole::Production})
        m_role->addItem(dot(m_theme, role), environmentRoleName(role), int(role));
    addField(*m_form, m_role, tr("Role"), all);
    m_kind = new QComboBox(side);
    m_kind->setObjectName(u"environmentKind"_s);
    m_kind->addItem(tr("PostgreSQL server"), int(Kind::Server));
    m_kind->addItem(tr("PostgreSQL, by its URL"), int(Kind::Url));
    m_kind->addItem(tr("PostgreSQL, a service of pg_service.conf"), int(Kind::Service));
    m_kind->addItem(tr("The URL in a variable"), int(Kind::Variable));
    m_kind->addItem(tr("SQLite file"), int(Kind::File));
    addField(*m_form, m_kind, tr("Database is"), all);

    m_host = field(u"environmentHost", u"db.example.org"_s, side);
    addField(*m_form, m_host, tr("Host"), {Kind::Server});
    m_port = field(u"environmentPort", u"5432"_s, side);
    addField(*m_form, m_port, tr("Port"), {Kind::Server});
    m_user = field(u"environmentUser", tr("your login name"), side);
    addField(*m_form, m_user, tr("User"), {Kind::Server});
    m_database = field(u"environmentDatabase", tr("the user's name"), side);
    addField(*m_form, m_database, tr("Database"), {Kind::Server});
    m_sslMode = new QComboBox(side);
    m_sslMode->setObjectName(u"environmentTls"_s);
    m_sslMode->addItem(tr("if the server offers it"), QString());
    m_sslMode->addItem(tr("required"), u"require"_s);
    m_sslMode->addItem(tr("required, certificate checked"), u"verify-ca"_s);
    m_sslMode->addItem(tr("required, certificate and name checked"), u"verify-full"_s);
    m_sslMode->addItem(tr("never"), u"disable"_s);
    addField(*m_form, m_sslMode, tr("TLS"), {Kind::Server});
    m_rootCertificate = field(u"environmentCertificate", u"~/.postgresql/root.crt"_s, side);
    addField(*m_form, m_rootCertificate, tr("Root certificate"), {Kind::Server});

    m_url = field(u"environmentUrl", u"postgresql://user@host:5432/database"_s, side);
    addField(*m_form, m_url, tr("URL"), {Kind::Url});
    m_service = field(u"environmentService", u"shop"_s, side);
    addField(*m_form, m_service, tr("Service"), {Kind::Service});
    m_variable = field(u"environmentVariable", u"DATABASE_URL"_s, side);
    addField(*m_form, m_variable, tr("Variable"), {Kind::Variable});
    m_file = field(u"environmentFile", u"shop.db"_s, side);
    addField(*m_form, m_file, tr("File"), {Kind::File});
    m_foreignKeys = new QCheckBox(tr("Foreign keys are enforced"), side);
    m_foreignKeys->setObjectName(u"environmentForeignKeys"_s);
    addField(*m_form, m_foreignKeys, QString(), {Kind::File});

    m_password = field(u"environmentPassword", tr("only where the server asks for one"), side);
    m_password->setEchoMode(QLineEdit::Password);
    addField(*m_form, m_password, tr("Password"), {Kind::Server, Kind::Url, Kind::Service});
    m_remember = new QCheckBox(side);
    m_remember->setObjectName(u"environmentRemember"_s);
    addField(*m_form, m_remember, QString(), {Kind::Server, Kind::Url, Kind::Service});
    m_ssh = field(u"environmentSsh", tr("user@host:port, or nothing"), side);
    addField(*m_form, m_ssh, tr("SSH tunnel"), remote);
    layout->addLayout(m_form);

    m_answer = mutedLabel({}, side);
    m_answer->setObjectName(u"environmentAnswer"_s);
    m_answer->setTextFormat(Qt::PlainText);
    m_error = new ErrorPanel(m_theme, side);
    m_error->setObjectName(u"environmentError"_s);
    m_error->hide();
    layout->addWidget(m_answer);
    layout->addWidget(m_error);
    layout->addStretch();

    m_test = plainButton(tr("Test connection"), side);
    m_test->setObjectName(u"environmentTest"_s);
    m_save = primaryButton(tr("Save"), side);
    m_save->setObjectName(u"environmentSave"_s);
    m_save->setDefault(true);
    QPushButton *close = plainButton(tr("Close"), side);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_test);
    buttons->addStretch();
    buttons->addWidget(close);
    buttons->addWidget(m_save);
    layout->addLayout(buttons);
    connect(m_kind, &QComboBox::currentIndexChanged, this, &EnvironmentDialog::showKind);
    connect(m_test, &QPushButton::clicked, this, &EnvironmentDialog::testConnection);
    connect(m_save, &QPushButton::clicked, this, &EnvironmentDialog::save);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    return side;
}

void EnvironmentDialog::fillList()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    const auto workspace = m_workspaces.workspace();
    if (!workspace)
        return;
    for (const Environment &environment : workspace->environments) {
        auto *item = new QListWidgetItem(dot(m_theme, environment.role), environment.name, m_list);
        item->setData(nameRole, environment.name);
        item->setSizeHint({0, 32});
    }
}

void EnvironmentDialog::choose(const QString &name)
{
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(nameRole).toString() == name) {
            m_list->setCurrentRow(row);
            showChosen();
            return;
        }
    }
    m_list->setCurrentRow(-1);
    showChosen();
    m_nameField->setFocus();
}

void EnvironmentDialog::showChosen()
{
    const QListWidgetItem *item = m_list->currentItem();
    const auto workspace = m_workspaces.workspace();
    const Environment *known =
        item && workspace ? workspace->findEnvironment(item->data(nameRole).toString()) : nullptr;
    m_original = known ? *known : Environment();
    m_name = m_original.name;
    m_remove->setEnabled(known);
    m_save->setText(known ? tr("Save") : tr("Add"));
    const EnvironmentFields shown = fieldsOf(m_original);
    m_nameField->setText(m_original.name);
    m_role->setCurrentIndex(m_role->findData(int(m_original.role)));
    m_kind->setCurrentIndex(m_kind->findData(int(shown.kind)));
    m_host->setText(shown.host);
    m_port->setText(shown.port);
    m_user->setText(shown.user);
    m_database->setText(shown.database);
    if (m_sslMode->findData(shown.sslMode) < 0)
        m_sslMode->addItem(shown.sslMode, shown.sslMode);
    m_sslMode->setCurrentIndex(m_sslMode->findData(shown.sslMode));
    m_rootCertificate->setText(shown.rootCertificate);
    m_url->setText(shown.url);
    m_service->setText(shown.service);
    m_variable->setText(shown.variable);
    m_file->setText(shown.file);
    m_foreignKeys->setChecked(shown.foreignKeys);
    m_ssh->setText(m_original.ssh);
    m_password->clear();
    m_environments.stopTest();
    forgetAnswer();
    showKind();
}

EnvironmentFields::Kind EnvironmentDialog::kind() const
{
    return Kind(m_kind->currentData().toInt());
}

void EnvironmentDialog::showKind()
{
    for (const auto &[widget, kinds] : m_fieldKinds) {
        const bool shown = kinds.contains(kind());
        widget->setVisible(shown);
        if (QWidget *label = m_form->labelForField(widget))
            label->setVisible(shown);
    }
}

EnvironmentFields EnvironmentDialog::fields() const
{
    EnvironmentFields fields;
    fields.kind = kind();
    switch (fields.kind) {
    case Kind::Server:
        fields.host = m_host->text().trimmed();
        fields.port = m_port->text().trimmed();
        fields.user = m_user->text().trimmed();
        fields.database = m_database->text();
        fields.sslMode = m_sslMode->currentData().toString();
        fields.rootCertificate = m_rootCertificate->text().trimmed();
        break;
    case Kind::Url:
        fields.url = m_url->text().trimmed();
        break;
    case Kind::Service:
        fields.service = m_service->text().trimmed();
        break;
    case Kind::Variable:
        fields.variable = m_variable->text().trimmed();
        break;
    case Kind::File:
        fields.file = m_file->text();
        fields.foreignKeys = m_foreignKeys->isChecked();
        break;
    }
    return fields;
}

Environment EnvironmentDialog::wanted() const
{
    Environment environment = m_original;
    environment.name = m_nameField->text().trimmed();
    environment.role = EnvironmentRole(m_role->currentData().toInt());
    environment.ssh = m_ssh->text().trimmed();
    return withFields(environment, fields());
}

void EnvironmentDialog::forgetAnswer()
{
    m_answer->clear();
    m_error->hide();
}

void EnvironmentDialog::testConnection()
{
    const bool running = m_environments.isTesting();
    forgetAnswer();
    if (running)
        m_environments.stopTest();
    else
        m_environments.test(wanted(), m_password->text());
}

void EnvironmentDialog::showFacts(const ConnectionFacts &facts)
{
    m_error->hide();
    m_answer->setText(factsText(facts));
    setStyleProperty(m_answer, "kind", u"good"_s);
}

void EnvironmentDialog::showError(const Error &error)
{
    m_answer->clear();
    setStyleProperty(m_answer, "kind", u"muted"_s);
    m_error->setError(error);
    m_error->show();
}

void EnvironmentDialog::save()
{
    const Environment environment = wanted();
    const auto saved =
        m_environments.save(m_name, environment, m_password->text(), m_remember->isChecked());
    if (!saved) {
        showError(saved.error());
        // So that a second try is made against what the file says now.
        if (saved.error().kind == ErrorKind::Busy)
            (void)m_environments.begin();
        return;
    }
    fillList();
    choose(environment.name);
    m_answer->setText(tr("Saved."));
}

void EnvironmentDialog::removeChosen()
{
    if (m_name.isEmpty())
        return;
    if (const auto removed = m_environments.remove(m_name); !removed) {
        showError(removed.error());
        return;
    }
    fillList();
    choose(m_workspaces.currentEnvironment());
}

} // namespace tidemark
