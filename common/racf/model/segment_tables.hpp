#ifndef PTKT_RACF_MODEL_SEGMENT_TABLES_HPP
#define PTKT_RACF_MODEL_SEGMENT_TABLES_HPP

#include "common/racf/model/operand_values.hpp"
#include "common/racf/model/segment.hpp"

/// The segments that are kept as texts, a row a field. Operand names also from the field tables of
/// R_admin, columns from RACF Macros and Interfaces, traits from the tables of SEAR.
namespace ptkt::racf {

inline constexpr std::string_view kRemovesField = "removes the field";
inline constexpr std::int64_t kLargestNumber = 2147483647;
/// A number that a listing shows with ten digits, or as NONE.
inline constexpr SegmentListed kTenDigits{.digits = 10, .unset = Unset::None};

constexpr SegmentField segment_field(std::string_view name, std::string_view help, ValueSpec value,
                                     Trait trait, UnloadColumn column, SegmentListed listed = {},
                                     std::string_view standard = {}) {
    return {
        name,    Keyword{name, help, value}.in(name).kept(), kRemovesField, trait, column, listed,
        standard};
}

inline constexpr SegmentField kTsoFields[] = {
    segment_field("ACCTNUM", "account number", operands::text(39), {"tso:account_number"},
                  {"USTSO_ACCOUNT", 15, 54}),
    segment_field("COMMAND", "command run at logon", operands::text(80), {"tso:logon_command"},
                  {"USTSO_COMMAND", 56, 135}, {.after = "USERDATA"}),
    segment_field("DEST", "destination of SYSOUT", operands::word(8), {"tso:sysout_destination_id"},
                  {"USTSO_DEST", 137, 144}),
    segment_field("HOLDCLASS", "hold class", operands::word(1), {"tso:hold_class"},
                  {"USTSO_HOLD_CLASS", 146, 146}),
    segment_field("JOBCLASS", "job class", operands::word(1), {"tso:job_class"},
                  {"USTSO_JOB_CLASS", 148, 148}),
    segment_field("MAXSIZE", "largest region, in KB", operands::number(0, 2096128),
                  {"tso:max_region_size"}, {"USTSO_LOGON_MAX", 172, 181},
                  {.digits = 8, .after = "SIZE"}, "0"),
    segment_field("MSGCLASS", "message class", operands::word(1), {"tso:message_class"},
                  {"USTSO_MSG_CLASS", 170, 170}),
    segment_field("PROC", "logon procedure", operands::word(8), {"tso:logon_procedure"},
                  {"USTSO_LOGON_PROC", 150, 157}),
    segment_field("SECLABEL", "security label", operands::word(8), {"tso:security_label"},
                  {"USTSO_SECLABEL", 214, 221}, {.after = "COMMAND"}),
    segment_field("SIZE", "region, in KB", operands::number(0, 2096128),
                  {"tso:default_region_size"}, {"USTSO_LOGON_SIZE", 159, 168}, {.digits = 8}, "0"),
    segment_field("SYSOUTCLASS", "SYSOUT class", operands::word(1), {"tso:sysout_class"},
                  {"USTSO_SYSOUT_CLASS", 194, 194}),
    segment_field("UNIT", "unit for data sets", operands::word(8), {"tso:dataset_allocation_unit"},
                  {"USTSO_UNIT_NAME", 205, 212}),
    segment_field("USERDATA", "four hexadecimal digits", operands::word(4), {"tso:user_data"},
                  {"USTSO_USER_DATA", 196, 203}, {.digits = 4}, "0000"),
};

inline constexpr SegmentField kUserOmvsFields[] = {
    {"UID",
     Keyword{"UID", "user identifier", operands::number(0, kLargestNumber)}
         .in("UID")
         .says({"UID", "OMVS UID", "OMVS USER ID (UID), 1-10 NUMERIC DIGITS"})
         .kept(),
     kRemovesField,
     {"omvs:uid"},
     {"USOMVS_UID", 15, 24},
     {.digits = 10}},
    {"AUTOUID", Keyword{"AUTOUID", "the lowest free UID"}.in("UID")},
    {"SHARED", Keyword{"SHARED", "the UID may belong to several users"}},
    segment_field("HOME", "home directory", operands::path(1023), {"omvs:home_directory"},
                  {"USOMVS_HOME_PATH", 26, 1048}),
    segment_field("PROGRAM", "shell", operands::path(1023), {"omvs:default_shell"},
                  {"USOMVS_PROGRAM", 1050, 2072}),
    segment_field("CPUTIMEMAX", "processor time, in seconds", operands::number(7, kLargestNumber),
                  {"omvs:max_cpu_time"}, {"USOMVS_CPUTIMEMAX", 2074, 2083}, kTenDigits),
    segment_field("ASSIZEMAX", "largest address space, in bytes",
                  operands::number(10485760, kLargestNumber), {"omvs:max_address_space_size"},
                  {"USOMVS_ASSIZEMAX", 2085, 2094}, kTenDigits),
    segment_field("FILEPROCMAX", "open files of a process", operands::number(3, 524287),
                  {"omvs:max_files_per_process"}, {"USOMVS_FILEPROCMAX", 2096, 2105}, kTenDigits),
    segment_field("PROCUSERMAX", "processes", operands::number(3, 32767), {"omvs:max_processes"},
                  {"USOMVS_PROCUSERMAX", 2107, 2116}, kTenDigits),
    segment_field("THREADSMAX", "threads of a process", operands::number(0, 100000),
                  {"omvs:max_threads"}, {"USOMVS_THREADSMAX", 2118, 2127}, kTenDigits),
    segment_field("MMAPAREAMAX", "pages of memory mapping", operands::number(1, 16777216),
                  {"omvs:max_file_mapping_pages"}, {"USOMVS_MMAPAREAMAX", 2129, 2138}, kTenDigits),
    segment_field("MEMLIMIT", "storage above the bar", operands::word(9),
                  {"omvs:max_non_shared_memory"}, {"USOMVS_MEMLIMIT", 2140, 2148}),
    segment_field("SHMEMMAX", "shared memory", operands::word(9), {"omvs:max_shared_memory"},
                  {"USOMVS_SHMEMAX", 2150, 2158}),
};

inline constexpr SegmentField kGroupOmvsFields[] = {
    {"GID",
     Keyword{"GID", "group identifier", operands::number(0, kLargestNumber)}
         .in("GID")
         .says({"GID", "OMVS GID", "OMVS GROUP ID (GID), 1-10 NUMERIC DIGITS"})
         .kept(),
     "removes the GID",
     {"omvs:gid"},
     {"GPOMVS_GID", 15, 24},
     kTenDigits},
    {"AUTOGID", Keyword{"AUTOGID", "the lowest free GID"}.in("GID")},
    {"SHARED", Keyword{"SHARED", "the GID may belong to several groups"}},
};

inline constexpr SegmentField kStdataFields[] = {
    {"USER",
     Keyword{"USER", "user ID of the started task, or =MEMBER", operands::word(8)}
         .in("USER")
         .kept(),
     "no user ID",
     {"stdata:userid"},
     {"GRST_USER_ID", 262, 269},
     {.unset = Unset::Blank}},
    {"GROUP",
     Keyword{"GROUP", "group of the started task, or =MEMBER", operands::word(8)}
         .in("GROUP")
         .kept(),
     "no group",
     {"stdata:group"},
     {"GRST_GROUP_ID", 271, 278},
     {.unset = Unset::Blank}},
    {.key = "PRIVILEGED",
     .operand = Keyword{"PRIVILEGED", "runs without checks", operands::kYesNo}.kept(),
     .trait = {"stdata:privileged"},
     .column = {"GRST_PRIVILEGED", 285, 288},
     .standard = "NO"},
    {.key = "TRUSTED",
     .operand = Keyword{"TRUSTED", "runs without checks, and is logged", operands::kYesNo}.kept(),
     .trait = {"stdata:trusted"},
     .column = {"GRST_TRUSTED", 280, 283},
     .listed = {.after = "GROUP"},
     .standard = "NO"},
    {.key = "TRACE",
     .operand =
         Keyword{"TRACE", "tells the operator which entry was used", operands::kYesNo}.kept(),
     .trait = {.name = "stdata:trace", .after = "PRIVILEGED"},
     .column = {"GRST_TRACE", 290, 293},
     .standard = "NO"},
};

inline constexpr Keyword kCaseWords[] = {
    {"UPPER", "names of profiles are folded to upper case"},
    {"ASIS", "names of profiles keep their case"},
};
inline constexpr Keyword kDefaultRcWords[] = {
    {"0", "granted"},
    {"4", "not protected"},
    {"8", "refused"},
};
inline constexpr Keyword kDefaultUaccWords[] = {
    {"ACEE", "what the issuer's connection to the group says"},
    {"ALTER", "every access"},
    {"CONTROL", "more than update"},
    {"UPDATE", "read and write"},
    {"READ", "read only"},
    {"EXECUTE", "load programs, but not read them"},
    {"NONE", "no access"},
};
inline constexpr Keyword kCharacterWords[] = {
    {"ALPHA", "letters"},
    {"NUMERIC", "digits"},
    {"NATIONAL", "# @ $"},
    {"SPECIAL", "all others but comma, blank, semicolon and parentheses"},
};
inline constexpr Keyword kAllowedWords[] = {{"ALLOWED", "yes"}, {"DISALLOWED", "no"}};
inline constexpr Keyword kRaclistWords[] = {
    {"ALLOWED", "the class may be RACLISTed"},
    {"DISALLOWED", "the class cannot be RACLISTed"},
    {"REQUIRED", "the class is checked only while it is RACLISTed"},
};
inline constexpr Keyword kMacWords[] = {
    {"NORMAL", "the user's label dominates the resource's"},
    {"REVERSE", "the resource's label dominates the user's"},
    {"EQUAL", "both labels are the same"},
};

/// A field of CDTINFO. What nothing here acts on is kept.
constexpr SegmentField cdt_field(std::string_view name, std::string_view help, ValueSpec value,
                                 std::string_view no, Trait trait, std::string_view standard = {},
                                 SegmentListed listed = {}) {
    return {.key = name,
            .operand = Keyword{name, help, value}.in(name),
            .no = no,
            .trait = trait,
            .listed = listed,
            .standard = standard};
}
constexpr SegmentField kept_only(SegmentField field) {
    field.operand = field.operand.kept();
    return field;
}

/// In the order of a captured listing. The columns of the record of an unload are not known to us,
/// so it has none.
inline constexpr SegmentField kCdtinfoFields[] = {
    cdt_field("CASE", "case of profile names; UPPER unless given", operands::choice(kCaseWords),
              "back to UPPER", {"cdtinfo:case_allowed"}, "UPPER"),
    cdt_field("DEFAULTRC", "answer of a check that no profile covers; 4 unless given",
              operands::choice(kDefaultRcWords), "back to 4",
              {"cdtinfo:default_racroute_return_code"}, "4", {.digits = 3}),
    cdt_field("DEFAULTUACC", "UACC of profiles that are defined without; NONE unless given",
              operands::choice(kDefaultUaccWords), "back to NONE",
              {"cdtinfo:default_universal_access"}, "NONE"),
    cdt_field("FIRST", "what names may begin with; ALPHA and NATIONAL unless given",
              operands::choices(kCharacterWords), "back to ALPHA and NATIONAL",
              {.name = "cdtinfo:valid_first_characters", .item = "cdtinfo:valid_first_character"},
              "ALPHA NATIONAL"),
    kept_only(cdt_field("GENLIST", "whether GENLIST is allowed; DISALLOWED unless given",
                        operands::choice(kAllowedWords), "back to DISALLOWED",
                        {"cdtinfo:generic_profile_sharing"}, "DISALLOWED")),
    cdt_field("GENERIC", "whether generic profiles are allowed; ALLOWED unless given",
              operands::choice(kAllowedWords), "back to ALLOWED",
              {"cdtinfo:generic_profile_checking"}, "ALLOWED"),
    cdt_field("GROUP", "grouping class of a member class, which names it by MEMBER",
              operands::word(8), "no grouping class", {"cdtinfo:grouping_class_name"}, {},
              {.unset = Unset::Blank}),
    kept_only(cdt_field("KEYQUALIFIERS", "qualifiers that generic profiles share",
                        operands::number(0, 123), "back to 0", {"cdtinfo:key_qualifiers"}, "0",
                        {.digits = 10})),
    kept_only(cdt_field("MACPROCESSING", "how security labels are compared",
                        operands::choice(kMacWords), "back to NORMAL",
                        {"cdtinfo:manditory_access_control_processing"}, "NORMAL")),
    cdt_field("MAXLENGTH", "longest name of a profile; 8 unless given", operands::number(1, 246),
              "back to 8", {"cdtinfo:max_length"}, "8", {.digits = 3}),
    cdt_field("MAXLENX", "longest name in commands; MAXLENGTH unless given",
              operands::number(1, 246), "back to MAXLENGTH", {"cdtinfo:max_length_entityx"}, {},
              {.digits = 10}),
    cdt_field("MEMBER", "member class of a grouping class, which names it by GROUP",
              operands::word(8), "no member class", {"cdtinfo:member_class_name"}, {},
              {.unset = Unset::Blank}),
    cdt_field("OPERATIONS", "whether OPERATIONS counts; NO unless given", operands::kYesNo,
              "back to NO", {"cdtinfo:operations"}, "NO"),
    cdt_field("OTHER", "what else may be in names; ALPHA and NATIONAL unless given",
              operands::choices(kCharacterWords), "back to ALPHA and NATIONAL",
              {.name = "cdtinfo:valid_other_characters", .item = "cdtinfo:valid_other_character"},
              "ALPHA NATIONAL"),
    cdt_field("POSIT", "number of its options, shared by classes of one number; must be given",
              operands::number(0, 1023), "no number, so no class", {"cdtinfo:posit_number"}, {},
              kTenDigits),
    cdt_field("PROFILESALLOWED", "whether RDEFINE makes profiles in it; YES unless given",
              operands::kYesNo, "back to YES", {"cdtinfo:profiles_allowed"}, "YES"),
    cdt_field("RACLIST", "whether it may be RACLISTed; DISALLOWED unless given",
              operands::choice(kRaclistWords), "back to DISALLOWED", {"cdtinfo:raclist_allowed"},
              "DISALLOWED"),
    kept_only(cdt_field("SECLABELSREQUIRED", "whether profiles need a security label",
                        operands::kYesNo, "back to NO", {"cdtinfo:security_label_required"}, "NO")),
    kept_only(cdt_field("SIGNAL", "whether a RACLIST sends an ENF signal", operands::kYesNo,
                        "back to NO", {"cdtinfo:send_enf_signal_on_profile_creation"}, "NO")),
};

inline constexpr SegmentOrders kTsoOrders(kTsoFields);
inline constexpr SegmentOrders kUserOmvsOrders(kUserOmvsFields);
inline constexpr SegmentOrders kGroupOmvsOrders(kGroupOmvsFields);

inline constexpr SegmentOrders kStdataOrders(kStdataFields);
inline constexpr SegmentOrders kCdtinfoOrders(kCdtinfoFields);

inline constexpr SegmentTable kUserSegments[] = {
    {"TSO", "tso", "0220", kTsoOrders.listing, kTsoOrders.trait, kTsoOrders.column},
    {"OMVS", "omvs", "0270", kUserOmvsOrders.listing, kUserOmvsOrders.trait,
     kUserOmvsOrders.column},
};
inline constexpr SegmentTable kGroupSegments[] = {
    {"OMVS", "omvs", "0120", kGroupOmvsOrders.listing, kGroupOmvsOrders.trait,
     kGroupOmvsOrders.column},
};
inline constexpr SegmentTable kResourceSegments[] = {
    {"STDATA", "stdata", "0540", kStdataOrders.listing, kStdataOrders.trait, kStdataOrders.column},
    {"CDTINFO", "cdtinfo", "", kCdtinfoOrders.listing, kCdtinfoOrders.trait, kCdtinfoOrders.column,
     " = "},
};

}  // namespace ptkt::racf

#endif
