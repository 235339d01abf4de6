// SPDX-License-Identifier: GPL-3.0-or-later
#include "timeline/runpanel.h"

#include "timeline/runplandelegate.h"
#include "timeline/runplanmodel.h"
#include "widgets/controls.h"
#include "widgets/errorpanel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

using State = RunController::State;

constexpr int panelMargin = 18;

QString countedMigrations(size_t count)
{
    return count == 1 ? RunPanel::tr("1 migration") : RunPanel::tr("%1 migrations").arg(count);
}

} // namespace

RunPanel::RunPanel(Theme &theme, RunController &controller, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_controller(controller)
    , m_title(titleLabel(theme, {}))
    , m_sentence(mutedLabel({}))
    , m_warnings(mutedLabel({}))
    , m_progress(new QProgressBar)
    , m_model(new RunPlanModel(this))
    , m_list(new QListView)
    , m_backup(new QCheckBox(tr("Make a backup first")))
    , m_status(mutedLabel({}))
    , m_errorPlace(new QVBoxLayout)
    , m_execute(primaryButton({}))
    , m_executeDanger(dangerButton({}))
    , m_cancel(plainButton({}))
    , m_outOfOrder(plainButton(tr("Plan it out of order")))
    , m_arm(plainButton(tr("Arm it…")))
{
    setObjectName(u"runPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);

    auto *head = new QVBoxLayout;
    head->setContentsMargins(panelMargin, 16, panelMargin, 12);
    head->setSpacing(4);
    for (QLabel *label : {m_title, m_sentence, m_warnings})
        head->addWidget(label);
    m_title->setWordWrap(true);
    m_title->setObjectName(u"runTitle"_s);
    m_sentence->setObjectName(u"runSentence"_s);
    m_warnings->setObjectName(u"runWarnings"_s);
    layout->addLayout(head);

    m_progress->setTextVisible(false);
    m_progress->setFixedHeight(3);
    m_progress->setAccessibleName(tr("Progress"));
    layout->addWidget(horizontalLine());
    layout->addWidget(m_progress);

    m_list->setObjectName(u"runSteps"_s);
    m_list->setAccessibleName(tr("Steps of the plan"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new RunPlanDelegate(theme, m_list));
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    layout->addWidget(m_list, 1);
    layout->addWidget(horizontalLine());

    auto *foot = new QVBoxLayout;
    foot->setContentsMargins(panelMargin, 12, panelMargin, 14);
    foot->setSpacing(10);
    m_backup->setObjectName(u"backupFirst"_s);
    foot->addWidget(m_backup);
    m_status->setObjectName(u"runStatus"_s);
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);
    foot->addWidget(m_status);
    foot->addLayout(m_errorPlace);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(6);
    m_execute->setObjectName(u"executeButton"_s);
    m_executeDanger->setObjectName(u"executeDangerButton"_s);
    m_cancel->setObjectName(u"cancelRunButton"_s);
    m_outOfOrder->setObjectName(u"outOfOrderButton"_s);
    m_arm->setObjectName(u"armButton"_s);
    for (QPushButton *button : {m_execute, m_executeDanger, m_outOfOrder, m_arm, m_cancel})
        buttons->addWidget(button);
    buttons->addStretch(1);
    foot->addLayout(buttons);
    layout->addLayout(foot);

    connect(m_execute, &QPushButton::clicked, &controller, &RunController::execute);
    connect(m_executeDanger, &QPushButton::clicked, &controller, &RunController::execute);
    connect(m_backup, &QCheckBox::clicked, &controller, &RunController::setBacksUpFirst);
    connect(m_cancel, &QPushButton::clicked, this, &RunPanel::close);
    connect(m_outOfOrder, &QPushButton::clicked, this, [this] {
        RunRequest request = m_controller.request();
        request.allowOutOfOrder = true;
        m_controller.makePlan(request);
    });
    connect(m_arm, &QPushButton::clicked, this,
            [this] { Q_EMIT armingWanted(m_controller.request().environment); });
    connect(&controller, &RunController::changed, this, &RunPanel::update);
    connect(&controller, &RunController::progressed, this, &RunPanel::updateProgress);
    connect(&theme, &Theme::changed, m_list->viewport(), qOverload<>(&QWidget::update));
    update();
}

void RunPanel::guardChanged()
{
    update();
}

/// One button for "stop it" and "be done with it": what it does, it says.
void RunPanel::close()
{
    if (m_controller.state() == State::Running) {
        m_controller.stop();
        return;
    }
    m_controller.dismiss();
    Q_EMIT closed();
}

void RunPanel::keyPressEvent(QKeyEvent *event)
{
    // Escape never ends a run: it takes a click on the button.
    if (event->key() == Qt::Key_Escape && m_controller.state() != State::Running) {
        close();
        return;
    }
    QWidget::keyPressEvent(event);
}

// ---- Words

QString RunPanel::headline() const
{
    const RunRequest &request = m_controller.request();
    switch (m_controller.state()) {
    case State::Ended:
        return m_controller.words().headline;
    case State::Refused:
        return request.up ? tr("Nothing can be applied to %1").arg(request.environment)
                          : tr("Nothing can be rolled back on %1").arg(request.environment);
    case State::Idle:
    case State::Planning:
        return request.up ? tr("Apply to %1").arg(request.environment)
                          : tr("Roll back on %1").arg(request.environment);
    case State::Planned:
    case State::Running:
        break;
    }
    const QString count = countedMigrations(m_controller.plan()->steps.size());
    return request.up ? tr("Apply %1 to %2").arg(count, request.environment)
                      : tr("Roll back %1 on %2").arg(count, request.environment);
}

QString RunPanel::sentence() const
{
    const auto plan = m_controller.plan();
    if (m_controller.state() == State::Planning)
        return tr("Reading the files and the database…");
    if (!plan)
        return {};
    QString text = plan->place;
    if (plan->environment.role == EnvironmentRole::Production)
        text += tr(" · this is production");
    if (m_controller.state() == State::Planned && !plan->steps.empty())
        text += u" · "_s + (plan->request.up ? tr("in this order, oldest first")
                                             : tr("in this order, newest first"));
    return text;
}

// ---- Following the controller

void RunPanel::update()
{
    const auto plan = m_controller.plan();
    m_model->setPlan(plan);
    m_title->setText(headline());
    m_sentence->setText(sentence());
    m_sentence->setVisible(!m_sentence->text().isEmpty());
    m_warnings->setText(plan ? plan->warnings.join(u'\n') : QString());
    m_warnings->setVisible(!m_warnings->text().isEmpty());
    m_list->setVisible(plan != nullptr);
    updateProgress();
    updateButtons();
}

void RunPanel::updateProgress()
{
    const auto &steps = m_controller.progress();
    m_model->setProgress(steps);
    using StepState = RunController::StepProgress::State;
    const auto done =
        std::ranges::count(steps, StepState::Done, &RunController::StepProgress::state);
    m_progress->setRange(0, std::max<int>(int(steps.size()), 1));
    m_progress->setValue(int(done));
    const bool running = m_controller.state() == State::Running;
    m_progress->setVisible(running);
    const auto at =
        std::ranges::find(steps, StepState::Running, &RunController::StepProgress::state);
    if (running && at != steps.end())
        m_list->scrollTo(m_model->index(int(at - steps.begin())));
    updateMessage();
    updateButtons();
}

void RunPanel::updateMessage()
{
    QString status;
    std::optional<Error> error = m_controller.error();
    if (m_controller.state() == State::Running) {
        status = m_controller.isStopping() ? tr("Stopping…")
                 : !m_controller.waitingFor().isEmpty()
                     ? tr("Waiting: %1").arg(m_controller.waitingFor())
                     : m_controller.statement();
    } else if (m_controller.state() == State::Ended) {
        status = m_controller.words().sentences.join(u' ');
        error = m_controller.words().error;
    } else if (m_controller.state() == State::Planned) {
        if (m_controller.plan()->steps.empty())
            status = tr("There is nothing to do.");
        if (const auto may = m_controller.mayExecute(); !may)
            error = may.error();
        else
            error.reset();
    }
    m_status->setText(status);
    m_status->setVisible(!status.isEmpty());
    if (error) {
        showError(*error);
    } else if (m_error) {
        m_error->hide();
    }
}

void RunPanel::showError(const Error &error)
{
    if (!m_error) {
        m_error = new ErrorPanel(m_theme);
        m_error->setObjectName(u"runError"_s);
        m_errorPlace->addWidget(m_error);
    }
    m_error->setError(error);
    m_error->show();
}

void RunPanel::updateButtons()
{
    const auto plan = m_controller.plan();
    const State state = m_controller.state();
    const bool ready = state == State::Planned && !plan->steps.empty();
    const bool may = ready && m_controller.mayExecute().has_value();
    const bool danger =
        ready && (!plan->request.up || plan->environment.role == EnvironmentRole::Production);
    if (ready) {
        const QString text = plan->request.up ? tr("Apply to %1").arg(plan->environment.name)
                                              : tr("Roll back on %1").arg(plan->environment.name);
        m_execute->setText(text);
        m_executeDanger->setText(text);
    }
    m_backup->setVisible(ready && plan->wantsBackup);
    m_backup->setChecked(m_controller.backsUpFirst());
    m_execute->setVisible(ready && !danger);
    m_executeDanger->setVisible(danger);
    m_execute->setEnabled(may);
    m_executeDanger->setEnabled(may);
    m_arm->setVisible(ready && !may);
    m_outOfOrder->setVisible(state == State::Refused && m_offersOutOfOrder &&
                             m_controller.request().up && !m_controller.request().allowOutOfOrder);
    m_cancel->setEnabled(!m_controller.isStopping() || state != State::Running);
    m_cancel->setText(state == State::Running                            ? tr("Stop")
                      : state == State::Ended || state == State::Refused ? tr("Close")
                                                                         : tr("Cancel"));
}

} // namespace tidemark
