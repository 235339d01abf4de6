// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

namespace tidemark {

/// "12.3 MB": in powers of ten, as disks are sold.
inline QString bytesText(qint64 bytes, const QLocale &locale = QLocale::c())
{
    return locale.formattedDataSize(bytes, 1, QLocale::DataSizeSIFormat);
}

} // namespace tidemark
