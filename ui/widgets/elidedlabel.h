// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLabel>

namespace tidemark {

/// One line that gives way: what has no room is an ellipsis in the middle, and the tool tip has all
/// of it. It never makes its window wide.
class ElidedLabel : public QLabel
{
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget *parent = nullptr);

    /// `tip`: what the tool tip says instead, also where all of the text has room.
    void setFullText(const QString &text, const QString &tip = {});
    QString fullText() const { return m_text; }

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void fit();

    QString m_text;
    QString m_tip;
};

} // namespace tidemark
