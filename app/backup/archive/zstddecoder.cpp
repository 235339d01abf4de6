// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/decoder.h"

#include <zstd.h>
#include <zstd_errors.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// One zstd frame or several; decoding restarts only between frames.
class ZstdDecoder final : public Decoder
{
public:
    explicit ZstdDecoder(std::unique_ptr<Feed> from)
        : Decoder(std::move(from))
        , m_start(feed().markBefore(0))
        , m_context(ZSTD_createDCtx())
    {
    }
    ~ZstdDecoder() override { ZSTD_freeDCtx(m_context); }

    Result<qint64> read(char *to, qint64 count, bool stopAtRestart) override;
    std::optional<Restart> restart() override
    {
        if (!m_between)
            return {};
        return Restart{mark(), {}, {}};
    }
    Result<void> begin(const Restart &restart) override
    {
        feed().go(restart.mark);
        m_input = {};
        m_between = true;
        m_flushing = false;
        m_failure.reset();
        ZSTD_DCtx_reset(m_context, ZSTD_reset_session_only);
        return {};
    }
    Result<void> rewind() override { return begin({m_start, {}, {}}); }
    bool canRestart() const override { return false; }

private:
    FeedMark mark() const { return feed().markBefore(m_input.size()); }
    Error errorOf(size_t status) const;

    FeedMark m_start;
    ZSTD_DCtx *m_context;
    QByteArrayView m_input;
    bool m_between = true;   ///< frames
    bool m_flushing = false; ///< it holds content back, and gives it without more input
    std::optional<Error> m_failure;
};

Error ZstdDecoder::errorOf(size_t status) const
{
    if (ZSTD_getErrorCode(status) != ZSTD_error_frameParameter_windowTooLarge)
        return damagedData(Compression::Zstd, mark(),
                           QString::fromLatin1(ZSTD_getErrorName(status)));
    return {.kind = ErrorKind::Unsupported,
            .summary = u"unpacking this takes more than 128 MB of memory"_s,
            .detail = {},
            .hint = u"compress it without --ultra and --long"_s,
            .sqlState = {},
            .where = {}};
}

Result<qint64> ZstdDecoder::read(char *to, qint64 count, bool stopAtRestart)
{
    ZSTD_outBuffer output{to, static_cast<size_t>(count), 0};
    if (m_failure)
        return fail(*m_failure);
    while (output.pos < output.size) {
        if (m_input.isEmpty() && !m_flushing) {
            auto more = feed().more();
            if (output.pos > 0 && (!more || more->isEmpty()))
                break;
            TM_TRY_ASSIGN(m_input, std::move(more));
            if (m_input.isEmpty() && m_between)
                break;
            if (m_input.isEmpty())
                return fail(cutOffData(Compression::Zstd, mark()));
        }
        ZSTD_inBuffer input{m_input.data(), static_cast<size_t>(m_input.size()), 0};
        const size_t status = ZSTD_decompressStream(m_context, &output, &input);
        m_input = m_input.sliced(static_cast<qsizetype>(input.pos));
        if (ZSTD_isError(status)) {
            m_failure = errorOf(status);
            if (output.pos > 0)
                break; // the error comes with the next call
            return fail(*m_failure);
        }
        m_between = status == 0;
        m_flushing = !m_between && output.pos == output.size;
        if (m_between && stopAtRestart && output.pos > 0)
            break;
    }
    return static_cast<qint64>(output.pos);
}

} // namespace

std::unique_ptr<Decoder> makeZstdDecoder(std::unique_ptr<Feed> feed)
{
    return std::make_unique<ZstdDecoder>(std::move(feed));
}

} // namespace tidemark
