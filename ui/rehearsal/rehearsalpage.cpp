// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/rehearsalpage.h"

#include "rehearsal/choicebar.h"
#include "rehearsal/evidencepane.h"
#include "rehearsal/lane.h"
#include "rehearsal/menus.h"
#include "rehearsal/pastmenu.h"
#include "rehearsal/rehearsaldelegate.h"
#include "rehearsal/rehearsalfilter.h"
#include "rehearsal/rehearsalmodel.h"
#include "rehearsal/reports/reportwriters.h"
#include "rehearsal/reports/wording.h"
#include "rehearsal/verdictchips.h"
#include "widgets/columnwidths.h"
#include "widgets/controls.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"

#include <QEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kPageMargin = 20;
constexpr int kEvidenceWidth = 405;
constexpr int kNarrowest = 40;  ///< of a column that is dragged
constexpr int kNameWidth = 150; ///< at least
constexpr int kNameRoom = 320;  ///< enough for most; what is beyond it the lane may have
constexpr int kButtonHeight = 30;
constexpr int kNoTitle = 860; ///< below this the rail has to say what this page is
constexpr int kVerdictWidth = 108;
constexpr int kBeforeWidth = 130;
constexpr int kTimeWidth = 92;
constexpr int kWide = 880; ///< enough for a column of its own for what was before
constexpr int kGlowMs = 50;
constexpr int kBreathMs = 1600; ///< from bright to bright

} // namespace

RehearsalPage::RehearsalPage(RehearsalController &controller, Theme &theme,
                             SyntaxRepository &syntax, QWidget *parent)
    : Page(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
{
    // Before the bar, whose buttons lose the focus when they are switched off.
    connect(&controller, &RehearsalController::stateChanged, this, &RehearsalPage::stateChanged);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_splitter);
    m_splitter->setObjectName(u"rehearsalSplitter"_s);
    m_splitter->setChildrenCollapsible(false);

    auto *left = new QWidget;
    left->setProperty("kind", u"surface"_s);
    left->setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(left);
    column->setContentsMargins(0, 14, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeBar());
    column->addWidget(makeChipLine());
    m_error = new ErrorPanel(theme);
    m_error->setObjectName(u"rehearsalError"_s);
    QPushButton *dismiss = m_error->addAction(tr("Dismiss"));
    connect(dismiss, &QPushButton::clicked, &controller, &RehearsalController::dismissErrors);
    auto *errorBox = new QVBoxLayout;
    errorBox->setContentsMargins(kPageMargin, 0, kPageMargin, 0);
    errorBox->addWidget(m_error);
    column->addLayout(errorBox);
    m_stack = new QStackedWidget;
    makeTable();
    makeEmpty();
    column->addWidget(m_stack, 1);

    m_evidence = new EvidencePane(controller, theme, syntax);
    m_evidence->setMinimumWidth(300);
    connect(m_evidence, &EvidencePane::rerunWanted, &controller, &RehearsalController::rerun);
    connect(m_evidence, &EvidencePane::scriptsWanted, this,
            [this](const QString &id, const QString &file, int line) {
                Q_EMIT pageWanted(u"timeline"_s,
                                  {{u"select"_s, id}, {u"file"_s, file}, {u"line"_s, line}});
            });
    m_splitter->addWidget(left);
    left->installEventFilter(this);
    m_splitter->addWidget(m_evidence);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({2 * kEvidenceWidth, kEvidenceWidth});

    m_glow.setInterval(kGlowMs);
    connect(&m_glow, &QTimer::timeout, this, &RehearsalPage::glow);
    m_shine.start();
    connect(&controller, &RehearsalController::rowsReset, this, &RehearsalPage::rowsReset);
    connect(&controller, &RehearsalController::rowsChanged, this, &RehearsalPage::rowsChanged);
    connect(&controller, &RehearsalController::exported, this,
            [this](const QString &, const std::optional<Error> &error) {
                if (error) {
                    m_error->setError(*error);
                    m_error->show();
                }
            });
    connect(&theme, &Theme::changed, this, [this] {
        m_table->viewport()->update();
        m_head->viewport()->update();
        showSelected();
    });
    rowsReset();
    stateChanged();
}

// ---- Its parts

QWidget *RehearsalPage::makeBar()
{
    auto *bar = new QWidget;
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(kPageMargin, 0, kPageMargin, 0);
    layout->setSpacing(8);
    m_title = titleLabel(m_theme, tr("Rehearsal"));
    m_title->setFixedHeight(kButtonHeight);
    layout->addWidget(m_title, 0, Qt::AlignTop);
    layout->addWidget(new ChoiceBar(m_theme, m_controller), 1, Qt::AlignTop);
    addMenuButtons(*layout);
    m_start = primaryButton(tr("Rehearse"));
    m_start->setObjectName(u"startRehearsal"_s);
    connect(m_start, &QPushButton::clicked, &m_controller, &RehearsalController::start);
    layout->addWidget(m_start, 0, Qt::AlignTop);
    m_stop = plainButton(tr("Stop"));
    m_stop->setObjectName(u"stopRehearsal"_s);
    connect(m_stop, &QPushButton::clicked, &m_controller, &RehearsalController::cancel);
    layout->addWidget(m_stop, 0, Qt::AlignTop);
    return bar;
}

QWidget *RehearsalPage::makeChipLine()
{
    auto *line = new QWidget;
    auto *layout = new QHBoxLayout(line);
    layout->setContentsMargins(kPageMargin, 0, kPageMargin, 0);
    m_chips = new VerdictChips(m_theme);
    connect(m_chips, &VerdictChips::changed, this, &RehearsalPage::refreshFilter);
    layout->addWidget(m_chips);
    return line;
}

void RehearsalPage::addMenuButtons(QHBoxLayout &layout)
{
    const auto menuButton = [&](const QString &icon, const QString &text, auto fill) {
        QToolButton *button = iconButton(m_theme, icon, text);
        auto *menu = new QMenu(button);
        fillWhenShown(menu, fill);
        button->setMenu(menu);
        button->setPopupMode(QToolButton::InstantPopup);
        layout.addWidget(button, 0, Qt::AlignTop);
        return button;
    };
    m_past = menuButton(u"clock"_s, tr("Past rehearsals"),
                        [this](QMenu &menu) { fillPastMenu(menu, m_controller); });
    m_past->setObjectName(u"pastRehearsals"_s);
    m_export =
        menuButton(u"export"_s, tr("Export the report"), [this](QMenu &menu) { fillExport(menu); });
    m_export->setObjectName(u"exportRehearsal"_s);
}

void RehearsalPage::makeTable()
{
    m_model = new RehearsalModel(this);
    m_filter = new RehearsalFilter(this);
    m_filter->setSourceModel(m_model);
    m_table = new QTreeView;
    m_table->setObjectName(u"rehearsalTable"_s);
    m_table->setAccessibleName(tr("Migrations of this rehearsal"));
    m_table->setRootIsDecorated(false);
    m_table->setItemsExpandable(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setIndentation(0);
    m_table->setMouseTracking(true);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_head = new RehearsalHead(m_theme, m_table);
    m_table->setHeader(m_head);
    m_filterField = searchField(m_theme, tr("Filter"));
    m_filterField->setObjectName(u"rehearsalFilter"_s);
    connect(m_filterField, &QLineEdit::textChanged, this, &RehearsalPage::refreshFilter);
    m_head->setCorner(m_filterField);
    m_delegate = new RehearsalDelegate(m_theme, m_table);
    m_table->setItemDelegate(m_delegate);
    m_table->setModel(m_filter);
    m_head->setMinimumSectionSize(kNarrowest);
    m_columns = new ColumnWidths(*m_head, NameColumn);
    connect(m_columns, &ColumnWidths::changed, this, &RehearsalPage::refreshColumns);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this] {
        if (const QString id = m_table->currentIndex().data(IdRole).toString(); !id.isEmpty())
            m_selected = id;
        showSelected();
    });
    m_table->viewport()->installEventFilter(this);
    m_stack->addWidget(m_table);
}

void RehearsalPage::makeEmpty()
{
    m_empty = new EmptyState(m_theme);
    m_empty->setObjectName(u"rehearsalEmpty"_s);
    m_empty->setContents(u"rehearse"_s, tr("Nothing has been rehearsed yet"),
                         tr("A rehearsal runs migrations up, down and up again on a throw-away "
                            "copy, and says of each whether its rollback brings schema and data "
                            "back. Your databases are only read."));
    QPushButton *begin = m_empty->addAction(tr("Rehearse now"));
    begin->setObjectName(u"rehearseNow"_s);
    connect(begin, &QPushButton::clicked, &m_controller, &RehearsalController::start);
    m_stack->addWidget(m_empty);
    m_preparing = new EmptyState(m_theme);
    m_preparing->setObjectName(u"rehearsalPreparing"_s);
    m_stack->addWidget(m_preparing);
}

// ---- Following the controller

void RehearsalPage::stateChanged()
{
    using State = RehearsalController::State;
    const bool running = m_controller.isRunning();
    if (running)
        m_stop->show();
    m_start->setVisible(!running);
    // What has the focus and goes must not give it to whatever comes next.
    if (running && !m_wasRunning)
        m_stop->setFocus();
    else if (!running && m_wasRunning && focusWidget() == m_stop)
        (m_controller.rows().empty() ? static_cast<QWidget *>(m_start) : m_table)->setFocus();
    m_wasRunning = running;
    m_stop->setVisible(running);
    m_stop->setText(m_controller.state() == State::Stopping ? tr("Stopping…") : tr("Stop"));
    m_export->setEnabled(m_controller.report() != nullptr);
    if (running && !m_glow.isActive())
        m_glow.start();
    else if (!running)
        m_glow.stop();
    refreshSummary();
    refreshErrors();
    refreshStack();
}

void RehearsalPage::rowsReset()
{
    m_head->setLane(m_controller.lane(), m_controller.isFilled());
    m_delegate->setLane(m_controller.lane());
    m_model->setRows(m_controller.rows());
    m_chips->setCounts(m_controller.rows());
    refreshColumns();
    refreshSummary();
    refreshStack();
    m_shownReport.reset();
    selectId(m_selected);
    showSelected();
}

void RehearsalPage::rowsChanged(int first, int last)
{
    m_model->updateRows(first, last, m_controller.rows());
    m_chips->setCounts(m_controller.rows());
    refreshColumns();
    refreshSummary();
    const RehearsalRow *row = m_model->row(m_model->find(m_selected));
    if (row && (row->report != m_shownReport || row->running != m_shownRunning))
        showSelected();
}

void RehearsalPage::refreshFilter()
{
    m_filter->setText(m_filterField->text());
    m_filter->setVerdicts(m_chips->verdicts());
    m_filter->setTrends(m_chips->trends());
    selectId(m_selected);
    refreshStack();
}

/// The name has what the others leave; the lane gives way first when it is tight.
void RehearsalPage::refreshColumns()
{
    const auto &rows = m_controller.rows();
    const bool changes = std::any_of(rows.begin(), rows.end(), [](const RehearsalRow &row) {
        return row.before && row.report && row.before->verdict != row.report->verdict;
    });
    // Where there is no room for it, it stands below the verdict.
    const bool narrow = m_table->viewport()->width() < kWide;
    m_table->setColumnHidden(BeforeColumn, !changes || narrow);
    m_delegate->setBeforeBelow(changes && narrow);
    const QFontMetrics code(m_theme.codeFont());
    qsizetype longest = 4;
    for (const RehearsalRow &row : rows)
        longest = std::max(longest, row.version.size());
    const int version =
        std::min(static_cast<int>(longest) * code.horizontalAdvance(u'0') + kPageMargin + 18, 160);
    const int width = m_table->viewport()->width();
    const int steps = static_cast<int>(m_controller.lane().size());
    std::vector<int> natural(RehearsalColumns);
    natural[VersionColumn] = version;
    natural[NameColumn] = kNameWidth;
    natural[VerdictColumn] = kVerdictWidth;
    natural[BeforeColumn] = kBeforeWidth;
    natural[TimeColumn] = kTimeWidth;
    int rest = width - kNameWidth;
    for (const int column : {VersionColumn, VerdictColumn, BeforeColumn, TimeColumn}) {
        if (!m_table->isColumnHidden(column))
            rest -= m_columns->widthOf(column, natural[static_cast<size_t>(column)]);
    }
    const int roomy = rest - (kNameRoom - kNameWidth);
    natural[LaneColumn] =
        std::max(std::clamp(rest, 8 * steps, laneWidth(steps)), std::min(roomy, widestLane(steps)));
    m_columns->layOut(natural, width);
}

void RehearsalPage::refreshSummary()
{
    using State = RehearsalController::State;
    const auto &rows = m_controller.rows();
    const int all = static_cast<int>(rows.size());
    QString text;
    if (m_controller.state() == State::Preparing)
        text = tr("making the sandbox: %1").arg(m_controller.on());
    else if (m_controller.isRunning())
        text = tr("%1 of %2 · %3")
                   .arg(m_controller.done())
                   .arg(all)
                   .arg(durationText(static_cast<double>(m_controller.elapsedMs())));
    else if (const auto report = m_controller.report())
        text =
            tr("%1 · %2 of rehearsal, %3 of it SQL")
                .arg(report->cancelled ? tr("%1 of %2").arg(m_controller.done()).arg(all)
                                       : m_controller.on(),
                     durationText(report->seconds * 1000), durationText(report->sqlSeconds * 1000));
    m_chips->setSummary(text);
}

void RehearsalPage::refreshErrors()
{
    const auto error = m_controller.error() ? m_controller.error() : m_controller.archiveError();
    if (error)
        m_error->setError(*error);
    m_error->setVisible(error.has_value());
}

void RehearsalPage::refreshStack()
{
    const bool empty = m_controller.rows().empty();
    const bool nothing = empty && !m_controller.isRunning();
    if (empty && m_controller.isRunning()) {
        m_preparing->setContents(
            u"database"_s, tr("Making the sandbox: %1").arg(m_controller.on()),
            tr("Everything that follows happens there, and it is dropped afterwards."));
    }
    m_stack->setCurrentWidget(!empty    ? static_cast<QWidget *>(m_table)
                              : nothing ? m_empty
                                        : m_preparing);
}

void RehearsalPage::glow()
{
    const qreal phase = static_cast<qreal>(m_shine.elapsed() % kBreathMs) / kBreathMs;
    m_delegate->setNow(m_controller.elapsedMs(), 0.5 + 0.5 * std::cos(phase * 2 * M_PI));
    refreshSummary();
    if (!isVisible())
        return;
    const QRect view = m_table->viewport()->rect();
    for (QModelIndex index = m_table->indexAt(view.topLeft()); index.isValid();
         index = m_table->indexBelow(index)) {
        const QRect rect = m_table->visualRect(index);
        if (rect.top() > view.bottom())
            break;
        const auto *row = index.data(RowRole).value<const RehearsalRow *>();
        if (row && row->running)
            m_table->viewport()->update(0, rect.top(), view.width(), rect.height());
    }
}

// ---- Selection

QString RehearsalPage::selectedId() const
{
    return m_table->currentIndex().data(IdRole).toString();
}

void RehearsalPage::selectId(const QString &id)
{
    const int row = m_model->find(id);
    const QModelIndex index =
        row < 0 ? QModelIndex() : m_filter->mapFromSource(m_model->index(row, 0));
    if (index.isValid() && index != m_table->currentIndex())
        m_table->setCurrentIndex(index);
}

void RehearsalPage::showSelected()
{
    const RehearsalRow *row = m_model->row(m_model->find(m_selected));
    m_shownReport = row ? row->report : nullptr;
    m_shownRunning = row && row->running;
    if (row)
        m_evidence->showRow(*row);
    else
        m_evidence->showOverview();
}

// ---- Export

void RehearsalPage::fillExport(QMenu &menu)
{
    for (const ReportWriter &writer : reportWriters()) {
        QAction *action =
            menu.addAction(tr("%1: %2…").arg(writer.suffix.toUpper(), writer.description));
        action->setObjectName(u"export-"_s + writer.suffix);
        connect(action, &QAction::triggered, this,
                [this, &writer] { exportAs(writer.suffix, writer.description); });
    }
}

void RehearsalPage::exportAs(const QString &suffix, const QString &description)
{
    auto *dialog = new QFileDialog(this, tr("Export the report"));
    dialog->setObjectName(u"exportDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(suffix);
    dialog->setNameFilter(u"%1 (*.%2)"_s.arg(description, suffix));
    dialog->selectFile(u"rehearsal."_s + suffix);
    connect(dialog, &QFileDialog::fileSelected, &m_controller, &RehearsalController::exportReport);
    dialog->open();
}

// ---- As a page

std::vector<PaletteItem> RehearsalPage::paletteItems()
{
    std::vector<PaletteItem> items;
    if (m_controller.isRunning()) {
        items.push_back({tr("Stop the rehearsal"), tr("rehearsal"), u"stop"_s, {}, [this] {
                             m_controller.cancel();
                         }});
        return items;
    }
    const auto add = [&](const QString &text, auto change) {
        items.push_back({text, tr("rehearsal"), RehearsalPage::name(), {}, [this, change] {
                             RehearsalChoice choice = m_controller.choice();
                             change(choice);
                             m_controller.setChoice(choice);
                             m_controller.start();
                             Q_EMIT pageWanted(title(), {});
                         }});
    };
    if (!m_controller.environments().isEmpty()) {
        add(tr("Rehearse what is pending on %1").arg(m_controller.environmentOfChoice()),
            [](RehearsalChoice &choice) {
                choice.which = RehearsalChoice::Which::Pending;
                choice.fromNothing = false;
            });
    }
    add(tr("Rehearse everything from nothing"), [](RehearsalChoice &choice) {
        choice.which = RehearsalChoice::Which::All;
        choice.fromNothing = true;
    });
    return items;
}

void RehearsalPage::activated()
{
    if (m_stack->currentWidget() == m_table)
        m_table->setFocus();
    else
        m_start->setFocus();
}

QVariantMap RehearsalPage::saveState() const
{
    return {{u"splitter"_s, m_splitter->saveState()}, {u"columns"_s, m_columns->save()}};
}

void RehearsalPage::restoreState(const QVariantMap &state)
{
    m_splitter->restoreState(state.value(u"splitter"_s).toByteArray());
    m_columns->restore(state.value(u"columns"_s).toMap());
    refreshColumns();
}

void RehearsalPage::take(const QVariantMap &arguments)
{
    RehearsalChoice choice = m_controller.choice();
    if (const QStringList only = arguments.value(u"only"_s).toStringList(); !only.isEmpty()) {
        choice.which = RehearsalChoice::Which::Selection;
        choice.selection = only;
    }
    if (const QString name = arguments.value(u"environment"_s).toString(); !name.isEmpty()) {
        choice.environment = name;
        choice.fromNothing = false;
    }
    m_controller.setChoice(choice);
    if (const qint64 id = arguments.value(u"rehearsal"_s).toLongLong(); id > 0)
        m_controller.show(id);
    if (const QString id = arguments.value(u"select"_s).toString(); !id.isEmpty()) {
        m_selected = id;
        selectId(id);
        showSelected();
    }
    if (arguments.value(u"start"_s).toBool())
        m_controller.start();
}

bool RehearsalPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_table->viewport() && event->type() == QEvent::Resize)
        refreshColumns();
    if (watched == m_splitter->widget(0) && event->type() == QEvent::Resize)
        m_title->setVisible(m_splitter->widget(0)->width() >= kNoTitle);
    return Page::eventFilter(watched, event);
}

} // namespace tidemark
