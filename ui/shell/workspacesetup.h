// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workspace/discovery.h"

#include <QWidget>

class QLabel;
class QPlainTextEdit;
class QPushButton;

namespace tidemark {

class CodeView;
class SyntaxRepository;

/// A folder without a tidemark.toml: what was found in it and the file that would be written, which
/// can be edited, before anything is.
class WorkspaceSetup : public QWidget
{
    Q_OBJECT
public:
    WorkspaceSetup(Theme &theme, SyntaxRepository &syntax, QWidget *parent = nullptr);

    void setSearching(const QString &folder);
    void setFound(const QString &folder, const Discovery &found, const QString &text);

Q_SIGNALS:
    void accepted(const QString &folder, const QString &text);
    void cancelled();

private:
    QString m_folder;
    QLabel *m_title;
    QLabel *m_found;
    QLabel *m_fileTitle;
    CodeView *m_text;
    QPushButton *m_accept;
};

} // namespace tidemark
