#ifndef PTKT_RACF_MODEL_CONNECTION_TABLE_HPP
#define PTKT_RACF_MODEL_CONNECTION_TABLE_HPP

#include "common/racf/model/field.hpp"
#include "common/racf/model/operand_values.hpp"
#include "common/racf/model/user.hpp"

/// The fields of a user's connection with a group, a row each, in the order of the profile's file.
/// JSON shows a connection twice: as one of a user, and as a member of the group. [RACF Command
/// Language Reference, CONNECT; columns: RACF Macros and Interfaces, User Connect Data Record]
namespace ptkt::racf {

inline constexpr Field<Connection> kConnectionFields[] = {
    {.key = "group",
     .place = &Connection::group,
     .given = {.operand =
                   Keyword{"GROUP", "group; the issuer's group unless given", operands::kGroupId}
                       .says(operands::kGroupPrompt),
               .by_hand = true},
     .trait = {"base:group_connection_group"},
     .column = {"USCON_GRP_ID", 15, 22}},
    {.key = "owner",
     .place = &Connection::owner,
     .given = {.operand = Keyword{"OWNER",
                                  "user or group that owns the connection; the issuer unless given",
                                  operands::kOwner}
                              .says(operands::kOwnerPrompt),
               .after = "uacc"},
     .trait = {.name = "base:group_connection_owner", .keeps_empty = true},
     .column = {"USCON_OWNER_ID", 35, 42}},
    // An issuer gives no more authority than they have. An unload has it in the group's record.
    {.key = "authority",
     .place = &Connection::authority,
     .given = {.operand = Keyword{"AUTHORITY", "authority in the group; USE unless given",
                                  operands::kAuthority}
                              .says(operands::kAuthorityPrompt),
               .by_hand = true},
     .trait = {.name = "base:group_connection_authority",
               .member = "base:connected_user_authority"}},
    {.key = "uacc",
     .place = &Connection::uacc,
     .given = {.operand =
                   Keyword{"UACC",
                           "universal access of data sets made under the group; NONE unless given",
                           operands::kAccess}
                       .says(operands::kUaccPrompt)},
     .trait = {.name = "base:group_connection_universal_access",
               .member = "base:connected_user_universal_access"},
     .column = {"USCON_UACC", 64, 71}},
    {.key = "connected",
     .place = &Connection::connected,
     .trait = {.name = "base:group_connection_create_date", .after = "owner"},
     .column = {"USCON_CONNECT_DATE", 24, 33}},
    {.key = "last_connect",
     .place = &Connection::last_connect,
     .trait = {.name = "base:group_connection_last_connect_date",
               .time = "base:group_connection_last_connect_time",
               .after = "uacc"},
     .column = {"USCON_LASTCON_DATE", 53, 62},
     .time_column = {"USCON_LASTCON_TIME", 44, 51}},
    {.key = "connects",
     .place = &Connection::connects,
     .trait = {.name = "base:group_connection_used_count",
               .after = "uacc",
               .member = "base:connected_user_used_count"},
     .column = {"USCON_INIT_CNT", 73, 77}},
    {.key = "special",
     .place = &Connection::special,
     .given = {.operand = Keyword{"SPECIAL", "may issue commands within the scope of the group"},
               .no = "may not",
               .no_beside = true,
               .by = GivenBy::Special},
     .listed = {ListedAs::Word, "SPECIAL"},
     .trait = {.name = "base:group_connection_special", .member = "base:connected_user_special"},
     .column = {"USCON_GRP_SPECIAL", 84, 87}},
    {.key = "operations",
     .place = &Connection::operations,
     .given = {.operand =
                   Keyword{"OPERATIONS", "has access to volumes within the scope of the group"},
               .no = "has not",
               .no_beside = true,
               .by = GivenBy::Special},
     .listed = {ListedAs::Word, "OPERATIONS"},
     .trait = {.name = "base:group_connection_operations",
               .member = "base:connected_user_operations"},
     .column = {"USCON_GRP_OPER", 89, 92}},
    {.key = "auditor",
     .place = &Connection::auditor,
     .given = {.operand = Keyword{"AUDITOR", "may list within the scope of the group"},
               .no = "may not",
               .no_beside = true,
               .by = GivenBy::Special},
     .listed = {ListedAs::Word, "AUDITOR"},
     .trait = {.name = "base:group_connection_auditor", .member = "base:connected_user_auditor"},
     .column = {"USCON_GRP_AUDIT", 109, 112}},
    {.key = "adsp",
     .place = &Connection::adsp,
     .given = {.operand = Keyword{"ADSP", "discrete profiles for new data sets"}.kept(),
               .no = "none",
               .no_beside = true},
     .listed = {.as = ListedAs::Word, .label = "ADSP", .after = kFirst},
     .trait = {"base:group_connection_automatic_dataset_protection"},
     .column = {"USCON_GRP_ADSP", 79, 82}},
    {.key = "grpacc",
     .place = &Connection::grpacc,
     .given = {.operand = Keyword{"GRPACC", "group access to new data sets"}.kept(),
               .no = "none",
               .no_beside = true},
     .listed = {.as = ListedAs::Word, .label = "GRPACC", .after = "operations"},
     .trait = {"base:group_connection_dataset_access"},
     .column = {"USCON_GRP_ACC", 99, 102}},
    {.key = "revoked",
     .place = &Connection::revoked,
     .listed = {.as = ListedAs::Word, .label = "REVOKED", .after = "operations"},
     .trait = {.name = "base:group_connection_revoked", .member = "base:connected_user_revoked"},
     .column = {"USCON_REVOKE", 94, 97}},
    {.key = "revoke_date",
     .place = &Connection::revoke_date,
     .given = {.operand =
                   Keyword{"REVOKE", "the user may not use the group, at once or from a day on",
                           operands::kDate}
                       .says(operands::kRevokePrompt),
               .no = "removes the date of REVOKE",
               .no_beside = true,
               .exclusive = false,
               .by_hand = true},
     .trait = {.name = "base:group_connection_revoke_date",
               .member = "base:connected_user_revoke_date"},
     .column = {"USCON_REVOKE_DATE", 114, 123}},
    {.key = "resume_date",
     .place = &Connection::resume_date,
     .given = {.operand =
                   Keyword{"RESUME", "the user may use the group again, at once or from a day on",
                           operands::kDate}
                       .says(operands::kResumePrompt),
               .no = "removes the date of RESUME",
               .no_beside = true,
               .exclusive = false,
               .by_hand = true},
     .trait = {.name = "base:group_connection_resume_date",
               .member = "base:connected_user_resume_date"},
     .column = {"USCON_RESUME_DATE", 125, 134}},
};

inline constexpr auto kConnectionListedOrder = listed_order(kConnectionFields);
inline constexpr auto kConnectionTraitOrder = trait_order(kConnectionFields);
inline constexpr auto kConnectionColumnOrder = column_order(kConnectionFields);

}  // namespace ptkt::racf

#endif
