// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/passwordrole.h"

#include "database/connectionspec.h"
#include "database/postgres/conninfo.h"
#include "database/session.h"
#include "support/testserver.h"

#include <QElapsedTimer>
#include <QFile>
#include <QThread>

using namespace Qt::StringLiterals;

namespace tidemark::test {

namespace {

const QString weird = u"Weird \"Name\"; --"_s;
constexpr int patienceMs = 10'000;

/// The first rule that fits counts, so it goes before all others.
void wantPasswordOf(Session &session, const QByteArray &role)
{
    const auto place = session.query("SHOW hba_file");
    QFile rules(QString::fromUtf8(*place->rows[0][0]));
    if (!rules.open(QIODevice::ReadWrite))
        qFatal("no rules");
    const QByteArray before = rules.readAll();
    rules.seek(0);
    rules.write("local all " + role + " scram-sha-256\n" + before);
    rules.close();
    if (!session.query("SELECT pg_reload_conf()"))
        qFatal("the rules are not read");
}

} // namespace

QString createPasswordRole(const QString &role, const QString &password)
{
    TestServer::start();
    const QString admin = TestServer::createDatabase(weird);
    const auto session = openSession(*ConnectionSpec::parse(admin));
    QString secret = password;
    secret.replace(u'\'', u"''"_s);
    const QByteArray create =
        u"CREATE ROLE %1 LOGIN SUPERUSER PASSWORD '%2'"_s.arg(role, secret).toUtf8();
    if (!session || !(*session)->execute(create))
        qFatal("cannot make %s", qPrintable(role));
    wantPasswordOf(**session, role.toUtf8());
    auto keywords = *parseConninfo(admin);
    keywords.insert(u"user"_s, role);
    const QString url = composeConninfo(keywords);
    // The server reads its rules when it comes to it.
    QElapsedTimer timer;
    timer.start();
    while (openSession(*ConnectionSpec::parse(url))) {
        if (timer.elapsed() > patienceMs)
            qFatal("%s needs no password", qPrintable(role));
        QThread::msleep(20);
    }
    return url;
}

} // namespace tidemark::test
