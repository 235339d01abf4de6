// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/welcomepage.h"

#include "widgets/controls.h"
#include "widgets/errorpanel.h"
#include "workbench/workspacecontroller.h"

#include <QDir>
#include <QHBoxLayout>
#include <QIcon>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int columnWidth = 460;
constexpr int shownRecent = 6;

} // namespace

WelcomePage::WelcomePage(Theme &theme, WorkspaceController &workspaces, QWidget *parent)
    : QWidget(parent)
    , m_workspaces(workspaces)
    , m_picture(new QLabel(this))
    , m_recentTitle(sectionLabel(theme, tr("Opened before"), this))
    , m_recent(new QVBoxLayout)
    , m_error(new ErrorPanel(theme, this))
{
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *title = new QLabel(tr("Know what a rollback brings back"), this);
    QFont large = theme.titleFont();
    large.setPixelSize(24);
    title->setFont(large);
    QLabel *text = mutedLabel(
        tr("Tidemark runs your migrations up, down and up again on a throw-away copy, and shows "
           "what comes back and what does not: schema and data. Your own databases are only read."),
        this);
    m_sample = primaryButton(tr("Try the sample shop"), this);
    m_sample->setObjectName(u"open-sample"_s);
    m_sample->setToolTip(tr("A small SQLite workspace in a new folder in your home"));
    QPushButton *open = plainButton(tr("Open a folder…"), this);
    open->setObjectName(u"open-folder"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_sample);
    buttons->addWidget(open);
    buttons->addStretch();
    m_recent->setSpacing(0);
    m_error->setObjectName(u"welcome-error"_s);
    m_error->hide();

    auto *column = new QVBoxLayout;
    column->setSpacing(14);
    column->addStretch(2);
    column->addWidget(m_picture);
    column->addWidget(title);
    column->addWidget(text);
    column->addLayout(buttons);
    column->addWidget(m_error);
    column->addSpacing(18);
    column->addWidget(m_recentTitle);
    column->addLayout(m_recent);
    column->addStretch(3);
    auto *holder = new QWidget(this);
    holder->setFixedWidth(columnWidth);
    holder->setLayout(column);
    auto *layout = new QHBoxLayout(this);
    layout->addStretch();
    layout->addWidget(holder);
    layout->addStretch();
    connect(m_sample, &QPushButton::clicked, this, &WelcomePage::sampleWanted);
    connect(open, &QPushButton::clicked, this, &WelcomePage::openWanted);
    connect(&theme, &Theme::changed, this, &WelcomePage::restyle);
    restyle();
}

void WelcomePage::setError(const QString &summary, const QString &detail, const QString &hint)
{
    Error error;
    error.summary = summary;
    error.detail = detail;
    error.hint = hint;
    m_error->setError(error);
    m_error->setVisible(!summary.isEmpty());
}

void WelcomePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    fillRecent();
    m_sample->setFocus();
}

void WelcomePage::fillRecent()
{
    while (QLayoutItem *item = m_recent->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const QStringList folders = m_workspaces.recentFolders().mid(0, shownRecent);
    m_recentTitle->setVisible(!folders.isEmpty());
    for (const QString &folder : folders) {
        auto *button = new QPushButton(
            u"%1   –   %2"_s.arg(QDir(folder).dirName(), QDir::toNativeSeparators(folder)), this);
        button->setProperty("kind", u"link"_s);
        button->setCursor(Qt::PointingHandCursor);
        connect(button, &QPushButton::clicked, this,
                [this, folder] { Q_EMIT recentWanted(folder); });
        m_recent->addWidget(button);
    }
}

void WelcomePage::restyle()
{
    m_picture->setPixmap(QIcon(u":/tidemark.svg"_s).pixmap(QSize(64, 64), devicePixelRatioF()));
}

} // namespace tidemark
