// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/schemadiff.h"
#include "schema/dependencies.h"

#include <QString>

namespace tidemark {

struct Schema;

/// An object as people read it beside another: the statement that makes it, one thing per line, a
/// table without the indexes and triggers that are listed for themselves. What `wanted` leaves out
/// (owners, grants, comments, storage) is not in it, so that nothing is marked that does not count.
/// Empty: there is no such object. Not for execution. Pure; linear in the number of objects.
QString objectText(const Schema &schema, const ObjectId &id, const DiffOptions &wanted = {});

} // namespace tidemark
