// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include <QApplication>
#include <QDir>
#include <QTest>

#include <cstdio>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 120'000;
constexpr QSize pictureSize(1280, 800);

bool fail(const char *what)
{
    std::fprintf(stderr, "error: %s\n", what);
    return false;
}

bool save(Desk &desk, const QString &path)
{
    // Animations and the pane on the right come to rest.
    QTest::qWait(600);
    return desk.window().grab().save(path) || fail("a picture cannot be written");
}

/// The migration that has no down, with the one that is drafted for it.
bool openTheNewest(Desk &desk)
{
    EditorController &editor = desk.workbench().editor();
    editor.open(editor.newestId());
    if (!desk.goTo(u"author"_s) || !desk.click(u"draftDown"_s))
        return fail("the newest migration was not opened");
    const auto isDrafted = [&] { return desk.sees<QWidget>(u"takeDraft"_s); };
    return QTest::qWaitFor(isDrafted, patience) || fail("no down was drafted");
}

bool openTheNewestBackup(Desk &desk)
{
    const auto selects = [&desk](const QString &view, const QString &text) {
        return QTest::qWaitFor([&] { return desk.select(view, text); }, patience);
    };
    return (desk.goTo(u"backups"_s) && selects(u"backupList"_s, u"staging"_s) &&
            desk.click(u"backupOpen"_s) && selects(u"archiveTree"_s, u"customers"_s)) ||
           fail("no backup was opened");
}

/// The sample shop in three databases that are not equally far, rehearsed from nothing.
bool takePictures(Desk &desk, const QString &workspace, const QDir &folder)
{
    desk.window().resize(pictureSize);
    desk.window().openFolder(workspace);
    RehearsalController &rehearsals = desk.workbench().rehearsals();
    if (!QTest::qWaitFor([&] { return !rehearsals.migrations().empty(); }, patience))
        return fail("the workspace was not read");
    CompareController &compares = desk.workbench().compares();
    compares.chooseSources(u"production"_s, u"local"_s);
    if (!QTest::qWaitFor([&] { return compares.script().scripts() != nullptr; }, patience))
        return fail("the databases were not compared");
    RehearsalChoice choice;
    choice.which = RehearsalChoice::Which::All;
    choice.fromNothing = true;
    rehearsals.setChoice(choice);
    if (!desk.goTo(u"rehearse"_s) || !rehearsals.start() ||
        !QTest::qWaitFor([&] { return rehearsals.state() == RehearsalController::State::Shown; },
                         patience))
        return fail("the rehearsal did not end");
    if (!openTheNewest(desk) || !openTheNewestBackup(desk))
        return false;
    for (const bool dark : {false, true}) {
        desk.workbench().theme().setScheme(dark ? Theme::Scheme::Dark : Theme::Scheme::Light);
        const QString suffix = dark ? u"-dark.png"_s : u"-light.png"_s;
        if (!desk.goTo(u"rehearse"_s) ||
            !desk.select(u"rehearsalTable"_s, u"customer_contacts"_s) ||
            !save(desk, folder.filePath(u"rehearse"_s + suffix)))
            return fail("no picture of the rehearsal");
        if (!desk.goTo(u"timeline"_s) || !desk.select(u"timelineTable"_s, u"coupons"_s) ||
            !save(desk, folder.filePath(u"timeline"_s + suffix)))
            return fail("no picture of the timeline");
        if (!desk.goTo(u"compare"_s) || !desk.select(u"compareTree"_s, u"orders"_s) ||
            !save(desk, folder.filePath(u"compare"_s + suffix)))
            return fail("no picture of the comparison");
        for (const QString &place : {u"author"_s, u"backups"_s}) {
            if (!desk.goTo(place) || !save(desk, folder.filePath(place + suffix)))
                return fail("no picture of the editor or the backups");
        }
    }
    return true;
}

} // namespace

/// Makes the pictures of the README from the running program; see packaging/screenshots.
int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    const QStringList arguments = QCoreApplication::arguments();
    if (arguments.size() != 3) {
        std::fprintf(stderr, "usage: tidemark-screenshots WORKSPACE FOLDER\n");
        return 2;
    }
    Desk desk;
    return takePictures(desk, arguments[1], QDir(arguments[2])) ? 0 : 3;
}
