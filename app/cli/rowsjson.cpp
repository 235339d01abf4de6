// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/rowsjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype jsonBuffer = qsizetype(64) * 1024;

void addEscapedJson(QByteArray &text, QByteArrayView utf8)
{
    static constexpr std::array<std::pair<char, char>, 7> letters{{{'"', '"'},
                                                                   {'\\', '\\'},
                                                                   {'\b', 'b'},
                                                                   {'\f', 'f'},
                                                                   {'\n', 'n'},
                                                                   {'\r', 'r'},
                                                                   {'\t', 't'}}};
    qsizetype from = 0;
    for (qsizetype at = 0; at < utf8.size(); ++at) {
        const char c = utf8[at];
        if (static_cast<uchar>(c) >= 0x20 && c != '"' && c != '\\')
            continue;
        text += utf8.sliced(from, at - from);
        from = at + 1;
        const auto *const letter = std::ranges::find(letters, c, &std::pair<char, char>::first);
        if (letter != letters.end())
            text += QByteArray(1, '\\') + letter->second;
        else
            text += "\\u" + QByteArray::number(static_cast<uchar>(c), 16).rightJustified(4, '0');
    }
    text += utf8.sliced(from);
}

/// The members of an object, as they stand in it.
QByteArray membersOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Indented).sliced(2).chopped(3);
}

} // namespace

void RowsJson::flush(qsizetype atLeast)
{
    if (m_text.size() < atLeast)
        return;
    m_terminal.printBytes(m_text);
    m_text.resize(0);
}

void RowsJson::begin()
{
    if (std::exchange(m_begun, true))
        return;
    QJsonArray columns;
    for (const ArchiveColumn &column : m_table.columns)
        columns.append(QJsonObject{{u"name"_s, column.name}, {u"type"_s, column.type}});
    m_text += "{\n" + membersOf(QJsonObject{{u"columns"_s, columns}}) + ",\n    \"rows\": [\n";
}

void RowsJson::beginRow(qint64 number)
{
    begin();
    m_text += m_rows++ > 0 ? ",\n" : "";
    m_text += "        {\n            \"row\": " + QByteArray::number(number) +
              ",\n            \"values\": [\n";
    m_values = 0;
}

void RowsJson::beginValue()
{
    m_text += m_values++ > 0 ? ",\n" : "";
    m_text += "                ";
}

void RowsJson::add(const Cell &cell)
{
    beginValue();
    if (!cell) {
        m_text += "null";
        return;
    }
    m_text += '"';
    addEscapedJson(m_text, *cell);
    m_text += '"';
    m_bytes += cell->size();
    flush(jsonBuffer);
}

void RowsJson::endRow()
{
    m_text += m_values > 0 ? "\n" : "";
    m_text += "            ]\n        }";
    flush(jsonBuffer);
}

void RowsJson::write(const FoundRow &row)
{
    beginRow(row.row);
    for (const Cell &cell : row.cells)
        add(cell);
    endRow();
}

Result<void> RowsJson::addLong(ReadRow &row)
{
    for (size_t i = 0; i < row.size(); ++i) {
        beginValue();
        const qsizetype before = m_text.size();
        m_text += '"';
        const auto read = row.read(i, [this](QByteArrayView piece) {
            addEscapedJson(m_text, piece);
            m_bytes += piece.size();
            flush(jsonBuffer);
            return true;
        });
        if (read && !*read)
            m_text.replace(before, m_text.size() - before, "null");
        else
            m_text += '"';
        TM_TRY(read);
    }
    return {};
}

Result<void> RowsJson::write(ReadRow &row)
{
    beginRow(row.number());
    Result<void> written;
    if (row.isLong()) {
        written = addLong(row);
    } else {
        for (const Cell &cell : row.cells())
            add(cell);
    }
    endRow();
    return written;
}

void RowsJson::finish(const QJsonObject &rest)
{
    begin();
    m_text += m_rows > 0 ? "\n" : "";
    m_text += "    ]";
    if (!rest.isEmpty())
        m_text += ",\n" + membersOf(rest);
    m_text += "\n}\n";
    flush(0);
}

} // namespace tidemark
