// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QJsonObject>
#include <QString>

#include <vector>

namespace tidemark {

/// The file that names one live thing (a sandbox, a scratch server) so that it can be found and
/// removed when its maker was killed. The maker holds an flock on it for as long as it lives; the
/// kernel gives the lock back at the process's end, however it ends, so a file whose lock can be
/// had belongs to nobody. No process ids are compared: they are used again.
class Registration
{
public:
    /// What a power loss must not take: of things on another machine, which outlive it.
    enum class Lasts { UntilTheMachineEnds, ThroughPowerLoss };

    /// Writes STATEDIR/live/NAME.json, private and locked from its first moment; ThroughPowerLoss
    /// waits for the disk. Io when it cannot.
    static Result<Registration> create(const QString &stateDir, const QString &name,
                                       const QJsonObject &content,
                                       Lasts lasts = Lasts::UntilTheMachineEnds);

    /// The registrations whose maker is gone, each now locked by us, so that no second
    /// cleaner has it too. Those of living processes are left out.
    static Result<std::vector<Registration>> takeAbandoned(const QString &stateDir);

    Registration(Registration &&other) noexcept;
    Registration &operator=(Registration &&other) noexcept;
    ~Registration(); ///< gives the lock back; the file stays unless remove() was called

    const QString &name() const { return m_name; }
    const QString &path() const { return m_path; } ///< of the file
    const QJsonObject &content() const { return m_content; }

    /// Deletes the file: the thing is gone.
    void remove();

private:
    Registration(QString name, QString path, int descriptor, QJsonObject content);
    QString m_name;
    QString m_path;
    int m_descriptor = -1;
    QJsonObject m_content;
};

/// Twelve random lower-case letters and digits, for names.
QString randomName();

} // namespace tidemark
