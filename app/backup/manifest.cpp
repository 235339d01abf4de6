// SPDX-License-Identifier: GPL-3.0-or-later
#include "backup/manifest.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tidemark {

namespace {

constexpr auto magic = "backup";

template <NamedEnum T>
QString word(T value)
{
    return toText(value);
}

QString ascii(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes);
}

void insert(QJsonObject &object, const QString &key, const QString &value)
{
    if (!value.isEmpty())
        object.insert(key, value);
}

QJsonObject jsonOf(const BackupContents &contents)
{
    QJsonArray tables;
    for (const TableContents &table : contents.tables) {
        QJsonObject one;
        insert(one, u"schema"_s, table.schema);
        one.insert(u"name"_s, table.name);
        one.insert(u"rows"_s, table.rows);
        one.insert(u"digest"_s, ascii(table.digest));
        insert(one, u"partOf"_s, table.root);
        tables.append(one);
    }
    QJsonObject object{{u"schemaFingerprint"_s, ascii(contents.fingerprint)},
                       {u"tables"_s, tables}};
    insert(object, u"schemaLayout"_s, ascii(contents.layout));
    if (contents.largeObjects)
        object.insert(u"largeObjects"_s,
                      QJsonObject{{u"count"_s, contents.largeObjects->count},
                                  {u"digest"_s, ascii(contents.largeObjects->digest)}});
    return object;
}

QJsonObject jsonOf(const BackedUpMigrations &migrations)
{
    QJsonArray applied;
    for (const BackedUpMigration &migration : migrations.applied) {
        QJsonObject one{{u"version"_s, migration.version}};
        insert(one, u"name"_s, migration.name);
        applied.append(one);
    }
    return {{u"convention"_s, migrations.convention}, {u"applied"_s, applied}};
}

QJsonObject jsonOf(const PostgresFacts &facts)
{
    QJsonArray own;
    for (const DatabaseSetting &setting : facts.settings)
        if (!setting.userWide && !mayBeSecret(setting))
            own.append(QJsonObject{{u"name"_s, setting.name}, {u"value"_s, setting.value}});
    QJsonObject object{{u"version"_s, facts.major},
                       {u"encoding"_s, facts.encoding},
                       {u"collate"_s, facts.collate},
                       {u"ctype"_s, facts.ctype},
                       {u"localeProvider"_s, facts.provider},
                       {u"settings"_s, own},
                       {u"roles"_s, QJsonArray::fromStringList(facts.roles)}};
    insert(object, u"locale"_s, facts.icuLocale);
    if (!facts.hasPublic)
        object.insert(u"publicSchema"_s, false);
    return object;
}

/// Reads what writeManifest() wrote; keeps the first thing that is wrong.
class Reader
{
public:
    explicit Reader(QString file)
        : m_file(std::move(file))
    {
    }

    QString text(const QJsonObject &object, const QString &key, bool required = false)
    {
        const QJsonValue value = object.value(key);
        if (!value.isString() && (required || !value.isUndefined()))
            complain(key);
        return value.toString();
    }
    QByteArray bytes(const QJsonObject &object, const QString &key)
    {
        return text(object, key).toLatin1();
    }
    qint64 number(const QJsonObject &object, const QString &key)
    {
        const QJsonValue value = object.value(key);
        const qint64 number = value.toInteger(-1);
        if (number < 0 && !value.isUndefined())
            complain(key);
        return std::max<qint64>(number, 0);
    }
    QStringList texts(const QJsonObject &object, const QString &key)
    {
        QStringList list;
        for (const QJsonValue &value : object.value(key).toArray())
            list << value.toString();
        return list;
    }
    template <NamedEnum T>
    T one(const QJsonObject &object, const QString &key)
    {
        const QString written = text(object, key, true);
        for (size_t i = 0; i < enumNames<T>.size(); ++i)
            if (word(static_cast<T>(i)) == written)
                return static_cast<T>(i);
        complain(key);
        return T{};
    }
    void complain(const QString &key)
    {
        if (m_wrong.isEmpty())
            m_wrong = key;
    }
    Result<void> verdict() const
    {
        if (m_wrong.isEmpty())
            return {};
        return fail(ErrorKind::Input, u"%1: \"%2\" makes no sense"_s.arg(m_file, m_wrong));
    }

private:
    QString m_file;
    QString m_wrong;
};

BackupContents readContents(Reader &reader, const QJsonObject &object)
{
    BackupContents contents;
    contents.fingerprint = reader.bytes(object, u"schemaFingerprint"_s);
    contents.layout = reader.bytes(object, u"schemaLayout"_s);
    for (const QJsonValue &value : object.value(u"tables"_s).toArray()) {
        const QJsonObject one = value.toObject();
        contents.tables.push_back({reader.text(one, u"schema"_s), reader.text(one, u"name"_s, true),
                                   reader.number(one, u"rows"_s), reader.bytes(one, u"digest"_s),
                                   reader.text(one, u"partOf"_s)});
    }
    if (const QJsonValue large = object.value(u"largeObjects"_s); large.isObject())
        contents.largeObjects = {reader.number(large.toObject(), u"count"_s),
                                 reader.bytes(large.toObject(), u"digest"_s)};
    return contents;
}

BackedUpMigrations readMigrations(Reader &reader, const QJsonObject &object)
{
    BackedUpMigrations migrations;
    migrations.convention = reader.text(object, u"convention"_s);
    for (const QJsonValue &value : object.value(u"applied"_s).toArray())
        migrations.applied.push_back({reader.text(value.toObject(), u"version"_s, true),
                                      reader.text(value.toObject(), u"name"_s)});
    return migrations;
}

PostgresFacts readFacts(Reader &reader, const QJsonObject &object)
{
    PostgresFacts facts;
    facts.major = int(reader.number(object, u"version"_s));
    facts.encoding = reader.text(object, u"encoding"_s, true);
    facts.collate = reader.text(object, u"collate"_s, true);
    facts.ctype = reader.text(object, u"ctype"_s, true);
    facts.provider = reader.text(object, u"localeProvider"_s, true);
    facts.icuLocale = reader.text(object, u"locale"_s);
    facts.roles = reader.texts(object, u"roles"_s);
    facts.hasPublic = object.value(u"publicSchema"_s).toBool(true);
    for (const QJsonValue &value : object.value(u"settings"_s).toArray())
        facts.settings << DatabaseSetting{reader.text(value.toObject(), u"name"_s, true),
                                          reader.text(value.toObject(), u"value"_s)};
    return facts;
}

void readArchive(Reader &reader, const QJsonObject &archive, BackupManifest &manifest)
{
    manifest.format = reader.one<BackupFormat>(archive, u"format"_s);
    manifest.compression = reader.one<Compression>(archive, u"compression"_s);
    manifest.bytes = reader.number(archive, u"bytes"_s);
    manifest.sha256 = reader.bytes(archive, u"sha256"_s);
    manifest.globalsSha256 = reader.bytes(archive, u"globalsSha256"_s);
}

BackupManifest readRoot(Reader &reader, const QJsonObject &root)
{
    BackupManifest manifest;
    manifest.kind = reader.one<BackupKind>(root, u"kind"_s);
    manifest.name = reader.text(root, u"name"_s);
    manifest.label = reader.text(root, u"label"_s);
    manifest.environment = reader.text(root, u"environment"_s);
    manifest.server = reader.text(root, u"host"_s);
    manifest.database = reader.text(root, u"database"_s);
    manifest.release = reader.text(root, u"release"_s);
    manifest.engine = reader.one<Engine>(root, u"engine"_s);
    manifest.serverVersion = reader.text(root, u"server"_s);
    manifest.program = reader.text(root, u"program"_s);
    manifest.madeAt =
        QDateTime::fromString(reader.text(root, u"madeAt"_s, true), Qt::ISODateWithMs);
    if (!manifest.madeAt.isValid())
        reader.complain(u"madeAt"_s);
    manifest.durationMs = reader.number(root, u"durationMs"_s);
    manifest.databaseBytes = reader.number(root, u"databaseBytes"_s);
    readArchive(reader, root.value(u"archive"_s).toObject(), manifest);
    if (const QJsonValue value = root.value(u"contents"_s); value.isObject())
        manifest.contents = readContents(reader, value.toObject());
    if (const QJsonValue value = root.value(u"migrations"_s); value.isObject())
        manifest.migrations = readMigrations(reader, value.toObject());
    if (const QJsonValue value = root.value(u"postgresql"_s); value.isObject())
        manifest.facts = readFacts(reader, value.toObject());
    manifest.notes = reader.texts(root, u"notes"_s);
    return manifest;
}

} // namespace

bool mayBeSecret(const DatabaseSetting &setting)
{
    return setting.name.contains(u'.');
}

QByteArray writeManifest(const BackupManifest &manifest)
{
    QJsonObject archive{{u"format"_s, word(manifest.format)},
                        {u"compression"_s, word(manifest.compression)},
                        {u"bytes"_s, manifest.bytes},
                        {u"sha256"_s, ascii(manifest.sha256)}};
    insert(archive, u"globalsSha256"_s, ascii(manifest.globalsSha256));
    QJsonObject root{{u"tidemark"_s, QString::fromLatin1(magic)},
                     {u"format"_s, manifestFormat},
                     {u"kind"_s, word(manifest.kind)},
                     {u"database"_s, manifest.database},
                     {u"engine"_s, word(manifest.engine)},
                     {u"server"_s, manifest.serverVersion},
                     {u"program"_s, manifest.program},
                     {u"madeAt"_s, manifest.madeAt.toUTC().toString(Qt::ISODateWithMs)},
                     {u"durationMs"_s, manifest.durationMs},
                     {u"databaseBytes"_s, manifest.databaseBytes},
                     {u"archive"_s, archive}};
    insert(root, u"name"_s, manifest.name);
    insert(root, u"label"_s, manifest.label);
    insert(root, u"host"_s, manifest.server);
    insert(root, u"environment"_s, manifest.environment);
    insert(root, u"release"_s, manifest.release);
    if (manifest.contents)
        root.insert(u"contents"_s, jsonOf(*manifest.contents));
    if (manifest.migrations)
        root.insert(u"migrations"_s, jsonOf(*manifest.migrations));
    if (manifest.facts)
        root.insert(u"postgresql"_s, jsonOf(*manifest.facts));
    if (!manifest.notes.isEmpty())
        root.insert(u"notes"_s, QJsonArray::fromStringList(manifest.notes));
    return QJsonDocument(root).toJson();
}

Result<BackupManifest> readManifest(const QByteArray &json, const QString &file)
{
    QJsonParseError parsing;
    const QJsonObject root = QJsonDocument::fromJson(json, &parsing).object();
    if (parsing.error != QJsonParseError::NoError)
        return fail(ErrorKind::Input, u"%1 is no JSON"_s.arg(file), parsing.errorString());
    if (root.value(u"tidemark"_s).toString() != QLatin1String(magic))
        return fail(ErrorKind::Input, u"%1 is no backup's manifest"_s.arg(file));
    if (root.value(u"format"_s).toInt() > manifestFormat)
        return fail(ErrorKind::Unsupported, u"%1 was written by a newer Tidemark"_s.arg(file));
    Reader reader(file);
    BackupManifest manifest = readRoot(reader, root);
    TM_TRY(reader.verdict());
    return manifest;
}

} // namespace tidemark
