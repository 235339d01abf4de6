// SPDX-License-Identifier: GPL-3.0-or-later
#include "shell/workspacesetup.h"

#include "migrations/convention.h"
#include "rehearsal/reports/wording.h"
#include "widgets/codeview.h"
#include "widgets/controls.h"

#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

QString sentencesOf(const Discovery &found)
{
    QStringList sentences;
    for (const FoundMigrations &folder : found.migrations) {
        const Convention *convention = findConvention(folder.convention);
        const QString name = convention ? convention->displayName() : folder.convention;
        sentences += WorkspaceSetup::tr("•  %1: migrations as %2 lays them out")
                         .arg(folder.folder == u"." ? WorkspaceSetup::tr("this folder")
                                                    : QDir::toNativeSeparators(folder.folder),
                              name);
    }
    if (!found.sqliteFile.isEmpty())
        sentences += WorkspaceSetup::tr("•  %1: an SQLite database").arg(found.sqliteFile);
    if (!found.urlVariable.isEmpty())
        sentences +=
            WorkspaceSetup::tr("•  the variable %1 holds a database URL").arg(found.urlVariable);
    if (found.engine)
        sentences +=
            WorkspaceSetup::tr("•  the scripts are written for %1").arg(engineLabel(*found.engine));
    return sentences.join(u'\n');
}

} // namespace

WorkspaceSetup::WorkspaceSetup(Theme &theme, SyntaxRepository &syntax, QWidget *parent)
    : QWidget(parent)
    , m_title(titleLabel(theme, {}, this))
    , m_found(mutedLabel({}, this))
    , m_fileTitle(sectionLabel(theme, tr("What will be written to tidemark.toml"), this))
    , m_text(new CodeView(theme, syntax, this))
    , m_accept(primaryButton(tr("Write it and open"), this))
{
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_accept->setObjectName(u"setup-accept"_s);
    m_text->setObjectName(u"setup-text"_s);
    m_text->setReadOnly(false);
    m_text->setAccessibleName(tr("Text of the workspace file"));
    QPushButton *cancel = plainButton(tr("Cancel"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    buttons->addWidget(m_accept);
    buttons->addWidget(cancel);
    buttons->addStretch();
    auto *frame = new QFrame(this);
    frame->setProperty("kind", u"card"_s);
    auto *inside = new QVBoxLayout(frame);
    inside->setContentsMargins(1, 1, 1, 1);
    inside->addWidget(m_text);

    auto *column = new QVBoxLayout;
    column->setContentsMargins(0, 40, 0, 32);
    column->setSpacing(12);
    column->addWidget(m_title);
    column->addWidget(m_found);
    column->addSpacing(8);
    column->addWidget(m_fileTitle);
    column->addWidget(frame, 1);
    column->addLayout(buttons);
    auto *holder = new QWidget(this);
    holder->setFixedWidth(640);
    holder->setLayout(column);
    auto *layout = new QHBoxLayout(this);
    layout->addStretch();
    layout->addWidget(holder);
    layout->addStretch();
    connect(m_accept, &QPushButton::clicked, this,
            [this] { Q_EMIT accepted(m_folder, m_text->toPlainText()); });
    connect(cancel, &QPushButton::clicked, this, &WorkspaceSetup::cancelled);
}

void WorkspaceSetup::setSearching(const QString &folder)
{
    m_folder = folder;
    m_title->setText(QDir(folder).dirName());
    m_found->setText(tr("Looking for migrations and databases…"));
    m_fileTitle->hide();
    m_text->parentWidget()->hide();
    m_accept->setEnabled(false);
}

void WorkspaceSetup::setFound(const QString &folder, const Discovery &found, const QString &text)
{
    m_folder = folder;
    const bool any = !found.migrations.empty();
    m_title->setText(any ? tr("Found in %1").arg(QDir(folder).dirName())
                         : tr("No migrations in %1").arg(QDir(folder).dirName()));
    m_found->setText(any ? sentencesOf(found)
                         : tr("Looked four folders deep for the files of the tools Tidemark "
                              "knows. Choose the folder that holds them, or one above it."));
    m_text->setScript(text, u"tidemark.toml"_s);
    m_fileTitle->setVisible(any);
    m_text->parentWidget()->setVisible(any);
    m_accept->setEnabled(any);
    if (any)
        m_accept->setFocus();
}

} // namespace tidemark
