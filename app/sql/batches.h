// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace tidemark {

/// UPDATE of a large table, some rows at a time. All are SQL as it shall stand in the script.
struct BatchedUpdate
{
    QString table;
    QString key;   ///< one column, unique and not null; empty: the table is gone through by pages
    QString set;   ///< "total = price * number"
    QString where; ///< which rows still need it, so that it can be run again
    QString size;  ///< rows at a time; where there is no key, pages
};

/// A DO block of PostgreSQL that commits after each batch, without the semicolon. It has to be sent
/// alone and outside of a transaction. What is put in may use any name of a column. By pages: a
/// server before 14 would read the whole table for each batch, and does it in one; rows that others
/// move meanwhile are theirs to set.
QString updateInBatches(const BatchedUpdate &update);

} // namespace tidemark
