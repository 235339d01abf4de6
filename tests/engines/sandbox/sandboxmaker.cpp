// SPDX-License-Identifier: GPL-3.0-or-later
// The process that the tests kill: makes sandboxes, says so on stdout, and then waits for its end.
//   sandboxmaker STATEDIR empty|URL [METHOD]
#include "sandbox/sandbox.h"

#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace tidemark;

namespace {

Result<SandboxRequest> requestOf(const QStringList &arguments)
{
    SandboxRequest request;
    if (arguments.value(2) == u"empty"_s) {
        request.empty = true;
        return request;
    }
    TM_TRY_ASSIGN(request.source, ConnectionSpec::parse(arguments.value(2)));
    const QString method = arguments.value(3);
    if (method == u"empty"_s)
        request.empty = true;
    else if (method == u"template"_s)
        request.method = CopyMethod::Template;
    else if (method == u"dump"_s)
        request.method = CopyMethod::DumpRestore;
    else if (method == u"scratch"_s)
        request.method = CopyMethod::DumpRestoreToScratch;
    return request;
}

int giveUp(const Error &error)
{
    std::printf("failed: %s\n", qPrintable(error.toString()));
    std::fflush(stdout);
    return 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto request = requestOf(QCoreApplication::arguments());
    if (!request)
        return giveUp(request.error());
    SandboxFactory factory(QCoreApplication::arguments().value(1));
    std::printf("making\n");
    std::fflush(stdout);
    const auto sandbox = factory.make(*request);
    if (!sandbox)
        return giveUp(sandbox.error());
    const auto second = (*sandbox)->copy();
    if (!second)
        return giveUp(second.error());
    std::printf("made %s\n", qPrintable((*sandbox)->spec().conninfo));
    std::fflush(stdout);
    char byte = 0;
    while (::read(STDIN_FILENO, &byte, 1) > 0) {
    }
    return 0;
}
