// SPDX-License-Identifier: GPL-3.0-or-later
#include "diff/renames.h"

#include "diff/columnrenames.h"
#include "diff/wording.h"
#include "schema/siblings.h"
#include "sql/identifier.h"
#include "sql/tokenizer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString qualified(const QStringList &parts)
{
    QStringList shown;
    for (const QString &part : parts)
        shown += displayIdentifier(part);
    return shown.join(u'.');
}

/// "public.f" of "public.f(integer)"; a quoted name may hold a parenthesis.
QString withoutArguments(const QString &name, const QString &kind)
{
    if (!kind.endsWith(u"function") && kind != u"procedure")
        return name;
    bool quoted = false;
    for (qsizetype i = 0; i < name.size(); ++i) {
        if (name[i] == u'"')
            quoted = !quoted;
        else if (name[i] == u'(' && !quoted)
            return name.left(i);
    }
    return name;
}

/// One rename, applied to a schema that it is moved through.
class Renaming
{
public:
    Renaming(const Rename &rename, Engine engine)
        : m_rename(rename)
        , m_engine(engine)
        , m_from(partsOfName(withoutArguments(rename.from, rename.kind)))
        , m_to(partsOfName(withoutArguments(rename.to, rename.kind)))
        , m_isColumn(rename.kind == u"column")
    {
    }

    void apply(Schema &schema) const;

private:
    bool same(const QString &a, const QString &b) const
    {
        return foldName(a, m_engine) == foldName(b, m_engine);
    }
    QString fromName() const { return m_from.constLast(); }
    QString toName() const { return m_to.constLast(); }
    QString table() const
    {
        return qualified(m_isColumn ? m_from.mid(0, m_from.size() - 1) : m_from);
    }
    QString toSchema() const { return m_to.size() > 1 ? m_to.constFirst() : QString(); }

    void replaceName(QString &name) const
    {
        if (same(name, fromName()))
            name = toName();
    }
    void replaceNames(QStringList &names) const
    {
        for (QString &name : names)
            replaceName(name);
    }
    void replaceWord(QString &text) const;
    void replaceQualified(QString &name) const;
    void inTable(Relation &relation) const;
    void inOthers(Relation &relation) const;
    bool speaksOfIt(const Relation &relation) const;
    bool mentionsIt(const QString &text) const
    {
        return text.contains(tableName(), Qt::CaseInsensitive);
    }
    /// The table that is renamed, or whose column is.
    QString tableName() const { return m_from.value(m_from.size() - (m_isColumn ? 2 : 1)); }
    bool isIt(const QString &schema, const QString &name) const
    {
        return same(name, tableName()) &&
               schema == (m_from.size() > (m_isColumn ? 2 : 1) ? m_from.constFirst() : QString());
    }
    void relations(Schema &schema) const;
    template <typename T>
    void objects(Objects<T> &list) const;

    const Rename &m_rename;
    Engine m_engine;
    QStringList m_from;
    QStringList m_to;
    bool m_isColumn;
};

/// Every use of the bare name, however it is quoted.
void Renaming::replaceWord(QString &text) const
{
    if (!text.contains(fromName(), Qt::CaseInsensitive))
        return;
    const QByteArray bytes = text.toUtf8();
    QByteArray result;
    qsizetype copied = 0;
    SqlTokenizer tokenizer(bytes, m_engine);
    for (SqlToken token = tokenizer.next(); token.kind != SqlToken::Kind::End;
         token = tokenizer.next()) {
        const bool name =
            token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
        if (!name || !same(tokenizer.nameOf(token), fromName()))
            continue;
        result += bytes.mid(copied, token.start - copied) + displayIdentifier(toName()).toUtf8();
        copied = token.end;
    }
    text = QString::fromUtf8(result + bytes.mid(copied));
}

void Renaming::replaceQualified(QString &name) const
{
    if (same(name, m_rename.from))
        name = m_rename.to;
}

/// Those that have to be copied for it.
bool Renaming::speaksOfIt(const Relation &relation) const
{
    const bool refers = std::ranges::any_of(relation.constraints, [&](const Constraint &one) {
        return one.type == ConstraintKind::ForeignKey &&
               isIt(one.referencedSchema, one.referencedTable);
    });
    const bool inherits = !m_isColumn && (relation.partitionOf == m_rename.from ||
                                          relation.inherits.contains(m_rename.from));
    return refers || inherits ||
           (m_engine == Engine::Sqlite &&
            (mentionsIt(relation.definition) ||
             std::ranges::any_of(relation.triggers,
                                 [&](const Trigger &one) { return mentionsIt(one.definition); })));
}

void Renaming::inTable(Relation &relation) const
{
    if (m_isColumn) {
        renameColumnsOf(relation, {{fromName(), toName()}}, m_engine);
        return;
    }
    relation.schema = toSchema();
    relation.name = toName();
    for (Trigger &trigger : relation.triggers)
        replaceWord(trigger.definition);
    for (Rule &rule : relation.rules)
        replaceWord(rule.definition);
    if (m_engine == Engine::Sqlite)
        replaceWord(relation.definition);
}

/// What other relations say of it.
void Renaming::inOthers(Relation &relation) const
{
    for (Constraint &constraint : relation.constraints) {
        if (constraint.type != ConstraintKind::ForeignKey ||
            !isIt(constraint.referencedSchema, constraint.referencedTable))
            continue;
        if (m_isColumn) {
            replaceNames(constraint.referencedColumns);
            continue;
        }
        constraint.referencedSchema = toSchema();
        constraint.referencedTable = toName();
    }
    if (!m_isColumn) {
        replaceQualified(relation.partitionOf);
        for (QString &parent : relation.inherits)
            replaceQualified(parent);
    }
    if (m_engine != Engine::Sqlite)
        return;
    const QString name = tableName();
    ColumnNames columns{
        m_engine, {{foldName(fromName(), m_engine), toName()}}, {name, name}, false};
    const auto replace = [&](QString &text) {
        if (m_isColumn)
            text = renameColumns(text, columns);
        else
            replaceWord(text);
    };
    if (relation.type == RelationKind::View && mentionsIt(relation.definition))
        replace(relation.definition);
    if (m_isColumn && isIt(relation.schema, relation.name))
        return;
    for (Trigger &trigger : relation.triggers) {
        if (mentionsIt(trigger.definition))
            replace(trigger.definition);
    }
}

void Renaming::relations(Schema &schema) const
{
    const QString name = table();
    const bool found = std::ranges::any_of(
        schema.relations, [&](const auto &one) { return isIt(one->schema, one->name); });
    if (!found)
        return;
    const QStringList heirs = m_isColumn && m_engine == Engine::PostgreSql
                                  ? heirsOf(schema, name, fromName())
                                  : QStringList{};
    for (auto &relation : schema.relations) {
        const bool self = isIt(relation->schema, relation->name) ||
                          (heirs.size() > 1 && heirs.contains(relation->identity()));
        if (!self && !speaksOfIt(*relation))
            continue;
        Relation changed = *relation;
        inOthers(changed);
        if (self)
            inTable(changed);
        if (!(changed == *relation))
            relation = Shared<Relation>(std::move(changed));
    }
    const QString prefix = m_isColumn ? m_rename.from : name + u'.';
    for (auto &sequence : schema.sequences) {
        const bool whole = m_isColumn && sequence->ownedBy == m_rename.from;
        if (!whole && (m_isColumn || !sequence->ownedBy.startsWith(prefix)))
            continue;
        Sequence changed = *sequence;
        changed.ownedBy =
            whole ? m_rename.to : m_rename.to + u'.' + sequence->ownedBy.mid(prefix.size());
        sequence = Shared<Sequence>(std::move(changed));
    }
}

template <typename T>
void Renaming::objects(Objects<T> &list) const
{
    for (auto &object : list) {
        if (wording::kindOf(*object) != m_rename.kind || object->identity() != m_rename.from)
            continue;
        T changed = *object;
        changed.schema = toSchema();
        changed.name = toName();
        object = Shared<T>(std::move(changed));
    }
    sortSiblings(list);
}

void Renaming::apply(Schema &schema) const
{
    relations(schema);
    if (m_isColumn)
        return;
    sortSiblings(schema.relations);
    objects(schema.enums);
    objects(schema.composites);
    objects(schema.domains);
    objects(schema.routines);
    objects(schema.sequences);
}

/// Visits what can be renamed: kind and name.
template <typename Visitor>
void forEachObject(const Schema &schema, const Visitor &visit)
{
    const auto visitAll = [&](const auto &list) {
        for (const auto &one : list)
            visit(wording::kindOf(*one), one->identity());
    };
    visitAll(schema.relations);
    visitAll(schema.enums);
    visitAll(schema.composites);
    visitAll(schema.domains);
    visitAll(schema.routines);
    visitAll(schema.sequences);
    for (const auto &relation : schema.relations) {
        for (const Column &column : relation->columns)
            visit(column.kind(),
                  wording::objectName(column, {relation->identity(), relation->schema}));
    }
}

bool has(const Schema &schema, const QString &kind, const QString &object)
{
    const bool column = kind == u"column";
    const QStringList parts = partsOfName(object);
    const qsizetype at = parts.size() - (column ? 2 : 1);
    const Relation *relation =
        at < 0 ? nullptr : schema.relation(at > 0 ? parts.front() : QString(), parts[at]);
    if (column)
        return relation && relation->column(parts.constLast());
    if (relation && wording::kindOf(*relation) == kind)
        return true;
    bool found = false;
    forEachObject(schema, [&](const QString &oneKind, const QString &one) {
        found = found || (oneKind == kind && one == object);
    });
    return found;
}

/// The kinds of what has this name, and that name in full.
std::vector<std::pair<QString, QString>> findNamed(const Schema &schema, const QString &name)
{
    std::vector<std::pair<QString, QString>> found;
    const auto folded = [&](const QString &shown) {
        if (schema.engine != Engine::Sqlite)
            return shown;
        QStringList parts = partsOfName(shown);
        for (QString &part : parts)
            part = foldName(part, Engine::Sqlite);
        return qualified(parts);
    };
    const QString wanted = folded(name);
    forEachObject(schema, [&](const QString &kind, const QString &object) {
        if (folded(object) == wanted || object == u"public."_s + name)
            found.emplace_back(kind, object);
    });
    return found;
}

} // namespace

Schema withRenames(const Schema &schema, const std::vector<Rename> &renames)
{
    Schema renamed = schema;
    for (const RenameStep &step : renameSteps(schema, renames))
        Renaming(step.rename, schema.engine).apply(renamed);
    return renamed;
}

Result<Rename> findRename(const QString &text, const Schema &before, const Schema &after)
{
    const qsizetype equals = text.indexOf(u'=');
    const QString from = text.left(equals).trimmed();
    const QString to = equals < 0 ? QString() : text.mid(equals + 1).trimmed();
    if (from.isEmpty() || to.isEmpty())
        return fail(ErrorKind::Usage, u"a rename is written OLD=NEW, not \"%1\""_s.arg(text));
    std::vector<Rename> found;
    for (const auto &[kind, object] : findNamed(before, from)) {
        for (const auto &[otherKind, other] : findNamed(after, to)) {
            if (kind == otherKind)
                found.push_back({kind, object, other});
        }
    }
    if (found.size() == 1)
        return found.front();
    if (found.empty())
        return fail(
            ErrorKind::Usage, u"there is no %1 in A that could be %2 in B"_s.arg(from, to), {},
            u"names are written as the comparison shows them, schema.table.column; schemas, "
            u"attributes and labels cannot be renamed this way"_s);
    return fail(ErrorKind::Usage, u"\"%1\" may mean several objects"_s.arg(text));
}

std::vector<Rename> unknownRenames(const Schema &before, const Schema &after,
                                   const std::vector<Rename> &renames)
{
    std::vector<Rename> unknown;
    for (const Rename &rename : renames) {
        if (!has(before, rename.kind, rename.from) || !has(after, rename.kind, rename.to))
            unknown.push_back(rename);
    }
    return unknown;
}

} // namespace tidemark
