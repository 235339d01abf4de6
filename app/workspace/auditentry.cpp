// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/auditentry.h"

#include <QSysInfo>

#include <array>
#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr std::array allResults{AuditResult::Done, AuditResult::Findings, AuditResult::Failed,
                                AuditResult::Cancelled};

} // namespace

QString auditResultName(AuditResult result)
{
    switch (result) {
    case AuditResult::Done:
        return u"done"_s;
    case AuditResult::Findings:
        return u"findings"_s;
    case AuditResult::Failed:
        return u"failed"_s;
    case AuditResult::Cancelled:
        return u"cancelled"_s;
    }
    return {};
}

std::optional<AuditResult> auditResultOf(const QString &name)
{
    for (const AuditResult result : allResults) {
        if (auditResultName(result) == name)
            return result;
    }
    return std::nullopt;
}

Actor thisActor()
{
    // Who the process runs as; USER and LOGNAME are what anybody writes into them.
    std::array<char, 4096> buffer{};
    passwd entry{};
    passwd *found = nullptr;
    getpwuid_r(getuid(), &entry, buffer.data(), buffer.size(), &found);
    return {found ? QString::fromLocal8Bit(found->pw_name) : QString::number(getuid()),
            QSysInfo::machineHostName()};
}

} // namespace tidemark
