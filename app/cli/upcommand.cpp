// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/runcommand.h"

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class UpCommand final : public RunCommand
{
public:
    const char *name() const override { return "up"; }
    const char *summary() const override { return "Apply pending migrations"; }

protected:
    void addLimits(CLI::App &subcommand) override
    {
        addTo(subcommand, "The last one to apply: version, name, or a beginning of it");
        addCount(subcommand, "How many to apply; otherwise all");
        subcommand.add_flag("--allow-out-of-order", m_limits.allowOutOfOrder,
                            "Also those that are older than the newest applied one");
    }
    Result<Plan> makePlan(const PlanRequest &request, const PlanLimits &limits) const override
    {
        return planUp(request, limits);
    }
    QString nothingToDo() const override { return u"nothing is pending"_s; }
};

} // namespace

std::unique_ptr<Command> makeUpCommand()
{
    return std::make_unique<UpCommand>();
}

} // namespace tidemark
