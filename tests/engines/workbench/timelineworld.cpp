// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/workbench/timelineworld.h"

#include "database/connectionspec.h"
#include "database/session.h"
#include "migrations/convention.h"
#include "run/runner.h"

#include <QDir>
#include <QFile>

#include <cstdlib>

using namespace Qt::StringLiterals;

namespace tidemark::test {

namespace {

template <typename T>
T need(Result<T> result)
{
    if (!result)
        qFatal("%s", qPrintable(result.error().toString()));
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

void writeFile(const QString &path, const QString &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

TimelineWorld::TimelineWorld()
    : services{pool,
               tasks,
               nullptr,
               [](const QString &) { return std::optional<QString>(); },
               m_folder.filePath(u"state"_s),
               m_folder.filePath(u"config"_s)}
    , workspace(services)
{
    QDir(m_folder.path()).mkpath(u"db/migrations"_s);
    QDir(m_folder.path()).mkpath(u"config"_s);
}

TimelineWorld::~TimelineWorld() = default;

QString TimelineWorld::versionOf(int number)
{
    return QString::number(20240101000000 + number);
}

QString TimelineWorld::idOf(int number, const QString &name)
{
    return versionOf(number) + u'_' + name;
}

void TimelineWorld::addMigration(int number, const QString &name, const QString &up,
                                 const QString &down)
{
    writeFile(path(u"db/migrations/"_s + idOf(number, name) + u".sql"_s),
              u"-- migrate:up\n"_s + up + u"\n\n-- migrate:down\n"_s + down + u'\n');
}

void TimelineWorld::addTables(int count, int from)
{
    for (int number = from; number < from + count; ++number) {
        const QString table = number == 1 ? uR"("Weird ""Name""; --")"_s : u"t%1"_s.arg(number);
        addMigration(number, u"t%1"_s.arg(number),
                     u"CREATE TABLE %1 (id INTEGER PRIMARY KEY, note TEXT);"_s.arg(table),
                     u"DROP TABLE %1;"_s.arg(table));
    }
}

void TimelineWorld::write(const std::vector<Database> &databases)
{
    QString text = u"name = \"world\"\nmigrations = \"db/migrations\"\nconvention = \"dbmate\"\n"_s;
    for (const Database &database : databases)
        text += u"[environments.%1]\nrole = \"%2\"\nurl = \"%3\"\n"_s.arg(
            database.name, database.role, database.url);
    writeFile(path(u"tidemark.toml"_s), text);
}

void TimelineWorld::open()
{
    if (!workspace.open(m_folder.path()))
        qFatal("%s", qPrintable(workspace.error()->toString()));
}

QString TimelineWorld::absolute(const QString &url) const
{
    const QString prefix = u"sqlite:"_s;
    return url.startsWith(prefix) ? prefix + path(url.mid(prefix.size())) : url;
}

void TimelineWorld::openOn(const QString &url)
{
    write({{QStringLiteral("local"), QStringLiteral("local"), url}});
    open();
}

void TimelineWorld::applyOutside(const QString &url, int count)
{
    const auto spec = need(ConnectionSpec::parse(absolute(url)));
    const auto session = need(openSession(spec));
    const Convention *convention = findConvention(u"dbmate"_s);
    const QDir folder(path(u"db/migrations"_s));
    PlanRequest request;
    request.convention = convention;
    request.set = std::make_shared<const MigrationSet>(
        need(convention->read({folder, spec.engine, services.variables})));
    const auto store = convention->history(spec.engine, folder);
    request.history = need(store->read(*session));
    PlanLimits limits;
    limits.count = count;
    const Plan plan = need(planUp(request, limits));
    RunObserver observer;
    const RunReport report = Runner::run(*session, *store, plan, {}, observer, {});
    if (!report.ok())
        qFatal("cannot apply outside");
}

void TimelineWorld::execute(const QString &url, const QByteArray &sql)
{
    const auto session = need(openSession(need(ConnectionSpec::parse(absolute(url)))));
    need(session->execute(sql));
}

QByteArray TimelineWorld::ask(const QString &url, const QByteArray &sql)
{
    const auto session = need(openSession(need(ConnectionSpec::parse(absolute(url)))));
    const Rows rows = need(session->query(sql));
    return rows.rows.empty() ? QByteArray() : rows.rows.front().front().value_or(QByteArray());
}

} // namespace tidemark::test
