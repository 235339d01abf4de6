// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/comparescript.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tidemark {

class ElidedLabel;

/// Asks for the name of the migration that the script becomes, and tells what was written. Hidden
/// until open().
class MigrationBar : public QWidget
{
    Q_OBJECT
public:
    MigrationBar(CompareScript &script, Theme &theme, QWidget *parent = nullptr);

    void open();
    /// What the keyboard reaches, from left to right.
    QList<QWidget *> inTabOrder() const;

Q_SIGNALS:
    /// Somebody wants to see this migration in the timeline.
    void timelineWanted(const QString &id);
    /// It was written and is to be looked at.
    void editorWanted(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void make();
    void told(const std::vector<WrittenMigration> &migrations);
    void failed(const Error &error);
    void refresh();
    void ask(bool asking);

    CompareScript &m_script;
    QLabel *m_label;
    QLineEdit *m_name;
    ElidedLabel *m_hint;
    QPushButton *m_make;
    QPushButton *m_show;
    QPushButton *m_close;
    QString m_made; ///< the first that was written
};

} // namespace tidemark
