// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/partitionvalue.h"

#include "sql/tokenizer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The texts between the commas of the first parenthesis at or behind `from`.
QStringList listIn(const QString &text, qsizetype from)
{
    const qsizetype open = text.indexOf(u'(', from);
    if (open < 0)
        return {};
    const QByteArray sql = text.mid(open + 1).toUtf8();
    SqlTokenizer tokens(sql, Engine::PostgreSql);
    QStringList parts;
    QString part;
    int depth = 0;
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End; token = tokens.next()) {
        const QString word = QString::fromUtf8(tokens.textOf(token));
        if (word == "("_L1)
            ++depth;
        if (word == ")"_L1 && --depth < 0)
            break;
        if (word == ","_L1 && depth == 0) {
            parts << part;
            part.clear();
            continue;
        }
        part += part.isEmpty() ? word : u' ' + word;
    }
    parts << part;
    return parts;
}

/// The column that a part of a partition key names, or empty for an expression.
QString keyColumn(const QString &part)
{
    if (part.contains(u'('))
        return {};
    const QByteArray sql = part.toUtf8();
    SqlTokenizer tokens(sql, Engine::PostgreSql);
    const SqlToken token = tokens.next();
    const bool named =
        token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
    return named ? tokens.nameOf(token) : QString();
}

bool isOpenEnd(const QString &bound)
{
    return bound.isEmpty() || bound == "MINVALUE"_L1 || bound == "MAXVALUE"_L1;
}

/// `steps` above (or, negative, below) a bound, in what is a step for the type.
QString stepped(const QString &bound, const QString &type, int steps)
{
    bool whole = false;
    const qint64 number = QString(bound).remove(u'\'').toLongLong(&whole);
    if (whole && (type.contains("int"_L1) || type.startsWith("numeric"_L1)))
        return QString::number(number + steps);
    if (type.startsWith("timestamp"_L1))
        return u"(%1::%2 + interval '%3 seconds')"_s.arg(bound, type).arg(steps);
    if (type == "date"_L1)
        return u"(%1::date + %2)"_s.arg(bound).arg(steps < 0 ? -1 : 0);
    return bound;
}

QString valueInRange(const QString &from, const QString &to, const QString &type, int number)
{
    if (!isOpenEnd(from))
        return stepped(from, type, number - 1);
    return isOpenEnd(to) ? QString() : stepped(to, type, -number);
}

void addValues(const Relation &root, const Relation &parent, const Relation &partition, int number,
               ColumnExpressions &values)
{
    const QStringList keys = listIn(parent.partitionKey, 0);
    const QString &bound = partition.partitionBound;
    const bool list = bound.contains(" IN ("_L1);
    const QStringList from = listIn(bound, list ? bound.indexOf(" IN ("_L1) : 0);
    const QStringList to = list ? QStringList() : listIn(bound, bound.indexOf(" TO ("_L1));
    for (qsizetype i = 0; i < keys.size(); ++i) {
        const QString name = keyColumn(keys[i]);
        const Column *column = root.column(name);
        if (column == nullptr || values.contains(name))
            continue;
        const QString value = list ? from.value((number - 1) % std::max<qsizetype>(from.size(), 1))
                                   : valueInRange(from.value(i), to.value(i), column->type, number);
        if (!value.isEmpty())
            values.insert(name, value);
    }
}

} // namespace

ColumnExpressions partitionExpressions(const FillContext &context, const Relation &table,
                                       int number)
{
    ColumnExpressions values;
    const Relation *parent = &table;
    while (parent != nullptr && parent->type == RelationKind::PartitionedTable) {
        const auto partitions = context.partitionsOf(*parent);
        const auto bounded = std::ranges::find_if(partitions, [](const Relation *partition) {
            return partition->partitionBound.contains(" IN ("_L1) ||
                   partition->partitionBound.contains(" FROM ("_L1);
        });
        if (bounded == partitions.end())
            break;
        addValues(table, *parent, **bounded, number, values);
        parent = *bounded;
    }
    return values;
}

} // namespace tidemark
