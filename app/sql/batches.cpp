// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/batches.h"

#include "sql/identifier.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

// Columns may be called like the variables: a bare name is a column, and variables say their block.
constexpr auto byKey =
    "\n"
    "#variable_conflict use_column\n"
    "<<{block}>>\n"
    "DECLARE\n"
    "    first_key {table}.{key}%TYPE;\n"
    "    last_key {table}.{key}%TYPE;\n"
    "BEGIN\n"
    "    SELECT {key} INTO {block}.first_key FROM {table} ORDER BY {key} LIMIT 1;\n"
    "    WHILE {block}.first_key IS NOT NULL LOOP\n"
    "        SELECT {key} INTO {block}.last_key\n"
    "        FROM (SELECT {key} FROM {table} WHERE {key} >= {block}.first_key\n"
    "              ORDER BY {key} LIMIT {size}) AS batch\n"
    "        ORDER BY {key} DESC LIMIT 1;\n"
    "        UPDATE {table} SET {set}\n"
    "        WHERE {key} >= {block}.first_key AND {key} <= {block}.last_key AND {where};\n"
    "        COMMIT;\n"
    "        {block}.first_key := (SELECT {key} FROM {table} WHERE {key} > {block}.last_key\n"
    "                              ORDER BY {key} LIMIT 1);\n"
    "    END LOOP;\n"
    "END\n";

// Before 14 a server finds pages only by reading all of them, each time.
constexpr auto byPages =
    "\n"
    "#variable_conflict use_column\n"
    "<<{block}>>\n"
    "DECLARE\n"
    "    first_page bigint := 0;\n"
    "    pages bigint := pg_catalog.pg_relation_size({name})\n"
    "        / pg_catalog.current_setting('block_size')::bigint;\n"
    "    at_once bigint := CASE\n"
    "        WHEN pg_catalog.current_setting('server_version_num')::integer < 140000\n"
    "        THEN {block}.pages + 1 ELSE {size} END;\n"
    "BEGIN\n"
    "    WHILE {block}.first_page < {block}.pages LOOP\n"
    "        UPDATE {table} SET {set}\n"
    "        WHERE ctid >= pg_catalog.format('(%s,0)', {block}.first_page)::tid\n"
    "          AND ctid < pg_catalog.format('(%s,0)',\n"
    "                                       {block}.first_page + {block}.at_once)::tid\n"
    "          AND {where};\n"
    "        COMMIT;\n"
    "        {block}.first_page := {block}.first_page + {block}.at_once;\n"
    "    END LOOP;\n"
    "END\n";

/// In one pass: what is put in may hold braces itself.
QString filled(const QString &text, const BatchedUpdate &update, const QString &block)
{
    const std::pair<QString, QString> values[] = {
        {u"{table}"_s, update.table}, {u"{key}"_s, update.key},
        {u"{set}"_s, update.set},     {u"{where}"_s, update.where},
        {u"{size}"_s, update.size},   {u"{name}"_s, quoteLiteral(update.table, Engine::PostgreSql)},
        {u"{block}"_s, block},
    };
    QString result;
    qsizetype at = 0;
    while (at < text.size()) {
        bool found = false;
        for (const auto &[mark, value] : values) {
            if (!QStringView(text).sliced(at).startsWith(mark))
                continue;
            result += value;
            at += mark.size();
            found = true;
            break;
        }
        if (!found)
            result += text[at++];
    }
    return result;
}

} // namespace

QString updateInBatches(const BatchedUpdate &update)
{
    const auto isUsed = [&](const QString &name) {
        return (update.table + update.key + update.set + update.where).contains(name);
    };
    QString block = u"batches"_s;
    for (int i = 1; isUsed(block); ++i)
        block = u"batches%1"_s.arg(i);
    const QString body =
        filled(QString::fromLatin1(update.key.isEmpty() ? byPages : byKey), update, block);
    QString tag = u"$batches$"_s;
    for (int i = 1; body.contains(tag); ++i)
        tag = u"$batches%1$"_s.arg(i);
    return u"DO "_s + tag + body + tag;
}

} // namespace tidemark
