// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/reports/jsonnames.h"

using namespace Qt::StringLiterals;

namespace tidemark {

QString severityName(Finding::Severity severity)
{
    switch (severity) {
    case Finding::Severity::Note:
        return u"note"_s;
    case Finding::Severity::Warning:
        return u"warning"_s;
    case Finding::Severity::Error:
        return u"error"_s;
    }
    return {};
}

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Usage:
        return u"usage"_s;
    case ErrorKind::Input:
        return u"input"_s;
    case ErrorKind::Connection:
        return u"connection"_s;
    case ErrorKind::Permission:
        return u"permission"_s;
    case ErrorKind::Sql:
        return u"sql"_s;
    case ErrorKind::Busy:
        return u"busy"_s;
    case ErrorKind::Cancelled:
        return u"cancelled"_s;
    case ErrorKind::Unsupported:
        return u"unsupported"_s;
    case ErrorKind::Io:
        return u"io"_s;
    case ErrorKind::Internal:
        return u"internal"_s;
    }
    return {};
}

} // namespace tidemark
