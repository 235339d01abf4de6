// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/page.h"
#include "workbench/rehearsalcontroller.h"

#include <QElapsedTimer>
#include <QTimer>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QTreeView;

namespace tidemark {

class ColumnWidths;
class EmptyState;
class ErrorPanel;
class EvidencePane;
class RehearsalDelegate;
class RehearsalFilter;
class RehearsalHead;
class RehearsalModel;
class SyntaxRepository;
class VerdictChips;

/// Rehearsals: what to rehearse and on what, the act as it happens, its evidence, those of the
/// past.
class RehearsalPage : public Page
{
    Q_OBJECT
public:
    RehearsalPage(RehearsalController &controller, Theme &theme, SyntaxRepository &syntax,
                  QWidget *parent = nullptr);

    static QString title() { return tr("Rehearse"); }
    static QString name() { return QStringLiteral("rehearse"); }
    std::vector<PaletteItem> paletteItems() override;
    void activated() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;
    /// {"only": ids} chooses them, with {"start": true} at once; {"environment": name} is copied;
    /// {"select": id} selects a row; {"rehearsal": id} shows one of the past.
    void take(const QVariantMap &arguments) override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeBar();
    QWidget *makeChipLine();
    void addMenuButtons(QHBoxLayout &layout);
    void makeTable();
    void makeEmpty();
    void stateChanged();
    void rowsReset();
    void rowsChanged(int first, int last);
    void refreshFilter();
    void refreshColumns();
    void refreshSummary();
    void refreshErrors();
    void refreshStack();
    void showSelected();
    void selectId(const QString &id);
    QString selectedId() const;
    void glow();
    void exportAs(const QString &suffix, const QString &description);
    void fillExport(QMenu &menu);

    RehearsalController &m_controller;
    Theme &m_theme;
    QSplitter *m_splitter;
    QPushButton *m_start;
    QPushButton *m_stop;
    VerdictChips *m_chips;
    QLineEdit *m_filterField;
    QToolButton *m_past;
    QToolButton *m_export;
    ErrorPanel *m_error;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    EmptyState *m_preparing;
    QTreeView *m_table;
    RehearsalModel *m_model;
    RehearsalFilter *m_filter;
    RehearsalDelegate *m_delegate;
    QLabel *m_title = nullptr;
    ColumnWidths *m_columns = nullptr;
    RehearsalHead *m_head;
    EvidencePane *m_evidence;
    QTimer m_glow;
    QElapsedTimer m_shine;
    QString m_selected; ///< kept when rows come and go
    std::shared_ptr<const MigrationReport> m_shownReport;
    bool m_shownRunning = false;
    bool m_wasRunning = false;
};

} // namespace tidemark
