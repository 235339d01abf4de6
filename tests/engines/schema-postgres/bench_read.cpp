// SPDX-License-Identifier: GPL-3.0-or-later
#include "database/connectionspec.h"
#include "database/session.h"
#include "schema/schema.h"
#include "schema/schemareader.h"

#include <QElapsedTimer>

#include <cstdio>
#include <cstdlib>

using namespace tidemark;

/// Reads a schema a number of times, each in a connection of its own, and prints the milliseconds
/// of each: the program behind tests/bench/readschema.
int main(int argc, char **argv)
{
    if (argc < 2) {
        std::fprintf(stderr, "usage: schema-postgres-bench URL [RUNS]\n");
        return 2;
    }
    const int runs = argc > 2 ? std::atoi(argv[2]) : 1;
    const auto spec = ConnectionSpec::parse(QString::fromLocal8Bit(argv[1]));
    for (int i = 0; spec && i < runs; ++i) {
        QElapsedTimer timer;
        timer.start();
        const auto session = openSession(*spec);
        if (!session) {
            std::fprintf(stderr, "%s\n", qPrintable(session.error().toString()));
            return 3;
        }
        const auto schema = makeSchemaReader(**session)->read();
        if (!schema) {
            std::fprintf(stderr, "%s\n", qPrintable(schema.error().toString()));
            return 3;
        }
        std::printf("%.1f\n", double(timer.nsecsElapsed()) / 1e6);
        std::fprintf(stderr, "%zu relations\n", (*schema)->relations.size());
    }
    return spec ? 0 : 2;
}
