// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/archivecontroller.h"

#include "base/bytestext.h"
#include "base/numbertext.h"
#include "compare/statecache.h"
#include "tasks/relay.h"
#include "tasks/taskpool.h"
#include "workbench/archivereading.h"
#include "workbench/tasklist.h"

#include <QElapsedTimer>
#include <QFileInfo>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 quietMs = 400; ///< what takes less is in no task strip
constexpr qsizetype longestValue = 1024 * 1024;
constexpr int whole = 1000;

std::shared_ptr<const ArchiveContents> contentsOf(const QString &path, const Archive &archive,
                                                  const std::optional<BackupContents> &manifest)
{
    auto contents = std::make_shared<ArchiveContents>();
    contents->path = path;
    contents->info = archive.info();
    contents->entries = archive.entries();
    contents->tables = archive.tables();
    contents->problems = archive.problems();
    QHash<int, int> byDefinition;
    QHash<std::pair<QString, QString>, qint64> rows;
    if (manifest)
        for (const TableContents &table : manifest->tables)
            rows.insert({table.schema, table.name}, table.rows);
    for (size_t i = 0; i < contents->tables.size(); ++i) {
        const ArchiveTable &table = contents->tables[i];
        byDefinition.insert(table.definition ? table.definition : table.entry, int(i));
        contents->manifestRows.push_back(rows.value({table.schema, table.name}, -1));
    }
    for (const ArchiveEntry &entry : contents->entries)
        contents->tableOf.push_back(byDefinition.value(entry.id, -1));
    return contents;
}

} // namespace

/// One thread's archive at a time, opened by whoever needs it first.
struct ArchiveController::Lane
{
    QString path;
    QString cacheFolder;
    FileStamp stamp; ///< when it was first opened
    std::shared_ptr<Archive> archive;

    Result<Archive *> get(const std::stop_token &stop)
    {
        TM_TRY(checkStamp(path, stamp));
        if (!archive) {
            TM_TRY_ASSIGN(
                std::unique_ptr<Archive> made,
                openArchive(path, {.cacheFolder = cacheFolder, .progress = {}, .stop = stop}));
            archive = std::move(made);
        }
        return archive.get();
    }
};

struct ArchiveController::CountEvent
{
    qint64 rows = 0;
    qint64 ms = 0;
};

struct ArchiveController::Counted
{
    qint64 rows = 0;
    std::optional<Error> broken{}; ///< why no more of them can be read
};

ArchiveController::ArchiveController(Services &services, QObject *parent)
    : QObject(parent)
    , m_services(services)
{
}

ArchiveController::~ArchiveController()
{
    letGo();
}

// ---- Opening

void ArchiveController::open(const QString &path, const std::optional<BackupContents> &contents)
{
    close();
    m_path = path;
    m_manifest = contents;
    m_state = State::Opening;
    const Relay<std::pair<qint64, qint64>> relay(
        this, [this, ticket = m_ticket](const std::vector<std::pair<qint64, qint64>> &events) {
            if (ticket != m_ticket || m_state != State::Opening)
                return;
            const auto [read, of] = events.back();
            m_openingShare = of > 0 ? int(double(read) / double(of) * whole) : -1;
            if (!m_entry)
                m_entry = m_services.tasks.begin(
                    tr("reading %1 for the first time").arg(QFileInfo(m_path).fileName()),
                    [this] { close(); });
            m_services.tasks.advance(m_entry, qMax(0, m_openingShare),
                                     m_openingShare < 0 ? 0 : whole, bytesText(read));
            Q_EMIT openingProgressed();
        });
    auto lane = std::make_shared<Lane>();
    lane->path = path;
    lane->cacheFolder = defaultCacheFolder(m_services.variables);
    m_opening =
        m_services.pool.start([lane, relay, contents](std::stop_token stop) -> Result<Opened> {
            QElapsedTimer timer;
            timer.start();
            ArchiveOptions options;
            options.cacheFolder = lane->cacheFolder;
            options.stop = stop;
            options.progress = [&](qint64 read, qint64 of) {
                if (timer.elapsed() > quietMs)
                    relay.post({read, of});
            };
            lane->stamp = stampOf(lane->path);
            TM_TRY_ASSIGN(std::unique_ptr<Archive> archive, openArchive(lane->path, options));
            lane->archive = std::move(archive);
            return Opened{lane, contentsOf(lane->path, *lane->archive, contents)};
        });
    whenDone(m_opening, this, [this, ticket = m_ticket](const Result<Opened> &result) {
        if (ticket == m_ticket)
            opened(result);
    });
    Q_EMIT stateChanged();
}

void ArchiveController::opened(const Result<Opened> &opened)
{
    if (m_entry)
        m_services.tasks.end(std::exchange(m_entry, 0));
    if (!opened) {
        m_error = opened.error();
        m_state = State::Failed;
        Q_EMIT stateChanged();
        return;
    }
    m_reader = opened->lane;
    m_passer = std::make_shared<Lane>();
    m_passer->path = m_reader->path;
    m_passer->cacheFolder = m_reader->cacheFolder;
    m_passer->stamp = m_reader->stamp;
    m_contents = opened->contents;
    m_state = State::Open;
    Q_EMIT stateChanged();
}

/// What runs ends by itself and is not heard any more.
void ArchiveController::letGo()
{
    ++m_ticket;
    m_opening.stop();
    for (auto *stop : {&m_stopReading, &m_stopPassing})
        if (*stop)
            (*stop)();
    m_stopReading = {};
    m_stopPassing = {};
    if (m_entry)
        m_services.tasks.end(std::exchange(m_entry, 0));
}

void ArchiveController::close()
{
    if (m_state == State::Closed)
        return;
    letGo();
    // What a pass found out is written to the side file when it goes: not in this thread.
    m_services.pool.start(
        [reader = std::exchange(m_reader, nullptr),
         passer = std::exchange(m_passer, nullptr)](std::stop_token) mutable -> Result<bool> {
            reader.reset();
            passer.reset();
            return true;
        });
    m_state = State::Closed;
    m_path.clear();
    m_error.reset();
    m_openingShare = -1;
    m_contents.reset();
    m_isReading = m_isPassing = m_isCounting = m_isSearching = m_wantsCount = false;
    m_wantedDefinition.reset();
    m_wantedValue.reset();
    m_wantedSearch.reset();
    m_wantedPages.clear();
    QStringList unfinished;
    if (!m_exporting.isEmpty())
        unfinished += std::exchange(m_exporting, {});
    for (const auto &[table, file] : std::exchange(m_wantedExports, {}))
        unfinished += file;
    m_readingPage = -1;
    m_table = -1;
    m_rows = 0;
    m_counted = false;
    m_broken.reset();
    Q_EMIT stateChanged();
    Q_EMIT tableChanged();
    for (const QString &file : unfinished) {
        Error error;
        error.kind = ErrorKind::Cancelled;
        error.summary = tr("the backup was closed before %1 was written").arg(file);
        Q_EMIT exported(file, error, false);
    }
}

// ---- What is looked at

/// `work(Archive &, const std::stop_token &) -> Result<T>`, in a thread; one at a time.
template <typename T, typename Work, typename Done>
void ArchiveController::read(Work work, Done done)
{
    m_isReading = true;
    auto task = m_services.pool.start(
        [lane = m_reader, work = std::move(work)](std::stop_token stop) mutable -> Result<T> {
            TM_TRY_ASSIGN(Archive * archive, lane->get(stop));
            Result<T> result = work(*archive, stop);
            lane.reset(); // closed in this thread, if it is the last one to hold it
            return result;
        });
    m_stopReading = [task]() mutable { task.stop(); };
    whenDone(task, this,
             [this, ticket = m_ticket, done = std::move(done)](const Result<T> &result) {
                 if (ticket != m_ticket)
                     return;
                 m_isReading = false;
                 m_stopReading = {};
                 done(result);
                 pumpReading();
             });
}

void ArchiveController::pumpReading()
{
    if (m_isReading || m_state != State::Open)
        return;
    if (m_wantedDefinition)
        startDefinition(*std::exchange(m_wantedDefinition, std::nullopt));
    else if (m_wantedValue)
        startValue(m_wantedValue->first, m_wantedValue->second);
    else if (!m_wantedPages.empty() && m_table >= 0)
        startPage(m_wantedPages.front());
}

void ArchiveController::readDefinition(int entry)
{
    m_wantedDefinition = entry;
    pumpReading();
}

void ArchiveController::startDefinition(int entry)
{
    read<QString>(
        [entry](Archive &archive, const std::stop_token &) { return archive.definition(entry); },
        [this, entry](const Result<QString> &text) {
            if (!m_wantedDefinition)
                Q_EMIT definitionRead(entry, text ? text->trimmed() : QString(),
                                      text ? std::nullopt : std::optional(text.error()));
        });
}

void ArchiveController::readValue(qint64 row, int column)
{
    m_wantedValue = {row, column};
    pumpReading();
}

void ArchiveController::startValue(qint64 row, int column)
{
    m_wantedValue.reset();
    const ArchiveTable *shown = table();
    if (!shown)
        return;
    read<ValueRead>(
        [table = *shown, row, column](Archive &archive, const std::stop_token &stop) {
            return archive.value(table, row, size_t(column), longestValue, stop);
        },
        [this, row, column](const Result<ValueRead> &value) {
            if (value && value->value && !m_wantedValue)
                Q_EMIT valueRead(row, column, QString::fromUtf8(*value->value), value->isWhole);
        });
}

void ArchiveController::wantPages(std::vector<qint64> firsts)
{
    m_wantedPages = std::move(firsts);
    const bool stale = m_readingPage >= 0 &&
                       std::ranges::find(m_wantedPages, m_readingPage) == m_wantedPages.end();
    if (stale && m_stopReading && !m_wantedPages.empty())
        m_stopReading();
    pumpReading();
}

void ArchiveController::startPage(qint64 first)
{
    m_readingPage = first;
    read<std::shared_ptr<const ShownPage>>(
        [number = m_table, table = *table(), first](Archive &archive, const std::stop_token &stop) {
            return readPage(archive, number, table, first, pageRows, stop);
        },
        [this, first, number = m_table](const Result<std::shared_ptr<const ShownPage>> &page) {
            m_readingPage = -1;
            if (number != m_table)
                return;
            if (page) {
                takePage(*page);
                return;
            }
            if (page.error().kind == ErrorKind::Cancelled)
                return; // it stays wanted, if it is
            std::erase(m_wantedPages, first);
            m_broken = page.error();
            Q_EMIT rowCountChanged();
        });
}

void ArchiveController::takePage(const std::shared_ptr<const ShownPage> &page)
{
    std::erase(m_wantedPages, page->first);
    const qint64 end = page->first + qint64(page->rows.size());
    // A page without rows behind the damage does not say where they end.
    const bool last = page->atEnd && !(page->broken && page->rows.empty()) &&
                      (!page->rows.empty() || page->first <= m_rows);
    if (page->broken)
        m_broken = page->broken;
    if (last)
        setRows(end, true);
    else if (end > m_rows && !page->rows.empty())
        setRows(end, false);
    Q_EMIT pageRead(page);
}

// ---- The table

const ArchiveTable *ArchiveController::table() const
{
    return m_contents && m_table >= 0 && size_t(m_table) < m_contents->tables.size()
               ? &m_contents->tables[size_t(m_table)]
               : nullptr;
}

void ArchiveController::showTable(int table)
{
    if (m_state != State::Open || m_table == table)
        return;
    m_table = table;
    m_rows = 0;
    m_counted = false;
    m_broken.reset();
    m_wantedPages.clear();
    m_wantedValue.reset();
    m_wantedSearch.reset();
    if (m_stopReading && m_readingPage >= 0)
        m_stopReading();
    if ((m_isCounting || m_isSearching) && m_stopPassing)
        m_stopPassing();
    m_wantsCount = m_table >= 0;
    if (m_table >= 0 && m_contents->manifestRows[size_t(table)] >= 0) {
        m_rows = m_contents->manifestRows[size_t(table)];
        m_counted = true;
    }
    Q_EMIT tableChanged();
    pumpPassing();
}

void ArchiveController::setRows(qint64 rows, bool counted)
{
    if (m_rows == rows && m_counted == counted)
        return;
    m_rows = rows;
    m_counted = counted;
    Q_EMIT rowCountChanged();
}

// ---- What takes its time

template <typename T, typename Work, typename Done>
void ArchiveController::pass(Work work, Done done)
{
    m_isPassing = true;
    auto task = m_services.pool.start(
        [lane = m_passer, work = std::move(work)](std::stop_token stop) mutable -> Result<T> {
            TM_TRY_ASSIGN(Archive * archive, lane->get(stop));
            Result<T> result = work(*archive, stop);
            lane.reset();
            return result;
        });
    m_stopPassing = [task]() mutable { task.stop(); };
    whenDone(task, this,
             [this, ticket = m_ticket, done = std::move(done)](const Result<T> &result) {
                 if (ticket != m_ticket)
                     return;
                 m_isPassing = false;
                 m_stopPassing = {};
                 if (m_entry)
                     m_services.tasks.end(std::exchange(m_entry, 0));
                 done(result);
                 pumpPassing();
             });
}

void ArchiveController::pumpPassing()
{
    if (m_state != State::Open)
        return;
    if (m_isPassing) {
        // Counting goes on where it was.
        if (m_isCounting && (m_wantedSearch || !m_wantedExports.empty()) && m_stopPassing) {
            m_wantsCount = true;
            m_stopPassing();
        }
        return;
    }
    if (!m_wantedExports.empty()) {
        const auto [table, path] = m_wantedExports.front();
        m_wantedExports.pop_front();
        startExport(table, path);
    } else if (m_wantedSearch) {
        startSearch();
    } else if (m_wantsCount) {
        startCounting();
    }
}

void ArchiveController::startCounting()
{
    m_wantsCount = false;
    const ArchiveTable *shown = table();
    if (!shown)
        return;
    m_isCounting = true;
    const Relay<CountEvent> relay(
        this, [this, number = m_table, ticket = m_ticket](const std::vector<CountEvent> &events) {
            if (ticket != m_ticket || number != m_table || !m_isCounting)
                return;
            const CountEvent &last = events.back();
            if (last.rows > m_rows)
                setRows(last.rows, false);
            if (last.ms < quietMs)
                return;
            if (!m_entry)
                m_entry = m_services.tasks.begin(tr("reading %1 once").arg(table()->name),
                                                 [this] { stopCounting(); });
            m_services.tasks.advance(m_entry, 0, 0, tr("%1 rows").arg(groupedText(last.rows)));
        });
    pass<Counted>(
        [table = *shown, relay](Archive &archive, const std::stop_token &stop) -> Result<Counted> {
            QElapsedTimer timer;
            timer.start();
            qint64 counted = 0;
            const auto rows = archive.index(
                table,
                [&](const IndexProgress &progress) {
                    counted = progress.of.rows;
                    relay.post({counted, timer.elapsed()});
                },
                stop);
            if (rows)
                return Counted{*rows};
            if (rows.error().kind == ErrorKind::Cancelled)
                return fail(rows.error());
            TM_TRY_ASSIGN(const qint64 readable,
                          readableRows(archive, table, counted, pageRows, stop));
            return Counted{readable, rows.error()};
        },
        [this, number = m_table](const Result<Counted> &counted) {
            m_isCounting = false;
            if (number != m_table)
                return;
            if (counted) {
                if (counted->broken)
                    m_broken = counted->broken;
                setRows(counted->rows, true);
            } else if (counted.error().kind != ErrorKind::Cancelled) {
                m_broken = counted.error();
                m_counted = true;
            }
            Q_EMIT rowCountChanged();
        });
    Q_EMIT rowCountChanged();
}

void ArchiveController::stopCounting()
{
    m_wantsCount = false;
    if (m_isCounting && m_stopPassing)
        m_stopPassing();
}

void ArchiveController::goOnCounting()
{
    if (isCounting() || m_table < 0)
        return;
    m_wantsCount = true;
    pumpPassing();
}

void ArchiveController::search(const QString &text, qint64 from)
{
    if (m_table < 0 || text.isEmpty())
        return;
    m_wantedSearch = {text, from};
    if (m_isSearching && m_stopPassing)
        m_stopPassing();
    pumpPassing();
    Q_EMIT searchChanged();
}

void ArchiveController::stopSearching()
{
    m_wantedSearch.reset();
    if (m_isSearching && m_stopPassing)
        m_stopPassing();
    Q_EMIT searchChanged();
}

void ArchiveController::startSearch()
{
    const auto [text, from] = *std::exchange(m_wantedSearch, std::nullopt);
    m_isSearching = true;
    m_entry =
        m_services.tasks.begin(tr("searching %1").arg(table()->name), [this] { stopSearching(); });
    pass<SearchResult>(
        [table = *table(), text = text, from = from](Archive &archive,
                                                     const std::stop_token &stop) {
            return archive.search(table, text, from, 1, stop);
        },
        [this, text = text, number = m_table](const Result<SearchResult> &result) {
            m_isSearching = false;
            Q_EMIT searchChanged();
            if (m_wantedSearch || number != m_table)
                return;
            if (result && !result->found.empty())
                Q_EMIT found(result->found.front().row);
            else if (result)
                Q_EMIT notFound(text, result->broken);
            else if (result.error().kind != ErrorKind::Cancelled)
                Q_EMIT notFound(text, result.error());
        });
    Q_EMIT searchChanged();
}

void ArchiveController::exportCsv(const ArchiveTable &table, const QString &path)
{
    if (m_state != State::Open)
        return;
    m_wantedExports.emplace_back(table, path);
    pumpPassing();
}

void ArchiveController::startExport(const ArchiveTable &table, const QString &path)
{
    m_exporting = path;
    m_entry = m_services.tasks.begin(tr("exporting %1").arg(table.name), [this] {
        if (m_stopPassing)
            m_stopPassing();
    });
    const Relay<qint64> relay(this, [this, entry = m_entry](const std::vector<qint64> &bytes) {
        if (m_entry == entry)
            m_services.tasks.advance(m_entry, 0, 0, bytesText(bytes.back()));
    });
    pass<CsvExport>(
        [table, path, relay](Archive &archive, const std::stop_token &stop) {
            return exportTable(archive, table, path, relay, stop);
        },
        [this, path](const Result<CsvExport> &written) {
            m_exporting.clear();
            Q_EMIT exported(path, written ? std::nullopt : std::optional(written.error()),
                            written && written->bytesShown);
        });
}

} // namespace tidemark
