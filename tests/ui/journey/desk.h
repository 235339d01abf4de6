// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "shell/mainwindow.h"
#include "shell/workbench.h"

#include <QAbstractItemModel>
#include <QModelIndex>
#include <QTemporaryDir>

#include <memory>

class QAbstractItemView;
class QPushButton;

namespace tidemark::test {

/// Somebody who sits before the workbench: a home of their own, the whole window, and hands that
/// click and type on what is visible.
class Desk
{
public:
    Desk();
    ~Desk();

    Workbench &workbench() { return *m_workbench; }
    MainWindow &window() { return m_workbench->window(); }
    QString path(const QString &name) const { return m_folder.filePath(name); }

    void write(const QString &name, const QByteArray &text) const;
    /// A workspace with these scripts and one environment per URL: local, staging, production.
    QString makeWorkspace(const QStringList &urls,
                          const std::vector<std::pair<QString, QByteArray>> &scripts) const;

    /// The visible widget of that name; the test fails without one.
    template <typename T>
    T *find(const QString &name)
    {
        for (T *widget : window().findChildren<T *>(name)) {
            if (widget->isVisible())
                return widget;
        }
        return nullptr;
    }
    template <typename T>
    bool sees(const QString &name)
    {
        return find<T>(name) != nullptr;
    }
    /// Clicks what is visible and enabled; waits for that.
    bool click(const QString &name);
    bool goTo(const QString &place); ///< "timeline", "rehearse", "log"
    /// Selects the row that shows this text.
    bool select(const QString &view, const QString &text);
    /// What a screen reader says of each cell, of the row that contains `text`.
    QStringList row(const QString &view, const QString &text);

private:
    QModelIndex find(const QAbstractItemModel &model, const QString &text,
                     const QModelIndex &parent = {}) const;

    QTemporaryDir m_folder;
    QByteArray m_home;
    std::unique_ptr<Workbench> m_workbench;
};

} // namespace tidemark::test
