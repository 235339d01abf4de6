// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/lintsettings.h"

#include "lint/rule.h"

#include <QFile>

#include <toml++/toml.h>

#include <string_view>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

tl::unexpected<Error> refuseLint(const QString &file, const toml::source_region &region,
                                 const QString &summary, const QString &hint)
{
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = summary;
    error.hint = hint;
    error.where = {file, static_cast<int>(region.begin.line),
                   static_cast<int>(region.begin.column)};
    return fail(error);
}

Result<LintSettings> settingsOf(const toml::table &root, const QString &file)
{
    LintSettings settings;
    const toml::node *node = root.get("lint");
    if (!node)
        return settings;
    if (!node->is_table())
        return refuseLint(file, node->source(), u"\"lint\" must be a section"_s, u"[lint]"_s);
    for (const auto &[key, value] : *node->as_table()) {
        const QString id = QString::fromStdString(std::string(key.str()));
        if (!findLintRule(id))
            return refuseLint(file, key.source(), u"there is no rule \"%1\""_s.arg(id),
                              u"tidemark lint --rules lists them"_s);
        const auto written = value.value_exact<std::string>();
        const auto level =
            written ? lintLevelFromName(QString::fromStdString(*written)) : std::nullopt;
        if (!level)
            return refuseLint(file, value.source(), u"this is no level of a rule"_s,
                              u"\"off\", \"note\", \"warning\" or \"error\""_s);
        settings.levels.emplace(id, *level);
    }
    return settings;
}

} // namespace

Result<LintSettings> parseLintSettings(const QByteArray &text, const QString &file)
{
    try {
        const toml::table root =
            toml::parse(std::string_view(text.constData(), static_cast<size_t>(text.size())));
        return settingsOf(root, file);
    } catch (const toml::parse_error &failure) {
        return refuseLint(file, failure.source(), u"this is not valid TOML"_s,
                          QString::fromUtf8(failure.description()));
    }
}

Result<LintSettings> readLintSettings(const QString &file)
{
    QFile opened(file);
    if (!opened.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Io, u"%1 cannot be read"_s.arg(file), opened.errorString());
    return parseLintSettings(opened.readAll(), file);
}

} // namespace tidemark
