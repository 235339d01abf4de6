// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/migrationlinter.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTreeView;

namespace tidemark {

class FindingsModel;
class RuleCard;
class SyntaxRepository;

/// What lint says, line by line; beside it the explanation of a rule that was asked for.
class FindingsPane : public QWidget
{
    Q_OBJECT
public:
    FindingsPane(Theme &theme, SyntaxRepository &syntax, QWidget *parent = nullptr);

    /// nullptr: nothing is open.
    void setLinter(MigrationLinter *linter, const EditedMigration *migration);
    int count() const;
    /// To the one after the current one, from the last to the first.
    void next();

Q_SIGNALS:
    void wanted(tidemark::ScriptSide side, int line, int column);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void follow();
    void fitColumns();
    void clicked(const QModelIndex &index);
    void go(const QModelIndex &index);

    MigrationLinter *m_linter = nullptr;
    const EditedMigration *m_migration = nullptr;
    FindingsModel *m_model;
    QTreeView *m_list;
    QLabel *m_empty;
    QStackedWidget *m_stack;
    RuleCard *m_card;
};

} // namespace tidemark
