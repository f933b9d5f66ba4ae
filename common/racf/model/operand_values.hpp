#ifndef PTKT_RACF_MODEL_OPERAND_VALUES_HPP
#define PTKT_RACF_MODEL_OPERAND_VALUES_HPP

#include "common/racf/model/operand.hpp"

/// Short ways to write down what operands take, for the tables of fields and of commands.
namespace ptkt::operands {

constexpr ValueSpec kUserId{.kind = ValueKind::UserId};
constexpr ValueSpec kUserIds{.kind = ValueKind::UserId, .list = true};
constexpr ValueSpec kGroupId{.kind = ValueKind::GroupId};
constexpr ValueSpec kGroupIds{.kind = ValueKind::GroupId, .list = true};
constexpr ValueSpec kOwner{.kind = ValueKind::UserOrGroup};
constexpr ValueSpec kProfile{.kind = ValueKind::ProfileName};
constexpr ValueSpec kProfiles{.kind = ValueKind::ProfileName, .list = true};
constexpr ValueSpec kResourceClass{.kind = ValueKind::ResourceClass};
constexpr ValueSpec kResourceClasses{.kind = ValueKind::ResourceClass, .list = true};
constexpr ValueSpec kOptionClasses{.kind = ValueKind::OptionClass, .list = true};
constexpr ValueSpec kSearchClasses{.kind = ValueKind::SearchClass, .list = true};
constexpr ValueSpec kLabel{.kind = ValueKind::Label, .low = 1, .high = 64};
constexpr ValueSpec kDate{.kind = ValueKind::Date, .optional = true};
constexpr ValueSpec kHexKey{.kind = ValueKind::HexKey};
constexpr ValueSpec kPassword{.kind = ValueKind::Password, .low = 1, .high = 8};
constexpr ValueSpec kPhrase{.kind = ValueKind::Phrase, .low = 9, .high = 100};
constexpr ValueSpec kRaw{.kind = ValueKind::Raw, .optional = true};

constexpr ValueSpec word(std::int64_t longest) {
    return {.kind = ValueKind::Word, .low = 1, .high = longest};
}
constexpr ValueSpec words(std::int64_t longest) {
    return {.kind = ValueKind::Word, .list = true, .low = 1, .high = longest};
}
constexpr ValueSpec text(std::int64_t longest) {
    return {.kind = ValueKind::Text, .low = 0, .high = longest};
}
constexpr ValueSpec path(std::int64_t longest) {
    return {.kind = ValueKind::Path, .low = 0, .high = longest};
}
constexpr ValueSpec number(std::int64_t low, std::int64_t high) {
    return {.kind = ValueKind::Number, .low = low, .high = high};
}
constexpr ValueSpec range(std::int64_t low, std::int64_t high) {
    return {.kind = ValueKind::Range, .low = low, .high = high};
}
constexpr ValueSpec ranges(std::int64_t low, std::int64_t high) {
    return {.kind = ValueKind::Range, .list = true, .low = low, .high = high};
}
constexpr ValueSpec choice(Keywords of) {
    return {.kind = ValueKind::Choice, .words = of};
}
constexpr ValueSpec choices(Keywords of) {
    return {.kind = ValueKind::Choice, .list = true, .words = of};
}
constexpr ValueSpec subfield(Keywords of) {
    return {.kind = ValueKind::Subfield, .words = of};
}
constexpr ValueSpec optional(ValueSpec value) {
    value.optional = true;
    return value;
}

/// The access levels, in the order in which TSO/E's prompt names them.
constexpr Keyword kAccessWords[] = {
    {"ALTER", "also change the profile of the resource, when it is discrete"},
    {"CONTROL", "for resources that know it, more than update"},
    {"UPDATE", "read and write"},
    {"READ", "read only"},
    {"EXECUTE", "load programs, but not read them"},
    {"NONE", "no access"},
};
constexpr ValueSpec kAccess = choice(kAccessWords);
constexpr std::string_view kAccessDetail = "ALTER, CONTROL, UPDATE, READ, EXECUTE, OR NONE";
constexpr Prompt kUaccPrompt{"UNIVERSAL ACCESS", "UNIVERSAL ACCESS", kAccessDetail};
constexpr Prompt kAccessPrompt{"ACCESS", "ACCESS", kAccessDetail};

constexpr Keyword kAuthorityWords[] = {
    {"USE", "use the group"},
    {"CREATE", "also protect data sets of the group"},
    {"CONNECT", "also connect users"},
    {"JOIN", "also add users and subgroups"},
};
constexpr ValueSpec kAuthority = choice(kAuthorityWords);
constexpr Prompt kAuthorityPrompt{"GROUP AUTHORITY", "GROUP AUTHORITY",
                                  "USE, CREATE, CONNECT, OR JOIN"};

constexpr Keyword kYesNoWords[] = {{"YES", "yes"}, {"NO", "no"}};
constexpr ValueSpec kYesNo = choice(kYesNoWords);

constexpr Prompt kOwnerPrompt{"OWNER", "OWNER", "USERID OR GROUP NAME OF OWNER"};
constexpr Prompt kUserPrompt{"USERID", "USERID", "RACF DEFINED USERID"};
constexpr Prompt kGroupPrompt{"GROUP", "GROUP", "RACF DEFINED GROUP NAME"};
constexpr Prompt kRevokePrompt{"REVOKE DATE", "REVOKE DATE", "DATE IN THE FORM MM/DD/YY"};
constexpr Prompt kResumePrompt{"RESUME DATE", "RESUME DATE", "DATE IN THE FORM MM/DD/YY"};
/// LISTGRP has its own words for a name that cannot be one. (captured)
constexpr Prompt kGroupNamePrompt{"GROUP NAME", "GROUP NAME", "RACF DEFINED GROUP NAME"};

}  // namespace ptkt::operands

#endif
