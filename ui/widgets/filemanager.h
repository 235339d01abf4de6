// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringList>

namespace tidemark {

/// Opens the desktop's file manager with these files selected, by the D-Bus interface
/// org.freedesktop.FileManager1 of the file manager specification; where nobody answers to it, the
/// folder of the first is opened. Returns at once.
void showInFileManager(const QStringList &files);

} // namespace tidemark
