// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/logcontroller.h"

#include "tasks/taskpool.h"
#include "workbench/tasklist.h"
#include "workspace/auditexport.h"

#include <QSaveFile>

#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

/// What a look at the file brings.
struct LogController::Look
{
    bool again = false; ///< it is another file: the entries are all of them
    qint64 lastId = 0;
    std::shared_ptr<const LogRows> rows;
};

LogRow toLogRow(AuditEntry entry)
{
    QString text = QStringList{entry.act,
                               entry.subject,
                               entry.environment,
                               entry.database,
                               entry.user + u'@' + entry.host,
                               entry.workspace,
                               auditResultName(entry.result),
                               entry.summary,
                               entry.error}
                       .join(u'\n')
                       .toCaseFolded();
    return {std::move(entry), std::move(text)};
}

LogController::LogController(Services &services, std::chrono::milliseconds interval,
                             QObject *parent)
    : QObject(parent)
    , m_services(services)
{
    m_timer.setInterval(interval);
    connect(&m_timer, &QTimer::timeout, this, &LogController::look);
}

void LogController::start()
{
    m_timer.start();
    look();
}

void LogController::stop()
{
    m_timer.stop();
}

void LogController::refresh()
{
    look();
    verify();
}

void LogController::look()
{
    if (std::exchange(m_looking, true))
        return;
    const auto task = m_services.pool.start([folder = m_services.stateFolder, known = m_lastId,
                                             loaded = m_loaded](std::stop_token) -> Result<Look> {
        TM_TRY_ASSIGN(const AuditLog log, AuditLog::openForReading(folder));
        Look look;
        TM_TRY_ASSIGN(look.lastId, log.lastId());
        look.again = !loaded || look.lastId < known;
        if (!look.again && look.lastId == known)
            return look;
        TM_TRY_ASSIGN(std::vector<AuditEntry> entries,
                      log.read({.afterId = look.again ? 0 : known}));
        LogRows rows;
        rows.reserve(entries.size());
        for (AuditEntry &entry : entries)
            rows.push_back(toLogRow(std::move(entry)));
        if (!rows.empty())
            look.lastId = rows.front().entry.id;
        look.rows = std::make_shared<const LogRows>(std::move(rows));
        return look;
    });
    whenDone(task, this, [this](const Result<Look> &look) {
        m_looking = false;
        take(look);
    });
}

void LogController::take(const Result<Look> &look)
{
    const std::optional<Error> before =
        std::exchange(m_error, look ? std::optional<Error>() : std::optional<Error>(look.error()));
    if (before != m_error)
        Q_EMIT errorChanged();
    if (!look || !look->rows)
        return;
    m_lastId = look->lastId;
    m_loaded = true;
    if (look->again)
        Q_EMIT loaded(look->rows);
    else
        Q_EMIT added(look->rows);
    verify();
}

void LogController::verify()
{
    if (m_verifying) {
        m_verifyAgain = true;
        return;
    }
    m_verifying = true;
    const auto task = m_services.pool.start(
        [folder = m_services.stateFolder](std::stop_token stop) -> Result<ChainState> {
            TM_TRY_ASSIGN(const AuditLog log, AuditLog::openForReading(folder));
            return log.verify(stop);
        });
    whenDone(task, this, [this](const Result<ChainState> &state) {
        m_verifying = false;
        // What keeps it from being read is told by the look at it.
        m_chain = state ? std::optional(*state) : std::nullopt;
        Q_EMIT chainChanged();
        if (std::exchange(m_verifyAgain, false))
            verify();
    });
}

void LogController::exportTo(const QString &file, std::vector<AuditEntry> entries)
{
    const qsizetype count = static_cast<qsizetype>(entries.size());
    const auto task = m_services.pool.start(
        [file, entries = std::move(entries)](std::stop_token) -> Result<bool> {
            const bool json = file.endsWith(u".json"_s, Qt::CaseInsensitive);
            const QByteArray contents = json ? auditJson(entries) : auditCsv(entries);
            QSaveFile out(file);
            if (!out.open(QIODevice::WriteOnly) || out.write(contents) != contents.size() ||
                !out.commit())
                return fail(ErrorKind::Io, tr("%1 cannot be written").arg(file), out.errorString());
            return true;
        });
    const int id = m_services.tasks.begin(tr("exporting the log"));
    whenDone(task, this, [this, id, file, count](const Result<bool> &done) {
        m_services.tasks.end(id, done ? tr("%n entries exported", nullptr, int(count)) : QString());
        if (done)
            Q_EMIT exported(file);
        else
            Q_EMIT exportFailed(done.error());
    });
}

} // namespace tidemark
