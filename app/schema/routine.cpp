// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/routine.h"

#include "sql/identifier.h"

namespace tidemark {

using namespace Qt::StringLiterals;

QString Routine::identity() const
{
    return displayQualified(schema, name) + u'(' + arguments + u')';
}

QString Aggregate::identity() const
{
    return displayQualified(schema, name) + u'(' + arguments + u')';
}

QString Routine::definition() const
{
    const bool procedure = type == RoutineKind::Procedure;
    QString text = (procedure ? "CREATE PROCEDURE "_L1 : "CREATE FUNCTION "_L1) +
                   displayQualified(schema, name) + u'(' + parameters + u')';
    if (!returns.isEmpty())
        text += "\n RETURNS "_L1 + returns;
    text += "\n LANGUAGE "_L1 + displayIdentifier(language);
    if (type == RoutineKind::Window)
        text += " WINDOW"_L1;
    if (!procedure && volatility != "volatile"_L1)
        text += u' ' + volatility.toUpper();
    if (strict)
        text += " STRICT"_L1;
    if (leakproof)
        text += " LEAKPROOF"_L1;
    if (securityDefiner)
        text += " SECURITY DEFINER"_L1;
    if (!procedure && parallel != "unsafe"_L1)
        text += " PARALLEL "_L1 + parallel.toUpper();
    for (const QString &setting : configuration)
        text += "\n SET "_L1 + setting;
    if (sqlBody)
        return text + u'\n' + body;
    text += "\nAS "_L1;
    if (!library.isEmpty())
        text += quoteLiteral(library, Engine::PostgreSql) + ", "_L1;
    return text + quoteLiteral(body, Engine::PostgreSql);
}

} // namespace tidemark
