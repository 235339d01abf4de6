// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/page.h"
#include "workbench/comparecontroller.h"

#include <QTimer>

class QLabel;
class QLineEdit;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace tidemark {

class ChoiceStrip;
class CompareBands;
class CompareHead;
class CompareModel;
class DetailPane;
class EmptyState;
class ErrorPanel;
class ScriptPane;
class SyntaxRepository;

/// Two schemas beside each other: which objects came, changed and went, how, and the migration that
/// follows from it.
class ComparePage : public Page
{
    Q_OBJECT
public:
    ComparePage(CompareController &controller, Theme &theme, SyntaxRepository &syntax,
                QWidget *parent = nullptr);

    static QString title() { return tr("Compare"); }
    static QString name() { return QStringLiteral("compare"); }
    std::vector<PaletteItem> paletteItems() override;
    void activated() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;
    /// {"before": source, "after": source} as parseSource() reads them; compared at once.
    void take(const QVariantMap &arguments) override;

    void goToNext();
    void goToPrevious();

private:
    QWidget *makeLeft();
    QWidget *makeShown();
    QWidget *makeUnsaved();
    void makeStates();
    void addShortcuts();
    void orderTabs();
    void selectSomething(bool others);
    void stateChanged();
    void objectsChanged();
    void readingText();
    QWidget *pageOf(CompareController::State state);
    QWidget *fillEqual();
    void turnTo(CompareController::State state);
    void lookAtCurrent();
    void chooseSummary(const QString &suffix);
    bool select(int object);
    void goTo(const ObjectId &id);
    QModelIndex neighbour(bool next) const;

    CompareController &m_controller;
    Theme &m_theme;
    SyntaxRepository &m_syntax;
    CompareHead *m_head;
    CompareBands *m_bands;
    QStackedWidget *m_stack;
    EmptyState *m_empty = nullptr;
    EmptyState *m_reading = nullptr;
    EmptyState *m_equal = nullptr;
    ErrorPanel *m_error = nullptr;
    QWidget *m_shown = nullptr;
    QSplitter *m_columns = nullptr;
    QSplitter *m_rows = nullptr;
    QLineEdit *m_search = nullptr;
    QTreeView *m_tree = nullptr;
    ChoiceStrip *m_choice = nullptr;
    QLabel *m_nothingFits = nullptr;
    QStackedWidget *m_list = nullptr;
    CompareModel *m_model;
    DetailPane *m_detail = nullptr;
    ScriptPane *m_script = nullptr;
    QPushButton *m_compareNow = nullptr;
    QPushButton *m_unsavedRead = nullptr;
    std::shared_ptr<const ComparedObjects> m_listed;
    ObjectId m_selected; ///< kept when the list becomes another
    QTimer m_tick;
};

} // namespace tidemark
