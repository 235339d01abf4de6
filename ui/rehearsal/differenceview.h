// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "diff/schemadiff.h"
#include "theme/theme.h"

#include <QWidget>

class QPainter;
class QTextDocument;

namespace tidemark {

/// What of a schema did not come back: for each object its two definitions side by side, with the
/// words marked that differ. As tall as its contents; long lists end with how many more there are.
class DifferenceView : public QWidget
{
    Q_OBJECT
public:
    explicit DifferenceView(Theme &theme, QWidget *parent = nullptr);
    ~DifferenceView() override;

    /// `before` and `after` are the heads of the two sides.
    void setDifferences(const SchemaDiff &diff, const QString &before, const QString &after);

    QSize sizeHint() const override;
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Block;

    void build();
    int layOut(int width);
    QString markedHtml(const std::vector<struct TextPiece> &pieces, Colour colour) const;

    Theme &m_theme;
    SchemaDiff m_diff;
    QString m_beforeHead;
    QString m_afterHead;
    std::vector<std::unique_ptr<Block>> m_blocks;
    qsizetype m_hidden = 0;
    int m_laidOutWidth = -1;
    int m_height = 0;
};

} // namespace tidemark
