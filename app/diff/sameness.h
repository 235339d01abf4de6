// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/schema.h"

#include <string_view>

namespace tidemark {

/// When two values of a property are the same. PostgreSQL: when they are equal. SQLite: names and
/// key words in any case, SQL texts in any layout (canonicalSqliteSql()).
class Sameness
{
public:
    explicit Sameness(Engine engine)
        : m_engine(engine)
    {
    }

    /// Whether `property` holds SQL and not a name or a word.
    static bool isSql(std::string_view property);

    template <typename Value>
    bool operator()(const Value &a, const Value &b, std::string_view property) const
    {
        return a == b || (m_engine == Engine::Sqlite && sameInSqlite(a, b, property));
    }

    /// As siblings are ordered: below 0, 0 or above 0.
    int compareNames(const QString &a, const QString &b) const;
    template <typename Value>
    int compareNames(const Value &a, const Value &b) const
    {
        return a < b ? -1 : (b < a ? 1 : 0);
    }
    template <typename Object>
    int compareKeys(const Object &a, const Object &b) const
    {
        int order = 0;
        const auto comparePart = [&](const auto &part) {
            if (order == 0)
                order = compareNames(a.*part.member, b.*part.member);
        };
        std::apply([&](const auto &...part) { (comparePart(part), ...); }, Object::key());
        return order;
    }

    /// The text by which constraints and indexes are found when their name does not help: what they
    /// are but for the name.
    QString essence(const Constraint &constraint) const;
    QString essence(const Index &index) const;

    Engine engine() const { return m_engine; }

private:
    static bool sameInSqlite(const QString &a, const QString &b, std::string_view property);
    static bool sameInSqlite(const QStringList &a, const QStringList &b, std::string_view property);
    static bool sameInSqlite(const std::vector<IndexKey> &a, const std::vector<IndexKey> &b,
                             std::string_view property);
    template <typename Value>
    static bool sameInSqlite(const Value &, const Value &, std::string_view)
    {
        return false;
    }

    Engine m_engine;
};

} // namespace tidemark
