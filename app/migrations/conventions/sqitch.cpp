// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/filetree.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/conventions/sqitchproject.h"
#include "migrations/conventions/sqitchregistry.h"
#include "migrations/migrationfiles.h"
#include "sql/identifier.h"

#include <QFile>
#include <QFileInfo>
#include <QHash>
#include <QRegularExpression>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

/// Turns a project into migrations.
class SqitchReader
{
public:
    explicit SqitchReader(const ReadRequest &request)
        : m_request(request)
    {
    }
    Result<MigrationSet> read();

private:
    Migration migrationOf(std::size_t index);
    QString idOf(const SqitchDependency &dependency) const;
    std::optional<Script> readScript(const SqitchChange &change, const QString &kind);
    void addVariables(Script &script) const;
    QString shown(const QString &path) const;
    void refuseSameScripts();
    void noteUnplanned();
    void finding(Severity severity, const QString &code, const QString &message,
                 const SourceLocation &where, const QString &hint = {});

    const ReadRequest &m_request;
    SqitchProject m_project;
    QString m_planShown;
    QSet<QString> m_used; ///< paths of the scripts that changes have
    MigrationSet m_set;
};

void SqitchReader::finding(Severity severity, const QString &code, const QString &message,
                           const SourceLocation &where, const QString &hint)
{
    m_set.findings.push_back(makeFinding(severity, code, message, where, hint));
}

QString SqitchReader::shown(const QString &path) const
{
    return QDir(m_set.folder).relativeFilePath(path);
}

/// psql has the variables of the configuration and `registry`; a script that uses one gets the \set
/// before its first line.
void SqitchReader::addVariables(Script &script) const
{
    if (m_request.engine != Engine::PostgreSql || !script.text.contains(':'))
        return;
    QHash<QString, QString> variables = m_project.variables;
    variables.insert(u"registry"_s, m_project.registry);
    QStringList names = variables.keys();
    names.sort();
    const QString text = QString::fromUtf8(script.text);
    QByteArray settings;
    for (const QString &name : std::as_const(names)) {
        const QRegularExpression use(
            u":(?:\\{\\?)?[\"']?%1\\b"_s.arg(QRegularExpression::escape(name)));
        if (!text.contains(use))
            continue;
        QString value = variables.value(name);
        value.replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s).replace(u'\n', u"\\n"_s);
        settings += u"\\set %1 '%2'\n"_s.arg(name, value).toUtf8();
        --script.firstLine;
    }
    script.text.prepend(settings);
}

std::optional<Script> SqitchReader::readScript(const SqitchChange &change, const QString &kind)
{
    const QString path = m_project.scriptPath(change, kind);
    m_used.insert(path);
    const QString name = shown(path);
    const SourceLocation planned{m_planShown, change.line, 1};
    if (!QFileInfo(path).isFile()) {
        const bool needed = kind == u"deploy";
        finding(needed ? Severity::Error : Severity::Warning, u"missing-script"_s,
                u"%1 has no %2 script: %3 does not exist"_s.arg(SqitchProject::idOf(change), kind,
                                                                name),
                planned);
        return std::nullopt;
    }
    const TextFile file = readTextFile(path, name, m_set.findings);
    if (!file.usable)
        return std::nullopt;
    Script script = wholeFile(file);
    addVariables(script);
    return script;
}

/// The id of a planned change; what the plan says where it names another project's.
QString SqitchReader::idOf(const SqitchDependency &dependency) const
{
    const auto target = m_project.plan.find(dependency);
    return target ? SqitchProject::idOf(m_project.plan.changes[*target])
                  : dependency.text(m_project.plan.project);
}

Migration SqitchReader::migrationOf(std::size_t index)
{
    const SqitchChange &change = m_project.plan.changes[index];
    Migration migration;
    migration.version = change.id;
    migration.name = change.name;
    migration.id = SqitchProject::idOf(change);
    migration.file = shown(m_project.scriptPath(change, u"deploy"_s));
    migration.checksum = m_project.scriptHash(change);
    migration.runnable = !m_project.plan.brokenFrom || index < *m_project.plan.brokenFrom;
    if (auto deploy = readScript(change, u"deploy"_s))
        migration.up.push_back(std::move(*deploy));
    else
        migration.runnable = false;
    if (auto revert = readScript(change, u"revert"_s))
        migration.down = std::vector<Script>{std::move(*revert)};
    migration.verify = readScript(change, u"verify"_s);
    for (const SqitchDependency &dependency : change.needs)
        migration.dependsOn.append(idOf(dependency));
    for (const SqitchDependency &dependency : change.conflicts)
        migration.conflictsWith.append(idOf(dependency));
    for (const SqitchTag &tag : change.tags)
        migration.tags.append(tag.name);
    return migration;
}

/// The registry holds each script hash of a project once.
void SqitchReader::refuseSameScripts()
{
    QHash<QString, QString> owners;
    for (const Migration &migration : m_set.migrations) {
        if (migration.checksum.isEmpty())
            continue;
        const QString owner = owners.value(migration.checksum);
        if (owner.isEmpty())
            owners.insert(migration.checksum, migration.file);
        else
            finding(Severity::Error, u"same-script"_s,
                    u"%1 has the same bytes as %2: sqitch's registry refuses the second one"_s.arg(
                        migration.file, owner),
                    {migration.file, 0, 0}, u"a comment that differs is enough"_s);
    }
}

void SqitchReader::noteUnplanned()
{
    const QString deploy = m_project.folders.value(u"deploy"_s);
    if (!QFileInfo(deploy).isDir() || m_project.plan.brokenFrom)
        return;
    std::vector<Finding> told;
    const auto files = listTree(deploy, told);
    if (!files)
        return;
    m_set.findings.insert(m_set.findings.end(), told.begin(), told.end());
    for (const TreeFile &file : *files) {
        const QString name = shown(file.path);
        if (file.name.endsWith(u'.' + m_project.extension) && !m_used.contains(file.path))
            finding(Severity::Note, u"unplanned-script"_s,
                    u"%1 belongs to no change of the plan"_s.arg(name), {name, 0, 0});
    }
}

Result<MigrationSet> SqitchReader::read()
{
    m_set.convention = u"sqitch"_s;
    m_set.folder = m_request.folder.absolutePath();
    if (!QFileInfo(m_set.folder).isDir())
        return fail(ErrorKind::Io, u"the folder %1 cannot be read"_s.arg(m_set.folder));
    SqitchSurroundings surroundings;
    surroundings.environment = m_request.environment;
    m_project = readSqitchProject(m_request.folder, m_request.engine, surroundings, m_set.findings);
    m_planShown = shown(m_project.planPath);
    for (std::size_t i = 0; i < m_project.plan.changes.size(); ++i)
        m_set.migrations.push_back(migrationOf(i));
    refuseSameScripts();
    noteUnplanned();
    return std::move(m_set);
}

class SqitchConvention final : public Convention
{
public:
    QString id() const override { return u"sqitch"_s; }
    QString displayName() const override { return u"Sqitch"_s; }

    int recognises(const QDir &folder) const override
    {
        if (folder.exists(u"sqitch.plan"_s))
            return 100;
        return folder.exists(u"sqitch.conf"_s) ? 90 : 0;
    }

    Result<MigrationSet> read(const ReadRequest &request) const override
    {
        return SqitchReader(request).read();
    }

    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override
    {
        return makeSqitchRegistry(engine, folder, SqitchSurroundings::ofProcess());
    }

    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;

    /// The plan's order is the only one.
    bool appliesOutOfOrder() const override { return false; }
    bool hasChecksums() const override { return true; }
};

/// Three scripts, and a line at the end of the plan.
Result<std::vector<NewFile>>
SqitchConvention::newMigration(const NewMigrationRequest &request) const
{
    TM_TRY_ASSIGN(const QString name, nameForFile(request.name));
    std::vector<Finding> told; // read() has reported them
    const SqitchSurroundings surroundings = SqitchSurroundings::ofProcess();
    const SqitchProject project =
        readSqitchProject(QDir(request.existing.folder), request.engine, surroundings, told);
    if (project.plan.find(name))
        return fail(ErrorKind::Usage, u"the plan has a change \"%1\" already"_s.arg(name));
    QFile plan(project.planPath);
    if (!plan.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"the plan cannot be read"_s, plan.errorString());
    const bool open = !plan.readAll().endsWith('\n');
    const SqitchPerson planner =
        sqitchCommitter(project.config, surroundings, {}, request.fullName, request.email);
    const QString line =
        u"%1 %2 %3 <%4> # %5\n"_s.arg(name, request.now.toUTC().toString(u"yyyy-MM-ddTHH:mm:ssZ"_s),
                                      planner.name, planner.email, request.name.simplified());
    const auto script = [&](const QString &kind, const QByteArray &text) {
        // The name inside keeps the scripts of two changes apart, which the registry demands.
        return NewFile{project.folders.value(kind) + u'/' + name + u'.' + project.extension,
                       "-- " + (kind + u' ' + name).toUtf8() + "\n\n" +
                           (request.transactional ? "BEGIN;\n\n" + text + "\nCOMMIT;\n" : text),
                       false};
    };
    return std::vector<NewFile>{
        script(u"deploy"_s, newUpText(request)),
        script(u"revert"_s, newDownText(request)),
        {project.folders.value(u"verify"_s) + u'/' + name + u'.' + project.extension,
         "BEGIN;\n\n-- What must work now.\n\nROLLBACK;\n", false},
        {project.planPath, (open ? "\n" : "") + line.toUtf8(), true}};
}

} // namespace

const Convention &sqitchConvention()
{
    static const SqitchConvention convention;
    return convention;
}

} // namespace tidemark
