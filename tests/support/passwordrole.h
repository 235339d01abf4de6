// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark::test {

/// Makes a superuser of the test server that has to say its password, and gives the URL of `role`
/// at the database `Weird "Name"; --`, without the password.
QString createPasswordRole(const QString &role, const QString &password);

} // namespace tidemark::test
