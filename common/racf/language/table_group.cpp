#include "common/racf/language/table.hpp"
#include "common/racf/language/values.hpp"

// ADDGROUP, ALTGROUP, DELGROUP, LISTGRP, CONNECT, REMOVE. [RACF Command Language Reference, topics
// of these commands]
namespace ptkt::racf_command::table {

namespace {

constexpr Keyword kGroupOmvsFields[] = {
    Keyword{"AUTOGID", "the lowest free GID"}.in("GID").kept(),
    Keyword{"GID", "group identifier", number(0, 2147483647)}
        .in("GID")
        .says({"GID", "OMVS GID", "OMVS GROUP ID (GID), 1-10 NUMERIC DIGITS"})
        .kept(),
    Keyword{"SHARED", "the GID may belong to several groups"}.kept(),
};
constexpr Keyword kGroupOmvsRemovals[] = {Keyword{"NOGID", "removes the GID"}.in("GID").kept()};
constexpr auto kGroupOmvsChanges = joined(kGroupOmvsFields, kGroupOmvsRemovals);

constexpr Keyword kGroupShared[] = {
    Keyword{"SUPGROUP", "superior group", kGroupId}.says(
        {"SUPERIOR GROUP", "SUPERIOR GROUP", "RACF DEFINED GROUP NAME"}),
    Keyword{"OWNER", "user, or the superior group; the issuer unless given", kOwner}.says(
        kOwnerPrompt),
    Keyword{"DATA", "installation data", text(255)}.in("data").kept(),
    Keyword{"MODEL", "model data set", text(44)}.in("model").kept(),
    Keyword{"TERMUACC", "members may use terminals by their UACC"}.in("termuacc").kept(),
    Keyword{"NOTERMUACC", "members need explicit access to terminals"}.in("termuacc").kept(),
    segment("CSDATA", "custom data"),
    segment("DFP", "storage management"),
    segment("OVM", "OpenExtensions for VM"),
    segment("TME", "Tivoli"),
    kAt,
    kOnlyAt,
};

constexpr Keyword kGroupAddOnly[] = {
    Keyword{"UNIVERSAL", "members are not all recorded in the group"}.kept(),
    Keyword{"OMVS", "z/OS UNIX identity", subfield(kGroupOmvsFields)}.in("OMVS").kept(),
};

constexpr Keyword kGroupAlterOnly[] = {
    Keyword{"NODATA", "no installation data"}.in("data").kept(),
    Keyword{"NOMODEL", "no model data set"}.in("model").kept(),
    Keyword{"OMVS", "z/OS UNIX identity", subfield(kGroupOmvsChanges)}.in("OMVS").kept(),
    Keyword{"NOOMVS", "removes the segment"}.in("OMVS").kept(),
    no_segment("NOCSDATA", "CSDATA"),
    no_segment("NODFP", "DFP"),
    no_segment("NOOVM", "OVM"),
    no_segment("NOTME", "TME"),
};

constexpr auto kGroupAddKeywords = joined(kGroupShared, kGroupAddOnly);
constexpr auto kGroupAlterKeywords = joined(kGroupShared, kGroupAlterOnly);
constexpr Keyword kGroupDeleteKeywords[] = {kAt, kOnlyAt};

constexpr Keyword kGroupListKeywords[] = {
    {"NORACF", "leaves out the base segment"},
    Keyword{"OMVS", "the OMVS segment"}.as_segment(),
    no_such_segment("CSDATA"),
    no_such_segment("DFP"),
    no_such_segment("OVM"),
    no_such_segment("TME"),
    kAt,
    kOnlyAt,
};

constexpr Keyword kConnectKeywords[] = {
    Keyword{"GROUP", "group; the issuer's group unless given", kGroupId}.says(kGroupPrompt),
    Keyword{"AUTHORITY", "authority in the group; USE unless given", kAuthority}.says(
        kAuthorityPrompt),
    Keyword{"UACC", "universal access of data sets made under the group; NONE unless given",
            kAccess}
        .says(kUaccPrompt)
        .kept(),
    Keyword{"OWNER", "user or group that owns the connection; the issuer unless given", kOwner}
        .says(kOwnerPrompt),
    Keyword{"SPECIAL", "may issue commands within the scope of the group"}.in("special"),
    Keyword{"NOSPECIAL", "may not"}.in("special"),
    Keyword{"OPERATIONS", "has access to volumes within the scope of the group"}.in("operations"),
    Keyword{"NOOPERATIONS", "has not"}.in("operations"),
    Keyword{"AUDITOR", "may list within the scope of the group"}.in("auditor"),
    Keyword{"NOAUDITOR", "may not"}.in("auditor"),
    Keyword{"ADSP", "discrete profiles for new data sets"}.in("adsp").kept(),
    Keyword{"NOADSP", "none"}.in("adsp").kept(),
    Keyword{"GRPACC", "group access to new data sets"}.in("grpacc").kept(),
    Keyword{"NOGRPACC", "none"}.in("grpacc").kept(),
    Keyword{"REVOKE", "the user may not use the group, at once or from a day on", kDate}
        .in("revoke")
        .says({"REVOKE DATE", "REVOKE DATE", "DATE IN THE FORM MM/DD/YY"}),
    Keyword{"NOREVOKE", "removes the date of REVOKE"}.in("norevoke"),
    Keyword{"RESUME", "the user may use the group again, at once or from a day on", kDate}
        .in("resume")
        .says({"RESUME DATE", "RESUME DATE", "DATE IN THE FORM MM/DD/YY"}),
    Keyword{"NORESUME", "removes the date of RESUME"}.in("noresume"),
    kAt,
    kOnlyAt,
};

constexpr Keyword kRemoveKeywords[] = {
    Keyword{"GROUP", "group; the issuer's group unless given", kGroupId}.says(kGroupPrompt),
    Keyword{"OWNER", "new owner of the user's profiles of group data sets", kOwner}
        .says(kOwnerPrompt)
        .ignored(),
    kAt,
    kOnlyAt,
};

constexpr Positional kGroupUsers[] = {{"(userid ...)", "user IDs", kUserIds, kUserPrompt}};
constexpr Positional kGroups[] = {{"(group-name ...)", "groups", kGroupIds, kGroupPrompt}};
constexpr Positional kGroupsToList[] = {{"(group-name ...)",
                                         "groups, or * for all; the issuer's group unless given",
                                         {.kind = ValueKind::AnyId, .list = true},
                                         kGroupNamePrompt,
                                         false}};

}  // namespace

constinit const CommandSpec kAddgroup{
    CommandId::Addgroup, "ADDGROUP", "AG", "", "adds groups", kGroups, kGroupAddKeywords};
constinit const CommandSpec kAltgroup{
    CommandId::Altgroup, "ALTGROUP", "ALG", "", "changes groups", kGroups, kGroupAlterKeywords};
constinit const CommandSpec kDelgroup{
    CommandId::Delgroup, "DELGROUP", "DG", "", "deletes groups", kGroups, kGroupDeleteKeywords};
constinit const CommandSpec kListgrp{
    CommandId::Listgrp, "LISTGRP", "LG", "", "lists groups", kGroupsToList, kGroupListKeywords};
constinit const CommandSpec kConnect{CommandId::Connect,
                                     "CONNECT",
                                     "CO",
                                     "",
                                     "connects users to a group, or changes the connection",
                                     kGroupUsers,
                                     kConnectKeywords};
constinit const CommandSpec kRemove{
    CommandId::Remove, "REMOVE",       "RE", "", "removes users from a group",
    kGroupUsers,       kRemoveKeywords};

}  // namespace ptkt::racf_command::table
