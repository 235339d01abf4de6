// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/migration.h"

#include <QByteArray>
#include <QDir>
#include <QHash>
#include <QString>
#include <QStringList>

#include <functional>
#include <optional>
#include <vector>

namespace tidemark {

/// What flyway.toml or flyway.conf says, as far as it matters here; Flyway's own defaults else.
struct FlywaySettings
{
    QString versionedPrefix = QStringLiteral("V");
    QString undoPrefix = QStringLiteral("U");
    QString baselinePrefix = QStringLiteral("B");
    QString repeatablePrefix = QStringLiteral("R");
    QString separator = QStringLiteral("__");
    QStringList suffixes{QStringLiteral(".sql")};

    bool placeholderReplacement = true;
    QString placeholderPrefix = QStringLiteral("${");
    QString placeholderSuffix = QStringLiteral("}");
    QString placeholderSeparator = QStringLiteral(":");
    QHash<QString, QString> placeholders; ///< names in lower case: Flyway ignores case

    QString table = QStringLiteral("flyway_schema_history");
    QString defaultSchema; ///< empty: the connection's current schema
    QString installedBy;   ///< empty: the database user
    bool outOfOrder = false;
    bool mixed = false;
    bool executeInTransaction = true;

    QString file; ///< where they come from; empty when there is no such file

    bool operator==(const FlywaySettings &) const = default;
};

using EnvironmentLookup = std::function<std::optional<QString>(const QString &)>;

/// Java properties: key=value or key: value, '#' and '!' comments, a backslash at a line's end
/// joins lines, other backslashes are literal (Flyway doubles them before it parses). Pure.
QHash<QString, QString> parseFlywayProperties(QByteArrayView text);

/// The [flyway] table of a flyway.toml with dots between nested keys ("placeholders.owner").
/// Error{Input} with file, line and column for what is not TOML.
Result<QHash<QString, QString>> parseFlywayToml(QByteArrayView text, const QString &file);

/// flyway.toml, else flyway.conf, in the folder or the one above it. An unusable file is a finding
/// and gives defaults. `environment` serves ${NAME} in flyway.conf.
FlywaySettings readFlywaySettings(const QDir &folder, const EnvironmentLookup &environment,
                                  std::vector<Finding> &findings);

/// The settings of one script, from the file beside it (V1__x.sql.conf).
struct FlywayScriptSettings
{
    std::optional<bool> executeInTransaction;
    std::optional<bool> placeholderReplacement;
    QString shouldExecute; ///< an expression of a paid edition; empty: always
};
FlywayScriptSettings parseFlywayScriptSettings(QByteArrayView text, const QString &shown,
                                               std::vector<Finding> &findings);

} // namespace tidemark
