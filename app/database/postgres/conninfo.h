// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QMap>
#include <QString>

namespace tidemark {

/// libpq's keywords of a URL or a keyword string, only those that it sets ("host", "dbname",
/// "password", ...). Error{Usage} with libpq's words when it cannot be read; the words never repeat
/// the password.
Result<QMap<QString, QString>> parseConninfo(const QString &conninfo);

/// The reverse: `key='value'` pairs that libpq reads.
QString composeConninfo(const QMap<QString, QString> &keywords);

} // namespace tidemark
