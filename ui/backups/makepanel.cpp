// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/makepanel.h"

#include "widgets/controls.h"
#include "workbench/backupscontroller.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>

#include <optional>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

MakePanel::MakePanel(BackupsController &controller, Theme &theme, QWidget *parent)
    : SidePanel(theme, tr("Back up now"), parent)
    , m_controller(controller)
    , m_environment(new QComboBox(body()))
    , m_name(new QLineEdit(body()))
    , m_label(new QLineEdit(body()))
    , m_kind(new QComboBox(body()))
    , m_release(new QComboBox(body()))
    , m_format(new QComboBox(body()))
    , m_jobs(new QSpinBox(body()))
    , m_compression(new QComboBox(body()))
    , m_level(new QSpinBox(body()))
    , m_lockTimeout(new QSpinBox(body()))
    , m_globals(new QCheckBox(tr("Roles and tablespaces as well"), body()))
    , m_contents(new QCheckBox(tr("Count the rows and digest them, for proofs"), body()))
    , m_hint(mutedLabel({}, body()))
    , m_make(primaryButton(tr("Back up"), this))
{
    setObjectName(u"makePanel"_s);
    for (const auto &[widget, name] :
         std::initializer_list<std::pair<QWidget *, QString>>{{m_environment, u"makeEnvironment"_s},
                                                              {m_name, u"makeName"_s},
                                                              {m_label, u"makeLabel"_s},
                                                              {m_kind, u"makeKind"_s},
                                                              {m_release, u"makeRelease"_s},
                                                              {m_format, u"makeFormat"_s},
                                                              {m_jobs, u"makeJobs"_s},
                                                              {m_compression, u"makeCompression"_s},
                                                              {m_level, u"makeLevel"_s},
                                                              {m_lockTimeout, u"makeLockTimeout"_s},
                                                              {m_globals, u"makeGlobals"_s},
                                                              {m_contents, u"makeContents"_s},
                                                              {m_make, u"makeNow"_s}})
        widget->setObjectName(name);
    makeFields();
    makeServerFields();
    addWidget(m_contents);
    addWidget(m_hint);
    addStretch();
    addButton(m_make);
    QPushButton *cancel = plainButton(tr("Cancel"), this);
    connect(cancel, &QPushButton::clicked, this, &SidePanel::closeWanted);
    addButton(cancel);
    for (QComboBox *box : {m_environment, m_kind, m_format, m_compression})
        connect(box, &QComboBox::currentIndexChanged, this, &MakePanel::update);
    connect(m_name, &QLineEdit::textChanged, this, &MakePanel::update);
    connect(&controller, &BackupsController::jobChanged, this, &MakePanel::update);
    connect(m_make, &QPushButton::clicked, this, [this] {
        if (m_controller.make(order()))
            Q_EMIT closeWanted();
    });
    for (QLineEdit *field : {m_name, m_label})
        connect(field, &QLineEdit::returnPressed, m_make, &QPushButton::click);
}

void MakePanel::makeFields()
{
    addField(tr("Environment"), m_environment);
    m_name->setPlaceholderText(tr("none"));
    addField(tr("Name"), m_name);
    addField(tr("Label, for people"), m_label);
    m_kind->addItem(tr("manual"), false);
    m_kind->addItem(tr("automatic"), true);
    m_release->setEditable(true);
    m_release->lineEdit()->setPlaceholderText(tr("none"));
    addFields(tr("Release it is taken for"), m_release, tr("Kind"), m_kind);
}

/// What pg_dump can be told.
void MakePanel::makeServerFields()
{
    m_format->addItem(tr("custom: one file"), int(BackupFormat::Custom));
    m_format->addItem(tr("directory: a file a table"), int(BackupFormat::Directory));
    m_format->addItem(tr("plain: a script in SQL"), int(BackupFormat::Plain));
    constexpr int mostJobs = 64;
    m_jobs->setRange(1, mostJobs);
    m_server[0] = addFields(tr("Format"), m_format, tr("Processes"), m_jobs);
    m_compression->addItem(tr("as pg_dump does"), -1);
    for (const Compression one :
         {Compression::None, Compression::Gzip, Compression::Lz4, Compression::Zstd})
        m_compression->addItem(toText(one), int(one));
    m_level->setRange(0, highestLevel(Compression::Gzip));
    m_level->setSpecialValueText(tr("as it does"));
    m_server[1] = addFields(tr("Compression"), m_compression, tr("Level"), m_level);
    constexpr int longestWait = 24 * 60 * 60;
    m_lockTimeout->setRange(1, longestWait);
    m_lockTimeout->setValue(60);
    m_lockTimeout->setSuffix(tr(" s"));
    m_server[2] = m_lockTimeout;
    m_lockLabel = addField(tr("Longest wait for a table that is locked"), m_lockTimeout);
    m_server[3] = m_globals;
    addWidget(m_globals);
}

void MakePanel::begin(const QString &environment)
{
    m_environment->clear();
    m_environment->addItems(m_controller.environments());
    m_environment->setCurrentIndex(qMax(0, m_environment->findText(environment)));
    m_name->clear();
    m_label->clear();
    m_kind->setCurrentIndex(0);
    m_release->clear();
    m_release->addItems(m_controller.releases());
    m_release->setCurrentIndex(-1);
    m_release->clearEditText();
    m_contents->setChecked(true);
    update();
    m_environment->setFocus();
}

BackupOrder MakePanel::order() const
{
    BackupOrder order;
    order.environment = m_environment->currentText();
    order.words = {m_name->text().trimmed(), m_label->text().trimmed()};
    order.automatic = m_kind->currentData().toBool();
    order.release = m_release->currentText().trimmed();
    order.contents = m_contents->isChecked();
    order.format = BackupFormat(m_format->currentData().toInt());
    order.jobs = m_jobs->isEnabled() ? m_jobs->value() : 1;
    if (const int compression = m_compression->currentData().toInt(); compression >= 0)
        order.compression = Compression(compression);
    if (m_level->isEnabled() && m_level->value() > 0)
        order.level = m_level->value();
    order.globals = m_globals->isChecked();
    order.lockTimeout = std::chrono::seconds(m_lockTimeout->value());
    return order;
}

void MakePanel::update()
{
    // Where the engine is not known yet (a variable that is not set) its fields do no harm.
    const bool file = m_controller.engineOf(m_environment->currentText()) == Engine::Sqlite;
    for (QWidget *widget : m_server)
        widget->setVisible(!file);
    m_lockLabel->setVisible(!file);
    m_jobs->setEnabled(BackupFormat(m_format->currentData().toInt()) == BackupFormat::Directory);
    const int method = m_compression->currentData().toInt();
    const int highest =
        highestLevel(method < 0 ? std::nullopt : std::optional(Compression(method)));
    m_level->setEnabled(highest > 0);
    m_level->setMaximum(highest);
    const bool named = !m_name->text().trimmed().isEmpty();
    m_kind->setEnabled(!named);
    m_hint->setText(
        named ? tr("A named backup is never pruned. The database is only read, while others write.")
        : m_kind->currentData().toBool()
            ? tr("It is pruned as those before a run are. The database is only read, while others "
                 "write.")
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
