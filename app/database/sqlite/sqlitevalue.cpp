// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/sqlite/sqlitevalue.h"

#include <QtNumeric>

#include <sqlite3.h>

namespace tidemark {

namespace {

QByteArray realText(sqlite3_stmt *statement, int column)
{
    const double value = sqlite3_column_double(statement, column);
    QByteArray text(reinterpret_cast<const char *>(sqlite3_column_text(statement, column)));
    if (!qIsFinite(value) || text.toDouble() == value)
        return text;
    text = QByteArray::number(value, 'g', 16);
    if (text.toDouble() != value)
        text = QByteArray::number(value, 'g', 17);
    if (!text.contains('.') && !text.contains('e'))
        text += ".0";
    return text;
}

} // namespace

QByteArray sqliteValueText(sqlite3_stmt *statement, int column)
{
    switch (sqlite3_column_type(statement, column)) {
    case SQLITE_FLOAT:
        return realText(statement, column);
    case SQLITE_BLOB: {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(statement, column));
        const int length = sqlite3_column_bytes(statement, column);
        return length == 0 ? QByteArray("") : QByteArray(bytes, length);
    }
    default: {
        const auto *bytes = reinterpret_cast<const char *>(sqlite3_column_text(statement, column));
        return QByteArray(bytes, sqlite3_column_bytes(statement, column));
    }
    }
}

} // namespace tidemark
