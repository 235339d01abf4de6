// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/filesarchive.h"

#include <QDir>
#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

class FolderMembers final : public ArchiveMembers
{
public:
    explicit FolderMembers(const QString &folder)
        : m_folder(folder)
    {
    }

    Result<std::shared_ptr<ByteSource>> find(const QString &name) override
    {
        // An archive from elsewhere names no file of this machine.
        if (name.isEmpty() || name.contains(u'/') || name.contains(QChar(0)))
            return fail(ErrorKind::Input, u"the archive names a file outside of itself"_s, name);
        const QFileInfo info(m_folder.filePath(name));
        if (!info.isFile())
            return std::shared_ptr<ByteSource>();
        TM_TRY_ASSIGN(auto file, FileBytes::open(info.filePath()));
        return std::static_pointer_cast<ByteSource>(std::move(file));
    }

private:
    QDir m_folder;
};

} // namespace

ArchiveOpener directoryOpener()
{
    return {[](const ArchiveFile &file) { return !file.bytes; },
            [](const ArchiveFile &file) {
                return openFilesArchive(file, ArchiveFormat::Directory,
                                        std::make_unique<FolderMembers>(file.path));
            }};
}

} // namespace tidemark
