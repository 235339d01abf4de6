// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/content.h"

#include <algorithm>
#include <cstring>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString endFact(const QString &name)
{
    return u"end of "_s + name;
}

} // namespace

Content::Content(const QString &name, std::unique_ptr<Decoder> decoder, SideFile &side)
    : m_name(name)
    , m_decoder(std::move(decoder))
    , m_side(side)
{
    // A page that was noted is as long as all of them are.
    if (const auto last = m_side.lastPoint(m_name))
        m_lastPoint = *last + (m_decoder->canRestart() ? 0 : pageBytes);
}

std::optional<qint64> Content::size() const
{
    const auto end = m_side.fact(endFact(m_name));
    if (!end)
        return {};
    return end->toLongLong();
}

void Content::pointHere()
{
    if (auto restart = m_decoder->restart()) {
        m_side.addPoint(
            m_name,
            {.kind = AccessPoint::Kind::Restart, .at = m_at, .restart = *restart, .page = {}});
        m_lastPoint = m_at;
    }
}

/// Pages follow each other without a gap, so only bytes behind the last one are wanted.
void Content::collect(QByteArrayView bytes)
{
    const qint64 start = m_at - bytes.size();
    const qint64 wanted = m_lastPoint + m_collected.size();
    if (start > wanted || m_at <= wanted || m_lastPoint >= keptPages * pageBytes)
        return;
    m_collected.append(bytes.sliced(wanted - start));
    while (m_collected.size() >= pageBytes) {
        const QByteArray page = m_collected.first(pageBytes);
        m_collected.remove(0, pageBytes);
        keepPage(page);
    }
}

void Content::keepPage(const QByteArray &page)
{
    m_side.addPoint(
        m_name, {.kind = AccessPoint::Kind::Page, .at = m_lastPoint, .restart = {}, .page = page});
    m_lastPoint += pageBytes;
}

/// The decoder's next bytes.
Result<qint64> Content::forward(char *to, qint64 count)
{
    const bool restarts = m_decoder->canRestart();
    const bool due = restarts && m_at >= m_lastPoint + spacing;
    TM_TRY_ASSIGN(const qint64 got, m_decoder->read(to, count, due));
    m_at += got;
    if (due && got > 0)
        pointHere();
    if (!restarts)
        collect({to, got});
    if (got == 0 && !size()) {
        if (!m_collected.isEmpty())
            keepPage(std::exchange(m_collected, {}));
        m_side.setFact(endFact(m_name), QByteArray::number(m_at));
    }
    return got;
}

Result<void> Content::goTo(qint64 at)
{
    // Going on from here is best when no point lies in between.
    const bool ahead = at >= m_at;
    if (!ahead || at - m_at > spacing) {
        const auto point = m_side.pointBefore(m_name, at);
        if (point && point->kind == AccessPoint::Kind::Restart && (!ahead || point->at > m_at)) {
            if (m_decoder->begin(point->restart)) {
                m_at = point->at;
            } else {
                TM_TRY(m_decoder->rewind());
                m_at = 0;
            }
        } else if (!ahead) {
            TM_TRY(m_decoder->rewind());
            m_at = 0;
        }
    }
    QByteArray skipped(ByteWindow::readAhead, Qt::Uninitialized);
    while (m_at < at) {
        TM_TRY_ASSIGN(const qint64 got,
                      forward(skipped.data(), std::min<qint64>(skipped.size(), at - m_at)));
        if (got == 0)
            break;
    }
    return {};
}

/// 0 when no page has that place.
Result<qint64> Content::fromPage(qint64 at, char *to, qint64 count)
{
    if (m_decoder->canRestart() || at >= m_lastPoint)
        return 0;
    const auto holds = [at](const AccessPoint &page) {
        return page.at <= at && at < page.at + page.page.size();
    };
    if (!m_page || !holds(*m_page))
        m_page = m_side.pointBefore(m_name, at);
    if (!m_page || m_page->kind != AccessPoint::Kind::Page || !holds(*m_page))
        return 0;
    const qint64 from = at - m_page->at;
    const qint64 taken = std::min<qint64>(count, m_page->page.size() - from);
    std::memcpy(to, m_page->page.constData() + from, size_t(taken));
    return taken;
}

Result<qint64> Content::readAt(qint64 at, char *to, qint64 count)
{
    if (const auto end = m_decoder->canRestart() ? std::nullopt : size())
        count = std::min(count, *end - at); // only decoding it all would find the end again
    qint64 done = 0;
    while (done < count) {
        qint64 got = 0;
        if (at + done != m_at) {
            TM_TRY_ASSIGN(got, fromPage(at + done, to + done, count - done));
            if (got > 0) {
                done += got;
                continue;
            }
            TM_TRY(goTo(at + done));
            if (m_at != at + done)
                break;
        }
        const auto more = forward(to + done, count - done);
        if (!more && done > 0)
            break; // the error comes with the next call
        TM_TRY_ASSIGN(got, more);
        if (got == 0)
            break;
        done += got;
    }
    return done;
}

} // namespace tidemark
