// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/privatefolder.h"

#include "sandbox/serverfolder.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace tidemark {

QString PrivateFolder::registrationKind()
{
    return u"folder"_s;
}

PrivateFolder::PrivateFolder(Registration registration, QString path)
    : m_registration(std::move(registration))
    , m_outer(std::move(path))
    , m_path(m_outer + u"/contents"_s)
{
}

Result<std::unique_ptr<PrivateFolder>> PrivateFolder::make(const ScratchPlaces &places,
                                                           qint64 expectedBytes)
{
    const QString place = places.placeFor(expectedBytes);
    const QString parent = place == places.stateDir ? place + u"/files"_s : place;
    const QString name = randomName();
    const QString path = parent + u"/f-"_s + name;
    if (!QDir().mkpath(parent))
        return fail(ErrorKind::Io, u"%1 cannot be created"_s.arg(parent));
    TM_TRY_ASSIGN(Registration registration,
                  Registration::create(places.stateDir, name,
                                       {{u"kind"_s, registrationKind()}, {u"folder"_s, path}}));
    const QString file = registration.path();
    std::unique_ptr<PrivateFolder> folder(new PrivateFolder(std::move(registration), path));
    TM_TRY(makePrivateFolder(path, std::nullopt));
    // The contents lie deeper: the note about the owner must not get in their way.
    if (!writeOwner(path, file))
        return fail(ErrorKind::Io, u"%1 cannot be written"_s.arg(path));
    TM_TRY(makePrivateFolder(folder->path(), std::nullopt));
    return folder;
}

PrivateFolder::~PrivateFolder()
{
    // Where something is left, the registration stays for the next start.
    if (QDir(m_outer).removeRecursively())
        m_registration.remove();
}

Result<QString> PrivateFolder::removeAbandoned(const Registration &registration)
{
    const QString path = registration.content().value(u"folder"_s).toString();
    // A file that somebody edited must not make us delete something else.
    if (!path.endsWith(u"/f-"_s + registration.name()))
        return fail(ErrorKind::Input, u"The registration %1 is damaged"_s.arg(registration.name()));
    if (!QDir(path).removeRecursively())
        return fail(ErrorKind::Io, u"%1 cannot be deleted"_s.arg(path));
    return path;
}

} // namespace tidemark
