// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>

#include <optional>
#include <vector>

namespace tidemark {

/// `:name`, `:'name'`, `:"name"` or `:{?name}` in a text.
struct PsqlReference
{
    enum class Form { Plain, Literal, Identifier, Exists };
    Form form = Form::Plain;
    QByteArray name;
    qsizetype length = 0; ///< of the whole reference, colon included
};

/// psql's variables and how they are written into SQL: "SQL Interpolation" in the documentation of
/// psql.
class PsqlVariables
{
public:
    void set(const QByteArray &name, const QByteArray &value) { m_values.insert(name, value); }
    void unset(const QByteArray &name) { m_values.remove(name); }
    bool isEmpty() const { return m_values.isEmpty(); }

    /// Letters, digits, underscores and anything beyond ASCII.
    static bool isName(QByteArrayView name);

    /// The reference that begins at `text[at]`, a colon; none where it is something else. That `at`
    /// is outside of quotes and not the second half of `::` is the caller's affair.
    static std::optional<PsqlReference> referenceAt(QByteArrayView text, qsizetype at);

    /// What stands in its place; none for a variable that is not set: then the text stays as it is.
    std::optional<QByteArray> expand(const PsqlReference &reference) const;

private:
    QHash<QByteArray, QByteArray> m_values;
};

/// The arguments of a backslash command from `at` on, which moves to where they end: the end of the
/// line or the backslash of the next command; `\\` is skipped. Single quotes take C-like escapes,
/// variables are replaced. The error (backquotes, an open quote) has no place yet.
Result<std::vector<QByteArray>> readPsqlArguments(QByteArrayView text, qsizetype &at,
                                                  const PsqlVariables &variables);

/// Moves over the arguments of a command that is not carried out.
void skipPsqlArguments(QByteArrayView text, qsizetype &at);

} // namespace tidemark
