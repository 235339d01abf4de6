// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/migrationtry.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace tidemark {

class ChipLabel;
class ErrorPanel;

/// What came of trying the open migration: verdict, what did not come back, locks, rewrites, time.
class TryPane : public QWidget
{
    Q_OBJECT
public:
    explicit TryPane(Theme &theme, QWidget *parent = nullptr);

    void setTry(MigrationTry *trying);

Q_SIGNALS:
    /// A place of a script that failed.
    void placeWanted(const tidemark::SourceLocation &where);

private:
    QWidget *makeHead();
    void follow();
    void showReport(const TryReport &report);
    void addErrors(const MigrationReport &migration);
    void addDifferences(const MigrationReport &migration);
    void addData(const MigrationReport &migration);
    void addStatements(const MigrationReport &migration);
    void addText(const QString &title, const QString &text);
    void clear();

    Theme &m_theme;
    MigrationTry *m_try = nullptr;
    std::shared_ptr<const TryReport> m_shown;
    ChipLabel *m_chip = nullptr;
    QLabel *m_sentence = nullptr;
    QLabel *m_time = nullptr;
    QPushButton *m_stop = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_body = nullptr;
    QVBoxLayout *m_left = nullptr;  ///< what did not come back
    QVBoxLayout *m_right = nullptr; ///< locks and time
};

} // namespace tidemark
