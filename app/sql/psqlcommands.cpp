// SPDX-License-Identifier: GPL-3.0-or-later
#include "sql/psqlcommands.h"

#include <algorithm>
#include <array>
#include <string_view>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

struct Entry
{
    std::string_view name;
    PsqlAction action;
    const char16_t *hint = u"";
};

constexpr const char16_t *connectionHint =
    u"a migration runs on the connection it is given: take the command out";
constexpr const char16_t *clientHint = u"it works on the client: take it out of the migration";
constexpr const char16_t *semicolonHint = u"end the statement with a semicolon";

// The commands of psql 17's documentation. What is in no line here is unsupported without a hint.
constexpr std::array entries{
    Entry{"set", PsqlAction::Set},
    Entry{"unset", PsqlAction::Unset},
    Entry{"i", PsqlAction::Include},
    Entry{"include", PsqlAction::Include},
    Entry{"ir", PsqlAction::IncludeRelative},
    Entry{"include_relative", PsqlAction::IncludeRelative},
    Entry{"if", PsqlAction::If},
    Entry{"elif", PsqlAction::Elif},
    Entry{"else", PsqlAction::Else},
    Entry{"endif", PsqlAction::EndIf},
    Entry{"q", PsqlAction::Quit},
    Entry{"quit", PsqlAction::Quit},
    Entry{"echo", PsqlAction::OutputOnly},
    Entry{"qecho", PsqlAction::OutputOnly},
    Entry{"warn", PsqlAction::OutputOnly},
    Entry{"pset", PsqlAction::OutputOnly},
    Entry{"timing", PsqlAction::OutputOnly},
    Entry{"x", PsqlAction::OutputOnly},
    Entry{"t", PsqlAction::OutputOnly},
    Entry{"T", PsqlAction::OutputOnly},
    Entry{"a", PsqlAction::OutputOnly},
    Entry{"C", PsqlAction::OutputOnly},
    Entry{"f", PsqlAction::OutputOnly},
    Entry{"H", PsqlAction::OutputOnly},
    Entry{"html", PsqlAction::OutputOnly},
    Entry{"conninfo", PsqlAction::OutputOnly},
    Entry{"errverbose", PsqlAction::OutputOnly},
    Entry{"l", PsqlAction::OutputOnly},
    Entry{"list", PsqlAction::OutputOnly},
    Entry{"z", PsqlAction::OutputOnly},
    Entry{"p", PsqlAction::OutputOnly},
    Entry{"print", PsqlAction::OutputOnly},
    Entry{"h", PsqlAction::OutputOnly},
    Entry{"help", PsqlAction::OutputOnly},
    Entry{"?", PsqlAction::OutputOnly},
    Entry{"copyright", PsqlAction::OutputOnly},
    // pg_dump writes them around its script; they only guard psql against further commands.
    Entry{"restrict", PsqlAction::OutputOnly},
    Entry{"unrestrict", PsqlAction::OutputOnly},
    Entry{"c", PsqlAction::Unsupported, connectionHint},
    Entry{"connect", PsqlAction::Unsupported, connectionHint},
    Entry{"password", PsqlAction::Unsupported, connectionHint},
    Entry{"encoding", PsqlAction::Unsupported, u"scripts are UTF-8: save the file so"},
    Entry{"copy", PsqlAction::Unsupported, u"use COPY ... FROM stdin with the rows below it"},
    Entry{"g", PsqlAction::Unsupported, semicolonHint},
    Entry{"gx", PsqlAction::Unsupported, semicolonHint},
    Entry{"gdesc", PsqlAction::Unsupported, semicolonHint},
    Entry{"watch", PsqlAction::Unsupported, semicolonHint},
    Entry{"crosstabview", PsqlAction::Unsupported, semicolonHint},
    Entry{"gexec", PsqlAction::Unsupported, u"use a DO block with EXECUTE"},
    Entry{"gset", PsqlAction::Unsupported, u"use a DO block with SELECT ... INTO"},
    Entry{"bind", PsqlAction::Unsupported, u"write the values into the statement"},
    Entry{"prompt", PsqlAction::Unsupported, u"nobody is there to answer: use \\set"},
    Entry{"!", PsqlAction::Unsupported, clientHint},
    Entry{"cd", PsqlAction::Unsupported, u"use \\ir, which is relative to the script"},
    Entry{"o", PsqlAction::Unsupported, clientHint},
    Entry{"out", PsqlAction::Unsupported, clientHint},
    Entry{"w", PsqlAction::Unsupported, clientHint},
    Entry{"write", PsqlAction::Unsupported, clientHint},
    Entry{"s", PsqlAction::Unsupported, clientHint},
    Entry{"e", PsqlAction::Unsupported, clientHint},
    Entry{"edit", PsqlAction::Unsupported, clientHint},
    Entry{"setenv", PsqlAction::Unsupported, clientHint},
    Entry{"lo_import", PsqlAction::Unsupported, clientHint},
    Entry{"lo_export", PsqlAction::Unsupported, clientHint},
};

} // namespace

PsqlCommand findPsqlCommand(const QByteArray &name)
{
    const std::string_view wanted(name.constData(), static_cast<size_t>(name.size()));
    const auto *found = std::ranges::find(entries, wanted, &Entry::name);
    if (found != entries.end())
        return {found->action, QString::fromUtf16(found->hint)};
    // All of \d..., with or without + and S, only describe.
    if (name.startsWith('d'))
        return {PsqlAction::OutputOnly, {}};
    return {};
}

std::optional<QString> refusedSetting(const QByteArray &name, const QByteArray &value)
{
    const bool on = psqlBoolean(value).value_or(true);
    if (name == "AUTOCOMMIT" && !on)
        return u"the transaction of a migration is Tidemark's affair: write BEGIN and COMMIT"_s;
    if (name == "ON_ERROR_ROLLBACK" && on)
        return u"a statement that fails ends the migration: use a DO block with EXCEPTION"_s;
    if ((name == "SINGLELINE" || name == "SINGLESTEP") && on)
        return u"it is for people at a terminal: take it out"_s;
    return std::nullopt;
}

std::optional<bool> psqlBoolean(QByteArrayView word)
{
    const QByteArray lower = word.toByteArray().toLower();
    if (lower.isEmpty())
        return std::nullopt;
    if (lower == "1" || lower == "on" || QByteArray("true").startsWith(lower) ||
        QByteArray("yes").startsWith(lower))
        return true;
    if (lower == "0" || lower == "of" || lower == "off" || QByteArray("false").startsWith(lower) ||
        QByteArray("no").startsWith(lower))
        return false;
    return std::nullopt;
}

bool PsqlConditions::wantsCondition() const
{
    return !m_branches.empty() && m_branches.back().outerActive && !m_branches.back().taken;
}

void PsqlConditions::begin(bool condition, qsizetype offset)
{
    Branch branch;
    branch.outerActive = isActive();
    branch.active = branch.outerActive && condition;
    branch.taken = branch.active;
    branch.offset = offset;
    m_branches.push_back(branch);
}

bool PsqlConditions::alternative(bool condition)
{
    if (m_branches.empty() || m_branches.back().sawElse)
        return false;
    Branch &branch = m_branches.back();
    branch.active = branch.outerActive && !branch.taken && condition;
    branch.taken = branch.taken || branch.active;
    return true;
}

bool PsqlConditions::otherwise()
{
    if (!alternative(true))
        return false;
    m_branches.back().sawElse = true;
    return true;
}

bool PsqlConditions::end()
{
    if (m_branches.empty())
        return false;
    m_branches.pop_back();
    return true;
}

std::optional<qsizetype> PsqlConditions::open() const
{
    if (m_branches.empty())
        return std::nullopt;
    return m_branches.back().offset;
}

} // namespace tidemark
