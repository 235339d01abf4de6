// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/page.h"

#include <QMainWindow>

#include <optional>
#include <vector>

class QStackedWidget;
class QVBoxLayout;

namespace tidemark {

class PaletteOverlay;
class Rail;
class SyntaxRepository;
class TaskStrip;
class TopBar;
class WelcomePage;
class WorkspaceSetup;
class WorkspaceController;
struct Services;

/// The window: a rail of places, a bar on top, a strip at the bottom, and what is looked at in
/// between. It knows pages by their interface only.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    MainWindow(Theme &theme, SyntaxRepository &syntax, Services &services,
               WorkspaceController &workspaces);
    ~MainWindow() override;

    /// In the order of the rail. Its page is made when it is first shown or asked, and the
    /// window's.
    void addPlace(Place place);
    /// A band below the top bar, as wide as the window.
    void addBand(QWidget *band);
    /// Offered by the palette beside what the pages offer.
    void addPaletteSource(std::function<std::vector<PaletteItem>()> source);

    void showPage(const QString &name, const QVariantMap &arguments = {});
    /// A frame around the whole window, for a database that must not be mistaken for another.
    void setFrame(std::optional<Colour> colour);

    void openFolder(const QString &folder);
    void openSample();
    void openPalette();

    TopBar &topBar() { return *m_topBar; }
    TaskStrip &taskStrip() { return *m_taskStrip; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void chooseFolder();
    void follow();
    void saveState();
    void restoreState();
    std::vector<PaletteItem> paletteItems();
    void addShortcuts();
    void showIndex(int index);
    Page *pageAt(std::size_t index);

    Theme &m_theme;
    Services &m_services;
    WorkspaceController &m_workspaces;
    struct Known
    {
        Place place;
        Page *page = nullptr; ///< none yet: nobody was there
    };
    std::vector<Known> m_places;
    std::vector<std::function<std::vector<PaletteItem>()>> m_paletteSources;
    TopBar *m_topBar;
    QVBoxLayout *m_bands;
    Rail *m_rail;
    QStackedWidget *m_stack;
    WelcomePage *m_welcome;
    WorkspaceSetup *m_setup;
    TaskStrip *m_taskStrip;
    PaletteOverlay *m_palette;
    QString m_lastPage;
    std::optional<Colour> m_frame;
};

} // namespace tidemark
