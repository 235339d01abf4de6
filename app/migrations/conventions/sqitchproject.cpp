// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchproject.h"

#include "migrations/migrationfiles.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSysInfo>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString lookUp(const SqitchSurroundings &surroundings, const QString &name)
{
    return surroundings.environment ? surroundings.environment(name).value_or(QString())
                                    : QString();
}

void addFile(SqitchConfig &config, const QString &path, const QString &shown,
             std::vector<Finding> &findings)
{
    if (!QFileInfo(path).isFile())
        return;
    const TextFile file = readTextFile(path, shown, findings);
    if (!file.usable)
        return;
    if (auto added = config.add(file.text, shown); !added)
        findings.push_back(makeFinding(Finding::Severity::Error, u"bad-configuration"_s,
                                       added.error().summary, added.error().where));
}

SqitchConfig readConfig(const QDir &root, const SqitchSurroundings &surroundings,
                        std::vector<Finding> &findings)
{
    const auto fileOf = [&](const QString &variable, const QString &usual) {
        const QString named = lookUp(surroundings, variable);
        return named.isEmpty() ? usual : named;
    };
    SqitchConfig config;
    const QString system = fileOf(u"SQITCH_SYSTEM_CONFIG"_s, surroundings.systemFile);
    const QString user = fileOf(u"SQITCH_USER_CONFIG"_s, surroundings.userFile);
    const QString own = root.absoluteFilePath(fileOf(u"SQITCH_CONFIG"_s, u"sqitch.conf"_s));
    addFile(config, system, system, findings);
    addFile(config, user, user, findings);
    addFile(config, own, root.relativeFilePath(own), findings);
    return config;
}

/// The engine that a database URI like db:pg://host/name is for.
QString engineOfUri(const QString &uri)
{
    const QString scheme =
        uri.startsWith(u"db:") ? uri.section(u':', 1, 1) : uri.section(u':', 0, 0);
    if (scheme == u"pg" || scheme == u"postgres" || scheme == u"postgresql")
        return u"pg"_s;
    return scheme == u"sqlite" || scheme == u"sqlite3" ? u"sqlite"_s : scheme;
}

/// The target whose settings hold when nobody names one; empty when it is a plain URI.
QString defaultTarget(const SqitchConfig &config, const QString &engine)
{
    for (const QString &key : {u"core.target"_s, u"engine.%1.target"_s.arg(engine)}) {
        const QString target = config.value(key);
        if (target.isEmpty() || target.contains(u':'))
            continue;
        if (engineOfUri(config.value(u"target.%1.uri"_s.arg(target))) == engine)
            return target;
    }
    return {};
}

/// A setting of the target, else of the engine, else of core; an empty one does not count.
class Settings
{
public:
    Settings(const SqitchConfig &config, QString engine)
        : m_config(config)
        , m_engine(std::move(engine))
        , m_target(defaultTarget(config, m_engine))
    {
    }

    const QString &target() const { return m_target; }

    QString value(const QString &key) const
    {
        QStringList sections{u"engine."_s + m_engine, u"core"_s};
        if (!m_target.isEmpty())
            sections.prepend(u"target."_s + m_target);
        for (const QString &section : sections) {
            const QString found = m_config.value(section + u'.' + key);
            if (!found.isEmpty())
                return found;
        }
        return {};
    }

    QString value(const QString &key, const QString &otherwise) const
    {
        const QString found = value(key);
        return found.isEmpty() ? otherwise : found;
    }

private:
    const SqitchConfig &m_config;
    QString m_engine;
    QString m_target;
};

void placeFolders(SqitchProject &project, const Settings &settings)
{
    const QDir top(project.root.absoluteFilePath(settings.value(u"top_dir"_s, u"."_s)));
    const QDir reworked(
        project.root.absoluteFilePath(settings.value(u"reworked_dir"_s, top.absolutePath())));
    for (const QString &kind : {u"deploy"_s, u"revert"_s, u"verify"_s}) {
        const auto place = [&](const QString &key, const QDir &usual) {
            const QString path =
                settings.value(key, usual.absoluteFilePath(kind.section(u'_', -1)));
            project.folders.insert(key.chopped(4),
                                   QDir::cleanPath(project.root.absoluteFilePath(path)));
        };
        place(kind + u"_dir"_s, top);
        place(u"reworked_"_s + kind + u"_dir"_s, reworked);
    }
    project.planPath = QDir::cleanPath(project.root.absoluteFilePath(
        settings.value(u"plan_file"_s, top.absoluteFilePath(u"sqitch.plan"_s))));
}

} // namespace

SqitchSurroundings SqitchSurroundings::ofProcess()
{
    SqitchSurroundings surroundings;
    surroundings.environment = [](const QString &name) -> std::optional<QString> {
        const QByteArray key = name.toLocal8Bit();
        if (!qEnvironmentVariableIsSet(key.constData()))
            return std::nullopt;
        return qEnvironmentVariable(key.constData());
    };
    return surroundings;
}

QDir sqitchRoot(const QDir &folder)
{
    const QDir here(folder.absolutePath());
    QDir above = here;
    if (here.exists(u"sqitch.conf"_s) || !above.cdUp() || !above.exists(u"sqitch.conf"_s))
        return here;
    std::vector<Finding> ignored;
    SqitchConfig config;
    addFile(config, above.absoluteFilePath(u"sqitch.conf"_s), {}, ignored);
    for (const QString &key :
         {u"core.top_dir"_s, u"engine.pg.top_dir"_s, u"engine.sqlite.top_dir"_s}) {
        const QString top = config.value(key);
        if (!top.isEmpty() && QDir(above.absoluteFilePath(top)) == here)
            return above;
    }
    return here;
}

SqitchProject readSqitchProject(const QDir &folder, Engine engine,
                                const SqitchSurroundings &surroundings,
                                std::vector<Finding> &findings)
{
    SqitchProject project;
    project.root = sqitchRoot(folder);
    project.engineKey = engine == Engine::Sqlite ? u"sqlite"_s : u"pg"_s;
    project.config = readConfig(project.root, surroundings, findings);
    const Settings settings(project.config, project.engineKey);
    project.registry = settings.value(u"registry"_s, project.registry);
    project.extension = settings.value(u"extension"_s, project.extension);
    project.variables = project.config.section(u"engine.%1.variables"_s.arg(project.engineKey));
    if (!settings.target().isEmpty())
        project.variables.insert(
            project.config.section(u"target.%1.variables"_s.arg(settings.target())));
    placeFolders(project, settings);

    const QString shown = QDir(folder.absolutePath()).relativeFilePath(project.planPath);
    if (!QFileInfo(project.planPath).isFile()) {
        findings.push_back(makeFinding(Finding::Severity::Error, u"missing-plan"_s,
                                       u"there is no plan at %1"_s.arg(shown), {shown, 0, 0},
                                       u"sqitch init makes one"_s));
        project.plan.brokenFrom = 0;
        return project;
    }
    const TextFile file = readTextFile(project.planPath, shown, findings);
    if (file.usable)
        project.plan = parseSqitchPlan(file.text, shown, findings);
    else
        project.plan.brokenFrom = 0;
    return project;
}

QString SqitchProject::scriptPath(const SqitchChange &change, const QString &kind) const
{
    const QString suffix = u'.' + extension;
    if (!change.isReworked())
        return folders.value(kind) + u'/' + change.name + suffix;
    const QString deploy = folders.value(u"reworked_deploy"_s) + u'/' + change.name;
    QString chosen = change.reworkTags.front();
    for (const QString &tag : change.reworkTags) {
        if (QFileInfo::exists(deploy + u'@' + tag + suffix)) {
            chosen = tag;
            break;
        }
    }
    return folders.value(u"reworked_"_s + kind) + u'/' + change.name + u'@' + chosen + suffix;
}

QString SqitchProject::scriptHash(const SqitchChange &change) const
{
    QFile file(scriptPath(change, u"deploy"_s));
    QCryptographicHash hash(QCryptographicHash::Sha1);
    if (!file.open(QIODevice::ReadOnly) || !hash.addData(&file))
        return {};
    return QString::fromLatin1(hash.result().toHex());
}

QString SqitchProject::idOf(const SqitchChange &change)
{
    if (!change.isReworked())
        return change.name;
    return change.name + u'@' + change.reworkTags.front();
}

SqitchPerson sqitchCommitter(const SqitchConfig &config, const SqitchSurroundings &surroundings,
                             const QString &login, const QString &realName, const QString &address)
{
    const auto firstOf = [](const QStringList &candidates) {
        for (const QString &candidate : candidates) {
            if (!candidate.isEmpty())
                return candidate;
        }
        return QString();
    };
    const QString user = firstOf({lookUp(surroundings, u"SQITCH_ORIG_SYSUSER"_s), login,
                                  lookUp(surroundings, u"LOGNAME"_s),
                                  lookUp(surroundings, u"USER"_s), u"unknown"_s});
    return {firstOf({lookUp(surroundings, u"SQITCH_FULLNAME"_s), config.value(u"user.name"_s),
                     lookUp(surroundings, u"SQITCH_ORIG_FULLNAME"_s), realName, user}),
            firstOf({lookUp(surroundings, u"SQITCH_EMAIL"_s), config.value(u"user.email"_s),
                     lookUp(surroundings, u"SQITCH_ORIG_EMAIL"_s), address,
                     user + u'@' + QSysInfo::machineHostName()})};
}

} // namespace tidemark
