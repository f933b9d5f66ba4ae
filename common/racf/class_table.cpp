#include "common/racf/class_table.hpp"

#include <algorithm>
#include <array>

namespace ptkt::racf {

namespace {

using R = RaclistRule;
using A = Access;

// Classes of z/OS that administrators of IMS, CICS, Db2, MQ and RACF itself meet. POSIT values of
// the classes up to 8, 76, 104 and 112 are IBM's; others are not known to us. Lengths and the rule
// for RACLIST are from general knowledge of the class descriptor table, except that PTKTDATA must
// have room for IRRPTAUTH.application.userid.
//
// Which classes OPERATIONS is good for is in the Security Administrator's Guide.
//
// name, POSIT, UACC, generic, RACLIST, longest name, grouping class, member class, default rc,
// UACC of the connection, OPERATIONS
constexpr std::array kClasses{
    ClassInfo{"ACCTNUM", kNoPosit, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"ACICSPCT", 5, A::None, true, R::Allowed, 13, "BCICSPCT", "", 4},
    ClassInfo{"AIMS", 4, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"APPCLU", kNoPosit, A::None, true, R::Allowed, 35, "", "", 4},
    ClassInfo{"APPCPORT", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"APPCSERV", kNoPosit, A::None, true, R::Allowed, 73, "", "", 4},
    ClassInfo{"APPCSI", kNoPosit, A::None, true, R::Allowed, 26, "", "", 4},
    ClassInfo{"APPCTP", kNoPosit, A::None, true, R::Allowed, 82, "", "", 4},
    ClassInfo{"APPL", 3, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"BCICSPCT", 5, A::None, false, R::Disallowed, 13, "", "ACICSPCT", 4},
    ClassInfo{"CBIND", kNoPosit, A::None, true, R::Allowed, 41, "", "", 4},
    ClassInfo{"CCICSCMD", 5, A::None, true, R::Allowed, 21, "VCICSCMD", "", 4},
    ClassInfo{"CDT", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"CFIELD", kNoPosit, A::None, true, R::Allowed, 26, "", "", 4},
    ClassInfo{"CIMS", 4, A::None, true, R::Allowed, 8, "DIMS", "", 4},
    ClassInfo{"CONSOLE", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"CRYPTOZ", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"CSFKEYS", kNoPosit, A::None, true, R::Allowed, 73, "GCSFKEYS", "", 4},
    ClassInfo{"CSFSERV", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"DASDVOL", 0, A::None, true, R::Allowed, 6, "GDASDVOL", "", 4, true, true},
    ClassInfo{"DCICSDCT", 5, A::None, true, R::Allowed, 13, "ECICSDCT", "", 4},
    ClassInfo{"DEVICES", kNoPosit, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"DIMS", 4, A::None, false, R::Disallowed, 8, "", "CIMS", 4},
    ClassInfo{"DLFCLASS", kNoPosit, A::None, true, R::Allowed, 64, "", "", 4},
    ClassInfo{"DSNR", 7, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"ECICSDCT", 5, A::None, false, R::Disallowed, 13, "", "DCICSDCT", 4},
    ClassInfo{"EJBROLE", kNoPosit, A::None, true, R::Allowed, 246, "GEJBROLE", "", 4},
    ClassInfo{"FACILITY", 8, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"FCICSFCT", 5, A::None, true, R::Allowed, 17, "HCICSFCT", "", 4},
    ClassInfo{"FIELD", kNoPosit, A::None, true, R::Allowed, 26, "", "", 4},
    ClassInfo{"FIMS", 4, A::None, true, R::Allowed, 8, "HIMS", "", 4},
    ClassInfo{"GCICSTRN", 5, A::None, false, R::Disallowed, 13, "", "TCICSTRN", 4},
    ClassInfo{"GCSFKEYS", kNoPosit, A::None, false, R::Disallowed, 73, "", "CSFKEYS", 4},
    ClassInfo{"GDASDVOL", 0, A::None, false, R::Disallowed, 6, "", "DASDVOL", 4, false, true},
    ClassInfo{"GEJBROLE", kNoPosit, A::None, false, R::Disallowed, 246, "", "EJBROLE", 4},
    ClassInfo{"GIMS", 4, A::None, false, R::Disallowed, 8, "", "TIMS", 4},
    ClassInfo{"GINFOMAN", kNoPosit, A::None, false, R::Disallowed, 44, "", "INFOMAN", 4},
    ClassInfo{"GLOBAL", 6, A::None, false, R::Disallowed, 39, "", "GMBR", 4},
    ClassInfo{"GMQADMIN", kNoPosit, A::None, false, R::Disallowed, 62, "", "MQADMIN", 4},
    ClassInfo{"GMQNLIST", kNoPosit, A::None, false, R::Disallowed, 53, "", "MQNLIST", 4},
    ClassInfo{"GMQPROC", kNoPosit, A::None, false, R::Disallowed, 53, "", "MQPROC", 4},
    ClassInfo{"GMQQUEUE", kNoPosit, A::None, false, R::Disallowed, 53, "", "MQQUEUE", 4},
    ClassInfo{"GSDSF", kNoPosit, A::None, false, R::Disallowed, 63, "", "SDSF", 4},
    ClassInfo{"GTERMINL", 2, A::None, false, R::Disallowed, 8, "", "TERMINAL", 4},
    ClassInfo{"GXCSFKEY", kNoPosit, A::None, false, R::Disallowed, 246, "", "XCSFKEY", 4},
    ClassInfo{"GXFACILI", kNoPosit, A::None, false, R::Disallowed, 246, "", "XFACILIT", 4},
    ClassInfo{"GZMFAPLA", kNoPosit, A::None, false, R::Disallowed, 246, "", "ZMFAPLA", 4},
    ClassInfo{"HCICSFCT", 5, A::None, false, R::Disallowed, 17, "", "FCICSFCT", 4},
    ClassInfo{"HIMS", 4, A::None, false, R::Disallowed, 8, "", "FIMS", 4},
    ClassInfo{"IDTDATA", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"IIMS", 4, A::None, true, R::Allowed, 8, "JIMS", "", 4},
    ClassInfo{"INFOMAN", kNoPosit, A::None, true, R::Allowed, 44, "GINFOMAN", "", 4},
    ClassInfo{"JCICSJCT", 5, A::None, true, R::Allowed, 17, "KCICSJCT", "", 4},
    ClassInfo{"JESINPUT", kNoPosit, A::None, true, R::Allowed, 8, "", "", 8},
    ClassInfo{"JESJOBS", kNoPosit, A::None, true, R::Allowed, 39, "", "", 8},
    ClassInfo{"JESSPOOL", kNoPosit, A::None, true, R::Allowed, 53, "", "", 8},
    ClassInfo{"JIMS", 4, A::None, false, R::Disallowed, 8, "", "IIMS", 4},
    ClassInfo{"KCICSJCT", 5, A::None, false, R::Disallowed, 17, "", "JCICSJCT", 4},
    ClassInfo{"KERBLINK", kNoPosit, A::None, true, R::Allowed, 240, "", "", 4},
    ClassInfo{"KEYSMSTR", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"LDAP", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"LDAPBIND", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"LIMS", 4, A::None, true, R::Allowed, 8, "MIMS", "", 4},
    ClassInfo{"LOGSTRM", kNoPosit, A::None, true, R::Allowed, 26, "", "", 4},
    ClassInfo{"MCICSPPT", 5, A::None, true, R::Allowed, 17, "NCICSPPT", "", 4},
    ClassInfo{"MFADEF", kNoPosit, A::None, true, R::Allowed, 20, "", "", 4},
    ClassInfo{"MGMTCLAS", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"MIMS", 4, A::None, false, R::Disallowed, 8, "", "LIMS", 4},
    ClassInfo{"MQADMIN", kNoPosit, A::None, true, R::Allowed, 62, "GMQADMIN", "", 4},
    ClassInfo{"MQCMDS", kNoPosit, A::None, true, R::Allowed, 22, "", "", 4},
    ClassInfo{"MQCONN", kNoPosit, A::None, true, R::Allowed, 10, "", "", 4},
    ClassInfo{"MQNLIST", kNoPosit, A::None, true, R::Allowed, 53, "GMQNLIST", "", 4},
    ClassInfo{"MQPROC", kNoPosit, A::None, true, R::Allowed, 53, "GMQPROC", "", 4},
    ClassInfo{"MQQUEUE", kNoPosit, A::None, true, R::Allowed, 53, "GMQQUEUE", "", 4},
    ClassInfo{"NCICSPPT", 5, A::None, false, R::Disallowed, 17, "", "MCICSPPT", 4},
    ClassInfo{"NETCMDS", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"NETSPAN", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"NODES", kNoPosit, A::None, true, R::Required, 24, "", "NODMBR", 4},
    ClassInfo{"OIMS", 4, A::None, true, R::Allowed, 8, "WIMS", "", 4},
    ClassInfo{"OPERCMDS", 112, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"PCICSPSB", 5, A::None, true, R::Allowed, 17, "QCICSPSB", "", 4},
    ClassInfo{"PERFGRP", kNoPosit, A::None, true, R::Allowed, 3, "", "", 4},
    ClassInfo{"PIMS", 4, A::None, true, R::Allowed, 8, "QIMS", "", 4},
    ClassInfo{"PKISERV", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"PROGRAM", kNoPosit, A::None, true, R::Disallowed, 44, "", "PMBR", 4},
    ClassInfo{"PROPCNTL", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"PTKTDATA", 76, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"PTKTVAL", kNoPosit, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"QCICSPSB", 5, A::None, false, R::Disallowed, 17, "", "PCICSPSB", 4},
    ClassInfo{"QIMS", 4, A::None, false, R::Disallowed, 8, "", "PIMS", 4},
    ClassInfo{"RACFEVNT", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"RACFVARS", kNoPosit, A::None, true, R::Required, 39, "", "RVARSMBR", 4},
    ClassInfo{"RCICSRES", 5, A::None, true, R::Allowed, 246, "WCICSRES", "", 4},
    ClassInfo{"RDATALIB", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"REALM", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"RIMS", 4, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"RRSFDATA", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"SCICSTST", 5, A::None, true, R::Allowed, 25, "UCICSTST", "", 4},
    ClassInfo{"SDSF", kNoPosit, A::None, true, R::Allowed, 63, "GSDSF", "", 4},
    ClassInfo{"SECDATA", kNoPosit, A::None, false, R::Disallowed, 8, "", "SCDMBR", 4},
    ClassInfo{"SECLABEL", kNoPosit, A::None, true, R::Required, 8, "", "", 4},
    ClassInfo{"SERVAUTH", kNoPosit, A::None, true, R::Required, 64, "", "", 4},
    ClassInfo{"SERVER", kNoPosit, A::None, true, R::Allowed, 41, "", "", 4},
    ClassInfo{"SIMS", 4, A::None, true, R::Allowed, 8, "UIMS", "", 4},
    ClassInfo{"SMESSAGE", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"STARTED", kNoPosit, A::None, true, R::Allowed, 17, "", "", 4},
    ClassInfo{"STORCLAS", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"SUBSYSNM", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"SURROGAT", 104, A::None, true, R::Allowed, 17, "", "", 4},
    ClassInfo{"TAPEVOL", 1, A::None, true, R::Allowed, 6, "", "", 4, true, true},
    ClassInfo{"TCICSTRN", 5, A::None, true, R::Allowed, 13, "GCICSTRN", "", 4},
    ClassInfo{"TERMINAL", 2, A::None, true, R::Allowed, 8, "GTERMINL", "", 4, true},
    ClassInfo{"TIMS", 4, A::None, true, R::Allowed, 8, "GIMS", "", 4},
    ClassInfo{"TSOAUTH", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"TSOPROC", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"UCICSTST", 5, A::None, false, R::Disallowed, 25, "", "SCICSTST", 4},
    ClassInfo{"UIMS", 4, A::None, false, R::Disallowed, 8, "", "SIMS", 4},
    ClassInfo{"UNIXPRIV", kNoPosit, A::None, true, R::Required, 246, "", "", 4},
    ClassInfo{"VCICSCMD", 5, A::None, false, R::Disallowed, 21, "", "CCICSCMD", 4},
    ClassInfo{"VTAMAPPL", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"WBEM", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"WCICSRES", 5, A::None, false, R::Disallowed, 246, "", "RCICSRES", 4},
    ClassInfo{"WIMS", 4, A::None, false, R::Disallowed, 8, "", "OIMS", 4},
    ClassInfo{"WRITER", kNoPosit, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"XCSFKEY", kNoPosit, A::None, true, R::Allowed, 246, "GXCSFKEY", "", 4},
    ClassInfo{"XFACILIT", kNoPosit, A::None, true, R::Allowed, 246, "GXFACILI", "", 4},
    ClassInfo{"ZMFAPLA", kNoPosit, A::None, true, R::Allowed, 246, "GZMFAPLA", "", 4},
    ClassInfo{"ZMFCLOUD", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
};
static_assert(std::is_sorted(kClasses.begin(), kClasses.end(),
                             [](const auto& a, const auto& b) { return a.name < b.name; }));

}  // namespace

std::span<const ClassInfo> class_table() {
    return kClasses;
}

const ClassInfo* find_class(std::string_view name) {
    const auto found =
        std::lower_bound(kClasses.begin(), kClasses.end(), name,
                         [](const ClassInfo& info, std::string_view n) { return info.name < n; });
    return found != kClasses.end() && found->name == name ? &*found : nullptr;
}

bool share_options(const ClassInfo& a, const ClassInfo& b) {
    if (a.name == b.name) return true;
    if (a.posit != kNoPosit && a.posit == b.posit) return true;
    return (!a.grouping.empty() && a.grouping == b.name) ||
           (!b.grouping.empty() && b.grouping == a.name);
}

}  // namespace ptkt::racf
