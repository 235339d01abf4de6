// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/columns.h"
#include "ddl/postgres/words.h"
#include "ddl/postgres/world.h"
#include "sql/identifier.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace tidemark::ddlpg {

namespace {

qint64 largest(const QString &type)
{
    if (type == "smallint"_L1)
        return std::numeric_limits<qint16>::max();
    if (type == "integer"_L1)
        return std::numeric_limits<qint32>::max();
    return std::numeric_limits<qint64>::max();
}

/// A sequence of this type and direction for which nothing else was said.
Sequence usual(const Sequence &like)
{
    Sequence plain;
    plain.increment = like.increment;
    const bool down = like.increment < 0;
    plain.minimum = down ? -largest(like.type) - 1 : 1;
    plain.maximum = down ? -1 : largest(like.type);
    plain.start = down ? like.maximum : like.minimum;
    return plain;
}

QString sequenceWhat(const Sequence &sequence, const Place &)
{
    return u"SEQUENCE "_s + displayQualified(sequence.schema, sequence.name);
}

Fate sequenceFate(const Sequence &before, const Sequence &after, const Place &)
{
    const bool sameColumn = !after.ofIdentity || before.ownedBy == after.ownedBy;
    return before.ofIdentity == after.ofIdentity && sameColumn ? Fate::Alter : Fate::Recreate;
}

void createSequence(const Sequence &sequence, const Place &, Writer &writer)
{
    QString sql = u"CREATE "_s;
    if (sequence.persistence == Persistence::Unlogged)
        sql += u"UNLOGGED "_s;
    sql += u"SEQUENCE "_s + displayQualified(sequence.schema, sequence.name);
    if (sequence.type != "bigint"_L1)
        sql += u" AS "_s + sequence.type;
    const QString options = sequenceOptions(sequence);
    writer.add(options.isEmpty() ? sql : sql + u' ' + options);
}

void dropSequence(const Sequence &sequence, const Place &place, Writer &writer)
{
    writer.add(u"DROP "_s + sequenceWhat(sequence, place))
        .hazard(Hazard::DeletesData, sequence.identity(), u"the place where it stands"_s);
}

/// Where the sequence stands is not known before it runs: a value outside of narrower bounds
/// becomes the nearest one within, as the server refuses them otherwise. Numbers that were given do
/// not come again: at its end the sequence has ended.
void moveWithin(const Sequence &before, const Sequence &after, Writer &writer)
{
    const bool down = after.increment < 0;
    QStringList outside;
    QString value = u"last_value"_s;
    QString ended = u"false"_s;
    if (after.minimum > before.minimum) {
        const QString below = u"last_value < %1"_s.arg(after.minimum);
        value = u"greatest(%1, %2)"_s.arg(value).arg(after.minimum);
        outside += below;
        if (down)
            ended = below;
    }
    if (after.maximum < before.maximum) {
        const QString above = u"last_value > %1"_s.arg(after.maximum);
        value = u"least(%1, %2)"_s.arg(value).arg(after.maximum);
        outside += above;
        if (!down)
            ended = above;
    }
    writer
        .add(u"SELECT pg_catalog.setval(%1, %2, %3) FROM %4 WHERE %5"_s.arg(
            words::literal(after.identity()), value, ended, after.identity(),
            outside.join(u" OR "_s)))
        .hazard(Hazard::DeletesData, after.identity(),
                u"where it stands, if that is outside of the new bounds: it is set to the "
                u"nearest number within"_s);
}

void alterSequence(const Sequence &before, const Sequence &after, const Place &place,
                   Writer &writer)
{
    if (before.name != after.name)
        writer.add(u"ALTER SEQUENCE %1 RENAME TO %2"_s.arg(before.identity(),
                                                           displayIdentifier(after.name)));
    QString changes = sequenceOptionChanges(before, after);
    const bool apart = after.minimum > before.maximum || after.maximum < before.minimum;
    if (apart)
        changes += u" RESTART WITH "_s + QString::number(after.start);
    else if (after.minimum > before.minimum || after.maximum < before.maximum)
        moveWithin(before, after, writer);
    if (!changes.isEmpty())
        writer.add(u"ALTER "_s + sequenceWhat(after, place) + u' ' + changes);
    if (apart)
        writer.hazard(Hazard::DeletesData, after.identity(),
                      u"where it stands, as no number is within the old and the new bounds"_s);
    if (before.persistence != after.persistence && !after.ofIdentity)
        writer.add(
            u"ALTER "_s + sequenceWhat(after, place) +
            (after.persistence == Persistence::Unlogged ? u" SET UNLOGGED"_s : u" SET LOGGED"_s));
}

} // namespace

QString sequenceOptions(const Sequence &sequence)
{
    const Sequence plain = usual(sequence);
    QStringList options;
    if (sequence.increment != 1)
        options += u"INCREMENT BY "_s + QString::number(sequence.increment);
    if (sequence.minimum != plain.minimum)
        options += u"MINVALUE "_s + QString::number(sequence.minimum);
    if (sequence.maximum != plain.maximum)
        options += u"MAXVALUE "_s + QString::number(sequence.maximum);
    if (sequence.start != plain.start)
        options += u"START WITH "_s + QString::number(sequence.start);
    if (sequence.cache != 1)
        options += u"CACHE "_s + QString::number(sequence.cache);
    if (sequence.cycle)
        options += u"CYCLE"_s;
    return options.join(u' ');
}

QString sequenceOptionChanges(const Sequence &before, const Sequence &after)
{
    QStringList options;
    if (before.type != after.type)
        options += u"AS "_s + after.type;
    const auto number = [&](QLatin1StringView clause, qint64 then, qint64 now, bool always) {
        if (then != now || always)
            options += clause + QString::number(now);
    };
    // A new type brings limits of its own.
    const bool otherType = before.type != after.type;
    number("INCREMENT BY "_L1, before.increment, after.increment, false);
    number("MINVALUE "_L1, before.minimum, after.minimum, otherType);
    number("MAXVALUE "_L1, before.maximum, after.maximum, otherType);
    number("START WITH "_L1, before.start, after.start, false);
    number("CACHE "_L1, before.cache, after.cache, false);
    if (before.cycle != after.cycle)
        options += after.cycle ? u"CYCLE"_s : u"NO CYCLE"_s;
    return options.join(u' ');
}

template <>
const KindRules<Sequence> &rulesOf()
{
    static constexpr KindRules<Sequence> rules{
        19,      &sequenceWhat, &sequenceFate, &createSequence, &dropSequence, &alterSequence,
        nullptr, nullptr};
    return rules;
}

} // namespace tidemark::ddlpg
