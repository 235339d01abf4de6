// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/arming.h"

using namespace Qt::StringLiterals;

namespace tidemark {

bool needsArming(const Environment &environment)
{
    return environment.role == EnvironmentRole::Production;
}

Result<void> checkArmed(const Environment &environment, const QString &typedName)
{
    if (!needsArming(environment) || typedName == environment.name)
        return {};
    Error error;
    error.kind = ErrorKind::Usage;
    error.where = environment.where;
    error.summary = u"\"%1\" is a production database and is not armed"_s.arg(environment.name);
    if (!typedName.isEmpty())
        error.detail = u"\"%1\" was typed, which is not its name"_s.arg(typedName);
    error.hint = u"nothing was touched; --arm %1 arms it for this one run"_s.arg(environment.name);
    return fail(error);
}

} // namespace tidemark
