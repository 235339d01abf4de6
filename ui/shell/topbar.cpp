// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/topbar.h"

#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/environmentcolour.h"
#include "workbench/workspacecontroller.h"

#include <QActionGroup>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QToolButton>

namespace tidemark {

using namespace Qt::StringLiterals;

constexpr int widestName = 240; ///< of a workspace or an environment

/// The environment's dot, name and database in a pill that opens the menu of all of them.
class EnvironmentPill : public QAbstractButton
{
public:
    EnvironmentPill(Theme &theme, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setObjectName(u"environment"_s);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }

    void setEnvironment(const QString &name, const QString &place, EnvironmentRole role)
    {
        m_place = place;
        m_role = role;
        setText(name);
        const QString roleName = environmentRoleName(role);
        setAccessibleName(QObject::tr("Environment %1, %2, %3").arg(name, roleName, place));
        setToolTip(QObject::tr("%1 (%2): %3").arg(name, roleName, place));
        updateGeometry();
        update();
    }

    QSize sizeHint() const override
    {
        const int name =
            qMin(QFontMetrics(m_theme.strongFont()).horizontalAdvance(text()), widestName);
        const int place = qMin(QFontMetrics(m_theme.textFont()).horizontalAdvance(m_place), 320);
        return {16 + 8 + 10 + name + 10 + place + 8 + 14 + 12, 28};
    }
    QSize minimumSizeHint() const override { return {120, 28}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
        painter.setPen(m_theme.colour(hasFocus() ? Colour::Accent : Colour::Line));
        painter.setBrush(m_theme.colour(underMouse() ? Colour::Hover : Colour::Base));
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colour(colourOf(m_role)));
        painter.drawEllipse(QPointF(16, height() / 2.0), 4, 4);
        painter.setFont(m_theme.strongFont());
        painter.setPen(m_theme.colour(Colour::Text));
        int from = 28;
        const QString shown = painter.fontMetrics().elidedText(
            text(), Qt::ElideMiddle, qMin(widestName, width() - from - 32));
        const int name = painter.fontMetrics().horizontalAdvance(shown);
        painter.drawText(QRect(from, 0, name + 1, height()), Qt::AlignVCenter, shown);
        from += name + 10;
        painter.setFont(m_theme.textFont());
        painter.setPen(m_theme.colour(Colour::Muted));
        const QRect rest(from, 0, width() - from - 32, height());
        painter.drawText(rest, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(m_place, Qt::ElideMiddle, rest.width()));
        painter.drawPixmap(
            QPoint(width() - 26, (height() - 14) / 2),
            m_theme.pixmap(u"chevron-down"_s, Colour::Muted, 14, devicePixelRatioF()));
    }
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    Theme &m_theme;
    QString m_place;
    EnvironmentRole m_role = EnvironmentRole::Local;
};

/// Looks like a field, for that is what opens.
class GoButton : public QAbstractButton
{
public:
    GoButton(Theme &theme, QWidget *parent)
        : QAbstractButton(parent)
        , m_theme(theme)
    {
        setText(QObject::tr("Go to anything"));
        setAccessibleName(text());
        setToolTip(QObject::tr("Actions, migrations, environments (Ctrl+K)"));
        setFocusPolicy(Qt::StrongFocus);
        setCursor(Qt::PointingHandCursor);
        setFixedHeight(30);
        setMinimumWidth(180);
        setMaximumWidth(320);
        connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    }
    QSize sizeHint() const override { return {300, 30}; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(m_theme.colour(hasFocus() ? Colour::Accent : Colour::Line));
        painter.setBrush(m_theme.colour(underMouse() ? Colour::Hover : Colour::Base));
        painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7);
        painter.drawPixmap(QPoint(9, 7),
                           m_theme.pixmap(u"search"_s, Colour::Muted, 16, devicePixelRatioF()));
        painter.setPen(m_theme.colour(Colour::Muted));
        painter.drawText(rect().adjusted(33, 0, -70, 0), Qt::AlignVCenter, text());
        painter.setFont(m_theme.smallFont());
        const QString keys = QKeySequence(Qt::CTRL | Qt::Key_K).toString(QKeySequence::NativeText);
        const int width = painter.fontMetrics().horizontalAdvance(keys) + 12;
        const QRectF key(rect().right() - width - 7.5, 5.5, width, 19);
        painter.setPen(m_theme.colour(Colour::Line));
        painter.setBrush(m_theme.colour(Colour::Window));
        painter.drawRoundedRect(key, 4, 4);
        painter.setPen(m_theme.colour(Colour::Muted));
        painter.drawText(key, Qt::AlignCenter, keys);
    }
    void enterEvent(QEnterEvent *) override { update(); }
    void leaveEvent(QEvent *) override { update(); }

private:
    Theme &m_theme;
};

TopBar::TopBar(Theme &theme, WorkspaceController &workspaces, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_workspaces(workspaces)
    , m_workspace(new QToolButton(this))
    , m_facts(new ElidedLabel(this))
    , m_environment(new EnvironmentPill(theme, this))
    , m_go(new GoButton(theme, this))
    , m_view(iconButton(theme, u"theme"_s, tr("Appearance"), this))
    , m_workspaceMenu(new QMenu(this))
    , m_environmentMenu(new QMenu(this))
    , m_viewMenu(new QMenu(this))
{
    setFixedHeight(48);
    m_workspace->setProperty("kind", u"icon"_s);
    m_workspace->setObjectName(u"workspace"_s);
    m_workspace->setToolButtonStyle(Qt::ToolButtonTextOnly);
    m_workspace->setPopupMode(QToolButton::InstantPopup);
    m_workspace->setFont(theme.strongFont());
    m_workspace->setFocusPolicy(Qt::StrongFocus);
    m_workspace->setMenu(m_workspaceMenu);
    m_facts->setProperty("kind", u"muted"_s);
    m_view->setPopupMode(QToolButton::InstantPopup);
    m_view->setMenu(m_viewMenu);
    m_go->setObjectName(u"go"_s);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 0, 12, 1);
    layout->setSpacing(10);
    layout->addWidget(m_workspace);
    layout->addWidget(m_facts);
    layout->addSpacing(6);
    layout->addWidget(m_environment);
    layout->addStretch(1);
    layout->addWidget(m_go, 1);
    layout->addWidget(m_view);

    connect(m_go, &QAbstractButton::clicked, this, &TopBar::paletteWanted);
    connect(m_environment, &QAbstractButton::clicked, this, [this] {
        m_environmentMenu->popup(
            m_environment->mapToGlobal(QPoint(0, m_environment->height() + 4)));
    });
    connect(m_workspaceMenu, &QMenu::aboutToShow, this, &TopBar::fillWorkspaceMenu);
    connect(m_environmentMenu, &QMenu::aboutToShow, this, &TopBar::fillEnvironmentMenu);
    connect(m_viewMenu, &QMenu::aboutToShow, this, &TopBar::fillViewMenu);
    connect(&workspaces, &WorkspaceController::workspaceChanged, this, &TopBar::follow);
    connect(&workspaces, &WorkspaceController::environmentChanged, this, &TopBar::follow);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    follow();
}

void TopBar::setFacts(const QString &facts)
{
    m_facts->setFullText(facts);
}

void TopBar::follow()
{
    const auto workspace = m_workspaces.workspace();
    const QString name = workspace ? workspace->name : tr("Tidemark");
    m_workspace->setText(m_workspace->fontMetrics().elidedText(name, Qt::ElideMiddle, widestName) +
                         u"  "_s);
    m_workspace->setToolTip(workspace ? QDir::toNativeSeparators(workspace->folder().absolutePath())
                                      : tr("No workspace is open"));
    m_workspace->setAccessibleName(workspace ? tr("Workspace %1").arg(workspace->name)
                                             : tr("Workspace"));
    m_facts->setVisible(workspace != nullptr);
    const Environment *environment = m_workspaces.environment();
    m_environment->setVisible(environment != nullptr);
    if (environment) {
        QString place = environment->url;
        if (!environment->service.isEmpty())
            place = tr("service %1").arg(environment->service);
        else if (!environment->urlVariable.isEmpty())
            place = u'$' + environment->urlVariable;
        m_environment->setEnvironment(environment->name, place, environment->role);
    }
}

void TopBar::fillWorkspaceMenu()
{
    m_workspaceMenu->clear();
    m_workspaceMenu->addAction(m_theme.icon(u"folder"_s, Colour::Muted), tr("Open folder…"),
                               QKeySequence::Open, this, &TopBar::openWanted);
    const QStringList recent = m_workspaces.recentFolders();
    if (!recent.isEmpty())
        m_workspaceMenu->addSection(tr("Recent"));
    for (const QString &folder : recent) {
        m_workspaceMenu->addAction(QDir::toNativeSeparators(folder), this,
                                   [this, folder] { Q_EMIT recentWanted(folder); });
    }
    if (m_workspaces.workspace()) {
        m_workspaceMenu->addSeparator();
        m_workspaceMenu->addAction(tr("Close workspace"), this, &TopBar::closeWanted);
    }
}

void TopBar::fillEnvironmentMenu()
{
    m_environmentMenu->clear();
    const auto workspace = m_workspaces.workspace();
    if (!workspace)
        return;
    for (const Environment &environment : workspace->environments) {
        const QString name = environment.name;
        QAction *action = m_environmentMenu->addAction(
            m_theme.icon(u"database"_s, colourOf(environment.role)),
            tr("%1    %2").arg(name, environmentRoleName(environment.role)), this,
            [this, name] { m_workspaces.setCurrentEnvironment(name); });
        action->setCheckable(true);
        action->setChecked(name == m_workspaces.currentEnvironment());
    }
    m_environmentMenu->addSeparator();
    m_environmentMenu->addAction(m_theme.icon(u"settings"_s, Colour::Muted), tr("Environments…"),
                                 this, &TopBar::environmentsWanted);
}

void TopBar::fillViewMenu()
{
    m_viewMenu->clear();
    auto *group = new QActionGroup(m_viewMenu);
    const std::pair<Theme::Scheme, QString> schemes[] = {
        {Theme::Scheme::System, tr("Like the desktop")},
        {Theme::Scheme::Light, tr("Light")},
        {Theme::Scheme::Dark, tr("Dark")},
    };
    for (const auto &[scheme, text] : schemes) {
        QAction *action = m_viewMenu->addAction(
            text, this, [this, wanted = scheme] { Q_EMIT schemeWanted(wanted); });
        action->setCheckable(true);
        action->setChecked(scheme == m_theme.scheme());
        group->addAction(action);
    }
}

void TopBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.colour(Colour::Window));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.colour(Colour::Line));
}

} // namespace tidemark
