// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/filetree.h"
#include "migrations/conventions/flywayhistory.h"
#include "migrations/conventions/flywaynames.h"
#include "migrations/conventions/flywayscript.h"
#include "migrations/conventions/flywaysettings.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/migrationfiles.h"
#include "sql/splitter.h"

#include <QDateTime>
#include <QFileInfo>
#include <QProcessEnvironment>
#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

/// A script file with all that its name, its text and the file beside it say.
struct FlywayFile
{
    FlywayName name;
    TextFile file;
    Script script;
    QString checksum;
    QStringList acceptedChecksums;
    bool runnable = true;
};

/// Reads one folder.
class FlywayReader
{
public:
    explicit FlywayReader(const ReadRequest &request)
        : m_request(request)
    {
    }
    Result<MigrationSet> read();

private:
    FlywayFile readFile(const TreeFile &entry, const FlywayName &name);
    void replacePlaceholders(FlywayFile &file);
    std::optional<QString> placeholder(const QString &name, const QString &fileName) const;
    void chooseTransaction(FlywayFile &file, const FlywayScriptSettings &own);
    FlywayScriptSettings settingsBeside(const TreeFile &entry);
    void addMigration(FlywayFile &&file, MigrationKind kind);
    void pairUndos(std::vector<FlywayFile> &&undos);
    void refuseDuplicates();
    void finding(Severity severity, const QString &code, const QString &message,
                 const SourceLocation &where, const QString &hint = {});

    const ReadRequest &m_request;
    FlywaySettings m_settings;
    MigrationSet m_set;
};

void FlywayReader::finding(Severity severity, const QString &code, const QString &message,
                           const SourceLocation &where, const QString &hint)
{
    m_set.findings.push_back(makeFinding(severity, code, message, where, hint));
}

std::optional<QString> FlywayReader::placeholder(const QString &name, const QString &fileName) const
{
    const QString key = name.toLower();
    const QString own = u"flyway"_s + m_settings.placeholderSeparator.toLower();
    if (key == own + u"filename"_s)
        return fileName;
    if (key == own + u"table"_s)
        return m_settings.table;
    if (key == own + u"workingdirectory"_s)
        return QDir::currentPath();
    if (key == own + u"environment"_s)
        return u"default"_s;
    if (key == own + u"timestamp"_s)
        return QDateTime::currentDateTime().toString(u"yyyy-MM-dd HH:mm:ss"_s);
    if (key == own + u"defaultschema"_s) {
        const bool sqlite = m_request.engine == Engine::Sqlite;
        return m_settings.defaultSchema.isEmpty() ? (sqlite ? u"main"_s : u"public"_s)
                                                  : m_settings.defaultSchema;
    }
    if (const auto found = m_settings.placeholders.constFind(key);
        found != m_settings.placeholders.constEnd())
        return *found;
    if (m_request.environment)
        return m_request.environment(u"FLYWAY_PLACEHOLDERS_"_s + name.toUpper());
    return std::nullopt;
}

void FlywayReader::replacePlaceholders(FlywayFile &file)
{
    const QString fileName = QFileInfo(file.file.path).fileName();
    auto text =
        replaceFlywayPlaceholders(file.file.text, file.file.shown, m_settings,
                                  [&](const QString &name) { return placeholder(name, fileName); });
    if (text) {
        file.script.text = *std::move(text);
        return;
    }
    const Error &error = text.error();
    finding(Severity::Error, u"placeholder"_s, error.summary, error.where, error.hint);
    file.runnable = false;
}

/// Flyway runs a script outside a transaction when one of its statements demands it, and refuses to
/// mix such statements with others (ParserSqlScript in its source).
void FlywayReader::chooseTransaction(FlywayFile &file, const FlywayScriptSettings &own)
{
    if (own.executeInTransaction) {
        if (!*own.executeInTransaction)
            file.script.transaction = TransactionMode::None;
        return;
    }
    if (!m_settings.executeInTransaction)
        file.script.transaction = TransactionMode::None;
    static const QRegularExpression candidates(
        u"\\b(concurrently|vacuum|database|tablespace|subscription|system|reindex|discard)\\b"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (!QString::fromUtf8(file.script.text).contains(candidates))
        return;
    const auto statements = splitScript(file.script, m_request.engine);
    if (!statements)
        return; // the runner cuts it again and reports the place
    const auto alone = [&](const Statement &statement) {
        return needsNoTransaction(statement, m_request.engine);
    };
    const auto count = std::count_if(statements->begin(), statements->end(), alone);
    if (count == 0)
        return;
    file.script.transaction = TransactionMode::None;
    if (count < qsizetype(statements->size()) && !m_settings.mixed) {
        const auto first = std::find_if(statements->begin(), statements->end(), alone);
        finding(
            Severity::Warning, u"mixed-transaction"_s,
            u"a statement that cannot run in a transaction stands beside others: Flyway refuses "
            "this script"_s,
            first->where, u"move it to a script of its own, or set flyway.mixed=true"_s);
    }
}

FlywayScriptSettings FlywayReader::settingsBeside(const TreeFile &entry)
{
    const QString path = entry.path + u".conf"_s;
    if (!QFileInfo(path).isFile())
        return {};
    const TextFile file = readTextFile(path, entry.shown + u".conf"_s, m_set.findings);
    if (!file.usable)
        return {};
    return parseFlywayScriptSettings(file.text, file.shown, m_set.findings);
}

FlywayFile FlywayReader::readFile(const TreeFile &entry, const FlywayName &name)
{
    FlywayFile file;
    file.name = name;
    file.file = readTextFile(entry.path, entry.shown, m_set.findings);
    file.runnable = file.file.usable;
    file.script = wholeFile(file.file);
    file.checksum = flywayChecksum(file.file.bytes);
    if (!file.runnable)
        return file;

    const FlywayScriptSettings own = settingsBeside(entry);
    if (!own.shouldExecute.isEmpty())
        finding(Severity::Warning, u"should-execute"_s,
                u"shouldExecute=%1 is not evaluated: the script is taken to run"_s.arg(
                    own.shouldExecute),
                {entry.shown + u".conf"_s, 0, 0});
    if (own.placeholderReplacement.value_or(m_settings.placeholderReplacement))
        replacePlaceholders(file);
    if (name.kind == FlywayName::Kind::Repeatable) {
        // A repeatable migration runs again when what its placeholders stand for has changed; the
        // checksum of the bare file is accepted as well (checksumMatches in its source).
        const QString replaced = flywayChecksum(file.script.text);
        if (replaced != file.checksum)
            file.acceptedChecksums = {file.checksum};
        file.checksum = replaced;
    }
    chooseTransaction(file, own);
    return file;
}

void FlywayReader::addMigration(FlywayFile &&file, MigrationKind kind)
{
    Migration migration;
    migration.version = file.name.version;
    migration.name = file.name.description;
    migration.id = file.file.shown.chopped(QFileInfo(file.file.path).fileName().size() -
                                           file.name.baseName.size());
    migration.file = file.file.shown;
    migration.kind = kind;
    migration.checksum = file.checksum;
    migration.acceptedChecksums = file.acceptedChecksums;
    migration.runnable = file.runnable;
    migration.up.push_back(std::move(file.script));
    m_set.migrations.push_back(std::move(migration));
}

void FlywayReader::pairUndos(std::vector<FlywayFile> &&undos)
{
    for (FlywayFile &undo : undos) {
        const auto versioned = std::find_if(
            m_set.migrations.begin(), m_set.migrations.end(), [&](const Migration &migration) {
                return migration.kind == MigrationKind::Versioned &&
                       compareFlywayVersions(migration.version, undo.name.version) == 0;
            });
        if (versioned == m_set.migrations.end()) {
            finding(Severity::Warning, u"missing-up"_s,
                    u"%1 undoes version %2, which does not exist"_s.arg(undo.file.shown,
                                                                        undo.name.version),
                    {undo.file.shown, 0, 0});
        } else if (versioned->down) {
            finding(Severity::Error, u"duplicate-version"_s,
                    u"version %1 is undone twice, by %2 and by %3"_s.arg(
                        undo.name.version, versioned->down->front().file, undo.file.shown),
                    {undo.file.shown, 0, 0}, u"remove one of them; the second one is not run"_s);
        } else if (undo.runnable) {
            versioned->down = std::vector<Script>{std::move(undo.script)};
        }
    }
}

void FlywayReader::refuseDuplicates()
{
    for (std::size_t i = 1; i < m_set.migrations.size(); ++i) {
        const Migration &before = m_set.migrations[i - 1];
        Migration &migration = m_set.migrations[i];
        const bool repeatable = migration.kind == MigrationKind::Repeatable;
        if (before.kind != migration.kind ||
            (repeatable ? before.name != migration.name
                        : compareFlywayVersions(before.version, migration.version) != 0))
            continue;
        migration.runnable = false;
        finding(
            Severity::Error, u"duplicate-version"_s,
            (repeatable ? u"two repeatable migrations are called \"%1\": %2 and %3"_s
                        : u"version %1 is used twice, by %2 and by %3"_s)
                .arg(repeatable ? migration.name : migration.version, before.file, migration.file),
            {migration.file, 0, 0},
            repeatable ? u"Flyway tells them apart by their description: change one"_s
                       : u"give one of them another version; the second one is not run"_s);
    }
}

bool comesBefore(const Migration &left, const Migration &right)
{
    const bool leftRepeatable = left.kind == MigrationKind::Repeatable;
    const bool rightRepeatable = right.kind == MigrationKind::Repeatable;
    if (leftRepeatable != rightRepeatable)
        return rightRepeatable;
    if (leftRepeatable)
        return left.name < right.name;
    if (const int order = compareFlywayVersions(left.version, right.version); order != 0)
        return order < 0;
    return left.kind == MigrationKind::Versioned && right.kind == MigrationKind::Baseline;
}

Result<MigrationSet> FlywayReader::read()
{
    m_set.convention = u"flyway"_s;
    m_set.folder = m_request.folder.absolutePath();
    m_settings = readFlywaySettings(m_request.folder, m_request.environment, m_set.findings);
    TM_TRY_ASSIGN(const std::vector<TreeFile> entries, listTree(m_set.folder, m_set.findings));
    std::vector<FlywayFile> undos;
    for (const TreeFile &entry : entries) {
        const FlywayName name = parseFlywayName(entry.name, m_settings);
        switch (name.kind) {
        case FlywayName::Kind::NotSql:
            break;
        case FlywayName::Kind::Callback:
            finding(Severity::Note, u"callback"_s,
                    u"%1 is a callback of Flyway and is not run here"_s.arg(entry.shown),
                    {entry.shown, 0, 0});
            break;
        case FlywayName::Kind::Invalid:
            finding(Severity::Warning, u"bad-name"_s,
                    u"Flyway passes %1 over: %2"_s.arg(entry.shown, name.problem),
                    {entry.shown, 0, 0}, u"V1_2__description.sql is how it wants a name"_s);
            break;
        case FlywayName::Kind::Undo:
            undos.push_back(readFile(entry, name));
            break;
        case FlywayName::Kind::Versioned:
            addMigration(readFile(entry, name), MigrationKind::Versioned);
            break;
        case FlywayName::Kind::Baseline:
            addMigration(readFile(entry, name), MigrationKind::Baseline);
            break;
        case FlywayName::Kind::Repeatable:
            addMigration(readFile(entry, name), MigrationKind::Repeatable);
            break;
        }
    }
    std::stable_sort(m_set.migrations.begin(), m_set.migrations.end(), comesBefore);
    refuseDuplicates();
    pairUndos(std::move(undos));
    return std::move(m_set);
}

std::optional<QString> processEnvironment(const QString &name)
{
    const QByteArray key = name.toLocal8Bit();
    if (!qEnvironmentVariableIsSet(key.constData()))
        return std::nullopt;
    return qEnvironmentVariable(key.constData());
}

class FlywayConvention final : public Convention
{
public:
    QString id() const override { return u"flyway"_s; }
    QString displayName() const override { return u"Flyway"_s; }

    int recognises(const QDir &folder) const override
    {
        std::vector<Finding> ignored;
        const FlywaySettings settings = readFlywaySettings(folder, {}, ignored);
        int versioned = 0;
        int named = 0;
        int others = 0;
        const auto entries = listTree(folder.absolutePath(), ignored);
        if (!entries)
            return 0;
        for (const TreeFile &entry : *entries) {
            const FlywayName name = parseFlywayName(entry.name, settings);
            const bool separated = entry.name.contains(settings.separator);
            if (name.kind == FlywayName::Kind::Versioned && separated)
                ++versioned;
            else if (name.kind == FlywayName::Kind::Repeatable ||
                     name.kind == FlywayName::Kind::Baseline || name.kind == FlywayName::Kind::Undo)
                ++named;
            else if (name.kind == FlywayName::Kind::Invalid)
                ++others;
        }
        if (versioned + named == 0)
            return 0;
        const int sure = settings.file.isEmpty() ? 90 : 98;
        return others > versioned + named ? 40 : sure;
    }

    Result<MigrationSet> read(const ReadRequest &request) const override
    {
        return FlywayReader(request).read();
    }

    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override
    {
        std::vector<Finding> told; // read() has reported them
        return makeFlywayHistory(engine, readFlywaySettings(folder, processEnvironment, told));
    }

    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;

    bool appliesOutOfOrder() const override { return false; }
    bool hasChecksums() const override { return true; }
};

/// One more in the last part of the newest version; the time where versions are times.
QString nextFlywayVersion(const NewMigrationRequest &request)
{
    QString newest;
    for (const Migration &migration : request.existing.migrations) {
        if (migration.kind == MigrationKind::Versioned)
            newest = migration.version;
    }
    if (newest.isEmpty())
        return u"1"_s;
    const QString time = request.now.toUTC().toString(u"yyyyMMddHHmmss"_s);
    if (newest.section(u'.', 0, 0).size() >= time.size() && newest < time)
        return time;
    const QString last = newest.section(u'.', -1);
    const QString next = QString::number(last.toULongLong() + 1);
    return newest.chopped(last.size()) + next.rightJustified(last.size(), u'0');
}

Result<std::vector<NewFile>>
FlywayConvention::newMigration(const NewMigrationRequest &request) const
{
    TM_TRY_ASSIGN(const QString name, nameForFile(request.name));
    std::vector<Finding> told; // read() has reported them
    const FlywaySettings settings =
        readFlywaySettings(QDir(request.existing.folder), processEnvironment, told);
    const QString rest = nextFlywayVersion(request) + settings.separator + name +
                         settings.suffixes.value(0, u".sql"_s);
    return std::vector<NewFile>{{settings.versionedPrefix + rest, newUpText(request), false},
                                {settings.undoPrefix + rest, newDownText(request), false}};
}

} // namespace

const Convention &flywayConvention()
{
    static const FlywayConvention convention;
    return convention;
}

} // namespace tidemark
