// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/schemadiff.h"

#include <QString>

#include <span>

namespace tidemark {

/// A kind of difference that people may not want to see. What is left out is counted under `name`
/// in SchemaDiff::leftOut.
struct NoiseKind
{
    const char *name;        ///< "column order": LeftOut::what, and on the command line with dashes
    const char *description; ///< what it is, for people
    bool DiffOptions::*shown;
};

/// Every kind, in the order in which people are asked. The values of sequences are not among them:
/// they are data, no schema holds them. Nor are names on SQLite that differ in their case: it does
/// not tell them apart, so they are always left out, and counted as "case of names".
std::span<const NoiseKind> noiseKinds();

/// By its name, with spaces or dashes, in any case; null when there is none.
const NoiseKind *findNoiseKind(const QString &name);

/// Whether a server made up this name of a constraint or an index: "orders_user_id_fkey" and the
/// like, also with a number behind and cut to 63 bytes (PostgreSQL's ChooseConstraintName and
/// ChooseIndexName), "t_pkey". `table` is the bare name.
bool looksGenerated(const QString &name, const QString &table);

} // namespace tidemark
