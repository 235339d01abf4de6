// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "database/postgres/postgressession.h"
#include "schema/values.h"

#include <QByteArrayView>

#include <vector>

namespace tidemark::postgres {

using Oid = uint;

/// A decimal number; 0 for an empty cell.
qint64 numberFrom(QByteArrayView text);

/// The elements of an array's text, "{a,\"b c\",NULL}"; NULL is an empty string. One dimension.
QStringList listFrom(QByteArrayView text);

/// pg_attribute.attoptions, sorted, without the marker that some minor releases keep there for
/// themselves ("pg_attver=..."), which pg_dump leaves out too.
QStringList columnOptions(QByteArrayView text);

/// The numbers of an int2vector or oidvector ("1 2 3") or of an array of numbers ("{1,2,3}").
std::vector<qint64> numbersFrom(QByteArrayView text);

/// aclitem[]'s text against the text of what acldefault() gives for the object.
Acl aclFrom(QByteArrayView text, QByteArrayView defaultText);

/// Two columns for aclFrom(): the list, and where there is one the default for the kind of object.
QByteArray aclColumns(const char *acl, const char *kind, const char *owner);

/// A cell of the select list and the comma after it: the routine of a regproc column with its
/// argument types, NULL for none.
QByteArray routineCell(const char *column);

/// What a row of pg_default_acl is for, from its defaclobjtype.
QString privilegedObjects(char code);

/// "name" of a role as the server writes it: PUBLIC where it is empty.
inline QString roleOrPublic(const QString &role)
{
    return role.isEmpty() ? QStringLiteral("PUBLIC") : role;
}

/// Walks through the columns of one row, in the order of the select list.
class RowCursor
{
public:
    RowCursor(const PostgresResult &rows, int row)
        : m_rows(rows)
        , m_row(row)
    {
    }

    QByteArrayView bytes() { return m_rows.bytes(m_row, m_column++); }
    QString text() { return QString::fromUtf8(bytes()); }
    bool boolean() { return bytes() == "t"; }
    qint64 number() { return numberFrom(bytes()); }
    int integer() { return static_cast<int>(number()); }
    Oid oid() { return static_cast<Oid>(number()); }
    char character()
    {
        const QByteArrayView cell = bytes();
        return cell.isEmpty() ? '\0' : cell[0];
    }
    QStringList list() { return listFrom(bytes()); }
    /// "name=value" by name: their order means nothing, and pg_dump does not keep it.
    QStringList foreignOptions()
    {
        QStringList options = list();
        options.sort();
        return options;
    }
    Acl acl()
    {
        const QByteArrayView given = bytes();
        const QByteArrayView byDefault = bytes();
        return nextAcl(given, byDefault);
    }
    bool isNull() const { return m_rows.isNull(m_row, m_column); }
    void skip(int columns = 1) { m_column += columns; }

private:
    static Acl nextAcl(QByteArrayView given, QByteArrayView byDefault)
    {
        return given.isEmpty() ? Acl{} : aclFrom(given, byDefault);
    }

    const PostgresResult &m_rows;
    int m_row;
    int m_column = 0;
};

} // namespace tidemark::postgres
