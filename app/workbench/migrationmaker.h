// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tasks/task.h"
#include "workbench/editorplace.h"
#include "workbench/newmigrations.h"
#include "workbench/services.h"
#include "workbench/typedlint.h"

#include <QHash>
#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace tidemark {

class WorkspaceController;

/// What a person wants of a new migration.
struct MigrationWish
{
    QString name;
    QString templateId = QStringLiteral("empty");
    TemplateValues values; ///< what is empty gets the template's placeholder

    bool operator==(const MigrationWish &) const = default;
};

/// A file as it would be written.
struct PlannedFile
{
    QString shown; ///< relative to the folder of migrations
    QByteArray text;
    bool append = false; ///< `text` goes to the end of what is there

    bool operator==(const PlannedFile &) const = default;
};

/// The tables that the migrations make, as people call them, with columns and their types.
struct MigrationTables
{
    struct Column
    {
        QString name;
        QString type; ///< empty: not known

        bool operator==(const Column &) const = default;
    };
    QHash<QString, std::vector<Column>> columns; ///< by table

    QStringList tables() const; ///< in the order of the alphabet
    QStringList columnsOf(const QString &table) const;
    QString typeOf(const QString &table, const QString &column) const;
};

/// New migrations from templates: what they would be while one thinks about them, and their files.
/// The GUI thread; work is done in others.
class MigrationMaker : public QObject
{
    Q_OBJECT
public:
    MigrationMaker(Services &services, WorkspaceController &workspace, EditorPlaces &places,
                   QObject *parent = nullptr);
    ~MigrationMaker() override;

    Engine engine() const; ///< of the folder's scripts
    /// Those that the engine has a use for, the simplest first.
    std::vector<const MigrationTemplate *> templates() const;

    /// Plans it after a short pause; a wish without a name is only kept. What is wished while files
    /// are written is planned afterwards.
    void setWish(const MigrationWish &wish);
    const MigrationWish &wish() const { return m_wish; }
    /// A name that says what the wish is about: "rename_column_users_mail". Empty for "empty".
    static QString proposedName(const MigrationWish &wish);
    /// What would be written for wish(), in the order of the steps; none until it was planned.
    const std::vector<PlannedFile> &plan() const { return m_plan; }
    bool isPlanned() const { return m_planned; } ///< plan() and error() are about wish()
    /// Why it cannot be made as it is wanted, or was not.
    std::optional<Error> error() const { return m_error; }

    /// Writes the files of wish(). Answered by made(), or by changed() with an error; of a
    /// workspace that is closed by then by changed() alone.
    void make();
    bool isMaking() const { return m_making; }

    /// Reads them from the scripts, as they are now; answered by tablesChanged().
    void readTables();
    const MigrationTables &tables() const { return m_tables; }

Q_SIGNALS:
    void changed(); ///< plan(), error(), isPlanned(), isMaking()
    void tablesChanged();
    void made(const QStringList &ids);
    void forgotten(); ///< it was of a workspace that is closed

private:
    struct TablesRead
    {
        KeptHistoryPtr history;
        MigrationTables tables;
    };
    std::optional<Workspace> where() const;
    void planNow();

    Services &m_services;
    WorkspaceController &m_workspace;
    EditorPlaces &m_places;
    QString m_workspaceFile;
    MigrationWish m_wish;
    std::vector<PlannedFile> m_plan;
    std::optional<Error> m_error;
    bool m_planned = false;
    bool m_making = false;
    quint64 m_ticket = 0;
    QTimer m_pause;
    Task<std::vector<PlannedFile>> m_planning;
    MigrationTables m_tables;
    KeptHistoryPtr m_history;
    quint64 m_tablesTicket = 0;
    Task<TablesRead> m_reading;
};

} // namespace tidemark
