// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"

#include "backup/archive/archive.h"
#include "backup/archive/content.h"
#include "backup/archive/definitions.h"
#include "backup/archive/longinsertrow.h"
#include "backup/archive/sqlscanner.h"

#include <QBuffer>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark::fuzz {

namespace {

constexpr qint64 mostRows = 2000;
constexpr qint64 mostContent = 8 * 1024 * 1024; ///< what a few bytes may unpack to

/// A file that is only in memory.
class MemoryFile
{
public:
    explicit MemoryFile(QByteArrayView bytes)
        : m_descriptor(::memfd_create("fuzz", 0))
    {
        for (qsizetype done = 0; done < bytes.size();) {
            const auto written =
                ::write(m_descriptor, bytes.data() + done, size_t(bytes.size() - done));
            if (written <= 0)
                std::abort();
            done += written;
        }
    }
    MemoryFile(const MemoryFile &) = delete;
    MemoryFile &operator=(const MemoryFile &) = delete;
    ~MemoryFile() { ::close(m_descriptor); }
    QString path() const { return u"/proc/self/fd/%1"_s.arg(m_descriptor); }

private:
    int m_descriptor;
};

void look(Archive &archive, const ArchiveTable &table)
{
    static_cast<void>(archive.definition(table.definition));
    const auto page = archive.rows(table, 0, mostRows, {});
    const auto later = archive.rows(table, mostRows / 2, 2, {});
    static_cast<void>(archive.search(table, u"a"_s, 1, 3, {}));
    static_cast<void>(archive.knownRows(table));
    // The same rows from the middle as from the start.
    for (size_t i = 0; page && later && i < later->rows.size(); ++i) {
        if (mostRows / 2 + i < page->rows.size() && later->rows[i] != page->rows[mostRows / 2 + i])
            std::abort();
    }
}

template <typename Format>
void readRows(QByteArrayView bytes, Format make)
{
    ByteWindow window(std::make_shared<HeldBytes>(bytes));
    const auto format = make();
    std::vector<Cell> cells;
    RowPlace place;
    while (!place.ended && place.row < mostRows) {
        const qint64 before = place.at;
        const auto row = format->next(window, place);
        if (!row)
            return;
        if (!place.ended) {
            format->parse(row->bytes, cells);
            static_cast<void>(format->mayHold(row->bytes, "a"));
        }
        if (place.at <= before && !place.ended)
            std::abort(); // it would never end
    }
}

} // namespace

void archive(QByteArrayView bytes)
{
    const MemoryFile file(bytes);
    const auto opened = openArchive(file.path(), {});
    if (!opened)
        return;
    constexpr size_t most = 20;
    const auto &entries = (*opened)->entries();
    for (size_t i = 0; i < std::min(entries.size(), most); ++i) {
        static_cast<void>((*opened)->definition(entries[i].id));
        static_cast<void>((*opened)->dropStatement(entries[i].id));
    }
    const auto &tables = (*opened)->tables();
    for (size_t i = 0; i < std::min(tables.size(), most); ++i)
        look(**opened, tables[i]);
    if (const auto objects = (*opened)->largeObjects())
        for (size_t i = 0; i < std::min(objects->size(), most); ++i)
            static_cast<void>((*opened)->largeObject((*objects)[i], 3, 1000));
}

void decoder(QByteArrayView bytes)
{
    if (bytes.isEmpty())
        return;
    const auto compression = Compression(static_cast<uchar>(bytes[0]) % 4);
    const auto source = std::make_shared<HeldBytes>(bytes.sliced(1));
    const auto make = [&] { return makeDecoder(compression, std::make_unique<WholeFeed>(source)); };
    const auto first = make();
    QByteArray content;
    std::vector<std::pair<qint64, Restart>> restarts;
    QByteArray part(10'000, Qt::Uninitialized);
    while (content.size() < mostContent) {
        const auto got = first->read(part.data(), part.size(), true);
        if (!got || *got == 0)
            break;
        content.append(part.constData(), *got);
        if (auto restart = first->restart(); restart && restarts.size() < 8)
            restarts.emplace_back(content.size(), std::move(*restart));
    }
    for (const auto &[at, restart] : restarts) {
        const auto again = make();
        if (!again->begin(restart))
            std::abort();
        const auto got = again->read(part.data(), part.size(), false);
        const qint64 wanted = std::min<qint64>(got.value_or(0), content.size() - at);
        if (QByteArrayView(part).first(wanted) != QByteArrayView(content).sliced(at, wanted))
            std::abort();
    }
}

void text(QByteArrayView bytes)
{
    readRows(bytes, [] { return makeCopyFormat({}); });
    readRows(bytes, makeInsertFormat);
    ByteWindow window(std::make_shared<HeldBytes>(bytes));
    if (const auto row = scanInsertRow(window, 0, {})) {
        for (size_t i = 0; i < row->values->size(); ++i)
            static_cast<void>(row->values->read(i, [](QByteArrayView) { return true; }));
    }
    SqlScanner scanner(std::make_shared<HeldBytes>(bytes));
    for (qint64 at = -1; scanner.at() > at;) {
        at = scanner.at();
        const auto piece = scanner.next(true);
        if (!piece || piece->kind == ScriptPiece::Kind::End)
            break;
    }
    const QString script = QString::fromUtf8(bytes);
    static_cast<void>(rowColumns(script, definedColumns(script)));
    static_cast<void>(madeBy(bytes));
    static_cast<void>(copiedTable(bytes));
    static_cast<void>(insertedTable(bytes));
}

} // namespace tidemark::fuzz
