// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/batches.h"

#include "sql/identifier.h"

#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr auto byKey = "\n"
                       "DECLARE\n"
                       "    first_key {table}.{key}%TYPE;\n"
                       "    last_key {table}.{key}%TYPE;\n"
                       "BEGIN\n"
                       "    SELECT {key} INTO first_key FROM {table} ORDER BY {key} LIMIT 1;\n"
                       "    WHILE first_key IS NOT NULL LOOP\n"
                       "        SELECT {key} INTO last_key\n"
                       "        FROM (SELECT {key} FROM {table} WHERE {key} >= first_key\n"
                       "              ORDER BY {key} LIMIT {size}) AS batch\n"
                       "        ORDER BY {key} DESC LIMIT 1;\n"
                       "        UPDATE {table} SET {set}\n"
                       "        WHERE {key} >= first_key AND {key} <= last_key AND {where};\n"
                       "        COMMIT;\n"
                       "        first_key := (SELECT {key} FROM {table} WHERE {key} > last_key\n"
                       "                      ORDER BY {key} LIMIT 1);\n"
                       "    END LOOP;\n"
                       "END\n";

constexpr auto byPages =
    "\n"
    "DECLARE\n"
    "    first_page bigint := 0;\n"
    "    pages bigint := pg_catalog.pg_relation_size({name})\n"
    "        / pg_catalog.current_setting('block_size')::bigint;\n"
    "BEGIN\n"
    "    WHILE first_page < pages LOOP\n"
    "        UPDATE {table} SET {set}\n"
    "        WHERE ctid >= pg_catalog.format('(%s,0)', first_page)::tid\n"
    "          AND ctid < pg_catalog.format('(%s,0)', first_page + {size})::tid AND {where};\n"
    "        COMMIT;\n"
    "        first_page := first_page + {size};\n"
    "    END LOOP;\n"
    "END\n";

/// In one pass: what is put in may hold braces itself.
QString filled(const QString &text, const BatchedUpdate &update)
{
    const std::pair<QString, QString> values[] = {
        {u"{table}"_s, update.table}, {u"{key}"_s, update.key},
        {u"{set}"_s, update.set},     {u"{where}"_s, update.where},
        {u"{size}"_s, update.size},   {u"{name}"_s, quoteLiteral(update.table, Engine::PostgreSql)},
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
    const QString body =
        filled(QString::fromLatin1(update.key.isEmpty() ? byPages : byKey), update);
    QString tag = u"$batches$"_s;
    for (int i = 1; body.contains(tag); ++i)
        tag = u"$batches%1$"_s.arg(i);
    return u"DO "_s + tag + body + tag;
}

} // namespace tidemark
