#include "common/racf/model/class_table.hpp"

#include <algorithm>
#include <array>

#include "common/base/text/ascii.hpp"
#include "common/racf/model/dynamic_classes.hpp"

namespace ptkt::racf {

namespace {

using R = RaclistRule;
using A = Access;

/// Classes whose lengths we do not know take what the longest ones do: a name is not refused here
/// that RACF would take.
constexpr std::size_t kLongestOfAll = 246;

constexpr ClassInfo general(std::string_view name, std::size_t longest = kLongestOfAll) {
    return {name, kNoPosit, A::None, true, R::Allowed, longest, "", "", 4};
}
constexpr ClassInfo member(std::string_view name, std::string_view grouping,
                           std::size_t longest = kLongestOfAll) {
    return {name, kNoPosit, A::None, true, R::Allowed, longest, grouping, "", 4};
}
constexpr ClassInfo grouping(std::string_view name, std::string_view member,
                             std::size_t longest = kLongestOfAll) {
    return {name, kNoPosit, A::None, false, R::Disallowed, longest, "", member, 4};
}
/// A class in which RDEFINE makes no profiles: those of RACDCERT and RACMAP, and the classes that
/// are there to be switched and logged by. The member class of a class like GLOBAL is of this kind
/// too: its names stand in ADDMEM only.
constexpr ClassInfo unmade(std::string_view name, R raclist) {
    ClassInfo info{name, kNoPosit, A::None, false, raclist, kLongestOfAll, "", "", 4};
    info.takes_profiles = false;
    return info;
}
/// CASE(ASIS) of the class descriptor table.
constexpr ClassInfo as_is(ClassInfo info) {
    info.keeps_case = true;
    return info;
}

// The classes that IBM supplies. Which of them share a POSIT value was taken from captured listings
// of options: thirteen IMS classes, and the twenty of CICS; IIMS, LIMS and RIMS move by themselves.
// The numbers of those up to 8, 76, 104 and 112 are IBM's, as far as is known here. Lengths and the
// rule for RACLIST are from general knowledge of the class descriptor table, except that PTKTDATA
// must have room for IRRPTAUTH.application.userid. Which classes keep the case of names is from IBM
// MQ's and z/OSMF's topics.
//
// Which classes OPERATIONS is good for is in the Security Administrator's Guide.
//
// name, POSIT, UACC, generic, RACLIST, longest name, grouping class, member class, default rc,
// UACC of the connection, OPERATIONS
constexpr std::array kClasses{
    ClassInfo{"ACCTNUM", kNoPosit, A::None, true, R::Allowed, 39, "", "", 4},
    general("ACEECHK"),
    ClassInfo{"ACICSPCT", 5, A::None, true, R::Allowed, 13, "BCICSPCT", "", 4},
    ClassInfo{"AIMS", 4, A::None, true, R::Allowed, 8, "", "", 4},
    general("ALCSAUTH"),
    ClassInfo{"APPCLU", kNoPosit, A::None, true, R::Allowed, 35, "", "", 4},
    ClassInfo{"APPCPORT", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"APPCSERV", kNoPosit, A::None, true, R::Allowed, 73, "", "", 4},
    ClassInfo{"APPCSI", kNoPosit, A::None, true, R::Allowed, 26, "", "", 4},
    ClassInfo{"APPCTP", kNoPosit, A::None, true, R::Allowed, 82, "", "", 4},
    ClassInfo{"APPL", 3, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"BCICSPCT", 5, A::None, false, R::Disallowed, 13, "", "ACICSPCT", 4},
    general("CACHECLS"),
    ClassInfo{"CBIND", kNoPosit, A::None, true, R::Allowed, 41, "", "", 4},
    ClassInfo{"CCICSCMD", 5, A::None, true, R::Allowed, 21, "VCICSCMD", "", 4},
    ClassInfo{"CDT", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"CFIELD", kNoPosit, A::None, true, R::Allowed, 26, "", "", 4},
    ClassInfo{"CIMS", 4, A::None, true, R::Allowed, 8, "DIMS", "", 4},
    ClassInfo{"CONSOLE", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    member("CPSMOBJ", "GCPSMOBJ"),
    general("CPSMXMP"),
    ClassInfo{"CRYPTOZ", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"CSFKEYS", kNoPosit, A::None, true, R::Allowed, 73, "GCSFKEYS", "", 4},
    ClassInfo{"CSFSERV", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"DASDVOL", 0, A::None, true, R::Allowed, 6, "GDASDVOL", "", 4, true, true},
    general("DBNFORM"),
    general("DCEUUIDS"),
    ClassInfo{"DCICSDCT", 5, A::None, true, R::Allowed, 13, "ECICSDCT", "", 4},
    ClassInfo{"DEVICES", kNoPosit, A::None, true, R::Allowed, 39, "", "", 4},
    unmade("DIGTCERT", R::Allowed),
    unmade("DIGTCRIT", R::Allowed),
    unmade("DIGTNMAP", R::Allowed),
    unmade("DIGTRING", R::Allowed),
    ClassInfo{"DIMS", 4, A::None, false, R::Disallowed, 8, "", "CIMS", 4},
    unmade("DIRACC", R::Disallowed),
    unmade("DIRAUTH", R::Disallowed),
    general("DIRECTRY"),
    unmade("DIRSRCH", R::Disallowed),
    ClassInfo{"DLFCLASS", kNoPosit, A::None, true, R::Allowed, 64, "", "", 4},
    general("DSNADM"),
    ClassInfo{"DSNR", 7, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"ECICSDCT", 5, A::None, false, R::Disallowed, 13, "", "DCICSDCT", 4},
    as_is({"EJBROLE", kNoPosit, A::None, true, R::Allowed, 246, "GEJBROLE", "", 4}),
    ClassInfo{"FACILITY", 8, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"FCICSFCT", 5, A::None, true, R::Allowed, 17, "HCICSFCT", "", 4},
    ClassInfo{"FIELD", kNoPosit, A::None, true, R::Allowed, 26, "", "", 4},
    general("FILE"),
    ClassInfo{"FIMS", 4, A::None, true, R::Allowed, 8, "HIMS", "", 4},
    general("FSACCESS"),
    general("FSEXEC"),
    unmade("FSOBJ", R::Disallowed),
    unmade("FSSEC", R::Disallowed),
    ClassInfo{"GCICSTRN", 5, A::None, false, R::Disallowed, 13, "", "TCICSTRN", 4},
    grouping("GCPSMOBJ", "CPSMOBJ"),
    ClassInfo{"GCSFKEYS", kNoPosit, A::None, false, R::Disallowed, 73, "", "CSFKEYS", 4},
    ClassInfo{"GDASDVOL", 0, A::None, false, R::Disallowed, 6, "", "DASDVOL", 4, false, true},
    grouping("GDSNBP", "MDSNBP"),
    grouping("GDSNCL", "MDSNCL"),
    grouping("GDSNDB", "MDSNDB"),
    grouping("GDSNGV", "MDSNGV"),
    grouping("GDSNJR", "MDSNJR"),
    grouping("GDSNPK", "MDSNPK"),
    grouping("GDSNPN", "MDSNPN"),
    grouping("GDSNSC", "MDSNSC"),
    grouping("GDSNSG", "MDSNSG"),
    grouping("GDSNSM", "MDSNSM"),
    grouping("GDSNSP", "MDSNSP"),
    grouping("GDSNSQ", "MDSNSQ"),
    grouping("GDSNTB", "MDSNTB"),
    grouping("GDSNTS", "MDSNTS"),
    grouping("GDSNUF", "MDSNUF"),
    grouping("GDSNUT", "MDSNUT"),
    as_is({"GEJBROLE", kNoPosit, A::None, false, R::Disallowed, 246, "", "EJBROLE", 4}),
    ClassInfo{"GIMS", 4, A::None, false, R::Disallowed, 8, "", "TIMS", 4},
    ClassInfo{"GINFOMAN", kNoPosit, A::None, false, R::Disallowed, 44, "", "INFOMAN", 4},
    ClassInfo{"GLOBAL", 6, A::None, false, R::Disallowed, 39, "", "GMBR", 4},
    unmade("GMBR", R::Disallowed),
    ClassInfo{"GMQADMIN", kNoPosit, A::None, false, R::Disallowed, 62, "", "MQADMIN", 4},
    grouping("GMQCHAN", "MQCHAN"),
    ClassInfo{"GMQNLIST", kNoPosit, A::None, false, R::Disallowed, 53, "", "MQNLIST", 4},
    ClassInfo{"GMQPROC", kNoPosit, A::None, false, R::Disallowed, 53, "", "MQPROC", 4},
    ClassInfo{"GMQQUEUE", kNoPosit, A::None, false, R::Disallowed, 53, "", "MQQUEUE", 4},
    as_is(grouping("GMXADMIN", "MXADMIN")),
    as_is(grouping("GMXNLIST", "MXNLIST")),
    as_is(grouping("GMXPROC", "MXPROC")),
    as_is(grouping("GMXQUEUE", "MXQUEUE")),
    as_is(grouping("GMXTOPIC", "MXTOPIC")),
    ClassInfo{"GSDSF", kNoPosit, A::None, false, R::Disallowed, 63, "", "SDSF", 4},
    grouping("GSOMDOBJ", "SOMDOBJS"),
    ClassInfo{"GTERMINL", 2, A::None, false, R::Disallowed, 8, "", "TERMINAL", 4},
    ClassInfo{"GXCSFKEY", kNoPosit, A::None, false, R::Disallowed, 246, "", "XCSFKEY", 4},
    ClassInfo{"GXFACILI", kNoPosit, A::None, false, R::Disallowed, 246, "", "XFACILIT", 4},
    ClassInfo{"GZMFAPLA", kNoPosit, A::None, false, R::Disallowed, 246, "", "ZMFAPLA", 4},
    ClassInfo{"HCICSFCT", 5, A::None, false, R::Disallowed, 17, "", "FCICSFCT", 4},
    ClassInfo{"HIMS", 4, A::None, false, R::Disallowed, 8, "", "FIMS", 4},
    general("IBMOPC"),
    as_is(unmade("IDIDMAP", R::Allowed)),
    ClassInfo{"IDTDATA", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"IIMS", kNoPosit, A::None, true, R::Allowed, 8, "JIMS", "", 4},
    general("ILMADMIN"),
    ClassInfo{"INFOMAN", kNoPosit, A::None, true, R::Allowed, 44, "GINFOMAN", "", 4},
    unmade("IPCOBJ", R::Disallowed),
    general("JAVA"),
    ClassInfo{"JCICSJCT", 5, A::None, true, R::Allowed, 17, "KCICSJCT", "", 4},
    ClassInfo{"JESINPUT", kNoPosit, A::None, true, R::Allowed, 8, "", "", 8},
    ClassInfo{"JESJOBS", kNoPosit, A::None, true, R::Allowed, 39, "", "", 8},
    ClassInfo{"JESSPOOL", kNoPosit, A::None, true, R::Allowed, 53, "", "", 8},
    ClassInfo{"JIMS", kNoPosit, A::None, false, R::Disallowed, 8, "", "IIMS", 4},
    ClassInfo{"KCICSJCT", 5, A::None, false, R::Disallowed, 17, "", "JCICSJCT", 4},
    ClassInfo{"KERBLINK", kNoPosit, A::None, true, R::Allowed, 240, "", "", 4},
    ClassInfo{"KEYSMSTR", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"LDAP", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"LDAPBIND", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    general("LFSCLASS"),
    ClassInfo{"LIMS", kNoPosit, A::None, true, R::Allowed, 8, "MIMS", "", 4},
    ClassInfo{"LOGSTRM", kNoPosit, A::None, true, R::Allowed, 26, "", "", 4},
    ClassInfo{"MCICSPPT", 5, A::None, true, R::Allowed, 17, "NCICSPPT", "", 4},
    member("MDSNBP", "GDSNBP"),
    member("MDSNCL", "GDSNCL"),
    member("MDSNDB", "GDSNDB"),
    member("MDSNGV", "GDSNGV"),
    member("MDSNJR", "GDSNJR"),
    member("MDSNPK", "GDSNPK"),
    member("MDSNPN", "GDSNPN"),
    member("MDSNSC", "GDSNSC"),
    member("MDSNSG", "GDSNSG"),
    member("MDSNSM", "GDSNSM"),
    member("MDSNSP", "GDSNSP"),
    member("MDSNSQ", "GDSNSQ"),
    member("MDSNTB", "GDSNTB"),
    member("MDSNTS", "GDSNTS"),
    member("MDSNUF", "GDSNUF"),
    member("MDSNUT", "GDSNUT"),
    ClassInfo{"MFADEF", kNoPosit, A::None, true, R::Allowed, 20, "", "", 4},
    ClassInfo{"MGMTCLAS", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"MIMS", kNoPosit, A::None, false, R::Disallowed, 8, "", "LIMS", 4},
    ClassInfo{"MQADMIN", kNoPosit, A::None, true, R::Allowed, 62, "GMQADMIN", "", 4},
    member("MQCHAN", "GMQCHAN"),
    ClassInfo{"MQCMDS", kNoPosit, A::None, true, R::Allowed, 22, "", "", 4},
    ClassInfo{"MQCONN", kNoPosit, A::None, true, R::Allowed, 10, "", "", 4},
    ClassInfo{"MQNLIST", kNoPosit, A::None, true, R::Allowed, 53, "GMQNLIST", "", 4},
    ClassInfo{"MQPROC", kNoPosit, A::None, true, R::Allowed, 53, "GMQPROC", "", 4},
    ClassInfo{"MQQUEUE", kNoPosit, A::None, true, R::Allowed, 53, "GMQQUEUE", "", 4},
    as_is(member("MXADMIN", "GMXADMIN")),
    as_is(member("MXNLIST", "GMXNLIST")),
    as_is(member("MXPROC", "GMXPROC")),
    as_is(member("MXQUEUE", "GMXQUEUE")),
    as_is(member("MXTOPIC", "GMXTOPIC")),
    ClassInfo{"NCICSPPT", 5, A::None, false, R::Disallowed, 17, "", "MCICSPPT", 4},
    general("NDSLINK"),
    ClassInfo{"NETCMDS", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"NETSPAN", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"NODES", kNoPosit, A::None, true, R::Required, 24, "", "NODMBR", 4},
    unmade("NODMBR", R::Disallowed),
    general("NOTELINK"),
    general("NVASAPDT"),
    ClassInfo{"OIMS", 4, A::None, true, R::Allowed, 8, "WIMS", "", 4},
    ClassInfo{"OPERCMDS", 112, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"PCICSPSB", 5, A::None, true, R::Allowed, 17, "QCICSPSB", "", 4},
    ClassInfo{"PERFGRP", kNoPosit, A::None, true, R::Allowed, 3, "", "", 4},
    ClassInfo{"PIMS", 4, A::None, true, R::Allowed, 8, "QIMS", "", 4},
    ClassInfo{"PKISERV", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    unmade("PMBR", R::Disallowed),
    general("PRINTSRV"),
    unmade("PROCACT", R::Disallowed),
    unmade("PROCESS", R::Disallowed),
    ClassInfo{"PROGRAM", kNoPosit, A::None, true, R::Disallowed, 44, "", "PMBR", 4},
    ClassInfo{"PROPCNTL", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    general("PSFMPL"),
    ClassInfo{"PTKTDATA", 76, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"PTKTVAL", kNoPosit, A::None, true, R::Allowed, 39, "", "", 4},
    ClassInfo{"QCICSPSB", 5, A::None, false, R::Disallowed, 17, "", "PCICSPSB", 4},
    ClassInfo{"QIMS", 4, A::None, false, R::Disallowed, 8, "", "PIMS", 4},
    ClassInfo{"RACFEVNT", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    grouping("RACFHC", "RACHCMBR"),
    ClassInfo{"RACFVARS", kNoPosit, A::None, true, R::Required, 39, "", "RVARSMBR", 4},
    general("RACGLIST"),
    unmade("RACHCMBR", R::Disallowed),
    as_is(general("RAUDITX")),
    ClassInfo{"RCICSRES", 5, A::None, true, R::Allowed, 246, "WCICSRES", "", 4},
    ClassInfo{"RDATALIB", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"REALM", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    ClassInfo{"RIMS", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    general("RMTOPS"),
    general("RODMMGR"),
    general("ROLE"),
    ClassInfo{"RRSFDATA", kNoPosit, A::None, true, R::Allowed, 246, "", "", 4},
    unmade("RVARSMBR", R::Disallowed),
    unmade("SCDMBR", R::Disallowed),
    ClassInfo{"SCICSTST", 5, A::None, true, R::Allowed, 25, "UCICSTST", "", 4},
    ClassInfo{"SDSF", kNoPosit, A::None, true, R::Allowed, 63, "GSDSF", "", 4},
    ClassInfo{"SECDATA", kNoPosit, A::None, false, R::Disallowed, 8, "", "SCDMBR", 4},
    ClassInfo{"SECLABEL", kNoPosit, A::None, true, R::Required, 8, "", "SECLMBR", 4},
    unmade("SECLMBR", R::Disallowed),
    ClassInfo{"SERVAUTH", kNoPosit, A::None, true, R::Required, 64, "", "", 4},
    ClassInfo{"SERVER", kNoPosit, A::None, true, R::Allowed, 41, "", "", 4},
    general("SFSCMD"),
    ClassInfo{"SIMS", 4, A::None, true, R::Allowed, 8, "UIMS", "", 4},
    ClassInfo{"SMESSAGE", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    member("SOMDOBJS", "GSOMDOBJ"),
    ClassInfo{"STARTED", kNoPosit, A::None, true, R::Allowed, 17, "", "", 4},
    ClassInfo{"STORCLAS", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"SUBSYSNM", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"SURROGAT", 104, A::None, true, R::Allowed, 17, "", "", 4},
    general("SYSAUTO"),
    general("SYSMVIEW"),
    ClassInfo{"TAPEVOL", 1, A::None, true, R::Allowed, 6, "", "", 4, true, true},
    ClassInfo{"TCICSTRN", 5, A::None, true, R::Allowed, 13, "GCICSTRN", "", 4},
    unmade("TEMPDSN", R::Disallowed),
    ClassInfo{"TERMINAL", 2, A::None, true, R::Allowed, 8, "GTERMINL", "", 4, true},
    ClassInfo{"TIMS", 4, A::None, true, R::Allowed, 8, "GIMS", "", 4},
    general("TMEADMIN"),
    ClassInfo{"TSOAUTH", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"TSOPROC", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    ClassInfo{"UCICSTST", 5, A::None, false, R::Disallowed, 25, "", "SCICSTST", 4},
    ClassInfo{"UIMS", 4, A::None, false, R::Disallowed, 8, "", "SIMS", 4},
    general("UNIXMAP"),
    ClassInfo{"UNIXPRIV", kNoPosit, A::None, true, R::Required, 246, "", "", 4},
    ClassInfo{"VCICSCMD", 5, A::None, false, R::Disallowed, 21, "", "CCICSCMD", 4},
    general("VMBATCH"),
    unmade("VMBR", R::Disallowed),
    general("VMCMD"),
    general("VMDEV"),
    grouping("VMEVENT", "VMBR"),
    general("VMLAN"),
    general("VMMAC"),
    general("VMMDISK"),
    general("VMNODE"),
    general("VMPOSIX"),
    general("VMRDR"),
    general("VMSEGMT"),
    grouping("VMXEVENT", "VXMBR"),
    ClassInfo{"VTAMAPPL", kNoPosit, A::None, true, R::Allowed, 8, "", "", 4},
    unmade("VXMBR", R::Disallowed),
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

const ClassInfo* find_in(std::span<const ClassInfo> classes, std::string_view name) {
    const auto found =
        std::lower_bound(classes.begin(), classes.end(), name,
                         [](const ClassInfo& info, std::string_view n) { return info.name < n; });
    return found != classes.end() && found->name == name ? &*found : nullptr;
}

}  // namespace

bool NameCharacters::allow(char c) const {
    if (base::is_letter(c)) return alpha;
    if (base::is_digit(c)) return numeric;
    return base::is_national(c) ? national : special;
}

std::span<const ClassInfo> supplied_classes() {
    return kClasses;
}

const ClassInfo* find_supplied_class(std::string_view name) {
    return find_in(kClasses, name);
}

base::Result<ProfileName> profile_name_in(std::string_view cls, std::string_view text) {
    const ClassInfo* info = find_supplied_class(cls);
    return info == nullptr || info->keeps_case ? ProfileName::as_is(text)
                                               : ProfileName::parse(text);
}

bool share_options(const ClassInfo& a, const ClassInfo& b) {
    if (a.name == b.name) return true;
    if (a.posit != kNoPosit && a.posit == b.posit) return true;
    const auto is_member_of = [](const ClassInfo& one, const ClassInfo& group) {
        return one.grouping == group.name || group.member == one.name;
    };
    return is_member_of(a, b) || is_member_of(b, a);
}

bool name_fits(const ClassInfo& cls, std::string_view name) {
    if (name.empty() || name.size() > cls.longest_name) return false;
    const auto allowed = [&](const NameCharacters& characters, char c) {
        const bool generic = std::string_view("*%&").find(c) != std::string_view::npos;
        return characters.allow(c) || (generic && cls.generic_allowed);
    };
    return allowed(cls.first, name.front()) &&
           std::all_of(name.begin() + 1, name.end(), [&](char c) { return allowed(cls.other, c); });
}

ClassTable::ClassTable(ClassDefinitions dynamic) {
    if (dynamic.empty()) return;
    auto made = std::make_shared<Made>();
    made->definitions = std::move(dynamic);
    made->all.assign(kClasses.begin(), kClasses.end());
    for (const auto& [name, cdtinfo] : made->definitions)
        made->all.push_back(class_of(name, cdtinfo));
    std::ranges::sort(made->all, {}, &ClassInfo::name);
    made_ = std::move(made);
}

std::span<const ClassInfo> ClassTable::all() const {
    return made_ == nullptr ? supplied_classes() : made_->all;
}

const ClassInfo* ClassTable::find(std::string_view name) const {
    return find_in(all(), name);
}

base::Result<ProfileName> ClassTable::profile_name(std::string_view cls,
                                                   std::string_view text) const {
    const ClassInfo* info = find(cls);
    return info != nullptr && info->keeps_case ? ProfileName::as_is(text)
                                               : ProfileName::parse(text);
}

const ClassDefinitions& ClassTable::dynamic() const {
    static const ClassDefinitions none;
    return made_ == nullptr ? none : made_->definitions;
}

}  // namespace ptkt::racf
