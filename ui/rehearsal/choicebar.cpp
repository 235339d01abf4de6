// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/choicebar.h"

#include "rehearsal/menus.h"
#include "widgets/controls.h"
#include "widgets/flowlayout.h"

#include <QComboBox>
#include <QCompleter>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QWidgetAction>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t kBackups = 15; ///< the newest
constexpr int kWidest = 190;    ///< of a button, so that long names leave room for the others

using Which = RehearsalChoice::Which;
using Mode = RehearsalOptions::Mode;

void setLabel(QPushButton *button, const QString &text)
{
    button->setText(button->fontMetrics().elidedText(text, Qt::ElideMiddle, kWidest - 40));
    button->setToolTip(text);
    button->setAccessibleDescription(text);
}

QComboBox *idBox(const QStringList &ids, const QString &chosen, const QString &name)
{
    auto *box = new QComboBox;
    box->addItems(ids);
    box->setEditable(true); // to type a part of the name
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->setMinimumWidth(260);
    box->setAccessibleName(name);
    const int place = static_cast<int>(ids.indexOf(chosen));
    box->setCurrentIndex(place < 0 ? 0 : place);
    return box;
}

} // namespace

ChoiceBar::ChoiceBar(Theme &theme, RehearsalController &controller, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_controller(controller)
{
    new FlowLayout(this, 8);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_which = addMenu(u"chooseWhich"_s, tr("Which migrations"), &ChoiceBar::fillWhich);
    m_on = addMenu(u"chooseOn"_s, tr("On which database"), &ChoiceBar::fillOn);
    m_mode = addMenu(u"chooseMode"_s, tr("In which order"), &ChoiceBar::fillMode);
    m_rows = addMenu(u"chooseRows"_s, tr("Rows that are filled in"), &ChoiceBar::fillRows);
    m_traffic =
        addMenu(u"chooseTraffic"_s, tr("Traffic between up and down"), &ChoiceBar::fillTraffic);
    connect(&controller, &RehearsalController::choiceChanged, this, &ChoiceBar::refresh);
    connect(&controller, &RehearsalController::migrationsChanged, this, &ChoiceBar::refresh);
    connect(&controller, &RehearsalController::stateChanged, this, &ChoiceBar::refresh);
    refresh();
}

QPushButton *ChoiceBar::addMenu(const QString &name, const QString &accessible,
                                void (ChoiceBar::*fill)(QMenu &))
{
    QPushButton *button = menuButton(m_theme, {}, this);
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    fillWhenShown(button->menu(), [this, fill](QMenu &shown) { (this->*fill)(shown); });
    layout()->addWidget(button);
    return button;
}

template <typename Change>
void ChoiceBar::addChoice(QMenu &menu, const QString &text, Change change)
{
    RehearsalChoice choice = m_controller.choice();
    change(choice);
    QAction *action = menu.addAction(text);
    action->setCheckable(true);
    action->setChecked(choice == m_controller.choice());
    connect(action, &QAction::triggered, this, [this, choice] { m_controller.setChoice(choice); });
}

void ChoiceBar::fillWhich(QMenu &menu)
{
    const auto take = [&](const QString &text, Which which) {
        addChoice(menu, text, [which](RehearsalChoice &choice) { choice.which = which; });
    };
    if (!m_controller.choice().fromNothing)
        take(tr("Pending"), Which::Pending);
    take(tr("All"), Which::All);
    if (!m_controller.choice().selection.isEmpty())
        take(tr("Those selected in the timeline"), Which::Selection);
    menu.addSeparator();
    for (const int count : {1, 3, 5, 10, 25}) {
        addChoice(menu, count == 1 ? tr("The newest") : tr("The newest %1").arg(count),
                  [count](RehearsalChoice &choice) {
                      choice.which = Which::Last;
                      choice.last = count;
                  });
    }
    menu.addSeparator();
    addRange(menu);
}

void ChoiceBar::addRange(QMenu &menu)
{
    QStringList ids;
    for (const Migration &migration : m_controller.migrations())
        ids += migration.id;
    if (ids.isEmpty())
        return;
    QMenu *range = menu.addMenu(tr("A range"));
    auto *form = new QWidget(range);
    auto *layout = new QFormLayout(form);
    QComboBox *from = idBox(ids, m_controller.choice().from, tr("First of the range"));
    const QString last = m_controller.choice().to;
    QComboBox *to = idBox(ids, last.isEmpty() ? ids.back() : last, tr("Last of the range"));
    QPushButton *take = primaryButton(tr("Take this range"));
    layout->addRow(tr("From"), from);
    layout->addRow(tr("To"), to);
    layout->addRow({}, take);
    connect(take, &QPushButton::clicked, this, [this, from, to, &menu] {
        RehearsalChoice choice = m_controller.choice();
        choice.which = Which::Range;
        choice.from = from->currentText();
        choice.to = to->currentText();
        m_controller.setChoice(choice);
        menu.close();
    });
    auto *action = new QWidgetAction(range);
    action->setDefaultWidget(form);
    range->addAction(action);
}

void ChoiceBar::fillOn(QMenu &menu)
{
    for (const QString &name : m_controller.environments()) {
        QAction *action = menu.addAction(tr("A copy of %1").arg(name));
        action->setCheckable(true);
        action->setChecked(!m_controller.choice().fromNothing &&
                           m_controller.choice().backup.isEmpty() &&
                           m_controller.environmentOfChoice() == name);
        connect(action, &QAction::triggered, this, [this, name] {
            RehearsalChoice choice = m_controller.choice();
            choice.fromNothing = false;
            choice.backup.clear();
            choice.environment = name;
            m_controller.setChoice(choice);
        });
    }
    if (!menu.isEmpty())
        menu.addSeparator();
    addBackups(menu);
    addChoice(menu, tr("From nothing"), [](RehearsalChoice &choice) {
        choice.fromNothing = true;
        choice.backup.clear();
        if (choice.which == Which::Pending)
            choice.which = Which::All;
    });
}

void ChoiceBar::addBackups(QMenu &menu)
{
    const std::vector<Backup> &backups = m_controller.backups();
    m_controller.lookAgain(); // for the next time
    if (backups.empty())
        return;
    QMenu *made = menu.addMenu(tr("A backup"));
    made->setObjectName(u"chooseBackup"_s);
    for (size_t i = 0; i < std::min(backups.size(), kBackups); ++i) {
        const Backup &backup = backups[i];
        const QString when = QLocale().toString(backup.madeAt.toLocalTime(), QLocale::ShortFormat);
        const QString name = backup.name.isEmpty() ? backup.fileName() : backup.name;
        addChoice(*made, u"%1, %2"_s.arg(name, when), [&backup](RehearsalChoice &choice) {
            choice.fromNothing = false;
            choice.backup = backup.path;
        });
    }
}

void ChoiceBar::fillMode(QMenu &menu)
{
    addChoice(menu, tr("Step by step: each up, down and up again"), [](RehearsalChoice &choice) {
        choice.mode = Mode::Step;
        choice.asOneUnit = false;
    });
    addChoice(menu, tr("Chain: all ups, then all downs in reverse"), [](RehearsalChoice &choice) {
        choice.mode = Mode::Chain;
        choice.asOneUnit = false;
    });
    addChoice(menu, tr("Restore: back by a backup, beside the code alone"),
              [](RehearsalChoice &choice) {
                  choice.mode = Mode::Restore;
                  choice.asOneUnit = false;
              });
    addChoice(menu, tr("As one: the whole range is judged together"), [](RehearsalChoice &choice) {
        choice.mode = Mode::Step;
        choice.asOneUnit = true;
    });
}

void ChoiceBar::fillRows(QMenu &menu)
{
    for (const int count : {0, 1, 2, 5, 20, 100}) {
        addChoice(menu,
                  count == 0   ? tr("No rows are filled in")
                  : count == 1 ? tr("1 row in each table")
                               : tr("%1 rows in each table").arg(count),
                  [count](RehearsalChoice &choice) { choice.fill = count; });
    }
}

void ChoiceBar::fillTraffic(QMenu &menu)
{
    addChoice(menu, tr("No traffic"), [](RehearsalChoice &choice) { choice.trafficFile.clear(); });
    QStringList files = m_controller.trafficFiles();
    const QString chosen = m_controller.choice().trafficFile;
    if (!chosen.isEmpty() && !files.contains(chosen))
        files += chosen;
    for (const QString &file : std::as_const(files)) {
        addChoice(menu, QFileInfo(file).fileName(),
                  [&file](RehearsalChoice &choice) { choice.trafficFile = file; });
    }
    menu.addSeparator();
    connect(menu.addAction(tr("Another script…")), &QAction::triggered, this,
            &ChoiceBar::chooseTraffic);
}

void ChoiceBar::chooseTraffic()
{
    auto *dialog = new QFileDialog(this, tr("The script that stands for customers"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("SQL (*.sql)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        RehearsalChoice choice = m_controller.choice();
        choice.trafficFile = file;
        m_controller.setChoice(choice);
    });
    dialog->open();
}

QString ChoiceBar::whichText() const
{
    const RehearsalChoice &choice = m_controller.choice();
    const auto all = static_cast<int>(m_controller.migrations().size());
    switch (choice.which) {
    case Which::Pending:
        if (!choice.fromNothing)
            return tr("pending");
        break;
    case Which::All:
        break;
    case Which::Last:
        return choice.last == 1 ? tr("the newest") : tr("the newest %1").arg(choice.last);
    case Which::Range:
        return choice.from + u" … "_s + choice.to;
    case Which::Selection:
        return choice.selection.size() == 1
                   ? choice.selection.front()
                   : tr("%n selected", nullptr, int(choice.selection.size()));
    }
    return all > 0 ? tr("all %1").arg(all) : tr("all");
}

QString ChoiceBar::onText() const
{
    if (const QString path = m_controller.choice().backup; !path.isEmpty())
        return tr("backup %1").arg(QFileInfo(path).fileName());
    return m_controller.choice().fromNothing
               ? tr("from nothing")
               : tr("copy of %1").arg(m_controller.environmentOfChoice());
}

QString ChoiceBar::modeText() const
{
    const RehearsalChoice &choice = m_controller.choice();
    if (choice.asOneUnit)
        return tr("as one");
    return choice.mode == Mode::Chain     ? tr("chain")
           : choice.mode == Mode::Restore ? tr("restore")
                                          : tr("step by step");
}

QString ChoiceBar::rowsText() const
{
    const int count = m_controller.choice().fill;
    return count == 0   ? tr("no rows")
           : count == 1 ? tr("1 row each")
                        : tr("%1 rows each").arg(count);
}

QString ChoiceBar::trafficText() const
{
    const QString file = m_controller.choice().trafficFile;
    return file.isEmpty() ? tr("no traffic") : QFileInfo(file).fileName();
}

void ChoiceBar::refresh()
{
    setLabel(m_which, whichText());
    setLabel(m_on, onText());
    setLabel(m_mode, modeText());
    setLabel(m_rows, rowsText());
    setLabel(m_traffic, trafficText());
    const bool free = !m_controller.isRunning();
    const bool steps = m_controller.choice().mode == Mode::Step;
    for (QPushButton *button : {m_which, m_on, m_mode, m_rows})
        button->setEnabled(free);
    m_traffic->setEnabled(free && steps);
}

} // namespace tidemark
