// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace tidemark {

class Convention;

// One function per convention, each in the file of that convention. A new one is declared here and
// gets its line in the table of convention.cpp; nothing else has to know about it.

const Convention &dbmateConvention();
const Convention &dieselConvention();
const Convention &flywayConvention();
const Convention &golangMigrateConvention();
const Convention &gooseConvention();
const Convention &nodePgMigrateConvention();
const Convention &plainConvention();
const Convention &popxConvention();
const Convention &sqitchConvention();
const Convention &sqlMigrateConvention();
const Convention &sqlxConvention();

} // namespace tidemark
