// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/readsettings.h"

#include <QByteArrayList>

#include <array>
#include <span>

namespace tidemark::postgres {

namespace {

struct Setting
{
    const char *name;
    const char *value;
};

constexpr std::array settings{
    Setting{"search_path", ""},
    Setting{"datestyle", "ISO, MDY"},
    Setting{"intervalstyle", "postgres"},
    Setting{"timezone", "UTC"},
    Setting{"extra_float_digits", "1"},
    Setting{"bytea_output", "hex"},
    Setting{"quote_all_identifiers", "off"},
    Setting{"standard_conforming_strings", "on"},
    Setting{"plan_cache_mode", "force_generic_plan"},
    Setting{"jit", "off"},
};

/// With the default of 4 MB the columns of 10,000 tables are sorted on disk.
/// Workers gain little in catalogs, and take their processors from the server's other users, of
/// whom the other side of a comparison is one.
constexpr std::array wholeSettings{
    Setting{"work_mem", "64MB"},
    Setting{"max_parallel_workers_per_gather", "0"},
};

constexpr std::array lookupSettings{
    Setting{"enable_hashjoin", "off"},
    Setting{"enable_mergejoin", "off"},
    Setting{"enable_seqscan", "off"},
};

template <typename Function>
QByteArray selectOf(ReadKind kind, Function values)
{
    QByteArrayList list;
    for (const Setting &setting : settings)
        list += values(setting);
    const std::span<const Setting> ofKind = kind == ReadKind::Lookups
                                                ? std::span<const Setting>(lookupSettings)
                                                : std::span<const Setting>(wholeSettings);
    for (const Setting &setting : ofKind)
        list += values(setting);
    return "SELECT " + list.join(", ");
}

} // namespace

QByteArray pinSettings(ReadKind kind)
{
    // A select list is evaluated from left to right: remember, then set.
    return selectOf(kind, [](const Setting &setting) {
        return QByteArray("pg_catalog.set_config('tidemark.") + setting.name +
               "', pg_catalog.current_setting('" + setting.name + "'), true), " +
               "pg_catalog.set_config('" + setting.name + "', '" + setting.value + "', true)";
    });
}

QByteArray restoreSettings(ReadKind kind)
{
    return selectOf(kind, [](const Setting &setting) {
        return QByteArray("pg_catalog.set_config('") + setting.name +
               "', pg_catalog.current_setting('tidemark." + setting.name + "'), true)";
    });
}

} // namespace tidemark::postgres
