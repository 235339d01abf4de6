// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backuplistpane.h"

#include "backups/backuplistdelegate.h"
#include "backups/backuplistmodel.h"
#include "widgets/columnwidths.h"
#include "widgets/controls.h"
#include "workbench/backupshelf.h"

#include <QEvent>
#include <QHeaderView>
#include <QLineEdit>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostTide = 160; ///< that is added to a column in a wide window
constexpr int mostLabel = 240;

} // namespace

BackupListPane::BackupListPane(Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_search(searchField(theme, tr("Filter by name, kind, environment, label…"), this))
    , m_list(plainTree(tr("Backups"), this))
    , m_model(new BackupListModel(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *around = new QWidget(this);
    auto *line = new QHBoxLayout(around);
    line->setContentsMargins(20, 8, 12, 4);
    m_search->setObjectName(u"backupSearch"_s);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        const QSignalBlocker quiet(m_list->selectionModel());
        m_model->setFilter(text);
        Q_EMIT filtered();
    });
    line->addWidget(m_search);
    column->addWidget(around);
    makeList();
    column->addWidget(m_list, 1);
}

void BackupListPane::makeList()
{
    m_list->setObjectName(u"backupList"_s);
    m_list->setModel(m_model);
    m_list->setItemDelegate(new BackupListDelegate(m_theme, m_list));
    m_list->setSelectionMode(QAbstractItemView::SingleSelection);
    m_list->setContextMenuPolicy(Qt::CustomContextMenu);
    QHeaderView *header = m_list->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(48);
    header->setStyleSheet(u"QHeaderView::section:first { padding-left: 20px; }"_s);
    m_columns = new ColumnWidths(*header, BackupListModel::Name);
    connect(m_columns, &ColumnWidths::changed, this, &BackupListPane::layOutColumns);
    m_list->viewport()->installEventFilter(this);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            [this](const QModelIndex &index) {
                if (const ShelvedBackup *one = m_model->at(index.row()))
                    Q_EMIT currentChosen(one->backup.path);
            });
    connect(m_list, &QTreeView::activated, this, &BackupListPane::openWanted);
    connect(m_list, &QWidget::customContextMenuRequested, this, [this](const QPoint &at) {
        if (m_list->indexAt(at).isValid())
            Q_EMIT menuWanted(m_list->viewport()->mapToGlobal(at));
    });
    connect(&m_theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
}

void BackupListPane::setShelf(const std::shared_ptr<const BackupShelf> &shelf,
                              const std::function<BackupTide(const Backup &)> &tideOf)
{
    const QSignalBlocker quiet(m_list->selectionModel());
    m_model->setShelf(shelf, tideOf);
}

void BackupListPane::setCurrent(const QString &path)
{
    const int row = m_model->rowOf(path);
    if (row >= 0 && m_list->currentIndex().row() != row)
        m_list->setCurrentIndex(m_model->index(row, 0));
}

void BackupListPane::focusList()
{
    m_list->setFocus();
}

void BackupListPane::layOutColumns()
{
    const int total = m_list->viewport()->width();
    std::vector<int> widths{148, 190, 96, 84, 110, 200, 110, 120, 96};
    int needed = 0;
    for (const int width : widths)
        needed += width;
    // Where it is tight, the strip above the list says the rest.
    for (const int column :
         {BackupListModel::Label, BackupListModel::Release, BackupListModel::Of}) {
        const bool hidden = total > 0 && needed > total;
        m_list->setColumnHidden(column, hidden);
        if (hidden)
            needed -= widths[size_t(column)];
    }
    // Where there is room, what is cut first has it.
    const int spare = std::max(0, total - needed);
    widths[BackupListModel::Tide] += std::min(spare / 3, mostTide);
    widths[BackupListModel::Label] += std::min(spare / 3, mostLabel);
    m_columns->layOut(widths, total);
}

bool BackupListPane::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_list->viewport() && event->type() == QEvent::Resize)
        layOutColumns();
    return QWidget::eventFilter(watched, event);
}

QVariantMap BackupListPane::saveColumns() const
{
    return m_columns->save();
}

void BackupListPane::restoreColumns(const QVariantMap &columns)
{
    m_columns->restore(columns);
    layOutColumns();
}

} // namespace tidemark
