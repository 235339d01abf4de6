// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/tablerows.h"

#include "backup/archive/sidefile.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// "ROWS AT": how many there are, and where they end.
QString endFact(const QString &name)
{
    return u"rows of "_s + name;
}

tl::unexpected<Error> stopped()
{
    return fail(ErrorKind::Cancelled, u"reading the archive was cancelled"_s);
}

} // namespace

StoredRows::StoredRows(const QString &name, std::shared_ptr<ByteSource> content, qint64 start,
                       std::unique_ptr<RowFormat> format, SideFile &side)
    : m_name(name)
    , m_format(std::move(format))
    , m_side(side)
    , m_window(std::move(content))
    , m_start(start)
    , m_place{0, start}
    , m_noted{0, start}
{
    if (const auto last = m_side.lastRow(m_name))
        m_noted = {last->row, last->at};
}

std::optional<RowPlace> StoredRows::knownEnd() const
{
    const auto kept = m_side.fact(endFact(m_name));
    if (!kept)
        return {};
    const QList<QByteArray> numbers = kept->split(' ');
    if (numbers.size() != 2)
        return {};
    return RowPlace{numbers[0].toLongLong(), numbers[1].toLongLong(), true};
}

std::optional<qint64> StoredRows::knownCount()
{
    const auto end = knownEnd();
    return end ? std::optional(end->row) : std::nullopt;
}

void StoredRows::note()
{
    if (m_place.ended) {
        if (!knownCount())
            m_side.setFact(endFact(m_name),
                           QByteArray::number(m_place.row) + ' ' + QByteArray::number(m_place.at));
    } else if (m_place.at >= m_noted.at + spacing && m_place.row > m_noted.row) {
        m_side.addRow(m_name, {m_place.row, m_place.at});
        m_noted = m_place;
    }
}

Result<void> StoredRows::goTo(qint64 row, const RowObserver &observer, const std::stop_token &stop)
{
    const bool back = row < m_place.row;
    if (!back && m_place.ended)
        return {};
    if (back)
        m_place = {0, m_start};
    if (const auto known = m_side.rowBefore(m_name, row); known && known->row > m_place.row) {
        if (!m_begun)
            TM_TRY(m_format->begin(m_window, m_start));
        m_begun = true;
        m_place = {known->row, known->at};
    }
    while (m_place.row < row && !m_place.ended) {
        if (stop.stop_requested())
            return stopped();
        TM_TRY(m_format->skip(m_window, m_place, row - m_place.row, spacing));
        note();
        if (observer)
            observer({m_place.row, m_place.at - m_start});
    }
    return {};
}

Result<void> StoredRows::visit(qint64 first, const QByteArray &mayHold, const Visitor &visitor,
                               const std::stop_token &stop)
{
    TM_TRY(goTo(first, {}, stop));
    std::vector<Cell> cells;
    while (!m_place.ended) {
        if (stop.stop_requested())
            return stopped();
        const RowPlace before = m_place;
        TM_TRY_ASSIGN(const WrittenRow written, m_format->next(m_window, m_place));
        if (m_place.ended) {
            note();
            break;
        }
        VisitedRow visited{before.row, {}, written.values.get()};
        if (!visited.pieces) {
            if (!mayHold.isEmpty() && !m_format->mayHold(written.bytes, mayHold))
                continue;
            m_format->parse(written.bytes, cells);
            visited.cells = cells;
        }
        note();
        TM_TRY_ASSIGN(const bool goesOn, visitor(visited));
        if (!goesOn) {
            m_place = before;
            break;
        }
    }
    return {};
}

Result<qint64> StoredRows::index(const RowObserver &observer, const std::stop_token &stop)
{
    if (const auto end = knownEnd()) {
        m_place = *end;
        return m_place.row;
    }
    // From the last place that is known, to the end.
    TM_TRY(goTo(m_noted.row, {}, stop));
    const auto walked = goTo(std::numeric_limits<qint64>::max(), observer, stop);
    m_side.commit();
    TM_TRY(walked);
    return m_place.row;
}

} // namespace tidemark
