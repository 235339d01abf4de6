// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "workbench/services.h"
#include "workspace/auditlog.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

/// An act, and in case-folded words all that a filter looks for: made in the task, since it takes a
/// second for some 100,000 of them.
struct LogRow
{
    AuditEntry entry;
    QString text;
};
LogRow toLogRow(AuditEntry entry);

/// Newest first.
using LogRows = std::vector<LogRow>;

/// The log of all acts, as it grows: also by other processes, whose rows are noticed by a look at
/// the newest number. Whether the chain is whole is checked at first and after each growth. The GUI
/// thread; the file is read in tasks.
class LogController : public QObject
{
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds defaultInterval{1000};

    explicit LogController(Services &services, std::chrono::milliseconds interval = defaultInterval,
                           QObject *parent = nullptr);

    /// Reads it and goes on looking. Again after stop().
    void start();
    void stop();
    /// A look now, and whether the chain is whole as well.
    void refresh();

    bool isLoaded() const { return m_loaded; }
    qint64 lastId() const { return m_lastId; }
    /// Why it cannot be read.
    std::optional<Error> error() const { return m_error; }
    /// Nothing while it is being checked for the first time.
    std::optional<ChainState> chain() const { return m_chain; }

    /// Writes the entries as CSV or, with a name that ends with .json, as JSON: answered by
    /// exported() or exportFailed().
    void exportTo(const QString &file, std::vector<AuditEntry> entries);

Q_SIGNALS:
    /// All of it, the first time and when the file is another one.
    void loaded(const std::shared_ptr<const tidemark::LogRows> &rows);
    /// What has come since, newest first.
    void added(const std::shared_ptr<const tidemark::LogRows> &rows);
    void chainChanged();
    void errorChanged();
    void exported(const QString &file);
    void exportFailed(const tidemark::Error &error);

private:
    struct Look;
    void look();
    void take(const Result<Look> &look);
    void verify();

    Services &m_services;
    QTimer m_timer;
    bool m_looking = false;
    bool m_verifying = false;
    bool m_verifyAgain = false;
    bool m_loaded = false;
    qint64 m_lastId = 0;
    std::optional<Error> m_error;
    std::optional<ChainState> m_chain;
};

} // namespace tidemark
