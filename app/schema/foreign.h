// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/values.h"

namespace tidemark {

struct ForeignDataWrapper
{
    QString name;
    QString handler;
    QString validator;
    QStringList options;
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const ForeignDataWrapper &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &ForeignDataWrapper::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("handler", &ForeignDataWrapper::handler),
                          property("validator", &ForeignDataWrapper::validator),
                          property("options", &ForeignDataWrapper::options),
                          property("owner", &ForeignDataWrapper::owner, Aspect::Owner),
                          property("grants", &ForeignDataWrapper::grants, Aspect::Grants),
                          property("comment", &ForeignDataWrapper::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("foreign data wrapper"); }
    QString identity() const;
};

struct ForeignServer
{
    QString name;
    QString wrapper;
    QString type;
    QString version;
    QStringList options;
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const ForeignServer &) const = default;
    static constexpr auto key() { return std::tuple{property("name", &ForeignServer::name)}; }
    static constexpr auto properties()
    {
        return std::tuple{property("wrapper", &ForeignServer::wrapper),
                          property("type", &ForeignServer::type),
                          property("version", &ForeignServer::version),
                          property("options", &ForeignServer::options),
                          property("owner", &ForeignServer::owner, Aspect::Owner),
                          property("grants", &ForeignServer::grants, Aspect::Grants),
                          property("comment", &ForeignServer::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("foreign server"); }
    QString identity() const;
};

struct UserMapping
{
    QString server;
    QString user;        ///< "PUBLIC" for everybody
    QStringList options; ///< digests of the values of what may be secret; not readable: "?"

    bool operator==(const UserMapping &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("server", &UserMapping::server),
                          property("user", &UserMapping::user)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("options", &UserMapping::options)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("user mapping"); }
    QString identity() const;
};
} // namespace tidemark
