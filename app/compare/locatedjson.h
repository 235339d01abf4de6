// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <vector>

namespace tidemark {

struct LocatedMember;

/// A JSON value that knows where it stands in its text, which QJsonDocument forgets: an error in a
/// file that people edit and merge has to name its line.
struct LocatedJson
{
    enum class Type { Null, Bool, Number, String, Array, Object };
    Type type = Type::Null;
    qsizetype offset = 0; ///< bytes
    bool truth = false;
    QString text; ///< of a string; of a number as it is written
    std::vector<LocatedJson> items;
    std::vector<LocatedMember> members; ///< in the order of the text

    const LocatedJson *member(QStringView name) const;
};

struct LocatedMember
{
    QString name;
    LocatedJson value;
};

/// RFC 8259, at most 64 levels deep, each name once in its object. Error{Input} with the place in
/// `file`. One scan.
Result<LocatedJson> parseLocatedJson(const QByteArray &json, const QString &file);

/// Where that byte stands; columns count characters.
SourceLocation locationOf(const QByteArray &text, qsizetype offset, const QString &file);

/// "text in quotes", as JSON writes it: UTF-8, control characters as \uXXXX.
QByteArray jsonString(const QString &text);

} // namespace tidemark
