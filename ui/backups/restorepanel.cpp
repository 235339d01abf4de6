// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/restorepanel.h"

#include "base/bytestext.h"
#include "sql/identifier.h"
#include "widgets/controls.h"
#include "widgets/errorpanel.h"
#include "workbench/backupscontroller.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QRadioButton>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int askMs = 150;
constexpr int tablesHeight = 180;

} // namespace

RestorePanel::RestorePanel(BackupsController &controller, Theme &theme, QWidget *parent)
    : SidePanel(theme, tr("Restore"), parent)
    , m_controller(controller)
    , m_file(mutedLabel({}, body()))
    , m_environment(new QComboBox(body()))
    , m_new(new QRadioButton(tr("Into a new database"), body()))
    , m_name(new QLineEdit(body()))
    , m_chooseFile(plainButton(tr("Choose where…"), body()))
    , m_replace(new QRadioButton(body()))
    , m_replaceText(mutedLabel({}, body()))
    , m_typed(new QLineEdit(body()))
    , m_endConnections(new QCheckBox(tr("End the connections of others to it"), body()))
    , m_noOwner(new QCheckBox(tr("Without owners and privileges"), body()))
    , m_noTablespaces(new QCheckBox(tr("Without tablespaces"), body()))
    , m_roles(mutedLabel({}, body()))
    , m_tablespaces(mutedLabel({}, body()))
    , m_some(new QCheckBox(tr("Only some tables"), body()))
    , m_search(searchField(theme, tr("Search tables"), body()))
    , m_tables(new QListWidget(body()))
    , m_error(new ErrorPanel(theme, body()))
    , m_why(mutedLabel({}, body()))
    , m_restore(primaryButton(tr("Restore"), this))
{
    setObjectName(u"restorePanel"_s);
    makeFields();
    makeTables();
    addWidget(m_why);
    addStretch();
    addButton(m_restore);
    QPushButton *cancel = plainButton(tr("Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &SidePanel::closeWanted);
    addButton(cancel);
    m_ask.setSingleShot(true);
    m_ask.setInterval(askMs);
    connect(&m_ask, &QTimer::timeout, this, &RestorePanel::askAgain);
    connect(&controller, &BackupsController::outlookRead, this, &RestorePanel::takeOutlook);
    connect(&controller, &BackupsController::jobChanged, this, &RestorePanel::update);
    connect(m_restore, &QPushButton::clicked, this, [this] {
        if (m_controller.restore(order()))
            Q_EMIT closeWanted();
    });
}

void RestorePanel::makeFields()
{
    m_environment->setObjectName(u"restoreEnvironment"_s);
    m_new->setObjectName(u"restoreNew"_s);
    m_name->setObjectName(u"restoreName"_s);
    m_chooseFile->setObjectName(u"restoreChooseFile"_s);
    m_replace->setObjectName(u"restoreReplace"_s);
    m_replaceText->setObjectName(u"restoreReplaceText"_s);
    m_typed->setObjectName(u"restoreTyped"_s);
    m_endConnections->setObjectName(u"restoreEndConnections"_s);
    m_noOwner->setObjectName(u"restoreNoOwner"_s);
    m_noTablespaces->setObjectName(u"restoreNoTablespaces"_s);
    m_noTablespaces->setToolTip(tr("Everything goes where the new database is"));
    m_roles->setObjectName(u"restoreRoles"_s);
    m_tablespaces->setObjectName(u"restoreTablespaces"_s);
    m_error->setObjectName(u"restoreError"_s);
    m_why->setObjectName(u"restoreWhy"_s);
    m_restore->setObjectName(u"restoreNow"_s);
    m_name->setAccessibleName(tr("Name of the new database"));
    m_typed->setAccessibleName(tr("Name of the database that is replaced"));
    addWidget(m_file);
    m_environmentLabel = addField(tr("On the server of"), m_environment);
    addWidget(m_new);
    addWidget(m_name);
    addWidget(m_chooseFile);
    addWidget(m_replace);
    addWidget(m_replaceText);
    addWidget(m_typed);
    addWidget(m_endConnections);
    addWidget(m_noOwner);
    addWidget(m_noTablespaces);
    addWidget(m_roles);
    addWidget(m_tablespaces);
    addWidget(m_error);
    for (QRadioButton *button : {m_new, m_replace})
        connect(button, &QRadioButton::toggled, this, &RestorePanel::update);
    for (QLineEdit *field : {m_name, m_typed})
        connect(field, &QLineEdit::textChanged, this, &RestorePanel::update);
    connect(m_environment, &QComboBox::currentIndexChanged, this, [this] {
        m_typed->clear();
        m_ask.start();
    });
    for (QCheckBox *box : {m_noOwner, m_noTablespaces})
        connect(box, &QCheckBox::toggled, &m_ask, qOverload<>(&QTimer::start));
    connect(m_chooseFile, &QPushButton::clicked, this, [this] {
        auto *dialog = new QFileDialog(this, tr("Restore into a new file"));
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->selectFile(m_name->text());
        connect(dialog, &QFileDialog::fileSelected, m_name, &QLineEdit::setText);
        dialog->open();
    });
}

void RestorePanel::makeTables()
{
    m_some->setObjectName(u"restoreSome"_s);
    m_search->setObjectName(u"restoreSearch"_s);
    m_tables->setObjectName(u"restoreTables"_s);
    m_tables->setAccessibleName(tr("Tables that are restored"));
    m_tables->setProperty("kind", u"boxed"_s);
    m_tables->setUniformItemSizes(true);
    m_tables->setFixedHeight(tablesHeight);
    addWidget(m_some);
    addWidget(m_search);
    addWidget(m_tables);
    connect(m_some, &QCheckBox::toggled, this, &RestorePanel::update);
    connect(m_tables, &QListWidget::itemChanged, this, &RestorePanel::update);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        for (int row = 0; row < m_tables->count(); ++row)
            m_tables->item(row)->setHidden(
                !m_tables->item(row)->text().contains(text, Qt::CaseInsensitive));
    });
}

void RestorePanel::begin(const Backup &backup, const std::vector<TableName> &tables)
{
    m_backup = backup;
    m_file->setText(tr("%1, made %2").arg(backup.fileName(), whenMadeText(backup.madeAt)));
    const QSignalBlocker quiet(m_tables);
    m_tables->clear();
    for (const TableName &table : tables) {
        auto *item = new QListWidgetItem(displayQualified(table.schema, table.name), m_tables);
        item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsUserCheckable | Qt::ItemIsSelectable);
        item->setCheckState(Qt::Unchecked);
        item->setData(Qt::UserRole, QStringList{table.schema, table.name});
    }
    const Engine engine = isFile() ? Engine::Sqlite : Engine::PostgreSql;
    const QSignalBlocker quietToo(m_environment);
    m_environment->clear();
    for (const QString &name : m_controller.environments())
        if (m_controller.engineOf(name).value_or(engine) == engine)
            m_environment->addItem(name);
    const QString own = backup.manifest ? backup.manifest->environment : QString();
    const QString wanted = own.isEmpty() ? m_controller.currentEnvironment() : own;
    m_environment->setCurrentIndex(qMax(0, m_environment->findText(wanted)));
    m_outlook = {};
    m_proposed.clear();
    m_name->clear();
    m_typed->clear();
    m_new->setChecked(true);
    m_some->setChecked(false);
    m_endConnections->setChecked(false);
    m_noOwner->setChecked(false);
    m_noTablespaces->setChecked(false);
    if (isFile()) {
        const QFileInfo file(backup.path);
        const QString stem = file.completeBaseName() + u"_restored"_s;
        m_name->setText(QFileInfo(file.dir().absolutePath()).path() + u'/' + stem + u".db"_s);
    }
    askAgain();
    update();
    m_name->setFocus();
}

RestoreOrder RestorePanel::order() const
{
    RestoreOrder order;
    order.backup = m_backup.path;
    order.environment = m_environment->currentText();
    order.replace = m_replace->isChecked();
    order.name = m_name->text().trimmed();
    order.typedName = m_typed->text();
    order.endConnections = order.replace && m_endConnections->isChecked();
    order.noOwner = m_noOwner->isChecked();
    order.noTablespaces = m_noTablespaces->isChecked();
    order.tables = chosenTables();
    return order;
}

bool RestorePanel::offersTables() const
{
    return m_tables->count() > 0 && !m_replace->isChecked() &&
           m_backup.archive.format != BackupFormat::Plain;
}

std::vector<TableName> RestorePanel::chosenTables() const
{
    std::vector<TableName> tables;
    if (!offersTables() || !m_some->isChecked())
        return tables;
    for (int row = 0; row < m_tables->count(); ++row) {
        const QListWidgetItem *item = m_tables->item(row);
        const QStringList name = item->data(Qt::UserRole).toStringList();
        if (item->checkState() == Qt::Checked)
            tables.push_back({name[0], name[1]});
    }
    return tables;
}

void RestorePanel::askAgain()
{
    m_outlook = {};
    m_looking = m_environment->count() > 0;
    update();
    if (m_looking)
        m_controller.lookAhead(order());
}

void RestorePanel::takeOutlook(const RestoreOrder &asked, const RestoreOutlook &outlook)
{
    if (asked.backup != m_backup.path)
        return;
    m_looking = false;
    m_outlook = outlook;
    // What somebody typed stays.
    if (!isFile() && (m_name->text().isEmpty() || m_name->text() == m_proposed))
        m_name->setText(outlook.proposed);
    m_proposed = outlook.proposed;
    update();
}

void RestorePanel::update()
{
    const bool replace = m_replace->isChecked();
    const QString own = m_outlook.database;
    m_environmentLabel->setText(isFile() ? tr("Environment") : tr("On the server of"));
    m_environmentLabel->setVisible(!isFile() || replace);
    m_environment->setVisible(!isFile() || replace);
    m_new->setText(isFile() ? tr("Into a new file") : tr("Into a new database"));
    m_name->setVisible(!replace);
    m_chooseFile->setVisible(!replace && isFile());
    m_replace->setText(own.isEmpty() ? tr("Replace a database") : tr("Replace %1").arg(own));
    m_replace->setEnabled(m_environment->count() > 0);
    m_replaceText->setVisible(replace);
    m_replaceText->setText(
        tr("The backup is restored beside it and then takes its place; the old one is kept under "
           "another name. To go on, type its name: %1")
            .arg(own));
    m_typed->setVisible(replace);
    m_typed->setPlaceholderText(own);
    m_endConnections->setVisible(replace && !isFile());
    m_noOwner->setVisible(!isFile());
    m_noTablespaces->setVisible(!isFile());
    const bool roles = !m_outlook.missing.roles.isEmpty();
    const bool tablespaces = !m_outlook.missing.tablespaces.isEmpty();
    m_roles->setVisible(roles);
    m_roles->setText(tr("The server has no %1, which the backup names. Make them first, or restore "
                        "without owners.")
                         .arg(m_outlook.missing.roles.join(u", "_s)));
    setStyleProperty(m_roles, "kind", u"caution"_s);
    m_tablespaces->setVisible(tablespaces);
    m_tablespaces->setText(tr("The server has no tablespace %1, where the backup has objects. Make "
                              "it first, or restore without tablespaces.")
                               .arg(m_outlook.missing.tablespaces.join(u", "_s)));
    setStyleProperty(m_tablespaces, "kind", u"caution"_s);
    m_error->setVisible(m_outlook.error.has_value());
    if (m_outlook.error)
        m_error->setError(*m_outlook.error);
    m_some->setVisible(offersTables());
    const bool some = offersTables() && m_some->isChecked();
    m_search->setVisible(some);
    m_tables->setVisible(some);

    QString why;
    if (m_controller.job() != BackupsController::Job::None)
        why = tr("Something else is being done to the backups.");
    else if (const auto may = m_controller.mayRestoreTo(
                 !isFile() || replace ? m_environment->currentText() : QString());
             !may)
        why = may.error().summary + u". "_s + may.error().hint;
    else if (replace && (own.isEmpty() || m_typed->text() != own))
        why = m_typed->text().isEmpty() ? QString() : tr("That is not its name.");
    else if (m_looking)
        why = tr("Looking at roles and tablespaces…");
    const bool named =
        replace ? !own.isEmpty() && m_typed->text() == own : !m_name->text().trimmed().isEmpty();
    const bool tables = !some || !chosenTables().empty();
    m_why->setText(why);
    m_why->setVisible(!why.isEmpty());
    m_restore->setEnabled(why.isEmpty() && named && tables && !roles && !tablespaces &&
                          (isFile() || m_environment->count() > 0));
    m_restore->setText(replace && !own.isEmpty() ? tr("Replace %1").arg(own) : tr("Restore"));
    setStyleProperty(m_restore, "kind", replace ? u"danger"_s : u"primary"_s);
}

} // namespace tidemark
