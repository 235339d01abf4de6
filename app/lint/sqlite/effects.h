// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/catalog.h"

namespace tidemark {

/// From the schema before a statement and after it to its effects. `alters`: it was an ALTER TABLE,
/// where one that goes and one that comes are the same under another name.
std::vector<Effect> effectsBetween(const std::map<CatalogKey, CatalogObject> &before,
                                   const std::map<CatalogKey, CatalogObject> &after, bool alters);

} // namespace tidemark
