// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QCoreApplication;
class QLocale;

namespace tidemark {

/// From now on all texts are in the first of the locale's languages that there is a translation
/// for; English is the language of the sources. Before the first widget is made.
void installTranslations(QCoreApplication &application, const QLocale &locale);

} // namespace tidemark
