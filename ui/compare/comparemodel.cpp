// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/comparemodel.h"

#include "base/numbertext.h"
#include "compare/roles.h"
#include "widgets/controls.h"

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// Of headings; an object's is the place of its heading plus one.
constexpr quintptr kHeading = 0;

} // namespace

void CompareModel::setObjects(std::shared_ptr<const ComparedObjects> objects,
                              const std::vector<int> &shown)
{
    beginResetModel();
    if (objects != m_objects) {
        m_chosen.clear();
        m_pulled.clear();
    }
    m_objects = std::move(objects);
    m_groups.clear();
    m_shown = int(shown.size());
    auto next = shown.begin();
    for (size_t i = 0; m_objects && i < m_objects->groups.size() && next != shown.end(); ++i) {
        const ObjectGroup &group = m_objects->groups[i];
        const auto end = std::lower_bound(next, shown.end(), group.first + group.count);
        if (next != end)
            m_groups.push_back({group.key, {next, end}});
        next = end;
    }
    endResetModel();
}

void CompareModel::setChoice(std::vector<bool> chosen, const std::vector<PulledObject> &pulled)
{
    m_chosen = std::move(chosen);
    m_pulled.clear();
    for (const PulledObject &one : pulled)
        m_pulled.insert({one.object, one});
    const QList<int> roles{Qt::CheckStateRole, NeededRole, Qt::ToolTipRole, Qt::AccessibleTextRole};
    for (int row = 0; row < rowCount(); ++row) {
        const QModelIndex heading = index(row, 0);
        Q_EMIT dataChanged(heading, heading, roles);
        Q_EMIT dataChanged(index(0, 0, heading), index(rowCount(heading) - 1, 0, heading), roles);
    }
}

int CompareModel::objectAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kHeading)
        return -1;
    return m_groups[index.internalId() - 1].objects[size_t(index.row())];
}

QModelIndex CompareModel::indexOf(int object) const
{
    for (size_t i = 0; i < m_groups.size(); ++i) {
        const std::vector<int> &objects = m_groups[i].objects;
        const auto found = std::lower_bound(objects.begin(), objects.end(), object);
        if (found != objects.end() && *found == object)
            return createIndex(int(found - objects.begin()), 0, quintptr(i + 1));
    }
    return {};
}

QModelIndex CompareModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row() + 1) : kHeading);
}

QModelIndex CompareModel::parent(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == kHeading)
        return {};
    return createIndex(int(index.internalId() - 1), 0, kHeading);
}

int CompareModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_groups.size());
    if (parent.internalId() != kHeading || parent.column() != 0)
        return 0;
    return int(m_groups[size_t(parent.row())].objects.size());
}

int CompareModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant CompareModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const int object = objectAt(index);
    return object < 0 ? groupData(m_groups[size_t(index.row())], role) : objectData(object, role);
}

QVariant CompareModel::groupData(const Group &group, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return groupTitle(group.key);
    case Qt::AccessibleTextRole:
        return groupTitle(group.key) + u", "_s + groupedText(qint64(group.objects.size()));
    case Qt::CheckStateRole:
        return differs(group) ? QVariant(stateOf(group)) : QVariant();
    case GroupRole:
        return true;
    case CountRole:
        return int(group.objects.size());
    case ObjectRole:
        return -1;
    default:
        return {};
    }
}

QVariant CompareModel::objectData(int place, int role) const
{
    const ComparedObject &object = m_objects->objects[size_t(place)];
    switch (role) {
    case Qt::DisplayRole:
        return object.on.isEmpty() ? object.name : tr("%1 on %2").arg(object.name, object.on);
    case Qt::AccessibleTextRole:
        return object.id.kind + u' ' + object.id.object + u", "_s +
               (object.standing == Standing::Equal ? tr("no difference") : object.what) +
               (pulled(place) ? u", "_s + shortReason(*pulled(place)) : QString());
    case Qt::ToolTipRole:
        return plainTip(toolTip(place));
    case Qt::CheckStateRole:
        if (object.standing == Standing::Equal)
            return {};
        return isChosen(place) ? Qt::Checked : Qt::Unchecked;
    case GroupRole:
        return false;
    case ObjectRole:
        return place;
    case StandingRole:
        return int(object.standing);
    case SchemaRole:
        return m_objects->manySchemas ? object.schema : QString();
    case WhatRole:
        return object.what;
    case NeededRole:
        return pulled(place) ? shortReason(*pulled(place)) : QString();
    default:
        return {};
    }
}

QString CompareModel::toolTip(int place) const
{
    const ObjectId &id = m_objects->objects[size_t(place)].id;
    const QString text = id.kind + u' ' + id.object;
    const PulledObject *one = pulled(place);
    return one ? text + u'\n' +
                     tr("Not chosen, and part of the script: %1.").arg(reasonOf(*one, *m_objects))
               : text;
}

/// For the little room in a row.
QString CompareModel::shortReason(const PulledObject &pulled) const
{
    if (pulled.because < 0)
        return pulled.renamed ? tr("renamed") : tr("needed");
    const QString &name = m_objects->objects[size_t(pulled.because)].name;
    return pulled.goes ? tr("goes with %1").arg(name) : tr("needed by %1").arg(name);
}

QString CompareModel::reasonOf(const PulledObject &pulled, const ComparedObjects &objects)
{
    const QString name = objects.objects[size_t(pulled.object)].id.object;
    if (pulled.renamed)
        return tr("%1 counts as renamed, and that is a part of every script").arg(name);
    if (pulled.because < 0)
        return tr("what is chosen cannot be done without %1").arg(name);
    const ObjectId &because = objects.objects[size_t(pulled.because)].id;
    const QString other = because.kind + u' ' + because.object;
    return pulled.goes ? tr("%1 depends on %2 and goes with it").arg(name, other)
                       : tr("%1 is needed by %2").arg(name, other);
}

bool CompareModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return false;
    std::vector<int> objects;
    if (const int object = objectAt(index); object >= 0)
        objects.push_back(object);
    else
        objects = m_groups[size_t(index.row())].objects;
    Q_EMIT choiceWanted(objects, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags CompareModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return Qt::NoItemFlags;
    Qt::ItemFlags flags = Qt::ItemIsEnabled | Qt::ItemIsSelectable;
    const int object = objectAt(index);
    if (object < 0)
        return differs(m_groups[size_t(index.row())]) ? flags | Qt::ItemIsUserCheckable : flags;
    flags |= Qt::ItemNeverHasChildren;
    if (m_objects->objects[size_t(object)].standing != Standing::Equal)
        flags |= Qt::ItemIsUserCheckable;
    return flags;
}

bool CompareModel::isChosen(int object) const
{
    return m_chosen.empty() || m_chosen[size_t(object)];
}

const PulledObject *CompareModel::pulled(int object) const
{
    const auto found = m_pulled.find(object);
    return found == m_pulled.end() ? nullptr : &found->second;
}

/// One whose objects are all equal has nothing to choose.
bool CompareModel::differs(const Group &group) const
{
    return std::ranges::any_of(group.objects, [this](int object) {
        return m_objects->objects[size_t(object)].standing != Standing::Equal;
    });
}

Qt::CheckState CompareModel::stateOf(const Group &group) const
{
    size_t chosen = 0;
    size_t all = 0;
    for (const int object : group.objects) {
        if (m_objects->objects[size_t(object)].standing == Standing::Equal)
            continue;
        ++all;
        chosen += isChosen(object) ? 1 : 0;
    }
    return chosen == all ? Qt::Checked : chosen == 0 ? Qt::Unchecked : Qt::PartiallyChecked;
}

} // namespace tidemark
