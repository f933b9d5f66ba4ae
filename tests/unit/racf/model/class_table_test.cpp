#include "common/racf/model/class_table.hpp"

#include <set>

#include "common/racf/model/access_check.hpp"
#include "tests/unit/test.hpp"

using namespace ptkt::racf;

TEST_CASE("grouping and member classes name each other") {
    for (const ClassInfo& info : supplied_classes()) {
        INFO(info.name);
        CHECK(find_supplied_class(info.name) == &info);
        CHECK(info.name.size() <= 8);
        if (info.grouping.empty()) continue;
        const ClassInfo* grouping = find_supplied_class(info.grouping);
        REQUIRE(grouping != nullptr);
        CHECK(grouping->member == info.name);
        CHECK(grouping->raclist == RaclistRule::Disallowed);
        CHECK_FALSE(grouping->generic_allowed);
        CHECK(share_options(info, *grouping));
        CHECK(share_options(*grouping, info));
    }
    CHECK(find_supplied_class("NOCLASS") == nullptr);
    CHECK(find_supplied_class("appl") == nullptr);
}

TEST_CASE("classes share options by POSIT, not by not having one") {
    const auto share = [](std::string_view a, std::string_view b) {
        return share_options(*find_supplied_class(a), *find_supplied_class(b));
    };
    CHECK(share("APPL", "APPL"));
    CHECK(share("TIMS", "AIMS"));
    CHECK(share("TCICSTRN", "MCICSPPT"));
    CHECK_FALSE(share("TIMS", "TCICSTRN"));
    CHECK(find_supplied_class("SDSF")->posit == kNoPosit);
    CHECK(find_supplied_class("MQCONN")->posit == kNoPosit);
    CHECK_FALSE(share("SDSF", "MQCONN"));
}

TEST_CASE(
    "besides pairs of grouping and member class only the IMS and CICS classes share options") {
    const auto pair = [](const ClassInfo& a, const ClassInfo& b) {
        return a.grouping == b.name || b.grouping == a.name || a.member == b.name ||
               b.member == a.name;
    };
    std::set<std::set<std::string>> families;
    for (const ClassInfo& info : supplied_classes()) {
        std::set<std::string> family;
        bool more = false;
        for (const ClassInfo& other : supplied_classes()) {
            if (!share_options(info, other)) continue;
            family.emplace(other.name);
            more = more || (info.name != other.name && !pair(info, other));
        }
        if (more) families.insert(std::move(family));
    }
    const std::set<std::string> ims{"AIMS", "CIMS", "DIMS", "FIMS", "GIMS", "HIMS", "OIMS",
                                    "PIMS", "QIMS", "SIMS", "TIMS", "UIMS", "WIMS"};
    const std::set<std::string> cics{"ACICSPCT", "BCICSPCT", "CCICSCMD", "DCICSDCT", "ECICSDCT",
                                     "FCICSFCT", "GCICSTRN", "HCICSFCT", "JCICSJCT", "KCICSJCT",
                                     "MCICSPPT", "NCICSPPT", "PCICSPSB", "QCICSPSB", "RCICSRES",
                                     "SCICSTST", "TCICSTRN", "UCICSTST", "VCICSCMD", "WCICSRES"};
    CHECK(families == std::set<std::set<std::string>>{ims, cics});
    const auto share = [](std::string_view a, std::string_view b) {
        return share_options(*find_supplied_class(a), *find_supplied_class(b));
    };
    CHECK(share("IIMS", "JIMS"));
    CHECK(share("LIMS", "MIMS"));
    CHECK_FALSE(share("IIMS", "LIMS"));
    CHECK_FALSE(share("RIMS", "TIMS"));
    CHECK(share("GLOBAL", "GMBR"));
    CHECK(share("PROGRAM", "PMBR"));
}

TEST_CASE("the classes that IBM supplies are known by name") {
    for (const std::string_view name :
         {"DIGTCERT", "DIGTRING", "DIGTCRIT", "DIGTNMAP", "IDIDMAP",  "UNIXMAP",  "DCEUUIDS",
          "NDSLINK",  "NOTELINK", "MQCHAN",   "GMQCHAN",  "MXADMIN",  "GMXADMIN", "MXNLIST",
          "GMXNLIST", "MXPROC",   "GMXPROC",  "MXQUEUE",  "GMXQUEUE", "MXTOPIC",  "GMXTOPIC",
          "DSNADM",   "MDSNBP",   "GDSNBP",   "MDSNUT",   "GDSNUT",   "CPSMOBJ",  "GCPSMOBJ",
          "CPSMXMP",  "SOMDOBJS", "GSOMDOBJ", "JAVA",     "ROLE",     "FSACCESS", "FSEXEC",
          "DIRACC",   "DIRSRCH",  "FSOBJ",    "FSSEC",    "IPCOBJ",   "PROCACT",  "PROCESS",
          "RACGLIST", "ACEECHK",  "CACHECLS", "RAUDITX",  "DIRAUTH",  "TEMPDSN",  "RACFHC",
          "RACHCMBR", "ALCSAUTH", "DBNFORM",  "IBMOPC",   "ILMADMIN", "LFSCLASS", "NVASAPDT",
          "PRINTSRV", "RMTOPS",   "RODMMGR",  "SYSAUTO",  "SYSMVIEW", "TMEADMIN", "GMBR",
          "NODMBR",   "PMBR",     "RVARSMBR", "SCDMBR",   "SECLMBR",  "VMBATCH",  "VMCMD",
          "VMDEV",    "VMEVENT",  "VMBR",     "VMLAN",    "VMMAC",    "VMMDISK",  "VMNODE",
          "VMPOSIX",  "VMRDR",    "VMSEGMT",  "VMXEVENT", "VXMBR",    "DIRECTRY", "FILE",
          "SFSCMD",   "PSFMPL"}) {
        INFO(name);
        CHECK(find_supplied_class(name) != nullptr);
    }
}

TEST_CASE(
    "names of EJBROLE and of mixed-case queues keep their case, those of other classes do not") {
    CHECK(profile_name_in("EJBROLE", "Dflt.IzuUsers.admin")->str() == "Dflt.IzuUsers.admin");
    CHECK(profile_name_in("GMXQUEUE", "QML1.Order.In")->str() == "QML1.Order.In");
    CHECK(profile_name_in("APPL", "mzftst")->str() == "MZFTST");
    CHECK(profile_name_in("RACFVARS", "&Var")->str() == "&VAR");
    CHECK_FALSE(profile_name_in("EJBROLE", "with blank"));
    std::set<std::string_view> keeping;
    for (const ClassInfo& info : supplied_classes())
        if (info.keeps_case) keeping.insert(info.name);
    CHECK(keeping == std::set<std::string_view>{"EJBROLE", "GEJBROLE", "GMXADMIN", "GMXNLIST",
                                                "GMXPROC", "GMXQUEUE", "GMXTOPIC", "IDIDMAP",
                                                "MXADMIN", "MXNLIST", "MXPROC", "MXQUEUE",
                                                "MXTOPIC", "RAUDITX"});
}

TEST_CASE("covering profiles come in the order of RACF's search") {
    const std::vector<std::string> names{"**", "A.*", "A.B", "A.%", "A.**", "B.*", "*.B"};
    CHECK(covering_profiles(names, "A.B") ==
          std::vector<std::string>{"A.B", "A.%", "A.*", "A.**", "*.B", "**"});
    CHECK(covering_profiles(names, "C").front() == "**");
    CHECK(covering_profiles({}, "C").empty());
    CHECK(covering_profile(names, "A.B") == covering_profiles(names, "A.B").front());
}
