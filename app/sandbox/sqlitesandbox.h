// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "sandbox/privatefolder.h"
#include "sandbox/sandbox.h"

#include <functional>
#include <map>

namespace tidemark {

/// A database file in a private folder, deleted with it.
class SqliteSandbox final : public Sandbox
{
public:
    /// An empty database file.
    static Result<std::unique_ptr<Sandbox>>
    makeEmpty(const ScratchPlaces &places, const ConnectionSpec &like, std::stop_token stop);

    /// A copy of `source`'s file, see copySqliteFiles(). The spec's settings (foreign keys, busy
    /// time-out) are kept, `readOnly` is not.
    static Result<std::unique_ptr<Sandbox>>
    makeCopy(const ScratchPlaces &places, const ConnectionSpec &source, std::stop_token stop);
    ~SqliteSandbox() override;

    Session &session() override { return *m_session; }
    ConnectionSpec spec() const override { return m_spec; }
    Result<std::unique_ptr<Sandbox>> copy() override;
    Result<QString> placeFor(const QString &file) override;
    Result<QString> bringAlong(const QString &file, std::stop_token stop) override;
    QString description() const override { return m_description; }

private:
    SqliteSandbox(std::unique_ptr<PrivateFolder> folder, ScratchPlaces places, ConnectionSpec spec,
                  QString description);

    /// `bytes`: its size, `name`: of the file; `fill` is given its path.
    static Result<std::unique_ptr<Sandbox>>
    make(const ScratchPlaces &places, qint64 bytes, const QString &name, const ConnectionSpec &like,
         const QString &description, const std::function<Result<void>(const QString &)> &fill,
         std::stop_token stop);

    QString absolute(const QString &place) const { return m_folder->path() + u'/' + place; }

    /// Copies what stands at the places of `other` to the same ones here.
    Result<void> takePlacesOf(const SqliteSandbox &other);

    std::unique_ptr<PrivateFolder> m_folder;
    ScratchPlaces m_places;
    ConnectionSpec m_spec;
    QString m_description;
    std::unique_ptr<Session> m_session;
    std::map<QString, QString> m_beside; ///< places of other files, by their original
};

} // namespace tidemark
