// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "theme/theme.h"
#include "workspace/auditentry.h"

#include <QScrollArea>

#include <optional>

class QGridLayout;
class QLabel;
class QVBoxLayout;

namespace tidemark {

class ChipLabel;

/// One act in full: what became of it, who and where, each migration, the error in its own words,
/// and the digests.
class LogDetail : public QScrollArea
{
    Q_OBJECT
public:
    explicit LogDetail(Theme &theme, QWidget *parent = nullptr);

    /// Nothing: "choose an act".
    void show(const AuditEntry *entry);

private:
    void rebuild();
    void addFacts(QVBoxLayout &layout);
    void addFact(QGridLayout &grid, const QString &name, const QString &value, bool code = false);
    void addError(QVBoxLayout &layout);
    void addMigrations(QVBoxLayout &layout);

    Theme &m_theme;
    std::optional<AuditEntry> m_entry;
};

} // namespace tidemark
