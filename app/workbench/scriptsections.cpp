// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/scriptsections.h"

#include <QRegularExpression>

#include <array>
#include <vector>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// How each tool spells the line; the pattern's first group is the way.
struct SpelledMarker
{
    QStringView convention;
    QStringView pattern;
    QStringView up;
    QStringView down;
};

constexpr std::array spelledMarkers = {
    SpelledMarker{u"dbmate", u"^--[ \\t]*migrate:(up|down)(?:\\s.*)?$", u"-- migrate:up",
                  u"-- migrate:down"},
    SpelledMarker{u"goose", u"^--[ \\t]*\\+goose[ \\t]+((?i)up|down)[ \\t]*$", u"-- +goose Up",
                  u"-- +goose Down"},
    SpelledMarker{u"sql-migrate", u"^-- \\+migrate[ \\t]+(Up|Down)(?:\\s.*)?$", u"-- +migrate Up",
                  u"-- +migrate Down"},
    SpelledMarker{u"node-pg-migrate", u"^\\s*--[\\s-]*((?i)up|down)(?i)\\s+migration.*$",
                  u"-- Up Migration", u"-- Down Migration"},
};

const SpelledMarker *spelledMarkerOf(const QString &convention)
{
    for (const SpelledMarker &marker : spelledMarkers) {
        if (marker.convention == convention)
            return &marker;
    }
    return nullptr;
}

struct FoundMarker
{
    qsizetype begin = 0;
    qsizetype end = 0; ///< behind its line end
    bool down = false;
};

std::vector<FoundMarker> markersIn(const QString &text, const SpelledMarker &spelled)
{
    const QRegularExpression pattern(spelled.pattern.toString(),
                                     QRegularExpression::MultilineOption);
    std::vector<FoundMarker> found;
    for (auto matches = pattern.globalMatch(text); matches.hasNext();) {
        const QRegularExpressionMatch match = matches.next();
        FoundMarker marker;
        marker.begin = text.lastIndexOf(u'\n', match.capturedStart(1)) + 1;
        const qsizetype end = text.indexOf(u'\n', match.capturedStart(1));
        marker.end = end < 0 ? text.size() : end + 1;
        marker.down = match.captured(1).compare(u"down"_s, Qt::CaseInsensitive) == 0;
        found.push_back(marker);
    }
    return found;
}

} // namespace

std::optional<SectionMarkers> sectionMarkersOf(const QString &convention)
{
    const SpelledMarker *spelled = spelledMarkerOf(convention);
    if (!spelled)
        return std::nullopt;
    return SectionMarkers{spelled->up.toString(), spelled->down.toString()};
}

std::optional<SectionCut> cutSections(const QString &text, const QString &convention)
{
    const SpelledMarker *spelled = spelledMarkerOf(convention);
    if (!spelled)
        return std::nullopt;
    const std::vector<FoundMarker> found = markersIn(text, *spelled);
    if (found.empty() || found.size() > 2)
        return std::nullopt;
    if (found.size() == 1)
        return found[0].down ? SectionCut{found[0].begin, false} : SectionCut{text.size(), false};
    if (found[0].down == found[1].down)
        return std::nullopt;
    return SectionCut{found[1].begin, found[0].down};
}

QString sectionHead(const QString &part, const QString &convention)
{
    const SpelledMarker *spelled = spelledMarkerOf(convention);
    if (!spelled)
        return {};
    const std::vector<FoundMarker> found = markersIn(part, *spelled);
    if (found.empty())
        return {};
    const QString head = part.left(found.front().end);
    return head.endsWith(u'\n') ? head : head + u'\n';
}

QString lineCommentOf(const QString &fileName)
{
    const QString ending = fileName.section(u'.', -1).toLower();
    for (const auto &known : {u"js"_s, u"ts"_s, u"mjs"_s, u"cjs"_s, u"go"_s, u"java"_s})
        if (ending == known)
            return u"//"_s;
    for (const auto &known : {u"py"_s, u"rb"_s, u"yaml"_s, u"yml"_s, u"toml"_s})
        if (ending == known)
            return u"#"_s;
    return u"--"_s;
}

} // namespace tidemark
