// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tidemark {

struct ConnectionSpec;

/// Whether both name the same database, as far as the texts tell: the same file, or service, or
/// host, port and database with libpq's own defaults. Two names of one host are not seen through.
bool nameSameDatabase(const ConnectionSpec &a, const ConnectionSpec &b);

} // namespace tidemark
