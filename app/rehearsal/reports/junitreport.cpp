// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/junitreport.h"

#include "rehearsal/reports/wording.h"

#include <QFileInfo>
#include <QXmlStreamWriter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString seconds(double value)
{
    return QString::number(value, 'f', 3);
}

void attribute(QXmlStreamWriter &xml, const QString &name, const QString &value)
{
    xml.writeAttribute(name, printable(value));
}

QString evidenceText(const MigrationReport &migration)
{
    QStringList lines;
    for (const NamedStep &named : stepsOf(migration)) {
        if (named.step->error)
            lines += named.name + u": "_s + named.step->error->toString();
    }
    for (const Difference &difference : migration.schemaDiff.differences) {
        lines += u"schema: %1 %2 %3 %4"_s.arg(changeName(difference.change), difference.kind,
                                              difference.object, difference.detail());
    }
    for (const TableDataDifference &lost : migration.lost)
        lines += u"data: %1: %2"_s.arg(lost.table, dataSummary(lost));
    for (const Difference &difference : migration.redoDiff.differences) {
        lines += u"up again: %1 %2 %3 %4"_s.arg(changeName(difference.change), difference.kind,
                                                difference.object, difference.detail());
    }
    for (const Finding &finding : migration.findings)
        lines += finding.message;
    return lines.join(u'\n');
}

void writeCase(QXmlStreamWriter &xml, const RehearsalReport &report,
               const MigrationReport &migration)
{
    xml.writeStartElement(u"testcase"_s);
    attribute(xml, u"classname"_s, u"rehearsal."_s + report.convention);
    attribute(xml, u"name"_s, (migration.version + u' ' + migration.name).trimmed());
    attribute(xml, u"file"_s, migration.file);
    attribute(xml, u"time"_s, seconds(totalMs(migration) / 1000));
    if (migration.verdict == Verdict::NotRun) {
        xml.writeStartElement(u"skipped"_s);
        attribute(xml, u"message"_s, migration.reason);
        xml.writeEndElement();
    } else if (!isGood(migration)) {
        xml.writeStartElement(u"failure"_s);
        attribute(xml, u"type"_s, verdictName(migration.verdict));
        attribute(xml, u"message"_s, migration.reason);
        xml.writeCharacters(printable(evidenceText(migration)));
        xml.writeEndElement();
    } else if (migration.verdict != Verdict::Reversible) {
        xml.writeTextElement(u"system-out"_s, printable(verdictLabel(migration.verdict) + u": "_s +
                                                        migration.reason));
    }
    xml.writeEndElement();
}

} // namespace

QByteArray writeJUnit(const RehearsalReport &report)
{
    const auto skipped =
        std::ranges::count(report.migrations, Verdict::NotRun, &MigrationReport::verdict);
    const auto failures = std::ranges::count_if(report.migrations, [](const MigrationReport &m) {
        return m.verdict != Verdict::NotRun && !isGood(m);
    });
    const auto writeTotals = [&](QXmlStreamWriter &xml) {
        attribute(xml, u"tests"_s, QString::number(report.migrations.size()));
        attribute(xml, u"failures"_s, QString::number(failures));
        attribute(xml, u"errors"_s, u"0"_s);
        attribute(xml, u"skipped"_s, QString::number(skipped));
        attribute(xml, u"time"_s, seconds(report.seconds));
    };

    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(2);
    xml.writeStartDocument();
    xml.writeStartElement(u"testsuites"_s);
    attribute(xml, u"name"_s, u"tidemark "_s + report.tidemarkVersion);
    writeTotals(xml);
    xml.writeStartElement(u"testsuite"_s);
    attribute(xml, u"name"_s, u"rehearsal of "_s + QFileInfo(report.folder).fileName());
    attribute(xml, u"timestamp"_s, report.startedAt.toUTC().toString(u"yyyy-MM-ddTHH:mm:ss"_s));
    writeTotals(xml);
    for (const MigrationReport &migration : report.migrations)
        writeCase(xml, report, migration);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return bytes;
}

} // namespace tidemark
