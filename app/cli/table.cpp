// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/table.h"

#include <algorithm>

#include <wchar.h>

using namespace Qt::StringLiterals;

namespace tidemark {

int displayWidth(const QString &text)
{
    int width = 0;
    for (const char32_t character : text.toUcs4()) {
        const int cells = wcwidth(static_cast<wchar_t>(character));
        const QChar::Category category = QChar::category(character);
        const bool combining =
            category == QChar::Mark_NonSpacing || category == QChar::Mark_Enclosing;
        // wcwidth() says -1 for everything beyond ASCII while the locale is "C".
        width += combining ? 0 : cells > 0 ? cells : 1;
    }
    return width;
}

QString Table::toText(const Terminal &terminal) const
{
    const auto columns = static_cast<size_t>(m_heads.size());
    std::vector<int> widths(columns, 0);
    for (const auto &row : m_rows) {
        for (size_t column = 0; column < columns && column < row.size(); ++column)
            widths[column] = std::max(widths[column], displayWidth(row[column].text));
    }
    std::vector<bool> shown(columns);
    for (size_t column = 0; column < columns; ++column) {
        shown[column] = widths[column] > 0;
        widths[column] =
            std::max(widths[column], displayWidth(m_heads[static_cast<qsizetype>(column)]));
    }

    const auto lineOf = [&](const std::vector<TableCell> &row) {
        QString line;
        QString gap; // not written after the last cell
        for (size_t column = 0; column < columns; ++column) {
            if (!shown[column])
                continue;
            const TableCell cell = column < row.size() ? row[column] : TableCell{};
            const QString pad(widths[column] - displayWidth(cell.text), u' ');
            const bool right =
                std::ranges::find(m_right, static_cast<int>(column)) != m_right.end();
            line += gap + (right ? pad : QString());
            if (!cell.text.isEmpty())
                line += terminal.styled(cell.text, cell.style);
            gap = (right ? QString() : pad) + u"  "_s;
        }
        while (line.endsWith(u' '))
            line.chop(1);
        return line + u'\n';
    };

    std::vector<TableCell> heads;
    for (const QString &head : m_heads)
        heads.push_back({head, Style::Dim});
    QString text = lineOf(heads);
    for (const auto &row : m_rows)
        text += lineOf(row);
    return text;
}

} // namespace tidemark
