// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/property.h"

#include <QString>
#include <QStringList>

#include <concepts>
#include <optional>
#include <type_traits>
#include <vector>

namespace tidemark {

/// Who was granted what by whom. Role names are plain text, "PUBLIC" is everybody.
struct Grant
{
    QString grantee;
    QString grantor;
    QString
        privileges; ///< aclitem's letters in its order, `*` after one with grant option: "arw*d"

    bool operator==(const Grant &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("grantee", &Grant::grantee),
                          property("grantor", &Grant::grantor)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("privileges", &Grant::privileges)};
    }
    static constexpr auto children() { return std::tuple{}; }
};

/// The privileges on an object. Lists that say what the default says are stored as the default.
struct Acl
{
    bool isDefault = true;
    std::vector<Grant> grants; ///< by grantee, grantor; empty with isDefault false: all was revoked

    bool operator==(const Acl &) const = default;
};

/// ENABLE, DISABLE, ENABLE REPLICA, ENABLE ALWAYS of triggers, rules and event triggers.
enum class FiringState { Enabled, Disabled, Replica, Always };
template <>
inline constexpr std::array<std::string_view, 4> enumNames<FiringState>{"enabled", "disabled",
                                                                        "replica", "always"};

enum class Persistence { Permanent, Unlogged, Temporary };
template <>
inline constexpr std::array<std::string_view, 3> enumNames<Persistence>{"permanent", "unlogged",
                                                                        "temporary"};

template <typename T>
concept NamedEnum = std::is_enum_v<T> &&(enumNames<T>.size() > 0);

/// A property's value for people and for reports: "yes"/"no", numbers, the words of an enumeration,
/// lists joined by ", ", nothing as an empty text.
inline QString toText(const QString &value)
{
    return value;
}
inline QString toText(bool value)
{
    return value ? QStringLiteral("yes") : QStringLiteral("no");
}
template <typename T>
requires(std::integral<T> && !std::same_as<T, bool>) QString toText(T value)
{
    return QString::number(value);
}
QString toText(double value);
QString toText(const QStringList &value);
QString toText(const Acl &value);
template <NamedEnum T>
QString toText(T value)
{
    const std::string_view word = enumNames<T>[static_cast<std::size_t>(value)];
    return QString::fromLatin1(word.data(), qsizetype(word.size()));
}
template <typename T>
QString toText(const std::optional<T> &value)
{
    return value ? toText(*value) : QString();
}
template <typename T>
requires requires(const T &value)
{
    value.toText();
}
QString toText(const std::vector<T> &values)
{
    QStringList words;
    for (const T &value : values)
        words.append(value.toText());
    return words.join(QStringLiteral(", "));
}

/// The value of an enumeration by its word, or nothing.
template <NamedEnum T>
std::optional<T> enumFromText(QStringView word)
{
    for (std::size_t i = 0; i < enumNames<T>.size(); ++i) {
        const std::string_view name = enumNames<T>[i];
        if (word == QLatin1StringView(name.data(), qsizetype(name.size())))
            return static_cast<T>(i);
    }
    return std::nullopt;
}

} // namespace tidemark
