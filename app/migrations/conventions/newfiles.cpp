// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/newfiles.h"

#include "sql/splitter.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr qsizetype timeDigits = 14;

QString leadingDigits(const QString &text)
{
    static const QRegularExpression pattern(u"^\\d+"_s);
    return pattern.match(text).captured(0);
}

/// One more, in decimal and of any length.
QString successorOf(QString digits)
{
    for (qsizetype at = digits.size() - 1; at >= 0; --at) {
        if (digits[at] != u'9') {
            digits[at] = QChar(digits[at].unicode() + 1);
            return digits;
        }
        digits[at] = u'0';
    }
    return u'1' + digits;
}

/// The greatest of the numbers with which the migrations' ids begin, as it is written there.
QString newestDigits(const MigrationSet &set)
{
    const auto valueOf = [](QString digits) {
        while (digits.size() > 1 && digits.startsWith(u'0'))
            digits.remove(0, 1);
        return std::pair(digits.size(), digits);
    };
    QString newest;
    for (const Migration &migration : set.migrations) {
        const QString digits = leadingDigits(migration.id);
        if (!digits.isEmpty() && (newest.isEmpty() || valueOf(newest) < valueOf(digits)))
            newest = digits;
    }
    return newest;
}

QByteArray markStatements(const QByteArray &text, Engine engine, const QByteArray &begin,
                          const QByteArray &end)
{
    Script script;
    script.text = text;
    const auto statements = splitScript(script, engine);
    if (!statements)
        return text;
    QByteArray marked;
    qsizetype from = 0;
    for (const Statement &statement : *statements) {
        if (!statement.text.contains(';'))
            continue;
        const qsizetype at = text.indexOf(statement.text, from);
        if (at < 0)
            return text;
        qsizetype after = text.indexOf(';', at + statement.text.size());
        after = after < 0 ? text.size() : after + 1;
        marked += text.mid(from, at - from) + begin + '\n' + text.mid(at, after - at) + '\n' + end;
        from = after;
    }
    return marked + text.mid(from);
}

} // namespace

QString nextVersion(const NewMigrationRequest &request)
{
    const QString time = request.now.toUTC().toString(u"yyyyMMddHHmmss"_s);
    const QString newest = newestDigits(request.existing);
    if (newest.isEmpty())
        return time;
    const bool counts = newest.size() < timeDigits;
    const QString padded = time.leftJustified(std::max(newest.size(), timeDigits), u'0');
    return counts || padded <= newest ? successorOf(newest) : padded;
}

Result<QString> nameForFile(const QString &name)
{
    static const QRegularExpression unfit(u"[^\\p{L}\\p{N}_-]+"_s);
    QString fit = name.trimmed().replace(unfit, u"_"_s);
    while (fit.startsWith(u'_') || fit.startsWith(u'-'))
        fit.remove(0, 1);
    while (fit.endsWith(u'_'))
        fit.chop(1);
    if (fit.isEmpty())
        return fail(ErrorKind::Usage, u"\"%1\" is no name for a migration"_s.arg(name), {},
                    u"a few words that say what it does: add_users"_s);
    return fit;
}

QByteArray newUpText(const NewMigrationRequest &request)
{
    return request.up.isEmpty() ? "-- The change.\n" : request.up;
}

QByteArray newDownText(const NewMigrationRequest &request)
{
    return request.down.isEmpty() ? "-- The way back.\n" : request.down;
}

NewMigrationRequest withMarkedStatements(const NewMigrationRequest &request,
                                         const QByteArray &begin, const QByteArray &end)
{
    NewMigrationRequest marked = request;
    marked.up = markStatements(request.up, request.engine, begin, end);
    marked.down = markStatements(request.down, request.engine, begin, end);
    return marked;
}

Result<std::vector<NewFile>> newPair(const NewMigrationRequest &request,
                                     const QByteArray &noTransaction)
{
    const QByteArray head = request.transactional ? QByteArray() : noTransaction;
    TM_TRY_ASSIGN(const QString name, nameForFile(request.name));
    const QString id = nextVersion(request) + u'_' + name;
    return std::vector<NewFile>{{id + u".up.sql"_s, head + newUpText(request), false},
                                {id + u".down.sql"_s, head + newDownText(request), false}};
}

Result<std::vector<NewFile>> newSectioned(const NewMigrationRequest &request,
                                          const QByteArray &upMarker, const QByteArray &downMarker)
{
    TM_TRY_ASSIGN(const QString name, nameForFile(request.name));
    const QByteArray text =
        upMarker + '\n' + newUpText(request) + '\n' + downMarker + '\n' + newDownText(request);
    return std::vector<NewFile>{{nextVersion(request) + u'_' + name + u".sql"_s, text, false}};
}

} // namespace tidemark
