// SPDX-License-Identifier: GPL-3.0-or-later
#include "workspace/workspaceedit.h"

#include "workspace/workspaceparser.h"

#include <QFile>
#include <QSaveFile>
#include <QStringList>

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// Bytes to be replaced.
struct Edit
{
    qsizetype begin = 0;
    qsizetype end = 0;
    QByteArray text;
};

QByteArray toBasicString(const QString &value)
{
    QByteArray text = "\"";
    for (const char character : value.toUtf8()) {
        if (character == '"' || character == '\\')
            text += '\\';
        if (static_cast<unsigned char>(character) < 0x20 || character == 0x7f)
            text += "\\u00" + QByteArray(1, character).toHex();
        else
            text += character;
    }
    return text + '"';
}

QByteArray toKey(const QString &name)
{
    const bool bare = !name.isEmpty() && std::ranges::all_of(name, [](QChar c) {
        return (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9') ||
               c == u'_' || c == u'-';
    });
    return bare ? name.toUtf8() : toBasicString(name);
}

/// The keys of an environment that are edited here, and what they are to say; nothing: absent.
struct Wanted
{
    const char *key;
    std::optional<QByteArray> value;
};

std::vector<Wanted> wantedOf(const Environment &environment)
{
    const auto text = [](const QString &value) {
        return value.isEmpty() ? std::nullopt : std::optional(toBasicString(value));
    };
    // The role goes without saying where it is the name.
    const QString role = environmentRoleName(environment.role);
    return {{"url", text(environment.url)},
            {"url_env", text(environment.urlVariable)},
            {"service", text(environment.service)},
            {"ssh", text(environment.ssh)},
            {"role", role == environment.name ? std::nullopt : text(role)},
            {"foreign_keys",
             environment.foreignKeys ? std::optional<QByteArray>("true") : std::nullopt}};
}

class Editor
{
public:
    Editor(QByteArray text, const toml::table &root)
        : m_text(std::move(text))
        , m_root(root)
        , m_newline(m_text.contains("\r\n") ? "\r\n" : "\n")
    {
    }

    void add(const Environment &environment);
    void change(const toml::key &key, const toml::table &table, const Environment &wanted);
    void remove(const toml::key &key, const toml::table &table);
    void changeDefault(const QString &from, const std::optional<QString> &to);

    QByteArray result() const;

private:
    qsizetype offsetOf(const toml::source_position &position) const;
    qsizetype lineBegin(qsizetype offset) const { return m_text.lastIndexOf('\n', offset - 1) + 1; }
    /// Behind the line break.
    qsizetype lineEnd(qsizetype offset) const
    {
        const qsizetype end = m_text.indexOf('\n', offset);
        return end < 0 ? m_text.size() : end + 1;
    }
    void replace(const toml::source_region &region, const QByteArray &text)
    {
        m_edits.push_back({offsetOf(region.begin), offsetOf(region.end), text});
    }
    void removeLines(qsizetype from, qsizetype lastOffset)
    {
        m_edits.push_back({lineBegin(from), lineEnd(lastOffset), {}});
    }
    /// Where the last thing of a section ends.
    qsizetype lastOf(const toml::key &key, const toml::table &table) const;
    QByteArray inlineTable(const Environment &environment) const;

    QByteArray m_text;
    const toml::table &m_root;
    QByteArray m_newline;
    std::vector<Edit> m_edits;
};

/// The library counts columns in code points.
qsizetype Editor::offsetOf(const toml::source_position &position) const
{
    qsizetype offset = 0;
    for (toml::source_index line = 1; line < position.line; ++line)
        offset = lineEnd(offset);
    for (toml::source_index column = 1; column < position.column && offset < m_text.size();
         ++column) {
        ++offset;
        while (offset < m_text.size() &&
               (static_cast<unsigned char>(m_text[offset]) & 0xC0) == 0x80)
            ++offset;
    }
    return offset;
}

qsizetype Editor::lastOf(const toml::key &key, const toml::table &table) const
{
    qsizetype last = offsetOf(key.source().end);
    for (const auto &[childKey, child] : table)
        last = std::max(last, offsetOf(child.source().end));
    return last;
}

QByteArray Editor::inlineTable(const Environment &environment) const
{
    QByteArrayList pairs;
    for (const Wanted &wanted : wantedOf(environment)) {
        if (wanted.value)
            pairs += QByteArray(wanted.key) + " = " + *wanted.value;
    }
    return "{ " + pairs.join(", ") + " }";
}

void Editor::add(const Environment &environment)
{
    QByteArray section;
    if (!m_text.isEmpty() && !m_text.endsWith('\n'))
        section += m_newline;
    if (!m_text.trimmed().isEmpty())
        section += m_newline;
    section += "[environments." + toKey(environment.name) + "]" + m_newline;
    for (const Wanted &wanted : wantedOf(environment)) {
        if (wanted.value)
            section += QByteArray(wanted.key) + " = " + *wanted.value + m_newline;
    }
    m_edits.push_back({m_text.size(), m_text.size(), section});
}

void Editor::change(const toml::key &key, const toml::table &table, const Environment &wanted)
{
    if (toKey(wanted.name) !=
        toKey(QString::fromUtf8(key.str().data(), static_cast<qsizetype>(key.str().size()))))
        replace(key.source(), toKey(wanted.name));
    if (table.is_inline()) {
        replace(table.source(), inlineTable(wanted));
        return;
    }
    QByteArray added;
    for (const Wanted &one : wantedOf(wanted)) {
        const toml::node *node = table.get(one.key);
        if (!node) {
            if (one.value)
                added += QByteArray(one.key) + " = " + *one.value + m_newline;
            continue;
        }
        const qsizetype begin = offsetOf(node->source().begin);
        if (!one.value) {
            // A role that says the same as the name may stay, whoever wrote it.
            const bool role =
                std::string_view(one.key) == "role" &&
                node->value_or(std::string()) == environmentRoleName(wanted.role).toStdString();
            if (!role)
                removeLines(begin, offsetOf(node->source().end));
            continue;
        }
        const auto text = node->value_exact<std::string>();
        const bool same = text ? toBasicString(QString::fromStdString(*text)) == *one.value
                               : node->value_or(false) && *one.value == "true";
        if (!same)
            replace(node->source(), *one.value);
    }
    if (added.isEmpty())
        return;
    const qsizetype place = lineEnd(lastOf(key, table));
    const bool unfinished = place == m_text.size() && !m_text.endsWith('\n');
    m_edits.push_back({place, place, unfinished ? m_newline + added : added});
}

void Editor::remove(const toml::key &key, const toml::table &table)
{
    const qsizetype begin = offsetOf(key.source().begin);
    const qsizetype last = table.is_inline() ? offsetOf(table.source().end) : lastOf(key, table);
    qsizetype end = lineEnd(last);
    // One of the two blank lines around it goes as well.
    if (!table.is_inline() && m_text.mid(end, lineEnd(end) - end).trimmed().isEmpty())
        end = lineEnd(end);
    m_edits.push_back({lineBegin(begin), end, {}});
}

void Editor::changeDefault(const QString &from, const std::optional<QString> &to)
{
    const toml::node *node = m_root.get("default");
    if (!node || node->value_or(std::string()) != from.toStdString() || to == from)
        return;
    if (to)
        replace(node->source(), toBasicString(*to));
    else
        removeLines(offsetOf(node->source().begin), offsetOf(node->source().end));
}

QByteArray Editor::result() const
{
    std::vector<Edit> edits = m_edits;
    std::ranges::stable_sort(edits, std::greater(), &Edit::begin);
    QByteArray text = m_text;
    for (const Edit &edit : edits)
        text.replace(edit.begin, edit.end - edit.begin, edit.text);
    return text;
}

struct Section
{
    const toml::key *key = nullptr;
    const toml::table *table = nullptr;
};

std::optional<Section> findSection(const toml::table &root, const QString &name)
{
    const toml::table *environments = root["environments"].as_table();
    if (!environments)
        return std::nullopt;
    for (const auto &[key, node] : *environments) {
        if (std::string_view(key.str()) == name.toStdString() && node.is_table())
            return Section{&key, node.as_table()};
    }
    return std::nullopt;
}

Error cannotEdit(const QString &file, const QString &name)
{
    Error error;
    error.kind = ErrorKind::Unsupported;
    error.summary =
        u"environment \"%1\" is written in a way that cannot be changed here"_s.arg(name);
    error.hint = u"change it in an editor"_s;
    error.where.file = file;
    return error;
}

std::vector<Environment> withoutPlaces(std::vector<Environment> environments)
{
    for (Environment &environment : environments)
        environment.where = {};
    return environments;
}

/// The text says what was wanted, and everything else says what it said.
Result<void> checkEdited(const QByteArray &text, const Workspace &expected, const QString &name)
{
    const Result<Workspace> edited = parseWorkspace(text, expected.file);
    if (!edited)
        return fail(cannotEdit(expected.file, name));
    Workspace other = *edited;
    other.environments = withoutPlaces(other.environments);
    Workspace wanted = expected;
    wanted.environments = withoutPlaces(wanted.environments);
    if (!(other == wanted))
        return fail(cannotEdit(expected.file, name));
    return {};
}

Result<toml::table> parseText(const QByteArray &text)
{
    try {
        return toml::parse(std::string_view(text.constData(), static_cast<size_t>(text.size())));
    } catch (const toml::parse_error &failure) {
        const std::string_view words = failure.description();
        return fail(ErrorKind::Input, u"this is not valid TOML"_s,
                    QString::fromUtf8(words.data(), static_cast<qsizetype>(words.size())));
    }
}

/// What is wrong with it by itself.
Result<void> checkWanted(const Environment &wanted, const QString &file)
{
    if (wanted.name.trimmed().isEmpty())
        return fail(ErrorKind::Input, u"an environment needs a name"_s);
    const toml::table empty;
    Editor editor("migrations = \".\"\n", empty);
    editor.add(wanted);
    const auto read = parseWorkspace(editor.result(), file);
    if (read)
        return {};
    Error error = read.error();
    error.where = {}; // a place in a text that nobody has seen
    return fail(std::move(error));
}

/// The default that parseWorkspace() chooses.
QString defaultAmong(const Workspace &workspace, const toml::table &root)
{
    if (root.contains("default"))
        return workspace.defaultEnvironment;
    if (workspace.environments.empty())
        return {};
    return workspace.findEnvironment(u"local"_s) ? u"local"_s : workspace.environments[0].name;
}

} // namespace

Result<QByteArray> withEnvironment(const QByteArray &text, const QString &file, const QString &name,
                                   const Environment &wanted)
{
    TM_TRY_ASSIGN(Workspace workspace, parseWorkspace(text, file));
    TM_TRY_ASSIGN(const toml::table root, parseText(text));
    TM_TRY(checkWanted(wanted, file));
    if (wanted.name != name && workspace.findEnvironment(wanted.name))
        return fail(ErrorKind::Usage, u"there is an environment \"%1\" already"_s.arg(wanted.name));
    Editor editor(text, root);
    if (name.isEmpty()) {
        editor.add(wanted);
        workspace.environments.push_back(wanted);
    } else {
        const auto section = findSection(root, name);
        const auto place = std::ranges::find(workspace.environments, name, &Environment::name);
        if (!section || place == workspace.environments.end())
            return fail(ErrorKind::Usage, u"there is no environment \"%1\""_s.arg(name));
        editor.change(*section->key, *section->table, wanted);
        editor.changeDefault(name, wanted.name);
        *place = wanted;
        if (root.contains("default") && workspace.defaultEnvironment == name)
            workspace.defaultEnvironment = wanted.name;
    }
    workspace.defaultEnvironment = defaultAmong(workspace, root);
    const QByteArray edited = editor.result();
    TM_TRY(checkEdited(edited, workspace, wanted.name));
    return edited;
}

Result<QByteArray> withoutEnvironment(const QByteArray &text, const QString &file,
                                      const QString &name)
{
    TM_TRY_ASSIGN(Workspace workspace, parseWorkspace(text, file));
    TM_TRY_ASSIGN(toml::table root, parseText(text));
    const auto section = findSection(root, name);
    if (!section)
        return fail(ErrorKind::Usage, u"there is no environment \"%1\""_s.arg(name));
    Editor editor(text, root);
    editor.remove(*section->key, *section->table);
    editor.changeDefault(name, std::nullopt);
    const QByteArray edited = editor.result();
    std::erase_if(workspace.environments,
                  [&name](const Environment &one) { return one.name == name; });
    if (workspace.defaultEnvironment == name)
        root.erase("default");
    workspace.defaultEnvironment = defaultAmong(workspace, root);
    TM_TRY(checkEdited(edited, workspace, name));
    return edited;
}

Result<void> replaceWorkspaceText(const QString &file, const QByteArray &expected,
                                  const QByteArray &text)
{
    Error error;
    error.where.file = file;
    QFile current(file);
    if (!current.open(QIODevice::ReadOnly)) {
        error.kind = ErrorKind::Io;
        error.summary = u"the workspace file cannot be read"_s;
        error.detail = current.errorString();
        return fail(error);
    }
    if (current.readAll() != expected) {
        error.kind = ErrorKind::Busy;
        error.summary = u"the workspace file was changed by somebody else meanwhile"_s;
        error.hint = u"look at what it says now, and try again"_s;
        return fail(error);
    }
    QSaveFile saved(file);
    if (!saved.open(QIODevice::WriteOnly) || saved.write(text) != text.size() || !saved.commit()) {
        error.kind =
            saved.error() == QFileDevice::PermissionsError ? ErrorKind::Permission : ErrorKind::Io;
        error.summary = u"the workspace file cannot be written"_s;
        error.detail = saved.errorString();
        return fail(error);
    }
    return {};
}

} // namespace tidemark
