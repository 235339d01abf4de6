// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/newmigrationpanel.h"

#include "editor/templatewords.h"
#include "widgets/codeview.h"
#include "widgets/controls.h"
#include "widgets/sqllanguage.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QCompleter>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStringListModel>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int fieldsInRow = 5;
constexpr int previewHeight = 168;
constexpr int filesWidth = 380;
constexpr int fileRowHeight = 24;

} // namespace

NewMigrationPanel::NewMigrationPanel(MigrationMaker &maker, Theme &theme, SyntaxRepository &syntax,
                                     QWidget *parent)
    : QFrame(parent)
    , m_maker(maker)
    , m_theme(theme)
    , m_template(new QComboBox(this))
    , m_name(new QLineEdit(this))
    , m_make(primaryButton(tr("Make it"), this))
    , m_summary(mutedLabel({}, this))
    , m_error(new QLabel(this))
    , m_form(new QWidget(this))
    , m_grid(new QGridLayout(m_form))
    , m_files(mutedLabel({}, this))
{
    setObjectName(u"newMigration"_s);
    setProperty("kind", u"bar"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_template->setObjectName(u"newMigrationTemplate"_s);
    m_template->setAccessibleName(tr("Template of the new migration"));
    m_template->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_name->setObjectName(u"newMigrationName"_s);
    m_name->setAccessibleName(tr("Name of the new migration"));
    m_make->setObjectName(u"makeMigration"_s);
    m_summary->setObjectName(u"newMigrationSummary"_s);
    m_files->setObjectName(u"newMigrationFiles"_s);
    m_error->setObjectName(u"newMigrationError"_s);
    m_error->setProperty("kind", u"bad"_s);
    m_error->setWordWrap(true);
    m_error->hide();
    m_grid->setContentsMargins(0, 2, 0, 2);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(4);
    QPushButton *cancel = plainButton(tr("Cancel"), this);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(sectionLabel(theme, tr("New migration"), this));
    row->addSpacing(8);
    row->addWidget(m_template);
    row->addWidget(m_name, 1);
    row->addWidget(m_make);
    row->addWidget(cancel);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 8, 16, 10);
    layout->setSpacing(6);
    layout->addLayout(row);
    layout->addWidget(m_summary);
    layout->addWidget(m_form);
    layout->addWidget(m_error);
    layout->addWidget(m_files);
    layout->addWidget(makePreview(syntax));
    connect(m_make, &QPushButton::clicked, this, &NewMigrationPanel::accept);
    connect(m_name, &QLineEdit::returnPressed, this, &NewMigrationPanel::accept);
    connect(m_name, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_ownName = !text.isEmpty();
        fieldEdited();
    });
    connect(m_template, &QComboBox::currentIndexChanged, this, &NewMigrationPanel::templateChosen);
    connect(cancel, &QPushButton::clicked, this, &QWidget::hide);
    connect(&maker, &MigrationMaker::changed, this, &NewMigrationPanel::follow);
    connect(&maker, &MigrationMaker::tablesChanged, this, &NewMigrationPanel::offerNames);
    connect(&maker, &MigrationMaker::made, this, &QWidget::hide);
    connect(&maker, &MigrationMaker::forgotten, this, &QWidget::hide);
    hide();
}

QWidget *NewMigrationPanel::makePreview(SyntaxRepository &syntax)
{
    m_preview = new QWidget(this);
    m_list = new QListWidget(m_preview);
    m_list->setObjectName(u"newMigrationList"_s);
    m_list->setAccessibleName(tr("Files that will be written"));
    m_list->setFixedWidth(filesWidth);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setProperty("kind", u"boxed"_s);
    m_text = new CodeView(m_theme, syntax, m_preview);
    m_text->setObjectName(u"newMigrationText"_s);
    m_text->setAccessibleName(tr("What will stand in the file"));
    m_text->setProperty("kind", u"boxed"_s);
    m_text->setTabChangesFocus(true);
    auto *row = new QHBoxLayout(m_preview);
    row->setContentsMargins(0, 2, 0, 0);
    row->setSpacing(12);
    row->addWidget(m_list);
    row->addWidget(m_text, 1);
    m_preview->setFixedHeight(previewHeight);
    connect(m_list, &QListWidget::currentRowChanged, this, &NewMigrationPanel::showFile);
    return m_preview;
}

// ---- The template

void NewMigrationPanel::open(const QString &name, const QString &templateId)
{
    m_ownName = !name.isEmpty();
    m_name->setText(name);
    fillTemplates(templateId.isEmpty() ? u"empty"_s : templateId);
    m_maker.readTables();
    m_name->selectAll();
    show();
    // A name follows from what is filled in.
    QLineEdit *first = m_fields.empty() || m_ownName ? m_name : m_fields.front().edit;
    first->setFocus();
}

void NewMigrationPanel::fillTemplates(const QString &chosen)
{
    const QSignalBlocker quiet(m_template);
    m_template->clear();
    for (const MigrationTemplate *each : m_maker.templates())
        m_template->addItem(templateWords(each->title), each->id);
    m_template->setCurrentIndex(std::max(0, m_template->findData(chosen)));
    templateChosen();
}

const MigrationTemplate *NewMigrationPanel::chosen() const
{
    return findMigrationTemplate(m_template->currentData().toString());
}

void NewMigrationPanel::templateChosen()
{
    const MigrationTemplate *const now = chosen();
    m_summary->setText(now ? templateWords(now->summary) : QString());
    makeFields();
    m_list->clear();
    fieldEdited();
}

void NewMigrationPanel::makeFields()
{
    for (const Field &each : std::exchange(m_fields, {}))
        each.edit->disconnect(this);
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        // One of them may have the key that brought us here.
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    int place = 0;
    if (const MigrationTemplate *const now = chosen()) {
        for (const TemplateParameter &parameter : now->parametersFor(m_maker.engine()))
            addField(parameter, place++);
    }
    m_form->setVisible(!m_fields.empty());
    QWidget *before = m_name;
    for (const Field &each : m_fields) {
        setTabOrder(before, each.edit);
        before = each.edit;
    }
    setTabOrder(before, m_make);
    offerNames();
}

void NewMigrationPanel::addField(const TemplateParameter &parameter, int place)
{
    auto *edit = new QLineEdit(m_form);
    edit->setObjectName(u"field-"_s + parameter.id);
    edit->setAccessibleName(templateWords(parameter.label));
    QLabel *label = mutedLabel(templateWords(parameter.label), m_form);
    label->setWordWrap(false);
    label->setBuddy(edit);
    const int row = place / fieldsInRow * 2;
    m_grid->addWidget(label, row, place % fieldsInRow);
    m_grid->addWidget(edit, row + 1, place % fieldsInRow);
    connect(edit, &QLineEdit::textChanged, this, &NewMigrationPanel::fieldEdited);
    connect(edit, &QLineEdit::returnPressed, this, &NewMigrationPanel::accept);
    m_fields.push_back({parameter, edit});
}

QLineEdit *NewMigrationPanel::field(const QString &id) const
{
    for (const Field &each : m_fields) {
        if (each.parameter.id == id)
            return each.edit;
    }
    return nullptr;
}

/// Tables and columns that are there, while one types.
void NewMigrationPanel::offerNames()
{
    const QLineEdit *table = field(u"table"_s);
    const MigrationTables &tables = m_maker.tables();
    for (const Field &each : m_fields) {
        const bool isTable = each.parameter.id == u"table";
        const bool isColumn = each.parameter.id == u"column" || each.parameter.id == u"key";
        if (!isTable && !isColumn)
            continue;
        const QStringList names =
            isTable ? tables.tables() : tables.columnsOf(table ? table->text().trimmed() : u""_s);
        if (!each.edit->completer()) {
            auto *completer = new QCompleter(new QStringListModel(each.edit), each.edit);
            completer->setCaseSensitivity(Qt::CaseInsensitive);
            completer->setFilterMode(Qt::MatchContains);
            completer->popup()->setObjectName(u"names-"_s + each.parameter.id);
            each.edit->setCompleter(completer);
        }
        auto *model = static_cast<QStringListModel *>(each.edit->completer()->model());
        if (model->stringList() != names)
            model->setStringList(names);
    }
}

void NewMigrationPanel::fieldEdited()
{
    MigrationWish wish;
    wish.templateId = m_template->currentData().toString();
    offerNames();
    QLineEdit *type = field(u"type"_s);
    const QLineEdit *table = field(u"table"_s);
    const QLineEdit *column = field(u"column"_s);
    if (type && table && column && !type->isModified()) {
        const QSignalBlocker quiet(type);
        type->setText(m_maker.tables().typeOf(table->text().trimmed(), column->text().trimmed()));
    }
    for (const Field &each : m_fields) {
        const QString value = each.edit->text().trimmed();
        if (!value.isEmpty())
            wish.values.insert(each.parameter.id, value);
    }
    const QString proposed = MigrationMaker::proposedName(wish);
    if (!m_ownName)
        m_name->setText(proposed);
    m_name->setPlaceholderText(m_fields.empty() ? tr("What it does, in a few words: add_users")
                                                : tr("Its name follows from what it does"));
    showPlaceholders(wish);
    wish.name = m_name->text().trimmed();
    m_maker.setWish(wish);
    follow();
}

/// What stands there when nothing is filled in; some are made of others.
void NewMigrationPanel::showPlaceholders(const MigrationWish &wish)
{
    const MigrationTemplate *chosen = findMigrationTemplate(wish.templateId);
    const TemplateValues shown = chosen ? placeholdersOf(*chosen, wish.values) : TemplateValues{};
    for (const Field &each : m_fields)
        each.edit->setPlaceholderText(shown.value(each.parameter.id));
}

// ---- What would be written

void NewMigrationPanel::follow()
{
    const auto error = m_maker.error();
    m_error->setText(error ? error->summary +
                                 (error->detail.isEmpty() ? QString() : u": "_s + error->detail)
                           : QString());
    m_error->setVisible(error.has_value());
    m_make->setEnabled(!m_maker.isMaking() && !m_maker.wish().name.isEmpty());
    const auto &plan = m_maker.plan();
    QStringList names;
    for (const PlannedFile &file : plan)
        names += file.append ? tr("%1 (more at its end)").arg(file.shown) : file.shown;
    const bool plain = m_fields.empty();
    m_files->setVisible(plain && !names.isEmpty());
    m_files->setText(tr("Will be written: %1").arg(names.join(u", "_s)));
    m_preview->setVisible(!plain && !names.isEmpty());
    QStringList listed;
    for (int i = 0; i < m_list->count(); ++i)
        listed += m_list->item(i)->text();
    if (listed != names) {
        const int row = std::max(0, m_list->currentRow());
        const QSignalBlocker quiet(m_list);
        m_list->clear();
        for (const QString &name : names)
            (new QListWidgetItem(name, m_list))->setSizeHint({0, fileRowHeight});
        m_list->setCurrentRow(std::min(row, int(names.size()) - 1));
    }
    showFile();
}

void NewMigrationPanel::showFile()
{
    const int row = m_list->currentRow();
    const auto &plan = m_maker.plan();
    if (row < 0 || size_t(row) >= plan.size())
        return;
    const PlannedFile &file = plan[size_t(row)];
    const QString text = QString::fromUtf8(file.text);
    if (text == m_text->toPlainText())
        return;
    const bool sql = file.shown.endsWith(u".sql"_s, Qt::CaseInsensitive);
    m_text->setScript(text, sql ? sqlLanguageOf(m_maker.engine()) : file.shown);
}

void NewMigrationPanel::accept()
{
    if (m_make->isEnabled())
        m_maker.make();
}

void NewMigrationPanel::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QFrame::keyPressEvent(event);
}

} // namespace tidemark
