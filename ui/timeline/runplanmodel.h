// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "workbench/runcontroller.h"

#include <QAbstractListModel>

#include <memory>
#include <vector>

namespace tidemark {

/// The steps of a plan in their order, with how far each of them is.
class RunPlanModel final : public QAbstractListModel
{
    Q_OBJECT
public:
    enum Role {
        VersionRole = Qt::UserRole,
        NoteRole,  ///< hazards, else what it does: the second line
        ToneRole,  ///< int of Tone: of the note
        StateRole, ///< int of RunController::StepProgress::State
        TimeRole,  ///< "38 ms"; empty before it is over
    };

    using QAbstractListModel::QAbstractListModel;

    void setPlan(std::shared_ptr<const RunPlan> plan);
    void setProgress(const std::vector<RunController::StepProgress> &progress);

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::shared_ptr<const RunPlan> m_plan;
    std::vector<RunController::StepProgress> m_progress;
};

} // namespace tidemark
