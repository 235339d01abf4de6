// SPDX-License-Identifier: GPL-3.0-or-later
#include "environments/guardbar.h"

#include "widgets/controls.h"
#include "workbench/productionguard.h"
#include "workbench/workspacecontroller.h"
#include "workspace/arming.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int bandHeight = 44;
constexpr int iconSize = 18;
constexpr qreal quietTint = 0.10;
constexpr qreal armedTint = 0.24;

} // namespace

QString timeLeftText(qint64 milliseconds)
{
    const qint64 seconds = qMax<qint64>(0, (milliseconds + 999) / 1000);
    return u"%1:%2"_s.arg(seconds / 60).arg(seconds % 60, 2, 10, QChar(u'0'));
}

GuardBar::GuardBar(Theme &theme, ProductionGuard &guard, WorkspaceController &workspaces,
                   QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_guard(guard)
    , m_workspaces(workspaces)
    , m_icon(new QLabel(this))
    , m_state(new QLabel(this))
    , m_explanation(new QLabel(this))
    , m_name(new QLineEdit(this))
    , m_arm(dangerButton(tr("Arm…"), this))
    , m_confirm(dangerButton(tr("Arm"), this))
    , m_cancel(plainButton(tr("Cancel"), this))
    , m_disarm(plainButton(tr("Disarm"), this))
{
    setObjectName(u"guardBar"_s);
    setFixedHeight(bandHeight);
    m_icon->setFixedSize(iconSize, iconSize);
    m_state->setObjectName(u"guardState"_s);
    m_state->setFont(theme.strongFont());
    m_state->setProperty("kind", u"bad"_s);
    m_explanation->setObjectName(u"guardExplanation"_s);
    m_explanation->setMinimumWidth(0);
    m_explanation->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    m_name->setObjectName(u"guardName"_s);
    m_name->setFixedWidth(220);
    m_name->installEventFilter(this);
    m_arm->setObjectName(u"guardArm"_s);
    m_confirm->setObjectName(u"guardConfirm"_s);
    m_confirm->setDefault(true);
    m_cancel->setObjectName(u"guardCancel"_s);
    m_disarm->setObjectName(u"guardDisarm"_s);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 0, 16, 0);
    layout->setSpacing(8);
    layout->addWidget(m_icon);
    layout->addWidget(m_state);
    layout->addSpacing(4);
    layout->addWidget(m_explanation, 1);
    for (QWidget *widget :
         std::initializer_list<QWidget *>{m_name, m_confirm, m_cancel, m_arm, m_disarm})
        layout->addWidget(widget);

    connect(m_arm, &QPushButton::clicked, this, &GuardBar::askForName);
    connect(m_confirm, &QPushButton::clicked, this, &GuardBar::arm);
    connect(m_name, &QLineEdit::returnPressed, this, &GuardBar::arm);
    connect(m_name, &QLineEdit::textEdited, this, &GuardBar::showState);
    connect(m_cancel, &QPushButton::clicked, this, &GuardBar::leaveField);
    connect(m_disarm, &QPushButton::clicked, &guard, &ProductionGuard::disarm);
    connect(&guard, &ProductionGuard::changed, this, &GuardBar::showState);
    connect(&workspaces, &WorkspaceController::workspaceChanged, this, &GuardBar::follow);
    connect(&workspaces, &WorkspaceController::environmentChanged, this, &GuardBar::follow);
    connect(&theme, &Theme::changed, this, &GuardBar::showState);
    m_clock.setInterval(200);
    connect(&m_clock, &QTimer::timeout, this, &GuardBar::showTime);
    follow();
}

void GuardBar::follow()
{
    const Environment *environment = m_workspaces.environment();
    const bool guarded = environment && needsArming(*environment);
    if (!guarded || m_shownFor != environment->name) {
        m_asking = false;
        m_name->clear();
    }
    m_shownFor = guarded ? environment->name : QString();
    setVisible(guarded);
    showState();
}

void GuardBar::showState()
{
    const Environment *environment = m_workspaces.environment();
    if (!environment || !needsArming(*environment)) {
        m_clock.stop();
        return;
    }
    const bool armed = m_guard.isArmed(*environment);
    if (armed)
        m_asking = false;
    m_name->setVisible(m_asking);
    m_confirm->setVisible(m_asking);
    m_cancel->setVisible(m_asking);
    m_arm->setVisible(!m_asking && !armed);
    m_disarm->setVisible(armed);
    m_confirm->setEnabled(checkArmed(*environment, m_name->text()).has_value());
    m_name->setPlaceholderText(tr("type %1").arg(environment->name));
    m_name->setAccessibleName(tr("Name of the environment to arm"));
    setStyleProperty(m_name, "invalid", false);
    m_explanation->setText(
        armed      ? tr("What you do now is done to %1.").arg(environment->name)
        : m_asking ? tr("Type the environment's name to be able to write to it.")
                   : tr("Look, compare and rehearse on a copy; nothing is written to it."));
    m_icon->setPixmap(m_theme.pixmap(armed ? u"unlock"_s : u"lock"_s, Colour::BadText, iconSize,
                                     devicePixelRatioF()));
    if (armed)
        m_clock.start();
    else
        m_clock.stop();
    showTime();
    update();
}

void GuardBar::showTime()
{
    const Environment *environment = m_workspaces.environment();
    if (!environment)
        return;
    const auto until = m_guard.armedUntil();
    const bool armed = until && m_guard.isArmed(*environment);
    const QString state =
        armed
            ? tr("armed for %1").arg(timeLeftText(QDateTime::currentDateTimeUtc().msecsTo(*until)))
            : tr("read-only");
    // The role alone where it is the name as well.
    const QString role = environmentRoleName(environment->role);
    const QString name =
        environment->name == role ? role : u"%1 · %2"_s.arg(environment->name, role);
    m_state->setText(name + u" · "_s + state);
    setAccessibleName(m_state->text());
}

void GuardBar::askForName()
{
    m_asking = true;
    m_name->clear();
    showState();
    m_name->setFocus(Qt::OtherFocusReason);
}

void GuardBar::leaveField()
{
    m_asking = false;
    showState();
    m_arm->setFocus(Qt::OtherFocusReason);
}

void GuardBar::arm()
{
    const Environment *environment = m_workspaces.environment();
    if (!environment)
        return;
    if (m_guard.arm(*environment, m_name->text())) {
        m_disarm->setFocus(Qt::OtherFocusReason);
        return;
    }
    setStyleProperty(m_name, "invalid", true);
    m_explanation->setText(
        tr("That is not its name, letter for letter: %1").arg(environment->name));
    m_name->selectAll();
}

bool GuardBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_name && event->type() == QEvent::KeyPress &&
        static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        leaveField();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void GuardBar::paintEvent(QPaintEvent *)
{
    const Environment *environment = m_workspaces.environment();
    const bool armed = environment && m_guard.isArmed(*environment);
    QPainter painter(this);
    painter.fillRect(rect(),
                     m_theme.tint(Colour::Bad, armed ? armedTint : quietTint, Colour::Base));
    painter.fillRect(QRect(0, height() - 1, width(), 1), m_theme.tint(Colour::Bad, 0.45));
}

} // namespace tidemark
