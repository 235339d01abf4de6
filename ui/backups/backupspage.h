// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "widgets/codeview.h"
#include "widgets/page.h"

#include <QDateTime>
#include <QString>

class QPushButton;
class QStackedWidget;

namespace tidemark {

class ArchiveController;
class ArchiveView;
class BackupAxis;
class BackupListPane;
class BackupPanels;
class BackupsController;
class BackupStrip;
class DataCompareController;
class DataComparisonView;
class ElidedLabel;
class EmptyState;
class ErrorPanel;
struct ShelvedBackup;

/// The backups on a time axis and as a list; one of them opened without restoring it, or its rows
/// beside those of another; panels beside them for what is made, restored and deleted.
class BackupsPage : public Page
{
    Q_OBJECT
public:
    BackupsPage(BackupsController &controller, ArchiveController &archive,
                DataCompareController &comparison, Theme &theme, SyntaxRepository &syntax,
                QWidget *parent = nullptr);

    static QString title() { return tr("Backups"); }
    static QString name() { return QStringLiteral("backups"); }
    std::vector<PaletteItem> paletteItems() override;
    void activated() override;
    QVariantMap saveState() const override;
    void restoreState(const QVariantMap &state) override;
    /// {"file": PATH}: opens it.
    void take(const QVariantMap &arguments) override;

    QString current() const { return m_current; }
    void setCurrent(const QString &path);
    void openCurrent();
    bool isOpen() const;
    bool isComparing() const;

protected:
    void showEvent(QShowEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct OpenedFile
    {
        QString path;
        qint64 bytes = 0;
        QDateTime madeAt;

        bool operator==(const OpenedFile &) const = default;
    };

    QWidget *makeHead();
    void connectParts();
    void makeStates();
    void fillMenu();
    void fillCompareMenu();
    void compare(const QString &before, const QString &after);
    void shelfChanged();
    void showState();
    void showFacts();
    void showStrip();
    void showOpen(bool open);
    void openIfOther(const ShelvedBackup &one);
    const ShelvedBackup *currentBackup() const;
    void makeNow();
    void restoreCurrent();
    void verifyCurrent();
    void describeCurrent();
    void pruneNow();
    void chooseFile();
    void exported(const QString &path, const std::optional<Error> &error, bool bytesShown);

    BackupsController &m_controller;
    ArchiveController &m_archive;
    DataCompareController &m_comparison;
    Theme &m_theme;
    QString m_current;
    OpenedFile m_opened; ///< the last one that was looked into
    QString m_wanted;    ///< is chosen and opened as soon as it is there
    bool m_wantedOpen = false;
    ElidedLabel *m_facts = nullptr;
    QPushButton *m_make = nullptr;
    QPushButton *m_prune = nullptr;
    BackupAxis *m_axis = nullptr;
    BackupStrip *m_strip = nullptr;
    QWidget *m_full = nullptr; ///< axis, strip and what is below
    QStackedWidget *m_states = nullptr;
    QStackedWidget *m_lower = nullptr;
    BackupListPane *m_list = nullptr;
    ArchiveView *m_view = nullptr;
    DataComparisonView *m_data = nullptr;
    EmptyState *m_empty = nullptr;
    EmptyState *m_loading = nullptr;
    ErrorPanel *m_error = nullptr;
    BackupPanels *m_panels = nullptr;
};

} // namespace tidemark
