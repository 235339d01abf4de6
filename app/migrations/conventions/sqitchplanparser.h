// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "migrations/conventions/sqitchplan.h"

#include <QSet>
#include <QStringView>

namespace tidemark {

/// Reads the lines of a plan one after the other; the part of parseSqitchPlan() that has a state.
class SqitchPlanParser
{
public:
    SqitchPlanParser(QString file, std::vector<Finding> &findings);
    SqitchPlan parse(QByteArrayView bytes);

private:
    /// A line without its comment.
    struct Line
    {
        QString content;
        QString note;
        bool blank = false; ///< nothing, or only a comment
        bool empty = false; ///< not even a comment
    };
    /// What change lines and tag lines have in common.
    struct Entry
    {
        bool tag = false;
        bool revert = false; ///< '-' before the name
        QString name;
        int nameColumn = 1;
        QString dependencies;
        int dependencyColumn = 0;
        SqitchPlanner planner;
        QString note;
    };

    Line readLine(const QString &text) const;
    bool parsePragma(const Line &line);
    std::optional<Entry> parseEntry(const Line &line);
    bool explainBadEntry(const QString &content);
    bool checkName(const Entry &entry);
    bool addTag(const Entry &entry);
    bool addChange(const Entry &entry);
    bool parseDependencies(const Entry &entry, SqitchChange &change);
    void markRework(std::size_t earlier);
    void checkDependencies();
    void checkDependency(std::size_t index, const SqitchDependency &dependency);
    void checkConflict(std::size_t index, const SqitchDependency &dependency);
    bool needs(std::size_t from, std::size_t wanted, QSet<std::size_t> &seen) const;
    bool bad(const QString &message, int column = 1, const QString &hint = {},
             const QString &code = QStringLiteral("bad-plan"));

    QString m_file;
    std::vector<Finding> &m_findings;
    SqitchPlan m_plan;
    int m_line = 0;
    bool m_inHeader = true;
    QHash<QString, int> m_tagLines;
    QHash<QString, int> m_namesSinceTag;
    QHash<QString, std::size_t> m_lastOfName;
};

} // namespace tidemark
