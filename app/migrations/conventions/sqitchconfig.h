// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArrayView>
#include <QHash>
#include <QString>

namespace tidemark {

/// A sqitch.conf, in the format of git's configuration but with freer key names (Config::GitLike):
/// "section.name" or "section.subsection.name" with section and name in lower case.
class SqitchConfig
{
public:
    /// Empty when it is not set; the last setting of a key wins, as in sqitch.
    QString value(const QString &key) const { return m_values.value(key); }

    /// The settings of one section, by name: "engine.pg.variables".
    QHash<QString, QString> section(const QString &prefix) const;

    /// Adds what a file says; its settings win over what is there. Error{Input} with `file`, line
    /// and column for what is no configuration; nothing is added then. Pure.
    Result<void> add(QByteArrayView text, const QString &file);

private:
    QHash<QString, QString> m_values;
};

} // namespace tidemark
