// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace tidemark {

/// What is asked before something is done, beside what it is about: a title, fields, buttons.
class SidePanel : public QWidget
{
    Q_OBJECT
public:
    static constexpr int panelWidth = 380;

    SidePanel(Theme &theme, const QString &title, QWidget *parent = nullptr);

Q_SIGNALS:
    void closeWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;

    /// A field with its name above it; gives the name's label.
    QLabel *addField(const QString &name, QWidget *field);
    /// Two of them side by side; gives what holds both.
    QWidget *addFields(const QString &left, QWidget *leftField, const QString &right,
                       QWidget *rightField);
    void addWidget(QWidget *widget);
    void addStretch();
    QWidget *body() const { return m_body; }
    void addButton(QWidget *button);
    Theme &theme() const { return m_theme; }

private:
    QLabel *labelOf(QWidget *field, const QString &name, QWidget *parent);

    Theme &m_theme;
    QWidget *m_body;
    QVBoxLayout *m_fields;
    QHBoxLayout *m_buttons;
};

} // namespace tidemark
