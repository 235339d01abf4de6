// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/editorpage.h"
#include "editor/noticebar.h"

#include <QLocale>

/// What the page tells and asks above the texts.

namespace tidemark {

using namespace Qt::StringLiterals;

void EditorPage::showNotices(EditedMigration *migration)
{
    const QString readOnly = migration->readOnlyReason();
    const NoticeBar::Action byNew{tr("Make a new one that changes it"), u"changeByNew"_s,
                                  [this] { openNew(u"change_"_s + m_shown->migration().name); }};
    const bool waits = migration->isAppliedAndChanged();
    m_readOnly->setVisible(waits || !readOnly.isEmpty() || !migration->notAskedOn().isEmpty());
    if (waits)
        m_readOnly->show(
            tr("Applied on %1, and another one here: what it did is done, and the "
               "change would not be run.")
                .arg(migration->appliedOn().join(u", "_s)),
            {byNew, {tr("Save anyway"), u"saveAnyway"_s, [this] { m_shown->saveAnyway(); }}});
    else if (!readOnly.isEmpty())
        m_readOnly->show(readOnly,
                         migration->appliedOn().isEmpty() ? std::vector<NoticeBar::Action>()
                                                          : std::vector{byNew},
                         true);
    else if (!migration->notAskedOn().isEmpty())
        m_readOnly->show(tr("%1 has not answered: it may be applied there.")
                             .arg(migration->notAskedOn().join(u", "_s)),
                         {}, true);
    m_outside->setVisible(migration->outside() != EditedMigration::Outside::None);
    if (migration->outside() == EditedMigration::Outside::Changed)
        m_outside->show(tr("Somebody else changed the file, and there is unsaved work here."),
                        {{tr("Show theirs"), u"takeTheirs"_s, [this] { m_shown->takeTheirs(); }},
                         {tr("Keep mine"), u"keepMine"_s, [this] { m_shown->keepMine(); }}});
    else if (migration->outside() == EditedMigration::Outside::Gone)
        m_outside->show(tr("The file is gone from its folder. What is here can be saved again."),
                        {{tr("Save it again"), u"saveAgain"_s, [this] { save(); }}});
    const bool asked = m_closing == migration && migration->isDirty();
    m_asked->setVisible(asked);
    if (asked)
        m_asked->show(
            tr("There is unsaved work in %1.").arg(migration->id()),
            {{tr("Save"), u"closeSave"_s,
              [this] {
                  m_closeSaved = true;
                  save();
              }},
             {tr("Throw it away"), u"closeDiscard"_s, [this] { m_controller.close(m_closing); }},
             {tr("Go on"), u"closeCancel"_s, [this] {
                  askAboutClosing(nullptr);
                  followState();
              }}});
}

void EditorPage::followRecoverable()
{
    const auto error = m_controller.keepError();
    m_notKept->setVisible(error.has_value());
    if (error)
        m_notKept->show(tr("What is typed here would not outlive a crash: %1. Save it soon.")
                            .arg(error->summary),
                        {});
    const auto works = m_controller.recoverable();
    m_recovered->setVisible(!works.empty());
    if (works.empty())
        return;
    const UnsavedWork &work = works.front();
    const QString when = QLocale().toString(work.changedAt.toLocalTime(), QLocale::ShortFormat);
    QString text = tr("Unsaved work on %1 of %2 was left behind.").arg(work.migration, when);
    if (works.size() > 1)
        text += u' ' + tr("%n more after it.", nullptr, int(works.size()) - 1);
    // What is open there is not replaced by it.
    if (!m_controller.canRecover(work))
        text += u' ' + tr("What is unsaved there now must be saved or closed first.");
    m_recovered->show(
        text, {{tr("Bring it back"), u"recover"_s, [this, work] { m_controller.recover(work); }},
               {tr("Throw it away"), u"forget"_s, [this, work] { m_controller.forget(work); }}});
}

} // namespace tidemark
