#include "common/racf/language/table.hpp"
#include "common/racf/language/values.hpp"

// RLIST, PERMIT, SEARCH. [RACF Command Language Reference, topics of these commands]
namespace ptkt::racf_command::table {

namespace {

constexpr Positional kRlistPositionals[] = {
    {"class-name",
     "class of the profiles",
     kResourceClass,
     {"CLASS NAME", "CLASS NAME", "NAME OF RESOURCE CLASS"}},
    {"(profile-name ...)",
     "profiles, or * for all of the class",
     kProfiles,
     {"ENTITY NAME", "ENTITY NAME", "NAME OF ENTITY TO BE LISTED"}},
};

constexpr Keyword kRlistKeywords[] = {
    {"ALL", "all of AUTHUSER, HISTORY and STATISTICS"},
    {"AUTHUSER", "the access lists"},
    {"HISTORY", "dates of creation, reference and change"},
    {"STATISTICS", "how often each access was used"},
    Keyword{"GENERIC", "only generic profiles"}.in("generic"),
    Keyword{"NOGENERIC", "only discrete profiles"}.in("generic"),
    {"NOYOURACC", "leaves out the issuer's access"},
    {"NORACF", "leaves out the base segment"},
    {"RESGROUP", "the grouping profiles that the resource is a member of"},
    Keyword{"SSIGNON", "the segment of PassTickets"}.as_segment(),
    Keyword{"STDATA", "the segment of started tasks"}.as_segment(),
    Keyword{"CDTINFO", "the segment of dynamic classes"}.as_segment(),
    no_such_segment("ALIAS"),
    no_such_segment("CFDEF"),
    no_such_segment("CSDATA"),
    no_such_segment("DLFDATA"),
    no_such_segment("EIM"),
    no_such_segment("ICSF"),
    no_such_segment("ICTX"),
    no_such_segment("IDTPARMS"),
    no_such_segment("JES"),
    no_such_segment("KERB"),
    no_such_segment("MFA"),
    no_such_segment("MFPOLICY"),
    no_such_segment("PROXY"),
    no_such_segment("SESSION"),
    no_such_segment("SIGVER"),
    no_such_segment("SVFMR"),
    no_such_segment("TME"),
    Keyword{"TVTOC", "table of contents of a tape volume"}.ignored(),
    kAt,
    kOnlyAt,
};

constexpr Positional kPermitPositionals[] = {
    {"profile-name",
     "profile whose access list is changed",
     kProfile,
     {"ENTITY NAME", "ENTITY NAME", "NAME OF PROFILE WHOSE ACCESS LIST IS TO BE MODIFIED"}},
};

constexpr Keyword kResetWords[] = {
    {"ALL", "both access lists"},
    {"STANDARD", "the standard access list"},
    {"WHEN", "the conditional access list"},
};

constexpr Keyword kConditions[] = {
    {"APPCPORT", "partner LU", words(17)},
    {"CONSOLE", "console", words(8)},
    {"JESINPUT", "input device", words(8)},
    {"PROGRAM", "program", words(8)},
    {"SERVAUTH", "network zone", words(64)},
    {"SYSID", "system", words(4)},
    {"TERMINAL", "terminal", words(8)},
    Keyword{"CRITERIA", "condition of a resource manager", kRaw}.ignored(),
};

constexpr ValueSpec kIds{.kind = ValueKind::AnyId, .list = true};

constexpr Keyword kPermitKeywords[] = {
    Keyword{"CLASS", "class of the profile", {.kind = ValueKind::SearchClass}}.says(
        {"CLASS NAME", "CLASS NAME", "NAME OF RESOURCE CLASS"}),
    Keyword{"ID", "users and groups, or * for every defined user", kIds}.says(
        {"USERID", "USERID", "USERID OR GROUP NAME"}),
    Keyword{"ACCESS", "access they get; READ unless given", kAccess}.in("access").says(
        kAccessPrompt),
    Keyword{"DELETE", "takes them off the list"}.in("access"),
    Keyword{"RESET", "empties the lists first", optional(choice(kResetWords))}.says(
        {"RESET", "RESET", "ALL, STANDARD, OR WHEN"}),
    Keyword{"FROM", "profile whose lists are copied", kProfiles}.says(
        {"FROM", "FROM", "PROFILE NAME"}),
    Keyword{"FCLASS", "class of the FROM profile; that of CLASS unless given", kResourceClass}.says(
        {"CLASS NAME", "CLASS NAME", "CLASS OF FROM PROFILE"}),
    {"FGENERIC", "the FROM profile is generic, whatever its name"},
    Keyword{"FVOLUME", "volume of a FROM data set", kRaw}.ignored(),
    {"GENERIC", "the profile is generic, whatever its name"},
    Keyword{"VOLUME", "volume of a data set", kRaw}.ignored(),
    Keyword{"WHEN", "condition under which the access holds", optional(subfield(kConditions))}
        .kept(),
    kAt,
    kOnlyAt,
};

constexpr Keyword kSearchKeywords[] = {
    Keyword{"CLASS", "class to search; DATASET unless given", {.kind = ValueKind::SearchClass}}
        .says({"CLASS NAME", "CLASS NAME", "NAME OF CLASS TO BE SEARCHED"}),
    Keyword{"FILTER", "names to list, with %, * and **", word(246)}.in("mask"),
    Keyword{"MASK", "beginning of the names, and a part further on; or *", words(246)}.in("mask"),
    Keyword{"NOMASK", "all names"}.in("mask"),
    Keyword{"USER", "what this user may see", kUserId}.says(kUserPrompt),
    Keyword{"ALL", "discrete and generic profiles"}.in("kind"),
    Keyword{"GENERIC", "only generic profiles"}.in("kind"),
    Keyword{"NOGENERIC", "only discrete profiles"}.in("kind"),
    Keyword{"MODEL", "only model profiles"}.in("kind").ignored(),
    Keyword{"TAPE", "only tape data sets"}.in("kind").ignored(),
    Keyword{"VSAM", "only VSAM data sets"}.in("kind").ignored(),
    Keyword{"NONVSAM", "only data sets that are not VSAM"}.in("kind").ignored(),
    {"WARNING", "only profiles in warning mode"},
    {"AGE", "only profiles not changed for so many days", number(0, 99999)},
    {"LEVEL", "only profiles of this level", number(0, 99)},
    {"UID", "users with this OMVS UID", number(0, 2147483647)},
    {"GID", "groups with this OMVS GID", number(0, 2147483647)},
    Keyword{"CATEGORY", "profiles with a category", kRaw}.ignored(),
    Keyword{"EXPIRES", "tape data sets that expire", kRaw}.ignored(),
    Keyword{"SECLABEL", "profiles with a security label", kRaw}.ignored(),
    Keyword{"SECLEVEL", "profiles with a security level", kRaw}.ignored(),
    Keyword{"VOLUME", "data sets on a volume", kRaw}.ignored(),
    Keyword{"LIST", "lists the names"}.in("list"),
    Keyword{"NOLIST", "does not list them"}.in("list"),
    {"CLIST",
     "text in front of each name, and behind it",
     {.kind = ValueKind::Text, .list = true, .low = 0, .high = 255}},
};

}  // namespace

constinit const CommandSpec kRlist{
    CommandId::Rlist,  "RLIST",       "RL", "", "lists profiles of general resources",
    kRlistPositionals, kRlistKeywords};
constinit const CommandSpec kPermit{
    CommandId::Permit,  "PERMIT",       "PE", "", "changes the access lists of a profile",
    kPermitPositionals, kPermitKeywords};
constinit const CommandSpec kSearch{
    CommandId::Search, "SEARCH", "SR", "", "lists the names of profiles", {}, kSearchKeywords};

}  // namespace ptkt::racf_command::table
