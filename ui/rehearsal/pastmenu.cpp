// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/pastmenu.h"

#include "workbench/translate.h"

#include <QLocale>
#include <QMenu>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QString countsText(const PastRehearsal &past)
{
    QStringList parts;
    for (const auto &[verdict, count] : past.counts)
        parts += QString::number(count) + u' ' + verdictLabel(verdict);
    QString text = parts.join(u", "_s);
    if (past.cancelled)
        text += (text.isEmpty() ? QString() : u", "_s) + tr("ended early");
    return text;
}

} // namespace

QString pastText(const PastRehearsal &past)
{
    const QString when = past.startedAt.isValid()
                             ? QLocale().toString(past.startedAt.toLocalTime(), u"d MMM HH:mm:ss"_s)
                             : u"?"_s;
    return when + u" · "_s + past.on + u" · "_s +
           (past.problem.isEmpty() ? countsText(past) : past.problem);
}

void fillPastMenu(QMenu &menu, RehearsalController &controller)
{
    if (controller.past().empty()) {
        menu.addAction(tr("No rehearsal is kept yet"))->setEnabled(false);
        return;
    }
    const bool free = !controller.isRunning();
    QMenu *compare = nullptr;
    if (controller.report()) {
        compare = menu.addMenu(tr("Compare the shown one with"));
        compare->setObjectName(u"compareMenu"_s);
        compare->setEnabled(free);
        if (controller.comparedId() != 0) {
            QObject::connect(menu.addAction(tr("End the comparison")), &QAction::triggered,
                             &controller, [&controller] { controller.compareWith(0); });
        }
        menu.addSeparator();
    }
    for (const PastRehearsal &past : controller.past()) {
        const QString text = pastText(past);
        QAction *action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(past.id == controller.shownId());
        action->setEnabled(free);
        QObject::connect(action, &QAction::triggered, &controller,
                         [&controller, id = past.id] { controller.show(id); });
        if (!compare || past.id == controller.shownId())
            continue;
        QAction *other = compare->addAction(text);
        other->setCheckable(true);
        other->setChecked(past.id == controller.comparedId());
        QObject::connect(other, &QAction::triggered, &controller,
                         [&controller, id = past.id] { controller.compareWith(id); });
    }
}

} // namespace tidemark
