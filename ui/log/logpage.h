// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "log/logmodel.h"
#include "theme/theme.h"
#include "widgets/page.h"

#include <QTimer>

class QComboBox;
class QLabel;
class QLineEdit;
class QSplitter;
class QStackedWidget;
class QTreeView;

namespace tidemark {

class ChipLabel;
class ColumnWidths;
class EmptyState;
class ErrorPanel;
class LogController;
class LogDetail;

/// What was done to which database, when and by whom, and whether that is the whole story.
class LogPage : public Page
{
    Q_OBJECT
public:
    LogPage(Theme &theme, LogController &log, QWidget *parent = nullptr);

    static QString title() { return tr("Log"); }
    static QString name() { return QStringLiteral("log"); }
    std::vector<PaletteItem> paletteItems() override;
    void activated() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;
    /// {"environment": NAME} or {"text": WORDS}: what to look at.
    void take(const QVariantMap &arguments) override;

    LogModel &model() { return m_model; }
    /// What is shown, once it has been read; the ending says the format.
    void exportTo(const QString &file);

protected:
    /// The log is looked at as long as it is seen.
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeHead();
    QWidget *makeTable();
    void chooseFile(const QString &suffix);
    void exportFromAnywhere(const QString &suffix);
    void layOutColumns();
    void applyFilter();
    void showChain();
    void showState();
    void updateEnvironments();
    void rememberSelection();
    void selectId(qint64 id);

    Theme &m_theme;
    LogController &m_log;
    LogModel m_model;
    QTimer m_filterTimer;
    qint64 m_selectedId = 0;
    QStringList m_exports; ///< wanted before there is anything to write
    QLineEdit *m_search = nullptr;
    QComboBox *m_environment = nullptr;
    std::vector<std::pair<AuditResult, ChipLabel *>> m_results;
    QLabel *m_chainIcon = nullptr;
    QLabel *m_chain = nullptr;
    QLabel *m_count = nullptr;
    QStackedWidget *m_stack = nullptr;
    QTreeView *m_table = nullptr;
    ColumnWidths *m_columns = nullptr;
    QSplitter *m_splitter = nullptr;
    LogDetail *m_detail = nullptr;
    EmptyState *m_loading = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_nothingFits = nullptr;
    ErrorPanel *m_error = nullptr;
};

} // namespace tidemark
