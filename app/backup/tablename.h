// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark {

/// A table by name; the schema is empty where somebody left it out.
struct TableName
{
    QString schema;
    QString name;

    bool operator==(const TableName &) const = default;
};

/// "schema.name" or "name", each quoted or not. What displayQualified() writes comes back. Pure.
TableName tableNamed(const QString &text);

} // namespace tidemark
