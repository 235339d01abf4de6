// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "sandbox/registration.h"
#include "sandbox/scratchplaces.h"

#include <QString>

#include <memory>

namespace tidemark {

/// A registered folder for one sandbox's files, 0700, in memory when they are small, else in
/// STATEDIR/files; deleted with its contents by the destructor.
class PrivateFolder
{
public:
    static Result<std::unique_ptr<PrivateFolder>> make(const ScratchPlaces &places,
                                                       qint64 expectedBytes);
    PrivateFolder(const PrivateFolder &) = delete;
    PrivateFolder &operator=(const PrivateFolder &) = delete;
    ~PrivateFolder();

    const QString &path() const { return m_path; }

    /// Deletes the folder of a dead process's registration; returns its path, for a message.
    static Result<QString> removeAbandoned(const Registration &registration);

    /// The value of "kind" in its registration.
    static QString registrationKind();

private:
    PrivateFolder(Registration registration, QString path);

    Registration m_registration;
    QString m_outer;
    QString m_path;
};

} // namespace tidemark
