// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workbench/migrationmaker.h"

#include <QFrame>

#include <vector>

class QComboBox;
class QGridLayout;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace tidemark {

class CodeView;
class SyntaxRepository;

/// Asks what a new migration is to be called and which template it begins with, and shows the files
/// as they would be written. Enter makes it, Escape leaves it.
class NewMigrationPanel : public QFrame
{
    Q_OBJECT
public:
    NewMigrationPanel(MigrationMaker &maker, Theme &theme, SyntaxRepository &syntax,
                      QWidget *parent = nullptr);

    void open(const QString &name = {}, const QString &templateId = {});

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Field
    {
        TemplateParameter parameter;
        QLineEdit *edit = nullptr;
    };
    QWidget *makePreview(SyntaxRepository &syntax);
    void fillTemplates(const QString &chosen);
    void templateChosen();
    void makeFields();
    void addField(const TemplateParameter &parameter, int place);
    QLineEdit *field(const QString &id) const;
    void fieldEdited();
    void offerNames();
    void showPlaceholders(const MigrationWish &wish);
    void follow();
    void showFile();
    void accept();
    const MigrationTemplate *chosen() const;

    MigrationMaker &m_maker;
    Theme &m_theme;
    QComboBox *m_template;
    QLineEdit *m_name;
    QPushButton *m_make;
    QLabel *m_summary;
    QLabel *m_error;
    QWidget *m_form;
    QGridLayout *m_grid;
    std::vector<Field> m_fields;
    QLabel *m_files; ///< of a template without anything to fill in
    QWidget *m_preview = nullptr;
    QListWidget *m_list = nullptr;
    CodeView *m_text = nullptr;
    bool m_ownName = false; ///< a person has typed it
};

} // namespace tidemark
