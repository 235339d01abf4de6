// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/readsettings.h"

#include <array>

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

} // namespace

QByteArray pinSettings()
{
    // A select list is evaluated from left to right: remember, then set.
    QByteArray sql;
    for (const Setting &setting : settings) {
        sql += sql.isEmpty() ? "SELECT " : ", ";
        sql += QByteArray("pg_catalog.set_config('tidemark.") + setting.name +
               "', pg_catalog.current_setting('" + setting.name + "'), true), " +
               "pg_catalog.set_config('" + setting.name + "', '" + setting.value + "', true)";
    }
    return sql;
}

QByteArray restoreSettings()
{
    QByteArray sql;
    for (const Setting &setting : settings) {
        sql += sql.isEmpty() ? "SELECT " : ", ";
        sql += QByteArray("pg_catalog.set_config('") + setting.name +
               "', pg_catalog.current_setting('tidemark." + setting.name + "'), true)";
    }
    return sql;
}

} // namespace tidemark::postgres
