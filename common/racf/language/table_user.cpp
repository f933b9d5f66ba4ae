#include "common/racf/language/table.hpp"
#include "common/racf/language/values.hpp"

// ADDUSER, ALTUSER, DELUSER, LISTUSER, PASSWORD. [RACF Command Language Reference, topics of these
// commands; operand names also from the field tables of R_admin]
namespace ptkt::racf_command::table {

namespace {

constexpr Keyword tso(std::string_view name, std::string_view help, ValueSpec value) {
    return Keyword{name, help, value}.in(name).kept();
}
constexpr Keyword no_field(std::string_view name, std::string_view field) {
    return Keyword{name, "removes the field"}.in(field).kept();
}

constexpr Keyword kTsoFields[] = {
    tso("ACCTNUM", "account number", text(39)),
    tso("COMMAND", "command run at logon", text(80)),
    tso("DEST", "destination of SYSOUT", word(8)),
    tso("HOLDCLASS", "hold class", word(1)),
    tso("JOBCLASS", "job class", word(1)),
    tso("MAXSIZE", "largest region, in KB", number(0, 2096128)),
    tso("MSGCLASS", "message class", word(1)),
    tso("PROC", "logon procedure", word(8)),
    tso("SECLABEL", "security label", word(8)),
    tso("SIZE", "region, in KB", number(0, 2096128)),
    tso("SYSOUTCLASS", "SYSOUT class", word(1)),
    tso("UNIT", "unit for data sets", word(8)),
    tso("USERDATA", "four hexadecimal digits", word(4)),
};

constexpr Keyword kTsoRemovals[] = {
    no_field("NOACCTNUM", "ACCTNUM"),
    no_field("NOCOMMAND", "COMMAND"),
    no_field("NODEST", "DEST"),
    no_field("NOHOLDCLASS", "HOLDCLASS"),
    no_field("NOJOBCLASS", "JOBCLASS"),
    no_field("NOMAXSIZE", "MAXSIZE"),
    no_field("NOMSGCLASS", "MSGCLASS"),
    no_field("NOPROC", "PROC"),
    no_field("NOSECLABEL", "SECLABEL"),
    no_field("NOSIZE", "SIZE"),
    no_field("NOSYSOUTCLASS", "SYSOUTCLASS"),
    no_field("NOUNIT", "UNIT"),
    no_field("NOUSERDATA", "USERDATA"),
};

constexpr Keyword kDayWords[] = {
    {"ANYDAY", "every day"},  {"WEEKDAYS", "Monday to Friday"},
    {"SUNDAY", "Sunday"},     {"MONDAY", "Monday"},
    {"TUESDAY", "Tuesday"},   {"WEDNESDAY", "Wednesday"},
    {"THURSDAY", "Thursday"}, {"FRIDAY", "Friday"},
    {"SATURDAY", "Saturday"},
};

constexpr Keyword kWhenFields[] = {
    {"DAYS", "days of the week", choices(kDayWords), {}, {"DAY", "DAYS", "DAYS OF THE WEEK"}},
    {"TIME",
     "hours of each such day, the last minute included; they may go on over midnight",
     ValueSpec{.kind = ValueKind::DayPeriod},
     {},
     {"TIME", "TIME", "HHMM:HHMM OR ANYTIME"}},
};

constexpr std::int64_t kLargest = 2147483647;

constexpr Keyword kUserOmvsFields[] = {
    tso("ASSIZEMAX", "largest address space, in bytes", number(10485760, kLargest)),
    Keyword{"AUTOUID", "the lowest free UID"}.in("UID").kept(),
    tso("CPUTIMEMAX", "processor time, in seconds", number(7, kLargest)),
    tso("FILEPROCMAX", "open files of a process", number(3, 524287)),
    tso("HOME", "home directory", path(1023)),
    tso("MEMLIMIT", "storage above the bar", word(9)),
    tso("MMAPAREAMAX", "pages of memory mapping", number(1, 16777216)),
    tso("PROCUSERMAX", "processes", number(3, 32767)),
    tso("PROGRAM", "shell", path(1023)),
    Keyword{"SHARED", "the UID may belong to several users"}.kept(),
    tso("SHMEMMAX", "shared memory", word(9)),
    tso("THREADSMAX", "threads of a process", number(0, 100000)),
    tso("UID", "user identifier", number(0, kLargest))
        .says({"UID", "OMVS UID", "OMVS USER ID (UID), 1-10 NUMERIC DIGITS"}),
};

constexpr Keyword kUserOmvsRemovals[] = {
    no_field("NOASSIZEMAX", "ASSIZEMAX"),
    no_field("NOCPUTIMEMAX", "CPUTIMEMAX"),
    no_field("NOFILEPROCMAX", "FILEPROCMAX"),
    no_field("NOHOME", "HOME"),
    no_field("NOMEMLIMIT", "MEMLIMIT"),
    no_field("NOMMAPAREAMAX", "MMAPAREAMAX"),
    no_field("NOPROCUSERMAX", "PROCUSERMAX"),
    no_field("NOPROGRAM", "PROGRAM"),
    no_field("NOSHMEMMAX", "SHMEMMAX"),
    no_field("NOTHREADSMAX", "THREADSMAX"),
    no_field("NOUID", "UID"),
};

constexpr auto kTsoChanges = joined(kTsoFields, kTsoRemovals);
constexpr auto kUserOmvsChanges = joined(kUserOmvsFields, kUserOmvsRemovals);

constexpr ValueSpec kClauthClasses{.kind = ValueKind::SearchClass, .list = true};

constexpr Prompt kPasswordPrompt{"PASSWORD", "PASSWORD", "PASSWORD OF 1-8 CHARACTERS"};
constexpr Prompt kPhrasePrompt{"PHRASE", "PHRASE", "QUOTED PASSWORD PHRASE OF 9-100 CHARACTERS"};
constexpr Prompt kDefaultGroupPrompt{"DEFAULT GROUP", "DEFAULT GROUP", "RACF DEFINED GROUP NAME"};

constexpr ValueSpec kUserName{.kind = ValueKind::Text, .low = 0, .high = 20, .cut = true};

constexpr Keyword kUserShared[] = {
    Keyword{"NAME", "name of the person or program, cut to 20 characters", kUserName}.says(
        {"NAME", "NAME", "USER NAME"}),
    Keyword{"OWNER", "user or group that owns the profile; the issuer unless given", kOwner}.says(
        kOwnerPrompt),
    Keyword{"DFLTGRP", "default group; the issuer's group unless given", kGroupId}.says(
        kDefaultGroupPrompt),
    Keyword{"AUTHORITY", "authority in the group", kAuthority}.says(kAuthorityPrompt),
    Keyword{"UACC", "universal access of data sets made under the group", kAccess}
        .says(kUaccPrompt)
        .kept(),
    Keyword{"PASSWORD", "password, expired until the user changes it", kPassword}
        .in("password")
        .says(kPasswordPrompt),
    Keyword{"NOPASSWORD", "no password"}.in("password"),
    Keyword{"PHRASE", "password phrase, expired until the user changes it", kPhrase}
        .in("phrase")
        .says(kPhrasePrompt),
    Keyword{"SPECIAL", "may issue all commands"}.in("special"),
    Keyword{"NOSPECIAL", "may not"}.in("special"),
    Keyword{"OPERATIONS", "has access to volumes, unless a list names him"}.in("operations"),
    Keyword{"NOOPERATIONS", "has not"}.in("operations"),
    Keyword{"AUDITOR", "may list everything and set audit options"}.in("auditor"),
    Keyword{"NOAUDITOR", "may not"}.in("auditor"),
    Keyword{"ROAUDIT", "may list everything"}.in("roaudit"),
    Keyword{"NOROAUDIT", "may not"}.in("roaudit"),
    Keyword{"RESTRICTED", "has only the access that lists name him for"}.in("restricted"),
    Keyword{"NORESTRICTED", "has also UACC and ID(*)"}.in("restricted"),
    Keyword{"ADSP", "discrete profiles for new data sets"}.in("adsp").kept(),
    Keyword{"NOADSP", "none"}.in("adsp").kept(),
    Keyword{"GRPACC", "group access to new data sets"}.in("grpacc").kept(),
    Keyword{"NOGRPACC", "none"}.in("grpacc").kept(),
    Keyword{"OIDCARD", "must present an operator card"}.in("oidcard").kept(),
    Keyword{"NOOIDCARD", "need not"}.in("oidcard").kept(),
    Keyword{"CLAUTH", "classes in which the user may define profiles", kClauthClasses}
        .in("clauth")
        .says({"CLASS NAME", "CLASS NAME", "NAMES OF CLASSES"}),
    Keyword{"DATA", "installation data", text(255)}.in("data").kept(),
    Keyword{"MODEL", "model data set", text(44)}.in("model").kept(),
    Keyword{"SECLABEL", "security label", word(8)}.in("seclabel").kept(),
    Keyword{"SECLEVEL", "security level", kRaw}.in("seclevel").ignored(),
    Keyword{"ADDCATEGORY", "security categories", kRaw}.ignored(),
    Keyword{"WHEN", "when the user may sign on, in the system's local time", subfield(kWhenFields)},
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
    Keyword{"NOCLAUTH", "no classes"}.in("clauth"),
    Keyword{"TSO", "TSO/E logon", subfield(kTsoFields)}.in("TSO").kept(),
    Keyword{"OMVS", "z/OS UNIX identity", subfield(kUserOmvsFields)}.in("OMVS").kept(),
};

constexpr Keyword kUserAlterOnly[] = {
    Keyword{"NOCLAUTH", "classes in which he may not define profiles any more", kClauthClasses}.in(
        "noclauth"),
    Keyword{"GROUP", "group that AUTHORITY and UACC are for; the default group unless given",
            kGroupId}
        .says(kGroupPrompt),
    Keyword{"EXPIRED", "the password is to be changed at the next logon"}.in("expired"),
    Keyword{"NOEXPIRED", "the password need not be changed"}.in("expired"),
    Keyword{"NOPHRASE", "no password phrase"}.in("phrase"),
    Keyword{"REVOKE", "the user may not use the system, at once or from a day on", kDate}
        .in("revoke")
        .says({"REVOKE DATE", "REVOKE DATE", "DATE IN THE FORM MM/DD/YY"}),
    Keyword{"NOREVOKE", "removes the date of REVOKE"}.in("norevoke"),
    Keyword{"RESUME", "the user may use the system again, at once or from a day on", kDate}
        .in("resume")
        .says({"RESUME DATE", "RESUME DATE", "DATE IN THE FORM MM/DD/YY"}),
    Keyword{"NORESUME", "removes the date of RESUME"}.in("noresume"),
    Keyword{"UAUDIT", "all that the user does is logged"}.in("uaudit").kept(),
    Keyword{"NOUAUDIT", "it is not"}.in("uaudit").kept(),
    Keyword{"NODATA", "no installation data"}.in("data").kept(),
    Keyword{"NOMODEL", "no model data set"}.in("model").kept(),
    Keyword{"NONAME", "no name"}.in("name"),
    Keyword{"NOSECLABEL", "no security label"}.in("seclabel").kept(),
    Keyword{"NOSECLEVEL", "no security level"}.in("seclevel").ignored(),
    Keyword{"DELCATEGORY", "security categories to take off", kRaw}.ignored(),
    Keyword{"TSO", "TSO/E logon", subfield(kTsoChanges)}.in("TSO").kept(),
    Keyword{"NOTSO", "removes the segment"}.in("TSO").kept(),
    Keyword{"OMVS", "z/OS UNIX identity", subfield(kUserOmvsChanges)}.in("OMVS").kept(),
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

constexpr auto kUserAddKeywords = joined(kUserShared, kUserAddOnly);
constexpr auto kUserAlterKeywords = joined(kUserShared, kUserAlterOnly);

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
