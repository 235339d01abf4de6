// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archivetreemodel.h"

#include "widgets/controls.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <map>
#include <tuple>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr quintptr groupId = ~quintptr(0);

/// What holds rows or names them and is no object that people look for.
bool isHidden(const QString &kind)
{
    static const QSet<QString> hidden{
        u"TABLE DATA"_s, u"SEQUENCE SET"_s, u"ENCODING"_s,        u"STDSTRINGS"_s,
        u"SEARCHPATH"_s, u"TABLE ATTACH"_s, u"INDEX ATTACH"_s,    u"SEQUENCE OWNED BY"_s,
        u"BLOB DATA"_s,  u"BLOBS"_s,        u"STATISTICS DATA"_s,
    };
    return hidden.contains(kind);
}

/// The order of the groups, and the kind of each.
struct KindGroup
{
    int order;
    QString title;
};

KindGroup groupOf(const QString &kind)
{
    const auto is = [&](std::initializer_list<const char16_t *> kinds) {
        return std::ranges::any_of(
            kinds, [&](const char16_t *one) { return kind == QString::fromUtf16(one); });
    };
    if (is({u"VIEW", u"MATERIALIZED VIEW", u"MATERIALIZED VIEW DATA"}))
        return {1, ArchiveTreeModel::tr("views")};
    if (is({u"FUNCTION", u"PROCEDURE", u"AGGREGATE", u"WINDOW"}))
        return {2, ArchiveTreeModel::tr("functions")};
    if (is({u"TYPE", u"DOMAIN", u"SHELL TYPE"}))
        return {3, ArchiveTreeModel::tr("types")};
    if (is({u"SEQUENCE"}))
        return {4, ArchiveTreeModel::tr("sequences")};
    if (is({u"INDEX"}))
        return {5, ArchiveTreeModel::tr("indexes")};
    if (is({u"CONSTRAINT", u"FK CONSTRAINT", u"CHECK CONSTRAINT"}))
        return {6, ArchiveTreeModel::tr("constraints")};
    if (is({u"TRIGGER", u"EVENT TRIGGER", u"RULE"}))
        return {7, ArchiveTreeModel::tr("triggers and rules")};
    if (is({u"DEFAULT"}))
        return {8, ArchiveTreeModel::tr("defaults")};
    if (is({u"ACL", u"DEFAULT ACL", u"POLICY", u"ROW SECURITY", u"SECURITY LABEL"}))
        return {9, ArchiveTreeModel::tr("privileges and policies")};
    if (is({u"COMMENT"}))
        return {10, ArchiveTreeModel::tr("comments")};
    return {11, ArchiveTreeModel::tr("other objects")};
}

/// As a script of pg_dumpall has them.
bool hasSeveralDatabases(const ArchiveContents &contents)
{
    QSet<QString> names;
    for (const ArchiveTable &table : contents.tables)
        names += table.database;
    for (const ArchiveEntry &entry : contents.entries)
        names += entry.database;
    names.remove(QString());
    return names.size() > 1;
}

bool isTable(const QString &kind)
{
    return kind == u"TABLE" || kind == u"FOREIGN TABLE" || kind == u"PARTITION";
}

} // namespace

ArchiveTreeModel::ArchiveTreeModel(QObject *parent)
    : QAbstractItemModel(parent)
{
}

void ArchiveTreeModel::setContents(std::shared_ptr<const ArchiveContents> contents)
{
    beginResetModel();
    m_contents = std::move(contents);
    m_groups.clear();
    m_rows.clear();
    std::map<std::tuple<int, QString, QString>, Group> groups;
    m_manyDatabases = m_contents && hasSeveralDatabases(*m_contents);
    QSet<QString> schemas;
    const int count = m_contents ? int(m_contents->entries.size()) : 0;
    for (int i = 0; i < count; ++i) {
        const ArchiveEntry &entry = m_contents->entries[size_t(i)];
        // Rows without a definition (of an archive with data alone) are a table all the same.
        const bool table = isTable(entry.kind) || m_contents->tableOf[size_t(i)] >= 0;
        if (!table && isHidden(entry.kind))
            continue;
        if (!entry.schema.isEmpty())
            schemas += entry.schema;
        const KindGroup kind = table ? KindGroup{0, entry.schema} : groupOf(entry.kind);
        const QString database = table && m_manyDatabases ? databaseOf(i) : QString();
        Group &group = groups[{kind.order, database, kind.title}];
        group.title = table && kind.title.isEmpty() ? tr("tables") : kind.title;
        if (!database.isEmpty())
            group.title = u"%1 – %2"_s.arg(database, group.title);
        group.schema = table;
        group.entries.push_back(i);
    }
    if (m_contents)
        m_rows = m_contents->manifestRows;
    m_manySchemas = schemas.size() > 1;
    for (auto &[key, group] : groups) {
        std::ranges::stable_sort(group.entries, [this](int a, int b) {
            return nameOf(a).compare(nameOf(b), Qt::CaseInsensitive) < 0;
        });
        m_groups.push_back(std::move(group));
    }
    filter();
    endResetModel();
}

QString ArchiveTreeModel::databaseOf(int entry) const
{
    const int table = m_contents->tableOf[size_t(entry)];
    const QString &own = m_contents->entries[size_t(entry)].database;
    return table >= 0 && own.isEmpty() ? m_contents->tables[size_t(table)].database : own;
}

QString ArchiveTreeModel::placeOf(int entry) const
{
    QStringList places;
    if (m_manyDatabases)
        places += databaseOf(entry);
    places += m_contents->entries[size_t(entry)].schema;
    places.removeAll(QString());
    return places.join(u'.');
}

QString ArchiveTreeModel::nameOf(int entry) const
{
    const int table = m_contents->tableOf[size_t(entry)];
    return table >= 0 ? m_contents->tables[size_t(table)].name
                      : m_contents->entries[size_t(entry)].name;
}

void ArchiveTreeModel::setFilter(const QString &text)
{
    if (text == m_filter)
        return;
    beginResetModel();
    m_filter = text;
    filter();
    endResetModel();
}

void ArchiveTreeModel::filter()
{
    m_shownGroups.clear();
    for (int i = 0; i < int(m_groups.size()); ++i) {
        Group &group = m_groups[size_t(i)];
        group.shown.clear();
        std::ranges::copy_if(group.entries, std::back_inserter(group.shown), [this](int entry) {
            return m_filter.isEmpty() || nameOf(entry).contains(m_filter, Qt::CaseInsensitive);
        });
        if (!group.shown.empty())
            m_shownGroups.push_back(i);
    }
}

void ArchiveTreeModel::setRowCount(int table, qint64 rows)
{
    if (table < 0 || size_t(table) >= m_rows.size() || m_rows[size_t(table)] == rows)
        return;
    m_rows[size_t(table)] = rows;
    for (int entry = 0; entry < int(m_contents->tableOf.size()); ++entry) {
        if (m_contents->tableOf[size_t(entry)] != table)
            continue;
        if (const QModelIndex index = indexOfEntry(entry); index.isValid())
            Q_EMIT dataChanged(index, index);
        return;
    }
}

int ArchiveTreeModel::entryAt(const QModelIndex &index) const
{
    if (!index.isValid() || index.internalId() == groupId)
        return -1;
    return m_groups[size_t(m_shownGroups[index.internalId()])].shown[size_t(index.row())];
}

QModelIndex ArchiveTreeModel::indexOfEntry(int entry) const
{
    for (int g = 0; g < int(m_shownGroups.size()); ++g) {
        const std::vector<int> &shown = m_groups[size_t(m_shownGroups[size_t(g)])].shown;
        const auto found = std::ranges::find(shown, entry);
        if (found != shown.end())
            return createIndex(int(found - shown.begin()), 0, quintptr(g));
    }
    return {};
}

QModelIndex ArchiveTreeModel::firstObject() const
{
    return m_shownGroups.empty() ? QModelIndex() : createIndex(0, 0, quintptr(0));
}

int ArchiveTreeModel::shownObjects() const
{
    int count = 0;
    for (const int group : m_shownGroups)
        count += int(m_groups[size_t(group)].shown.size());
    return count;
}

bool ArchiveTreeModel::isSchema(const QModelIndex &index) const
{
    return index.isValid() && index.internalId() == groupId &&
           m_groups[size_t(m_shownGroups[size_t(index.row())])].schema;
}

QModelIndex ArchiveTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return createIndex(row, column, parent.isValid() ? quintptr(parent.row()) : groupId);
}

QModelIndex ArchiveTreeModel::parent(const QModelIndex &child) const
{
    if (!child.isValid() || child.internalId() == groupId)
        return {};
    return createIndex(int(child.internalId()), 0, groupId);
}

int ArchiveTreeModel::rowCount(const QModelIndex &parent) const
{
    if (!parent.isValid())
        return int(m_shownGroups.size());
    if (parent.internalId() != groupId || parent.column() != 0)
        return 0;
    return int(m_groups[size_t(m_shownGroups[size_t(parent.row())])].shown.size());
}

int ArchiveTreeModel::columnCount(const QModelIndex &) const
{
    return 1;
}

QVariant ArchiveTreeModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const int entry = entryAt(index);
    if (entry < 0) {
        const Group &group = m_groups[size_t(m_shownGroups[size_t(index.row())])];
        if (role == Qt::DisplayRole)
            return group.title;
        if (role == GroupRole)
            return true;
        if (role == CountRole)
            return qint64(group.shown.size());
        return {};
    }
    const ArchiveEntry &one = m_contents->entries[size_t(entry)];
    const int table = m_contents->tableOf[size_t(entry)];
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(entry);
    case Qt::ToolTipRole:
        return plainTip(placeOf(entry).isEmpty() ? nameOf(entry)
                                                 : placeOf(entry) + u'.' + nameOf(entry));
    case Qt::AccessibleTextRole:
        return one.kind.toLower() + u' ' + nameOf(entry);
    case GroupRole:
        return false;
    case CountRole:
        return table >= 0 ? m_rows[size_t(table)] : qint64(-1);
    case SchemaRole:
        return isSchema(index.parent()) ? QString()
               : m_manySchemas          ? placeOf(entry)
               : m_manyDatabases        ? databaseOf(entry)
                                        : QString();
    case KindRole:
        return one.kind;
    case EntryRole:
        return entry;
    default:
        return {};
    }
}

} // namespace tidemark
