// SPDX-License-Identifier: GPL-3.0-or-later
#include "backups/backupstrip.h"

#include "base/bytestext.h"
#include "widgets/chip.h"
#include "widgets/controls.h"
#include "widgets/elidedlabel.h"
#include "widgets/errorpanel.h"
#include "workbench/backupscontroller.h"
#include "workbench/translate.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int stripHeight = 62;

QString agoText(const QDateTime &time)
{
    const qint64 seconds = time.secsTo(QDateTime::currentDateTimeUtc());
    if (seconds < 90)
        return tr("just now");
    if (seconds < 90 * 60)
        return tr("%1 min ago").arg(seconds / 60);
    if (seconds < 36 * 3600)
        return tr("%1 h ago").arg(seconds / 3600);
    return tr("%1 days ago").arg(seconds / 86400);
}

/// `all`: also what a line has no room for.
QStringList factsOf(const BackupsController &controller, const ShelvedBackup &one, bool all)
{
    const Backup &backup = one.backup;
    QStringList facts;
    facts += whenMadeText(backup.madeAt);
    facts += bytesText(backup.bytes);
    facts += formatText(backup);
    if (const QString place = backedUpPlace(backup); !place.isEmpty())
        facts += tr("of %1").arg(place);
    if (all && backup.manifest)
        facts += backup.manifest->serverVersion;
    if (!backup.release.isEmpty())
        facts += one.current ? tr("release %1, which runs now").arg(backup.release)
                             : tr("release %1").arg(backup.release);
    const BackupTide tide = controller.tideOf(backup);
    if (tide.applied) {
        facts += tr("up to %1").arg(tideText(tide));
        if (tide.behind > 0)
            facts += tr("%1 behind the folder").arg(tide.behind);
    }
    if (backup.manifest && !backup.manifest->label.isEmpty())
        facts += u'"' + backup.manifest->label + u'"';
    return facts;
}

} // namespace

QString verifiedText(const BackupsController &controller, const ShelvedBackup &one)
{
    const auto verified = controller.verified(one.backup);
    if (!verified)
        return {};
    if (verified->error)
        return tr("could not be proven");
    return verified->found.isGood() ? tr("verified %1").arg(agoText(verified->at))
                                    : tr("not as it should be");
}

QString backupDescription(const BackupsController &controller, const ShelvedBackup &one)
{
    QStringList lines{one.backup.fileName(), kindText(one.backup)};
    lines += factsOf(controller, one, true);
    if (const QString verified = verifiedText(controller, one); !verified.isEmpty())
        lines += verified;
    if (!one.backup.whole)
        lines += tr("incomplete: it is cut off, or not as long as its manifest says");
    if (!one.backup.manifestError.isEmpty())
        lines += tr("its manifest cannot be read: %1").arg(one.backup.manifestError);
    lines += one.elsewhere ? one.backup.path : keptText(one.reason);
    return lines.join(u'\n');
}

BackupStrip::BackupStrip(BackupsController &controller, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_name(new ElidedLabel(this))
    , m_kind(new ChipLabel(theme, this))
    , m_verified(new ChipLabel(theme, this))
    , m_facts(new ElidedLabel(this))
    , m_open(plainButton(tr("Open"), this))
    , m_verify(plainButton(tr("Verify"), this))
    , m_restore(plainButton(tr("Restore…"), this))
    , m_compare(plainButton(tr("Compare…"), this))
    , m_compareMenu(new QMenu(this))
    , m_menu(new QMenu(this))
    , m_more(iconButton(theme, u"more"_s, tr("More"), this))
{
    setProperty("kind", u"bar"_s);
    setAttribute(Qt::WA_StyledBackground);
    setFixedHeight(stripHeight);
    m_name->setObjectName(u"backupName"_s);
    m_name->setFont(theme.strongFont());
    m_name->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_kind->setObjectName(u"backupKind"_s);
    m_verified->setObjectName(u"backupVerified"_s);
    m_facts->setObjectName(u"backupFacts"_s);
    m_facts->setProperty("kind", u"muted"_s);
    m_open->setObjectName(u"backupOpen"_s);
    m_verify->setObjectName(u"backupVerify"_s);
    m_restore->setObjectName(u"backupRestore"_s);
    m_compare->setObjectName(u"backupCompare"_s);
    m_compare->setMenu(m_compareMenu);
    m_more->setObjectName(u"backupMore"_s);
    m_more->setPopupMode(QToolButton::InstantPopup);
    m_more->setMenu(m_menu);
    auto *line = new QHBoxLayout(this);
    line->setContentsMargins(20, 8, 12, 8);
    line->setSpacing(8);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(3);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    m_name->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    head->addWidget(m_name);
    head->addWidget(m_kind);
    head->addWidget(m_verified);
    head->addStretch(1);
    texts->addLayout(head);
    texts->addWidget(m_facts);
    line->addLayout(texts, 1);
    line->addWidget(m_open);
    line->addWidget(m_verify);
    line->addWidget(m_restore);
    line->addWidget(m_compare);
    line->addWidget(m_more);
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT openWanted(!m_isOpen); });
    connect(m_verify, &QPushButton::clicked, this, &BackupStrip::verifyWanted);
    connect(m_restore, &QPushButton::clicked, this, &BackupStrip::restoreWanted);
}

void BackupStrip::show(const ShelvedBackup *one, bool open)
{
    setVisible(one != nullptr);
    if (!one)
        return;
    using Job = BackupsController::Job;
    m_isOpen = open;
    const bool busy = m_controller.job() != Job::None;
    m_name->setFullText(one->backup.fileName());
    const Tone kind = one->backup.kind == BackupKind::Named                         ? Tone::Good
                      : one->backup.kind == BackupKind::Manual && one->backup.known ? Tone::Caution
                                                                                    : Tone::Neutral;
    QString kindName = kindText(one->backup);
    if (kindName.size() > 28)
        kindName = kindName.left(27) + u'…';
    m_kind->setChip({kindName, kind});
    const QString verified = verifiedText(m_controller, *one);
    const bool verifying =
        m_controller.job() == Job::Verifying && m_controller.jobSubject() == one->backup.path;
    const auto found = m_controller.verified(one->backup);
    const QString &unread = one->backup.manifestError;
    m_verified->setVisible(!verified.isEmpty() || verifying || !one->backup.whole ||
                           !unread.isEmpty());
    m_verified->setChip(verifying            ? Chip{tr("verifying…"), Tone::Neutral}
                        : !one->backup.whole ? Chip{tr("incomplete"), Tone::Bad}
                        : !unread.isEmpty()
                            ? Chip{tr("manifest unreadable"), Tone::Bad}
                            : Chip{verified, found && found->isGood() ? Tone::Good : Tone::Bad});
    m_verified->setToolTip(
        plainTip(!found         ? unread
                 : found->error ? found->error->toString()
                                : (found->found.differences + found->found.notes).join(u'\n')));
    m_facts->setFullText(factsOf(m_controller, *one, false).join(u" · "_s));
    m_open->setText(open ? tr("Back to the list") : tr("Open"));
    m_verify->setEnabled(!busy);
    m_restore->setEnabled(!busy);
}

// ---- The band

OutcomeBand::OutcomeBand(BackupsController &controller, Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_controller(controller)
    , m_theme(theme)
    , m_line(new QWidget(this))
    , m_icon(new QLabel(m_line))
    , m_sentence(new QLabel(m_line))
    , m_notes(mutedLabel({}, m_line))
    , m_error(new ErrorPanel(theme, this))
{
    setProperty("kind", u"surface"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 0, 20, 10);
    auto *line = new QHBoxLayout(m_line);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    auto *texts = new QVBoxLayout;
    texts->setSpacing(2);
    m_sentence->setObjectName(u"backupOutcome"_s);
    m_sentence->setWordWrap(true);
    m_sentence->setTextFormat(Qt::PlainText);
    m_notes->setTextFormat(Qt::PlainText);
    m_sentence->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_notes->setObjectName(u"backupOutcomeNotes"_s);
    m_notes->setTextInteractionFlags(Qt::TextSelectableByMouse);
    texts->addWidget(m_sentence);
    texts->addWidget(m_notes);
    auto *close = iconButton(theme, u"close"_s, tr("Close"), m_line);
    close->setObjectName(u"backupOutcomeClose"_s);
    connect(close, &QToolButton::clicked, &controller, &BackupsController::dismissOutcome);
    line->addWidget(m_icon, 0, Qt::AlignTop);
    line->addLayout(texts, 1);
    line->addWidget(close, 0, Qt::AlignTop);
    column->addWidget(m_line);
    m_error->setObjectName(u"backupError"_s);
    QPushButton *read = m_error->addAction(tr("Close"));
    connect(read, &QPushButton::clicked, &controller, &BackupsController::dismissOutcome);
    column->addWidget(m_error);
    connect(&controller, &BackupsController::outcomeChanged, this, &OutcomeBand::update);
    connect(&theme, &Theme::changed, this, &OutcomeBand::update);
    update();
}

void OutcomeBand::update()
{
    const auto &outcome = m_controller.outcome();
    setVisible(outcome.has_value());
    if (!outcome)
        return;
    m_error->setVisible(outcome->error.has_value());
    m_line->setVisible(!outcome->error);
    if (outcome->error) {
        Error error = *outcome->error;
        if (outcome->sentence != error.summary)
            error.summary = outcome->sentence + u": "_s + error.summary;
        if (!outcome->notes.isEmpty())
            error.detail +=
                (error.detail.isEmpty() ? QString() : u"\n"_s) + outcome->notes.join(u'\n');
        m_error->setError(error);
        return;
    }
    const bool good = outcome->tone == Tone::Good;
    const bool bad = outcome->tone == Tone::Bad;
    m_icon->setPixmap(m_theme.pixmap(bad    ? u"warning"_s
                                     : good ? u"check"_s
                                            : u"info"_s,
                                     colourOf(outcome->tone), 18, devicePixelRatioF()));
    m_sentence->setText(outcome->sentence);
    setStyleProperty(m_sentence, "kind", bad ? u"bad"_s : good ? u"good"_s : u"muted"_s);
    QStringList notes = outcome->notes;
    constexpr qsizetype mostNotes = 8;
    if (notes.size() > mostNotes)
        notes = notes.first(mostNotes) << tr("and %1 more").arg(notes.size() - mostNotes);
    m_notes->setText(notes.join(u'\n'));
    m_notes->setVisible(!notes.isEmpty());
}

} // namespace tidemark
