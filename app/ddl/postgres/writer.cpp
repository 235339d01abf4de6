// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/rules.h"
#include "sql/identifier.h"

#include <iterator>

namespace tidemark::ddlpg {

Writer &Writer::add(QString sql)
{
    DraftStatement statement;
    statement.sql = std::move(sql);
    statement.about = m_about;
    m_statements.push_back(std::move(statement));
    return *this;
}

Writer &Writer::hazard(Hazard hazard, const QString &object, const QString &why)
{
    if (!m_statements.empty())
        m_statements.back().hazards.push_back({hazard, object, why});
    return *this;
}

Writer &Writer::remark(const QString &text)
{
    if (!m_statements.empty())
        m_statements.back().remark = text;
    return *this;
}

Writer &Writer::outside()
{
    if (!m_statements.empty())
        m_statements.back().outsideTransaction = true;
    return *this;
}

void Writer::gap(const QString &property, const QString &why)
{
    m_gaps.push_back({m_about, property, why});
}

void Writer::append(std::vector<DraftStatement> statements)
{
    m_statements.insert(m_statements.end(), std::make_move_iterator(statements.begin()),
                        std::make_move_iterator(statements.end()));
}

QString Place::tableName() const
{
    const Relation *one = table();
    return one ? displayQualified(one->schema, one->name) : QString();
}

} // namespace tidemark::ddlpg
