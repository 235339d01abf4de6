// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <memory>
#include <optional>

namespace tidemark {

/// Bytes that can be read from any place: a file, a part of one, or the contents of a compressed
/// one. Belongs to one thread at a time.
class ByteSource
{
public:
    ByteSource() = default;
    ByteSource(const ByteSource &) = delete;
    ByteSource &operator=(const ByteSource &) = delete;
    virtual ~ByteSource() = default;

    /// Up to `count` bytes from `at`; fewer only at the end, 0 behind it. Error{Io} when the system
    /// cannot read, Error{Input} when what is compressed is damaged.
    virtual Result<qint64> readAt(qint64 at, char *to, qint64 count) = 0;

    /// Nothing where only reading to the end would tell.
    virtual std::optional<qint64> size() const = 0;
};

/// Bytes that somebody holds for as long as this lives.
class HeldBytes final : public ByteSource
{
public:
    explicit HeldBytes(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }
    Result<qint64> readAt(qint64 at, char *to, qint64 count) override;
    std::optional<qint64> size() const override { return m_bytes.size(); }

private:
    QByteArrayView m_bytes;
};

/// A file, by pread(): nothing of it is kept in memory.
class FileBytes final : public ByteSource
{
public:
    /// Error{Io} in the system's own words.
    static Result<std::shared_ptr<FileBytes>> open(const QString &path);
    ~FileBytes() override;

    Result<qint64> readAt(qint64 at, char *to, qint64 count) override;
    std::optional<qint64> size() const override { return m_size; }
    const QString &path() const { return m_path; }

private:
    FileBytes(const QString &path, int descriptor, qint64 size)
        : m_path(path)
        , m_descriptor(descriptor)
        , m_size(size)
    {
    }

    QString m_path;
    int m_descriptor;
    qint64 m_size;
};

/// A part of another source.
class SliceBytes final : public ByteSource
{
public:
    SliceBytes(std::shared_ptr<ByteSource> whole, qint64 start, qint64 length)
        : m_whole(std::move(whole))
        , m_start(start)
        , m_length(length)
    {
    }

    Result<qint64> readAt(qint64 at, char *to, qint64 count) override;
    std::optional<qint64> size() const override { return m_length; }

private:
    std::shared_ptr<ByteSource> m_whole;
    qint64 m_start;
    qint64 m_length;
};

/// Looks at a source through one buffer: what lies near the last look costs no read.
class ByteWindow
{
public:
    static constexpr qint64 readAhead = qint64(256) * 1024;

    explicit ByteWindow(std::shared_ptr<ByteSource> source)
        : m_source(std::move(source))
    {
    }

    /// All that is in the buffer from `at` on, at least one byte unless the end is there. Good
    /// until the next call.
    Result<QByteArrayView> from(qint64 at);

    /// At least `count` bytes unless the end comes first. The buffer grows as bytes really arrive,
    /// so a length that lies allocates nothing.
    Result<QByteArrayView> atLeast(qint64 at, qint64 count);

    ByteSource &source() const { return *m_source; }

private:
    std::shared_ptr<ByteSource> m_source;
    QByteArray m_buffer;
    qint64 m_at = 0;
};

} // namespace tidemark
