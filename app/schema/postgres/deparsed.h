// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark {

/// SQL as the server deparses it, in the one form that it reads again as it was. What people write
/// as `s IN ('a', 'b')` of a varchar is shown as (ARRAY['a'::character varying, ...])::text[], and
/// that is read as ARRAY[('a'::character varying)::text, ...]: a dump that is restored has another
/// text than its original. Both become ((ARRAY['a'::character varying,
/// ...])::character varying[])::text[], which is read as the first. Arrays within arrays stay as
/// they are shown. Linear; returns at once where there is no array.
QString asReadAgain(QString sql);

} // namespace tidemark
