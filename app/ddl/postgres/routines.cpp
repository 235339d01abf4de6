// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

#include <array>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

// ---- routines

QString routineWhat(const Routine &routine, const Place &)
{
    const QString kind = routine.type == RoutineKind::Procedure ? u"PROCEDURE "_s : u"FUNCTION "_s;
    return kind + displayQualified(routine.schema, routine.name) + u'(' + routine.arguments + u')';
}

qsizetype defaultPlace(const QString &parameter)
{
    bool quoted = false;
    for (qsizetype i = 0; i < parameter.size(); ++i) {
        if (parameter.at(i) == u'"')
            quoted = !quoted;
        else if (!quoted && QStringView(parameter).sliced(i).startsWith(" DEFAULT "_L1))
            return i;
    }
    return -1;
}

/// CREATE OR REPLACE may give a parameter a default, or another one, but not take it away.
bool mayReplaceParameters(const QString &before, const QString &after)
{
    const QStringList old = words::splitList(before);
    const QStringList now = words::splitList(after);
    if (old.size() != now.size())
        return false;
    for (qsizetype i = 0; i < old.size(); ++i) {
        const qsizetype oldDefault = defaultPlace(old.at(i));
        const qsizetype newDefault = defaultPlace(now.at(i));
        if (oldDefault >= 0 && newDefault < 0)
            return false;
        if (old.at(i).left(oldDefault) != now.at(i).left(newDefault))
            return false;
    }
    return true;
}

Fate routineFate(const Routine &before, const Routine &after, const Place &)
{
    const bool sameResult = before.type == after.type && before.returns == after.returns;
    return sameResult && mayReplaceParameters(before.parameters, after.parameters) ? Fate::Alter
                                                                                   : Fate::Recreate;
}

/// Settings whose value is a list of names, each quoted by itself.
bool isListSetting(const QString &name)
{
    static constexpr std::array names{"search_path"_L1,
                                      "temp_tablespaces"_L1,
                                      "local_preload_libraries"_L1,
                                      "session_preload_libraries"_L1,
                                      "shared_preload_libraries"_L1,
                                      "unix_socket_directories"_L1};
    return std::find(names.begin(), names.end(), name.toLower()) != names.end();
}

QString settingClause(const QString &setting)
{
    const qsizetype equals = setting.indexOf(u'=');
    const QString name = setting.left(equals);
    const QString value = setting.mid(equals + 1);
    QStringList values;
    if (isListSetting(name)) {
        for (const QString &one : words::splitList(value)) {
            const QString bare = words::parts(one).join(u'.');
            values += words::literal(bare);
        }
    } else {
        values += words::literal(value);
    }
    QStringList nameParts;
    for (const QString &part : name.split(u'.'))
        nameParts += displayIdentifier(part);
    return u" SET "_s + nameParts.join(u'.') + u" TO "_s + values.join(u", "_s);
}

/// A tag for dollar quotes that the text does not hold.
QString dollarQuoted(const QString &text)
{
    QString tag = u"$$"_s;
    for (int i = 0; text.contains(tag) || (text.endsWith(u'$') && tag == "$$"_L1); ++i)
        tag = u"$body%1$"_s.arg(i == 0 ? QString() : QString::number(i));
    return tag + text + tag;
}

QString attributes(const Routine &routine)
{
    const bool procedure = routine.type == RoutineKind::Procedure;
    QString text;
    if (routine.type == RoutineKind::Window)
        text += u" WINDOW"_s;
    if (!procedure && routine.volatility != "volatile"_L1)
        text += u' ' + routine.volatility.toUpper();
    if (routine.strict)
        text += u" STRICT"_s;
    if (routine.leakproof)
        text += u" LEAKPROOF"_s;
    if (routine.securityDefiner)
        text += u" SECURITY DEFINER"_s;
    if (!procedure && routine.parallel != "unsafe"_L1)
        text += u" PARALLEL "_s + routine.parallel.toUpper();
    const double usualCost =
        routine.language == "c"_L1 || routine.language == "internal"_L1 ? 1 : 100;
    if (!procedure && routine.cost != usualCost)
        text += u" COST "_s + toText(routine.cost);
    if (routine.rows != 0 && routine.rows != 1000)
        text += u" ROWS "_s + toText(routine.rows);
    if (!routine.support.isEmpty())
        text += u" SUPPORT "_s + words::withoutArguments(routine.support);
    return text;
}

QString createText(const Routine &routine, bool replace)
{
    const bool procedure = routine.type == RoutineKind::Procedure;
    QString text = u"CREATE "_s + (replace ? u"OR REPLACE "_s : QString()) +
                   (procedure ? u"PROCEDURE "_s : u"FUNCTION "_s) +
                   displayQualified(routine.schema, routine.name) + u'(' + routine.parameters +
                   u')';
    if (!routine.returns.isEmpty())
        text += u"\nRETURNS "_s + routine.returns;
    text += u"\nLANGUAGE "_s + displayIdentifier(routine.language);
    if (!routine.transforms.isEmpty())
        text += u" TRANSFORM FOR TYPE "_s + routine.transforms.join(u", FOR TYPE "_s);
    text += attributes(routine);
    for (const QString &setting : routine.configuration)
        text += u'\n' + settingClause(setting).mid(1);
    if (routine.sqlBody)
        return text + u'\n' + routine.body;
    text += u"\nAS "_s;
    if (!routine.library.isEmpty())
        return text + words::literal(routine.library) + u", "_s + words::literal(routine.body);
    return text + dollarQuoted(routine.body);
}

void createRoutine(const Routine &routine, const Place &, Writer &writer)
{
    writer.add(createText(routine, false));
    if (routine.language == "c"_L1 || routine.language == "internal"_L1 || routine.leakproof)
        writer.hazard(Hazard::NeedsPrivilege, routine.identity(), u"superuser"_s);
}

void alterRoutine(const Routine &before, const Routine &after, const Place &, Writer &writer)
{
    if (!differOnlyIn(before, after, {"owner", "grants", "comment"}))
        writer.add(createText(after, true));
}

bool routineRedefines(const Routine &before, const Routine &after)
{
    return !differOnlyIn(before, after, {"owner", "grants", "comment"});
}

// ---- aggregates

/// As COMMENT ON and DROP name it: with ORDER BY where it has an ordered set.
QString aggregateSignature(const Aggregate &aggregate)
{
    const bool ordered =
        !aggregate.aggregateKind.isEmpty() && aggregate.aggregateKind != "normal"_L1;
    const QString arguments = ordered ? aggregate.parameters : aggregate.arguments;
    return displayQualified(aggregate.schema, aggregate.name) + u'(' +
           (arguments.isEmpty() ? u"*"_s : arguments) + u')';
}

QString aggregateWhat(const Aggregate &aggregate, const Place &)
{
    return u"AGGREGATE "_s + aggregateSignature(aggregate);
}

Fate aggregateFate(const Aggregate &before, const Aggregate &after, const Place &)
{
    // The result's type is the state's, or the final function's: it must stay.
    const bool sameResult =
        before.aggregateKind == after.aggregateKind && before.parameters == after.parameters &&
        before.transitionType == after.transitionType && before.final == after.final;
    return sameResult ? Fate::Alter : Fate::Recreate;
}

class AggregateClauses
{
public:
    void add(QLatin1StringView clause, const QString &value)
    {
        if (!value.isEmpty())
            m_clauses += clause + " = "_L1 + value;
    }
    void function(QLatin1StringView clause, const QString &value)
    {
        add(clause, words::withoutArguments(value));
    }
    void flag(const QString &clause, bool set)
    {
        if (set)
            m_clauses += clause;
    }
    void number(QLatin1StringView clause, qint64 value)
    {
        if (value != 0)
            add(clause, QString::number(value));
    }
    QString text() const { return m_clauses.join(u",\n    "_s); }

private:
    QStringList m_clauses;
};

void addMoving(AggregateClauses &clauses, const Aggregate &one)
{
    clauses.function("MSFUNC"_L1, one.movingTransition);
    clauses.function("MINVFUNC"_L1, one.movingInverse);
    clauses.add("MSTYPE"_L1, one.movingType);
    clauses.number("MSSPACE"_L1, one.movingSpace);
    clauses.function("MFINALFUNC"_L1, one.movingFinal);
    clauses.flag(u"MFINALFUNC_EXTRA"_s, one.movingFinalExtra);
    if (!one.movingFinal.isEmpty())
        clauses.add("MFINALFUNC_MODIFY"_L1, one.movingFinalModify.toUpper());
    if (one.hasMovingInitialValue)
        clauses.add("MINITCOND"_L1, words::literal(one.movingInitialValue));
}

QString aggregateText(const Aggregate &one, bool replace)
{
    AggregateClauses clauses;
    clauses.function("SFUNC"_L1, one.transition);
    clauses.add("STYPE"_L1, one.transitionType);
    clauses.number("SSPACE"_L1, one.transitionSpace);
    clauses.function("FINALFUNC"_L1, one.final);
    clauses.flag(u"FINALFUNC_EXTRA"_s, one.finalExtra);
    if (!one.final.isEmpty())
        clauses.add("FINALFUNC_MODIFY"_L1, one.finalModify.toUpper());
    clauses.function("COMBINEFUNC"_L1, one.combine);
    clauses.function("SERIALFUNC"_L1, one.serialize);
    clauses.function("DESERIALFUNC"_L1, one.deserialize);
    if (one.hasInitialValue)
        clauses.add("INITCOND"_L1, words::literal(one.initialValue));
    addMoving(clauses, one);
    clauses.flag(u"HYPOTHETICAL"_s, one.aggregateKind == "hypothetical-set"_L1);
    if (!one.sortOperator.isEmpty())
        clauses.add("SORTOP"_L1, words::operatorReference(one.sortOperator));
    if (one.parallel != "unsafe"_L1)
        clauses.add("PARALLEL"_L1, one.parallel.toUpper());
    return u"CREATE "_s + (replace ? u"OR REPLACE "_s : QString()) + u"AGGREGATE "_s +
           displayQualified(one.schema, one.name) + u'(' +
           (one.parameters.isEmpty() ? u"*"_s : one.parameters) + u") (\n    "_s + clauses.text() +
           u"\n)"_s;
}

void createAggregate(const Aggregate &aggregate, const Place &, Writer &writer)
{
    writer.add(aggregateText(aggregate, false));
}

void alterAggregate(const Aggregate &before, const Aggregate &after, const Place &, Writer &writer)
{
    if (!differOnlyIn(before, after, {"owner", "grants", "comment"}))
        writer.add(aggregateText(after, true));
}

bool aggregateRedefines(const Aggregate &before, const Aggregate &after)
{
    return !differOnlyIn(before, after, {"owner", "grants", "comment"});
}

} // namespace

template <>
const KindRules<Routine> &rulesOf()
{
    static constexpr KindRules<Routine> rules{
        40,      &routineWhat,  &routineFate, &createRoutine,
        nullptr, &alterRoutine, nullptr,      &routineRedefines};
    return rules;
}

template <>
const KindRules<Aggregate> &rulesOf()
{
    static constexpr KindRules<Aggregate> rules{
        41,      &aggregateWhat,  &aggregateFate, &createAggregate,
        nullptr, &alterAggregate, nullptr,        &aggregateRedefines};
    return rules;
}

} // namespace tidemark::ddlpg
