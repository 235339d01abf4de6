// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/migrationlinter.h"

#include "tasks/taskpool.h"

#include <algorithm>
#include <tuple>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int pauseMs = 250;
/// Scripts of rows: nobody types them, and every pause would cost a second.
constexpr qsizetype largestLinted = 4 * 1024 * 1024;

/// In which text a place of a file is.
std::optional<EditedFinding> placed(const LintFinding &finding, const OpenedMigration &texts)
{
    const OpenedSide *found = nullptr;
    for (const OpenedSide &side : texts.sides) {
        const OpenedFile &file = texts.files[size_t(side.file)];
        if (finding.where.file != file.shown && finding.where.file != file.path)
            continue;
        if (side.firstLine <= std::max(1, finding.where.line) &&
            (!found || side.firstLine >= found->firstLine))
            found = &side;
    }
    if (!found)
        return std::nullopt;
    EditedFinding edited{finding, found->side, 1, std::max(1, finding.where.column)};
    edited.line = std::max(1, finding.where.line - found->firstLine + 1);
    return edited;
}

} // namespace

MigrationLinter::MigrationLinter(Services &services, EditorPlaces &places,
                                 EditedMigration &migration, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_places(places)
    , m_migration(migration)
{
    m_wait.setSingleShot(true);
    m_wait.setInterval(pauseMs);
    connect(&m_wait, &QTimer::timeout, this, &MigrationLinter::now);
    connect(&migration, &EditedMigration::edited, this, &MigrationLinter::schedule);
    connect(&migration, &EditedMigration::stateChanged, this, [this] {
        if (m_ticket == 0 && m_migration.state() == EditedMigration::State::Ready)
            now();
    });
}

MigrationLinter::~MigrationLinter()
{
    m_task.stop();
}

void MigrationLinter::schedule()
{
    m_task.stop();
    // What it is about to say is of another text.
    if (m_ticket != 0)
        ++m_ticket;
    m_running = false;
    m_wait.start();
}

void MigrationLinter::now()
{
    m_wait.stop();
    const auto place = m_places.place();
    if (!place || m_migration.state() != EditedMigration::State::Ready)
        return;
    qsizetype size = 0;
    for (const OpenedSide &side : m_migration.texts().sides)
        size += side.text.size();
    const auto &files = m_migration.texts().files;
    const bool sql = std::ranges::all_of(files, [](const OpenedFile &file) {
        return file.path.endsWith(u".sql"_s, Qt::CaseInsensitive);
    });
    const bool off = !sql || size > largestLinted || !m_migration.texts().cannotEdit.isEmpty();
    const quint64 ticket = ++m_ticket;
    m_task.stop();
    if (off) {
        m_off = true;
        m_running = false;
        m_findings.clear();
        Q_EMIT changed();
        return;
    }
    m_off = false;
    const auto unsaved = m_migration.unsavedFiles();
    if (!unsaved) {
        done(fail(unsaved.error()), ticket);
        return;
    }
    m_running = true;
    m_task = m_services.pool.start(
        [place = *place, id = m_migration.id(), files = editedFiles(*unsaved), kept = m_before](
            const std::stop_token &stop) { return lintAsTyped(place, id, files, kept, stop); });
    whenDone(m_task, this,
             [this, ticket](const Result<TypedLint> &result) { done(result, ticket); });
}

void MigrationLinter::done(const Result<TypedLint> &result, quint64 ticket)
{
    if (result)
        m_before = result->before;
    if (ticket != m_ticket)
        return;
    m_running = false;
    if (result ? !result->result : result.error().kind == ErrorKind::Cancelled)
        return;
    m_error.reset();
    m_findings.clear();
    if (!result) {
        m_error = result.error();
    } else {
        for (const LintFinding &finding : result->result->findings) {
            if (finding.isAllowed())
                continue;
            if (auto edited = placed(finding, m_migration.texts()))
                m_findings.push_back(std::move(*edited));
        }
        std::ranges::stable_sort(m_findings, {}, [](const EditedFinding &each) {
            return std::tuple(each.side, each.line, each.column);
        });
    }
    Q_EMIT changed();
}

void MigrationLinter::movePlaces(ScriptSide side, const std::vector<std::pair<int, int>> &places)
{
    size_t next = 0;
    bool moved = false;
    for (EditedFinding &each : m_findings) {
        if (each.side != side || next >= places.size())
            continue;
        const auto [line, column] = places[next++];
        moved = moved || each.line != line || each.column != column;
        each.line = line;
        each.column = column;
    }
    if (moved)
        Q_EMIT placesMoved();
}

} // namespace tidemark
