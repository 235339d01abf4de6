// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QString>

namespace tidemark::test {

/// A folder of migrations in the convention "plain" that SQLite and PostgreSQL take alike. Each
/// makes a table with an index; every fifth fills the one before, every seventh loses rows when it
/// is rolled back, every eleventh's down fails; one table has a name to do harm.
inline void writeMigrations(const QDir &folder, int count)
{
    const auto write = [&folder](const QString &name, const QString &text) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0)
            qFatal("cannot write %s", qPrintable(name));
    };
    using namespace Qt::StringLiterals;
    for (int i = 1; i <= count; ++i) {
        const QString table =
            i == 3 ? uR"("Weird ""Name""; --")"_s : u"t%1"_s.arg(i, 4, 10, QChar(u'0'));
        QString up =
            u"CREATE TABLE %1 (id integer PRIMARY KEY, name text, n integer);\n"_s.arg(table);
        QString down = u"DROP TABLE %1;\n"_s.arg(table);
        if (i % 2 == 0)
            up += u"CREATE INDEX i%1 ON %2 (name);\n"_s.arg(i).arg(table);
        if (i % 5 == 0) {
            for (int row = 1; row <= 20; ++row)
                up += u"INSERT INTO %1 VALUES (%2, 'row %2', %2);\n"_s.arg(table).arg(row);
        }
        if (i % 7 == 0 && i > 7) {
            // Rows that an earlier up brought are gone after this down.
            const QString filled =
                u"t%1"_s.arg(i / 5 * 5 == i ? i - 5 : i / 5 * 5, 4, 10, QChar(u'0'));
            up += u"DELETE FROM %1 WHERE id > 18;\n"_s.arg(filled);
        }
        if (i % 11 == 0)
            down = u"DROP TABLE %1;\nDROP TABLE not_there_%2;\n"_s.arg(table).arg(i);
        const QString id = u"%1_step"_s.arg(i, 4, 10, QChar(u'0'));
        write(id + u".up.sql"_s, up);
        write(id + u".down.sql"_s, down);
    }
}

} // namespace tidemark::test
