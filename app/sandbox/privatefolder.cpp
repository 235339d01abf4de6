// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/privatefolder.h"

#include "sandbox/serverfolder.h"

#include <QDir>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString pathOf(const QString &stateDir, const QString &name)
{
    return stateDir + u"/files/"_s + name;
}

} // namespace

QString PrivateFolder::registrationKind()
{
    return u"folder"_s;
}

PrivateFolder::PrivateFolder(Registration registration, QString path)
    : m_registration(std::move(registration))
    , m_path(std::move(path))
{
}

Result<std::unique_ptr<PrivateFolder>> PrivateFolder::make(const QString &stateDir)
{
    const QString name = randomName();
    const QString path = pathOf(stateDir, name);
    if (!QDir().mkpath(stateDir + u"/files"_s))
        return fail(ErrorKind::Io, u"%1/files cannot be created"_s.arg(stateDir));
    TM_TRY_ASSIGN(Registration registration,
                  Registration::create(stateDir, name, {{u"kind"_s, registrationKind()}}));
    if (auto made = makePrivateFolder(path, std::nullopt); !made) {
        registration.remove();
        return tl::unexpected<Error>(std::move(made).error());
    }
    return std::unique_ptr<PrivateFolder>(new PrivateFolder(std::move(registration), path));
}

PrivateFolder::~PrivateFolder()
{
    // Where something is left, the registration stays for the next start.
    if (QDir(m_path).removeRecursively())
        m_registration.remove();
}

Result<QString> PrivateFolder::removeAbandoned(const Registration &registration,
                                               const QString &stateDir)
{
    const QString path = pathOf(stateDir, registration.name());
    if (!QDir(path).removeRecursively())
        return fail(ErrorKind::Io, u"%1 cannot be deleted"_s.arg(path));
    return path;
}

} // namespace tidemark
