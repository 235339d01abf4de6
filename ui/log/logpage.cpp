// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/logpage.h"

#include "base/numbertext.h"
#include "log/logdelegate.h"
#include "log/logdetail.h"
#include "log/logwording.h"
#include "rehearsal/reports/wording.h"
#include "widgets/chip.h"
#include "widgets/columnwidths.h"
#include "widgets/controls.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"
#include "workbench/logcontroller.h"
#include "workspace/auditexport.h"

#include <QComboBox>
#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <numeric>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

LogPage::LogPage(Theme &theme, LogController &log, QWidget *parent)
    : Page(parent)
    , m_theme(theme)
    , m_log(log)
{
    setObjectName(u"logPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(1);
    auto *left = new QWidget(m_splitter);
    left->setProperty("kind", u"surface"_s);
    left->setAttribute(Qt::WA_StyledBackground);
    left->setMinimumWidth(440); // the labels give way before the window does
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(horizontalLine(left));
    column->addWidget(makeTable(), 1);
    m_detail = new LogDetail(theme, m_splitter);
    m_detail->setMinimumWidth(280);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({820, 400});
    layout->addWidget(m_splitter);

    m_filterTimer.setSingleShot(true);
    m_filterTimer.setInterval(0); // several keys of one turn are one filter
    connect(&m_filterTimer, &QTimer::timeout, this, &LogPage::applyFilter);
    connect(&log, &LogController::loaded, this, [this](const auto &rows) {
        m_model.setRows(rows);
        updateEnvironments();
        selectId(m_selectedId);
        showState();
        for (const QString &file : std::exchange(m_exports, {}))
            exportTo(file);
    });
    connect(&log, &LogController::added, this, [this](const auto &rows) {
        m_model.prepend(rows);
        updateEnvironments();
        showState();
    });
    connect(&log, &LogController::chainChanged, this, &LogPage::showChain);
    connect(&log, &LogController::errorChanged, this, &LogPage::showState);
    connect(&theme, &Theme::changed, this, &LogPage::showChain);
    showChain();
    showState();
}

QWidget *LogPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *rows = new QVBoxLayout(head);
    rows->setContentsMargins(16, 10, 12, 10);
    rows->setSpacing(10);

    auto *first = new QHBoxLayout;
    first->setSpacing(8);
    m_search = searchField(m_theme, tr("Filter by migration, person, error…"), head);
    m_search->setObjectName(u"logSearch"_s);
    m_environment = new QComboBox(head);
    m_environment->setObjectName(u"logEnvironment"_s);
    m_environment->setAccessibleName(tr("Environment"));
    m_environment->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_environment->setMinimumContentsLength(16);
    m_environment->addItem(tr("all environments"), QString());
    QPushButton *save = plainButton(tr("Export"), head);
    save->setObjectName(u"logExport"_s);
    auto *menu = new QMenu(save);
    menu->addAction(tr("As CSV…"), this, [this] { chooseFile(u"csv"_s); });
    menu->addAction(tr("As JSON…"), this, [this] { chooseFile(u"json"_s); });
    save->setMenu(menu);
    first->addWidget(m_search, 1);
    first->addWidget(m_environment);
    first->addWidget(save);
    rows->addLayout(first);

    auto *second = new QHBoxLayout;
    second->setSpacing(6);
    m_chainIcon = new QLabel(head);
    m_chainIcon->setFixedSize(16, 16);
    m_chain = new QLabel(head);
    m_chain->setObjectName(u"logChain"_s);
    m_chain->setTextInteractionFlags(Qt::TextSelectableByMouse);
    second->addWidget(m_chainIcon);
    second->addWidget(m_chain);
    m_count = mutedLabel({}, head);
    m_count->setObjectName(u"logCount"_s);
    m_count->setWordWrap(false);
    second->addWidget(m_count);
    second->addStretch();
    for (const AuditResult result :
         {AuditResult::Done, AuditResult::Findings, AuditResult::Failed, AuditResult::Cancelled}) {
        auto *chip = new ChipLabel(m_theme, head);
        chip->setObjectName(u"logResult-"_s + auditResultName(result));
        chip->setChip(chipOf(result));
        chip->setClickable(true);
        chip->setAccessibleName(tr("Only %1").arg(chipOf(result).text));
        connect(chip, &ChipLabel::toggled, &m_filterTimer, qOverload<>(&QTimer::start));
        m_results.emplace_back(result, chip);
        second->addWidget(chip);
    }
    rows->addLayout(second);
    connect(m_search, &QLineEdit::textChanged, &m_filterTimer, qOverload<>(&QTimer::start));
    connect(m_environment, &QComboBox::currentIndexChanged, &m_filterTimer,
            qOverload<>(&QTimer::start));
    return head;
}

QWidget *LogPage::makeTable()
{
    m_table = new QTreeView(this);
    m_table->setObjectName(u"logTable"_s);
    m_table->setAccessibleName(tr("The log"));
    m_table->setModel(&m_model);
    m_table->setItemDelegate(new LogDelegate(m_theme, m_table));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setMouseTracking(true);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    QHeaderView *header = m_table->header();
    header->setStretchLastSection(false);
    header->setSectionsMovable(false);
    header->setMinimumSectionSize(48);
    // In line with the field above it.
    header->setStyleSheet(u"QHeaderView::section:first { padding-left: 16px; }"_s);
    m_columns = new ColumnWidths(*header, LogModel::What);
    connect(m_columns, &ColumnWidths::changed, this, &LogPage::layOutColumns);
    m_table->viewport()->installEventFilter(this);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &LogPage::rememberSelection);
    connect(&m_theme, &Theme::changed, m_table->viewport(), qOverload<>(&QWidget::update));

    m_empty = new EmptyState(m_theme, this);
    m_empty->setObjectName(u"logEmpty"_s);
    m_empty->setContents(u"log"_s, tr("Nothing has been done yet"),
                         tr("What is applied, rolled back, rehearsed or restored, here or by the "
                            "command line, is written down and cannot be changed afterwards."));
    m_loading = new EmptyState(m_theme, this);
    m_loading->setObjectName(u"logLoading"_s);
    m_loading->setContents(u"log"_s, tr("Reading the log…"), {});
    m_nothingFits = new EmptyState(m_theme, this);
    m_nothingFits->setContents(u"filter"_s, tr("No act fits the filter"),
                               tr("Nothing in the log has these words, this environment and this "
                                  "result."));
    connect(m_nothingFits->addAction(tr("Show all")), &QPushButton::clicked, this, [this] {
        m_search->clear();
        m_environment->setCurrentIndex(0);
        for (const auto &[result, chip] : m_results)
            chip->setChecked(false);
        applyFilter();
    });
    m_stack = new QStackedWidget(this);
    for (QWidget *page :
         std::initializer_list<QWidget *>{m_loading, m_table, m_empty, m_nothingFits})
        m_stack->addWidget(page);
    m_error = addErrorPage(*m_stack, m_theme, u"logProblem"_s);
    connect(m_error->addAction(tr("Try again")), &QPushButton::clicked, &m_log,
            &LogController::refresh);
    return m_stack;
}

void LogPage::layOutColumns()
{
    // Where it is tight, who and how long are said by the pane on the right alone.
    std::vector<int> widths{136, 104, 140, 120, 84, 84, 104};
    const int total = m_table->viewport()->width();
    int needed = std::accumulate(widths.begin(), widths.end(), 0);
    for (const int column : {LogModel::Who, LogModel::Took}) {
        const bool hidden = total > 0 && needed > total;
        m_table->setColumnHidden(column, hidden);
        if (hidden)
            needed -= widths[size_t(column)];
    }
    if (needed > total)
        widths = {112, 88, 110, 92, 84, 84, 92};
    m_columns->layOut(widths, total);
}

bool LogPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        layOutColumns();
    return Page::eventFilter(watched, event);
}

void LogPage::applyFilter()
{
    LogModelFilter filter;
    filter.text = m_search->text();
    filter.environment = m_environment->currentData().toString();
    for (const auto &[result, chip] : m_results) {
        if (chip->isChecked())
            filter.results.insert(result);
    }
    const qint64 selected = m_selectedId;
    m_model.setFilter(filter);
    selectId(selected);
    showState();
}

void LogPage::selectId(qint64 id)
{
    const int row = m_model.rowOf(id);
    if (row < 0) {
        m_detail->show(nullptr);
        return;
    }
    m_table->setCurrentIndex(m_model.index(row, 0));
    m_table->scrollTo(m_model.index(row, 0));
}

void LogPage::rememberSelection()
{
    const AuditEntry *entry = m_model.entryAt(m_table->currentIndex().row());
    if (entry)
        m_selectedId = entry->id;
    m_detail->show(entry);
}

void LogPage::showState()
{
    if (m_log.error()) {
        m_error->setError(*m_log.error());
        m_stack->setCurrentWidget(m_error->parentWidget());
    } else if (!m_log.isLoaded()) {
        m_stack->setCurrentWidget(m_loading);
    } else if (m_model.total() == 0) {
        m_stack->setCurrentWidget(m_empty);
    } else if (m_model.rowCount() == 0) {
        m_stack->setCurrentWidget(m_nothingFits);
    } else {
        m_stack->setCurrentWidget(m_table);
    }
    const bool all = m_model.rowCount() == m_model.total();
    m_count->setText(all ? QString()
                         : u"· "_s + tr("%1 shown").arg(groupedText(m_model.rowCount())));
}

void LogPage::showChain()
{
    const std::optional<ChainState> chain = m_log.chain();
    const bool broken = chain && chain->firstBreak;
    m_chain->setText(chain           ? chainText(*chain)
                     : m_log.error() ? tr("the log cannot be read")
                                     : tr("checking the chain…"));
    m_chain->setToolTip(
        broken  ? tr("Somebody changed the log outside of Tidemark. What it says from here on "
                      "proves nothing.")
        : chain ? tr("Every entry is what was written, and none is missing. Newest digest: %1")
                      .arg(QString::fromLatin1(chain->lastDigest))
                : QString());
    setStyleProperty(m_chain, "kind", broken ? u"bad"_s : u"muted"_s);
    m_chainIcon->setPixmap(m_theme.pixmap(broken ? u"warning"_s : u"shield"_s,
                                          broken  ? Colour::Bad
                                          : chain ? Colour::Good
                                                  : Colour::Faint,
                                          16, devicePixelRatioF()));
}

void LogPage::updateEnvironments()
{
    QStringList known;
    for (int row = 1; row < m_environment->count(); ++row)
        known += m_environment->itemData(row).toString();
    const QStringList names = m_model.environments();
    if (names == known)
        return;
    const QString chosen = m_environment->currentData().toString();
    const QSignalBlocker quiet(m_environment);
    while (m_environment->count() > 1)
        m_environment->removeItem(1);
    for (const QString &name : names)
        m_environment->addItem(name, name);
    m_environment->setCurrentIndex(qMax(0, m_environment->findData(chosen)));
}

void LogPage::chooseFile(const QString &suffix)
{
    auto *dialog = new QFileDialog(this, tr("Export the log"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(u"*."_s + suffix);
    dialog->selectFile(u"tidemark-log."_s + suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &LogPage::exportTo);
    dialog->open();
}

void LogPage::exportFromAnywhere(const QString &suffix)
{
    // The log is read while it is seen.
    Q_EMIT pageWanted(name(), {});
    chooseFile(suffix);
}

void LogPage::exportTo(const QString &file)
{
    // The palette offers it before anybody has looked at the log.
    if (m_log.isLoaded())
        m_log.exportTo(file, m_model.shown());
    else
        m_exports.append(file);
}

void LogPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_log.start();
}

void LogPage::hideEvent(QHideEvent *event)
{
    Page::hideEvent(event);
    m_log.stop();
}

std::vector<PaletteItem> LogPage::paletteItems()
{
    return {{tr("Export the log as CSV"),
             tr("action"),
             u"export"_s,
             {},
             [this] { exportFromAnywhere(u"csv"_s); }},
            {tr("Export the log as JSON"),
             tr("action"),
             u"export"_s,
             {},
             [this] { exportFromAnywhere(u"json"_s); }},
            {tr("Check whether the log is whole"), tr("action"), u"shield"_s, {}, [this] {
                 m_log.refresh();
             }}};
}

void LogPage::activated()
{
    m_table->setFocus();
}

QVariantMap LogPage::saveState() const
{
    return {{u"splitter"_s, m_splitter->saveState()},
            {u"columns"_s, m_columns->save()},
            {u"selected"_s, m_selectedId}};
}

void LogPage::restoreState(const QVariantMap &state)
{
    m_splitter->restoreState(state.value(u"splitter"_s).toByteArray());
    m_columns->restore(state.value(u"columns"_s).toMap());
    layOutColumns();
    m_selectedId = state.value(u"selected"_s).toLongLong();
    selectId(m_selectedId);
}

void LogPage::take(const QVariantMap &arguments)
{
    m_search->setText(arguments.value(u"text"_s).toString());
    m_environment->setCurrentIndex(
        qMax(0, m_environment->findData(arguments.value(u"environment"_s))));
}

} // namespace tidemark
