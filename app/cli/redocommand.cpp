// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runcommand.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class RedoCommand final : public RunCommand
{
public:
    const char *name() const override { return "redo"; }
    const char *summary() const override { return "Roll back and apply again"; }

protected:
    void addLimits(CLI::App &subcommand) override
    {
        addTo(subcommand, "Redo everything newer than this one");
        addCount(subcommand, "How many to redo; otherwise one");
        subcommand.add_flag("--all", m_limits.all, "Redo all of them");
    }
    Result<Plan> makePlan(const PlanRequest &request, const PlanLimits &limits) const override
    {
        return planRedo(request, limits);
    }
    QString nothingToDo() const override { return u"nothing is applied that could be redone"_s; }
};

} // namespace

std::unique_ptr<Command> makeRedoCommand()
{
    return std::make_unique<RedoCommand>();
}

} // namespace tidemark
