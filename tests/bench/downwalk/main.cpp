// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/downdraft.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTextStream>

using namespace tidemark;
using namespace Qt::StringLiterals;

namespace {

QTextStream out(stdout);

struct Tally
{
    int good = 0;
    int redo = 0;      ///< the schema comes back, and the second up fails or gives another one
    int lost = 0;      ///< it does not come back
    int reordered = 0; ///< of those that come back: columns stand in another order
    int leftOut = 0;   ///< no SQL, or the up does not run

    void print(qint64 ms) const
    {
        const int all = good + redo + lost;
        out << all << " drafts: " << good + redo << " bring the schema back ("
            << (all ? 100.0 * (good + redo) / all : 100.0) << " %), " << good
            << " of them good, after " << redo << " the second up is not what the first was; "
            << leftOut << " left out; " << reordered << " with another order of columns; "
            << ms / 1000.0 << " s" << Qt::endl;
    }
};

void printWhy(const DownDraft &draft)
{
    if (draft.trial.error)
        out << "  " << (draft.trial.redoFailed ? "second up: " : "")
            << draft.trial.error->toString() << Qt::endl;
    for (const Difference &difference : draft.trial.left.differences)
        out << "  left: " << difference.kind << ' ' << difference.object << ' '
            << difference.detail() << Qt::endl;
    for (const Difference &difference : draft.trial.leftAgain.differences)
        out << "  after the second up: " << difference.kind << ' ' << difference.object << ' '
            << difference.detail() << Qt::endl;
    for (const DraftGap &gap : draft.draft.gaps)
        out << "  gap: " << gap.about.kind << ' ' << gap.about.object << ": " << gap.why
            << Qt::endl;
}

void judge(const DownDraft &draft, Tally &tally)
{
    const DownTrial &trial = draft.trial;
    tally.reordered += trial.reorders;
    if (trial.isGood()) {
        ++tally.good;
        return;
    }
    const bool comesBack = (!trial.error || trial.redoFailed) && trial.left.isEmpty();
    ++(comesBack ? tally.redo : tally.lost);
    out << (comesBack ? "redo " : "NOT BACK ") << draft.migration.id << Qt::endl;
    printWhy(draft);
}

Result<Tally> walk(const MigrationSet &set, Engine engine, SandboxFactory &sandboxes)
{
    LoadContext context;
    context.sandboxes = &sandboxes;
    Tally tally;
    TM_TRY_ASSIGN(DownDrafter drafter,
                  DownDrafter::before(set, set.migrations.front(), engine, context, {}, {}));
    for (const Migration &migration : set.migrations) {
        const auto draft = migration.runnable
                               ? drafter.draft(migration)
                               : Result<DownDraft>(fail(ErrorKind::Unsupported, u"no SQL"_s));
        if (draft) {
            judge(*draft, tally);
        } else {
            ++tally.leftOut;
            out << "left out: " << migration.id << ": " << draft.error().toString() << Qt::endl;
        }
    }
    return tally;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    if (arguments.size() < 2) {
        out << "usage: downwalk FOLDER [postgres|sqlite [GOOD]]\n"
               "Drafts the down of every migration from what its up does, and tries it. Fails\n"
               "where fewer than GOOD drafts are good.\n";
        return 2;
    }
    const Engine engine = arguments.value(2) == u"sqlite" ? Engine::Sqlite : Engine::PostgreSql;
    const auto convention = detectConvention(QDir(arguments[1]));
    const auto set = convention ? (*convention)->read({QDir(arguments[1]), engine, {}})
                                : Result<MigrationSet>(fail(convention.error()));
    if (!set || set->migrations.empty()) {
        out << (set ? u"no migrations"_s : set.error().toString()) << Qt::endl;
        return 3;
    }
    const QTemporaryDir state;
    SandboxFactory sandboxes(state.path());
    QElapsedTimer timer;
    timer.start();
    const auto tally = walk(*set, engine, sandboxes);
    if (!tally) {
        out << tally.error().toString() << Qt::endl;
        return 3;
    }
    tally->print(timer.elapsed());
    return tally->good < arguments.value(3).toInt() ? 1 : 0;
}
