// SPDX-License-Identifier: GPL-3.0-or-later
#include "workbench/productionguard.h"

#include "workspace/arming.h"

#include <algorithm>
#include <utility>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

/// The same database by the same name; only its place in the file may be another.
bool isSame(const Environment &one, const Environment &other)
{
    Environment moved = other;
    moved.where = one.where;
    return one == moved;
}

// A timer that is only one second late would show "armed for 0:00" that long.
constexpr std::chrono::milliseconds tick{250};

} // namespace

ProductionGuard::ProductionGuard(std::chrono::milliseconds armedFor, QObject *parent)
    : QObject(parent)
    , m_armedFor(armedFor)
{
    m_timer.setInterval(std::min(tick, armedFor));
    connect(&m_timer, &QTimer::timeout, this, [this] {
        if (isOver())
            disarm();
    });
}

bool ProductionGuard::isOver() const
{
    return m_deadline.hasExpired() || QDateTime::currentDateTimeUtc() >= m_until;
}

bool ProductionGuard::isArmed(const Environment &environment) const
{
    return !needsArming(environment) || (m_armed && !isOver() && isSame(*m_armed, environment));
}

Result<void> ProductionGuard::check(const Environment &environment) const
{
    if (isArmed(environment))
        return {};
    return fail(ErrorKind::Permission, tr("%1 is production and read-only").arg(environment.name),
                {}, tr("arm it by typing its name, in the band at the top"));
}

Result<void> ProductionGuard::arm(const Environment &environment, const QString &typedName)
{
    if (!needsArming(environment))
        return {};
    if (auto allowed = checkArmed(environment, typedName); !allowed) {
        Error error = std::move(allowed).error();
        error.hint = tr("type %1 to arm it").arg(environment.name);
        return fail(std::move(error));
    }
    m_armed = environment;
    m_until = QDateTime::currentDateTimeUtc().addMSecs(m_armedFor.count());
    m_deadline = QDeadlineTimer(m_armedFor);
    m_timer.start();
    Q_EMIT changed();
    return {};
}

void ProductionGuard::disarm()
{
    m_timer.stop();
    if (!std::exchange(m_armed, std::nullopt))
        return;
    Q_EMIT changed();
}

std::optional<QDateTime> ProductionGuard::armedUntil() const
{
    if (!m_armed || isOver())
        return std::nullopt;
    return m_until;
}

const Environment *ProductionGuard::armedEnvironment() const
{
    return m_armed && !isOver() ? &*m_armed : nullptr;
}

} // namespace tidemark
