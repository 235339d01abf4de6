// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/comparecontroller.h"

#include <QWidget>

class QLabel;
class QStackedWidget;
class QTabBar;
class QToolButton;
class QTreeView;

namespace tidemark {

class DefinitionView;
class PropertyModel;
class RelatedModel;
class SyntaxRepository;

/// The object that is looked at: its two definitions, what is not the same of it, and who depends
/// on it.
class DetailPane : public QWidget
{
    Q_OBJECT
public:
    DetailPane(CompareController &controller, Theme &theme, SyntaxRepository &syntax,
               QWidget *parent = nullptr);

    enum Tab { SideBySide, Inline, Properties, Related };
    Tab tab() const;
    void setTab(Tab tab);
    /// What the keyboard reaches, from the top to the bottom.
    QList<QWidget *> inTabOrder() const;

    /// Within the object; false when there is none further on.
    bool goToNext();
    bool goToPrevious();
    /// The next object that is shown begins with its last difference.
    void startAtLast() { m_startAtLast = true; }

Q_SIGNALS:
    void nextWanted();
    void previousWanted();
    void objectWanted(const tidemark::ObjectId &id);

private:
    QWidget *makeHead();
    QTreeView *makeTable(const QString &name, const QString &accessible);
    void refresh();
    void refreshHeads();
    void refreshPlace();
    void showTab();

    CompareController &m_controller;
    Theme &m_theme;
    QTabBar *m_tabs = nullptr;
    QLabel *m_place = nullptr;
    QToolButton *m_previous = nullptr;
    QToolButton *m_next = nullptr;
    QStackedWidget *m_stack;
    DefinitionView *m_definitions;
    PropertyModel *m_propertyModel;
    RelatedModel *m_relatedModel;
    QTreeView *m_properties;
    QTreeView *m_related;
    QLabel *m_nothing;
    bool m_startAtLast = false;
};

} // namespace tidemark
