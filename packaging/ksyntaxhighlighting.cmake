# SPDX-License-Identifier: GPL-3.0-or-later
# KSyntaxHighlighting for Qt 6 as Tidemark::syntax: the KF6 package, or the KF5 release that was
# built with Qt 6 by packaging/deps/ksyntaxhighlighting. Debian 12's own KF5 package is for Qt 5.
find_package(KF6SyntaxHighlighting QUIET)
if(KF6SyntaxHighlighting_FOUND)
    add_library(Tidemark::syntax ALIAS KF6::SyntaxHighlighting)
else()
    if(DEFINED ENV{XDG_CACHE_HOME})
        set(cache "$ENV{XDG_CACHE_HOME}")
    else()
        set(cache "$ENV{HOME}/.cache")
    endif()
    set(QT_MAJOR_VERSION 6)
    find_package(KF5SyntaxHighlighting 5.103 REQUIRED
        HINTS "${cache}/tidemark/ksyntaxhighlighting-5.116.0")
    get_target_property(syntax_links KF5::SyntaxHighlighting INTERFACE_LINK_LIBRARIES)
    if(NOT syntax_links MATCHES "Qt6::")
        message(FATAL_ERROR "The KSyntaxHighlighting in ${KF5SyntaxHighlighting_DIR} is for Qt 5. "
            "packaging/deps/ksyntaxhighlighting builds one for Qt 6.")
    endif()
    add_library(Tidemark::syntax ALIAS KF5::SyntaxHighlighting)
endif()
