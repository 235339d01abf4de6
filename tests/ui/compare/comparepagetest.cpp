// SPDX-License-Identifier: GPL-3.0-or-later
#include "comparepagetest.h"

#include "database/connectionspec.h"
#include "database/session.h"

using namespace Qt::StringLiterals;

namespace tidemark::test {

void ComparePageTest::execute(const QString &url, const QByteArray &sql)
{
    const auto session = openSession(*ConnectionSpec::parse(url));
    if (!session)
        qFatal("%s", qPrintable(session.error().toString()));
    if (const auto done = (*session)->execute(sql); !done)
        qFatal("%s", qPrintable(done.error().toString()));
}

QString ComparePageTest::makeFile(const QString &name, const QByteArray &sql)
{
    execute(u"sqlite:"_s + m_fixture->folder().filePath(name), sql);
    return u"sqlite:"_s + name;
}

void ComparePageTest::init()
{
    m_fixture = std::make_unique<WorkbenchFixture>();
    m_theme = std::make_unique<Theme>();
    m_theme->setScheme(Theme::Scheme::Light);
    m_theme->applyTo(*meter());
    m_syntax = std::make_unique<SyntaxRepository>();
    m_controller = std::make_unique<CompareController>(m_fixture->services, m_fixture->workspaces);
    m_page = std::make_unique<ComparePage>(*m_controller, *m_theme, *m_syntax);
    m_page->resize(1216, 712);
    m_page->show();
}

void ComparePageTest::cleanup()
{
    m_page.reset();
    m_controller.reset();
    m_fixture.reset();
    m_theme.reset();
}

void ComparePageTest::open(const QString &production, const QString &local)
{
    m_fixture->write(u"tidemark.toml"_s,
                     u"name = \"shop\"\nmigrations = \"migrations\"\nconvention = \"plain\"\n"
                     "[environments.local]\nrole = \"local\"\nurl = \"%2\"\n"
                     "[environments.production]\nrole = \"production\"\nurl = \"%1\"\n"_s.arg(
                         production, local));
    QVERIFY(m_fixture->workspaces.open(m_fixture->folder().path()));
}

void ComparePageTest::compare()
{
    QVERIFY(m_controller->start());
    waitUntilShown();
}

void ComparePageTest::waitUntilShown()
{
    QTRY_COMPARE_WITH_TIMEOUT(m_controller->state(), CompareController::State::Shown, kPatience);
    QTRY_VERIFY_WITH_TIMEOUT(m_controller->script().scripts() != nullptr, kPatience);
}

QStringList ComparePageTest::listed() const
{
    QStringList names;
    const QAbstractItemModel *model = tree()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex heading = model->index(row, 0);
        for (int below = 0; below < model->rowCount(heading); ++below) {
            const QModelIndex index = model->index(below, 0, heading);
            names += u"+~-="_s[index.data(StandingRole).toInt()] + index.data().toString();
        }
    }
    return names;
}

void ComparePageTest::select(const QString &name)
{
    const int object = [&] {
        const auto &objects = m_controller->objects()->objects;
        for (size_t i = 0; i < objects.size(); ++i) {
            if (objects[i].name == name)
                return int(i);
        }
        return -1;
    }();
    QVERIFY(object >= 0);
    const QModelIndexList found = tree()->model()->match(
        tree()->model()->index(0, 0), ObjectRole, object, 1, Qt::MatchExactly | Qt::MatchRecursive);
    QCOMPARE(found.size(), 1);
    tree()->setCurrentIndex(found.front());
    QTRY_VERIFY(m_controller->detail() && m_controller->detail()->object == object);
}

} // namespace tidemark::test
