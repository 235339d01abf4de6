// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <optional>

namespace tidemark {

/// The lines by which a tool tells the two ways apart that are in one file.
struct SectionMarkers
{
    QString up; ///< "-- migrate:up"
    QString down;
};

/// None for a convention that has a file for each way.
std::optional<SectionMarkers> sectionMarkersOf(const QString &convention);

/// Where a file with both ways falls apart: the line of the second marker begins the second part.
/// Put together again the parts are the file.
struct SectionCut
{
    qsizetype at = 0;       ///< characters; the text's size where there is no down
    bool downFirst = false; ///< what stands before `at` is the down

    bool operator==(const SectionCut &) const = default;
};

/// None where the markers are not what can be shown as two parts: none at all, or one of them
/// several times. Pure.
std::optional<SectionCut> cutSections(const QString &text, const QString &convention);

/// What stands in a part above the statements: the marker's line and what is before it, with its
/// line end; empty where there is no marker.
QString sectionHead(const QString &part, const QString &convention);

/// What begins a comment to the end of the line in a language: by the file's name.
QString lineCommentOf(const QString &fileName);

} // namespace tidemark
