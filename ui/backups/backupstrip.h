// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace tidemark {

class BackupsController;
class ChipLabel;
class ElidedLabel;
class ErrorPanel;
struct ShelvedBackup;

/// What is known of the chosen backup, in a line, and what can be done with it.
class BackupStrip final : public QWidget
{
    Q_OBJECT
public:
    BackupStrip(BackupsController &controller, Theme &theme, QWidget *parent = nullptr);

    /// nullptr: none is chosen. `open`: its contents are shown.
    void show(const ShelvedBackup *one, bool open);
    QMenu *menu() const { return m_menu; } ///< of the three dots; whoever owns this fills it
    QMenu *compareMenu() const { return m_compareMenu; } ///< the same

Q_SIGNALS:
    void openWanted(bool open);
    void verifyWanted();
    void restoreWanted();

private:
    BackupsController &m_controller;
    Theme &m_theme;
    ElidedLabel *m_name;
    ChipLabel *m_kind;
    ChipLabel *m_verified;
    ElidedLabel *m_facts;
    QPushButton *m_open;
    QPushButton *m_verify;
    QPushButton *m_restore;
    QPushButton *m_compare;
    QMenu *m_compareMenu;
    QMenu *m_menu;
    QToolButton *m_more;
    bool m_isOpen = false;
};

/// How the last job ended, until somebody has read it.
class OutcomeBand final : public QWidget
{
    Q_OBJECT
public:
    OutcomeBand(BackupsController &controller, Theme &theme, QWidget *parent = nullptr);

private:
    void update();

    BackupsController &m_controller;
    Theme &m_theme;
    QWidget *m_line;
    QLabel *m_icon;
    QLabel *m_sentence;
    QLabel *m_notes;
    ErrorPanel *m_error;
};

/// "verified 2 h ago", "not as it should be"; empty when nobody has.
QString verifiedText(const BackupsController &controller, const ShelvedBackup &one);
/// All of it, for a tool tip.
QString backupDescription(const BackupsController &controller, const ShelvedBackup &one);

} // namespace tidemark
