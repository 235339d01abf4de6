// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/terminal.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace tidemark {

struct TableCell
{
    QString text;
    Style style = Style::Plain;
};

/// Rows with aligned columns, two spaces between them, and a dim head. A column in which every row
/// is empty is left out.
class Table
{
public:
    explicit Table(const QStringList &heads)
        : m_heads(heads)
    {
    }

    void add(std::vector<TableCell> row) { m_rows.push_back(std::move(row)); }
    void alignRight(int column) { m_right.push_back(column); }
    bool isEmpty() const { return m_rows.empty(); }
    QString toText(const Terminal &terminal) const;

private:
    QStringList m_heads;
    std::vector<std::vector<TableCell>> m_rows;
    std::vector<int> m_right;
};

/// In terminal cells: combining marks count nothing, East Asian wide characters two.
int displayWidth(const QString &text);

} // namespace tidemark
