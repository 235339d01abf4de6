// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/archiverowspane.h"

#include "backups/archiverowsmodel.h"
#include "backups/archiverowsview.h"
#include "base/numbertext.h"
#include "widgets/controls.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"
#include "workbench/archivecontroller.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int valueHeight = 120;

} // namespace

ArchiveRowsPane::ArchiveRowsPane(ArchiveController &controller, Theme &theme, QWidget *parent)
    : QStackedWidget(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_tools(new QWidget(this))
    , m_rows(new ArchiveRowsModel(ArchiveController::pageRows, this))
{
    makeTools();
    m_page = makeRows();
    addWidget(m_page);
    m_none = new EmptyState(m_theme, this);
    m_none->setObjectName(u"archiveNoRows"_s);
    m_none->setContents(u"table"_s, tr("No rows"),
                        tr("The table was empty when the backup was made."));
    addWidget(m_none);
    m_say.setSingleShot(true);
    m_say.setInterval(0);
    connect(&m_say, &QTimer::timeout, this, &ArchiveRowsPane::sayWhere);
    connect(&controller, &ArchiveController::tableChanged, this, &ArchiveRowsPane::tableChanged);
    connect(&controller, &ArchiveController::rowCountChanged, this,
            &ArchiveRowsPane::rowCountChanged);
    connect(&controller, &ArchiveController::pageRead, this, &ArchiveRowsPane::takePage);
    connect(&controller, &ArchiveController::searchChanged, &m_say, qOverload<>(&QTimer::start));
    connect(&controller, &ArchiveController::found, this, [this](qint64 row) {
        m_notFound.clear();
        m_rows->setMark(m_search->text());
        goToRow(row + 1);
    });
    connect(&controller, &ArchiveController::notFound, this,
            [this](const QString &text, const std::optional<Error> &error) {
                m_notFound = text;
                m_whyNotFound = error;
                m_say.start();
            });
    connect(&controller, &ArchiveController::valueRead, this,
            [this](qint64 row, int columnNumber, const QString &text, bool) {
                const QModelIndex now = m_view->currentIndex();
                if (m_rows->first() + now.row() == row && now.column() == columnNumber)
                    m_value->setPlainText(text);
            });
}

// ---- Its parts

void ArchiveRowsPane::makeTools()
{
    auto *line = new QHBoxLayout(m_tools);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    m_search = searchField(m_theme, tr("Search in the rows"), m_tools);
    m_search->setObjectName(u"archiveRowSearch"_s);
    m_search->setMinimumWidth(110);
    m_search->setMaximumWidth(200);
    connect(m_search, &QLineEdit::returnPressed, this, &ArchiveRowsPane::findNext);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_notFound.clear();
        m_rows->setMark(text.size() < 2 ? QString() : text);
        if (text.isEmpty())
            m_controller.stopSearching();
        m_say.start();
    });
    line->addWidget(m_search, 1);
    m_goTo = new QLineEdit(m_tools);
    m_goTo->setObjectName(u"archiveGoTo"_s);
    m_goTo->setPlaceholderText(tr("Go to row"));
    m_goTo->setAccessibleName(tr("Go to row"));
    m_goTo->setFixedWidth(96);
    connect(m_goTo, &QLineEdit::returnPressed, this, &ArchiveRowsPane::goToText);
    line->addWidget(m_goTo);
    m_export = plainButton(tr("CSV…"), m_tools);
    m_export->setObjectName(u"archiveExport"_s);
    m_export->setAccessibleName(tr("Export the table as CSV"));
    m_export->setToolTip(tr("Export the table as CSV"));
    connect(m_export, &QPushButton::clicked, this, &ArchiveRowsPane::chooseExport);
    line->addWidget(m_export);
}

QWidget *ArchiveRowsPane::makeRows()
{
    auto *page = new QWidget(this);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_view = new ArchiveRowsView(m_theme, *m_rows, page);
    m_view->setObjectName(u"archiveRows"_s);
    m_view->setAccessibleName(tr("Rows of the table"));
    column->addWidget(m_view, 1);
    auto *broken = new QWidget(page);
    auto *brokenLine = new QVBoxLayout(broken);
    brokenLine->setContentsMargins(12, 8, 12, 8);
    m_broken = new ErrorPanel(m_theme, broken);
    m_broken->setObjectName(u"archiveBroken"_s);
    brokenLine->addWidget(m_broken);
    column->addWidget(broken);
    m_value = new QPlainTextEdit(page);
    m_value->setObjectName(u"archiveValue"_s);
    m_value->setAccessibleName(tr("The whole value"));
    m_value->setReadOnly(true);
    m_value->setFont(m_theme.codeFont());
    m_value->setFixedHeight(valueHeight);
    m_value->hide();
    column->addWidget(horizontalLine(page));
    column->addWidget(m_value);
    column->addWidget(makeFoot(page));
    connect(m_rows, &ArchiveRowsModel::pagesWanted, &m_controller, &ArchiveController::wantPages);
    connect(m_view, &ArchiveRowsView::scrolled, this, [this] {
        m_refused.clear();
        m_say.start();
    });
    connect(m_view, &ArchiveRowsView::copyRefused, this, [this](const QString &why) {
        m_refused = why;
        m_say.start();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (!std::exchange(m_refused, {}).isEmpty())
            m_say.start();
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this,
            &ArchiveRowsPane::lookAtCell);
    return page;
}

QWidget *ArchiveRowsPane::makeFoot(QWidget *parent)
{
    auto *foot = new QWidget(parent);
    auto *line = new QHBoxLayout(foot);
    line->setContentsMargins(12, 4, 12, 4);
    m_where = mutedLabel({}, foot);
    m_where->setObjectName(u"archiveWhere"_s);
    m_where->setWordWrap(false);
    m_where->setMinimumWidth(100);
    line->addWidget(m_where, 1);
    m_count = new QPushButton(foot);
    m_count->setObjectName(u"archiveCount"_s);
    m_count->setProperty("kind", u"link"_s);
    m_count->setCursor(Qt::PointingHandCursor);
    connect(m_count, &QPushButton::clicked, this, [this] {
        if (m_controller.isCounting())
            m_controller.stopCounting();
        else
            m_controller.goOnCounting();
    });
    line->addWidget(m_count);
    foot->setFixedHeight(36);
    return foot;
}

// ---- Following the controller

void ArchiveRowsPane::tableChanged()
{
    m_rows->setTable(m_controller.table());
    m_search->clear();
    m_goTo->clear();
    m_notFound.clear();
    m_refused.clear();
    m_arrival.reset();
    m_fitted = false;
    m_bytesShown = false;
    m_value->hide();
    m_broken->parentWidget()->hide();
    if (m_controller.shownTable() < 0)
        return;
    fitColumns(*m_view, m_theme);
    m_view->scrollToTop();
    rowCountChanged();
    m_controller.wantPages({0});
}

void ArchiveRowsPane::rowCountChanged()
{
    m_rows->setTotal(m_controller.rowCount());
    if (m_controller.isCounted())
        Q_EMIT counted(m_controller.shownTable(), m_controller.rowCount());
    const auto broken = m_controller.broken();
    m_broken->parentWidget()->setVisible(broken.has_value());
    if (broken)
        m_broken->setError(*broken);
    const bool none = m_controller.isCounted() && m_controller.rowCount() == 0 && !broken;
    setCurrentWidget(none ? static_cast<QWidget *>(m_none) : m_page);
    arrive();
    m_say.start();
}

void ArchiveRowsPane::takePage(const std::shared_ptr<const ShownPage> &page)
{
    if (page->table != m_controller.shownTable())
        return;
    m_rows->setTotal(m_controller.rowCount());
    m_rows->addPage(page);
    m_bytesShown = m_bytesShown || page->bytesShown;
    if (!m_fitted && page->first == m_rows->first()) {
        m_fitted = true;
        fitColumns(*m_view, m_theme);
    }
    // The cell was gone to before its page was there.
    const QModelIndex now = m_view->currentIndex();
    const qint64 row = m_rows->first() + now.row();
    if (now.isValid() && row >= page->first && row < page->first + qint64(page->rows.size()))
        lookAtCell();
    m_say.start();
}

// ---- Where one is

QString ArchiveRowsPane::whereText() const
{
    if (!m_refused.isEmpty())
        return m_refused;
    if (m_controller.isSearching())
        return tr("searching for \"%1\"…").arg(m_search->text());
    if (!m_notFound.isEmpty() && m_whyNotFound)
        return tr("\"%1\" is in no row that can be read: %2")
            .arg(m_notFound, m_whyNotFound->summary);
    if (!m_notFound.isEmpty())
        return tr("\"%1\" is in no row below; Enter begins again at the top").arg(m_notFound);
    const QString text = rowsText();
    return m_bytesShown && !text.isEmpty()
               ? text + u" · "_s + tr("bytes that are no text stand as \\xe9")
               : text;
}

QString ArchiveRowsPane::rowsText() const
{
    const auto [from, to] = m_view->seen();
    const qint64 count = m_controller.rowCount();
    if (count > 0 && m_controller.broken())
        return tr("rows %1 to %2 of the %3 that can be read")
            .arg(groupedText(from), groupedText(to), groupedText(count));
    if (count > 0 && m_controller.isCounted())
        return tr("rows %1 to %2 of %3 · read from the archive, nothing restored")
            .arg(groupedText(from), groupedText(to), groupedText(count));
    if (count > 0)
        return tr("rows %1 to %2 of %3 or more · read from the archive, nothing restored")
            .arg(groupedText(from), groupedText(to), groupedText(count));
    return m_controller.isCounting() ? tr("reading…") : QString();
}

void ArchiveRowsPane::sayWhere()
{
    m_where->setText(whereText());
    m_count->setVisible(!m_controller.isCounted());
    m_count->setText(m_controller.isCounting() ? tr("Stop counting") : tr("Count all rows"));
}

void ArchiveRowsPane::goToText()
{
    QString text = m_goTo->text();
    text.remove(u',').remove(u'.').remove(u' ');
    bool ok = false;
    const qint64 row = text.toLongLong(&ok);
    m_goTo->setProperty("invalid", !ok || row < 1);
    setStyleProperty(m_goTo, "invalid", !ok || row < 1);
    if (ok && row >= 1)
        goToRow(row);
}

void ArchiveRowsPane::goToRow(qint64 number)
{
    m_arrival = number - 1;
    Q_EMIT rowsWanted();
    arrive();
}

/// As soon as that many rows are known.
void ArchiveRowsPane::arrive()
{
    if (!m_arrival)
        return;
    qint64 row = *m_arrival;
    const qint64 count = m_controller.rowCount();
    if (row >= count) {
        if (!m_controller.isCounted() && m_controller.isCounting())
            return;
        if (!m_controller.isCounted()) {
            m_controller.goOnCounting();
            return;
        }
        row = count - 1;
    }
    m_arrival.reset();
    if (row < 0)
        return;
    m_rows->reach(row);
    const int column = qMax(0, m_view->currentIndex().column());
    const QModelIndex index = m_rows->index(m_rows->rowOf(row), column);
    m_view->setCurrentIndex(index);
    m_view->scrollTo(index, QAbstractItemView::PositionAtCenter);
    m_say.start();
}

void ArchiveRowsPane::findNext()
{
    const QString text = m_search->text();
    if (text.isEmpty() || m_controller.shownTable() < 0)
        return;
    const bool again = m_notFound == text;
    m_notFound.clear();
    const QModelIndex now = m_view->currentIndex();
    m_controller.search(text, again || !now.isValid() ? 0 : m_rows->first() + now.row() + 1);
}

void ArchiveRowsPane::lookAtCell()
{
    const QModelIndex index = m_view->currentIndex();
    const ShownCell *cell = m_rows->cellAt(index);
    const bool more = cell && (cell->cut || cell->text.contains(u'↵') || cell->text.size() > 60);
    m_value->setVisible(more);
    if (!more)
        return;
    m_value->setPlainText(cell->text);
    m_controller.readValue(m_rows->first() + index.row(), index.column());
}

void ArchiveRowsPane::chooseExport()
{
    if (m_controller.shownTable() < 0)
        return;
    auto *dialog = new QFileDialog(this, tr("Export the table as CSV"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"csv"_s);
    dialog->setNameFilter(u"*.csv"_s);
    QString name = m_controller.table()->name;
    dialog->selectFile(name.replace(u'/', u'_') + u".csv"_s);
    // What is looked at when the file is chosen may be something else.
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, contents = m_controller.contents(),
             table = *m_controller.table()](const QString &path) {
                if (contents == m_controller.contents())
                    m_controller.exportCsv(table, path);
            });
    dialog->open();
}

void ArchiveRowsPane::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
}

void ArchiveRowsPane::focusGoTo()
{
    m_goTo->setFocus();
    m_goTo->selectAll();
}

} // namespace tidemark
