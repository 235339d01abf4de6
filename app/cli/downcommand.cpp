// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runcommand.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class DownCommand final : public RunCommand
{
public:
    const char *name() const override { return "down"; }
    const char *summary() const override { return "Roll back applied migrations, newest first"; }

protected:
    void addLimits(CLI::App &subcommand) override
    {
        addTo(subcommand, "Roll back everything newer than this one, which stays");
        addCount(subcommand, "How many to roll back; otherwise one");
        subcommand.add_flag("--all", m_limits.all, "Roll back all of them");
    }
    Result<Plan> makePlan(const PlanRequest &request, const PlanLimits &limits) const override
    {
        return planDown(request, limits);
    }
    QString nothingToDo() const override
    {
        return u"nothing is applied that could be rolled back"_s;
    }
};

} // namespace

std::unique_ptr<Command> makeDownCommand()
{
    return std::make_unique<DownCommand>();
}

} // namespace tidemark
