// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/command.h"
#include "cli/interrupts.h"

#include <QCoreApplication>

#include <exception>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    using namespace tidemark;
    QCoreApplication application(argc, argv);
    Terminal terminal(stdout, stderr, Terminal::Capabilities::detect());
    try {
        // Written by the waiting thread, so without the terminal's own state.
        const Interrupts interrupts(
            [] { std::fputs("\nstopping; press Ctrl+C again to end at once\n", stderr); });
        CommandContext context{terminal,
                               [](const QString &name) -> std::optional<QString> {
                                   const QByteArray key = name.toLocal8Bit();
                                   if (!qEnvironmentVariableIsSet(key.constData()))
                                       return {};
                                   return qEnvironmentVariable(key.constData());
                               },
                               QDir::current(), interrupts.token()};
        return runCommandLine(QCoreApplication::arguments().mid(1), context);
    } catch (const std::exception &failure) {
        Error error;
        error.summary = u"Tidemark ended by a defect of its own"_s;
        error.detail = QString::fromUtf8(failure.what());
        terminal.printError(error);
        return static_cast<int>(ExitCode::CouldNot);
    }
}
