// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/draftrun.h"

#include "run/scriptrun.h"

using namespace Qt::StringLiterals;

namespace tidemark {

Result<void> runDrafted(Session &session, const std::vector<DraftScript> &scripts,
                        const QString &name, int *at)
{
    for (size_t i = 0; i < scripts.size(); ++i) {
        Script script;
        script.file = scripts.size() == 1 ? name : u"%1, script %2"_s.arg(name).arg(i + 1);
        script.text = scripts[i].text.toUtf8();
        script.transaction =
            scripts[i].transactional ? TransactionMode::Transaction : TransactionMode::None;
        if (at)
            *at = int(i);
        TM_TRY(runScripts(session, {script}));
    }
    return {};
}

} // namespace tidemark
