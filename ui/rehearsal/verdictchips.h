// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/rehearsalcontroller.h"

#include <QSet>
#include <QWidget>

#include <map>

class QLabel;

namespace tidemark {

class ChipLabel;

/// How many migrations have each verdict, and what became better or worse: chips that filter, and
/// beside them where the rehearsal is and what it took.
class VerdictChips : public QWidget
{
    Q_OBJECT
public:
    explicit VerdictChips(Theme &theme, QWidget *parent = nullptr);

    void setCounts(const std::vector<RehearsalRow> &rows);
    void setSummary(const QString &text);
    QSet<int> verdicts() const { return checked(m_verdicts); }
    QSet<int> trends() const { return checked(m_trends); }
    void clear(); ///< none is chosen

Q_SIGNALS:
    void changed();

private:
    using Chips = std::map<int, ChipLabel *>;
    ChipLabel *chip(Chips &chips, int key, const QString &name);
    static QSet<int> checked(const Chips &chips);
    void drop(Chips &chips, const std::map<int, int> &counts);

    Theme &m_theme;
    Chips m_verdicts;
    Chips m_trends;
    QLabel *m_summary;
};

} // namespace tidemark
