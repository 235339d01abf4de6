// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

namespace tidemark {

/// What runs at the moment, for people: the controllers say it, the bottom strip shows it. The GUI
/// thread.
class TaskList : public QObject
{
    Q_OBJECT
public:
    struct Entry
    {
        int id = 0;
        QString title;  ///< "rehearsing on a copy of shop_staging"
        QString detail; ///< "0012_suppliers: down"
        int done = 0;
        int total = 0; ///< 0: not known
        QDateTime startedAt;
        bool stopping = false;
        std::function<void()> stop; ///< empty: it cannot be cancelled
    };

    explicit TaskList(QObject *parent = nullptr);

    int begin(const QString &title, std::function<void()> stop = {});
    void advance(int id, int done, int total, const QString &detail = {});
    /// `outcome` stays to be read after it: "14 rehearsed, 5 of them lose something".
    void end(int id, const QString &outcome = {});
    void stop(int id);
    void stopAll();

    const std::vector<Entry> &entries() const { return m_entries; }
    QString lastOutcome() const { return m_lastOutcome; }

Q_SIGNALS:
    void changed();

private:
    Entry *find(int id);

    std::vector<Entry> m_entries;
    QString m_lastOutcome;
    int m_nextId = 1;
};

} // namespace tidemark
