// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "theme/theme.h"

#include <QFrame>

#include <optional>

class QLabel;
class QLineEdit;
class QPushButton;

namespace tidemark {

/// Asks what a new migration is to be called.
class NewMigrationPanel : public QFrame
{
    Q_OBJECT
public:
    explicit NewMigrationPanel(Theme &theme, QWidget *parent = nullptr);

    void open(const QString &name = {});
    void setError(const std::optional<Error> &error);
    void setBusy(bool busy);

Q_SIGNALS:
    void wanted(const QString &name);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void accept();

    QLineEdit *m_name;
    QPushButton *m_make;
    QLabel *m_error;
};

} // namespace tidemark
