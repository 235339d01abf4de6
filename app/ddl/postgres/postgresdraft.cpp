// SPDX-License-Identifier: GPL-3.0-or-later
#include "ddl/postgres/postgresdraft.h"

#include "ddl/postgres/drafter.h"

namespace tidemark {

Draft draftPostgresMigration(const SchemaState &from, const SchemaState &to,
                             const DraftOptions &options)
{
    return ddlpg::Drafter(from, to, options).run();
}

} // namespace tidemark
