// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/datadesk.h"
#include "workbench/databaseaccess.h"
#include "workbench/services.h"
#include "workbench/showndifferences.h"

#include <QObject>
#include <QString>

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace tidemark {

class WorkspaceController;

/// The rows of two beside each other: a backup with a backup, an environment, or what migrations
/// make. First how many each table has and whether they are the same, then those of one table, by
/// key. The GUI thread; work is done in the desk's.
class DataCompareController : public QObject
{
    Q_OBJECT
public:
    enum class State {
        Nothing,
        Reading,
        Shown,
        Failed, ///< the error says why; also when it was stopped
    };
    /// Differences that are shown at once: so many, and fewer where they are longer together.
    static constexpr qint64 pageRows = 500;
    static constexpr qint64 pageBytes = 4 * 1024 * 1024;

    DataCompareController(Services &services, WorkspaceController &workspace,
                          QObject *parent = nullptr);
    ~DataCompareController() override;

    /// From the next comparison on; at first plainAccess().
    void setAccess(DatabaseAccess access) { m_access = std::move(access); }

    // ---- The two, and their tables

    /// As parseRowsSource() reads them ("backup:/srv/shop.dump", "staging", "@0012"), in another
    /// thread. What an earlier one restored goes.
    void compare(const QString &before, const QString &after);
    /// The same once more.
    void again();
    /// Stops what is being read, the rows first.
    void cancel();
    void close();

    State state() const { return m_state; }
    const std::optional<Error> &error() const { return m_error; }
    QString beforeText() const { return m_beforeText; } ///< as compare() got it
    QString afterText() const { return m_afterText; }
    QString beforeName() const; ///< for people
    QString afterName() const;
    QString progress() const { return m_progress; } ///< what is being done, for people
    /// nullptr unless it is shown.
    std::shared_ptr<const ContentsComparison> contents() const { return m_contents; }

    // ---- The rows of one table

    /// A table of contents(), the differences from the `first`th on; -1: none.
    void showTable(int table, qint64 first = 0);
    int shownTable() const { return m_table; }
    State rowsState() const { return m_rowsState; }
    const std::optional<Error> &rowsError() const { return m_rowsError; }
    qint64 firstWanted() const { return m_first; }
    /// nullptr unless they are shown.
    std::shared_ptr<const ShownDifferences> rows() const { return m_rows; }

Q_SIGNALS:
    void stateChanged(); ///< also of contents(); there are no rows then
    void rowsChanged();
    void progressed();

private:
    void setState(State state);
    void setRowsState(State state);
    void parsed(const std::pair<SchemaSource, SchemaSource> &sides);
    /// `then` is called where neither the two nor the rows are others by then.
    void resolveNext(std::shared_ptr<DataPlace> place,
                     const std::function<void(const std::optional<Error> &)> &then);
    void read();
    DataObserver observer();
    void say(const QString &text, qint64 done, qint64 total);
    void failed(const Error &error);
    void tellOfConnection(const Error &error);
    void forget();
    void forgetRows();
    void readRows(const ComparedTable &table);
    void askForRows(const ComparedTable &table);
    void rowsFailed(const Error &error);
    void leaveDesk();

    Services &m_services;
    WorkspaceController &m_workspace;
    DatabaseAccess m_access;
    State m_state = State::Nothing;
    std::optional<Error> m_error;
    QString m_beforeText;
    QString m_afterText;
    std::optional<SchemaSource> m_before;
    std::optional<SchemaSource> m_after;
    QString m_progress;
    std::shared_ptr<const ContentsComparison> m_contents;
    int m_table = -1;
    qint64 m_first = 0;
    State m_rowsState = State::Nothing;
    std::optional<Error> m_rowsError;
    std::shared_ptr<const ShownDifferences> m_rows;
    quint64 m_ticket = 0;     ///< of the two
    quint64 m_rowsTicket = 0; ///< of the table and page
    int m_entry = 0;          ///< in the TaskList
    Task<std::pair<SchemaSource, SchemaSource>> m_parsing;
    Task<ContentsComparison> m_reading;
    Task<RowsComparison> m_readingRows;
    std::shared_ptr<DataPlace> m_place; ///< of the desk, with the addresses it got
    std::shared_ptr<DataDesk> m_desk;   ///< none: m_place is to be resolved first
};

} // namespace tidemark
