// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/sourcebutton.h"

#include "widgets/controls.h"
#include "widgets/environmentcolour.h"
#include "widgets/migrationsmenu.h"

#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QPainter>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int kHeight = 30;
constexpr int kWidest = 230;
constexpr int kBackups = 15; ///< the newest; any other can be typed

} // namespace

SourceButton::SourceButton(CompareController &controller, CompareController::Side side,
                           Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_controller(controller)
    , m_side(side)
    , m_theme(theme)
    , m_menu(new QMenu(this))
{
    setObjectName(side == CompareController::Before ? u"compareBefore"_s : u"compareAfter"_s);
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::PointingHandCursor);
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    m_menu->setObjectName(objectName() + u"Menu"_s);
    connect(m_menu, &QMenu::aboutToShow, this, [this] {
        m_menu->clear();
        qDeleteAll(m_menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly));
        fill(*m_menu);
        m_controller.readBackups(); // for the next time
    });
    connect(this, &QAbstractButton::clicked, this, &SourceButton::openMenu);
    connect(&controller, &CompareController::sourcesChanged, this, &SourceButton::refresh);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    refresh();
}

void SourceButton::refresh()
{
    const QString name = m_controller.nameOf(m_side);
    const QString full = name.isEmpty() ? tr("choose…") : name;
    // The icon says that it is the migrations; there is little room for which of them.
    const auto &source = m_controller.source(m_side);
    const bool at = source && source->kind == SchemaSource::Kind::Migrations &&
                    source->text.startsWith(u'@') && !source->version.isEmpty() &&
                    source->version != u"0";
    setText(at ? source->version : full);
    setAccessibleName(m_side == CompareController::Before ? tr("From: %1").arg(full)
                                                          : tr("To: %1").arg(full));
    setToolTip(m_side == CompareController::Before
                   ? tr("The script starts from this schema: %1").arg(full)
                   : tr("The script leads to this schema: %1").arg(full));
    updateGeometry();
    update();
}

QSize SourceButton::sizeHint() const
{
    const int name = QFontMetrics(m_theme.strongFont()).horizontalAdvance(text());
    return {qMin(32 + name + 4 + 30, kWidest), kHeight};
}

QSize SourceButton::minimumSizeHint() const
{
    return {qMin(sizeHint().width(), 110), kHeight};
}

QString SourceButton::iconName() const
{
    const auto &source = m_controller.source(m_side);
    if (!source)
        return u"plus"_s;
    switch (source->kind) {
    case SchemaSource::Kind::Migrations:
        return u"timeline"_s;
    case SchemaSource::Kind::Backup:
        return u"backups"_s;
    case SchemaSource::Kind::Dump:
    case SchemaSource::Kind::Snapshot:
        return u"log"_s;
    case SchemaSource::Kind::Database:
        break;
    }
    return u"database"_s;
}

void SourceButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF pill = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(m_theme.colour(hasFocus() ? Colour::Accent : Colour::Line));
    painter.setBrush(m_theme.colour(underMouse() ? Colour::Hover : Colour::Base));
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2);
    if (const Environment *environment = m_controller.environmentOf(m_side)) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(m_theme.colour(colourOf(environment->role)));
        painter.drawEllipse(QPointF(18, height() / 2.0), 4, 4);
    } else {
        painter.drawPixmap(QPoint(11, (height() - 14) / 2),
                           m_theme.pixmap(iconName(), Colour::Muted, 14, devicePixelRatioF()));
    }
    painter.setFont(m_theme.strongFont());
    painter.setPen(m_theme.colour(m_controller.source(m_side) ? Colour::Text : Colour::Muted));
    const QRect place(32, 0, width() - 32 - 28, height());
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                     painter.fontMetrics().elidedText(text(), Qt::ElideMiddle, place.width()));
    painter.drawPixmap(QPoint(width() - 25, (height() - 14) / 2),
                       m_theme.pixmap(u"chevron-down"_s, Colour::Muted, 14, devicePixelRatioF()));
}

void SourceButton::enterEvent(QEnterEvent *)
{
    update();
}

void SourceButton::leaveEvent(QEvent *)
{
    update();
}

void SourceButton::openMenu()
{
    m_menu->popup(mapToGlobal(QPoint(0, height() + 4)));
}

QIcon SourceButton::dot(Colour colour) const
{
    QPixmap pixmap(QSize(16, 16) * devicePixelRatioF());
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.colour(colour));
    painter.drawEllipse(QPointF(8, 8), 4, 4);
    return pixmap;
}

void SourceButton::addSource(QMenu &menu, const QString &text, const QString &source,
                             const QIcon &icon)
{
    QAction *action = menu.addAction(icon, literalText(text));
    const auto &chosen = m_controller.source(m_side);
    action->setCheckable(true);
    action->setChecked(chosen && chosen->text == source);
    connect(action, &QAction::triggered, this,
            [this, source] { m_controller.chooseSource(m_side, source); });
}

void SourceButton::fill(QMenu &menu)
{
    for (const Environment &environment : m_controller.environments())
        addSource(menu, environment.name, environment.name, dot(colourOf(environment.role)));
    if (!menu.isEmpty())
        menu.addSeparator();
    addMigrations(menu);
    addBackups(menu);
    connect(menu.addAction(m_theme.icon(u"folder"_s, Colour::Muted),
                           tr("A dump, a backup, a snapshot or an SQLite file…")),
            &QAction::triggered, this, &SourceButton::chooseFile);
    menu.addSeparator();
    addField(menu);
}

void SourceButton::addMigrations(QMenu &menu)
{
    const QStringList &ids = m_controller.migrations();
    if (ids.isEmpty())
        return;
    const QIcon icon = m_theme.icon(u"timeline"_s, Colour::Muted);
    addSource(menu, tr("What all migrations make"), u"@"_s, icon);
    auto *states = new MigrationsMenu(tr("The migrations up to"), m_theme, &menu);
    states->setObjectName(objectName() + u"States"_s);
    states->setIcon(icon);
    const auto &chosen = m_controller.source(m_side);
    states->setMigrations(ids, chosen ? chosen->text : QString());
    connect(states, &MigrationsMenu::chosen, this,
            [this](const QString &source) { m_controller.chooseSource(m_side, source); });
    menu.addMenu(states);
    menu.addSeparator();
}

void SourceButton::addBackups(QMenu &menu)
{
    const std::vector<Backup> &backups = m_controller.backups();
    if (backups.empty())
        return;
    QMenu *made = menu.addMenu(m_theme.icon(u"backups"_s, Colour::Muted), tr("A backup"));
    made->setObjectName(objectName() + u"Backups"_s);
    for (size_t i = 0; i < std::min<size_t>(backups.size(), kBackups); ++i) {
        const Backup &backup = backups[i];
        const QString name = backup.name.isEmpty() ? backup.fileName() : backup.name;
        addSource(*made,
                  u"%1, %2"_s.arg(
                      name, QLocale().toString(backup.madeAt.toLocalTime(), QLocale::ShortFormat)),
                  u"backup:"_s + backup.path, {});
    }
    menu.addSeparator();
}

/// Whatever else a source can be is typed; what is wrong with it is said below.
void SourceButton::addField(QMenu &menu)
{
    auto *form = new QWidget(&menu);
    auto *column = new QVBoxLayout(form);
    column->setContentsMargins(12, 6, 12, 8);
    column->setSpacing(6);
    auto *field = new QLineEdit(form);
    field->setObjectName(objectName() + u"Field"_s);
    field->setPlaceholderText(tr("a URL, a file, a folder or @version"));
    field->setAccessibleName(tr("Another source"));
    field->setMinimumWidth(300);
    auto *problem = mutedLabel({}, form);
    problem->setObjectName(objectName() + u"Problem"_s);
    problem->setProperty("kind", u"bad"_s);
    problem->hide();
    column->addWidget(field);
    column->addWidget(problem);
    problem->setTextFormat(Qt::PlainText);
    connect(field, &QLineEdit::returnPressed, form,
            [this, field] { m_controller.setSource(m_side, field->text().trimmed()); });
    connect(&m_controller, &CompareController::sourceAnswered, form,
            [this, field, problem, &menu](CompareController::Side side,
                                          const std::optional<Error> &error) {
                if (side != m_side)
                    return;
                if (!error) {
                    menu.close();
                    return;
                }
                problem->setText(error->detail.isEmpty()
                                     ? error->summary
                                     : error->summary + u": "_s + error->detail);
                problem->show();
                setStyleProperty(field, "invalid", true);
                menu.adjustSize();
            });
    auto *action = new QWidgetAction(&menu);
    action->setDefaultWidget(form);
    menu.addAction(action);
}

void SourceButton::chooseFile()
{
    auto *dialog = new QFileDialog(this, tr("The other schema"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {tr("Schemas (*.sql *.json *.db *.sqlite *.sqlite3 *.dump *.tar *.gz *.zst *.lz4)"),
         tr("All files (*)")});
    connect(dialog, &QFileDialog::fileSelected, this,
            [this](const QString &file) { m_controller.chooseSource(m_side, file); });
    dialog->open();
}

} // namespace tidemark
