// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "migrations/convention.h"
#include "sql/dialect.h"

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <span>
#include <vector>

namespace tidemark {

/// Something that a template wants to know: a name, a type, a piece of SQL.
struct TemplateParameter
{
    enum class Kind {
        Table,      ///< "users" or "schema.users", unquoted; quoted by us
        Name,       ///< of a column, an index, a constraint; unquoted
        Type,       ///< as it is written in SQL
        Expression, ///< as it is written in SQL
        Number,
    };
    QString id;    ///< "table": for --set and for forms
    QString label; ///< "Table": for people
    Kind kind = Kind::Name;
    QString placeholder;            ///< what stands there when nothing is given
    std::optional<Engine> engine{}; ///< it is of no use on another one

    bool operator==(const TemplateParameter &) const = default;
};

/// The scripts of one migration that a template makes.
struct TemplateStep
{
    QString suffix; ///< of the migration's name; empty where there is only one
    QByteArray up;
    QByteArray down;
    bool transactional = true;

    bool operator==(const TemplateStep &) const = default;
};

using TemplateValues = QHash<QString, QString>;

/// A kind of change that people make again and again, in the way that stops nobody. Stateless.
struct MigrationTemplate
{
    QString id;      ///< "add-column": for --template
    QString title;   ///< "Add a column"
    QString summary; ///< one sentence
    std::vector<TemplateParameter> parameters;
    bool postgres = true;
    bool sqlite = true;
    /// All values are there and are not empty.
    std::vector<TemplateStep> (*make)(const TemplateValues &values, Engine engine) = nullptr;

    bool fits(Engine engine) const { return engine == Engine::Sqlite ? sqlite : postgres; }
    /// What there is to fill in on that engine.
    std::vector<TemplateParameter> parametersFor(Engine engine) const;
};

/// Every template, the simplest first.
std::span<const MigrationTemplate *const> migrationTemplates();
/// nullptr when there is none of this id.
const MigrationTemplate *findMigrationTemplate(const QString &id);

/// The scripts, placeholders where `given` says nothing. Error{Usage} for a parameter that the
/// template does not have, for an engine that it does not fit, and for a value that cannot be:
/// no number, SQL that holds a semicolon outside of its strings. Pure.
Result<std::vector<TemplateStep>> stepsOf(const MigrationTemplate &chosen,
                                          const TemplateValues &given, Engine engine);

/// What stands for each parameter that `given` leaves empty; some are composed of the others. Pure.
TemplateValues placeholdersOf(const MigrationTemplate &chosen, const TemplateValues &given);

/// Who makes new migrations, where.
struct NewMigrationPlace
{
    const Convention &convention;
    ReadRequest folder;
    QString fullName; ///< of the author
    QString email;
    QDateTime now;
};

/// A new migration with its files.
struct AuthoredMigration
{
    QString id;
    std::vector<NewFile> files; ///< with absolute paths

    bool operator==(const AuthoredMigration &) const = default;
};

/// The steps as the folder's newest migrations, with the convention's own names, stamps and plan
/// entries, each after the one before it. With several of them a step's suffix is added to `name`.
/// Writes nothing. Errors: Usage for a name that no file can have or a file that is there already;
/// Unsupported where a step must run outside of a transaction and the convention has no word for
/// that; those of reading the folder. Blocks.
Result<std::vector<AuthoredMigration>> planSteps(const NewMigrationPlace &place,
                                                 const QString &name,
                                                 const std::vector<TemplateStep> &steps);

/// Writes them. Permission, Io; what was written until then is named in the error's hint. Blocks.
Result<void> writePlanned(const std::vector<AuthoredMigration> &planned);

} // namespace tidemark
