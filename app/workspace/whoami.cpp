// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/whoami.h"

#include <QSysInfo>

#include <pwd.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

RunFacts whoRuns(const VariableLookup &lookup)
{
    RunFacts facts;
    if (const passwd *entry = getpwuid(getuid())) {
        facts.user = QString::fromLocal8Bit(entry->pw_name);
        // The first field of GECOS; the others are room and telephone numbers.
        facts.fullName = QString::fromLocal8Bit(entry->pw_gecos).section(u',', 0, 0);
    }
    if (facts.user.isEmpty())
        facts.user = lookup(u"USER"_s).value_or(QString::number(getuid()));
    if (facts.fullName.isEmpty())
        facts.fullName = facts.user;
    facts.email = lookup(u"EMAIL"_s).value_or(facts.user + u'@' + QSysInfo::machineHostName());
    return facts;
}

} // namespace tidemark
