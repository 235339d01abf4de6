// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/systemerror.h"

#include <system_error>

namespace tidemark {

QString systemMessage(int code)
{
    return QString::fromLocal8Bit(std::generic_category().message(code));
}

} // namespace tidemark
