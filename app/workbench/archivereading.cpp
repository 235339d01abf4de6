// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/archivereading.h"

#include "workbench/translate.h"

#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <limits>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 everyRow = std::numeric_limits<qint64>::max();

/// Tells how much was written.
class CountedFile final : public QSaveFile
{
public:
    CountedFile(const QString &path, const Relay<qint64> &relay)
        : QSaveFile(path)
        , m_relay(relay)
    {
    }

protected:
    qint64 writeData(const char *data, qint64 length) override
    {
        const qint64 written = QSaveFile::writeData(data, length);
        m_bytes += std::max<qint64>(written, 0);
        m_relay.post(m_bytes);
        return written;
    }

private:
    Relay<qint64> m_relay;
    qint64 m_bytes = 0;
};

void addRows(ShownPage &shown, const ArchiveTable &table, const RowPage &part)
{
    shown.atEnd = part.atEnd;
    shown.broken = part.broken;
    const auto typeOf = [&](size_t column) {
        return column < table.columns.size() ? table.columns[column].type : QString();
    };
    const size_t before = shown.rows.size();
    shown.bytesShown = shown.bytesShown || part.bytesShown;
    for (const std::vector<Cell> &cells : part.rows) {
        std::vector<ShownCell> &row = shown.rows.emplace_back();
        for (size_t i = 0; i < cells.size(); ++i)
            row.push_back(shownCellOf(cells[i], typeOf(i)));
    }
    for (const CutValue &cut : part.cut) {
        const auto row = size_t(cut.row - part.first);
        shown.rows[before + row][cut.column] =
            shownCellOf(part.rows[row][cut.column], typeOf(cut.column), cut.bytes);
    }
}

} // namespace

FileStamp stampOf(const QString &path)
{
    QFileInfo file(path);
    if (file.isDir())
        file.setFile(path + u"/toc.dat"_s);
    return file.exists() ? FileStamp{file.size(), file.lastModified()} : FileStamp();
}

Result<void> checkStamp(const QString &path, const FileStamp &stamp)
{
    if (stampOf(path) == stamp)
        return {};
    return fail(ErrorKind::Input, tr("the file was replaced or deleted"), path,
                tr("open the backup again"));
}

Result<std::shared_ptr<const ShownPage>> readPage(Archive &archive, int number,
                                                  const ArchiveTable &table, qint64 first,
                                                  qint64 count, const std::stop_token &stop)
{
    auto shown = std::make_shared<ShownPage>();
    shown->table = number;
    shown->first = first;
    do {
        const qint64 had = qint64(shown->rows.size());
        TM_TRY_ASSIGN(const RowPage part, archive.rows(table, first + had, count - had, stop));
        addRows(*shown, table, part);
    } while (qint64(shown->rows.size()) < count && !shown->atEnd && !shown->broken);
    return std::shared_ptr<const ShownPage>(std::move(shown));
}

Result<qint64> readableRows(Archive &archive, const ArchiveTable &table, qint64 known,
                            qint64 pageRows, const std::stop_token &stop)
{
    for (qint64 rows = known;;) {
        TM_TRY_ASSIGN(const RowPage page, archive.rows(table, rows, pageRows, stop));
        rows += qint64(page.rows.size());
        if (page.atEnd || page.broken)
            return rows;
    }
}

Result<CsvExport> exportTable(Archive &archive, const ArchiveTable &table, const QString &path,
                              const Relay<qint64> &written, const std::stop_token &stop)
{
    CountedFile file(path, written);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::Io, tr("%1 cannot be written").arg(path), file.errorString());
    TM_TRY_ASSIGN(const CsvExport exported, archive.exportCsv(table, file, 0, everyRow, stop));
    if (!file.commit())
        return fail(ErrorKind::Io, tr("%1 cannot be written").arg(path), file.errorString());
    return exported;
}

} // namespace tidemark
