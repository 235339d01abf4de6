// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark {

/// The system's own words for a value of errno, in the user's language. Any thread.
QString systemMessage(int code);

} // namespace tidemark
