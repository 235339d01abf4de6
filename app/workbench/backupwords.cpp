// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/backupwords.h"

#include "base/bytestext.h"
#include "workbench/translate.h"

using namespace Qt::StringLiterals;

namespace tidemark {

QString backupProgressText(const BackupProgress &progress)
{
    const auto counted = [&progress](const QString &text) {
        if (progress.total <= 0)
            return text;
        return tr("%1 (%2 of %3)").arg(text).arg(progress.done + 1).arg(progress.total);
    };
    switch (progress.step) {
    case BackupProgress::Step::Connecting:
        return tr("connecting");
    case BackupProgress::Step::ReadingSchema:
        return tr("reading the schema");
    case BackupProgress::Step::Saving:
        return counted(progress.what.isEmpty() ? tr("saving pages")
                                               : tr("saving %1").arg(progress.what));
    case BackupProgress::Step::Globals:
        return tr("saving roles");
    case BackupProgress::Step::Digesting:
        return counted(tr("digesting %1").arg(progress.what));
    case BackupProgress::Step::Hashing:
        return tr("checksum: %1 of %2")
            .arg(bytesText(progress.done, QLocale()), bytesText(progress.total, QLocale()));
    case BackupProgress::Step::Unpacking:
        return tr("unpacking: %1 of %2")
            .arg(bytesText(progress.done, QLocale()), bytesText(progress.total, QLocale()));
    case BackupProgress::Step::Restoring:
        return counted(tr("restoring %1").arg(progress.what));
    case BackupProgress::Step::ReadingBack:
        return counted(tr("reading back %1").arg(progress.what));
    case BackupProgress::Step::Comparing:
        return tr("comparing %1: %2 rows read").arg(progress.what).arg(progress.done);
    case BackupProgress::Step::Publishing:
        return tr("writing to the disk");
    }
    return {};
}

} // namespace tidemark
