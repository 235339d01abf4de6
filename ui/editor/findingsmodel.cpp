// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/findingsmodel.h"

#include <QPainter>

#include <algorithm>

namespace tidemark {

using namespace Qt::StringLiterals;

namespace {

constexpr int findingHeight = 30;
constexpr int levelRole = Qt::UserRole;

} // namespace

Colour colourOf(LintLevel level)
{
    switch (level) {
    case LintLevel::Error:
        return Colour::Bad;
    case LintLevel::Warning:
        return Colour::Caution;
    case LintLevel::Note:
    case LintLevel::Off:
        break;
    }
    return Colour::Accent;
}

void FindingsModel::setFindings(std::vector<EditedFinding> findings, std::vector<int> firstLines)
{
    if (findings == m_findings && firstLines == m_firstLines)
        return;
    const bool onlyMoved = std::ranges::equal(
        findings, m_findings, [](const EditedFinding &one, const EditedFinding &other) {
            return one.side == other.side && one.finding == other.finding;
        });
    if (onlyMoved) {
        // Whoever has chosen one keeps it.
        m_findings = std::move(findings);
        m_firstLines = std::move(firstLines);
        if (!m_findings.empty())
            Q_EMIT dataChanged(index(0, Place), index(rowCount() - 1, Place));
        return;
    }
    beginResetModel();
    m_findings = std::move(findings);
    m_firstLines = std::move(firstLines);
    endResetModel();
}

int FindingsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_findings.size());
}

int FindingsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant FindingsModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || size_t(index.row()) >= m_findings.size())
        return {};
    const EditedFinding &each = m_findings[size_t(index.row())];
    if (role == levelRole)
        return int(each.finding.level);
    if (role == Qt::ToolTipRole)
        return each.finding.help.isEmpty()
                   ? each.finding.message
                   : each.finding.message + u"\n"_s + tr("Better: %1").arg(each.finding.help);
    if (role == Qt::AccessibleTextRole && index.column() == Message)
        return lintLevelName(each.finding.level) + u": "_s + each.finding.message;
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Message:
        return each.finding.message;
    case Rule:
        return each.finding.rule;
    case Place:
        return u"%1 %2:%3"_s.arg(scriptSideName(each.side))
            .arg(each.line + m_firstLines[size_t(index.row())] - 1)
            .arg(each.column);
    default:
        return {};
    }
}

FindingsDelegate::FindingsDelegate(Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

void FindingsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    painter->save();
    const bool selected = option.state & QStyle::State_Selected;
    const bool under = option.state & QStyle::State_MouseOver;
    if (selected || under)
        painter->fillRect(option.rect,
                          m_theme.colour(selected ? Colour::Selection : Colour::Hover));
    QRect rect = option.rect.adjusted(8, 0, -8, 0);
    painter->setFont(m_theme.textFont());
    Colour colour = Colour::Text;
    if (index.column() == FindingsModel::Message) {
        const auto level = LintLevel(index.data(levelRole).toInt());
        rect.setLeft(option.rect.left() + 34);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_theme.colour(colourOf(level)));
        painter->drawEllipse(QPointF(option.rect.left() + 21, rect.center().y() + 0.5), 4, 4);
    } else if (index.column() == FindingsModel::Rule) {
        colour = Colour::AccentText;
    } else {
        colour = Colour::Muted;
    }
    painter->setPen(m_theme.colour(colour));
    const QFontMetrics metrics(painter->font());
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignLeft,
                      metrics.elidedText(index.data().toString(), Qt::ElideRight, rect.width()));
    painter->restore();
}

QSize FindingsDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QFontMetrics metrics(option.font);
    return {metrics.horizontalAdvance(index.data().toString()) + 24, findingHeight};
}

} // namespace tidemark
