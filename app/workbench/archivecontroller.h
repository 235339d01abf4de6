// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/archive.h"
#include "backup/contents.h"
#include "tasks/task.h"
#include "workbench/services.h"
#include "workbench/shownrows.h"

#include <QObject>

#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace tidemark {

/// What is in an archive, as its table of contents has it; never changed after it was made.
struct ArchiveContents
{
    QString path;
    ArchiveInfo info;
    std::vector<ArchiveEntry> entries;
    std::vector<ArchiveTable> tables;
    std::vector<Error> problems;      ///< why some of it may be missing
    std::vector<int> tableOf;         ///< beside the entries: number of the table, or -1
    std::vector<qint64> manifestRows; ///< beside the tables: what the manifest says, or -1
};

/// A backup that is looked into: its objects, a definition, the rows of one table from any depth.
/// Two threads read at most: one what is looked at, which is never kept waiting, and one what takes
/// its time (counting, searching, exporting). The GUI thread.
class ArchiveController : public QObject
{
    Q_OBJECT
public:
    enum class State { Closed, Opening, Open, Failed };

    static constexpr qint64 pageRows = 128;

    explicit ArchiveController(Services &services, QObject *parent = nullptr);
    ~ArchiveController() override;

    /// Closes another one. `contents`: what the backup's manifest says of its tables, if anything.
    void open(const QString &path, const std::optional<BackupContents> &contents = {});
    void close();
    State state() const { return m_state; }
    QString path() const { return m_path; }
    /// Why it cannot be opened.
    std::optional<Error> error() const { return m_error; }
    /// Of a plain script's first pass, in thousandths; -1: not known.
    int openingShare() const { return m_openingShare; }
    /// nullptr unless it is open.
    std::shared_ptr<const ArchiveContents> contents() const { return m_contents; }

    /// Answered by definitionRead(), for the last one that was asked for.
    void readDefinition(int entry);

    /// From now on rows are those of this table (its number); -1: of none. Counting them begins.
    void showTable(int table);
    int shownTable() const { return m_table; }
    const ArchiveTable *table() const;
    /// As far as is known: it grows while they are counted.
    qint64 rowCount() const { return m_rows; }
    bool isCounted() const { return m_counted; } ///< rowCount() is final
    bool isCounting() const { return m_isCounting || m_wantsCount; }
    /// Why no more of them can be read.
    std::optional<Error> broken() const { return m_broken; }
    void stopCounting();
    void goOnCounting();
    /// Pages that begin at these rows, the most urgent first, in place of those that were wanted
    /// before. Answered by pageRead() for each.
    void wantPages(std::vector<qint64> firsts);
    /// The whole of one value, up to 1 MB of it; answered by valueRead().
    void readValue(qint64 row, int column);

    /// The next row from `from` on that has the text, in any case; answered by found() or
    /// notFound(). Only the last search goes on.
    void search(const QString &text, qint64 from);
    bool isSearching() const { return m_isSearching || m_wantedSearch; }
    void stopSearching();
    /// A table of this archive, whichever is shown by then. Answered by exported(), with
    /// Error{Cancelled} also when the archive is closed before. Cancelled by the task strip; half a
    /// file is deleted.
    void exportCsv(const ArchiveTable &table, const QString &path);

Q_SIGNALS:
    void stateChanged();
    void openingProgressed();
    void definitionRead(int entry, const QString &text,
                        const std::optional<tidemark::Error> &error);
    void tableChanged();
    void rowCountChanged();
    void pageRead(const std::shared_ptr<const tidemark::ShownPage> &page);
    void valueRead(qint64 row, int column, const QString &text, bool whole);
    void searchChanged();
    void found(qint64 row);
    /// With the reason why not all rows below could be looked at, if they could not.
    void notFound(const QString &text, const std::optional<tidemark::Error> &error);
    /// `bytesShown`: some values are no text in the archive's encoding.
    void exported(const QString &path, const std::optional<tidemark::Error> &error,
                  bool bytesShown);

private:
    struct Lane;
    struct Opened
    {
        std::shared_ptr<Lane> lane;
        std::shared_ptr<const ArchiveContents> contents;
    };
    struct CountEvent;
    struct Counted;

    void opened(const Result<Opened> &opened);
    void letGo();
    template <typename T, typename Work, typename Done>
    void read(Work work, Done done);
    template <typename T, typename Work, typename Done>
    void pass(Work work, Done done);
    void pumpReading();
    void startDefinition(int entry);
    void startValue(qint64 row, int column);
    void startPage(qint64 first);
    void takePage(const std::shared_ptr<const ShownPage> &page);
    void pumpPassing();
    void startCounting();
    void startSearch();
    void startExport(const ArchiveTable &table, const QString &path);
    void setRows(qint64 rows, bool counted);

    Services &m_services;
    State m_state = State::Closed;
    QString m_path;
    std::optional<BackupContents> m_manifest;
    std::optional<Error> m_error;
    int m_openingShare = -1;
    std::shared_ptr<const ArchiveContents> m_contents;
    quint64 m_ticket = 0; ///< of the archive
    Task<Opened> m_opening;
    int m_entry = 0; ///< in the TaskList: of what takes its time

    // What is looked at.
    std::shared_ptr<Lane> m_reader;
    bool m_isReading = false;
    std::function<void()> m_stopReading;
    std::optional<int> m_wantedDefinition;
    std::optional<std::pair<qint64, int>> m_wantedValue;
    std::vector<qint64> m_wantedPages;
    qint64 m_readingPage = -1;

    // What takes its time.
    std::shared_ptr<Lane> m_passer;
    bool m_isPassing = false;
    std::function<void()> m_stopPassing;
    bool m_wantsCount = false;
    bool m_isCounting = false;
    std::optional<std::pair<QString, qint64>> m_wantedSearch;
    bool m_isSearching = false;
    std::deque<std::pair<ArchiveTable, QString>> m_wantedExports;
    QString m_exporting; ///< the file

    int m_table = -1;
    qint64 m_rows = 0;
    bool m_counted = false;
    std::optional<Error> m_broken;
};

} // namespace tidemark
