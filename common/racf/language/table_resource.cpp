#include "common/racf/language/field_keywords.hpp"
#include "common/racf/language/table.hpp"
#include "common/racf/language/values.hpp"
#include "common/racf/model/resource_table.hpp"
#include "common/racf/model/segment_tables.hpp"

// RDEFINE, RALTER, RDELETE. [RACF Command Language Reference, topics of these commands]
namespace ptkt::racf_command::table {

namespace {

using racf::kResourceFields;
using racf::Offered;

constexpr Keyword kTypeWords[] = {
    {"UPPER", "letters A-Z and digits"},
    {"MIXED", "upper- and lower-case letters, digits, - and _"},
};

constexpr Keyword kSsignonFields[] = {
    Keyword{"KEYMASKED", "legacy key, 16 hexadecimal digits, kept masked in the profile", kHexKey}
        .in("legacy")
        .says({"KEYMASKED VALUE", "KEYMASKED VALUE", "KEY OF 16 HEXADECIMAL DIGITS"}),
    Keyword{"KEYENCRYPTED", "legacy key, 16 hexadecimal digits, kept in the key vault", kHexKey}
        .in("legacy")
        .says({"KEYENCRYPTED VALUE", "KEYENCRYPTED VALUE", "KEY OF 16 HEXADECIMAL DIGITS"}),
    Keyword{"KEYLABEL", "label of a legacy key that is in the key vault", kLabel}.in("legacy").says(
        {"KEYLABEL", "KEYLABEL", "LABEL OF 1-64 CHARACTERS"}),
    Keyword{"EPTKEYLABEL", "label of the enhanced PassTicket key in the key vault", kLabel}
        .in("enhanced")
        .says({"EPTKEYLABEL", "EPTKEYLABEL", "LABEL OF 1-64 CHARACTERS"}),
    Keyword{"TYPE", "characters of enhanced PassTickets; MIXED unless given", choice(kTypeWords)}
        .in("type")
        .says({"TYPE", "TYPE", "UPPER OR MIXED"}),
    Keyword{"TIMEOUT", "seconds that an enhanced PassTicket is good for; 60 unless given",
            number(1, 600)}
        .in("timeout")
        .says({"TIMEOUT", "TIMEOUT", "NUMBER OF SECONDS, 1-600"}),
    Keyword{"REPLAY", "whether an enhanced PassTicket may be used again; NO unless given", kYesNo}
        .in("replay")
        .says({"REPLAY", "REPLAY", "YES OR NO"}),
};

constexpr Keyword kSsignonRemovals[] = {
    Keyword{"NOLEGACYKEY", "removes the legacy key, so that legacy PassTickets end"}.in("legacy"),
    Keyword{"NOEPTKEYLABEL", "removes the enhanced key, so that enhanced PassTickets end"}.in(
        "enhanced"),
    Keyword{"NOTYPE", "back to MIXED"}.in("type"),
    Keyword{"NOTIMEOUT", "back to 60 seconds"}.in("timeout"),
    Keyword{"NOREPLAY", "back to NO"}.in("replay"),
};

constexpr auto kSsignonChanges = joined(kSsignonFields, kSsignonRemovals);

constexpr const auto& kStdataKeywords = kSegmentKeywords<racf::kStdataFields, Order::AsInTable>;
constexpr const auto& kStdataChanges = kSegmentChanges<racf::kStdataFields, Order::AsInTable>;

constexpr const auto& kCdtinfoKeywords = kSegmentKeywords<racf::kCdtinfoFields>;
constexpr const auto& kCdtinfoChanges = kSegmentChanges<racf::kCdtinfoFields>;

constexpr Keyword kResourceIgnored[] = {
    Keyword{"ADDCATEGORY", "security categories", kRaw}.ignored(),
    Keyword{"SECLEVEL", "security level", kRaw}.in("seclevel").ignored(),
    Keyword{"SECLABEL", "security label", kRaw}.in("seclabel").ignored(),
    Keyword{"SINGLEDSN", "tape volume with one data set"}.in("singledsn").ignored(),
    Keyword{"TVTOC", "tape volume with a table of contents"}.in("tvtoc").ignored(),
    Keyword{"TIMEZONE", "time zone of a terminal", kRaw}.in("timezone").ignored(),
    Keyword{"WHEN", "days and hours of a terminal", kRaw}.ignored(),
    segment("ALIAS", "VTAM alias"),
    segment("CFDEF", "custom field"),
    segment("CSDATA", "custom data"),
    segment("DLFDATA", "DLF objects"),
    segment("EIM", "enterprise identity mapping"),
    segment("ICSF", "options of ICSF keys"),
    segment("ICTX", "identity cache"),
    segment("IDTPARMS", "identity tokens"),
    segment("JES", "spool encryption"),
    segment("KERB", "Kerberos realm"),
    segment("MFA", "multi-factor authentication"),
    segment("MFPOLICY", "multi-factor policy"),
    segment("PROXY", "LDAP proxy"),
    segment("SESSION", "APPC session"),
    segment("SIGVER", "signed programs"),
    segment("SVFMR", "SystemView"),
    segment("TME", "Tivoli"),
    kAt,
    kOnlyAt,
};

constexpr Keyword kDefineOnly[] = {
    {"SSIGNON", "PassTicket keys and options of a PTKTDATA profile", subfield(kSsignonFields)},
    Keyword{"STDATA", "started task", subfield(kStdataKeywords)}.kept(),
    {"CDTINFO", "dynamic class that a CDT profile defines", optional(subfield(kCdtinfoKeywords))},
    Keyword{"FROM", "profile to copy from", kProfiles}.says({"FROM", "FROM", "PROFILE NAME"}),
    Keyword{"FCLASS", "class of the FROM profile; this class unless given", kResourceClass}.says(
        {"CLASS NAME", "CLASS NAME", "CLASS OF FROM PROFILE"}),
    {"FGENERIC", "the FROM profile is generic, whatever its name"},
    Keyword{"FVOLUME", "volume of a FROM data set", kRaw}.ignored(),
};

constexpr Keyword kResourceAlterOnly[] = {
    Keyword{"SSIGNON", "PassTicket keys and options of a PTKTDATA profile",
            subfield(kSsignonChanges)}
        .in("ssignon"),
    Keyword{"NOSSIGNON", "removes the segment"}.in("ssignon"),
    Keyword{"STDATA", "started task", subfield(kStdataChanges)}.in("stdata").kept(),
    Keyword{"NOSTDATA", "removes the segment"}.in("stdata").kept(),
    Keyword{"CDTINFO", "dynamic class that a CDT profile defines",
            optional(subfield(kCdtinfoChanges))}
        .in("cdtinfo"),
    Keyword{"NOCDTINFO", "removes the segment"}.in("cdtinfo"),
};

constexpr Keyword kResourceAlterMore[] = {
    {"DELMEM", "members to take off", words(255)},
    Keyword{"DELCATEGORY", "security categories to take off", kRaw}.ignored(),
    Keyword{"NOSECLEVEL", "no security level"}.in("seclevel").ignored(),
    Keyword{"NOSECLABEL", "no security label"}.in("seclabel").ignored(),
    Keyword{"NOSINGLEDSN", "tape volume with several data sets"}.in("singledsn").ignored(),
    Keyword{"NOTVTOC", "tape volume without a table of contents"}.in("tvtoc").ignored(),
    Keyword{"NOTIMEZONE", "no time zone"}.in("timezone").ignored(),
    no_segment("NOALIAS", "ALIAS"),
    no_segment("NOCFDEF", "CFDEF"),
    no_segment("NOCSDATA", "CSDATA"),
    no_segment("NODLFDATA", "DLFDATA"),
    no_segment("NOEIM", "EIM"),
    no_segment("NOICSF", "ICSF"),
    no_segment("NOICTX", "ICTX"),
    no_segment("NOIDTPARMS", "IDTPARMS"),
    no_segment("NOJES", "JES"),
    no_segment("NOKERB", "KERB"),
    no_segment("NOMFA", "MFA"),
    no_segment("NOMFPOLICY", "MFPOLICY"),
    no_segment("NOPROXY", "PROXY"),
    no_segment("NOSESSION", "SESSION"),
    no_segment("NOSIGVER", "SIGVER"),
    no_segment("NOSVFMR", "SVFMR"),
    no_segment("NOTME", "TME"),
};

constexpr auto kResourceShared =
    joined(kOfferedKeywords<kResourceFields, Offered::Both>, kResourceIgnored);
constexpr auto kDefineKeywords =
    joined(kResourceShared, kOfferedKeywords<kResourceFields, Offered::Add>, kDefineOnly);
constexpr auto kResourceAlterKeywords =
    joined(kResourceShared, kResourceAlterOnly, kOfferedKeywords<kResourceFields, Offered::Alter>,
           kRemovalKeywords<kResourceFields>, kResourceAlterMore);

constexpr Keyword kResourceDeleteKeywords[] = {
    Keyword{"GENERIC", "the profile is generic, whatever its name"}.in("generic"),
    Keyword{"NOGENERIC", "the profile is discrete, whatever its name"}.in("generic"),
    kAt,
    kOnlyAt,
};

constexpr Positional kClassAndProfiles[] = {
    {"class-name",
     "class of the profiles",
     kResourceClass,
     {"CLASS", "CLASS NAME", "NAME OF RESOURCE CLASS"}},
    {"(profile-name ...)",
     "profiles, discrete or generic",
     kProfiles,
     {"ENTITY NAME", "ENTITY NAME", "NAME OF ENTITY IN SPECIFIED CLASS"}},
};

}  // namespace

constinit const CommandSpec kRdefine{
    CommandId::Rdefine, "RDEFINE",      "RDEF", "", "defines profiles of general resources",
    kClassAndProfiles,  kDefineKeywords};
constinit const CommandSpec kRalter{CommandId::Ralter,
                                    "RALTER",
                                    "RALT",
                                    "",
                                    "changes profiles of general resources",
                                    kClassAndProfiles,
                                    kResourceAlterKeywords};
constinit const CommandSpec kRdelete{CommandId::Rdelete,
                                     "RDELETE",
                                     "RDEL",
                                     "",
                                     "deletes profiles of general resources",
                                     kClassAndProfiles,
                                     kResourceDeleteKeywords};

}  // namespace ptkt::racf_command::table
