// SPDX-License-Identifier: GPL-3.0-or-later
#include "folder.h"

#include "migrations/conventions/flywayhistory.h"

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

FlywayRow row(const char *version, const char *type, const char *description = "x",
              bool success = true)
{
    FlywayRow made;
    made.version = QString::fromLatin1(version);
    made.type = QString::fromLatin1(type);
    made.description = QString::fromLatin1(description);
    made.success = success;
    return made;
}

QStringList summary(std::vector<FlywayRow> rows)
{
    for (std::size_t i = 0; i < rows.size(); ++i)
        rows[i].rank = qint64(i) + 1;
    QStringList lines;
    for (const AppliedMigration &applied : flywayApplied(rows)) {
        const char *kinds[] = {"V", "R", "B"};
        lines.append(QLatin1StringView(kinds[int(applied.kind)]) +
                     (applied.version.isEmpty() ? applied.name : applied.version) +
                     (applied.failed ? u"!"_s : QString()));
    }
    return lines;
}

} // namespace

class FlywayHistoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void undoneAndAgain()
    {
        QCOMPARE(summary({row("1", "SQL"), row("2", "SQL"), row("2", "UNDO_SQL")}),
                 QStringList{u"V1"_s});
        QCOMPARE(summary({row("1", "SQL"), row("2", "SQL"), row("2", "UNDO_SQL"), row("2", "SQL")}),
                 (QStringList{u"V1"_s, u"V2"_s}));
        QCOMPARE(summary({row("1.0", "SQL"), row("1", "UNDO_SQL")}), QStringList());
        QCOMPARE(summary({row("1", "SQL"), row("1", "UNDO_SQL", "x", false)}),
                 QStringList{u"V1!"_s});
    }

    void deletedAndFailed()
    {
        QCOMPARE(summary({row("1", "SQL"), row("2", "SQL"), row("1", "DELETE")}),
                 QStringList{u"V2"_s});
        QCOMPARE(summary({row("", "SQL", "views"), row("", "DELETE", "views")}), QStringList());
        QCOMPARE(summary({row("1", "SQL"), row("2", "SQL", "x", false)}),
                 (QStringList{u"V1"_s, u"V2!"_s}));
    }

    void onlyTheNewestRunOfARepeatableCounts()
    {
        QCOMPARE(summary({row("", "SQL", "views"), row("1", "SQL"), row("", "SQL", "views"),
                          row("", "SQL", "other")}),
                 (QStringList{u"V1"_s, u"Rviews"_s, u"Rother"_s}));
    }

    void schemaAndBaseline()
    {
        QCOMPARE(summary({row("", "SCHEMA", "<< Flyway Schema Creation >>"), row("3", "BASELINE"),
                          row("4", "SQL_BASELINE"), row("5", "JDBC")}),
                 (QStringList{u"B3"_s, u"B4"_s, u"V5"_s}));
    }

    // The value is what the formula of the tool's source gives by hand: "Flyway" as a number plus
    // the hash code of "public"."flyway_schema_history".
    void lockNumber()
    {
        QCOMPARE(flywayLockNumber(u"public"_s, u"flyway_schema_history"_s),
                 Q_INT64_C(77433833903597));
    }
};

QTEST_GUILESS_MAIN(FlywayHistoryTest)
#include "tst_flywayhistory.moc"
