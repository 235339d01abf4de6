// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workspace/workspace.h"

#include <QDateTime>
#include <QString>

#include <functional>

namespace tidemark {

class TaskPool;
class TaskList;
class SecretStore;

/// What the controllers get from their process; there is nothing global. Tests pass their own.
struct Services
{
    TaskPool &pool;
    TaskList &tasks; ///< what the bottom strip shows
    SecretStore *secrets = nullptr;
    VariableLookup variables;
    QString stateFolder;  ///< where Tidemark keeps its own store
    QString configFolder; ///< where settings of the workbench are kept
    std::function<QDateTime()> now = [] { return QDateTime::currentDateTimeUtc(); };
};

} // namespace tidemark
