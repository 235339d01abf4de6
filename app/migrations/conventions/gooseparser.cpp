// SPDX-License-Identifier: GPL-3.0-or-later
#include "migrations/conventions/gooseparser.h"

#include "migrations/conventions/sectionlines.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

enum class Annotation { Up, Down, Begin, End, NoTransaction, SubstituteOn, SubstituteOff };

struct Spelling
{
    Annotation annotation;
    QByteArrayView words;
};

constexpr std::array spellings = {
    Spelling{Annotation::Up, "up"},
    Spelling{Annotation::Down, "down"},
    Spelling{Annotation::Begin, "statementbegin"},
    Spelling{Annotation::End, "statementend"},
    Spelling{Annotation::NoTransaction, "no transaction"},
    Spelling{Annotation::SubstituteOn, "envsub on"},
    Spelling{Annotation::SubstituteOff, "envsub off"},
    // Not goose's own, but what people write after the name of the usual tool.
    Spelling{Annotation::SubstituteOn, "envsubst on"},
    Spelling{Annotation::SubstituteOff, "envsubst off"},
};

class GooseParser
{
public:
    GooseParser(const TextFile &file, bool up, const VariableLookup &lookup)
        : m_file(file)
        , m_wantUp(up)
        , m_lookup(lookup)
    {
    }

    Result<GooseSection> parse();

private:
    enum class State { Start, Up, Down };

    bool wanted() const { return m_state == (m_wantUp ? State::Up : State::Down); }
    Result<void> annotation(const TextLine &line, QByteArrayView text);
    Result<void> apply(Annotation annotation, const TextLine &line);
    Result<void> content(const TextLine &line, QByteArrayView text);
    void store(qsizetype end);
    Result<void> nothingOpen() const;
    tl::unexpected<Error> refuse(const QString &what, int line, const QString &hint = {}) const;

    const TextFile &m_file;
    const bool m_wantUp;
    const VariableLookup &m_lookup;
    GooseSection m_section;
    State m_state = State::Start;
    bool m_inBlock = false;
    bool m_substitute = false;
    bool m_transaction = true;
    std::optional<TextLine> m_first; ///< of the statement that is being read
    int m_blockLine = 0;
    QByteArray m_expanded; ///< the statement's lines, used when variables were replaced in it
    bool m_isExpanded = false;
};

tl::unexpected<Error> GooseParser::refuse(const QString &what, int line, const QString &hint) const
{
    Error error;
    error.kind = ErrorKind::Input;
    error.summary = what;
    error.hint = hint;
    error.where = {m_file.shown, line, line > 0 ? 1 : 0};
    return fail(std::move(error));
}

Result<void> GooseParser::nothingOpen() const
{
    if (!m_first)
        return {};
    return refuse(u"this statement does not end in a semicolon at the end of a line"_s,
                  m_first->number,
                  u"goose cuts statements by lines: put one that has semicolons inside between "
                  "\"-- +goose StatementBegin\" and \"-- +goose StatementEnd\""_s);
}

void GooseParser::store(qsizetype end)
{
    if (!m_first)
        return;
    Script script = cutLines(m_file, *m_first, end);
    if (m_isExpanded)
        script.text = m_expanded;
    m_section.statements.push_back(std::move(script));
    m_first.reset();
    m_expanded.clear();
    m_isExpanded = false;
}

Result<void> GooseParser::annotation(const TextLine &line, QByteArrayView text)
{
    QByteArray words = text.toByteArray();
    if (words.startsWith(' ') || words.startsWith('\t'))
        return refuse(u"goose wants its annotations at the start of the line"_s, line.number);
    words.replace("--", "");
    const qsizetype prefix = words.indexOf("+goose");
    words.remove(prefix, 6);
    words = words.trimmed().toLower();
    const auto found = std::find_if(spellings.begin(), spellings.end(),
                                    [&](const Spelling &item) { return item.words == words; });
    if (found == spellings.end())
        return refuse(u"goose knows no annotation \"%1\""_s.arg(QString::fromUtf8(words)),
                      line.number);
    if (words.startsWith("envsubst"))
        m_section.findings.push_back(makeFinding(
            Finding::Severity::Warning, u"unknown-annotation"_s,
            u"%1 says ENVSUBST; goose itself knows ENVSUB only and refuses the file"_s.arg(
                m_file.shown),
            {m_file.shown, line.number, 1}));
    return apply(found->annotation, line);
}

Result<void> GooseParser::apply(Annotation annotation, const TextLine &line)
{
    switch (annotation) {
    case Annotation::Up:
        if (m_state != State::Start)
            return refuse(u"a second \"-- +goose Up\""_s, line.number);
        m_state = State::Up;
        m_section.present = m_section.present || m_wantUp;
        break;
    case Annotation::Down:
        if (m_state != State::Up || m_inBlock)
            return refuse(u"\"-- +goose Down\" must follow an up section"_s, line.number);
        TM_TRY(nothingOpen());
        m_state = State::Down;
        m_section.present = m_section.present || !m_wantUp;
        break;
    case Annotation::Begin:
        if (m_state == State::Start || m_inBlock)
            return refuse(u"\"-- +goose StatementBegin\" must stand in an up or down section"_s,
                          line.number);
        m_inBlock = true;
        m_blockLine = line.number;
        break;
    case Annotation::End:
        if (!m_inBlock)
            return refuse(u"\"-- +goose StatementEnd\" without StatementBegin"_s, line.number);
        m_inBlock = false;
        store(line.begin);
        break;
    case Annotation::NoTransaction:
        m_transaction = false;
        break;
    case Annotation::SubstituteOn:
    case Annotation::SubstituteOff:
        m_substitute = annotation == Annotation::SubstituteOn;
        break;
    }
    return {};
}

Result<void> GooseParser::content(const TextLine &line, QByteArrayView text)
{
    const QByteArrayView trimmed = text.trimmed();
    if (m_state == State::Start)
        return trimmed.isEmpty() || trimmed.startsWith("--")
                   ? Result<void>()
                   : refuse(u"a goose file must begin with \"-- +goose Up\""_s, line.number);
    if (!wanted())
        return {};
    if (!m_first) {
        if (trimmed.isEmpty() || trimmed.startsWith("--"))
            return {};
        m_first = line;
    }
    QByteArray expanded = text.toByteArray();
    if (m_substitute) {
        const auto replaced = substituteVariables(QString::fromUtf8(text), m_lookup);
        if (!replaced)
            return refuse(replaced.error(), line.number);
        m_isExpanded = m_isExpanded || replaced->toUtf8() != expanded;
        expanded = replaced->toUtf8();
    }
    m_expanded += expanded + '\n';
    if (!m_inBlock && endsWithSemicolon(expanded))
        store(line.end);
    return {};
}

Result<GooseSection> GooseParser::parse()
{
    for (const TextLine &line : linesOf(m_file.text)) {
        const QByteArrayView text = line.of(m_file.text);
        if (text.trimmed().startsWith("--") && text.contains("+goose"))
            TM_TRY(annotation(line, text));
        else
            TM_TRY(content(line, text));
    }
    if (m_state == State::Start)
        return refuse(u"there is no \"-- +goose Up\""_s, 1);
    if (m_inBlock)
        return refuse(u"\"-- +goose StatementBegin\" without StatementEnd"_s, m_blockLine);
    TM_TRY(nothingOpen());
    for (Script &script : m_section.statements)
        script.transaction = m_transaction ? TransactionMode::Transaction : TransactionMode::None;
    return std::move(m_section);
}

} // namespace

Result<GooseSection> parseGoose(const TextFile &file, bool up, const VariableLookup &lookup)
{
    return GooseParser(file, up, lookup).parse();
}

} // namespace tidemark
