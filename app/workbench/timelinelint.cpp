// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/timelinelint.h"

#include "lint/lint.h"
#include "workspace/lintsettings.h"

#include <utility>

namespace tidemark {

Result<std::shared_ptr<const TimelineLint>>
lintTimeline(const MigrationFiles &files, const Workspace &workspace, std::stop_token stop)
{
    std::vector<ParsedMigration> parsed;
    parsed.reserve(files.set.migrations.size());
    for (const Migration &migration : files.set.migrations) {
        if (stop.stop_requested())
            return fail(ErrorKind::Cancelled, QStringLiteral("cancelled"));
        parsed.push_back(parseForLint(migration, files.engine));
    }
    auto lint = std::make_shared<TimelineLint>();
    LintRequest request;
    request.engine = files.engine;
    request.locksTimeOut = workspace.run.lockTimeout.has_value();
    if (auto settings = readLintSettings(workspace.file))
        request.settings = std::move(*settings);
    else
        lint->error = std::move(settings).error();
    LintResult result = lintMigrations(std::move(parsed), request);
    for (LintFinding &finding : result.findings) {
        if (!finding.isAllowed())
            lint->findings[finding.migration].push_back(std::move(finding));
    }
    return lint;
}

} // namespace tidemark
