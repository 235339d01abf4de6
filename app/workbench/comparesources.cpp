// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/comparesources.h"

#include "tasks/taskpool.h"
#include "workbench/workspacecontroller.h"

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// Wherever in the file it stands by now.
bool isSamePlace(Environment one, const Environment &other)
{
    one.where = other.where;
    return one == other;
}

} // namespace

CompareSources::CompareSources(Services &services, WorkspaceController &workspace, QObject *parent)
    : QObject(parent)
    , m_services(services)
    , m_workspace(workspace)
{
}

// ---- The two

QString CompareSources::nameOf(Side side) const
{
    if (m_sources[side])
        return m_sources[side]->displayName();
    return m_asked[side] ? m_asked[side]->text : QString();
}

const Environment *CompareSources::environmentOf(Side side) const
{
    const auto &source = m_sources[side];
    return source && source->environment ? &*source->environment : nullptr;
}

void CompareSources::ask(const Texts &texts, Answer answer)
{
    using Read = std::vector<std::pair<quint64, Result<SchemaSource>>>;
    std::vector<std::pair<quint64, QString>> wanted;
    for (const auto &[side, text] : texts) {
        m_asked[side] = Asked{text, ++m_lastTicket};
        wanted.emplace_back(m_lastTicket, text);
    }
    const auto workspace = m_workspace.workspace();
    const auto task = m_services.pool.start(
        [workspace, wanted, folder = workspace ? workspace->folder() : QDir::current()](
            std::stop_token) -> Result<Read> {
            Read read;
            for (const auto &[ticket, text] : wanted)
                read.emplace_back(ticket, parseSource(text, {workspace.get(), folder}));
            return read;
        });
    whenDone(task, this, [this, answer = std::move(answer)](const Result<Read> &read) {
        if (read)
            answered(*read, answer);
    });
    Q_EMIT changed();
}

/// They may have changed sides meanwhile.
void CompareSources::answered(const std::vector<std::pair<quint64, Result<SchemaSource>>> &read,
                              const Answer &answer)
{
    bool counts = false;
    std::optional<Error> error;
    for (const auto &[ticket, source] : read) {
        for (const Side side : {Before, After}) {
            if (!m_asked[side] || m_asked[side]->ticket != ticket)
                continue;
            counts = true;
            if (source) {
                m_sources[side] = *source;
                m_asked[side].reset();
                continue;
            }
            if (m_sources[side])
                m_asked[side].reset();
            else
                m_asked[side]->ticket = 0;
            if (error)
                error = fail(ErrorKind::Usage, tr("neither of the two can be read"),
                             error->toString() + u'\n' + source.error().toString())
                            .value();
            else
                error = source.error();
        }
    }
    if (!counts)
        return;
    Q_EMIT changed();
    if (answer)
        answer(error);
}

bool CompareSources::askAgain(Answer answer)
{
    Texts texts;
    for (const Side side : {Before, After}) {
        if (m_asked[side] && m_asked[side]->ticket == 0)
            texts.emplace_back(side, m_asked[side]->text);
    }
    if (texts.empty())
        return false;
    ask(texts, std::move(answer));
    return true;
}

void CompareSources::stopAsking()
{
    for (const Side side : {Before, After}) {
        if (m_sources[side])
            m_asked[side].reset();
        else if (m_asked[side])
            m_asked[side]->ticket = 0;
    }
}

void CompareSources::clear()
{
    for (const Side side : {Before, After}) {
        m_sources[side].reset();
        m_asked[side].reset();
    }
    Q_EMIT changed();
}

void CompareSources::swap()
{
    std::swap(m_sources[Before], m_sources[After]);
    std::swap(m_asked[Before], m_asked[After]);
    Q_EMIT changed();
}

// ---- What there is

void CompareSources::startOver()
{
    clear();
    m_of = m_workspace.workspace();
    m_migrations.clear();
    m_backups.clear();
    propose();
    readBackups();
    Q_EMIT changed();
}

bool CompareSources::follow()
{
    const auto before = std::exchange(m_of, m_workspace.workspace());
    const auto now = m_of;
    if (!now)
        return false;
    const bool otherMigrations =
        !before || before->migrations != now->migrations || before->convention != now->convention;
    bool others = false;
    for (const Side side : {Before, After}) {
        if (!m_sources[side])
            continue;
        const SchemaSource &source = *m_sources[side];
        if (source.environment) {
            const Environment *same = now->findEnvironment(source.environment->name);
            if (same && isSamePlace(*same, *source.environment))
                continue;
            others = true;
            if (same)
                m_sources[side]->environment = *same;
            else
                m_sources[side].reset();
        } else if (otherMigrations && source.text.startsWith(u'@')) {
            others = true;
            const QString text = source.text;
            m_sources[side].reset();
            ask({{side, text}}, {});
        }
    }
    const bool none =
        !m_sources[Before] && !m_sources[After] && !m_asked[Before] && !m_asked[After];
    if (none)
        propose();
    readBackups();
    Q_EMIT changed();
    return others;
}

void CompareSources::setMigrations(const QStringList &ids)
{
    if (m_migrations == ids)
        return;
    m_migrations = ids;
    Q_EMIT changed();
}

/// What people compare most: the database that matters most with the one that they work on, or the
/// only one with what its migrations make.
void CompareSources::propose()
{
    const auto workspace = m_workspace.workspace();
    if (!workspace || workspace->environments.empty())
        return;
    const auto sourceOf = [](const Environment &environment) {
        SchemaSource source;
        source.text = environment.name;
        source.environment = environment;
        return source;
    };
    const Environment *current = m_workspace.environment();
    const Environment &near = current ? *current : workspace->environments.front();
    const auto farthest = std::ranges::max_element(workspace->environments, {}, &Environment::role);
    if (farthest->name != near.name) {
        m_sources[Before] = sourceOf(*farthest);
        m_sources[After] = sourceOf(near);
        return;
    }
    m_sources[Before] = sourceOf(near);
    ask({{After, u"@"_s}}, {});
}

void CompareSources::readBackups()
{
    const auto workspace = m_workspace.workspace();
    const quint64 ticket = ++m_backupsTicket;
    if (!workspace)
        return;
    const auto task = m_services.pool.start(
        [folder = workspace->backup.folder](std::stop_token) { return scanBackups(folder); });
    whenDone(task, this, [this, ticket](const Result<BackupFolder> &found) {
        // A folder that cannot be read is the page's of the backups to tell.
        if (ticket != m_backupsTicket || !found || found->backups == m_backups)
            return;
        m_backups = found->backups;
        Q_EMIT changed();
    });
}

} // namespace tidemark
