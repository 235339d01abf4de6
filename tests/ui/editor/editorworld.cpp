// SPDX-License-Identifier: GPL-3.0-or-later
#include "editorworld.h"
#include "support/clicking.h"

#include <QPushButton>

namespace tidemark::test {

using namespace Qt::StringLiterals;

EditorWorld::EditorWorld()
{
    theme.applyTo(*qApp);
}

EditorWorld::~EditorWorld()
{
    end();
}

void EditorWorld::setUp(const QString &convention, const QString &url)
{
    fixture.write(u"tidemark.toml"_s,
                  u"name = \"shop\"\nmigrations = \"migrations\"\nconvention = \"%1\"\n"
                  "[environments.local]\nrole = \"local\"\nurl = \"%2\"\n"_s.arg(convention, url));
    if (!fixture.workspaces.open(fixture.folder().path()))
        qFatal("%s", qPrintable(fixture.workspaces.error()->toString()));
}

void EditorWorld::write(const QString &name, const QByteArray &bytes) const
{
    const QString path = fixture.migrations().filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
        qFatal("cannot write %s", qPrintable(path));
}

QByteArray EditorWorld::read(const QString &name) const
{
    QFile file(fixture.migrations().filePath(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return file.readAll();
}

void EditorWorld::begin()
{
    end();
    m_timeline = std::make_unique<TimelineController>(fixture.services, fixture.workspaces);
    m_controller =
        std::make_unique<EditorController>(fixture.services, fixture.workspaces, *m_timeline);
    makePage();
}

void EditorWorld::makePage()
{
    m_page = std::make_unique<EditorPage>(*m_controller, theme, syntax);
    m_page->resize(1280, 760);
    m_page->show();
    QApplication::setActiveWindow(m_page.get());
}

void EditorWorld::dropPage()
{
    m_page.reset();
}

void EditorWorld::end()
{
    m_page.reset();
    m_controller.reset();
    m_timeline.reset();
}

bool EditorWorld::open(const QString &id)
{
    m_controller->open(id);
    return QTest::qWaitFor(
        [&] {
            return migration() && migration()->id() == id &&
                   migration()->state() == EditedMigration::State::Ready && m_page->panes() &&
                   editor(ScriptSide::Up) && !editor(ScriptSide::Up)->isLoading() && isLinted();
        },
        120'000);
}

bool EditorWorld::isLinted()
{
    MigrationLinter *linter = this->linter();
    return linter && linter->isUpToDate() && !migration()->error();
}

QStringList EditorWorld::rules()
{
    QStringList rules;
    for (const EditedFinding &each : linter()->findings())
        rules += each.finding.rule;
    return rules;
}

void EditorWorld::click(const QString &name)
{
    clickWhenPossible(find<QAbstractButton>(name));
}

void EditorWorld::type(ScriptSide side, const QString &text)
{
    CodeEditor *where = editor(side);
    where->setFocus();
    where->moveCursor(QTextCursor::End);
    // Keys are for what a keyboard certainly has.
    for (const QChar letter : text) {
        if (letter.isPrint() && letter.unicode() < 0x7f)
            QTest::keyClick(where, letter.toLatin1());
        else
            where->insertPlainText(letter);
    }
}

} // namespace tidemark::test
