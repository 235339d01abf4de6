// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/trychoice.h"

#include "workbench/settings.h"

#include <QFileInfo>
#include <QVariantMap>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTriedRows = 10'000;
constexpr QLatin1StringView tryKey("workspaces/try");

} // namespace

TryChoice savedTryChoice(const Services &services, const QString &workspaceFile)
{
    const QVariantMap saved =
        settingsOf(services).value(settingsKeyOf(tryKey, workspaceFile)).toMap();
    TryChoice choice;
    bool ok = false;
    const int fill = saved.value(u"fill"_s).toInt(&ok);
    if (ok && fill >= 0 && fill <= mostTriedRows)
        choice.fill = fill;
    if (const QString file = saved.value(u"traffic"_s).toString(); QFileInfo(file).isFile())
        choice.trafficFile = file;
    return choice;
}

void saveTryChoice(const Services &services, const QString &workspaceFile, const TryChoice &choice)
{
    settingsOf(services).setValue(
        settingsKeyOf(tryKey, workspaceFile),
        QVariantMap{{u"fill"_s, choice.fill}, {u"traffic"_s, choice.trafficFile}});
}

} // namespace tidemark
