// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/leftovers.h"

using namespace Qt::StringLiterals;

namespace tidemark {

Result<void> removeLeftovers(SandboxFactory &sandboxes, Terminal &terminal)
{
    TM_TRY_ASSIGN(const Leftovers found, sandboxes.removeLeftovers());
    for (const QString &one : found.removed)
        terminal.note(u"removed what an earlier run left: "_s + one);
    for (const QString &one : found.remaining)
        terminal.warn(u"what an earlier run left is still there: "_s + one);
    return {};
}

} // namespace tidemark
