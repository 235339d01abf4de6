// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QMenu>
#include <QStringList>

class QLineEdit;

namespace tidemark {

/// The states that the migrations of a folder make: the newest few, and a field that finds any
/// other one. Without migrations it is disabled.
class MigrationsMenu : public QMenu
{
    Q_OBJECT
public:
    MigrationsMenu(const QString &title, Theme &theme, QWidget *parent = nullptr);

    /// Ids, the newest first. `current`: what is chosen now, as chosen() would tell it.
    void setMigrations(const QStringList &ids, const QString &current = {});

Q_SIGNALS:
    /// As parseSource() reads it: "@0012_prices", "@0" for what was before the first.
    void chosen(const QString &source);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QAction *add(const QString &text, const QString &source);
    void list();
    void chooseFirst();

    QStringList m_ids;
    QString m_current;
    QLineEdit *m_field;
    QAction *m_fieldAction;
    QList<QAction *> m_listed;
};

} // namespace tidemark
