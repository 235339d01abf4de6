// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace tidemark {

/// "12,345"
inline QString groupedText(qint64 number)
{
    return QLocale(QLocale::English).toString(number);
}

} // namespace tidemark
