// SPDX-License-Identifier: GPL-3.0-or-later
#include "desk.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QDir>
#include <QFile>
#include <QTest>

namespace tidemark::test {

using namespace Qt::StringLiterals;

Desk::Desk()
    : m_home(qgetenv("HOME"))
{
    qputenv("HOME", m_folder.path().toUtf8());
    WorkbenchPlaces places;
    places.configFolder = path(u"config"_s);
    places.stateFolder = path(u"state"_s);
    places.variables = [](const QString &name) -> std::optional<QString> {
        const QByteArray key = name.toLocal8Bit();
        if (!qEnvironmentVariableIsSet(key.constData()))
            return {};
        return qEnvironmentVariable(key.constData());
    };
    m_workbench = std::make_unique<Workbench>(places);
    window().resize(1280, 800);
    window().show();
}

Desk::~Desk()
{
    m_workbench.reset();
    qputenv("HOME", m_home);
}

void Desk::write(const QString &name, const QByteArray &text) const
{
    QDir().mkpath(QFileInfo(path(name)).absolutePath());
    QFile file(path(name));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Truncate) || file.write(text) != text.size())
        qFatal("cannot write %s", qPrintable(path(name)));
}

QString Desk::makeWorkspace(const QStringList &urls,
                            const std::vector<std::pair<QString, QByteArray>> &scripts) const
{
    static const char *const names[] = {"local", "staging", "production"};
    QByteArray text = "name = \"desk\"\nmigrations = \"migrations\"\nconvention = \"plain\"\n";
    for (qsizetype i = 0; i < urls.size(); ++i) {
        text += "[environments." + QByteArray(names[i]) + "]\nrole = \"" + names[i] +
                "\"\nurl = \"" + urls[i].toUtf8() + "\"\n";
    }
    write(u"desk/tidemark.toml"_s, text);
    for (const auto &[name, script] : scripts)
        write(u"desk/migrations/"_s + name, script);
    return path(u"desk"_s);
}

bool Desk::click(const QString &name)
{
    const auto ready = [&]() -> QAbstractButton * {
        auto *button = find<QAbstractButton>(name);
        return button && button->isEnabled() ? button : nullptr;
    };
    if (!QTest::qWaitFor([&] { return ready() != nullptr; }, 60'000)) {
        qWarning("nothing to click: %s", qPrintable(name));
        return false;
    }
    QTest::mouseClick(ready(), Qt::LeftButton);
    return true;
}

bool Desk::goTo(const QString &place)
{
    return click(u"rail-"_s + place);
}

QModelIndex Desk::find(const QAbstractItemModel &model, const QString &text,
                       const QModelIndex &parent) const
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            if (index.data().toString().contains(text))
                return index;
        }
        const QModelIndex below = find(model, text, model.index(row, 0, parent));
        if (below.isValid())
            return below;
    }
    return {};
}

bool Desk::select(const QString &view, const QString &text)
{
    auto *found = find<QAbstractItemView>(view);
    if (!found)
        return false;
    const QModelIndex index = find(*found->model(), text);
    if (!index.isValid())
        return false;
    found->scrollTo(index);
    found->setCurrentIndex(index);
    return true;
}

QStringList Desk::row(const QString &view, const QString &text)
{
    auto *found = find<QAbstractItemView>(view);
    if (!found)
        return {};
    const QModelIndex index = find(*found->model(), text);
    QStringList cells;
    for (int column = 0; index.isValid() && column < found->model()->columnCount(); ++column)
        cells += index.siblingAtColumn(column).data(Qt::AccessibleTextRole).toString();
    return cells;
}

} // namespace tidemark::test
