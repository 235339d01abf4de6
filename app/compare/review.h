// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/comparison.h"
#include "compare/proof.h"
#include "ddl/draft.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace tidemark {

/// All that there is to say about a comparison, for people who review it.
struct Review
{
    Comparison comparison;
    std::optional<Draft> up;   ///< brings A to B
    std::optional<Draft> down; ///< brings B to A
    std::optional<Proof> proof;
};

/// A format in which a review is written. Pure functions, any thread; UTF-8.
struct ReviewWriter
{
    QString suffix; ///< of the file, without the dot: "html", "md", "json", "txt"
    QString description;
    QByteArray (*write)(const Review &review);
};
std::span<const ReviewWriter> reviewWriters();

/// The format that a file's name asks for, by its ending in any case; nullptr when there is none.
const ReviewWriter *reviewWriterFor(const QString &fileName);

/// One page with everything in it, light and dark, readable without scripts and on paper.
QByteArray writeReviewHtml(const Review &review);
/// As a merge request shows it: GitHub's Markdown.
QByteArray writeReviewMarkdown(const Review &review);
QByteArray writeReviewJson(const Review &review);
/// For a terminal; `colour` by ANSI codes.
QByteArray writeReviewText(const Review &review, bool colour);

/// "added", "removed", "changed": of B against A, as people say it.
QString changeWord(Difference::Change change);

/// The scripts of a draft one after the other, each but the first below a line that says that it
/// needs to run by itself.
QString joinedScripts(const Draft &draft);

/// What is dangerous in a script in one way, as whoever reviews it wants to know first.
struct ReviewHazard
{
    QString name;      ///< "deletes data"
    QStringList about; ///< "public.orders: all values of total", the first ten
    int more = 0;      ///< beyond these
};
/// In the order of Hazard; each fact once.
std::vector<ReviewHazard> hazardsOf(const Draft &draft);

/// "3 added, 1 removed, 2 changed"; "nothing differs".
QString countsText(const Comparison &comparison);
/// "left out: 12 comments, 3 owners"; empty when nothing was.
QString leftOutText(const SchemaDiff &diff);

} // namespace tidemark
