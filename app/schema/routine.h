// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "schema/values.h"

namespace tidemark {

enum class RoutineKind { Function, Procedure, Window };
template <>
inline constexpr std::array<std::string_view, 3> enumNames<RoutineKind>{"function", "procedure",
                                                                        "window function"};

/// A function, procedure or window function.
struct Routine
{
    QString schema;
    QString name;
    QString arguments; ///< the types that identify it: "integer, text"
    RoutineKind type = RoutineKind::Function;
    QString
        parameters; ///< names, modes, types and defaults: "a integer, OUT b text DEFAULT 'x'::text"
    QString returns;
    QString language;
    QString body;         ///< as written; of a BEGIN ATOMIC or RETURN body the deparsed text
    bool sqlBody = false; ///< the body is parsed SQL: BEGIN ATOMIC or RETURN
    QString library;      ///< of C functions: the object file
    QString volatility = QStringLiteral("volatile"); ///< volatile, stable, immutable
    bool strict = false;
    bool securityDefiner = false;
    bool leakproof = false;
    QString parallel = QStringLiteral("unsafe"); ///< unsafe, restricted, safe
    double cost = 0;
    double rows = 0; ///< of a function that returns a set
    QString support;
    QStringList configuration; ///< "search_path=public"
    QStringList transforms;    ///< FOR TYPE ...
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const Routine &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &Routine::schema), property("name", &Routine::name),
                          property("arguments", &Routine::arguments)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("routine kind", &Routine::type),
                          property("parameters", &Routine::parameters),
                          property("returns", &Routine::returns),
                          property("language", &Routine::language),
                          property("body", &Routine::body),
                          property("sql body", &Routine::sqlBody),
                          property("library", &Routine::library),
                          property("volatility", &Routine::volatility),
                          property("strict", &Routine::strict),
                          property("security definer", &Routine::securityDefiner),
                          property("leakproof", &Routine::leakproof),
                          property("parallel", &Routine::parallel),
                          property("cost", &Routine::cost),
                          property("rows", &Routine::rows),
                          property("support", &Routine::support),
                          property("configuration", &Routine::configuration),
                          property("transforms", &Routine::transforms),
                          property("owner", &Routine::owner, Aspect::Owner),
                          property("grants", &Routine::grants, Aspect::Grants),
                          property("comment", &Routine::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return toText(type); }
    QString identity() const;
    /// As in CREATE FUNCTION, complete.
    QString definition() const;
};

struct Aggregate
{
    QString schema;
    QString name;
    QString arguments;
    QString parameters;
    QString aggregateKind; ///< normal, ordered-set, hypothetical-set
    QString transition;
    QString transitionType;
    qint64 transitionSpace = 0;
    QString initialValue;
    bool hasInitialValue = false;
    QString final;
    bool finalExtra = false;
    QString finalModify; ///< read_only, shareable, read_write
    QString combine;
    QString serialize;
    QString deserialize;
    QString movingTransition;
    QString movingInverse;
    QString movingType;
    qint64 movingSpace = 0;
    QString movingFinal;
    bool movingFinalExtra = false;
    QString movingFinalModify;
    QString movingInitialValue;
    bool hasMovingInitialValue = false;
    QString sortOperator;
    QString parallel;
    QString owner;
    Acl grants;
    QString comment;

    bool operator==(const Aggregate &) const = default;
    static constexpr auto key()
    {
        return std::tuple{property("schema", &Aggregate::schema),
                          property("name", &Aggregate::name),
                          property("arguments", &Aggregate::arguments)};
    }
    static constexpr auto properties()
    {
        return std::tuple{property("parameters", &Aggregate::parameters),
                          property("aggregate kind", &Aggregate::aggregateKind),
                          property("transition", &Aggregate::transition),
                          property("transition type", &Aggregate::transitionType),
                          property("transition space", &Aggregate::transitionSpace),
                          property("initial value", &Aggregate::initialValue),
                          property("has initial value", &Aggregate::hasInitialValue),
                          property("final", &Aggregate::final),
                          property("final extra", &Aggregate::finalExtra),
                          property("final modify", &Aggregate::finalModify),
                          property("combine", &Aggregate::combine),
                          property("serialize", &Aggregate::serialize),
                          property("deserialize", &Aggregate::deserialize),
                          property("moving transition", &Aggregate::movingTransition),
                          property("moving inverse", &Aggregate::movingInverse),
                          property("moving type", &Aggregate::movingType),
                          property("moving space", &Aggregate::movingSpace),
                          property("moving final", &Aggregate::movingFinal),
                          property("moving final extra", &Aggregate::movingFinalExtra),
                          property("moving final modify", &Aggregate::movingFinalModify),
                          property("moving initial value", &Aggregate::movingInitialValue),
                          property("has moving initial value", &Aggregate::hasMovingInitialValue),
                          property("sort operator", &Aggregate::sortOperator),
                          property("parallel", &Aggregate::parallel),
                          property("owner", &Aggregate::owner, Aspect::Owner),
                          property("grants", &Aggregate::grants, Aspect::Grants),
                          property("comment", &Aggregate::comment, Aspect::Comment)};
    }
    static constexpr auto children() { return std::tuple{}; }
    QString kind() const { return QStringLiteral("aggregate"); }
    QString identity() const;
};
} // namespace tidemark
