// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/ddl-postgres/trial.h"
#include "engines/schema-postgres/changes.h"
#include "migrations/convention.h"
#include "support/testserver.h"

#include <QCoreApplication>
#include <QTextStream>

#include <random>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

namespace {

QTextStream out(stdout);

struct Tally
{
    int exact = 0;
    int named = 0; ///< nothing is left but what the draft has said
    int wrong = 0;

    void print(const QString &what) const
    {
        const int all = exact + named + wrong;
        out << what << ": " << all << " pairs, exact " << exact << ", but for named gaps " << named
            << ", wrong " << wrong << " (" << (all ? 100.0 * (all - wrong) / all : 100.0)
            << " % right, " << (all ? 100.0 * exact / all : 100.0) << " % exact)" << Qt::endl;
    }
};

struct Kept
{
    QString name;
    QString database;
    State state;
};

void tryPair(const QString &database, const QString &label, const State &from, const State &to,
             const DraftOptions &options, Tally &tally)
{
    const QString url = copyOf(database, u"walk trial"_s);
    // Rows that the migrations have put there can refuse a NOT NULL, as the draft says.
    mustRun(*open(url), R"(DO $$ DECLARE names text; BEGIN
        SELECT string_agg(c.oid::regclass::text, ', ') INTO names FROM pg_class c
            WHERE c.relkind IN ('r', 'p') AND c.oid >= 16384;
        IF names IS NOT NULL THEN EXECUTE 'TRUNCATE ' || names || ' CASCADE'; END IF; END $$)");
    const Trial trial = bring(url, from.schema, to, options);
    const QString verdict = judge(trial);
    if (!verdict.isEmpty()) {
        ++tally.wrong;
        out << "WRONG " << label << "\n" << verdict << "\n" << trial.script << Qt::endl;
    } else if (!trial.left.isEmpty() || !trial.dumpsAgree) {
        ++tally.named;
        for (const DraftGap &gap : trial.draft.gaps)
            out << "named " << label << ": " << gap.about.kind << ' ' << gap.about.object << ", "
                << gap.property << ": " << gap.why << Qt::endl;
    } else {
        ++tally.exact;
    }
}

/// Empty where all of it ran.
QString applied(const QString &url, const Migration &migration)
{
    const auto session = open(url);
    for (const Script &script : migration.up) {
        if (const auto done = session->execute(script.text); !done)
            return done.error().toString();
    }
    return {};
}

MigrationSet readFolder(const QString &folder)
{
    const auto convention = detectConvention(QDir(folder));
    if (!convention)
        qFatal("%s", qPrintable(convention.error().toString()));
    auto set = (*convention)->read({QDir(folder), Engine::PostgreSql, {}});
    if (!set)
        qFatal("%s", qPrintable(set.error().toString()));
    return *set;
}

/// Every state against the next, in both directions, where that is counted; gives some states back.
std::vector<Kept> walk(const MigrationSet &set, int keep, const DraftOptions &options, Tally *tally)
{
    const QString name = u"walk"_s;
    const QString url = TestServer::createDatabase(name);
    State before = readState(url);
    std::vector<Kept> kept;
    const int every = std::max(1, int(set.migrations.size()) / std::max(1, keep));
    int number = 0;
    for (const Migration &migration : set.migrations) {
        copyOf(name, u"walk before"_s);
        const QString error = migration.runnable ? applied(url, migration) : u"no SQL"_s;
        if (!error.isEmpty()) {
            out << "left out: " << migration.id << ": " << error << Qt::endl;
            copyOf(u"walk before"_s, name);
            continue;
        }
        State now = readState(url);
        if (tally) {
            tryPair(u"walk before"_s, u"up "_s + migration.id, before, now, options, *tally);
            tryPair(name, u"down "_s + migration.id, now, before, options, *tally);
        }
        before = std::move(now);
        if (keep > 0 && ++number % every == 0) {
            kept.push_back({migration.id, u"walk %1"_s.arg(number), before});
            copyOf(name, kept.back().database);
        }
    }
    return kept;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    QStringList arguments = application.arguments();
    DraftOptions options;
    if (arguments.removeAll(u"--exact-order"_s) > 0)
        options.columnOrder = ColumnOrder::Exact;
    const bool onlyRandom = arguments.removeAll(u"--only-random"_s) > 0;
    if (arguments.size() < 2) {
        out << "usage: draftwalk [--exact-order] [--only-random] FOLDER [RANDOM PAIRS [ROLE...]]\n"
               "Replays a folder of migrations on a server of its own, drafts what brings each\n"
               "state to the next and back, runs it, and compares model and pg_dump -s. ROLEs\n"
               "that the migrations grant to are made. --exact-order: tables whose columns would\n"
               "come in another order are made anew.\n";
        return 2;
    }
    const MigrationSet set = readFolder(arguments[1]);
    const int pairs = arguments.value(2).toInt();
    TestServer::start();
    // What scripts of others grant to.
    for (const QString &role : arguments.mid(3))
        mustRun(*open(TestServer::url()), "CREATE ROLE \"" + role.toUtf8() + '"');
    Tally neighbours;
    Tally random;
    const std::vector<Kept> kept =
        walk(set, pairs > 0 ? 14 : 0, options, onlyRandom ? nullptr : &neighbours);
    if (!onlyRandom)
        neighbours.print(u"neighbours"_s);
    std::mt19937 numbers(42); // NOLINT: the same pairs each time
    for (int done = 0; done < pairs && kept.size() > 1;) {
        const Kept &from = kept[numbers() % kept.size()];
        const Kept &to = kept[numbers() % kept.size()];
        if (&from == &to)
            continue;
        ++done;
        tryPair(from.database, from.name + u" to "_s + to.name, from.state, to.state, options,
                random);
    }
    if (pairs > 0)
        random.print(u"random"_s);
    return neighbours.wrong + random.wrong > 0 ? 1 : 0;
}
