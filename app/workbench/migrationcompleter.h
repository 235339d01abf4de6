// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "authoring/completion.h"
#include "tasks/task.h"
#include "workbench/editedmigration.h"
#include "workbench/editorplace.h"

#include <QObject>

#include <memory>

namespace tidemark {

/// What may stand at a place of a text that is open in the editor.
struct EditedCompletion
{
    ScriptSide side = ScriptSide::Up;
    qsizetype begin = 0; ///< characters of the side's text that an item replaces
    qsizetype end = 0;
    std::vector<CompletionItem> items;
    quint64 asked = 0; ///< what ask() gave
};

/// Completes names with the schema as it is before the migration, and what its own script has made
/// so far; in a down what its up has made. Until that schema is there, with what the texts and the
/// engine know. The GUI thread; work is done in others.
class MigrationCompleter : public QObject
{
    Q_OBJECT
public:
    MigrationCompleter(Services &services, EditorPlaces &places, EditedMigration &migration,
                       QObject *parent = nullptr);
    ~MigrationCompleter() override;

    /// Reads the schema, by replaying what comes before unless that was done already.
    void prepare();
    bool isReady() const { return m_ready; } ///< the schema is known, or cannot be
    /// Answered by answered(), unless somebody asks again before. `text` is the side's, `cursor` in
    /// characters.
    quint64 ask(ScriptSide side, const QString &text, qsizetype cursor);

Q_SIGNALS:
    void ready();
    void answered(const tidemark::EditedCompletion &completion);

private:
    using Names = std::shared_ptr<const CompletionNames>;

    Services &m_services;
    EditorPlaces &m_places;
    EditedMigration &m_migration;
    Names m_names;
    Task<Names> m_reading;
    quint64 m_ticket = 0;
    bool m_ready = false;
    bool m_prepared = false;
};

} // namespace tidemark
