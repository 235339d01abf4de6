// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark {

/// A template's title, summary or label in the language of the window; as it is where nobody has
/// translated it.
QString templateWords(const QString &text);
/// It is one that can be translated.
bool isTemplateWord(const QString &text);

} // namespace tidemark
