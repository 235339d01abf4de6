// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/sameness.h"

#include "schema/sqlite/sqlitetokens.h"

#include <algorithm>
#include <array>

namespace tidemark {

bool Sameness::isSql(std::string_view property)
{
    static constexpr std::array<std::string_view, 7> kTexts{
        "definition", "expression", "default", "generated as", "predicate", "type", "options"};
    return std::find(kTexts.begin(), kTexts.end(), property) != kTexts.end();
}

int Sameness::compareNames(const QString &a, const QString &b) const
{
    if (m_engine == Engine::PostgreSql)
        return a < b ? -1 : (b < a ? 1 : 0);
    const auto lower = [](QChar c) {
        return c >= u'A' && c <= u'Z' ? char16_t(c.unicode() + ('a' - 'A')) : c.unicode();
    };
    for (qsizetype i = 0; i < a.size() && i < b.size(); ++i) {
        if (const int order = lower(a.at(i)) - lower(b.at(i)); order != 0)
            return order;
    }
    return a.size() < b.size() ? -1 : (a.size() > b.size() ? 1 : 0);
}

bool Sameness::sameInSqlite(const QString &a, const QString &b, std::string_view property)
{
    if (isSql(property))
        return canonicalSqliteSql(a) == canonicalSqliteSql(b);
    return foldName(a, Engine::Sqlite) == foldName(b, Engine::Sqlite);
}

bool Sameness::sameInSqlite(const QStringList &a, const QStringList &b, std::string_view property)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const QString &one, const QString &other) {
                          return sameInSqlite(one, other, property);
                      });
}

bool Sameness::sameInSqlite(const std::vector<IndexKey> &a, const std::vector<IndexKey> &b,
                            std::string_view)
{
    const auto canonical = [](IndexKey key) {
        key.column = foldName(key.column, Engine::Sqlite);
        key.expression = canonicalSqliteSql(key.expression);
        return key;
    };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const IndexKey &one, const IndexKey &other) {
                          return canonical(one) == canonical(other);
                      });
}

QString Sameness::essence(const Constraint &constraint) const
{
    const QString text = constraint.definition();
    return m_engine == Engine::Sqlite ? canonicalSqliteSql(text) : text;
}

QString Sameness::essence(const Index &index) const
{
    Index nameless = index;
    nameless.name.clear();
    const QString text = nameless.definition({});
    return m_engine == Engine::Sqlite ? canonicalSqliteSql(text) : text;
}

} // namespace tidemark
