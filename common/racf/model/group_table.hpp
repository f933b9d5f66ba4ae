#ifndef PTKT_RACF_MODEL_GROUP_TABLE_HPP
#define PTKT_RACF_MODEL_GROUP_TABLE_HPP

#include "common/racf/model/field.hpp"
#include "common/racf/model/group.hpp"
#include "common/racf/model/operand_values.hpp"

/// A group's fields, a row each, in the order of the profile's file. [RACF Command Language
/// Reference, ADDGROUP and ALTGROUP; columns: RACF Macros and Interfaces, Group Basic Data Record]
namespace ptkt::racf {

inline constexpr Field<Group> kGroupFields[] = {
    {.key = "id", .place = &Group::id, .column = {"GPBD_NAME", 6, 13}},
    {.key = "superior",
     .place = &Group::superior,
     .given = {.operand = Keyword{"SUPGROUP", "superior group", operands::kGroupId}.says(
                   {"SUPERIOR GROUP", "SUPERIOR GROUP", "RACF DEFINED GROUP NAME"}),
               .by_hand = true},
     .trait = {"base:superior_group"},
     .column = {"GPBD_SUPGRP_ID", 15, 22}},
    {.key = "owner",
     .place = &Group::owner,
     .given = {.operand = Keyword{"OWNER", "user, or the superior group; the issuer unless given",
                                  operands::kOwner}
                              .says(operands::kOwnerPrompt)},
     .trait = {.name = "base:owner", .keeps_empty = true},
     .column = {"GPBD_OWNER_ID", 35, 42}},
    {.key = "created",
     .place = &Group::created,
     .trait = {"base:create_date"},
     .column = {"GPBD_CREATE_DATE", 24, 33}},
    {.key = "installation_data",
     .place = &Group::installation_data,
     .given = {.operand = Keyword{"DATA", "installation data", operands::text(255)}.kept(),
               .no = "no installation data"},
     .listed = {ListedAs::Line, "INSTALLATION DATA", "NO INSTALLATION DATA"},
     .trait = {"base:installation_data"},
     .column = {"GPBD_INSTALL_DATA", 58, 312}},
    {.key = "model",
     .place = &Group::model,
     .given = {.operand = Keyword{"MODEL", "model data set", operands::text(44)}.kept(),
               .no = "no model data set"},
     .listed = {ListedAs::Line, "MODEL DATA SET", "NO MODEL DATA SET"},
     .trait = {"base:data_set_model"},
     .column = {"GPBD_MODEL", 314, 357}},
    {.key = "terminal_uacc",
     .place = &Group::terminal_uacc,
     .given = {.operand = Keyword{"TERMUACC", "members may use terminals by their UACC"}.kept(),
               .no = "members need explicit access to terminals",
               .no_beside = true},
     .listed = {ListedAs::Line, "TERMUACC", "NOTERMUACC"},
     .trait = {"base:terminal_universal_access"},
     .column = {.name = "GPBD_NOTERMUACC", .start = 53, .end = 56, .negated = true},
     .standard = true},
    {.key = "universal",
     .place = &Group::universal,
     .given = {.operand = Keyword{"UNIVERSAL", "members are not all recorded in the group"}.kept(),
               .offered = Offered::Add},
     .listed = {ListedAs::Line, "UNIVERSAL"},
     .trait = {"base:universal"},
     .column = {"GPBD_UNIVERSAL", 359, 362}},
};

inline constexpr auto kGroupListedOrder = listed_order(kGroupFields);
inline constexpr auto kGroupTraitOrder = trait_order(kGroupFields);
inline constexpr auto kGroupColumnOrder = column_order(kGroupFields);

}  // namespace ptkt::racf

#endif
