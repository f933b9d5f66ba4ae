#ifndef PTKT_RACF_MODEL_RESOURCE_TABLE_HPP
#define PTKT_RACF_MODEL_RESOURCE_TABLE_HPP

#include "common/racf/model/field.hpp"
#include "common/racf/model/operand_values.hpp"
#include "common/racf/model/resource.hpp"

/// The fields of a general resource profile, a row each, in the order of the profile's file. Its
/// class and name are before these there. By hand are the segment SSIGNON with its keys, and the
/// access lists. [RACF Command Language Reference, RDEFINE and RALTER; columns: RACF Macros and
/// Interfaces, General Resource Basic Data Record; traits: tables of SEAR and pyRACF]
namespace ptkt::racf {

inline constexpr Keyword kAuditLevels[] = {
    {"READ", "attempts for READ and more"},
    {"UPDATE", "attempts for UPDATE and more"},
    {"CONTROL", "attempts for CONTROL and more"},
    {"ALTER", "attempts for ALTER"},
};
inline constexpr ValueSpec kAuditLevel = operands::optional(operands::choice(kAuditLevels));

inline constexpr Keyword kAttempts[] = {
    {"ALL", "successes and failures", kAuditLevel},
    {"SUCCESS", "successes", kAuditLevel},
    {"FAILURES", "failures", kAuditLevel},
    {"NONE", "nothing"},
};
inline constexpr operands::Prompt kAuditPrompt{"AUDIT", "AUDIT", "ALL, SUCCESS, FAILURES, OR NONE"};

inline constexpr Field<Resource> kResourceFields[] = {
    {.key = "generic",
     .place = &Resource::generic,
     .trait = {.name = "base:is_generic", .after = "uacc"},
     .column = {"GRBD_GENERIC", 262, 265}},
    {.key = "owner",
     .place = &Resource::owner,
     .given = {.operand =
                   Keyword{"OWNER", "user or group that owns the profile; the issuer unless given",
                           operands::kOwner}
                       .says(operands::kOwnerPrompt),
               .after = "uacc"},
     .trait = {.name = "base:owner", .keeps_empty = true},
     .column = {"GRBD_OWNER_ID", 282, 289}},
    {.key = "uacc",
     .place = &Resource::uacc,
     .given = {.operand = Keyword{"UACC", "access of all whom the access list does not name",
                                  operands::kAccess}
                              .says(operands::kUaccPrompt)},
     .trait = {"base:universal_access"},
     .column = {"GRBD_UACC", 337, 344}},
    {.key = "level",
     .place = &Resource::level,
     .given = {.operand =
                   Keyword{"LEVEL", "a number of the installation's own", operands::number(0, 99)}
                       .says({"LEVEL", "LEVEL", "LEVEL NUMBER, 0-99"})
                       .kept()},
     .trait = {.name = "base:level", .as_text = true},
     .column = {"GRBD_LEVEL", 355, 357}},
    {.key = "warning",
     .place = &Resource::warning,
     .given = {.operand = Keyword{"WARNING", "refused access is granted, with a warning"},
               .no = "refused access is refused",
               .after = "notify"},
     .trait = {"base:warn_on_insufficient_access"},
     .column = {"GRBD_WARNING", 660, 663}},
    {.key = "appldata",
     .place = &Resource::appldata,
     .given = {.operand =
                   Keyword{"APPLDATA", "text for the application, such as 'NO REPLAY PROTECTION'",
                           operands::text(255)},
               .no = "no application data"},
     .listed = {ListedAs::Block, "APPLICATION DATA", "NONE", "installation_data"},
     .trait = {.name = "base:application_data", .after = "installation_data"},
     .column = {"GRBD_APPL_DATA", 754, 1008}},
    {.key = "installation_data",
     .place = &Resource::installation_data,
     .given = {.operand = Keyword{"DATA", "installation data", operands::text(255)}.kept(),
               .no = "no installation data"},
     .listed = {ListedAs::Block, "INSTALLATION DATA", "NONE"},
     .trait = {"base:installation_data"},
     .column = {"GRBD_INSTALL_DATA", 368, 622}},
    // Without a value it is the issuer.
    {.key = "notify",
     .place = &Resource::notify,
     .given = {.operand =
                   Keyword{"NOTIFY",
                           "user to be told of refused access; the issuer when no ID is given",
                           operands::optional(operands::kUserId)}
                       .says(operands::kUserPrompt)
                       .kept(),
               .no = "nobody is told",
               .by_hand = true},
     .listed = {ListedAs::Block, "NOTIFY", "NO USER TO BE NOTIFIED"},
     .trait = {"base:notify_userid"},
     .column = {"GRBD_NOTIFY_ID", 680, 687}},
    // JSON shows these two, as RLIST does, with HISTORY only.
    {.key = "created", .place = &Resource::created, .column = {"GRBD_CREATE_DATE", 271, 280}},
    {.key = "changed", .place = &Resource::changed, .column = {"GRBD_LASTCHG_DATE", 302, 311}},
    // Each is a record of an unload. DELMEM takes members off; the class decides who has any.
    {.key = "members",
     .place = &Resource::members,
     .given = {.operand =
                   Keyword{"ADDMEM", "members of a grouping class; for GLOBAL resource/access",
                           operands::words(255)},
               .by_hand = true}},
    // Tables in the file, texts in JSON, three columns each.
    {.key = "audit",
     .given = {.operand = Keyword{"AUDIT", "which attempts are logged; FAILURES(READ) unless given",
                                  operands::subfield(kAttempts)}
                              .says(kAuditPrompt)
                              .kept(),
               .after = "level"},
     .listed = {.as = ListedAs::Block, .after = "appldata"},
     .trait = {.name = "base:auditing", .after = "appldata"}},
    {.key = "global_audit",
     .given = {.operand =
                   Keyword{"GLOBALAUDIT", "which attempts are logged, as an auditor wants it",
                           operands::subfield(kAttempts)}
                       .says(kAuditPrompt)
                       .kept(),
               .offered = Offered::Alter,
               .by = GivenBy::Auditor},
     .trait = {.name = "base:global_auditing", .after = "audit"}},
};

inline constexpr auto kResourceListedOrder = listed_order(kResourceFields);
inline constexpr auto kResourceTraitOrder = trait_order(kResourceFields);
inline constexpr auto kResourceColumnOrder = column_order(kResourceFields);

}  // namespace ptkt::racf

#endif
