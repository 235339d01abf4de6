// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arm.h"

#include "workspace/arming.h"

using namespace Qt::StringLiterals;

namespace tidemark {

void ArmSwitch::addTo(CLI::App &subcommand)
{
    subcommand
        .add_option("--arm", name,
                    "Write to a production environment: its name, typed once more, for this run")
        ->type_name("NAME");
}

bool ArmSwitch::isArmed(const Target &target) const
{
    return !target.guard() || checkArmed(*target.guard(), QString::fromStdString(name)).has_value();
}

Result<void> ArmSwitch::check(const Target &target, const QString &what,
                              CommandContext &context) const
{
    if (!target.guard())
        return {};
    QString typed = QString::fromStdString(name);
    if (typed.isEmpty() && needsArming(*target.guard())) {
        const QString question =
            u"\"%1\" on %2, which is production. Type its name to go on: "_s.arg(
                what, target.displayName());
        TM_TRY_ASSIGN(const auto answer, context.terminal.ask(question, context.stop));
        typed = answer.value_or(QString());
    }
    return checkArmed(*target.guard(), typed);
}

} // namespace tidemark
