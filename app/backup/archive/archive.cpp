// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/archive/archive.h"

#include "backup/archive/joinedrows.h"
#include "backup/archive/sidefile.h"
#include "sql/identifier.h"
#include "sql/tokenizer.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// The parts of "a"."b" or a.b, unquoted.
QStringList nameParts(const QString &name)
{
    const QByteArray text = name.toUtf8();
    SqlTokenizer tokenizer(text, Engine::PostgreSql);
    QStringList parts;
    for (SqlToken token = tokenizer.next(); token.kind != SqlToken::Kind::End;
         token = tokenizer.next()) {
        if (tokenizer.textOf(token) != ".")
            parts += tokenizer.nameOf(token);
    }
    return parts;
}

QString nameOf(const ArchiveTable &table)
{
    const QString name = displayQualified(table.schema, table.name);
    return table.database.isEmpty() ? name : displayIdentifier(table.database) + u'.' + name;
}

using NameFits = bool (*)(const ArchiveTable &table, const QString &wanted);

bool fitsQualified(const ArchiveTable &table, const QString &wanted)
{
    const QString plain = table.schema + u'.' + table.name;
    const QStringList parts = nameParts(wanted);
    return (!table.schema.isEmpty() && plain == wanted) ||
           (!table.database.isEmpty() && table.database + u'.' + plain == wanted) ||
           parts == QStringList{table.schema, table.name} ||
           parts == QStringList{table.database, table.schema, table.name};
}

bool fitsName(const ArchiveTable &table, const QString &wanted)
{
    return table.name == wanted || nameParts(wanted) == QStringList{table.name};
}

bool isNumber(int number, const QString &wanted)
{
    bool ok = false;
    return wanted.toInt(&ok) == number && ok;
}

bool fitsEntry(const ArchiveTable &table, const QString &wanted)
{
    return isNumber(table.entry, wanted);
}

bool fitsDefinition(const ArchiveTable &table, const QString &wanted)
{
    return isNumber(table.definition, wanted);
}

/// A partition's rows are its own before they are its root's.
bool fitsPart(const ArchiveTable &table, const QString &wanted)
{
    return std::ranges::any_of(table.parts, [&](int part) { return isNumber(part, wanted); });
}

} // namespace

QString archiveFormatName(ArchiveFormat format)
{
    switch (format) {
    case ArchiveFormat::Custom:
        return u"custom"_s;
    case ArchiveFormat::Directory:
        return u"directory"_s;
    case ArchiveFormat::Tar:
        return u"tar"_s;
    case ArchiveFormat::Plain:
        return u"plain"_s;
    case ArchiveFormat::Sqlite:
        break;
    }
    return u"sqlite"_s;
}

Archive::~Archive() = default;

TextEncoding Archive::encodingOf(const ArchiveTable &) const
{
    return {};
}

const ArchiveEntry *Archive::entry(int id) const
{
    const auto found = std::ranges::find(m_entries, id, &ArchiveEntry::id);
    return found == m_entries.end() ? nullptr : &*found;
}

Result<const ArchiveTable *> Archive::findTable(const QString &name) const
{
    for (const NameFits fits : {fitsQualified, fitsName, fitsEntry, fitsDefinition, fitsPart}) {
        std::vector<const ArchiveTable *> found;
        for (const ArchiveTable &table : m_tables) {
            if (fits(table, name))
                found.push_back(&table);
        }
        if (found.size() == 1)
            return found.front();
        if (found.empty())
            continue;
        QStringList names;
        for (const ArchiveTable *table : found)
            names += u"%1 (number %2)"_s.arg(nameOf(*table)).arg(table->entry);
        return fail(ErrorKind::Usage, u"there are several tables of the name %1"_s.arg(name), {},
                    u"one of: "_s + names.join(u", "_s));
    }
    constexpr size_t shown = 20;
    QStringList names;
    for (size_t i = 0; i < std::min(shown, m_tables.size()); ++i)
        names += nameOf(m_tables[i]);
    const QString more = m_tables.size() > shown ? u", ..."_s : QString();
    return fail(ErrorKind::Usage, u"the archive has no rows of a table %1"_s.arg(name), {},
                names.isEmpty() ? u"it has rows of no table"_s
                                : u"one of: "_s + names.join(u", "_s) + more);
}

Result<std::unique_ptr<TableRows>> Archive::openPart(const ArchiveTable &table, int part)
{
    ArchiveTable one = table;
    one.entry = part;
    one.parts.clear();
    return openRows(one);
}

Result<TableRows *> Archive::rowsOf(const ArchiveTable &table)
{
    if (!m_rows || m_rowsOf != table.entry) {
        m_rows.reset();
        if (table.parts.empty()) {
            TM_TRY_ASSIGN(m_rows, openRows(table));
        } else {
            m_rows = std::make_unique<JoinedRows>(
                table.parts, [this, table](int part) { return openPart(table, part); });
        }
        m_rowsOf = table.entry;
    }
    return m_rows.get();
}

Result<QByteArray> Archive::largeObject(const LargeObject &object, qint64, qint64)
{
    return fail(ErrorKind::Usage, u"there is no large object %1"_s.arg(object.oid));
}

qint64 Archive::indexBytes() const
{
    return m_side ? m_side->bytes() : 0;
}

} // namespace tidemark
