// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/digest.h"

#include <xxhash.h>

namespace tidemark {

QByteArray digestOf(QByteArrayView bytes)
{
    XXH128_canonical_t canonical;
    XXH128_canonicalFromHash(&canonical,
                             XXH3_128bits(bytes.data(), static_cast<size_t>(bytes.size())));
    return QByteArray(reinterpret_cast<const char *>(canonical.digest), sizeof canonical.digest)
        .toHex();
}

} // namespace tidemark
