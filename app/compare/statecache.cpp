// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/statecache.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace tidemark {

QString defaultCacheFolder(const VariableLookup &lookup)
{
    const auto own = lookup(u"TIDEMARK_CACHE"_s);
    if (own && !own->isEmpty())
        return *own;
    const auto base = lookup(u"XDG_CACHE_HOME"_s);
    // The specification tells to ignore a relative one.
    if (base && QDir::isAbsolutePath(*base))
        return *base + u"/tidemark"_s;
    return QDir::homePath() + u"/.cache/tidemark"_s;
}

StateCache::StateCache(const QString &folder)
    : m_folder(folder.isEmpty() ? QString() : folder + u"/states"_s)
{
}

QString StateCache::pathOf(const QByteArray &digest) const
{
    return m_folder + u'/' + QString::fromLatin1(digest) + u".json"_s;
}

std::optional<Snapshot> StateCache::find(const QByteArray &digest) const
{
    if (m_folder.isEmpty())
        return std::nullopt;
    QFile file(pathOf(digest));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return std::nullopt;
    auto snapshot = readSnapshot(file.readAll(), file.fileName());
    if (!snapshot) {
        file.remove();
        return std::nullopt;
    }
    file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
    return std::move(*snapshot);
}

void StateCache::store(const QByteArray &digest, const Snapshot &snapshot) const
{
    if (m_folder.isEmpty() || !QDir().mkpath(m_folder))
        return;
    // What is in a schema may be nobody else's business.
    constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    QFile::setPermissions(m_folder, ownerOnly | QFileDevice::ExeOwner);
    QSaveFile file(pathOf(digest));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(ownerOnly);
    file.write(writeSnapshot(snapshot));
    if (file.commit())
        prune();
}

void StateCache::prune() const
{
    const auto files = QDir(m_folder).entryInfoList({u"*.json"_s}, QDir::Files, QDir::Time);
    qint64 bytes = 0;
    int count = 0;
    for (const QFileInfo &info : files) {
        bytes += info.size();
        if (++count > kept || bytes > keptBytes)
            QFile::remove(info.filePath());
    }
}

} // namespace tidemark
