// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/flywaynames.h"

#include <QStringList>

#include <algorithm>
#include <array>
#include <vector>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Flyway's callback events, as far as scripts can carry them (Event in its source).
bool isCallbackEvent(QStringView name)
{
    static constexpr std::array operations{"Clean",       "Migrate",      "Undo",     "Validate",
                                           "Baseline",    "Repair",       "Info",     "Connect",
                                           "Repeatables", "CreateSchema", "Versioned"};
    static constexpr std::array endings{"",          "Error",          "Applied",
                                        "Statement", "StatementError", "OperationFinish"};
    if (name == u"createSchema")
        return true;
    QStringView rest = name;
    if (rest.startsWith(u"before"))
        rest = rest.sliced(6);
    else if (rest.startsWith(u"after"))
        rest = rest.sliced(5);
    else
        return false;
    if (rest.startsWith(u"Each"))
        rest = rest.sliced(4);
    return std::any_of(operations.begin(), operations.end(), [&](const char *operation) {
        return std::any_of(endings.begin(), endings.end(), [&](const char *ending) {
            return rest == QString(QLatin1StringView(operation) + QLatin1StringView(ending));
        });
    });
}

struct Prefix
{
    QString text;
    FlywayName::Kind kind;
};

/// Longest first, as Flyway tries them.
std::vector<Prefix> prefixesOf(const FlywaySettings &settings)
{
    std::vector<Prefix> prefixes{{settings.versionedPrefix, FlywayName::Kind::Versioned},
                                 {settings.undoPrefix, FlywayName::Kind::Undo},
                                 {settings.baselinePrefix, FlywayName::Kind::Baseline},
                                 {settings.repeatablePrefix, FlywayName::Kind::Repeatable}};
    std::stable_sort(prefixes.begin(), prefixes.end(), [](const Prefix &a, const Prefix &b) {
        return a.text.size() > b.text.size();
    });
    return prefixes;
}

QStringView withoutLeadingZeros(QStringView digits)
{
    while (digits.size() > 1 && digits.front() == u'0')
        digits = digits.sliced(1);
    return digits;
}

} // namespace

bool isFlywayVersion(QStringView version)
{
    const QList<QStringView> parts = version.split(u'.');
    return std::all_of(parts.begin(), parts.end(), [](QStringView part) {
        return !part.isEmpty() && std::all_of(part.begin(), part.end(),
                                              [](QChar c) { return c >= u'0' && c <= u'9'; });
    });
}

int compareFlywayVersions(QStringView left, QStringView right)
{
    const QList<QStringView> leftParts = left.split(u'.');
    const QList<QStringView> rightParts = right.split(u'.');
    for (qsizetype i = 0; i < std::max(leftParts.size(), rightParts.size()); ++i) {
        const QStringView a = withoutLeadingZeros(i < leftParts.size() ? leftParts[i] : u"0");
        const QStringView b = withoutLeadingZeros(i < rightParts.size() ? rightParts[i] : u"0");
        if (a.size() != b.size())
            return a.size() < b.size() ? -1 : 1;
        if (const int order = a.compare(b); order != 0)
            return order < 0 ? -1 : 1;
    }
    return 0;
}

FlywayName parseFlywayName(const QString &fileName, const FlywaySettings &settings)
{
    FlywayName name;
    const auto suffix = std::find_if(settings.suffixes.begin(), settings.suffixes.end(),
                                     [&](const QString &candidate) {
                                         return fileName.endsWith(candidate, Qt::CaseInsensitive);
                                     });
    if (suffix == settings.suffixes.end())
        return name;
    name.baseName = fileName.chopped(suffix->size());
    const QStringView beforeSeparator =
        QStringView(name.baseName).left(name.baseName.indexOf(settings.separator));
    if (isCallbackEvent(name.baseName.contains(settings.separator) ? beforeSeparator
                                                                   : QStringView(name.baseName))) {
        name.kind = FlywayName::Kind::Callback;
        return name;
    }

    name.kind = FlywayName::Kind::Invalid;
    const std::vector<Prefix> prefixes = prefixesOf(settings);
    const auto prefix = std::find_if(prefixes.begin(), prefixes.end(), [&](const Prefix &p) {
        return name.baseName.startsWith(p.text);
    });
    if (prefix == prefixes.end()) {
        name.problem = u"the name begins with none of Flyway's prefixes"_s;
        return name;
    }
    const QString rest = name.baseName.sliced(prefix->text.size());
    const qsizetype separator = rest.indexOf(settings.separator);
    const QString version = separator < 0 ? rest : rest.first(separator);
    if (separator >= 0)
        name.description = rest.sliced(separator + settings.separator.size()).replace(u'_', u' ');

    if (prefix->kind == FlywayName::Kind::Repeatable) {
        if (!version.isEmpty())
            name.problem =
                u"a repeatable migration has no version before %1"_s.arg(settings.separator);
    } else {
        name.version = QString(version).replace(u'_', u'.');
        if (version.isEmpty())
            name.problem = u"there is no version after the prefix %1"_s.arg(prefix->text);
        else if (!isFlywayVersion(name.version))
            name.problem =
                u"%1 is not a version: only digits, '.' and '_' may stand before %2"_s.arg(
                    version, settings.separator);
    }
    if (name.problem.isEmpty())
        name.kind = prefix->kind;
    return name;
}

} // namespace tidemark
