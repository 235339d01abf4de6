// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/templatewords.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>

namespace tidemark {

namespace {

/// What the engine says of its templates in one language.
constexpr std::array kWords{
    QT_TRANSLATE_NOOP("Template", "Empty"),
    QT_TRANSLATE_NOOP("Template", "Both scripts with a line to be replaced."),
    QT_TRANSLATE_NOOP("Template", "Add a column"),
    QT_TRANSLATE_NOOP("Template", "A new column that may be empty, which stops nobody."),
    QT_TRANSLATE_NOOP("Template", "Rename a column"),
    QT_TRANSLATE_NOOP("Template",
                      "In four steps by expand and contract, while old and new releases run."),
    QT_TRANSLATE_NOOP("Template", "New name"),
    QT_TRANSLATE_NOOP("Template", "Rows at a time"),
    QT_TRANSLATE_NOOP("Template", "Trigger"),
    QT_TRANSLATE_NOOP("Template", "Second trigger"),
    QT_TRANSLATE_NOOP("Template", "Third trigger"),
    QT_TRANSLATE_NOOP("Template", "Fill a column"),
    QT_TRANSLATE_NOOP("Template",
                      "Gives empty values a value in batches that are committed one by one."),
    QT_TRANSLATE_NOOP("Template", "Value"),
    QT_TRANSLATE_NOOP("Template", "Add an index"),
    QT_TRANSLATE_NOOP("Template", "Without blocking writers, outside of a transaction."),
    QT_TRANSLATE_NOOP("Template", "Index"),
    QT_TRANSLATE_NOOP("Template", "Make a column NOT NULL"),
    QT_TRANSLATE_NOOP("Template",
                      "In three steps, none of which reads the table while others wait."),
    QT_TRANSLATE_NOOP("Template", "Constraint"),
    QT_TRANSLATE_NOOP("Template", "Drop a column"),
    QT_TRANSLATE_NOOP("Template", "In two releases, with its values kept for the way back."),
    QT_TRANSLATE_NOOP("Template", "Value for the way back"),
    QT_TRANSLATE_NOOP("Template", "Table for its values"),
    QT_TRANSLATE_NOOP("Template", "Table"),
    QT_TRANSLATE_NOOP("Template", "Column"),
    QT_TRANSLATE_NOOP("Template", "Type"),
    QT_TRANSLATE_NOOP("Template", "Key"),
};

} // namespace

QString templateWords(const QString &text)
{
    return QCoreApplication::translate("Template", text.toUtf8().constData());
}

bool isTemplateWord(const QString &text)
{
    return std::ranges::any_of(
        kWords, [&text](const char *words) { return text == QLatin1StringView(words); });
}

} // namespace tidemark
