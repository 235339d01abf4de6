// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/services.h"

#include <QSettings>
#include <QString>

namespace tidemark {

/// What the workbench remembers, a small file in the configuration folder. Make it, use it, let it
/// go: it is written when the last one goes.
inline QSettings settingsOf(const Services &services)
{
    return QSettings(services.configFolder + QStringLiteral("/workbench.ini"),
                     QSettings::IniFormat);
}

/// A key for something of one file or folder. QSettings takes the slashes of a path for groups.
inline QString settingsKeyOf(QLatin1StringView group, const QString &path)
{
    return group + u'/' +
           QString::fromLatin1(path.toUtf8().toBase64(QByteArray::Base64UrlEncoding));
}

} // namespace tidemark
