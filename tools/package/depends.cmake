# CPack runs this when the files are laid out: which packages have the libraries that the programs use.
# libpq is recommended and not depended on: only what --replay starts uses it, and a host that shares no
# used tickets should not need libpq, LDAP and Kerberos to make one.
set(_root "${CPACK_TEMPORARY_INSTALL_DIRECTORY}")
file(GLOB _programs "${_root}/usr/bin/*" "${_root}/usr/libexec/ptkt/*")
set(_place "${CPACK_TOPLEVEL_DIRECTORY}/shlibdeps")
file(MAKE_DIRECTORY "${_place}/debian")
file(WRITE "${_place}/debian/control" "")
execute_process(COMMAND dpkg-shlibdeps -O ${_programs} WORKING_DIRECTORY "${_place}"
                OUTPUT_VARIABLE _found ERROR_VARIABLE _said RESULT_VARIABLE _status)
file(REMOVE_RECURSE "${_place}")
if(NOT _status EQUAL 0 OR NOT _found MATCHES "shlibs:Depends=([^\n]+)")
    message(FATAL_ERROR "dpkg-shlibdeps: ${_said}")
endif()
string(REPLACE ", " ";" _packages "${CMAKE_MATCH_1}")
set(_recommended ${_packages})
list(FILTER _recommended INCLUDE REGEX "^libpq5")
list(FILTER _packages EXCLUDE REGEX "^libpq5")
list(JOIN _packages ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
string(PREPEND CPACK_DEBIAN_PACKAGE_DEPENDS "adduser, ")
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "${_recommended}")
