// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/postgrestree.h"

#include "sql/relationguess.h"
#include "sql/tokenizer.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringList>

#include <pg_query.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// {"List":{"items":[{"String":{"sval":...}}, ...]}}; empty for anything else. The library for
/// PostgreSQL 14 and older says "str".
QStringList namesOfList(const QJsonValue &value)
{
    QStringList names;
    const QJsonArray items = value["List"_L1]["items"_L1].toArray();
    for (const QJsonValue item : items) {
        const QJsonValue name = item["String"_L1]["sval"_L1];
        if (!name.isString())
            return {};
        names << name.toString();
    }
    return names;
}

/// "a"."B" or a.b in a string, as nextval() takes it.
QString relationInString(const QString &text)
{
    const QByteArray sql = text.toUtf8();
    SqlTokenizer tokens(sql, Engine::PostgreSql);
    QString name;
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End; token = tokens.next()) {
        if (token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName)
            name += tokens.nameOf(token);
        else
            name += QString::fromUtf8(tokens.textOf(token));
    }
    return name;
}

bool isRelationKind(const QString &objectType)
{
    static const QStringList kinds{u"OBJECT_TABLE"_s,   u"OBJECT_VIEW"_s,
                                   u"OBJECT_INDEX"_s,   u"OBJECT_SEQUENCE"_s,
                                   u"OBJECT_MATVIEW"_s, u"OBJECT_FOREIGN_TABLE"_s};
    return kinds.contains(objectType);
}

/// Named by their table and then their own name.
bool isPartOfRelation(const QString &objectType)
{
    static const QStringList kinds{u"OBJECT_COLUMN"_s, u"OBJECT_TRIGGER"_s, u"OBJECT_RULE"_s,
                                   u"OBJECT_POLICY"_s, u"OBJECT_TABCONSTRAINT"_s};
    return kinds.contains(objectType);
}

class TreeReader
{
public:
    explicit TreeReader(std::set<QString> &found)
        : m_found(found)
    {
    }

    void read(const QJsonValue &value)
    {
        if (value.isArray()) {
            const QJsonArray array = value.toArray();
            for (const QJsonValue element : array)
                read(element);
        } else if (value.isObject()) {
            readObject(value.toObject());
        }
    }

private:
    void readObject(const QJsonObject &object)
    {
        if (object.contains("relname"_L1)) {
            addRelation(object);
            return;
        }
        const qsizetype outerNames = m_commonNames.size();
        if (const QJsonValue with = object.value("withClause"_L1); with.isObject())
            readWith(with.toObject());
        readObjectNames(object);
        for (auto it = object.constBegin(); it != object.constEnd(); ++it) {
            const QString key = it.key();
            if (key == "RangeVar"_L1)
                readRangeVar(it->toObject());
            else if (key == "DefElem"_L1)
                readDefElem(it->toObject());
            else if (key == "FuncCall"_L1)
                readFuncCall(it->toObject());
            else if (key == "TypeCast"_L1)
                readTypeCast(it->toObject());
            else if (key != "withClause"_L1)
                read(*it);
        }
        m_commonNames.remove(outerNames, m_commonNames.size() - outerNames);
    }

    void addRelation(const QJsonObject &range)
    {
        const QString schema = range.value("schemaname"_L1).toString();
        const QString name = range.value("relname"_L1).toString();
        m_found.insert(schema.isEmpty() ? name : schema + u'.' + name);
    }

    // Only a RangeVar in a FROM list can mean a common table expression: the target of a statement
    // is a field of its own ("relation") in the tree.
    void readRangeVar(const QJsonObject &range)
    {
        const bool common = !range.contains("schemaname"_L1) &&
                            m_commonNames.contains(range.value("relname"_L1).toString());
        if (!common)
            addRelation(range);
    }

    void readWith(const QJsonObject &with)
    {
        const QJsonArray expressions = with.value("ctes"_L1).toArray();
        const bool recursive = with.value("recursive"_L1).toBool();
        if (recursive) {
            for (const QJsonValue expression : expressions)
                m_commonNames << expression["CommonTableExpr"_L1]["ctename"_L1].toString();
        }
        for (const QJsonValue expression : expressions) {
            read(expression["CommonTableExpr"_L1]["ctequery"_L1]);
            if (!recursive)
                m_commonNames << expression["CommonTableExpr"_L1]["ctename"_L1].toString();
        }
    }

    /// DROP, COMMENT, SECURITY LABEL, ALTER EXTENSION ... ADD: the kind of the object beside its
    /// name.
    void readObjectNames(const QJsonObject &statement)
    {
        QString kind = statement.value("removeType"_L1).toString();
        if (kind.isEmpty())
            kind = statement.value("objtype"_L1).toString();
        if (kind.isEmpty())
            kind = statement.value("objectType"_L1).toString();
        const bool part = isPartOfRelation(kind);
        if (!part && !isRelationKind(kind))
            return;
        QJsonArray objects = statement.value("objects"_L1).toArray();
        objects.append(statement.value("object"_L1));
        for (const QJsonValue object : std::as_const(objects)) {
            QStringList names = namesOfList(object);
            if (part && !names.isEmpty())
                names.removeLast();
            if (!names.isEmpty())
                m_found.insert(names.join(u'.'));
        }
    }

    void readDefElem(const QJsonObject &element)
    {
        const QString name = element.value("defname"_L1).toString();
        const QJsonValue argument = element.value("arg"_L1);
        if (name == "as"_L1) {
            QStringList bodies = namesOfList(argument);
            bodies << argument["String"_L1]["sval"_L1].toString();
            for (const QString &body : std::as_const(bodies))
                guessRelations(body.toUtf8(), Engine::PostgreSql, true, m_found);
        } else if (name == "owned_by"_L1) {
            QStringList names = namesOfList(argument);
            if (names.size() > 1) { // else OWNED BY NONE
                names.removeLast();
                m_found.insert(names.join(u'.'));
            }
        } else {
            read(argument);
        }
    }

    void readFuncCall(const QJsonObject &call)
    {
        static const QStringList sequenceFunctions{u"nextval"_s, u"setval"_s, u"currval"_s,
                                                   u"pg_get_serial_sequence"_s};
        const QJsonArray names = call.value("funcname"_L1).toArray();
        const QString name =
            names.isEmpty() ? QString() : names.last()["String"_L1]["sval"_L1].toString();
        const QJsonArray arguments = call.value("args"_L1).toArray();
        if (sequenceFunctions.contains(name) && !arguments.isEmpty())
            addConstant(arguments.first());
        for (auto it = call.constBegin(); it != call.constEnd(); ++it)
            read(*it);
    }

    void readTypeCast(const QJsonObject &cast)
    {
        const QJsonArray names = cast["typeName"_L1]["names"_L1].toArray();
        const QJsonValue argument = cast.value("arg"_L1);
        if (!names.isEmpty() && names.last()["String"_L1]["sval"_L1].toString() == "regclass"_L1)
            addConstant(argument);
        read(argument);
    }

    void addConstant(const QJsonValue &node)
    {
        const QString text = node["A_Const"_L1]["sval"_L1]["sval"_L1].toString();
        if (!text.isEmpty())
            m_found.insert(relationInString(text));
    }

    std::set<QString> &m_found;
    QStringList m_commonNames; ///< in scope
};

} // namespace

bool relationsOfTree(const QByteArray &sql, std::set<QString> &found)
{
    const PgQueryParseResult result = pg_query_parse(sql.constData());
    const bool parsed = result.error == nullptr;
    QJsonParseError jsonError{};
    QJsonDocument tree;
    if (parsed)
        tree = QJsonDocument::fromJson(QByteArray(result.parse_tree), &jsonError);
    pg_query_free_parse_result(result);
    if (!parsed || jsonError.error != QJsonParseError::NoError)
        return false;
    TreeReader(found).read(tree.object());
    return true;
}

} // namespace tidemark
