// SPDX-License-Identifier: GPL-3.0-or-later
#include "schema/schema.h"

namespace tidemark {

const Relation *Schema::relation(QStringView schemaName, QStringView name) const
{
    const auto it = std::lower_bound(
        relations.begin(), relations.end(), 0, [&](const Shared<Relation> &relation, int) {
            const int bySchema = QStringView(relation->schema).compare(schemaName);
            return bySchema != 0 ? bySchema < 0 : QStringView(relation->name).compare(name) < 0;
        });
    const bool found = it != relations.end() && (*it)->schema == schemaName && (*it)->name == name;
    return found ? &**it : nullptr;
}

QString foldName(const QString &name, Engine engine)
{
    if (engine == Engine::PostgreSql)
        return name;
    QString folded = name;
    for (QChar &c : folded) {
        if (c >= u'A' && c <= u'Z')
            c = QChar(c.unicode() + ('a' - 'A'));
    }
    return folded;
}

} // namespace tidemark
