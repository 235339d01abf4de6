// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/filemanager.h"

#include <QCoreApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDesktopServices>
#include <QFileInfo>
#include <QUrl>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 5000; ///< it may have to be started first

void openFolderOf(const QString &file)
{
    const QFileInfo info(file);
    QDesktopServices::openUrl(
        QUrl::fromLocalFile(info.isDir() ? info.filePath() : info.absolutePath()));
}

} // namespace

void showInFileManager(const QStringList &files)
{
    if (files.isEmpty())
        return;
    const QDBusConnection bus = QDBusConnection::sessionBus();
    if (!bus.isConnected()) {
        openFolderOf(files.front());
        return;
    }
    QStringList urls;
    for (const QString &file : files)
        urls +=
            QUrl::fromLocalFile(QFileInfo(file).absoluteFilePath()).toString(QUrl::FullyEncoded);
    QDBusMessage call = QDBusMessage::createMethodCall(
        u"org.freedesktop.FileManager1"_s, u"/org/freedesktop/FileManager1"_s,
        u"org.freedesktop.FileManager1"_s, u"ShowItems"_s);
    call << urls << QString(); // no token of a start-up notification
    auto *watcher =
        new QDBusPendingCallWatcher(bus.asyncCall(call, patienceMs), QCoreApplication::instance());
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, watcher,
                     [watcher, first = files.front()] {
                         if (QDBusPendingReply<>(*watcher).isError())
                             openFolderOf(first);
                         watcher->deleteLater();
                     });
}

} // namespace tidemark
