#include "common/racf/language/field_keywords.hpp"
#include "common/racf/language/table.hpp"
#include "common/racf/language/values.hpp"
#include "common/racf/model/segment_tables.hpp"
#include "common/racf/model/user_table.hpp"

// ADDUSER, ALTUSER, DELUSER, LISTUSER, PASSWORD. [RACF Command Language Reference, topics of these
// commands; operand names also from the field tables of R_admin]
namespace ptkt::racf_command::table {

namespace {

using racf::kTsoFields;
using racf::kUserFields;
using racf::kUserOmvsFields;
using racf::Offered;

constexpr Keyword kUserNoSegments[] = {
    segment("CICS", "CICS options"),
    segment("CSDATA", "custom data"),
    segment("DCE", "DCE identity"),
    segment("DFP", "storage management"),
    segment("EIM", "enterprise identity mapping"),
    segment("KERB", "Kerberos principal"),
    segment("LANGUAGE", "languages"),
    segment("LNOTES", "Lotus Notes"),
    segment("NDS", "Novell directory"),
    segment("NETVIEW", "NetView operator"),
    segment("OPERPARM", "console options"),
    segment("OVM", "OpenExtensions for VM"),
    segment("PROXY", "LDAP proxy"),
    segment("WORKATTR", "output delivery"),
    kAt,
    kOnlyAt,
};

constexpr Keyword kUserAddOnly[] = {
    Keyword{"NOCLAUTH", "no classes"}.in("CLAUTH"),
    Keyword{"TSO", "TSO/E logon", subfield(kSegmentKeywords<kTsoFields>)}.in("TSO").kept(),
    Keyword{"OMVS", "z/OS UNIX identity", subfield(kSegmentKeywords<kUserOmvsFields>)}
        .in("OMVS")
        .kept(),
};

constexpr Keyword kUserAlterOnly[] = {
    {"NOCLAUTH", "classes in which he may not define profiles any more", kSearchClasses},
    Keyword{"GROUP", "group that AUTHORITY and UACC are for; the default group unless given",
            kGroupId}
        .says(kGroupPrompt),
    Keyword{"EXPIRED", "the password is to be changed at the next logon"}.in("expired"),
    Keyword{"NOEXPIRED", "the password need not be changed"}.in("expired"),
    Keyword{"NOPHRASE", "no password phrase"}.in("PHRASE"),
};

constexpr Keyword kUserAlterMore[] = {
    Keyword{"DELCATEGORY", "security categories to take off", kRaw}.ignored(),
    Keyword{"TSO", "TSO/E logon", subfield(kSegmentChanges<kTsoFields>)}.in("TSO").kept(),
    Keyword{"NOTSO", "removes the segment"}.in("TSO").kept(),
    Keyword{"OMVS", "z/OS UNIX identity", subfield(kSegmentChanges<kUserOmvsFields>)}
        .in("OMVS")
        .kept(),
    Keyword{"NOOMVS", "removes the segment"}.in("OMVS").kept(),
    Keyword{"MFA", "multi-factor authentication", kRaw}.in("MFA").ignored(),
    Keyword{"NOMFA", "none"}.in("MFA").ignored(),
    Keyword{"PWCLEAN", "removes what passwords left behind"}.ignored(),
    Keyword{"PWCONVERT", "hashes passwords by the newer way"}.ignored(),
    no_segment("NOCICS", "CICS"),
    no_segment("NOCSDATA", "CSDATA"),
    no_segment("NODCE", "DCE"),
    no_segment("NODFP", "DFP"),
    no_segment("NOEIM", "EIM"),
    no_segment("NOKERB", "KERB"),
    no_segment("NOLANGUAGE", "LANGUAGE"),
    no_segment("NOLNOTES", "LNOTES"),
    no_segment("NONDS", "NDS"),
    no_segment("NONETVIEW", "NETVIEW"),
    no_segment("NOOPERPARM", "OPERPARM"),
    no_segment("NOOVM", "OVM"),
    no_segment("NOPROXY", "PROXY"),
    no_segment("NOWORKATTR", "WORKATTR"),
};

constexpr auto kUserShared = joined(kOfferedKeywords<kUserFields, Offered::Both>, kUserNoSegments);
constexpr auto kUserAddKeywords =
    joined(kUserShared, kOfferedKeywords<kUserFields, Offered::Add>, kUserAddOnly);
constexpr auto kUserAlterKeywords =
    joined(kUserShared, kUserAlterOnly, kOfferedKeywords<kUserFields, Offered::Alter>,
           kRemovalKeywords<kUserFields>, kUserAlterMore);

constexpr Keyword kUserDeleteKeywords[] = {kAt, kOnlyAt};

constexpr Keyword kUserListKeywords[] = {
    {"NORACF", "leaves out the base segment"},
    Keyword{"TSO", "the TSO segment"}.as_segment(),
    Keyword{"OMVS", "the OMVS segment"}.as_segment(),
    no_such_segment("CICS"),
    no_such_segment("CSDATA"),
    no_such_segment("DCE"),
    no_such_segment("DFP"),
    no_such_segment("EIM"),
    no_such_segment("KERB"),
    no_such_segment("LANGUAGE"),
    no_such_segment("LNOTES"),
    no_such_segment("NDS"),
    no_such_segment("NETVIEW"),
    no_such_segment("OPERPARM"),
    no_such_segment("OVM"),
    no_such_segment("PROXY"),
    no_such_segment("WORKATTR"),
    kAt,
    kOnlyAt,
};

constexpr Positional kUserUsers[] = {{"(userid ...)", "user IDs", kUserIds, kUserPrompt}};
constexpr Positional kUsersToList[] = {{"(userid ...)",
                                        "user IDs, or * for all; the issuer unless given",
                                        {.kind = ValueKind::AnyId, .list = true},
                                        kUserPrompt,
                                        false}};

constexpr ValueSpec kTwoPasswords{.kind = ValueKind::Password, .list = true, .low = 1, .high = 8};
constexpr ValueSpec kTwoPhrases{.kind = ValueKind::Phrase, .list = true, .low = 9, .high = 100};

constexpr Keyword kPasswordKeywords[] = {
    Keyword{"PASSWORD", "current password and new password", kTwoPasswords}.says(
        {"PASSWORD", "PASSWORD", "CURRENT PASSWORD AND NEW PASSWORD"}),
    Keyword{"PHRASE", "current phrase and new phrase, quoted", kTwoPhrases}.says(
        {"PHRASE", "PHRASE", "CURRENT PHRASE AND NEW PHRASE"}),
    Keyword{"USER", "users whose password is reset or whose interval is changed", kUserIds}.says(
        kUserPrompt),
    Keyword{"INTERVAL", "days that a password is good for", number(1, 254)}
        .in("interval")
        .says({"INTERVAL", "INTERVAL", "NUMBER OF DAYS, 1-254"}),
    Keyword{"NOINTERVAL", "the password does not expire"}.in("interval"),
};

}  // namespace

constinit const CommandSpec kAdduser{CommandId::Adduser, "ADDUSER",       "AU", "", "adds users",
                                     kUserUsers,         kUserAddKeywords};
constinit const CommandSpec kAltuser{
    CommandId::Altuser, "ALTUSER", "ALU", "", "changes users", kUserUsers, kUserAlterKeywords};
constinit const CommandSpec kDeluser{
    CommandId::Deluser, "DELUSER", "DU", "", "deletes users", kUserUsers, kUserDeleteKeywords};
constinit const CommandSpec kListuser{
    CommandId::Listuser, "LISTUSER", "LU", "", "lists users", kUsersToList, kUserListKeywords};
constinit const CommandSpec kPasswordCommand{CommandId::Password,
                                             "PASSWORD",
                                             "PW",
                                             "PHRASE",
                                             "changes passwords, phrases and their interval",
                                             {},
                                             kPasswordKeywords};

}  // namespace ptkt::racf_command::table
