// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ddl/postgres/dependencyindex.h"
#include "ddl/postgres/item.h"
#include "ddl/postgres/world.h"

#include <map>
#include <memory>
#include <unordered_map>

namespace tidemark::ddlpg {

/// One draft: finds what differs, what stands in the way of that, and in which order it all goes.
class Drafter
{
public:
    Drafter(const SchemaState &from, const SchemaState &to, const DraftOptions &options);
    Draft run();

private:
    struct Surroundings
    {
        int parent = -1;
        const Relation *fromTable = nullptr;
        const Relation *toTable = nullptr;
        const DomainType *domain = nullptr;
        const Publication *publication = nullptr;
        QString object; ///< the parent's identity
        QString schema;
    };

    // ---- what differs (items.cpp)
    void addDifferences();
    template <typename T>
    void addDifferencesOf(const Objects<T> &before, const Objects<T> &after);
    template <typename T>
    int add(const T *before, const T *after, const Surroundings &around);
    template <typename T, typename List>
    void addNested(const List &before, const List &after, const Surroundings &around);
    template <typename T>
    void addParts(const T &any, const T *before, const T *after, int item);
    void addParts(const Relation &any, const Relation *before, const Relation *after, int item);
    void addParts(const Sequence &any, const Sequence *before, const Sequence *after, int item);
    void addDefaults(const Relation *before, const Relation *after, int item);
    void addShell(const QString &type, bool hadOne, int item);
    void addParents(const Relation *before, const Relation *after, int item);
    void describeColumn(Item &item, const Column *before, const Column *after,
                        const Surroundings &around) const;
    int addItem(Item item);
    template <typename T>
    std::shared_ptr<const T> target(const T *before, const T *after);

    // ---- what is wanted (selection.cpp)
    void select();
    bool wants(const ObjectId &id) const;
    bool isGone(const ObjectId &id);
    void wantParent(const ObjectId &part, std::vector<ObjectId> &open);

    // ---- what is in the way (obstacles.cpp)
    void clearTheWay();
    void followDisturbance();
    void disturb(int item, int by);
    void disturbByType(Item &item, const Item &column);
    bool isFreedByDetaching(const Item &item, const Item &on) const;
    void replaceOrRemake(int item);
    void remake(int item);
    int ensure(const ObjectId &id, Side side);
    int find(const ObjectId &id, Side side) const;
    bool load(const ObjectId &id);
    void findPlaces();
    bool dependsStill(const Item &item, const Item &on) const;

    // ---- the order (ordering.cpp)
    void chooseHosts();
    void chooseDropHost(Item &item);
    void chooseCreateHost(Item &item);
    void makeSteps(Plan &plan);
    void orderByNeeds(Plan &plan);
    void orderByParents(Plan &plan);
    void orderByNames(Plan &plan);
    void orderByLogging(Plan &plan);
    void orderByMentions(Plan &plan);
    void orderColumns(Plan &plan);
    void orderAdded(const Item &whole, const QString &kind, Plan &plan);
    int stepOf(int item, Act act) const;
    bool takeApart(const Plan &plan);
    bool remakeIn(const QSet<int> &circles);
    template <typename Visit>
    void eachNeed(int item, Side side, Visit visit);
    bool isRebuilding(int item) const;
    void write(Plan &plan);
    bool splitNotNull(const Item &item, std::vector<DraftStatement> &statements, Plan &plan);
    Plan::Rank rankOf(const Item &item, Act act) const;

    // ---- partitions (partitions.cpp)
    /// Whether it leaves its parent only to come back with other bounds.
    bool isRebound(const Item &link) const;
    std::vector<ObjectId> referrersOf(const QString &table) const;
    /// Whether a foreign key to the table is there all the time.
    bool isReferredTo(const QString &table) const;
    void freeRebounds();
    /// Partitioned tables whose key's types change are made anew around their partitions.
    void rebuildKeyed();
    void writeDetach(const QString &parent, const QString &name, Writer &writer) const;
    /// `joins`: it was no partition before.
    void writeAttach(const QString &parent, const QString &name, const QString &bound, bool joins,
                     Writer &writer);
    QString writeBoundCheck(const QString &parent, const QString &name, const QString &bound,
                            Writer &writer) const;
    void noteDefaultLooked(const QString &parent, const QString &name, Writer &writer);
    const Relation *defaultOf(const QString &parent);
    void makeReboundSteps(Plan &plan);
    void writeRebounds(Plan &plan);
    void orderRebounds(Plan &plan);
    void orderPartitions(Plan &plan);
    void orderKeysOnPartitioned(Plan &plan);

    // ---- columns of another type beside the old ones (switches.cpp)
    void chooseSwitches();
    QString whyNotSwitched(int column);
    QString whyNotSwitched(const Dependency &need, const Relation &table);
    void changeInPlace(int table, const QString &why);
    bool switchesAlone(Item &item, const Item &column, int number);
    void makeSwitchSteps(Plan &plan);
    void orderSwitches(Plan &plan);
    void writeSwitch(const Item &host, Plan &plan);
    bool comesAlong(const ObjectId &part, int table) const;

    // ---- columns in another order (columnorder.cpp, rebuild.cpp)
    bool comesInOrder(const Item &item) const;
    bool parentsComeInOrder(const Item &item) const;
    bool isChosenWhole(const Relation &before, const Relation &after) const;
    QString whyNotRebuilt(const Item &item, const Relation &before, const Relation &after);
    std::vector<int> childrenOf(const Item &item);
    void rebuildDisordered();
    bool tryToRebuild(int item);
    void noteColumnOrder(const std::vector<DraftStatement> &statements);
    bool isTypeSwitched(const ObjectId &column) const;
    /// Its name while both tables are there.
    QString placeOf(const Sequence &old) const;
    void moveAside(const Relation &before, const QString &aside, Writer &writer);
    void copyRows(const Relation &before, const Relation &after, const QString &aside,
                  Writer &writer);
    void writeRebuilt(const Relation &before, const Relation &after, Writer &writer);
    void noteOwner(std::vector<DraftStatement> &statements) const;
    void noteLabels();
    void settleEnumLabels(std::vector<DraftStatement> &statements) const;

    World m_world;
    const SchemaState &m_from;
    const SchemaState &m_to;
    DependencyIndex m_fromNeeds;
    DependencyIndex m_toNeeds;
    std::vector<Item> m_items;
    QHash<QString, int> m_fromItems, m_toItems;
    QHash<QString, std::pair<int, int>> m_places[2]; ///< of unchanged objects: list and position
    bool m_placesKnown = false;
    std::vector<int> m_waiting; ///< to look who needs them
    struct Rebound
    {
        std::vector<int> links;
        int step = -1;
    };
    std::map<QString, Rebound> m_rebounds;       ///< by the parent
    QHash<QString, const Relation *> m_defaults; ///< the new schema's default partitions, likewise
    bool m_defaultsKnown = false;
    QSet<QString> m_parents; ///< tables with children, once statements are written
    bool m_parentsKnown = false;
    bool m_selects = false;
    QSet<QString> m_wanted;
    std::vector<DraftGap> m_gaps;
    std::vector<DraftGap> m_keyGaps; ///< of columns that a table is cut by
    QHash<QString, int> m_added;     ///< columns, once their statements stand: which one comes when
    QHash<QString, QString> m_notRebuilt; ///< tables, and why not
};

} // namespace tidemark::ddlpg
