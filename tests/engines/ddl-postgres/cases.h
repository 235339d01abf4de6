// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QStringList>

#include <vector>

namespace tidemark::test {

/// A file of cases/: what the first schema is made by, and after each line "--- name" what makes
/// the second schema of it. Every change stands by itself, upon the first schema.
struct CaseFile
{
    struct Case
    {
        QString name;
        QByteArray sql;
    };
    QByteArray base;
    std::vector<Case> cases;
};

/// "column", "index", ...: the names of all files, sorted.
QStringList caseFiles();
CaseFile readCases(const QString &name);

/// impossible.txt: the changes that a PostgreSQL 15 server cannot be asked for, with wildcards.
QStringList impossibleChanges();

} // namespace tidemark::test
