// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/sqlitesandbox.h"

#include "sandbox/sqlitefiles.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// With its log, which the copy has too.
qint64 filesSize(const QString &path)
{
    return QFileInfo(path).size() + QFileInfo(path + u"-wal"_s).size();
}

} // namespace

SqliteSandbox::SqliteSandbox(std::unique_ptr<PrivateFolder> folder, ScratchPlaces places,
                             ConnectionSpec spec, QString description)
    : m_folder(std::move(folder))
    , m_places(std::move(places))
    , m_spec(std::move(spec))
    , m_description(std::move(description))
{
}

SqliteSandbox::~SqliteSandbox()
{
    m_session.reset(); // before its files go
}

Result<std::unique_ptr<Sandbox>>
SqliteSandbox::make(const ScratchPlaces &places, qint64 bytes, const QString &name,
                    const ConnectionSpec &like, const QString &description,
                    const std::function<Result<void>(const QString &)> &fill, std::stop_token stop)
{
    TM_TRY_ASSIGN(auto folder, PrivateFolder::make(places, bytes));
    ConnectionSpec spec = like;
    spec.engine = Engine::Sqlite;
    spec.readOnly = false;
    spec.conninfo = folder->path() + u'/' + name;
    TM_TRY(fill(spec.conninfo));
    std::unique_ptr<SqliteSandbox> sandbox(
        new SqliteSandbox(std::move(folder), places, spec, description));
    TM_TRY_ASSIGN(sandbox->m_session, openSession(spec, std::move(stop)));
    sandbox->m_session->setStopToken({});
    // Nobody needs it after a power cut.
    TM_TRY(sandbox->m_session->execute("PRAGMA synchronous = OFF"));
    return std::unique_ptr<Sandbox>(std::move(sandbox));
}

Result<std::unique_ptr<Sandbox>> SqliteSandbox::makeEmpty(const ScratchPlaces &places,
                                                          const ConnectionSpec &like,
                                                          std::stop_token stop)
{
    return make(
        places, 0, u"sandbox.sqlite"_s, like, u"scratch file, empty"_s,
        [](const QString &) { return Result<void>(); }, std::move(stop));
}

Result<std::unique_ptr<Sandbox>> SqliteSandbox::makeCopy(const ScratchPlaces &places,
                                                         const ConnectionSpec &source,
                                                         std::stop_token stop)
{
    // The same file name: people know it, and scripts may attach it by name.
    const QString name = QFileInfo(source.conninfo).fileName();
    const std::chrono::milliseconds patience(source.busyTimeoutMs);
    return make(
        places, filesSize(source.conninfo), name, source, u"copy of %1"_s.arg(source.conninfo),
        [&](const QString &path) { return copySqliteFiles(source.conninfo, path, patience, stop); },
        stop);
}

Result<QString> SqliteSandbox::placeFor(const QString &file)
{
    if (const auto known = m_beside.find(file); known != m_beside.end())
        return known->second;
    // Under its own name, in a folder of its own: the sandbox's database may have the same one.
    const QDir folder(m_folder->path());
    QString own;
    for (int number = 1; own.isEmpty() || folder.exists(own); ++number)
        own = u"beside-%1"_s.arg(number);
    if (!folder.mkdir(own))
        return fail(ErrorKind::Io, u"no folder could be made in %1"_s.arg(folder.path()));
    return m_beside[file] = own + u'/' + QFileInfo(file).fileName();
}

Result<QString> SqliteSandbox::bringAlong(const QString &file, std::stop_token stop)
{
    TM_TRY_ASSIGN(QString place, placeFor(file));
    if (!QFileInfo::exists(absolute(place)))
        TM_TRY(copySqliteFiles(file, absolute(place),
                               std::chrono::milliseconds(m_spec.busyTimeoutMs), std::move(stop)));
    return place;
}

Result<void> SqliteSandbox::takePlacesOf(const SqliteSandbox &other)
{
    m_beside = other.m_beside;
    const std::chrono::milliseconds patience(m_spec.busyTimeoutMs);
    for (const auto &[original, place] : m_beside) {
        const QString own = QFileInfo(absolute(place)).path();
        if (!QDir().mkpath(own))
            return fail(ErrorKind::Io, u"no folder could be made: %1"_s.arg(own));
        if (QFileInfo::exists(other.absolute(place)))
            TM_TRY(copySqliteFiles(other.absolute(place), absolute(place), patience));
    }
    return {};
}

Result<std::unique_ptr<Sandbox>> SqliteSandbox::copy()
{
    if (m_session->transactionState() != TransactionState::Idle)
        return fail(ErrorKind::Internal, u"A sandbox in a transaction cannot be copied"_s);
    const std::chrono::milliseconds patience(m_spec.busyTimeoutMs);
    TM_TRY_ASSIGN(
        auto second,
        make(m_places, filesSize(m_spec.conninfo), QFileInfo(m_spec.conninfo).fileName(), m_spec,
             u"copy of the sandbox: "_s + m_description,
             [&](const QString &path) { return copySqliteFiles(m_spec.conninfo, path, patience); },
             {}));
    TM_TRY(static_cast<SqliteSandbox &>(*second).takePlacesOf(*this));
    return second;
}

} // namespace tidemark
