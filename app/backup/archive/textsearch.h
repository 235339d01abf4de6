// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "backup/archive/readrow.h"

#include <QString>

namespace tidemark {

/// Looks for a text in the values of rows, in any case of letters. Holds some of a value only.
class TextSearch
{
public:
    explicit TextSearch(const QString &text);

    /// Whether a value of the row has it.
    Result<bool> isIn(ReadRow &row) const;

    /// The text where a quick look for bytes is enough to pass over a row, as of
    /// TableRows::visit(); else nothing.
    QByteArray lowerCaseAscii() const;

private:
    QString m_text;
};

} // namespace tidemark
