// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QMap>
#include <QString>
#include <QStringList>

#include <chrono>
#include <functional>
#include <stop_token>

class QProcess;
class QProcessEnvironment;

namespace tidemark {

/// A program to run to its end.
struct ProcessRequest
{
    QString program;                      ///< a path, or a name that is looked up in PATH
    QStringList arguments{};              ///< seen by everybody in `ps`: never a password
    QMap<QString, QString> environment{}; ///< added to ours; the place for passwords
    QString workingFolder{};              ///< ours when empty
    QString inputFile{};                  ///< becomes stdin; nothing to read when empty
    QString outputFile{}; ///< gets stdout, replaced when it exists; kept in memory when empty
    /// Run as this user (needs root; by `setpriv`). The program then starts with a small clean
    /// environment and, without a working folder, in "/".
    QString user{};
    std::stop_token stop{};
    std::chrono::milliseconds timeout{60'000};
    /// Told each line of stderr without its end while the program runs, in the calling thread.
    std::function<void(const QByteArray &)> onErrorLine{};
};

/// How a program ended by itself.
struct ProcessResult
{
    int exitCode = 0;
    QByteArray output; ///< stdout, unless it went to a file
    QByteArray errors; ///< stderr, the last 64 KiB of it

    bool operator==(const ProcessResult &) const = default;
};

/// Runs the program and blocks until it has ended; any thread. The program speaks English
/// (LC_ALL=C) and is terminated when this process dies; a Ctrl+C in
/// the terminal does not reach it. Errors: Io when it cannot be started, died
/// of a signal or took longer than the timeout; Cancelled after a stop. In the last two cases it
/// was asked to end (SIGTERM) and two seconds later killed. An exit code other than 0 is not an
/// error here.
Result<ProcessResult> runProcess(const ProcessRequest &request);

/// The same, where only exit code 0 is good: any other is an Io error with the program's stderr as
/// detail.
Result<ProcessResult> runProcessChecked(const ProcessRequest &request);

/// Sets program, arguments, environment and folder of a QProcess as runProcess() does, for
/// the programs that go on running.
void prepareProcess(QProcess &process, const ProcessRequest &request);

/// Whether this process runs as root, to whom PostgreSQL's server programs refuse to listen.
bool runsAsRoot();

} // namespace tidemark
