// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <QVariantMap>
#include <functional>
#include <vector>

namespace tidemark {

/// Something that the palette (Ctrl+K) can go to or do.
struct PaletteItem
{
    QString title;    ///< what is matched and shown first: "0012_suppliers", "Rehearse pending"
    QString subtitle; ///< "migration", "environment", "action on local"
    QString icon;     ///< name of an icon
    QString shortcut; ///< as the platform writes it, or empty
    std::function<void()> activate;
};

/// What stands at one place of the workbench. It is made when it is first wanted, so it shows what
/// its controller knows already.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// What the palette offers while a workspace is open, in the order in which it is best shown.
    virtual std::vector<PaletteItem> paletteItems() { return {}; }
    /// Called when it is shown by a person's choice: the focus goes where work begins.
    virtual void activated() {}
    /// Selection, splitters, columns: kept by the caller under the place's name.
    virtual QVariantMap saveState() const { return {}; }
    virtual void restoreState(const QVariantMap &) {}

Q_SIGNALS:
    /// Another page is wanted, with something selected there: ("rehearse", {"only": [...]}).
    void pageWanted(const QString &name, const QVariantMap &arguments);

public:
    /// Answers pageWanted() of another page.
    virtual void take(const QVariantMap &) {}
};

/// One place of the workbench, reached by the rail.
struct Place
{
    QString title; ///< below the icon in the rail
    QString name;  ///< of the place and of its icon; never translated
    std::function<Page *()> make;
};

} // namespace tidemark
