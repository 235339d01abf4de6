// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/postgres/readsettings.h"

#include <QByteArrayList>

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
    if (kind == ReadKind::Lookups) {
        for (const Setting &setting : lookupSettings)
            list += values(setting);
    }
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
