// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/rehearsalchoice.h"

#include "workspace/workspace.h"

#include <QFileInfo>

#include <limits>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLast = 100'000;
constexpr int mostFill = 10'000;

using Which = RehearsalChoice::Which;
using Mode = RehearsalOptions::Mode;

/// The words are what the settings hold.
constexpr std::pair<Which, QLatin1StringView> whichWords[] = {
    {Which::Pending, QLatin1StringView("pending")},
    {Which::All, QLatin1StringView("all")},
    {Which::Last, QLatin1StringView("last")},
};

} // namespace

QVariantMap savedChoice(const RehearsalChoice &choice)
{
    QVariantMap saved{{u"last"_s, choice.last},
                      {u"fromNothing"_s, choice.fromNothing},
                      {u"environment"_s, choice.environment},
                      {u"backup"_s, choice.backup},
                      {u"mode"_s, rehearsalModeName(choice.mode)},
                      {u"asOneUnit"_s, choice.asOneUnit},
                      {u"fill"_s, choice.fill},
                      {u"traffic"_s, choice.trafficFile}};
    for (const auto &[which, word] : whichWords) {
        if (which == choice.which)
            saved.insert(u"which"_s, QString(word));
    }
    return saved;
}

RehearsalChoice restoredChoice(const QVariantMap &saved, const Workspace &workspace)
{
    RehearsalChoice choice;
    choice.fromNothing = workspace.environments.empty();
    if (saved.isEmpty())
        return choice;
    for (const auto &[which, word] : whichWords) {
        if (saved.value(u"which"_s).toString() == word)
            choice.which = which;
    }
    const auto number = [&saved](const QString &key, int least, int most, int otherwise) {
        bool ok = false;
        const int value = saved.value(key).toInt(&ok);
        return ok && value >= least && value <= most ? value : otherwise;
    };
    choice.last = number(u"last"_s, 1, mostLast, choice.last);
    choice.fill = number(u"fill"_s, 0, mostFill, choice.fill);
    choice.fromNothing = choice.fromNothing || saved.value(u"fromNothing"_s).toBool();
    for (const Mode mode : {Mode::Chain, Mode::Restore})
        if (saved.value(u"mode"_s).toString() == rehearsalModeName(mode))
            choice.mode = mode;
    choice.asOneUnit = saved.value(u"asOneUnit"_s).toBool();
    if (const QString name = saved.value(u"environment"_s).toString();
        workspace.findEnvironment(name))
        choice.environment = name;
    if (const QString path = saved.value(u"backup"_s).toString();
        !choice.fromNothing && !path.isEmpty() && QFileInfo::exists(path))
        choice.backup = path;
    if (const QString file = saved.value(u"traffic"_s).toString(); QFileInfo(file).isFile())
        choice.trafficFile = file;
    return choice;
}

void aimAt(RehearsalRequest &request, const Environment &environment, ConnectionSpec spec)
{
    request.engine = spec.engine;
    request.fromEmpty = request.fromEmpty || isNotThereYet(spec);
    if (environment.role != EnvironmentRole::Production) {
        request.database = std::move(spec);
    } else if (!request.fromEmpty) {
        request.copyMethod = CopyMethod::DumpRestoreToScratch;
        request.database = std::move(spec);
    }
}

RehearsalRequest requestFor(const RehearsalChoice &choice, const Workspace &workspace)
{
    RehearsalRequest request;
    request.folder = QDir(workspace.migrations);
    request.convention = workspace.convention;
    request.fromEmpty = choice.fromNothing;
    if (!choice.fromNothing)
        request.backup = choice.backup;
    request.mode = choice.mode;
    request.asOneUnit = choice.asOneUnit;
    request.timeouts = {workspace.run.lockTimeout, workspace.run.statementTimeout};
    request.fill = choice.fill;
    if (choice.mode != RehearsalOptions::Mode::Chain)
        request.trafficFile = choice.trafficFile;
    switch (choice.which) {
    case Which::Pending:
        break;
    case Which::All:
        if (!choice.fromNothing)
            request.last = std::numeric_limits<int>::max();
        break;
    case Which::Last:
        request.last = choice.last;
        break;
    case Which::Range:
        request.from = choice.from;
        request.to = choice.to;
        break;
    case Which::Selection:
        request.only = choice.selection;
        break;
    }
    return request;
}

} // namespace tidemark
