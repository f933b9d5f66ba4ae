#include "common/racf/language/field_keywords.hpp"
#include "common/racf/language/table.hpp"
#include "common/racf/language/values.hpp"
#include "common/racf/model/connection_table.hpp"
#include "common/racf/model/group_table.hpp"
#include "common/racf/model/segment_tables.hpp"

// ADDGROUP, ALTGROUP, DELGROUP, LISTGRP, CONNECT, REMOVE. [RACF Command Language Reference, topics
// of these commands]
namespace ptkt::racf_command::table {

namespace {

using racf::kConnectionFields;
using racf::kGroupFields;
using racf::kGroupOmvsFields;
using racf::Offered;

constexpr Keyword kGroupNoSegments[] = {
    segment("CSDATA", "custom data"),
    segment("DFP", "storage management"),
    segment("OVM", "OpenExtensions for VM"),
    segment("TME", "Tivoli"),
    kAt,
    kOnlyAt,
};

constexpr Keyword kGroupAddOnly[] = {
    Keyword{"OMVS", "z/OS UNIX identity", subfield(kSegmentKeywords<kGroupOmvsFields>)}
        .in("OMVS")
        .kept(),
};

constexpr Keyword kGroupAlterOnly[] = {
    Keyword{"OMVS", "z/OS UNIX identity", subfield(kSegmentChanges<kGroupOmvsFields>)}
        .in("OMVS")
        .kept(),
    Keyword{"NOOMVS", "removes the segment"}.in("OMVS").kept(),
    no_segment("NOCSDATA", "CSDATA"),
    no_segment("NODFP", "DFP"),
    no_segment("NOOVM", "OVM"),
    no_segment("NOTME", "TME"),
};

constexpr auto kGroupShared =
    joined(kOfferedKeywords<kGroupFields, Offered::Both>, kGroupNoSegments);
constexpr auto kGroupAddKeywords =
    joined(kGroupShared, kOfferedKeywords<kGroupFields, Offered::Add>, kGroupAddOnly);
constexpr auto kGroupAlterKeywords =
    joined(kGroupShared, kOfferedKeywords<kGroupFields, Offered::Alter>,
           kRemovalKeywords<kGroupFields>, kGroupAlterOnly);
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

constexpr Keyword kElsewhere[] = {kAt, kOnlyAt};
constexpr auto kConnectKeywords =
    joined(kOfferedKeywords<kConnectionFields, Offered::Both>, kElsewhere);

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
