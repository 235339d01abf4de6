// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "rehearsal/report.h"

#include <QByteArray>
#include <QString>

#include <span>

namespace tidemark {

/// A format in which a report can be written to a file. Pure functions, any thread.
struct ReportWriter
{
    QString suffix; ///< of the file, without the dot: "html", "json", "xml", "txt"
    QString description;
    QByteArray (*write)(const RehearsalReport &report);
};

/// Every format, the one to be proposed first in front.
std::span<const ReportWriter> reportWriters();

/// The format that a file's name asks for, by its ending (".htm" too, in any case); nullptr when
/// there is none.
const ReportWriter *reportWriterFor(const QString &fileName);

} // namespace tidemark
