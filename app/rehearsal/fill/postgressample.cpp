// SPDX-License-Identifier: GPL-3.0-or-later
#include "rehearsal/fill/postgressample.h"

#include "rehearsal/fill/checkhints.h"
#include "rehearsal/fill/sampletext.h"

#include <QDate>
#include <QHash>
#include <QStringList>

#include <cmath>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

/// A type's name apart from its modifiers: "numeric(10,2)" is numeric and {10, 2}.
struct TypeName
{
    QString base;
    QList<int> modifiers;
};

TypeName splitType(const QString &type)
{
    const qsizetype open = type.indexOf(u'(');
    const qsizetype close = type.indexOf(u')', open);
    if (open < 0 || close < 0)
        return {type, {}};
    TypeName name;
    name.base = (type.left(open) + type.mid(close + 1)).simplified();
    const QStringList parts = type.mid(open + 1, close - open - 1).split(u',');
    for (const QString &part : parts)
        name.modifiers << part.trimmed().toInt();
    return name;
}

/// What the samples of all built-in types are made from.
struct Request
{
    const QString &column;
    int n;
    const ColumnHint &hint;
    const QList<int> &modifiers;

    int modifier(int index, int otherwise) const { return modifiers.value(index, otherwise); }
};

using Sample = QString (*)(const Request &);

QString small(const Request &r)
{
    return QString::number(sampleInteger(r.n, r.hint) % 32768);
}

QString integer(const Request &r)
{
    return QString::number(sampleInteger(r.n, r.hint));
}

QString real(const Request &r)
{
    const bool bounded = r.hint.low || r.hint.high;
    return QString::number(sampleInteger(r.n, r.hint)) + (bounded ? u""_s : u".5"_s);
}

QString numeric(const Request &r)
{
    const int precision = r.modifier(0, 0);
    if (precision == 0)
        return real(r);
    const int scale = r.modifier(1, 0);
    const int whole = precision - scale;
    if (whole <= 0)
        return u"0."_s + QString::number(r.n % 10).rightJustified(scale, u'0');
    const qint64 limit = whole >= 18 ? qint64(1) << 60 : qint64(std::pow(10.0, whole));
    return QString::number(sampleInteger(r.n, r.hint) % limit);
}

QString boolean(const Request &r)
{
    return r.n % 2 == 0 ? u"true"_s : u"false"_s;
}

QString text(const Request &r)
{
    const auto longest = r.modifiers.isEmpty() ? std::nullopt : std::optional(r.modifier(0, 1));
    return sampleText(r.column, r.n, r.hint, longest);
}

QString character(const Request &r)
{
    return sampleText(r.column, r.n, r.hint, r.modifier(0, 1));
}

QString name(const Request &r)
{
    return sampleText(r.column, r.n, r.hint, 63);
}

QString singleByte(const Request &r)
{
    return QChar(u'a' + r.n % 26);
}

QDate day(const Request &r)
{
    return QDate(2024, 1, 1).addDays(r.n + r.hint.rank * 30);
}

QString date(const Request &r)
{
    return day(r).toString(Qt::ISODate);
}
QString timestamp(const Request &r)
{
    return date(r) + u" 12:00:00"_s;
}
QString timestampWithZone(const Request &r)
{
    return date(r) + u" 12:00:00+00"_s;
}
QString time(const Request &r)
{
    return QString::number((r.n + r.hint.rank) % 24).rightJustified(2, u'0') + u":00:00"_s;
}
QString timeWithZone(const Request &r)
{
    return time(r) + u"+00"_s;
}
QString interval(const Request &r)
{
    return QString::number(r.n + r.hint.rank) + u" hours"_s;
}

QString uuid(const Request &r)
{
    return u"00000000-0000-4000-8000-"_s + QString::number(r.n).rightJustified(12, u'0');
}

QString json(const Request &r)
{
    return u"{\"n\": %1}"_s.arg(r.n);
}
QString jsonPath(const Request &r)
{
    return u"$.n%1"_s.arg(r.n);
}
QString xml(const Request &r)
{
    return u"<n>%1</n>"_s.arg(r.n);
}

QString bytes(const Request &r)
{
    int length = std::max(r.hint.minLength, 4);
    if (r.hint.maxLength)
        length = std::min(length, *r.hint.maxLength);
    return u"\\x"_s + QString::number(r.n, 16).rightJustified(2 * length, u'0').right(2 * length);
}

QString inet(const Request &r)
{
    return u"10.0.%1.%2"_s.arg(r.n / 250 % 250).arg(r.n % 250 + 1);
}
QString cidr(const Request &r)
{
    return u"10.%1.%2.0/24"_s.arg(r.n / 250 % 250).arg(r.n % 250);
}
QString macaddr(const Request &r)
{
    return u"08:00:2b:01:02:%1"_s.arg(r.n % 256, 2, 16, QChar(u'0'));
}
QString macaddr8(const Request &r)
{
    return u"08:00:2b:01:02:03:04:%1"_s.arg(r.n % 256, 2, 16, QChar(u'0'));
}

QString bits(const Request &r)
{
    const int length = r.modifier(0, 1);
    return QString::number(r.n, 2).rightJustified(length, u'0').right(length);
}
QString bitsVarying(const Request &r)
{
    return QString::number(r.n, 2).right(r.modifier(0, 64));
}

QString money(const Request &r)
{
    return QString::number(r.n);
}
QString word(const Request &r)
{
    return u"word%1"_s.arg(r.n);
}
QString logPosition(const Request &r)
{
    return u"0/%1"_s.arg(r.n, 0, 16);
}
QString snapshot(const Request &r)
{
    return u"%1:%1:"_s.arg(r.n);
}
QString tuplePlace(const Request &r)
{
    return u"(0,%1)"_s.arg(r.n);
}
QString regclass(const Request &)
{
    return u"pg_catalog.pg_class"_s;
}
QString regtype(const Request &)
{
    return u"integer"_s;
}
QString regproc(const Request &)
{
    return u"pg_catalog.now"_s;
}
QString regprocedure(const Request &)
{
    return u"pg_catalog.now()"_s;
}
QString regrole(const Request &)
{
    return u"pg_monitor"_s;
}
QString regnamespace(const Request &)
{
    return u"pg_catalog"_s;
}
QString regconfig(const Request &)
{
    return u"pg_catalog.simple"_s;
}
QString regoperator(const Request &)
{
    return u"pg_catalog.+(integer,integer)"_s;
}
QString regcollation(const Request &)
{
    return u"pg_catalog.\"C\""_s;
}

QString point(const Request &r)
{
    return u"(%1,%1)"_s.arg(r.n);
}
QString line(const Request &r)
{
    return u"{1,-1,%1}"_s.arg(r.n);
}
QString segment(const Request &r)
{
    return u"[(0,0),(%1,%1)]"_s.arg(r.n);
}
QString box(const Request &r)
{
    return u"(%1,%1),(0,0)"_s.arg(r.n);
}
QString path(const Request &r)
{
    return u"((0,0),(%1,%1))"_s.arg(r.n);
}
QString circle(const Request &r)
{
    return u"<(0,0),%1>"_s.arg(r.n);
}

// Of extensions.
QString hstore(const Request &r)
{
    return u"n=>%1"_s.arg(r.n);
}
QString ltree(const Request &r)
{
    return u"top.n%1"_s.arg(r.n);
}
QString cube(const Request &r)
{
    return u"(%1)"_s.arg(r.n);
}
QString geometry(const Request &r)
{
    return u"POINT(%1 %1)"_s.arg(r.n % 90);
}
QString version(const Request &r)
{
    return u"1.0.%1"_s.arg(r.n);
}
QString vector(const Request &r)
{
    QStringList elements;
    for (int i = 0; i < r.modifier(0, 3); ++i)
        elements << QString::number(i == 0 ? r.n : 1);
    return u'[' + elements.join(u',') + u']';
}

const QHash<QString, Sample> &samples()
{
    static const QHash<QString, Sample> all{
        {u"smallint"_s, small},
        {u"integer"_s, integer},
        {u"bigint"_s, integer},
        {u"oid"_s, integer},
        {u"xid"_s, integer},
        {u"xid8"_s, integer},
        {u"cid"_s, integer},
        {u"real"_s, real},
        {u"double precision"_s, real},
        {u"numeric"_s, numeric},
        {u"boolean"_s, boolean},
        {u"text"_s, text},
        {u"character varying"_s, text},
        {u"character"_s, character},
        {u"bpchar"_s, text},
        {u"name"_s, name},
        {u"\"char\""_s, singleByte},
        {u"date"_s, date},
        {u"timestamp without time zone"_s, timestamp},
        {u"timestamp with time zone"_s, timestampWithZone},
        {u"time without time zone"_s, time},
        {u"time with time zone"_s, timeWithZone},
        {u"interval"_s, interval},
        {u"uuid"_s, uuid},
        {u"json"_s, json},
        {u"jsonb"_s, json},
        {u"jsonpath"_s, jsonPath},
        {u"xml"_s, xml},
        {u"bytea"_s, bytes},
        {u"inet"_s, inet},
        {u"cidr"_s, cidr},
        {u"macaddr"_s, macaddr},
        {u"macaddr8"_s, macaddr8},
        {u"bit"_s, bits},
        {u"bit varying"_s, bitsVarying},
        {u"money"_s, money},
        {u"tsvector"_s, word},
        {u"tsquery"_s, word},
        {u"pg_lsn"_s, logPosition},
        {u"txid_snapshot"_s, snapshot},
        {u"pg_snapshot"_s, snapshot},
        {u"tid"_s, tuplePlace},
        {u"regclass"_s, regclass},
        {u"regtype"_s, regtype},
        {u"regproc"_s, regproc},
        {u"regprocedure"_s, regprocedure},
        {u"regrole"_s, regrole},
        {u"regnamespace"_s, regnamespace},
        {u"int2vector"_s, integer},
        {u"oidvector"_s, integer},
        {u"regconfig"_s, regconfig},
        {u"regdictionary"_s, regconfig},
        {u"regoperator"_s, regoperator},
        {u"regcollation"_s, regcollation},
        {u"point"_s, point},
        {u"line"_s, line},
        {u"lseg"_s, segment},
        {u"box"_s, box},
        {u"path"_s, path},
        {u"polygon"_s, path},
        {u"circle"_s, circle},
    };
    return all;
}

/// Extensions can be in any schema, so their types are known by their last name.
const QHash<QString, Sample> &extensionSamples()
{
    static const QHash<QString, Sample> all{
        {u"citext"_s, text},   {u"hstore"_s, hstore},     {u"ltree"_s, ltree},
        {u"cube"_s, cube},     {u"geometry"_s, geometry}, {u"geography"_s, geometry},
        {u"vector"_s, vector}, {u"semver"_s, version},    {u"halfvec"_s, vector},
    };
    return all;
}

/// Built-in range types, and the multirange types beside them, with what they range over.
const QHash<QString, QString> &rangeSubtypes()
{
    static const QHash<QString, QString> all{
        {u"int4range"_s, u"integer"_s},
        {u"int8range"_s, u"bigint"_s},
        {u"numrange"_s, u"numeric"_s},
        {u"daterange"_s, u"date"_s},
        {u"tsrange"_s, u"timestamp without time zone"_s},
        {u"tstzrange"_s, u"timestamp with time zone"_s},
    };
    return all;
}

/// As an element of an array, a range or a row in text form.
QString quotedElement(const QString &text)
{
    QString escaped = text;
    escaped.replace(u'\\', u"\\\\"_s).replace(u'"', u"\\\""_s);
    return u'"' + escaped + u'"';
}

class Sampler
{
public:
    Sampler(const TypeCatalog &types, const QString &column, int n)
        : m_types(types)
        , m_column(column)
        , m_n(n)
    {
    }

    std::optional<QString> sample(const QString &type, const ColumnHint &hint)
    {
        if (type.endsWith("[]"_L1))
            return array(type.chopped(2), hint);
        if (auto allowed = allowedValue(m_n, hint))
            return allowed;
        const TypeName split = splitType(type);
        if (const Sample known = samples().value(split.base))
            return known({m_column, m_n, hint, split.modifiers});
        if (auto own = ofSchema(type, hint))
            return own;
        if (const QString subtype = rangeSubtypes().value(type); !subtype.isEmpty())
            return range(subtype);
        if (type.endsWith("multirange"_L1)) {
            const QString one = QString(type).replace(u"multirange"_s, u"range"_s);
            return multirange(rangeSubtypes().value(one));
        }
        if (const Sample known = extensionSamples().value(split.base.section(u'.', -1)))
            return known({m_column, m_n, hint, split.modifiers});
        return std::nullopt;
    }

private:
    std::optional<QString> ofSchema(const QString &type, const ColumnHint &hint)
    {
        if (const EnumType *labels = m_types.enumType(type)) {
            if (labels->labels.isEmpty())
                return std::nullopt;
            return labels->labels[(m_n - 1) % labels->labels.size()];
        }
        if (const DomainType *domain = m_types.domain(type))
            return ofDomain(*domain, hint);
        if (const CompositeType *composite = m_types.composite(type))
            return row(*composite);
        if (const RangeType *own = m_types.range(type))
            return range(own->subtype);
        if (const RangeType *own = m_types.multirange(type))
            return multirange(own->subtype);
        return std::nullopt;
    }

    std::optional<QString> ofDomain(const DomainType &domain, const ColumnHint &hint)
    {
        ColumnHints hints;
        hints.insert(u"value"_s, hint);
        for (const Constraint &constraint : domain.constraints) {
            if (constraint.type == ConstraintKind::Check)
                addCheckHints(constraint.expression, 0, hints);
        }
        return sample(domain.baseType, hints.value(u"value"_s));
    }

    std::optional<QString> array(const QString &element, const ColumnHint &hint)
    {
        ColumnHint inner = hint;
        inner.minLength = 0;
        inner.maxLength.reset();
        const auto one = sample(element, inner);
        if (!one)
            return std::nullopt;
        const QString separator = element == "box"_L1 ? u";"_s : u","_s;
        const int count = std::max(hint.minLength, 1);
        return u'{' + QStringList(count, quotedElement(*one)).join(separator) + u'}';
    }

    std::optional<QString> row(const CompositeType &composite)
    {
        QStringList fields;
        for (const CompositeAttribute &attribute : composite.attributes) {
            const auto field = Sampler(m_types, attribute.name, m_n).sample(attribute.type, {});
            fields << (field ? quotedElement(*field) : QString());
        }
        return u'(' + fields.join(u',') + u')';
    }

    /// Ranges of different rows do not overlap, as exclusion constraints want it.
    std::optional<QString> range(const QString &subtype)
    {
        const auto low = Sampler(m_types, m_column, m_n * 2).sample(subtype, {});
        const auto high = Sampler(m_types, m_column, m_n * 2 + 1).sample(subtype, {});
        if (!low || !high)
            return std::nullopt;
        return u'[' + quotedElement(*low) + u',' + quotedElement(*high) + u')';
    }

    std::optional<QString> multirange(const QString &subtype)
    {
        const auto one = subtype.isEmpty() ? std::nullopt : range(subtype);
        if (!one)
            return std::nullopt;
        return u'{' + *one + u'}';
    }

    const TypeCatalog &m_types;
    const QString m_column;
    int m_n;
};

} // namespace

std::optional<QString> postgresSample(const TypeCatalog &types, const QString &type,
                                      const QString &columnName, int number, const ColumnHint &hint)
{
    return Sampler(types, columnName, number).sample(type, hint);
}

} // namespace tidemark
