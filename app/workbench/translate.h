// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QString>

namespace tidemark {

/// The text in the language of the window, for functions that belong to no QObject. Their context
/// in the translation files is "tidemark", as lupdate calls a namespace.
inline QString tr(const char *text)
{
    return QCoreApplication::translate("tidemark", text);
}

} // namespace tidemark
