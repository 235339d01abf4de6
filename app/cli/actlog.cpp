// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/actlog.h"

#include "workspace/auditlog.h"

using namespace Qt::StringLiterals;

namespace tidemark {

AuditedAct beginAct(const QString &act, const Target &target, const CommandContext &context)
{
    return {defaultStateFolder(context.variables), act,
            AuditPlace{target.workspace ? &*target.workspace : nullptr,
                       target.environment ? &*target.environment : nullptr,
                       target.spec ? &*target.spec : nullptr}};
}

AuditedAct beginAct(const char *act, const Target &target, const CommandContext &context)
{
    return beginAct(QString::fromLatin1(act), target, context);
}

void warnUnlessLogged(const Result<void> &written, Terminal &terminal)
{
    if (written)
        return;
    const Error &error = written.error();
    QString text = u"%1: %2"_s.arg(terminal.styledErr(u"warning"_s, Style::Yellow), error.summary);
    if (error.where.isValid())
        text += u" ("_s + error.where.toString() + u')';
    if (!error.detail.isEmpty())
        text += u": "_s + error.detail;
    if (!error.hint.isEmpty())
        text += u"; "_s + error.hint;
    terminal.note(text);
}

} // namespace tidemark
