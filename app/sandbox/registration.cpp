// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/registration.h"

#include "base/systemerror.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QRandomGenerator>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr auto suffix = ".json";

tl::unexpected<Error> ioError(const QString &summary, int number)
{
    return fail(ErrorKind::Io, summary, systemMessage(number));
}

bool writeAll(int descriptor, const QByteArray &bytes)
{
    qsizetype done = 0;
    while (done < bytes.size()) {
        const ssize_t count =
            ::write(descriptor, bytes.constData() + done, size_t(bytes.size() - done));
        if (count < 0 && errno == EINTR)
            continue;
        if (count <= 0)
            return false;
        done += count;
    }
    return true;
}

/// The name of a file is in there.
bool syncFolder(const QString &folder)
{
    const int descriptor =
        ::open(QFile::encodeName(folder).constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    const bool done = descriptor >= 0 && ::fsync(descriptor) == 0;
    const int number = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    errno = number;
    return done;
}

QByteArray readAll(int descriptor)
{
    QFile file;
    if (!file.open(descriptor, QFile::ReadOnly, QFile::DontCloseHandle))
        return {};
    return file.readAll();
}

/// Whether the path still leads to the open file: another cleaner may have deleted it between our
/// open() and our flock().
bool isStillThere(int descriptor, const QByteArray &path)
{
    struct stat open = {}, named = {};
    return ::fstat(descriptor, &open) == 0 && ::stat(path.constData(), &named) == 0 &&
           open.st_ino == named.st_ino && open.st_dev == named.st_dev;
}

/// Of a process that was killed within create(). The young ones may be somebody's who is in there
/// right now.
void removeUnfinished(const QDir &folder)
{
    const QDateTime old = QDateTime::currentDateTime().addSecs(-60);
    const QFileInfoList files = folder.entryInfoList({u".*"_s}, QDir::Files | QDir::Hidden);
    for (const QFileInfo &file : files)
        if (file.lastModified() < old)
            QFile::remove(file.filePath());
}

} // namespace

Registration::Registration(QString name, QString path, int descriptor, QJsonObject content)
    : m_name(std::move(name))
    , m_path(std::move(path))
    , m_descriptor(descriptor)
    , m_content(std::move(content))
{
}

Registration::Registration(Registration &&other) noexcept
    : m_name(std::move(other.m_name))
    , m_path(std::move(other.m_path))
    , m_descriptor(std::exchange(other.m_descriptor, -1))
    , m_content(std::move(other.m_content))
{
}

Registration &Registration::operator=(Registration &&other) noexcept
{
    std::swap(m_name, other.m_name);
    std::swap(m_path, other.m_path);
    std::swap(m_descriptor, other.m_descriptor);
    std::swap(m_content, other.m_content);
    return *this;
}

Registration::~Registration()
{
    if (m_descriptor >= 0)
        ::close(m_descriptor);
}

Result<Registration> Registration::create(const QString &stateDir, const QString &name,
                                          const QJsonObject &content, Lasts lasts)
{
    const QString folder = stateDir + u"/live"_s;
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::Io, u"%1 cannot be created"_s.arg(folder));
    const QString path = folder + u'/' + name + QLatin1String(suffix);
    // Under another name until it is locked: a cleaner must never see it unlocked.
    const QByteArray unfinished = QFile::encodeName(folder + u"/."_s + name);
    const int descriptor =
        ::open(unfinished.constData(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0)
        return ioError(u"%1 cannot be created"_s.arg(path), errno);
    Registration registration(name, path, descriptor, content);
    const bool waits = lasts == Lasts::ThroughPowerLoss;
    if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 ||
        !writeAll(descriptor, QJsonDocument(content).toJson()) ||
        (waits && ::fsync(descriptor) != 0) ||
        ::rename(unfinished.constData(), QFile::encodeName(path).constData()) != 0) {
        const int number = errno;
        ::unlink(unfinished.constData());
        return ioError(u"%1 cannot be written"_s.arg(path), number);
    }
    if (waits && !syncFolder(folder)) {
        const int number = errno;
        registration.remove();
        return ioError(u"%1 cannot be written"_s.arg(path), number);
    }
    return registration;
}

Result<std::vector<Registration>> Registration::takeAbandoned(const QString &stateDir)
{
    std::vector<Registration> abandoned;
    const QDir folder(stateDir + u"/live"_s);
    removeUnfinished(folder);
    const QStringList names = folder.entryList({u"*"_s + QLatin1String(suffix)}, QDir::Files);
    for (const QString &fileName : names) {
        const QString path = folder.filePath(fileName);
        const QByteArray encoded = QFile::encodeName(path);
        const int descriptor = ::open(encoded.constData(), O_RDWR | O_CLOEXEC | O_NOFOLLOW);
        if (descriptor < 0)
            continue; // gone meanwhile, or another user's
        Registration registration(fileName.chopped(qsizetype(std::strlen(suffix))), path,
                                  descriptor, {});
        if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 || !isStillThere(descriptor, encoded))
            continue;
        registration.m_content = QJsonDocument::fromJson(readAll(descriptor)).object();
        abandoned.push_back(std::move(registration));
    }
    return abandoned;
}

void Registration::remove()
{
    if (m_descriptor >= 0)
        ::unlink(QFile::encodeName(m_path).constData());
}

QString randomName()
{
    static constexpr char alphabet[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    QString name;
    for (int i = 0; i < 12; ++i)
        name += QLatin1Char(alphabet[QRandomGenerator::system()->bounded(36)]);
    return name;
}

} // namespace tidemark
