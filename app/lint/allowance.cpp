// SPDX-License-Identifier: GPL-3.0-or-later
#include "lint/allowance.h"

#include "sql/tokenizer.h"
#include "sql/utf8text.h"

#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

void readComments(const QByteArray &text, qsizetype begin, qsizetype end, PositionCounter &places,
                  LintSide side, std::vector<Allowance> &found)
{
    static const QRegularExpression pattern(
        uR"(tidemark:\s*allow\s+([\w-]+)(?:\s+because\s+(\S[^\r\n]*))?)"_s,
        QRegularExpression::CaseInsensitiveOption);
    const QString comments = QString::fromUtf8(text.mid(begin, end - begin));
    auto matches = pattern.globalMatch(comments);
    while (matches.hasNext()) {
        const QRegularExpressionMatch match = matches.next();
        Allowance allowance;
        allowance.rule = match.captured(1).toLower();
        allowance.reason = match.captured(2).trimmed();
        if (allowance.reason.endsWith(u"*/"))
            allowance.reason = allowance.reason.chopped(2).trimmed();
        allowance.side = side;
        allowance.where = places.at(begin + comments.left(match.capturedStart()).toUtf8().size());
        found.push_back(std::move(allowance));
    }
}

} // namespace

std::vector<Allowance> allowancesIn(const Script &script, Engine engine, LintSide side)
{
    std::vector<Allowance> found;
    if (!script.text.contains("tidemark:") && !script.text.contains("Tidemark:"))
        return found;
    PositionCounter places(script.text, script.file, script.firstLine);
    SqlTokenizer tokens(script.text, engine);
    // What the tokenizer passes over between two tokens is white space and comments.
    qsizetype gap = 0;
    for (;;) {
        const SqlToken token = tokens.next();
        const bool atEnd = token.kind == SqlToken::Kind::End;
        const qsizetype end = atEnd ? script.text.size() : token.start;
        if (end > gap)
            readComments(script.text, gap, end, places, side, found);
        if (atEnd)
            return found;
        gap = token.end;
    }
}

} // namespace tidemark
