// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/comparecontroller.h"

#include <QWidget>

#include <map>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace tidemark {

class ChipLabel;
class SourceButton;

/// The two sources, how many objects came, changed and went, what was left out, and what can be
/// done with all of it.
class CompareHead : public QWidget
{
    Q_OBJECT
public:
    CompareHead(CompareController &controller, Theme &theme, QWidget *parent = nullptr);

    void openSource(CompareController::Side side);
    void openNoise();
    /// What the keyboard reaches, from left to right.
    QList<QWidget *> inTabOrder() const;

Q_SIGNALS:
    void migrationWanted();
    void exportWanted(const QString &suffix);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void refresh();
    void refreshLeftOut();
    void fillNoise(QMenu &menu);
    QPushButton *menuButton(const QString &text, const QString &name,
                            void (CompareHead::*fill)(QMenu &));
    void fillExport(QMenu &menu);

    CompareController &m_controller;
    Theme &m_theme;
    SourceButton *m_before;
    SourceButton *m_after;
    QToolButton *m_swap;
    std::map<Standing, ChipLabel *> m_chips;
    QLabel *m_leftOut;
    QToolButton *m_read;
    QPushButton *m_noise;
    QToolButton *m_export;
    QPushButton *m_make;
    QString m_leftOutText;
};

} // namespace tidemark
