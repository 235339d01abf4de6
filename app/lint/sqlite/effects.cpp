// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/sqlite/effects.h"

#include <algorithm>

namespace tidemark {

namespace {

using Change = Effect::Change;

Effect *only(std::vector<Effect> &effects, Change change, CatalogKind kind)
{
    Effect *found = nullptr;
    for (Effect &effect : effects) {
        if (effect.change != change || effect.key.kind != kind)
            continue;
        if (found)
            return nullptr;
        found = &effect;
    }
    return found;
}

void joinRename(std::vector<Effect> &effects, CatalogKind kind)
{
    Effect *gone = only(effects, Change::Removed, kind);
    const Effect *come = only(effects, Change::Added, kind);
    if (!gone || !come || (kind == CatalogKind::Column && gone->key.owner != come->key.owner))
        return;
    const CatalogKey added = come->key;
    gone->change = Change::Renamed;
    gone->newName = added.name;
    gone->after = come->after;
    std::erase_if(effects, [&](const Effect &effect) {
        return effect.change == Change::Added && effect.key == added;
    });
}

void markImplied(std::vector<Effect> &effects)
{
    std::set<QString> tables;
    for (const Effect &effect : effects) {
        if (effect.key.kind != CatalogKind::Table)
            continue;
        tables.insert(effect.key.name);
        if (effect.change == Change::Renamed)
            tables.insert(effect.newName);
    }
    for (Effect &effect : effects) {
        const QString table =
            effect.key.owner.isEmpty()
                ? (effect.before.facts.empty() ? effect.after : effect.before).fact(Fact::Table)
                : effect.key.owner;
        effect.implied = effect.key.kind != CatalogKind::Table && tables.contains(table);
    }
}

} // namespace

std::vector<Effect> effectsBetween(const std::map<CatalogKey, CatalogObject> &before,
                                   const std::map<CatalogKey, CatalogObject> &after, bool alters)
{
    std::vector<Effect> effects;
    for (const auto &[key, object] : before) {
        const auto now = after.find(key);
        if (now != after.end() && now->second == object)
            continue;
        Effect effect{now == after.end() ? Change::Removed : Change::Changed, key};
        effect.before = object;
        if (now != after.end())
            effect.after = now->second;
        effects.push_back(std::move(effect));
    }
    for (const auto &[key, object] : after) {
        if (before.contains(key))
            continue;
        Effect effect{Change::Added, key};
        effect.after = object;
        effects.push_back(std::move(effect));
    }
    if (alters) {
        joinRename(effects, CatalogKind::Table);
        if (!only(effects, Change::Renamed, CatalogKind::Table))
            joinRename(effects, CatalogKind::Column);
    }
    markImplied(effects);
    return effects;
}

} // namespace tidemark
