// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backupspage.h"

#include "backups/archiveview.h"
#include "backups/backupaxis.h"
#include "backups/backuplistpane.h"
#include "backups/backuppanels.h"
#include "backups/backupstrip.h"
#include "backups/datacomparisonview.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/emptystate.h"
#include "widgets/errorpanel.h"
#include "widgets/filemanager.h"
#include "widgets/migrationsmenu.h"
#include "workbench/archivecontroller.h"
#include "workbench/backupscontroller.h"
#include "workbench/datacomparecontroller.h"

#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostOffered = 15; ///< backups in a menu

} // namespace

BackupsPage::BackupsPage(BackupsController &controller, ArchiveController &archive,
                         DataCompareController &comparison, Theme &theme, SyntaxRepository &syntax,
                         QWidget *parent)
    : Page(parent)
    , m_controller(controller)
    , m_archive(archive)
    , m_comparison(comparison)
    , m_theme(theme)
{
    setObjectName(u"backupsPage"_s);
    setAcceptDrops(true);
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto *main = new QWidget(this);
    auto *column = new QVBoxLayout(main);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHead());
    column->addWidget(new OutcomeBand(controller, theme, main));
    m_states = new QStackedWidget(main);
    column->addWidget(m_states, 1);
    row->addWidget(main, 1);

    m_full = new QWidget(m_states);
    auto *full = new QVBoxLayout(m_full);
    full->setContentsMargins(0, 0, 0, 0);
    full->setSpacing(0);
    m_axis = new BackupAxis(theme, m_full);
    m_axis->setObjectName(u"backupAxis"_s);
    m_axis->setDescription(
        [this](const ShelvedBackup &one) { return backupDescription(m_controller, one); });
    full->addWidget(m_axis);
    full->addWidget(horizontalLine(m_full));
    m_strip = new BackupStrip(controller, theme, m_full);
    full->addWidget(m_strip);
    full->addWidget(horizontalLine(m_full));
    m_lower = new QStackedWidget(m_full);
    m_list = new BackupListPane(theme, m_lower);
    m_lower->addWidget(m_list);
    m_view = new ArchiveView(archive, theme, syntax, m_lower);
    m_lower->addWidget(m_view);
    m_data = new DataComparisonView(comparison, theme, m_lower);
    m_lower->addWidget(m_data);
    full->addWidget(m_lower, 1);
    m_states->addWidget(m_full);
    makeStates();
    m_panels = new BackupPanels(controller, theme, this);
    row->addWidget(m_panels);
    fillMenu();
    connectParts();
    connect(&controller, &BackupsController::shelfChanged, this, &BackupsPage::shelfChanged);
    connect(&controller, &BackupsController::jobChanged, this, &BackupsPage::showStrip);
    connect(&controller, &BackupsController::verifiedChanged, this, &BackupsPage::showStrip);
    connect(&controller, &BackupsController::added, this, [this](const QString &path) {
        setCurrent(path);
        openCurrent();
    });
    connect(&controller, &BackupsController::made, this, [this](const QString &path) {
        m_wanted = path;
        m_wantedOpen = false;
    });
    connect(&archive, &ArchiveController::exported, this, &BackupsPage::exported);
    shelfChanged();
}

void BackupsPage::connectParts()
{
    connect(m_axis, &BackupAxis::currentChosen, this, &BackupsPage::setCurrent);
    connect(m_axis, &BackupAxis::openWanted, this, [this](const QString &path) {
        setCurrent(path);
        openCurrent();
    });
    connect(m_axis, &BackupAxis::secondChosen, this, &BackupsPage::showStrip);
    connect(m_strip, &BackupStrip::openWanted, this, [this](bool open) {
        if (open)
            openCurrent();
        else
            showOpen(false);
    });
    connect(m_strip, &BackupStrip::verifyWanted, this, &BackupsPage::verifyCurrent);
    connect(m_strip, &BackupStrip::restoreWanted, this, &BackupsPage::restoreCurrent);
    connect(m_list, &BackupListPane::currentChosen, this, &BackupsPage::setCurrent);
    connect(m_list, &BackupListPane::filtered, this, [this] { setCurrent(m_current); });
    connect(m_list, &BackupListPane::openWanted, this, &BackupsPage::openCurrent);
    connect(m_list, &BackupListPane::menuWanted, this,
            [this](const QPoint &at) { m_strip->menu()->popup(at); });
    connect(m_data, &DataComparisonView::closeWanted, &m_comparison, &DataCompareController::close);
    connect(m_data, &DataComparisonView::schemasWanted, this, [this] {
        Q_EMIT pageWanted(u"compare"_s, {{u"before"_s, m_comparison.beforeText()},
                                         {u"after"_s, m_comparison.afterText()}});
    });
    connect(&m_comparison, &DataCompareController::stateChanged, this, [this] {
        if (m_comparison.state() == DataCompareController::State::Nothing && isComparing())
            showOpen(false);
    });
    connect(m_panels, &BackupPanels::backupWanted, this, &BackupsPage::setCurrent);
    connect(m_panels, &BackupPanels::closed, this, [this] {
        if (m_states->currentWidget() == m_full && !isOpen())
            m_list->focusList();
    });
}

// ---- Its parts

QWidget *BackupsPage::makeHead()
{
    auto *head = new QWidget(this);
    auto *line = new QHBoxLayout(head);
    line->setContentsMargins(20, 12, 12, 12);
    line->setSpacing(8);
    line->addWidget(titleLabel(m_theme, tr("Backups"), head));
    m_facts = new ElidedLabel(head);
    m_facts->setObjectName(u"backupsFacts"_s);
    m_facts->setProperty("kind", u"muted"_s);
    line->addWidget(m_facts, 1);
    m_make = primaryButton(tr("Back up now"), head);
    m_make->setObjectName(u"backupNow"_s);
    connect(m_make, &QPushButton::clicked, this, &BackupsPage::makeNow);
    line->addWidget(m_make);
    QPushButton *file = plainButton(tr("Open file…"), head);
    file->setObjectName(u"backupOpenFile"_s);
    connect(file, &QPushButton::clicked, this, &BackupsPage::chooseFile);
    line->addWidget(file);
    m_prune = plainButton(tr("Prune…"), head);
    m_prune->setObjectName(u"backupPrune"_s);
    connect(m_prune, &QPushButton::clicked, this, &BackupsPage::pruneNow);
    line->addWidget(m_prune);
    auto *refresh = iconButton(m_theme, u"refresh"_s, tr("Look again"), head);
    refresh->setObjectName(u"backupRefresh"_s);
    connect(refresh, &QToolButton::clicked, &m_controller, &BackupsController::refresh);
    line->addWidget(refresh);
    return head;
}

void BackupsPage::makeStates()
{
    m_empty = new EmptyState(m_theme, this);
    m_empty->setObjectName(u"backupsEmpty"_s);
    QPushButton *make = m_empty->addAction(tr("Back up now"));
    make->setObjectName(u"backupsEmptyMake"_s);
    connect(make, &QPushButton::clicked, this, &BackupsPage::makeNow);
    connect(m_empty->addAction(tr("Open file…")), &QPushButton::clicked, this,
            &BackupsPage::chooseFile);
    m_loading = new EmptyState(m_theme, this);
    m_loading->setContents(u"backups"_s, tr("Looking at the backups…"), {});
    m_error = addErrorPage(*m_states, m_theme, u"backupsError"_s);
    connect(m_error->addAction(tr("Try again")), &QPushButton::clicked, &m_controller,
            &BackupsController::refresh);
    for (QWidget *page : std::initializer_list<QWidget *>{m_empty, m_loading})
        m_states->addWidget(page);
}

void BackupsPage::fillMenu()
{
    QMenu *menu = m_strip->menu();
    menu->addAction(tr("Open"), this, &BackupsPage::openCurrent);
    menu->addAction(tr("Verify"), this, &BackupsPage::verifyCurrent);
    menu->addAction(tr("Restore…"), this, &BackupsPage::restoreCurrent);
    menu->addSeparator();
    QAction *describe = menu->addAction(tr("Name and label…"), this, &BackupsPage::describeCurrent);
    menu->addAction(tr("Show in the file manager"), this, [this] {
        if (!m_current.isEmpty())
            showInFileManager({m_current});
    });
    connect(m_strip->compareMenu(), &QMenu::aboutToShow, this, &BackupsPage::fillCompareMenu);
    connect(menu, &QMenu::aboutToShow, this, [this, describe] {
        const ShelvedBackup *one = currentBackup();
        describe->setEnabled(one && one->backup.manifest);
    });
}

/// Its rows beside those of another one; the older backup is what was before.
void BackupsPage::fillCompareMenu()
{
    QMenu *menu = m_strip->compareMenu();
    menu->clear();
    qDeleteAll(menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly));
    const auto shelf = m_controller.shelf();
    const ShelvedBackup *one = currentBackup();
    if (!one)
        return;
    const QString own = u"backup:"_s + one->backup.path;
    const auto withBackup = [&](QMenu *in, const Backup &other) {
        const bool later = other.madeAt > one->backup.madeAt;
        const QString source = u"backup:"_s + other.path;
        in->addAction(literalText(tr("With %1").arg(other.fileName())), this,
                      [this, before = later ? own : source, after = later ? source : own] {
                          compare(before, after);
                      });
    };
    if (const ShelvedBackup *second = shelf->at(shelf->find(m_axis->second())))
        withBackup(menu, second->backup);
    else
        menu->addAction(tr("With another backup: Ctrl and click on it above"))->setEnabled(false);
    QMenu *others = menu->addMenu(tr("With another backup"));
    for (auto at = shelf->backups.rbegin();
         at != shelf->backups.rend() && others->actions().size() < mostOffered; ++at)
        if (at->backup.path != one->backup.path)
            withBackup(others, at->backup);
    others->setEnabled(!others->isEmpty());
    menu->addSeparator();
    for (const QString &name : m_controller.environments())
        menu->addAction(literalText(tr("With %1 as it is now").arg(name)), this,
                        [this, own, name] { compare(own, name); });
    menu->addAction(tr("With what the migrations make"), this,
                    [this, own] { compare(own, u"@"_s); });
    auto *states = new MigrationsMenu(tr("With the migrations up to"), m_theme, menu);
    states->setObjectName(u"backupCompareStates"_s);
    states->setMigrations(m_controller.migrations());
    connect(states, &MigrationsMenu::chosen, this,
            [this, own](const QString &source) { compare(own, source); });
    menu->addMenu(states);
}

void BackupsPage::compare(const QString &before, const QString &after)
{
    m_comparison.compare(before, after);
    m_lower->setCurrentWidget(m_data);
    showStrip();
    m_data->focusTables();
}

bool BackupsPage::isComparing() const
{
    return m_lower->currentWidget() == m_data;
}

// ---- Following the controller

const ShelvedBackup *BackupsPage::currentBackup() const
{
    const auto shelf = m_controller.shelf();
    return shelf ? shelf->at(shelf->find(m_current)) : nullptr;
}

void BackupsPage::shelfChanged()
{
    const auto shelf = m_controller.shelf();
    m_axis->setShelf(shelf);
    if (!shelf)
        m_archive.close(); // of another workspace
    m_list->setShelf(shelf, [this](const Backup &backup) { return m_controller.tideOf(backup); });
    if (shelf && !m_wanted.isEmpty() && shelf->find(m_wanted) >= 0) {
        setCurrent(std::exchange(m_wanted, {}));
        if (std::exchange(m_wantedOpen, false))
            openCurrent();
    } else if (shelf && shelf->find(m_current) < 0) {
        const QString newest =
            shelf->backups.empty() ? QString() : shelf->backups.back().backup.path;
        if (isOpen())
            showOpen(false);
        setCurrent(newest);
    } else {
        setCurrent(m_current);
        if (const ShelvedBackup *one = currentBackup();
            one && isOpen() && !m_archive.path().isEmpty())
            openIfOther(*one);
    }
    showFacts();
    showState();
}

void BackupsPage::showFacts()
{
    const auto shelf = m_controller.shelf();
    QStringList facts;
    if (shelf && !shelf->backups.empty())
        facts += shelfText(*shelf);
    if (shelf && !shelf->folder.findings.isEmpty())
        facts += tr("%1 not usable").arg(shelf->folder.findings.size());
    m_facts->setFullText(facts.join(u" · "_s),
                         shelf ? shelf->folder.findings.join(u'\n') : QString());
    const int going = shelf ? shelf->goingCount() + int(shelf->plan.leftovers.size()) : 0;
    m_prune->setText(going > 0 ? tr("Prune %1…").arg(going) : tr("Prune…"));
    m_prune->setEnabled(shelf && !shelf->folder.backups.empty());
    m_make->setEnabled(!m_controller.environments().isEmpty());
}

void BackupsPage::showState()
{
    const auto shelf = m_controller.shelf();
    if (shelf && !shelf->backups.empty()) {
        m_states->setCurrentWidget(m_full);
    } else if (m_controller.error()) {
        m_error->setError(*m_controller.error());
        m_states->setCurrentWidget(m_error->parentWidget());
    } else if (!shelf) {
        m_states->setCurrentWidget(m_loading);
    } else {
        m_empty->setContents(
            u"backups"_s, tr("No backups yet"),
            tr("Backups are kept in %1: those made here and by the command line, and any dump or "
               "SQLite file that is put there. Open one without restoring it, prove it, restore "
               "it. Files from elsewhere can be dropped here.")
                .arg(QDir::toNativeSeparators(m_controller.folder())));
        m_states->setCurrentWidget(m_empty);
    }
}

void BackupsPage::showStrip()
{
    m_strip->show(currentBackup(), isOpen());
}

void BackupsPage::setCurrent(const QString &path)
{
    const bool other = path != m_current;
    m_current = path;
    m_axis->setCurrent(path);
    m_list->setCurrent(path);
    // Who looks into one and chooses another wants to look into that.
    if (other && isOpen())
        openCurrent();
    showStrip();
}

bool BackupsPage::isOpen() const
{
    return m_lower->currentWidget() == m_view;
}

void BackupsPage::openCurrent()
{
    const ShelvedBackup *one = currentBackup();
    if (!one)
        return;
    if (m_archive.state() == ArchiveController::State::Failed)
        m_archive.close();
    openIfOther(*one);
    showOpen(true);
}

/// A backup may have been written anew under its name.
void BackupsPage::openIfOther(const ShelvedBackup &one)
{
    const OpenedFile file{one.backup.path, one.backup.bytes, one.backup.madeAt};
    if (m_archive.path() == file.path && m_opened == file)
        return;
    m_opened = file;
    m_archive.open(file.path, one.backup.manifest ? one.backup.manifest->contents : std::nullopt);
}

void BackupsPage::showOpen(bool open)
{
    m_lower->setCurrentWidget(open ? static_cast<QWidget *>(m_view) : m_list);
    m_comparison.close(); // unseen it would keep what was restored for it
    showStrip();
    if (open)
        m_view->focusTree();
    else
        m_list->focusList();
}

// ---- What people do

void BackupsPage::makeNow()
{
    m_panels->make(m_controller.currentEnvironment());
}

void BackupsPage::restoreCurrent()
{
    const ShelvedBackup *one = currentBackup();
    if (!one)
        return;
    std::vector<TableName> tables;
    if (one->backup.manifest && one->backup.manifest->contents) {
        for (const TableContents &table : one->backup.manifest->contents->tables)
            tables.push_back({table.schema, table.name});
    } else if (m_archive.path() == one->backup.path && m_archive.contents()) {
        for (const ArchiveTable &table : m_archive.contents()->tables)
            tables.push_back({table.schema, table.name});
    }
    m_panels->restore(one->backup, tables);
}

void BackupsPage::verifyCurrent()
{
    if (!m_current.isEmpty())
        m_controller.verify(m_current);
}

void BackupsPage::describeCurrent()
{
    const ShelvedBackup *one = currentBackup();
    if (one && one->backup.manifest)
        m_panels->describe(one->backup);
}

void BackupsPage::pruneNow()
{
    m_panels->prune();
}

void BackupsPage::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("Open a backup"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({tr("Backups (*.dump *.sql *.gz *.zst *.lz4 *.tar *.db *.sqlite "
                               "*.backup toc.dat)"),
                            tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString &path) {
        // A directory archive is chosen by its table of contents.
        const QFileInfo file(path);
        m_controller.addFile(file.fileName() == u"toc.dat" ? file.absolutePath() : path);
    });
    dialog->open();
}

void BackupsPage::exported(const QString &path, const std::optional<Error> &error, bool bytesShown)
{
    if (error && error->kind == ErrorKind::Cancelled)
        m_controller.report(
            {Tone::Neutral, tr("Not exported to %1.").arg(QDir::toNativeSeparators(path)), {}, {}});
    else if (error)
        m_controller.report({Tone::Bad, error->summary, {}, error});
    else
        m_controller.report(
            {Tone::Good,
             tr("Exported to %1.").arg(QDir::toNativeSeparators(path)),
             bytesShown ? QStringList{tr("Some values are no text in the backup's encoding; such "
                                         "bytes are written as \\xe9.")}
                        : QStringList(),
             {}});
}

void BackupsPage::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile())
        event->acceptProposedAction();
}

void BackupsPage::dropEvent(QDropEvent *event)
{
    for (const QUrl &url : event->mimeData()->urls())
        if (url.isLocalFile())
            m_controller.addFile(QDir::cleanPath(url.toLocalFile()));
    event->acceptProposedAction();
}

void BackupsPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !m_panels->isHidden())
        m_panels->close();
    else if (event->key() == Qt::Key_Escape && isComparing())
        m_comparison.close();
    else if (event->key() == Qt::Key_Escape && isOpen())
        showOpen(false);
    else
        Page::keyPressEvent(event);
}

void BackupsPage::showEvent(QShowEvent *event)
{
    Page::showEvent(event);
    m_controller.refresh();
}

// ---- As a page

void BackupsPage::activated()
{
    if (m_states->currentWidget() != m_full)
        m_make->setFocus();
    else if (isOpen())
        m_view->focusTree();
    else if (isComparing())
        m_data->focusTables();
    else
        m_list->focusList();
}

std::vector<PaletteItem> BackupsPage::paletteItems()
{
    const QString action = tr("action in Backups");
    const auto here = [this](auto act) {
        return [this, act] {
            Q_EMIT pageWanted(name(), {});
            act();
        };
    };
    std::vector<PaletteItem> items{
        {tr("Back up now"), action, u"backups"_s, {}, here([this] { makeNow(); })},
        {tr("Open a backup from a file…"), action, u"folder"_s, {}, here([this] { chooseFile(); })},
        {tr("Prune backups…"), action, u"minus"_s, {}, here([this] { pruneNow(); })},
    };
    const auto shelf = m_controller.shelf();
    const int count = shelf ? int(shelf->backups.size()) : 0;
    constexpr int mostItems = 1000;
    for (int i = count - 1; i >= qMax(0, count - mostItems); --i) {
        const Backup &backup = shelf->backups[size_t(i)].backup;
        items.push_back({backup.fileName(),
                         tr("backup, %1").arg(whenMadeText(backup.madeAt)),
                         u"backups"_s,
                         {},
                         here([this, path = backup.path] {
                             setCurrent(path);
                             openCurrent();
                         })});
    }
    return items;
}

QVariantMap BackupsPage::saveState() const
{
    return {{u"columns"_s, m_list->saveColumns()},
            {u"comparison"_s, m_data->splitter()->saveState()},
            {u"archive"_s, m_view->splitter()->saveState()},
            {u"current"_s, m_current}};
}

void BackupsPage::restoreState(const QVariantMap &state)
{
    m_list->restoreColumns(state.value(u"columns"_s).toMap());
    m_view->splitter()->restoreState(state.value(u"archive"_s).toByteArray());
    m_data->splitter()->restoreState(state.value(u"comparison"_s).toByteArray());
    const QString current = state.value(u"current"_s).toString();
    if (m_controller.shelf() && m_controller.shelf()->find(current) >= 0)
        setCurrent(current);
    else if (!m_controller.shelf())
        m_wanted = current;
}

void BackupsPage::take(const QVariantMap &arguments)
{
    if (const QString file = arguments.value(u"file"_s).toString(); !file.isEmpty())
        m_controller.addFile(file);
}

} // namespace tidemark
