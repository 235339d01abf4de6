// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "lint/rule.h"

namespace tidemark {

// One function per rule, each in the file of that rule; lintRules() lists them.

// Locks and rewrites
const LintRule &indexBlocksWritesRule();
const LintRule &dropIndexBlocksRule();
const LintRule &setNotNullScansRule();
const LintRule &foreignKeyScansRule();
const LintRule &checkScansRule();
const LintRule &uniqueBuildsIndexRule();
const LintRule &typeRewritesRule();
const LintRule &defaultRewritesRule();
const LintRule &validateTogetherRule();
const LintRule &manyLocksRule();
const LintRule &noLockTimeoutRule();
const LintRule &rewritesTableRule();
const LintRule &refreshBlocksReadsRule();
const LintRule &explicitLockRule();
const LintRule &updateWholeTableRule();
const LintRule &partitionScansRule();

// Loss
const LintRule &dropTableRule();
const LintRule &dropColumnRule();
const LintRule &dropTypeRule();
const LintRule &dropSchemaRule();
const LintRule &dropCascadeRule();
const LintRule &truncateRule();
const LintRule &deleteAllRowsRule();
const LintRule &typeNarrowsRule();
const LintRule &dropDatabaseRule();

// Up and down
const LintRule &noDownRule();
const LintRule &emptyDownRule();
const LintRule &downLeavesRule();
const LintRule &downAddsRule();
const LintRule &downDoesNotRestoreRule();
const LintRule &downDropsOthersRule();
const LintRule &downDiffersRule();
const LintRule &functionNotRestoredRule();
const LintRule &downStopsRule();
const LintRule &downOrderRule();
const LintRule &constraintAgainstIndexRule();
const LintRule &namesDifferRule();
const LintRule &enumLabelLeftRule();
const LintRule &extensionLeftRule();
const LintRule &ifExistsHidesRule();
const LintRule &rerunStopsRule();

// Compatibility with the running application
const LintRule &renameTableRule();
const LintRule &renameColumnRule();
const LintRule &requiredColumnRule();
const LintRule &notNullOldVersionRule();
const LintRule &renameLabelRule();
const LintRule &nullableOldVersionRule();

// Style that bites
const LintRule &varcharLimitRule();
const LintRule &charPaddedRule();
const LintRule &timestampWithoutZoneRule();
const LintRule &jsonNotJsonbRule();
const LintRule &moneyTypeRule();
const LintRule &serialColumnRule();
const LintRule &smallKeyRule();
const LintRule &noPrimaryKeyRule();
const LintRule &foreignKeyWithoutIndexRule();
const LintRule &reservedNameRule();
const LintRule &nameTooLongRule();

// Transactions
const LintRule &notInTransactionRule();
const LintRule &labelUsedAtOnceRule();
const LintRule &ownTransactionRule();
const LintRule &settingStaysRule();

// Seeds
const LintRule &seedNotIdempotentRule();
const LintRule &seedLeftRule();

// Files
const LintRule &syntaxRule();
const LintRule &upStopsRule();
const LintRule &allowWithoutReasonRule();
const LintRule &allowUnknownRule();
const LintRule &allowUnusedRule();
const LintRule &migrationFilesRule();

} // namespace tidemark
