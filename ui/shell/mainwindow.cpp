// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"

#include "shell/paletteoverlay.h"
#include "shell/rail.h"
#include "shell/taskstrip.h"
#include "shell/topbar.h"
#include "shell/welcomepage.h"
#include "shell/workspacesetup.h"
#include "workbench/services.h"
#include "workbench/settings.h"
#include "workbench/tasklist.h"
#include "workbench/workspacecontroller.h"

#include <QCloseEvent>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QPainter>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int frameWidth = 3;
constexpr QSize firstSize(1280, 800);

QString schemeName(Theme::Scheme scheme)
{
    switch (scheme) {
    case Theme::Scheme::Light:
        return u"light"_s;
    case Theme::Scheme::Dark:
        return u"dark"_s;
    case Theme::Scheme::System:
        break;
    }
    return u"system"_s;
}

Theme::Scheme schemeOf(const QString &name)
{
    if (name == u"light")
        return Theme::Scheme::Light;
    return name == u"dark" ? Theme::Scheme::Dark : Theme::Scheme::System;
}

} // namespace

MainWindow::MainWindow(Theme &theme, SyntaxRepository &syntax, Services &services,
                       WorkspaceController &workspaces)
    : m_theme(theme)
    , m_services(services)
    , m_workspaces(workspaces)
    , m_topBar(new TopBar(theme, workspaces))
    , m_bands(new QVBoxLayout)
    , m_rail(new Rail(theme))
    , m_stack(new QStackedWidget)
    , m_welcome(new WelcomePage(theme, workspaces))
    , m_setup(new WorkspaceSetup(theme, syntax))
    , m_taskStrip(new TaskStrip(theme, services.tasks))
{
    setObjectName(u"tidemark"_s);
    setWindowIcon(QIcon(u":/tidemark.svg"_s));
    m_stack->addWidget(m_welcome);
    m_stack->addWidget(m_setup);

    auto *central = new QWidget;
    auto *middle = new QHBoxLayout;
    middle->setSpacing(0);
    middle->addWidget(m_rail);
    middle->addWidget(m_stack, 1);
    m_bands->setSpacing(0);
    auto *layout = new QVBoxLayout(central);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_topBar);
    layout->addLayout(m_bands);
    layout->addLayout(middle, 1);
    layout->addWidget(m_taskStrip);
    setCentralWidget(central);
    m_palette = new PaletteOverlay(theme, this);

    connect(m_rail, &Rail::chosen, this, &MainWindow::showIndex);
    connect(m_topBar, &TopBar::openWanted, this, &MainWindow::chooseFolder);
    connect(m_topBar, &TopBar::recentWanted, this, &MainWindow::openFolder);
    connect(m_topBar, &TopBar::closeWanted, &workspaces, &WorkspaceController::close);
    connect(m_topBar, &TopBar::paletteWanted, this, &MainWindow::openPalette);
    connect(m_topBar, &TopBar::schemeWanted, this, [this](Theme::Scheme scheme) {
        m_theme.setScheme(scheme);
        settingsOf(m_services).setValue("window/scheme"_L1, schemeName(scheme));
    });
    connect(m_welcome, &WelcomePage::openWanted, this, &MainWindow::chooseFolder);
    connect(m_welcome, &WelcomePage::sampleWanted, this, &MainWindow::openSample);
    connect(m_welcome, &WelcomePage::recentWanted, this, &MainWindow::openFolder);
    connect(m_setup, &WorkspaceSetup::cancelled, this, &MainWindow::follow);
    connect(m_setup, &WorkspaceSetup::accepted, this,
            [this](const QString &folder, const QString &text) {
                if (!m_workspaces.create(folder, text))
                    follow();
            });
    connect(&workspaces, &WorkspaceController::discovered, m_setup, &WorkspaceSetup::setFound);
    connect(&workspaces, &WorkspaceController::workspaceChanged, this, &MainWindow::follow);
    connect(&workspaces, &WorkspaceController::errorChanged, this, &MainWindow::follow);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    addShortcuts();
    restoreState();
    follow();
}

MainWindow::~MainWindow() = default;

void MainWindow::addPlace(Place place)
{
    m_rail->addPlace(place.title, place.name);
    m_places.push_back({std::move(place)});
    const int index = int(m_places.size()) - 1;
    if (index < 9) {
        auto *shortcut = new QShortcut(QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + index)), this);
        connect(shortcut, &QShortcut::activated, this, [this, index] { showIndex(index); });
    }
    follow();
}

Page *MainWindow::pageAt(std::size_t index)
{
    Known &known = m_places[index];
    if (!known.page) {
        Page *page = known.page = known.place.make();
        page->setObjectName(u"page-"_s + known.place.name);
        page->setAccessibleName(known.place.title);
        m_stack->addWidget(page);
        connect(page, &Page::pageWanted, this, &MainWindow::showPage);
        page->restoreState(settingsOf(m_services).value("pages/"_L1 + known.place.name).toMap());
    }
    return known.page;
}

void MainWindow::addBand(QWidget *band)
{
    m_bands->addWidget(band);
}

void MainWindow::addPaletteSource(std::function<std::vector<PaletteItem>()> source)
{
    m_paletteSources.push_back(std::move(source));
}

void MainWindow::showPage(const QString &name, const QVariantMap &arguments)
{
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (m_places[i].place.name != name)
            continue;
        showIndex(int(i));
        pageAt(i)->take(arguments);
    }
}

void MainWindow::showIndex(int index)
{
    if (!m_workspaces.workspace() || index < 0 || std::size_t(index) >= m_places.size())
        return;
    Page *page = pageAt(std::size_t(index));
    m_stack->setCurrentWidget(page);
    m_rail->setCurrent(index);
    m_lastPage = m_places[std::size_t(index)].place.name;
    page->activated();
}

void MainWindow::follow()
{
    const auto workspace = m_workspaces.workspace();
    setWindowTitle(workspace ? tr("%1 – Tidemark").arg(workspace->name) : tr("Tidemark"));
    m_rail->setVisible(workspace != nullptr);
    if (const std::optional<Error> error = m_workspaces.error())
        m_welcome->setError(error->where.isValid()
                                ? error->where.toString() + u": "_s + error->summary
                                : error->summary,
                            error->detail, error->hint);
    else
        m_welcome->setError({}, {}, {});
    if (!workspace) {
        m_stack->setCurrentWidget(m_welcome);
        return;
    }
    if (m_places.empty())
        return;
    const auto *shown = qobject_cast<Page *>(m_stack->currentWidget());
    if (shown)
        return;
    int index = 0;
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        if (m_places[i].place.name == m_lastPage)
            index = int(i);
    }
    showIndex(index);
}

void MainWindow::setFrame(std::optional<Colour> colour)
{
    m_frame = colour;
    const int margin = colour ? frameWidth : 0;
    centralWidget()->layout()->setContentsMargins(margin, margin, margin, margin);
    update();
}

void MainWindow::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(m_frame.value_or(Colour::Window)));
    // Grooves of scroll bars and the like let through what is below them.
    if (m_frame)
        painter.fillRect(rect().marginsRemoved(centralWidget()->layout()->contentsMargins()),
                         m_theme.colour(Colour::Window));
}

void MainWindow::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(
        this, tr("Open a folder with migrations"),
        m_workspaces.workspace() ? m_workspaces.workspace()->folder().absolutePath()
                                 : QDir::homePath());
    if (!folder.isEmpty())
        openFolder(folder);
}

void MainWindow::openFolder(const QString &folder)
{
    if (findWorkspaceFile(QDir(folder))) {
        m_workspaces.open(folder);
        return;
    }
    m_setup->setSearching(folder);
    m_stack->setCurrentWidget(m_setup);
    m_workspaces.discover(folder);
}

void MainWindow::openSample()
{
    if (const Result<QString> opened = m_workspaces.openSample(QDir::homePath()); !opened)
        m_welcome->setError(opened.error().summary, opened.error().detail, opened.error().hint);
}

void MainWindow::openPalette()
{
    m_palette->open(paletteItems());
}

std::vector<PaletteItem> MainWindow::paletteItems()
{
    std::vector<PaletteItem> items;
    const auto take = [&items](std::vector<PaletteItem> more) {
        items.insert(items.end(), std::make_move_iterator(more.begin()),
                     std::make_move_iterator(more.end()));
    };
    const auto workspace = m_workspaces.workspace();
    if (workspace) {
        // The shown page's own actions are the likeliest.
        if (auto *page = qobject_cast<Page *>(m_stack->currentWidget()))
            take(page->paletteItems());
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            items.push_back({m_places[i].place.title, tr("place"), m_places[i].place.name,
                             QKeySequence(Qt::CTRL | Qt::Key(Qt::Key_1 + int(i)))
                                 .toString(QKeySequence::NativeText),
                             [this, i] { showIndex(int(i)); }});
        }
        for (const Environment &environment : workspace->environments) {
            const QString name = environment.name;
            items.push_back({name,
                             tr("environment, %1").arg(environmentRoleName(environment.role)),
                             u"database"_s,
                             {},
                             [this, name] { m_workspaces.setCurrentEnvironment(name); }});
        }
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            if (Page *page = pageAt(i); page != m_stack->currentWidget())
                take(page->paletteItems());
        }
    }
    for (const auto &source : m_paletteSources)
        take(source());
    items.push_back({tr("Open folder…"), tr("workspace"), u"folder"_s,
                     QKeySequence(QKeySequence::Open).toString(QKeySequence::NativeText),
                     [this] { chooseFolder(); }});
    for (const QString &folder : m_workspaces.recentFolders()) {
        items.push_back({QDir(folder).dirName(),
                         QDir::toNativeSeparators(folder),
                         u"folder"_s,
                         {},
                         [this, folder] { openFolder(folder); }});
    }
    items.push_back(
        {tr("Try the sample shop"), tr("workspace"), u"play"_s, {}, [this] { openSample(); }});
    if (workspace) {
        items.push_back({tr("Close workspace"), tr("workspace"), u"close"_s, {}, [this] {
                             m_workspaces.close();
                         }});
    }
    const std::pair<Theme::Scheme, QString> schemes[] = {
        {Theme::Scheme::System, tr("Colours like the desktop")},
        {Theme::Scheme::Light, tr("Light colours")},
        {Theme::Scheme::Dark, tr("Dark colours")},
    };
    for (const auto &[scheme, text] : schemes) {
        items.push_back({text, tr("appearance"), u"theme"_s, {}, [this, wanted = scheme] {
                             Q_EMIT m_topBar->schemeWanted(wanted);
                         }});
    }
    return items;
}

void MainWindow::addShortcuts()
{
    const auto add = [this](const QKeySequence &keys, auto act) {
        auto *shortcut = new QShortcut(keys, this);
        connect(shortcut, &QShortcut::activated, this, act);
    };
    add(QKeySequence(Qt::CTRL | Qt::Key_K), [this] { openPalette(); });
    add(QKeySequence(QKeySequence::Open), [this] { chooseFolder(); });
    add(QKeySequence(QKeySequence::Quit), [this] { close(); });
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    saveState();
    // What runs is asked to stop and leaves a consistent state; the pool waits for it at the end.
    m_services.tasks.stopAll();
    QMainWindow::closeEvent(event);
}

void MainWindow::saveState()
{
    QSettings settings = settingsOf(m_services);
    settings.setValue("window/geometry"_L1, saveGeometry());
    settings.setValue("window/page"_L1, m_lastPage);
    for (const Known &known : m_places) {
        if (known.page)
            settings.setValue("pages/"_L1 + known.place.name, known.page->saveState());
    }
}

void MainWindow::restoreState()
{
    const QSettings settings = settingsOf(m_services);
    m_lastPage = settings.value("window/page"_L1).toString();
    m_theme.setScheme(schemeOf(settings.value("window/scheme"_L1).toString()));
    if (!restoreGeometry(settings.value("window/geometry"_L1).toByteArray()))
        resize(firstSize);
}

} // namespace tidemark
