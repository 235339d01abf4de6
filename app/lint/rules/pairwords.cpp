// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/rules/pairwords.h"

#include "sql/tokenizer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString ownerOfDifference(const PairDifference &difference)
{
    if (!difference.key.owner.isEmpty())
        return difference.key.owner;
    const bool left = difference.kind == PairDifference::Kind::Left;
    return (left ? difference.is : difference.was).fact(Fact::Table);
}

/// Alike in all that both know, and they know something.
bool isSameMake(const CatalogObject &a, const CatalogObject &b)
{
    bool some = false;
    for (const auto &[fact, value] : a.facts) {
        if (!b.knows(fact) || fact == Fact::Valid)
            continue;
        if (b.fact(fact) != value)
            return false;
        some |= fact == Fact::Definition || fact == Fact::Columns || fact == Fact::Type;
    }
    return some;
}

QByteArray wordsOf(const QString &body)
{
    const QByteArray text = body.toUtf8();
    QByteArray words;
    SqlTokenizer tokens(text, Engine::PostgreSql);
    for (SqlToken token = tokens.next(); token.kind != SqlToken::Kind::End; token = tokens.next())
        words += tokens.textOf(token).toByteArray().toLower() + ' ';
    return words;
}

} // namespace

const PairDifference *otherNameOf(const LintCase &migration, const PairDifference &difference)
{
    using Kind = PairDifference::Kind;
    if (difference.kind == Kind::Differs || difference.key.kind == CatalogKind::Table ||
        difference.key.kind == CatalogKind::EnumLabel)
        return nullptr;
    const bool lost = difference.kind == Kind::Lost;
    const Kind wanted = lost ? Kind::Left : Kind::Lost;
    for (const PairDifference &other : migration.pair) {
        if (other.kind == wanted && other.key.kind == difference.key.kind &&
            ownerOfDifference(other) == ownerOfDifference(difference) &&
            isSameMake(lost ? difference.was : difference.is, lost ? other.is : other.was))
            return &other;
    }
    return nullptr;
}

bool isOtherName(const LintCase &migration, const PairDifference &difference)
{
    return otherNameOf(migration, difference) != nullptr;
}

bool isConstraintForIndex(const LintCase &migration, const PairDifference &difference)
{
    const CatalogKind kind = difference.key.kind;
    if (kind != CatalogKind::Constraint && kind != CatalogKind::Index)
        return false;
    const CatalogKind wanted =
        kind == CatalogKind::Constraint ? CatalogKind::Index : CatalogKind::Constraint;
    return std::ranges::any_of(migration.pair, [&](const PairDifference &other) {
        return other.key.kind == wanted && other.kind != difference.kind &&
               other.key.name == difference.key.name;
    });
}

bool isConstraintWithoutIndex(const LintCase &migration, const LintStatement &statement,
                              const Effect &effect)
{
    if (!effect.missing || effect.change != Effect::Change::Removed)
        return false;
    const bool constraint = effect.key.kind == CatalogKind::Constraint;
    if (!constraint && effect.key.kind != CatalogKind::Index)
        return false;
    bool found = false;
    migration.forEachEffect([&](const LintStatement &earlier, const Effect &made) {
        const CatalogKind wanted = constraint ? CatalogKind::Index : CatalogKind::Constraint;
        found |= &earlier < &statement && made.key.kind == wanted &&
                 made.key.name == effect.key.name && made.change == Effect::Change::Added;
    });
    return found;
}

QString howItDiffers(const PairDifference &difference)
{
    const QString name = difference.key.toString();
    switch (difference.fact) {
    case Fact::Type:
        return u"%1 was %2 and comes back as %3"_s.arg(name, difference.was.fact(Fact::Type),
                                                       difference.is.fact(Fact::Type));
    case Fact::Nullable:
        return difference.was.fact(Fact::Nullable) == u"yes"
                   ? u"%1 could be NULL before and cannot after the down"_s.arg(name)
                   : u"%1 was NOT NULL before and is not after the down"_s.arg(name);
    case Fact::Default:
        if (difference.is.fact(Fact::Default).isEmpty())
            return u"%1 comes back without its default"_s.arg(name);
        return difference.was.fact(Fact::Default).isEmpty()
                   ? u"%1 had no default before and has one after the down"_s.arg(name)
                   : u"%1 comes back with another default"_s.arg(name);
    case Fact::Columns:
        return u"%1 comes back on other columns"_s.arg(name);
    case Fact::Uses:
        return u"%1 comes back with another target: %2 instead of %3"_s.arg(
            name, difference.is.fact(Fact::Uses), difference.was.fact(Fact::Uses));
    default:
        return u"%1 comes back with another definition"_s.arg(name);
    }
}

bool isOnlySpacing(const PairDifference &difference)
{
    return difference.fact == Fact::Body &&
           wordsOf(difference.was.fact(Fact::Body)) == wordsOf(difference.is.fact(Fact::Body));
}

} // namespace tidemark
