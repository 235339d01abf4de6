// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Included before every test source by tidemark_test(). Qt gives what arrives later five seconds: a
// sanitized program on a machine that others load needs more, and one that is in time loses
// nothing.

#ifndef TIDEMARK_WITHOUT_QTEST

#include <QTest>

#undef QTRY_VERIFY
#undef QTRY_VERIFY2
#undef QTRY_COMPARE
#define QTRY_VERIFY(expression) QTRY_VERIFY_WITH_TIMEOUT(expression, 60'000)
#define QTRY_VERIFY2(expression, text) QTRY_VERIFY2_WITH_TIMEOUT(expression, text, 60'000)
#define QTRY_COMPARE(expression, expected) QTRY_COMPARE_WITH_TIMEOUT(expression, expected, 60'000)

#endif
