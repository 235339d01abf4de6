// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QMap>
#include <QStringList>

/// Which folders of app/ a folder may include, itself left out. The order of the house: what stands
/// lower never knows what stands higher.
QMap<QString, QStringList> allowedIncludes();

/// "app/sql/x.cpp:12: #include "run/runner.h" (sql may include base)" for every line of the folders
/// below `app` that goes the wrong way, for headers of ui/, and for folders that the map does not
/// know.
QStringList includeViolations(const QDir &app);

/// "tidemark::Plan: app/ddl/plan.h, app/run/plan.h" for every type that two headers below `root`
/// define in one namespace: a program with both would take the one for the other.
QStringList typesTwice(const QDir &root);

/// "app/sql: Parser: app/sql/a.cpp, app/sql/b.cpp" for every type or constant that two files of one
/// library have in unnamed namespaces: where files are compiled together they would collide.
QStringList hiddenNamesTwice(const QDir &root);

/// "app/sql/CMakeLists.txt:3: Qt6::Gui" for every Qt module that an engine target links and that
/// needs a screen.
QStringList linkViolations(const QDir &app);
