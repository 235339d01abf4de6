// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

/// A report with one migration of each verdict, every kind of evidence, and names that try to break
/// out of whatever they are written into.
tidemark::RehearsalReport sampleReport();

/// Many migrations with a failure among every ten.
tidemark::RehearsalReport hugeReport(int migrations);

/// A table that is named to do harm.
inline constexpr char16_t weirdTable[] = u"public.Weird \"Name\"; --";
