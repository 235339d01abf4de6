// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/rule.h"
#include "theme/theme.h"

#include <QFrame>

class QLabel;
class QVBoxLayout;

namespace tidemark {

class CodeView;
class SyntaxRepository;

/// What a rule finds, why, what to do instead, and an example of that; beside the findings.
class RuleCard : public QFrame
{
    Q_OBJECT
public:
    RuleCard(Theme &theme, SyntaxRepository &syntax, QWidget *parent = nullptr);

    /// False: nobody knows a rule of that id.
    bool show(const QString &rule);

Q_SIGNALS:
    void closeWanted();

private:
    QLabel *m_title;
    QLabel *m_what;
    QLabel *m_why;
    QLabel *m_better;
    QLabel *m_exampleTitle;
    CodeView *m_example;
    QLabel *m_allow;
};

} // namespace tidemark
