// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArrayView>

namespace tidemark::fuzz {

// What is fed with anything at all: it may say no, and it must come back. Each has a libFuzzer
// program of its own (TIDEMARK_FUZZ), and a test feeds them what a real archive becomes by damage.

/// A whole file, whatever it is: opened, and all of it looked at.
void archive(QByteArrayView bytes);

/// The first byte chooses a compression; the rest is decoded, from the start and from every access
/// point, which must give the same. Ends the program when it does not.
void decoder(QByteArrayView bytes);

/// Rows as COPY and as INSERT write them, a script to cut, a definition to read columns from.
void text(QByteArrayView bytes);

} // namespace tidemark::fuzz
