// SPDX-License-Identifier: GPL-3.0-or-later
#include "engines/sandbox/sandboxsupport.h"

#include <QDirIterator>
#include <QFile>

using namespace Qt::StringLiterals;

namespace tidemark::test {

QByteArray valueOf(Session &session, QByteArrayView sql)
{
    const Result<Rows> rows = session.query(sql);
    if (!rows)
        return "error: " + rows.error().toString().toUtf8();
    if (rows->rows.empty())
        return "no row";
    return rows->rows[0][0].value_or("null");
}

QByteArray valueOf(const ConnectionSpec &spec, QByteArrayView sql)
{
    const auto session = openSession(spec);
    return session ? valueOf(**session, sql) : "error: " + session.error().toString().toUtf8();
}

QMap<QString, QByteArray> contentsOf(const QString &folder)
{
    QMap<QString, QByteArray> contents;
    QDirIterator files(folder, QDir::Files | QDir::Hidden | QDir::System,
                       QDirIterator::Subdirectories);
    while (files.hasNext()) {
        const QString path = files.next();
        QFile file(path);
        contents.insert(path.mid(folder.size()),
                        file.open(QFile::ReadOnly) ? file.readAll() : QByteArray("unreadable"));
    }
    return contents;
}

} // namespace tidemark::test
