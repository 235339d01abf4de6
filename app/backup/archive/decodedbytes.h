// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/decoder.h"

namespace tidemark {

/// The content of a compressed source, read from front to back: nothing of it is kept for a second
/// look, for which Content is there. To go back costs decoding from the start.
class DecodedBytes final : public ByteSource
{
public:
    explicit DecodedBytes(std::unique_ptr<Decoder> decoder)
        : m_decoder(std::move(decoder))
    {
    }

    Result<qint64> readAt(qint64 at, char *to, qint64 count) override;
    std::optional<qint64> size() const override { return {}; }

private:
    Result<qint64> read(char *to, qint64 count);

    std::unique_ptr<Decoder> m_decoder;
    qint64 m_at = 0;
};

/// A source as it is, or what is in it where it is compressed as a whole.
struct UnpackedBytes
{
    std::shared_ptr<ByteSource> bytes;
    Compression packed = Compression::None;
};
Result<UnpackedBytes> unpackedBytes(const std::shared_ptr<ByteSource> &source);
Result<UnpackedBytes> openUnpacked(const QString &path);

/// How long the content is at least, as the packed file's own head or end says; 0: it does not say.
qint64 leastContent(ByteSource &source, Compression packed);

} // namespace tidemark
