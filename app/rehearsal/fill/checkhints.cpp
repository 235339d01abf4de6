// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/checkhints.h"

#include <QByteArray>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QJsonValue>

#include <pg_query.h>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The expression without casts, collations and functions that change only the form of a text.
QJsonObject unwrapped(QJsonObject node)
{
    for (;;) {
        if (node.contains("TypeCast"_L1)) {
            node = node["TypeCast"_L1]["arg"_L1].toObject();
        } else if (node.contains("CollateClause"_L1)) {
            node = node["CollateClause"_L1]["arg"_L1].toObject();
        } else {
            return node;
        }
    }
}

QString functionName(const QJsonObject &node)
{
    const QJsonArray names = node["FuncCall"_L1]["funcname"_L1].toArray();
    return names.isEmpty() ? QString() : names.last()["String"_L1]["sval"_L1].toString();
}

QJsonObject firstArgument(const QJsonObject &node)
{
    return unwrapped(node["FuncCall"_L1]["args"_L1][0].toObject());
}

/// The column's name, or empty for anything else.
QString columnOf(const QJsonObject &expression)
{
    QJsonObject node = unwrapped(expression);
    const QString function = functionName(node);
    if (function == "lower"_L1 || function == "upper"_L1 || function == "btrim"_L1 ||
        function == "abs"_L1)
        node = firstArgument(node);
    const QJsonArray fields = node["ColumnRef"_L1]["fields"_L1].toArray();
    return fields.isEmpty() ? QString() : fields.last()["String"_L1]["sval"_L1].toString();
}

/// The column of length(column) and its likes, or empty.
QString measuredColumn(const QJsonObject &expression)
{
    static const QStringList functions{u"length"_s,       u"char_length"_s, u"character_length"_s,
                                       u"octet_length"_s, u"cardinality"_s, u"array_length"_s};
    const QJsonObject node = unwrapped(expression);
    return functions.contains(functionName(node)) ? columnOf(firstArgument(node)) : QString();
}

/// A constant as text. The tree leaves zero and false out.
std::optional<QString> constantOf(const QJsonObject &expression)
{
    const QJsonObject node = unwrapped(expression);
    if (!node.contains("A_Const"_L1))
        return std::nullopt;
    const QJsonObject constant = node["A_Const"_L1].toObject();
    if (constant.contains("isnull"_L1))
        return std::nullopt;
    if (constant.contains("ival"_L1))
        return QString::number(constant["ival"_L1]["ival"_L1].toInt());
    if (constant.contains("fval"_L1))
        return constant["fval"_L1]["fval"_L1].toString();
    if (constant.contains("boolval"_L1))
        return constant["boolval"_L1]["boolval"_L1].toBool() ? u"true"_s : u"false"_s;
    return constant["sval"_L1]["sval"_L1].toString();
}

QStringList constantsOf(const QJsonArray &nodes)
{
    QStringList constants;
    for (const QJsonValue node : nodes) {
        const auto constant = constantOf(node.toObject());
        if (!constant)
            return {};
        constants << *constant;
    }
    return constants;
}

QString flipped(const QString &op)
{
    if (op.startsWith(u'<') && op != "<>"_L1)
        return QString(op).replace(u'<', u'>');
    if (op.startsWith(u'>'))
        return QString(op).replace(u'>', u'<');
    return op;
}

bool onlyAsksForNull(const QJsonObject &node)
{
    return node["NullTest"_L1]["nulltesttype"_L1].toString() == "IS_NULL"_L1;
}

class HintReader
{
public:
    HintReader(int branch, ColumnHints &hints)
        : m_branch(branch)
        , m_hints(hints)
    {
    }

    void read(const QJsonObject &expression)
    {
        const QJsonObject node = unwrapped(expression);
        if (node.contains("BoolExpr"_L1))
            readBoolean(node["BoolExpr"_L1].toObject());
        else if (node.contains("A_Expr"_L1))
            readOperator(node["A_Expr"_L1].toObject());
        else if (node.contains("NullTest"_L1))
            readNullTest(node["NullTest"_L1].toObject());
        else if (const QString column = columnOf(node); !column.isEmpty())
            m_hints[column].allowed = QStringList{u"true"_s};
    }

private:
    void readBoolean(const QJsonObject &node)
    {
        const QJsonArray parts = node["args"_L1].toArray();
        const QString kind = node["boolop"_L1].toString();
        if (kind == "AND_EXPR"_L1) {
            for (const QJsonValue part : parts)
                read(part.toObject());
        } else if (kind == "OR_EXPR"_L1 && !parts.isEmpty()) {
            std::vector<QJsonObject> sides;
            for (const QJsonValue part : parts)
                sides.push_back(unwrapped(part.toObject()));
            std::stable_partition(sides.begin(), sides.end(),
                                  [](const QJsonObject &side) { return !onlyAsksForNull(side); });
            read(sides[static_cast<size_t>(m_branch) % sides.size()]);
        }
    }

    void readNullTest(const QJsonObject &node)
    {
        const QString column = columnOf(node["arg"_L1].toObject());
        if (column.isEmpty())
            return;
        if (node["nulltesttype"_L1].toString() == "IS_NULL"_L1)
            m_hints[column].forceNull = true;
        else
            m_hints[column].forceValue = true;
    }

    void readOperator(const QJsonObject &node)
    {
        const QString kind = node["kind"_L1].toString();
        const QString op = node["name"_L1][0]["String"_L1]["sval"_L1].toString();
        const QJsonObject left = node["lexpr"_L1].toObject();
        const QJsonObject right = node["rexpr"_L1].toObject();
        if (kind == "AEXPR_IN"_L1 && op == "="_L1)
            readList(left, right["List"_L1]["items"_L1].toArray());
        else if (kind == "AEXPR_OP_ANY"_L1 && op == "="_L1)
            readList(left, unwrapped(right)["A_ArrayExpr"_L1]["elements"_L1].toArray());
        else if (kind == "AEXPR_BETWEEN"_L1)
            readBetween(left, right["List"_L1]["items"_L1].toArray());
        else if (kind == "AEXPR_LIKE"_L1 && op == "~~"_L1)
            readPattern(left, right, true);
        else if (kind == "AEXPR_OP"_L1 && (op == "~"_L1 || op == "~*"_L1 || op == "~~"_L1))
            readPattern(left, right, op == "~~"_L1);
        else if (kind == "AEXPR_OP"_L1)
            readComparison(left, op, right);
    }

    void readList(const QJsonObject &left, const QJsonArray &items)
    {
        const QStringList constants = constantsOf(items);
        const QString column = columnOf(left);
        if (!column.isEmpty() && !constants.isEmpty())
            m_hints[column].allowed = constants;
    }

    void readBetween(const QJsonObject &left, const QJsonArray &bounds)
    {
        readComparison(left, u">="_s, bounds[0].toObject());
        readComparison(left, u"<="_s, bounds[1].toObject());
    }

    void readPattern(const QJsonObject &left, const QJsonObject &right, bool like)
    {
        const QString column = columnOf(left);
        const auto pattern = constantOf(right);
        if (column.isEmpty() || !pattern)
            return;
        m_hints[column].pattern = *pattern;
        m_hints[column].like = like;
    }

    void readComparison(const QJsonObject &left, const QString &op, const QJsonObject &right)
    {
        if (readNullTests(left, op, right) || readNullCount(left, right))
            return;
        if (const auto constant = constantOf(right))
            compare(left, op, *constant);
        else if (const auto other = constantOf(left))
            compare(right, flipped(op), *other);
        else
            compareColumns(left, op, right);
    }

    /// (a IS NULL) <> (b IS NULL): one of them. With = no hint is needed, both have values.
    bool readNullTests(const QJsonObject &left, const QString &op, const QJsonObject &right)
    {
        const QString first = columnOf(unwrapped(left)["NullTest"_L1]["arg"_L1].toObject());
        const QString second = columnOf(unwrapped(right)["NullTest"_L1]["arg"_L1].toObject());
        if (first.isEmpty() || second.isEmpty())
            return false;
        if (op == "<>"_L1)
            chooseOne({first, second});
        return true;
    }

    /// num_nonnulls(a, b, c) compared with 1
    bool readNullCount(const QJsonObject &left, const QJsonObject &right)
    {
        const QJsonObject call = unwrapped(left);
        if (functionName(call) != "num_nonnulls"_L1 || constantOf(right) != u"1"_s)
            return false;
        QStringList columns;
        const QJsonArray arguments = call["FuncCall"_L1]["args"_L1].toArray();
        for (const QJsonValue argument : arguments)
            columns << columnOf(argument.toObject());
        chooseOne(columns);
        return true;
    }

    void chooseOne(const QStringList &columns)
    {
        for (qsizetype i = 0; i < columns.size(); ++i) {
            if (columns[i].isEmpty())
                continue;
            if (i == m_branch % columns.size())
                m_hints[columns[i]].forceValue = true;
            else
                m_hints[columns[i]].forceNull = true;
        }
    }

    void compare(const QJsonObject &side, const QString &op, const QString &constant)
    {
        bool isNumber = false;
        const double number = constant.toDouble(&isNumber);
        if (const QString column = measuredColumn(side); !column.isEmpty() && isNumber)
            limitLength(m_hints[column], op, static_cast<int>(number));
        else if (const QString direct = columnOf(side); !direct.isEmpty()) {
            if (op == "="_L1)
                m_hints[direct].allowed = QStringList{constant};
            else if (isNumber)
                limitValue(m_hints[direct], op, number);
        }
    }

    static void limitLength(ColumnHint &hint, const QString &op, int length)
    {
        if (op == "="_L1 || op == ">="_L1)
            hint.minLength = std::max(hint.minLength, length);
        if (op == "="_L1 || op == "<="_L1)
            hint.maxLength = std::min(hint.maxLength.value_or(length), length);
        if (op == ">"_L1)
            hint.minLength = std::max(hint.minLength, length + 1);
        if (op == "<"_L1)
            hint.maxLength = std::min(hint.maxLength.value_or(length - 1), length - 1);
    }

    // Strict bounds of whole numbers move by one; a fraction's bounds move with them, which stays
    // inside unless the range is narrower than that.
    static void limitValue(ColumnHint &hint, const QString &op, double number)
    {
        if (op == ">="_L1)
            hint.low = std::max(hint.low.value_or(number), number);
        else if (op == ">"_L1)
            hint.low = std::max(hint.low.value_or(number), std::floor(number) + 1);
        else if (op == "<="_L1)
            hint.high = std::min(hint.high.value_or(number), number);
        else if (op == "<"_L1)
            hint.high = std::min(hint.high.value_or(number), std::ceil(number) - 1);
    }

    void compareColumns(const QJsonObject &left, const QString &op, const QJsonObject &right)
    {
        const QString first = columnOf(left);
        const QString second = columnOf(right);
        if (first.isEmpty() || second.isEmpty())
            return;
        if (first == second) {
            // code = upper(code)
            const bool upper = functionName(unwrapped(left)) == "upper"_L1 ||
                               functionName(unwrapped(right)) == "upper"_L1;
            m_hints[first].upperCase = m_hints[first].upperCase || upper;
            return;
        }
        if (op.startsWith(u'<'))
            m_hints[second].rank = std::max(m_hints[second].rank, m_hints[first].rank + 1);
        else if (op.startsWith(u'>'))
            m_hints[first].rank = std::max(m_hints[first].rank, m_hints[second].rank + 1);
    }

    int m_branch;
    ColumnHints &m_hints;
};

} // namespace

void addCheckHints(const QString &expression, int branch, ColumnHints &hints)
{
    const QByteArray sql = "SELECT " + expression.toUtf8();
    const PgQueryParseResult result = pg_query_parse(sql.constData());
    QJsonDocument tree;
    if (result.error == nullptr)
        tree = QJsonDocument::fromJson(QByteArray(result.parse_tree));
    pg_query_free_parse_result(result);
    const QJsonValue target =
        tree["stmts"_L1][0]["stmt"_L1]["SelectStmt"_L1]["targetList"_L1][0]["ResTarget"_L1];
    HintReader(branch, hints).read(target["val"_L1].toObject());
}

} // namespace tidemark
