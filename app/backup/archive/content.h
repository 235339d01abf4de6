// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/sidefile.h"

namespace tidemark {

/// The content of a compressed stream, from any place. Reading forward past what was read before
/// leaves access points in the side file, 2 MB apart; a later look anywhere then decodes 2 MB at
/// most. A place behind the last point costs decoding all that lies between, once.
///
/// Where the decoder cannot begin in the middle (zstd), the side file gets the content itself
/// instead, in pages of 1 MB compressed again, up to `keptPages`; a place behind those costs
/// decoding from the start.
class Content final : public ByteSource
{
public:
    static constexpr qint64 spacing = qint64(2) * 1024 * 1024;
    static constexpr qint64 pageBytes = qint64(1024) * 1024;
    static constexpr qint64 keptPages = qint64(64) * 1024; ///< 64 GB of content

    /// `side` outlives it.
    Content(const QString &name, std::unique_ptr<Decoder> decoder, SideFile &side);

    Result<qint64> readAt(qint64 at, char *to, qint64 count) override;

    /// Known once it was read to the end.
    std::optional<qint64> size() const override;

private:
    Result<qint64> forward(char *to, qint64 count);
    Result<void> goTo(qint64 at);
    Result<qint64> fromPage(qint64 at, char *to, qint64 count);
    void collect(QByteArrayView bytes);
    void keepPage(const QByteArray &page);
    void pointHere();

    QString m_name;
    std::unique_ptr<Decoder> m_decoder;
    SideFile &m_side;
    qint64 m_at = 0;        ///< of the decoder
    qint64 m_lastPoint = 0; ///< nothing is to be noted before it
    QByteArray
        m_collected; ///< of the page that begins at m_lastPoint, for decoders that need pages
    std::optional<AccessPoint> m_page; ///< the last that was looked at
};

} // namespace tidemark
