// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/mainwindow.h"
#include "shell/translations.h"
#include "shell/workbench.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>
#include <QLocale>
#include <QStandardPaths>

#include <cstdio>
#include <exception>

using namespace Qt::StringLiterals;

namespace {

std::optional<QString> variable(const QString &name)
{
    const QByteArray key = name.toLocal8Bit();
    if (!qEnvironmentVariableIsSet(key.constData()))
        return {};
    return qEnvironmentVariable(key.constData());
}

QString stateFolder()
{
    if (const auto own = variable(u"TIDEMARK_STATE"_s))
        return *own;
    const QString home =
        variable(u"XDG_STATE_HOME"_s).value_or(QDir::homePath() + "/.local/state"_L1);
    return home + "/tidemark"_L1;
}

} // namespace

int main(int argc, char **argv)
{
    using namespace tidemark;
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(u"tidemark"_s);
    QCoreApplication::setApplicationVersion(QStringLiteral(TIDEMARK_VERSION));
    QGuiApplication::setApplicationDisplayName(u"Tidemark"_s);
    QGuiApplication::setDesktopFileName(u"tidemark"_s);
    installTranslations(application, QLocale::system());
    QCommandLineParser parser;
    parser.setApplicationDescription(u"The workbench of Tidemark"_s);
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument(u"folder"_s, u"A workspace, or a folder with migrations"_s,
                                 u"[folder]"_s);
    parser.process(application);
    try {
        WorkbenchPlaces places;
        places.configFolder =
            QStandardPaths::writableLocation(QStandardPaths::GenericConfigLocation) +
            "/tidemark"_L1;
        places.stateFolder = stateFolder();
        places.variables = variable;
        Workbench workbench(places);
        workbench.window().show();
        const QStringList folders = parser.positionalArguments();
        if (!folders.isEmpty())
            workbench.window().openFolder(QDir::current().absoluteFilePath(folders.first()));
        else if (findWorkspaceFile(QDir::current()))
            workbench.window().openFolder(QDir::currentPath());
        return QApplication::exec();
    } catch (const std::exception &failure) {
        std::fprintf(stderr, "tidemark-workbench: ended by a defect of its own: %s\n",
                     failure.what());
        return 3;
    }
}
