// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/sqitchplan.h"

#include "migrations/conventions/sqitchplanparser.h"

#include <QCryptographicHash>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

QString gitLikeId(const QByteArray &kind, const QStringList &lines)
{
    const QByteArray text = lines.join(u'\n').toUtf8();
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(kind + ' ' + QByteArray::number(text.size()) + '\0');
    hash.addData(text);
    return QString::fromLatin1(hash.result().toHex());
}

QStringList headOf(const SqitchPlan &plan)
{
    QStringList lines{u"project "_s + plan.project};
    if (!plan.uri.isEmpty())
        lines.append(u"uri "_s + canonicalSqitchUri(plan.uri));
    return lines;
}

void appendPlanner(QStringList &lines, const SqitchPlanner &planner)
{
    lines.append(u"planner %1 <%2>"_s.arg(planner.name, planner.email));
    lines.append(u"date "_s + planner.at.toString(u"yyyy-MM-ddTHH:mm:ss"_s) + u'Z');
}

void appendDependencies(QStringList &lines, const QString &title, const QString &bullet,
                        const std::vector<SqitchDependency> &dependencies, const QString &project)
{
    if (dependencies.empty())
        return;
    lines.append(title);
    for (const SqitchDependency &dependency : dependencies)
        lines.append(bullet + dependency.text(project));
}

void appendNote(QStringList &lines, const QString &note)
{
    if (!note.isEmpty())
        lines << QString() << note;
}

bool isAsciiWordLetter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// %7E for '~' and %e4 alike: only what must be escaped is, in upper case.
QString withPlainEscapes(const QString &uri)
{
    static const QRegularExpression escape(u"%([0-9A-Fa-f]{2})"_s);
    QString plain;
    qsizetype done = 0;
    auto matches = escape.globalMatch(uri);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        const char c = QByteArray::fromHex(match.captured(1).toLatin1()).front();
        plain += QStringView(uri).sliced(done, match.capturedStart() - done);
        if (isAsciiWordLetter(c) || QByteArrayView("-_.!~*'()").contains(c))
            plain += QLatin1Char(c);
        else
            plain += match.captured().toUpper();
        done = match.capturedEnd();
    }
    return plain + uri.sliced(done);
}

} // namespace

QString SqitchDependency::key() const
{
    if (!id.isEmpty())
        return id;
    return tag.isEmpty() ? change : change + u'@' + tag;
}

QString SqitchDependency::text(const QString &ownProject) const
{
    return project.isEmpty() || project == ownProject ? key() : project + u':' + key();
}

bool SqitchDependency::isForeign(const QString &ownProject) const
{
    return !project.isEmpty() && project != ownProject;
}

std::optional<std::size_t> SqitchPlan::find(const QString &key) const
{
    const qsizetype at = key.indexOf(u'@');
    const QString name = at < 0 ? key : key.first(at);
    std::size_t last = changes.empty() ? 0 : changes.size() - 1;
    if (at >= 0) {
        const QString tag = key.sliced(at + 1);
        std::optional<std::size_t> tagged;
        if (tag == u"HEAD" && !changes.empty())
            tagged = last;
        if (tag == u"ROOT" && !changes.empty())
            tagged = 0;
        for (std::size_t i = 0; i < changes.size() && !tagged; ++i) {
            for (const SqitchTag &candidate : changes[i].tags) {
                if (candidate.name == tag)
                    tagged = i;
            }
        }
        if (!tagged || name.isEmpty())
            return tagged;
        last = *tagged;
        for (std::size_t i = last + 1; i-- > 0;) {
            if (changes[i].name == name)
                return i;
        }
        return std::nullopt;
    }
    for (std::size_t i = 0; i < changes.size(); ++i) {
        if (changes[i].name == name || changes[i].id == name)
            return i;
    }
    return std::nullopt;
}

std::optional<std::size_t> SqitchPlan::find(const SqitchDependency &dependency) const
{
    return dependency.isForeign(project) ? std::nullopt : find(dependency.key());
}

QString sqitchChangeId(const SqitchPlan &plan, const SqitchChange &change, const QString &parentId)
{
    QStringList lines = headOf(plan);
    lines.append(u"change "_s + change.name);
    if (!parentId.isEmpty())
        lines.append(u"parent "_s + parentId);
    appendPlanner(lines, change.planner);
    appendDependencies(lines, u"requires"_s, u"  + "_s, change.needs, plan.project);
    appendDependencies(lines, u"conflicts"_s, u"  - "_s, change.conflicts, plan.project);
    appendNote(lines, change.note);
    return gitLikeId("change", lines);
}

QString sqitchTagId(const SqitchPlan &plan, const SqitchTag &tag, const QString &changeId)
{
    QStringList lines = headOf(plan);
    lines.append(u"tag @"_s + tag.name);
    lines.append(u"change "_s + changeId);
    appendPlanner(lines, tag.planner);
    appendNote(lines, tag.note);
    return gitLikeId("tag", lines);
}

QString escapedSqitchUri(const QString &uri)
{
    static constexpr QByteArrayView allowed = "-_.!~*'();/?:@&=+$,#%";
    const QByteArray bytes = uri.trimmed().toUtf8();
    const qsizetype authority = bytes.indexOf("//");
    const qsizetype path = authority < 0 ? 0 : bytes.indexOf('/', authority + 2);
    QString escaped;
    for (qsizetype i = 0; i < bytes.size(); ++i) {
        const char c = bytes[i];
        const bool bracketInHost = (c == '[' || c == ']') && (path < 0 || i < path);
        if (isAsciiWordLetter(c) || allowed.contains(c) || bracketInHost)
            escaped += QLatin1Char(c);
        else
            escaped += u'%' + QString::fromLatin1(bytes.sliced(i, 1).toHex().toUpper());
    }
    return escaped;
}

QString canonicalSqitchUri(const QString &uri)
{
    static const QRegularExpression parts(
        u"\\A([A-Za-z][A-Za-z0-9+.-]*):(?://([^/?#]*))?(.*)\\z"_s);
    static const QHash<QString, QString> ownPorts{
        {u"http"_s, u":80"_s},  {u"https"_s, u":443"_s}, {u"ftp"_s, u":21"_s},
        {u"ssh"_s, u":22"_s},   {u"gopher"_s, u":70"_s}, {u"rsync"_s, u":873"_s},
        {u"ldap"_s, u":389"_s}, {u"ldaps"_s, u":636"_s}, {u"sftp"_s, u":22"_s},
        {u"nntp"_s, u":119"_s}, {u"telnet"_s, u":23"_s}, {u"ws"_s, u":80"_s},
        {u"wss"_s, u":443"_s},
    };
    const QString plain = withPlainEscapes(escapedSqitchUri(uri));
    const QRegularExpressionMatch match = parts.match(plain);
    if (!match.hasMatch())
        return plain;
    const QString scheme = match.captured(1).toLower();
    const QString port = ownPorts.value(scheme);
    // Of schemes that it does not know, URI changes nothing behind the colon.
    if (match.capturedStart(2) < 0 || port.isEmpty())
        return scheme + plain.sliced(scheme.size());
    QString authority = match.captured(2);
    const qsizetype host = authority.lastIndexOf(u'@') + 1;
    authority = authority.first(host) + authority.sliced(host).toLower();
    if (authority.endsWith(port))
        authority.chop(port.size());
    else if (authority.endsWith(u':'))
        authority.chop(1);
    const bool web = scheme == u"http" || scheme == u"https";
    const QString rest = match.captured(3).isEmpty() && web ? u"/"_s : match.captured(3);
    return scheme + u"://"_s + authority + rest;
}

SqitchPlan parseSqitchPlan(QByteArrayView bytes, const QString &file,
                           std::vector<Finding> &findings)
{
    return SqitchPlanParser(file, findings).parse(bytes);
}

} // namespace tidemark
