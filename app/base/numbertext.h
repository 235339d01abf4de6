// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace tidemark {

/// "12,345", as the desktop writes it (QLocale's default); where that is "C", as in English.
inline QString groupedText(qint64 number)
{
    const QLocale locale;
    return (locale.language() == QLocale::C ? QLocale(QLocale::English) : locale).toString(number);
}

} // namespace tidemark
