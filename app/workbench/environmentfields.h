// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/workspace.h"

#include <QString>

namespace tidemark {

/// An environment's address as a form shows it.
struct EnvironmentFields
{
    enum class Kind {
        Server,   ///< host, port, user, database, TLS: what a simple URL says
        Url,      ///< any other URL or libpq string, as it is
        Service,  ///< of pg_service.conf
        Variable, ///< the name of a variable that holds the URL
        File,     ///< SQLite
    };
    Kind kind = Kind::Server;
    QString host{};
    QString port{}; ///< empty: 5432
    QString user{};
    QString database{};
    QString sslMode{}; ///< libpq's word; empty: its default
    QString rootCertificate{};
    QString url{};
    QString service{};
    QString variable{};
    QString file{};
    bool foreignKeys = false;

    bool operator==(const EnvironmentFields &) const = default;
};

/// Pure; a URL that says more than the form has fields for is Kind::Url.
EnvironmentFields fieldsOf(const Environment &environment);

/// `original` with the address that the fields say. A URL that says the same stays as it was
/// written. Pure.
Environment withFields(Environment original, const EnvironmentFields &fields);

} // namespace tidemark
