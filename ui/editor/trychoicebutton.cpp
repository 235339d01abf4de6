// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/trychoicebutton.h"

#include "widgets/controls.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int widestChoice = 200;

QString rowsInWords(int count)
{
    return count == 0   ? TryChoiceButton::tr("no rows")
           : count == 1 ? TryChoiceButton::tr("1 row each")
                        : TryChoiceButton::tr("%1 rows each").arg(count);
}

} // namespace

TryChoiceButton::TryChoiceButton(EditorController &controller, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_button(menuButton(theme, {}, this))
    , m_menu(m_button->menu())
{
    m_button->setObjectName(u"tryChoice"_s);
    m_button->setAccessibleName(tr("With what it is tried"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_button);
    connect(m_menu, &QMenu::aboutToShow, this, &TryChoiceButton::fill);
    connect(&controller, &EditorController::tryChoiceChanged, this, &TryChoiceButton::follow);
    follow();
}

void TryChoiceButton::follow()
{
    const TryChoice &choice = m_controller.tryChoice();
    QString text = rowsInWords(choice.fill);
    if (!choice.trafficFile.isEmpty())
        text += u", "_s + QFileInfo(choice.trafficFile).fileName();
    m_button->setText(m_button->fontMetrics().elidedText(text, Qt::ElideMiddle, widestChoice));
    m_button->setAccessibleDescription(text);
    m_button->setToolTip(tr("With what it is tried: %1").arg(text));
}

void TryChoiceButton::fill()
{
    m_menu->clear();
    for (const int count : {0, 1, 2, 10, 100, 1000})
        addRows(count);
    m_menu->addSeparator();
    addTraffic({}, tr("No traffic between up and down"));
    QStringList files = m_controller.trafficFiles();
    if (const QString &chosen = m_controller.tryChoice().trafficFile;
        !chosen.isEmpty() && !files.contains(chosen))
        files += chosen;
    for (const QString &file : std::as_const(files))
        addTraffic(file, tr("Traffic: %1").arg(QFileInfo(file).fileName()));
    connect(m_menu->addAction(tr("Another script…")), &QAction::triggered, this,
            &TryChoiceButton::chooseFile);
    m_controller.findTrafficFiles(); // for the next time
}

void TryChoiceButton::addRows(int count)
{
    QAction *action = m_menu->addAction(count == 0   ? tr("No rows are filled in")
                                        : count == 1 ? tr("1 row in each table")
                                                     : tr("%1 rows in each table").arg(count));
    action->setObjectName(u"tryRows-%1"_s.arg(count));
    action->setCheckable(true);
    action->setChecked(m_controller.tryChoice().fill == count);
    connect(action, &QAction::triggered, this, [this, count] {
        TryChoice choice = m_controller.tryChoice();
        choice.fill = count;
        m_controller.setTryChoice(choice);
        follow();
    });
}

void TryChoiceButton::addTraffic(const QString &file, const QString &text)
{
    QAction *action = m_menu->addAction(literalText(text));
    action->setObjectName(u"tryTraffic-"_s + QFileInfo(file).fileName());
    action->setCheckable(true);
    action->setChecked(m_controller.tryChoice().trafficFile == file);
    connect(action, &QAction::triggered, this, [this, file] {
        TryChoice choice = m_controller.tryChoice();
        choice.trafficFile = file;
        m_controller.setTryChoice(choice);
        follow();
    });
}

void TryChoiceButton::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("The script that stands for customers"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("SQL (*.sql)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &file) {
        TryChoice choice = m_controller.tryChoice();
        choice.trafficFile = file;
        m_controller.setTryChoice(choice);
    });
    dialog->open();
}

} // namespace tidemark
