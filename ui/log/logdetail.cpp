// SPDX-License-Identifier: GPL-3.0-or-later
#include "log/logdetail.h"

#include "log/logwording.h"
#include "rehearsal/reports/wording.h"
#include "widgets/chip.h"
#include "widgets/controls.h"

#include <QFrame>
#include <QGridLayout>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int shownMigrations = 200;

QLabel *selectable(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

/// A place where long words without a blank may break.
QString breakable(QString text)
{
    return text.replace(u'/', u"/\u200b"_s).replace(u'_', u"_\u200b"_s);
}

} // namespace

LogDetail::LogDetail(Theme &theme, QWidget *parent)
    : QScrollArea(parent)
    , m_theme(theme)
{
    setObjectName(u"logDetail"_s);
    setAccessibleName(tr("The chosen act"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(&theme, &Theme::changed, this, &LogDetail::rebuild);
    rebuild();
}

void LogDetail::show(const AuditEntry *entry)
{
    const auto wanted = entry ? std::optional(*entry) : std::nullopt;
    if (wanted == m_entry && widget())
        return;
    m_entry = wanted;
    rebuild();
}

void LogDetail::rebuild()
{
    auto *contents = new QWidget;
    contents->setProperty("kind", u"pane"_s);
    contents->setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(contents);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(12);
    if (m_entry) {
        const QString what = m_entry->subject.isEmpty() ? whereText(*m_entry) : m_entry->subject;
        QLabel *title = titleLabel(m_theme, breakable(what), contents);
        title->setObjectName(u"logTitle"_s);
        title->setTextFormat(Qt::PlainText);
        title->setWordWrap(true);
        layout->addWidget(title);
        auto *line = new QHBoxLayout;
        line->setSpacing(8);
        auto *chip = new ChipLabel(m_theme, contents);
        chip->setChip(chipOf(m_entry->result));
        line->addWidget(chip);
        QStringList facts{actText(m_entry->act)};
        if (!m_entry->summary.isEmpty())
            facts += m_entry->summary;
        line->addWidget(mutedLabel(facts.join(u" · "_s), contents), 1);
        layout->addLayout(line);
        addError(*layout);
        layout->addWidget(horizontalLine(contents));
        addFacts(*layout);
        addMigrations(*layout);
    } else {
        layout->addWidget(mutedLabel(tr("Choose an act to see who did it, where, and what became "
                                        "of each migration."),
                                     contents));
    }
    layout->addStretch();
    setWidget(contents);
}

void LogDetail::addFact(QGridLayout &grid, const QString &name, const QString &value, bool code)
{
    if (value.isEmpty())
        return;
    const int row = grid.rowCount();
    auto *head = new QLabel(name, widget());
    head->setProperty("kind", u"muted"_s);
    grid.addWidget(head, row, 0, Qt::AlignTop);
    QLabel *text = selectable(breakable(value), nullptr);
    text->setToolTip(value);
    if (code)
        text->setFont(m_theme.codeFont());
    grid.addWidget(text, row, 1);
}

void LogDetail::addFacts(QVBoxLayout &layout)
{
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(8);
    grid->setColumnStretch(1, 1);
    const AuditEntry &entry = *m_entry;
    addFact(*grid, tr("when"), entry.startedAt.toLocalTime().toString(u"yyyy-MM-dd HH:mm:ss t"_s));
    addFact(*grid, tr("took"), durationText(double(entry.durationMs)));
    addFact(*grid, tr("who"), tr("%1 on %2").arg(entry.user, entry.host));
    addFact(*grid, tr("environment"), entry.environment);
    addFact(*grid, tr("database"), entry.database);
    addFact(*grid, tr("workspace"), entry.workspace);
    addFact(*grid, tr("entry"), QString::number(entry.id));
    addFact(*grid, tr("digest"), QString::fromLatin1(entry.digest.left(16)) + u"…"_s, true);
    layout.addLayout(grid);
}

void LogDetail::addError(QVBoxLayout &layout)
{
    if (m_entry->error.isEmpty())
        return;
    auto *frame = new QFrame;
    frame->setProperty("kind", u"error"_s);
    auto *inner = new QVBoxLayout(frame);
    inner->setContentsMargins(12, 10, 12, 10);
    QLabel *text = selectable(breakable(m_entry->error), frame);
    text->setObjectName(u"logError"_s);
    text->setFont(m_theme.codeFont());
    inner->addWidget(text);
    layout.addWidget(frame);
}

void LogDetail::addMigrations(QVBoxLayout &layout)
{
    const QJsonArray details = QJsonDocument::fromJson(m_entry->details.toUtf8()).array();
    if (details.isEmpty())
        return;
    layout.addWidget(horizontalLine());
    layout.addWidget(sectionLabel(m_theme, tr("Migrations")));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(0, 1);
    for (int row = 0; row < std::min<int>(int(details.size()), shownMigrations); ++row) {
        const QJsonObject one = details[row].toObject();
        grid->addWidget(selectable(breakable(one[u"id"_s].toString()), nullptr), row, 0);
        const QString direction = one[u"direction"_s].toString();
        const QString outcome =
            one[u"verdict"_s].toString(one[u"outcome"_s].toString()).replace(u'-', u' ');
        auto *told = new QLabel(direction.isEmpty() ? outcome : direction + u", "_s + outcome);
        told->setProperty("kind", u"muted"_s);
        grid->addWidget(told, row, 1);
        auto *took = new QLabel(durationText(one[u"ms"_s].toDouble()));
        took->setProperty("kind", u"muted"_s);
        grid->addWidget(took, row, 2, Qt::AlignRight);
    }
    layout.addLayout(grid);
    if (details.size() > shownMigrations)
        layout.addWidget(mutedLabel(tr("and %1 more").arg(details.size() - shownMigrations)));
}

} // namespace tidemark
