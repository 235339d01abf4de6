# SPDX-License-Identifier: GPL-3.0-or-later
# What is installed beside the program, the .deb that CPack makes of it, and the target that formats the sources.

if(TARGET tidemark)
    set_target_properties(tidemark PROPERTIES RUNTIME_OUTPUT_DIRECTORY "${PROJECT_BINARY_DIR}/bin")
endif()
install(DIRECTORY migrations-samples DESTINATION "${CMAKE_INSTALL_DATADIR}/tidemark"
    PATTERN ".gitignore" EXCLUDE)
install(FILES README.md CHANGELOG.md DESTINATION "${CMAKE_INSTALL_DOCDIR}")
install(FILES LICENSE DESTINATION "${CMAKE_INSTALL_DOCDIR}" RENAME copyright)

if(TIDEMARK_WORKBENCH)
    install(FILES resources/tidemark.desktop DESTINATION "${CMAKE_INSTALL_DATADIR}/applications")
    install(FILES resources/tidemark.metainfo.xml DESTINATION "${CMAKE_INSTALL_DATADIR}/metainfo")
    install(FILES resources/tidemark.svg
        DESTINATION "${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps")
endif()

find_program(CLANG_FORMAT clang-format)
if(CLANG_FORMAT)
    add_custom_target(format
        COMMAND git ls-files -z -- "app/*.cpp" "app/*.h" "tests/*.cpp" "tests/*.h" "ui/*.cpp"
                "ui/*.h" | xargs -0 -r "${CLANG_FORMAT}" -i
        WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}" VERBATIM)
endif()

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME tidemark)
set(CPACK_PACKAGE_CONTACT "Tidemark maintainers <maintainers@tidemark.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "${PROJECT_DESCRIPTION}")
set(CPACK_RESOURCE_FILE_LICENSE "${PROJECT_SOURCE_DIR}/LICENSE")
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION database)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Loaded at run time, so nothing that is linked names them.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libqt6sql6-sqlite, fonts-inter, fonts-jetbrains-mono")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "postgresql-client, postgresql")
include(CPack)
