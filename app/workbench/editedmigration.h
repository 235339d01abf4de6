// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/task.h"
#include "workbench/openedmigration.h"
#include "workbench/services.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <map>
#include <optional>

namespace tidemark {

/// A migration that is open in the editor: its texts, whether they are saved, and what happens to
/// its files meanwhile. The GUI thread; files are read and written in others.
///
/// The texts that people type are in the editors. They hand them over with setText(), at the latest
/// when textsWanted() asks for them.
class EditedMigration : public QObject
{
    Q_OBJECT
public:
    enum class State { Loading, Ready, Failed };
    /// What somebody else did to the files while there was unsaved work here.
    enum class Outside { None, Changed, Gone };

    EditedMigration(Services &services, Migration migration, QString convention, QString folder,
                    QObject *parent = nullptr);
    ~EditedMigration() override;

    const Migration &migration() const { return m_migration; } ///< as it was when it was opened
    QString id() const { return m_migration.id; }
    QString folder() const { return m_folder; }
    State state() const { return m_state; }
    /// Why it could not be read or was not saved the last time.
    std::optional<Error> error() const { return m_error; }

    const OpenedMigration &texts() const { return m_opened; } ///< in State::Ready
    bool has(ScriptSide side) const { return m_opened.find(side) != nullptr; }
    QString text(ScriptSide side) const;
    /// What was typed. Nothing happens where it is the same.
    void setText(ScriptSide side, const QString &text);
    /// Another text from elsewhere than the editor: a draft, recovered work. As setText(), and
    /// textReplaced() tells the editor.
    void replaceText(ScriptSide side, const QString &text);
    /// Something was typed and setText() follows soon.
    void touch();

    /// There is something here that is in no file: a text that was changed, or one whose file is
    /// gone.
    bool isDirty() const { return m_changed || m_outside == Outside::Gone; }
    bool isSaving() const { return m_saving; }
    /// Why it cannot be edited, a sentence; empty: it can.
    QString readOnlyReason() const;
    bool isReadOnly() const { return !readOnlyReason().isEmpty(); }
    /// The environments whose history has it: what was applied is not written any more. With
    /// unsaved work here it stays editable, and nothing is lost.
    void setAppliedOn(const QStringList &environments);
    QStringList appliedOn() const { return m_appliedOn; }
    /// The environments that have not answered, or cannot be asked: it may be applied there.
    void setNotAskedOn(const QStringList &environments);
    QStringList notAskedOn() const { return m_notAskedOn; }
    /// It is applied somewhere and was changed all the same: save() waits for saveAnyway().
    bool isAppliedAndChanged() const { return m_changed && !m_appliedOn.isEmpty(); }

    /// save() would write now.
    bool canSave() const;
    /// Writes the files that say something else than on disk. Does nothing while outside() is
    /// Changed or isAppliedAndChanged(): choose first.
    void save();
    /// Though it is applied.
    void saveAnyway();
    /// Turns all files into UTF-8 with the next save(), for characters that they have not.
    void useUtf8();
    /// Texts as they are on disk.
    void revert();

    Outside outside() const { return m_outside; }
    /// Looks at the files now; otherwise when the system tells that they were written.
    void checkFiles();
    /// What stands on disk; the editor's undo brings one's own back.
    void takeTheirs();
    /// One's own goes over it with the next save(). What it goes over is kept in keptFolder().
    void keepMine();
    QString keptFolder() const;

    /// Unsaved work from before: texts, and what was in the files that they were typed over, by
    /// path; null: there was none. Where a file says something else now, outside() tells. A side
    /// that is not here is left out.
    void takeUnsaved(const std::map<ScriptSide, QString> &texts,
                     const std::map<QString, QByteArray> &bases);

    /// All files with unsaved texts, for whoever reads a migration as it stands here.
    Result<std::vector<std::pair<QString, QByteArray>>> unsavedFiles();

Q_SIGNALS:
    void stateChanged(); ///< state(), error(), isDirty(), readOnlyReason(), outside(), isSaving()
    void edited();       ///< a text is another one
    void textReplaced(tidemark::ScriptSide side);
    void textsWanted(); ///< setText() must be called before this returns
    void saved();

private:
    struct Written
    {
        std::vector<bool> done; ///< per file
        std::optional<Error> error;
        bool changedOutside = false;
    };

    void load();
    void loaded(Result<OpenedMigration> opened);
    void written(const std::vector<QByteArray> &contents, const Written &result);
    void compareFiles(const std::vector<QByteArray> &onDisk);
    void takeDisk(bool goneToo);
    void reload();
    void takeWritten(size_t index, const QByteArray &content);
    bool textsDiffer() const;
    void settleDirty();
    void watch();

    Services &m_services;
    Migration m_migration;
    QString m_convention;
    QString m_folder;
    State m_state = State::Loading;
    OpenedMigration m_opened;
    std::map<ScriptSide, QString> m_saved; ///< texts as on disk
    std::vector<QByteArray> m_onDisk;      ///< what outside() is about
    std::vector<QByteArray> m_setAside;    ///< what the next save() goes over
    std::optional<Error> m_error;
    QStringList m_appliedOn;
    QStringList m_notAskedOn;
    Outside m_outside = Outside::None;
    bool m_changed = false; ///< a text is another one than on disk
    bool m_saveAnyway = false;
    bool m_reloading = false;
    bool m_saving = false;
    bool m_utf8 = false;
    quint64 m_checkTicket = 0;
    QFileSystemWatcher m_watcher;
    QTimer m_settle;
};

} // namespace tidemark
