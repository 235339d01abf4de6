// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/convention.h"
#include "migrations/conventions/conventions.h"
#include "migrations/conventions/newfiles.h"
#include "migrations/historylock.h"
#include "migrations/historytable.h"
#include "migrations/implicittransaction.h"
#include "migrations/migrationfiles.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

using Severity = Finding::Severity;

enum class Directive { None, Up, Down };

/// "-- migrate:up" at the start of a line, followed by white space or the end of it.
Directive directiveOf(QByteArrayView line)
{
    if (!line.startsWith("--"))
        return Directive::None;
    const QByteArrayView rest = line.sliced(2).trimmed();
    const auto is = [&](QByteArrayView word) {
        return rest.startsWith(word) &&
               (rest.size() == word.size() || QChar::isSpace(uchar(rest[word.size()])));
    };
    return is("migrate:up") ? Directive::Up
                            : (is("migrate:down") ? Directive::Down : Directive::None);
}

/// Options are words "key:value" behind the directive; only transaction:false means something.
TransactionMode modeOf(QByteArrayView directiveLine)
{
    TransactionMode mode = TransactionMode::Transaction;
    for (const QByteArray &word : directiveLine.toByteArray().simplified().split(' ')) {
        if (word.startsWith("transaction:") && word.count(':') == 1)
            mode =
                word == "transaction:false" ? TransactionMode::None : TransactionMode::Transaction;
    }
    return mode;
}

struct Section
{
    Directive direction = Directive::None;
    TextLine head;
    qsizetype end = 0;
};

std::vector<Section> sectionsOf(const TextFile &file, std::optional<TextLine> &strayStatement)
{
    std::vector<Section> sections;
    for (const TextLine &line : linesOf(file.text)) {
        const QByteArrayView text = line.of(file.text);
        const Directive direction = directiveOf(text);
        if (direction != Directive::None) {
            if (!sections.empty())
                sections.back().end = line.begin;
            sections.push_back({direction, line, file.text.size()});
        } else if (sections.empty() && !strayStatement && !isBlankSql(text)) {
            strayStatement = line;
        }
    }
    return sections;
}

/// A file that dbmate refuses as a whole.
void refuse(Migration &migration, std::vector<Finding> &findings, const QString &code,
            const QString &message, const SourceLocation &where, const QString &hint = {})
{
    migration.runnable = false;
    findings.push_back(makeFinding(Severity::Error, code, message, where, hint));
}

void reportManySections(const TextFile &file, const Section &second, std::vector<Finding> &findings)
{
    findings.push_back(makeFinding(
        Severity::Warning, u"several-sections"_s,
        u"%1 has several up sections; dbmate up to 2.36 records the version once per section and "
        "stops at the second with a unique violation"_s.arg(file.shown),
        {file.shown, second.head.number, 1},
        u"here the file is one migration: its ups run in order, its downs in reverse order"_s));
}

void readSections(Migration &migration, const TextFile &file, std::vector<Finding> &findings)
{
    std::optional<TextLine> stray;
    const std::vector<Section> sections = sectionsOf(file, stray);
    std::vector<Script> downs;
    const Section *open = nullptr;
    int ups = 0;
    for (const Section &section : sections) {
        const SourceLocation where{file.shown, section.head.number, 1};
        Script script =
            cutFromFile(file, section.head.begin, section.end, modeOf(section.head.of(file.text)));
        if (section.direction == Directive::Up) {
            if (open)
                findings.push_back(makeFinding(
                    Severity::Warning, u"missing-half"_s,
                    u"an up section of %1 has no down section; dbmate refuses the file"_s.arg(
                        file.shown),
                    {file.shown, open->head.number, 1}));
            open = &section;
            if (++ups == 2)
                reportManySections(file, section, findings);
            migration.up.push_back(std::move(script));
        } else if (!open) {
            return refuse(
                migration, findings, u"down-before-up"_s,
                u"%1 has a down section without an up section before it"_s.arg(file.shown), where);
        } else {
            downs.insert(downs.begin(), std::move(script));
            open = nullptr;
        }
    }
    if (ups == 0)
        return refuse(migration, findings, u"missing-half"_s,
                      u"%1 has no line \"-- migrate:up\""_s.arg(file.shown), {file.shown, 1, 0});
    if (stray)
        return refuse(migration, findings, u"statement-outside"_s,
                      u"%1 has a statement before its first up section"_s.arg(file.shown),
                      {file.shown, stray->number, 1}, u"move it below \"-- migrate:up\""_s);
    if (downs.empty()) {
        findings.push_back(makeFinding(
            Severity::Warning, u"missing-half"_s,
            u"%1 has no line \"-- migrate:down\"; dbmate refuses the file"_s.arg(file.shown),
            {file.shown, 0, 0}, u"add the section, also when it has nothing to undo"_s));
        return;
    }
    migration.down = std::move(downs);
}

class Dbmate final : public Convention
{
public:
    QString id() const override { return u"dbmate"_s; }
    QString displayName() const override { return u"dbmate"_s; }
    bool appliesOutOfOrder() const override { return true; }
    int recognises(const QDir &folder) const override;
    Result<MigrationSet> read(const ReadRequest &request) const override;
    std::unique_ptr<HistoryStore> history(Engine engine, const QDir &folder) const override;
    Result<std::vector<NewFile>> newMigration(const NewMigrationRequest &request) const override;
};

qsizetype leadingDigits(const QString &name)
{
    qsizetype count = 0;
    while (count < name.size() && name.at(count) >= u'0' && name.at(count) <= u'9')
        ++count;
    return count;
}

/// The expression of the tool: ^(\d+).*\.sql$
bool isMigrationName(const QString &name)
{
    return leadingDigits(name) > 0 && name.endsWith(u".sql"_s);
}

int Dbmate::recognises(const QDir &folder) const
{
    QStringList files = namesIn(folder).files;
    erase_if(files, [](const QString &name) { return !isMigrationName(name); });
    return someFileMentions(folder, files, "-- migrate:up") ? 95 : 0;
}

Result<MigrationSet> Dbmate::read(const ReadRequest &request) const
{
    MigrationSet set{id(), request.folder.absolutePath(), {}, {}};
    TM_TRY_ASSIGN(const auto entries, listFolder(set.folder, set.findings));
    for (const FolderEntry &entry : entries) {
        if (!isMigrationName(entry.name)) {
            set.findings.push_back(unknownEntry(entry, displayName()));
            continue;
        }
        if (entry.isFolder) {
            set.findings.push_back(directoryAsFile(entry));
            continue;
        }
        Migration migration;
        const qsizetype digits = leadingDigits(entry.name);
        migration.version = entry.name.left(digits);
        migration.id = entry.name.chopped(4);
        migration.name = migration.id.mid(digits);
        if (migration.name.startsWith(u'_'))
            migration.name.remove(0, 1);
        migration.file = entry.name;
        const TextFile file = readTextFile(entry.path, entry.name, set.findings);
        if (file.usable)
            readSections(migration, file, set.findings);
        else
            migration.runnable = false;
        set.migrations.push_back(std::move(migration));
    }
    reportDuplicateVersions(set);
    reportImplicitTransactions(set, request.engine, displayName(), SentWhole::OutsideTransactions);
    return set;
}

// ---- The table of versions (pkg/driver/postgres/postgres.go, pkg/driver/sqlite/sqlite.go)

class DbmateHistory final : public HistoryTable
{
public:
    explicit DbmateHistory(Engine engine)
        : HistoryTable(engine, u"dbmate"_s, u"schema_migrations"_s, {u"version"_s}, ownAdvisoryKey)
    {
    }
    Result<void> recordUp(Session &session, const Migration &migration,
                          const RunFacts &) const override
    {
        return executeWith(session, "insert into " + table() + " (version) values ($1)",
                           {migration.version.toUtf8()});
    }
    Result<void> recordDown(Session &session, const Migration &migration,
                            const RunFacts &) const override
    {
        return executeWith(session, "delete from " + table() + " where version = $1",
                           {migration.version.toUtf8()});
    }

protected:
    QByteArray definition() const override
    {
        return "create table if not exists " + table() +
               (isPostgres() ? " (version varchar primary key)"
                             : " (version varchar(128) primary key)");
    }
    Result<History> readRows(Session &session) const override;
};

Result<History> DbmateHistory::readRows(Session &session) const
{
    TM_TRY_ASSIGN(const Rows rows,
                  session.query("select version from " + table() + " order by version"));
    History history;
    for (const auto &row : rows.rows) {
        AppliedMigration applied;
        applied.version = textOf(row.at(0));
        history.applied.push_back(std::move(applied));
    }
    return history;
}

std::unique_ptr<HistoryStore> Dbmate::history(Engine engine, const QDir &) const
{
    return std::make_unique<DbmateHistory>(engine);
}

Result<std::vector<NewFile>> Dbmate::newMigration(const NewMigrationRequest &request) const
{
    const QByteArray mode = request.transactional ? "" : " transaction:false";
    return newSectioned(request, "-- migrate:up" + mode, "-- migrate:down" + mode);
}

} // namespace

const Convention &dbmateConvention()
{
    static const Dbmate convention;
    return convention;
}

} // namespace tidemark
