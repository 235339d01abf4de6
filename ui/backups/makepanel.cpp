// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/makepanel.h"

#include "widgets/controls.h"
#include "workbench/backupscontroller.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace tidemark {

using namespace Qt::StringLiterals;

MakePanel::MakePanel(BackupsController &controller, Theme &theme, QWidget *parent)
    : SidePanel(theme, tr("Back up now"), parent)
    , m_controller(controller)
    , m_environment(new QComboBox(body()))
    , m_name(new QLineEdit(body()))
    , m_label(new QLineEdit(body()))
    , m_format(new QComboBox(body()))
    , m_compression(new QComboBox(body()))
    , m_globals(new QCheckBox(tr("Roles and tablespaces as well"), body()))
    , m_hint(mutedLabel({}, body()))
    , m_make(primaryButton(tr("Back up"), this))
{
    setObjectName(u"makePanel"_s);
    m_environment->setObjectName(u"makeEnvironment"_s);
    m_name->setObjectName(u"makeName"_s);
    m_label->setObjectName(u"makeLabel"_s);
    m_format->setObjectName(u"makeFormat"_s);
    m_compression->setObjectName(u"makeCompression"_s);
    m_globals->setObjectName(u"makeGlobals"_s);
    m_make->setObjectName(u"makeNow"_s);
    addField(tr("Environment"), m_environment);
    m_name->setPlaceholderText(tr("none: a manual one"));
    addField(tr("Name"), m_name);
    addField(tr("Label, for people"), m_label);
    m_format->addItem(tr("custom: one file, compressed"), int(BackupFormat::Custom));
    m_format->addItem(tr("directory: a file for each table"), int(BackupFormat::Directory));
    m_format->addItem(tr("plain: a script in SQL"), int(BackupFormat::Plain));
    m_formatLabel = addField(tr("Format"), m_format);
    m_compression->addItem(tr("as pg_dump does by itself"), -1);
    for (const Compression one :
         {Compression::None, Compression::Gzip, Compression::Lz4, Compression::Zstd})
        m_compression->addItem(toText(one), int(one));
    m_compressionLabel = addField(tr("Compression"), m_compression);
    addWidget(m_globals);
    addWidget(m_hint);
    addStretch();
    addButton(m_make);
    QPushButton *cancel = plainButton(tr("Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &SidePanel::closeWanted);
    addButton(cancel);
    connect(m_environment, &QComboBox::currentIndexChanged, this, &MakePanel::update);
    connect(m_name, &QLineEdit::textChanged, this, &MakePanel::update);
    connect(&controller, &BackupsController::jobChanged, this, &MakePanel::update);
    connect(m_make, &QPushButton::clicked, this, [this] {
        if (m_controller.make(order()))
            Q_EMIT closeWanted();
    });
    for (QLineEdit *field : {m_name, m_label})
        connect(field, &QLineEdit::returnPressed, m_make, &QPushButton::click);
}

void MakePanel::begin(const QString &environment)
{
    m_environment->clear();
    m_environment->addItems(m_controller.environments());
    m_environment->setCurrentIndex(qMax(0, m_environment->findText(environment)));
    m_name->clear();
    m_label->clear();
    update();
    m_environment->setFocus();
}

BackupOrder MakePanel::order() const
{
    BackupOrder order;
    order.environment = m_environment->currentText();
    order.words = {m_name->text().trimmed(), m_label->text().trimmed()};
    order.format = BackupFormat(m_format->currentData().toInt());
    if (const int compression = m_compression->currentData().toInt(); compression >= 0)
        order.compression = Compression(compression);
    order.globals = m_globals->isChecked();
    return order;
}

void MakePanel::update()
{
    // Where the engine is not known yet (a variable that is not set) its fields do no harm.
    const bool file = m_controller.engineOf(m_environment->currentText()) == Engine::Sqlite;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_format, m_formatLabel, m_compression,
                                                            m_compressionLabel, m_globals})
        widget->setVisible(!file);
    const bool named = !m_name->text().trimmed().isEmpty();
    m_hint->setText(
        named ? tr("A named backup is never pruned. The database is only read, while others write.")
              : tr("The database is only read, while others write. With a name the backup is never "
                   "pruned."));
    m_make->setEnabled(m_environment->count() > 0 &&
                       m_controller.job() == BackupsController::Job::None);
}

DescribePanel::DescribePanel(BackupsController &controller, Theme &theme, QWidget *parent)
    : SidePanel(theme, tr("Name and label"), parent)
    , m_controller(controller)
    , m_file(mutedLabel({}, body()))
    , m_name(new QLineEdit(body()))
    , m_label(new QLineEdit(body()))
{
    setObjectName(u"describePanel"_s);
    m_name->setObjectName(u"describeName"_s);
    m_label->setObjectName(u"describeLabel"_s);
    addWidget(m_file);
    addField(tr("Name"), m_name);
    addField(tr("Label, for people"), m_label);
    addWidget(
        mutedLabel(tr("With a name it is never pruned. The file keeps its own name."), body()));
    addStretch();
    QPushButton *save = primaryButton(tr("Save"), this);
    save->setObjectName(u"describeSave"_s);
    addButton(save);
    QPushButton *cancel = plainButton(tr("Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &SidePanel::closeWanted);
    addButton(cancel);
    connect(save, &QPushButton::clicked, this, [this] {
        if (m_controller.describe(m_path, {m_name->text().trimmed(), m_label->text().trimmed()}))
            Q_EMIT closeWanted();
    });
    for (QLineEdit *field : {m_name, m_label})
        connect(field, &QLineEdit::returnPressed, save, &QPushButton::click);
}

void DescribePanel::begin(const Backup &backup)
{
    m_path = backup.path;
    m_file->setText(backup.fileName());
    const BackupWords words = wordsOn(backup);
    m_name->setText(words.name);
    m_label->setText(words.label);
    m_name->setFocus();
}

} // namespace tidemark
