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

Result<QString> SqliteSandbox::bringAlong(const QString &file, std::stop_token stop)
{
    // Under its own name, in a folder of its own: the sandbox's database may have the same one.
    const QDir folder(m_folder->path());
    QString place;
    for (int number = 1; place.isEmpty() || folder.exists(place); ++number)
        place = u"beside-%1"_s.arg(number);
    if (!folder.mkdir(place))
        return fail(ErrorKind::Io, u"no folder could be made in %1"_s.arg(folder.path()));
    QString copied = folder.filePath(place + u'/' + QFileInfo(file).fileName());
    TM_TRY(copySqliteFiles(file, copied, std::chrono::milliseconds(m_spec.busyTimeoutMs),
                           std::move(stop)));
    return copied;
}

Result<std::unique_ptr<Sandbox>> SqliteSandbox::copy()
{
    if (m_session->transactionState() != TransactionState::Idle)
        return fail(ErrorKind::Internal, u"A sandbox in a transaction cannot be copied"_s);
    const std::chrono::milliseconds patience(m_spec.busyTimeoutMs);
    return make(
        m_places, filesSize(m_spec.conninfo), QFileInfo(m_spec.conninfo).fileName(), m_spec,
        u"copy of the sandbox: "_s + m_description,
        [&](const QString &path) { return copySqliteFiles(m_spec.conninfo, path, patience); }, {});
}

} // namespace tidemark
