// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <QString>
#include <QStringList>

/// The small pieces that statements are made of.
namespace tidemark::words {

QString literal(const QString &text);
/// "(a, b)"
QString columnList(const QStringList &columns);

/// The names of a shown name, quotes taken off: `public."A.b"` has two. `sql` ends at the first
/// parenthesis outside of quotes.
QStringList parts(const QString &shown);
/// The shown name without its last part: "public.users" of "public.users.email".
QString withoutLast(const QString &shown);
/// The last part alone, as shown.
QString lastPart(const QString &shown);
/// "public.touch" of "public.touch(integer)".
QString withoutArguments(const QString &routine);
/// "integer, text" of "public.touch(integer, text)".
QString argumentsOf(const QString &routine);

/// A list cut at its commas, those inside of parentheses, brackets and quotes apart.
QStringList splitList(const QString &list);

/// `name`, made other by `suffix`, within the server's 63 bytes.
QString derivedName(const QString &name, const QString &suffix);

/// "fillfactor=70" as "fillfactor = '70'" where the value needs it.
QString parameter(const QString &option);
QString parameterList(const QStringList &options);
/// "fillfactor" of "fillfactor=70".
QString parameterName(const QString &option);

/// OPTIONS (...) of a foreign object: new, or from one list to another; empty where alike.
QString foreignOptions(const QStringList &options);
QString foreignOptionChanges(const QStringList &before, const QStringList &after);

/// SET (...) and RESET (...) behind `alter`, none where alike.
QStringList parameterChanges(const QString &alter, const QStringList &before,
                             const QStringList &after);

/// OPERATOR(shop.===) of "shop.===(text,text)" or of an operator in pg_catalog.
QString operatorReference(const QString &shown);

/// Of an object's kind: "table", "partitioned table", "foreign table".
bool isTable(const QString &kind);

/// A type without its modifier and array marks: "character varying" of "character varying(20)[]".
QString bareType(const QString &type);
bool isArrayType(const QString &type);
/// The numbers in a type's parentheses.
QList<int> modifiers(const QString &type);

} // namespace tidemark::words
