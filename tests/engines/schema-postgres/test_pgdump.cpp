// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/schema-postgres/changes.h"
#include "engines/schema-postgres/schematext.h"
#include "schema/schemareader.h"
#include "support/testserver.h"

#include <QTest>

using namespace tidemark;
using namespace tidemark::test;
using namespace Qt::StringLiterals;

/// The model against a witness that knows nothing of it: pg_dump -s.
class TestPgDump : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differsWhenThatDiffers();
};

namespace {

QString dumped(const QString &url)
{
    return dumpedLines(url).join(u'\n');
}

} // namespace

void TestPgDump::differsWhenThatDiffers()
{
    const QString url = createKindsDatabase(u"as pg_dump sees it"_s);
    const auto session = open(url);
    const auto reader = makeSchemaReader(*session);
    QString dump = dumped(url);
    SchemaPtr schema = *reader->read();
    int differences = 0;
    for (const Change &change : readChanges()) {
        mustRun(*session, change.sql);
        const QString dumpAfter = dumped(url);
        const SchemaPtr schemaAfter = *reader->read();
        const bool dumpDiffers = dumpAfter != dump;
        const bool modelDiffers = !(*schemaAfter == *schema);
        const bool expected =
            change.stateOnly ? modelDiffers && !dumpDiffers : modelDiffers == dumpDiffers;
        QVERIFY2(expected, qPrintable(u"%1: pg_dump %2, the model %3\n%4"_s.arg(
                               change.name, dumpDiffers ? u"differs"_s : u"is the same"_s,
                               modelDiffers ? u"differs"_s : u"is the same"_s,
                               textDifference(*schema, *schemaAfter))));
        differences += modelDiffers;
        dump = dumpAfter;
        schema = schemaAfter;
    }
    // Both blind would agree too.
    QVERIFY(differences > 200);
}

QTEST_GUILESS_MAIN(TestPgDump)
#include "test_pgdump.moc"
