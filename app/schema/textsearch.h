// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/values.h"

namespace tidemark {

struct TextSearchParser
{
    QString schema;
    QString name;
    QString start;
    QString token;
    QString end;
    QString headline;
    QString lexTypes;
    QString comment;

    bool operator==(const TextSearchParser &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &TextSearchParser::schema),
                          property("name", &TextSearchParser::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("start", &TextSearchParser::start),
                          property("token", &TextSearchParser::token),
                          property("end", &TextSearchParser::end),
                          property("headline", &TextSearchParser::headline),
                          property("lex types", &TextSearchParser::lexTypes),
                          property("comment", &TextSearchParser::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("text search parser"); }
    QString identity() const;
};

struct TextSearchTemplate
{
    QString schema;
    QString name;
    QString init;
    QString lexize;
    QString comment;

    bool operator==(const TextSearchTemplate &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &TextSearchTemplate::schema),
                          property("name", &TextSearchTemplate::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("init", &TextSearchTemplate::init),
                          property("lexize", &TextSearchTemplate::lexize),
                          property("comment", &TextSearchTemplate::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("text search template"); }
    QString identity() const;
};

struct TextSearchDictionary
{
    QString schema;
    QString name;
    QString templateName;
    QString options;
    QString owner;
    QString comment;

    bool operator==(const TextSearchDictionary &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &TextSearchDictionary::schema),
                          property("name", &TextSearchDictionary::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("template", &TextSearchDictionary::templateName),
                          property("options", &TextSearchDictionary::options),
                          property("owner", &TextSearchDictionary::owner, Aspect::Owner),
                          property("comment", &TextSearchDictionary::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("text search dictionary"); }
    QString identity() const;
};

struct TextSearchConfiguration
{
    QString schema;
    QString name;
    QString parser;
    QStringList mappings; ///< "asciiword: pg_catalog.english_stem"; sorted
    QString owner;
    QString comment;

    bool operator==(const TextSearchConfiguration &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &TextSearchConfiguration::schema),
                          property("name", &TextSearchConfiguration::name)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("parser", &TextSearchConfiguration::parser),
                          property("mappings", &TextSearchConfiguration::mappings),
                          property("owner", &TextSearchConfiguration::owner, Aspect::Owner),
                          property("comment", &TextSearchConfiguration::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("text search configuration"); }
    QString identity() const;
};
} // namespace tidemark
