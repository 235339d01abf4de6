// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QString>

#include <optional>
#include <vector>

namespace tidemark {

/// What a backslash command of psql does to the statements of a script.
enum class PsqlAction {
    Set,
    Unset,
    Include,         ///< relative to where psql is started
    IncludeRelative, ///< relative to the script
    If,
    Elif,
    Else,
    EndIf,
    Quit,
    OutputOnly, ///< changes nothing but what psql prints
    Unsupported,
};

struct PsqlCommand
{
    PsqlAction action = PsqlAction::Unsupported;
    QString hint; ///< what to do instead of an unsupported one
};

/// `name` without its backslash: "set", "ir", "dt+".
PsqlCommand findPsqlCommand(const QByteArray &name);

/// Why `\set name value` cannot be honoured, or nothing: variables that change how psql runs a
/// script.
std::optional<QString> refusedSetting(const QByteArray &name, const QByteArray &value);

/// psql's idea of a truth value: true, false, on, off, yes, no, 1, 0 and their unique beginnings.
std::optional<bool> psqlBoolean(QByteArrayView word);

/// Which parts of a file count, by \if, \elif, \else and \endif.
class PsqlConditions
{
public:
    struct Branch
    {
        bool outerActive = true;
        bool taken = false; ///< one branch of this \if was or is the active one
        bool active = false;
        bool sawElse = false;
        qsizetype offset = 0; ///< of the \if, for the error when it has no end
    };

    bool isActive() const { return m_branches.empty() || m_branches.back().active; }

    /// Whether the condition of an \elif would decide anything.
    bool wantsCondition() const;

    void begin(bool condition, qsizetype offset);
    /// False: there is no \if, or its \else was there before.
    bool alternative(bool condition);
    bool otherwise();
    bool end();

    /// The \if that has no \endif.
    std::optional<qsizetype> open() const;

private:
    std::vector<Branch> m_branches;
};

} // namespace tidemark
