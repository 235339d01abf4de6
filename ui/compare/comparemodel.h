// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/comparedobjects.h"
#include "workbench/pulledobjects.h"

#include <QAbstractItemModel>

#include <map>
#include <memory>
#include <vector>

namespace tidemark {

/// The objects of a comparison below the headings of their groups; column 0 only. Objects have a
/// check box: whether they are part of the script. A choice that a person makes is asked for by
/// choiceWanted() and seen when setChoice() follows.
class CompareModel final : public QAbstractItemModel
{
    Q_OBJECT
public:
    using QAbstractItemModel::QAbstractItemModel;

    /// `shown`: places in objects->objects, ascending. All are chosen until setChoice().
    void setObjects(std::shared_ptr<const ComparedObjects> objects, const std::vector<int> &shown);
    /// By place in objects->objects; empty: all are chosen. `pulled`: what the script has beyond
    /// it.
    void setChoice(std::vector<bool> chosen, const std::vector<PulledObject> &pulled);
    /// "public.one is needed by public.seen"
    static QString reasonOf(const PulledObject &pulled, const ComparedObjects &objects);

    /// -1 for a heading.
    int objectAt(const QModelIndex &index) const;
    /// Invalid when it is not shown.
    QModelIndex indexOf(int object) const;
    int shownObjects() const { return m_shown; }

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &index) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    void choiceWanted(const std::vector<int> &objects, bool chosen);

private:
    struct Group
    {
        QString key;
        std::vector<int> objects;
    };

    QVariant groupData(const Group &group, int role) const;
    QVariant objectData(int object, int role) const;
    bool isChosen(int object) const;
    bool differs(const Group &group) const;
    Qt::CheckState stateOf(const Group &group) const;
    const PulledObject *pulled(int object) const;
    QString toolTip(int object) const;
    QString shortReason(const PulledObject &pulled) const;

    std::shared_ptr<const ComparedObjects> m_objects;
    std::vector<Group> m_groups;
    std::vector<bool> m_chosen;
    std::map<int, PulledObject> m_pulled; ///< by place
    int m_shown = 0;
};

} // namespace tidemark
