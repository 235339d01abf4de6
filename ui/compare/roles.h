// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qnamespace.h>

namespace tidemark {

/// What CompareModel says beside the text; the delegate knows these and not the model.
enum CompareRole {
    GroupRole = Qt::UserRole + 1, ///< bool: a heading
    CountRole,                    ///< int: objects below a heading
    ObjectRole,                   ///< int: in ComparedObjects::objects; -1: a heading
    StandingRole,                 ///< int: Standing
    SchemaRole,                   ///< "sales", where the name alone does not say which
    WhatRole,                     ///< "changed", "label added"
    NeededRole,                   ///< "needed by seen": a part of the script without being chosen
};

} // namespace tidemark
