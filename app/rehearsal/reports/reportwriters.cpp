// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/reportwriters.h"

#include "rehearsal/reports/htmlreport.h"
#include "rehearsal/reports/jsonreport.h"
#include "rehearsal/reports/junitreport.h"
#include "rehearsal/reports/textreport.h"

#include <QFileInfo>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QByteArray writePlainText(const RehearsalReport &report)
{
    return writeText(report);
}

} // namespace

std::span<const ReportWriter> reportWriters()
{
    static const std::array writers{
        ReportWriter{u"html"_s, u"one page for a browser"_s, writeHtml},
        ReportWriter{u"json"_s, u"everything, for programs"_s, writeJson},
        ReportWriter{u"xml"_s, u"JUnit, for CI servers"_s, writeJUnit},
        ReportWriter{u"txt"_s, u"plain text"_s, writePlainText},
    };
    return writers;
}

const ReportWriter *reportWriterFor(const QString &fileName)
{
    QString suffix = QFileInfo(fileName).suffix().toLower();
    if (suffix == u"htm")
        suffix = u"html"_s;
    const auto writers = reportWriters();
    const auto found = std::ranges::find(writers, suffix, &ReportWriter::suffix);
    return found == writers.end() ? nullptr : &*found;
}

} // namespace tidemark
