// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tidemark {

/// As archives number them (pg_compress_algorithm of PostgreSQL's common/compression.h).
enum class Compression { None, Gzip, Lz4, Zstd };

} // namespace tidemark
