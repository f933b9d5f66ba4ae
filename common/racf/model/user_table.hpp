#ifndef PTKT_RACF_MODEL_USER_TABLE_HPP
#define PTKT_RACF_MODEL_USER_TABLE_HPP

#include "common/racf/model/field.hpp"
#include "common/racf/model/operand_values.hpp"
#include "common/racf/model/user.hpp"

/// A user's fields, a row each, in the order of the profile's file. [RACF Command Language
/// Reference, ADDUSER and ALTUSER; columns: RACF Macros and Interfaces, User Basic Data Record;
/// traits: tables of SEAR and pyRACF]
namespace ptkt::racf {

inline constexpr Keyword kDayWords[] = {
    {"ANYDAY", "every day"},  {"WEEKDAYS", "Monday to Friday"},
    {"SUNDAY", "Sunday"},     {"MONDAY", "Monday"},
    {"TUESDAY", "Tuesday"},   {"WEDNESDAY", "Wednesday"},
    {"THURSDAY", "Thursday"}, {"FRIDAY", "Friday"},
    {"SATURDAY", "Saturday"},
};

inline constexpr Keyword kWhenFields[] = {
    {"DAYS",
     "days of the week",
     operands::choices(kDayWords),
     {},
     {"DAY", "DAYS", "DAYS OF THE WEEK"}},
    {"TIME",
     "hours of each such day, the last minute included; they may go on over midnight",
     ValueSpec{.kind = ValueKind::DayPeriod},
     {},
     {"TIME", "TIME", "HHMM:HHMM OR ANYTIME"}},
};

inline constexpr Field<User> kUserFields[] = {
    {.key = "id", .place = &User::id, .column = {"USBD_NAME", 6, 13}},
    {.key = "name",
     .place = &User::name,
     .given = {.operand =
                   Keyword{"NAME", "name of the person or program, cut to 20 characters",
                           ValueSpec{.kind = ValueKind::Text, .low = 0, .high = 20, .cut = true}}
                       .says({"NAME", "NAME", "USER NAME"}),
               .no = "no name",
               .exclusive = false,
               .own = Own::SetAndRemove},
     .trait = {"base:name"},
     .column = {"USBD_PROGRAMMER", 75, 94}},
    {.key = "owner",
     .place = &User::owner,
     .given = {.operand =
                   Keyword{"OWNER", "user or group that owns the profile; the issuer unless given",
                           operands::kOwner}
                       .says(operands::kOwnerPrompt)},
     .trait = {.name = "base:owner", .keeps_empty = true},
     .column = {"USBD_OWNER_ID", 26, 33}},
    {.key = "default_group",
     .place = &User::default_group,
     .given = {.operand = Keyword{"DFLTGRP", "default group; the issuer's group unless given",
                                  operands::kGroupId}
                              .says({"DEFAULT GROUP", "DEFAULT GROUP", "RACF DEFINED GROUP NAME"}),
               .own = Own::Set,
               .by_hand = true},
     .trait = {"base:default_group"},
     .column = {"USBD_DEFGRP_ID", 96, 103}},
    {.key = "created",
     .place = &User::created,
     .trait = {.name = "base:create_date", .after = "owner"},
     .column = {"USBD_CREATE_DATE", 15, 24}},
    // These two belong to the connection with the default group.
    {.key = "authority",
     .given = {.operand = Keyword{"AUTHORITY", "authority in the group", operands::kAuthority}.says(
                   operands::kAuthorityPrompt)}},
    {.key = "uacc",
     .given = {.operand = Keyword{"UACC", "universal access of data sets made under the group",
                                  operands::kAccess}
                              .says(operands::kUaccPrompt)}},
    // By hand: they are hashed, checked by rules, and never shown. NOPHRASE is ALTUSER's only.
    {.key = "password",
     .given = {.operand = Keyword{"PASSWORD", "password, expired until the user changes it",
                                  operands::kPassword}
                              .says({"PASSWORD", "PASSWORD", "PASSWORD OF 1-8 CHARACTERS"}),
               .no = "no password",
               .no_beside = true},
     .trait = {.name = "base:has_password", .after = "resume_date"}},
    {.key = "phrase",
     .given = {.operand =
                   Keyword{"PHRASE", "password phrase, expired until the user changes it",
                           operands::kPhrase}
                       .in("PHRASE")
                       .says({"PHRASE", "PHRASE", "QUOTED PASSWORD PHRASE OF 9-100 CHARACTERS"})},
     .trait = {.name = "base:has_passphrase", .after = "password"}},
    {.key = "special",
     .place = &User::special,
     .given = {.operand = Keyword{"SPECIAL", "may issue all commands"},
               .no = "may not",
               .no_beside = true,
               .by = GivenBy::Special},
     .listed = {ListedAs::Word, "SPECIAL"},
     .trait = {"base:special"},
     .column = {"USBD_SPECIAL", 40, 43}},
    {.key = "operations",
     .place = &User::operations,
     .given = {.operand = Keyword{"OPERATIONS", "has access to volumes, unless a list names him"},
               .no = "has not",
               .no_beside = true,
               .by = GivenBy::Special},
     .listed = {ListedAs::Word, "OPERATIONS"},
     .trait = {"base:operations"},
     .column = {"USBD_OPER", 45, 48}},
    {.key = "auditor",
     .place = &User::auditor,
     .given = {.operand = Keyword{"AUDITOR", "may list everything and set audit options"},
               .no = "may not",
               .no_beside = true,
               .by = GivenBy::Special},
     .listed = {ListedAs::Word, "AUDITOR"},
     .trait = {"base:auditor"},
     .column = {"USBD_AUDITOR", 386, 389}},
    {.key = "roaudit",
     .place = &User::roaudit,
     .given = {.operand = Keyword{"ROAUDIT", "may list everything"},
               .no = "may not",
               .no_beside = true,
               .by = GivenBy::Special},
     .listed = {ListedAs::Word, "ROAUDIT"},
     .trait = {"base:read_only_auditor"},
     .column = {"USBD_ROAUDIT", 634, 637}},
    // LISTUSER has a line of its own for RESTRICTED, and one for PROTECTED.
    {.key = "restricted",
     .place = &User::restricted,
     .given = {.operand = Keyword{"RESTRICTED", "has only the access that lists name him for"},
               .no = "has also UACC and ID(*)",
               .no_beside = true},
     .trait = {"base:restrict_global_access_checking"},
     .column = {"USBD_ATTRIBS", 542, 549, "RSTD"}},
    {.key = "protected", .place = &User::is_protected, .trait = {"base:protected"}},
    {.key = "adsp",
     .place = &User::adsp,
     .given = {.operand = Keyword{"ADSP", "discrete profiles for new data sets"}.kept(),
               .no = "none",
               .no_beside = true},
     .listed = {.as = ListedAs::Word, .label = "ADSP", .after = kFirst},
     .trait = {"base:automatic_dataset_protection"},
     .column = {"USBD_ADSP", 35, 38}},
    {.key = "grpacc",
     .place = &User::grpacc,
     .given = {.operand = Keyword{"GRPACC", "group access to new data sets"}.kept(),
               .no = "none",
               .no_beside = true},
     .listed = {.as = ListedAs::Word, .label = "GRPACC", .after = "operations"},
     .trait = {"base:group_dataset_access"},
     .column = {"USBD_GRPACC", 55, 58}},
    {.key = "oidcard",
     .place = &User::oidcard,
     .given = {.operand = Keyword{"OIDCARD", "must present an operator card; not PROTECTED"},
               .no = "need not",
               .no_beside = true},
     .listed = {ListedAs::Word, "OIDCARD"},
     .trait = {"base:require_operator_id_card"},
     .column = {"USBD_OIDCARD", 396, 399}},
    {.key = "uaudit",
     .place = &User::uaudit,
     .given = {.operand = Keyword{"UAUDIT", "all that the user does is logged"}.kept(),
               .no = "it is not",
               .no_beside = true,
               .offered = Offered::Alter,
               .by = GivenBy::Auditor,
               .after = "resume_date"},
     .listed = {ListedAs::Word, "UAUDIT"},
     .trait = {"base:audit_logging"},
     .column = {"USBD_UAUDIT", 381, 384}},
    // Listings show whether it is in force now, by the dates below.
    {.key = "revoked",
     .place = &User::revoked,
     .listed = {.as = ListedAs::Word, .label = "REVOKED", .after = "operations"},
     .trait = {"base:revoked"},
     .column = {"USBD_REVOKE", 50, 53}},
    {.key = "revoke_date",
     .place = &User::revoke_date,
     .given = {.operand =
                   Keyword{"REVOKE", "the user may not use the system, at once or from a day on",
                           operands::kDate}
                       .says(operands::kRevokePrompt),
               .no = "removes the date of REVOKE",
               .no_beside = true,
               .exclusive = false,
               .offered = Offered::Alter,
               .by_hand = true},
     .trait = {"base:revoke_date"},
     .column = {"USBD_REVOKE_DATE", 458, 467}},
    {.key = "resume_date",
     .place = &User::resume_date,
     .given = {.operand =
                   Keyword{"RESUME", "the user may use the system again, at once or from a day on",
                           operands::kDate}
                       .says(operands::kResumePrompt),
               .no = "removes the date of RESUME",
               .no_beside = true,
               .exclusive = false,
               .offered = Offered::Alter,
               .by_hand = true},
     .trait = {"base:resume_date"},
     .column = {"USBD_RESUME_DATE", 469, 478}},
    {.key = "last_access",
     .place = &User::last_access,
     .trait = {.name = "base:last_access_date", .time = "base:last_access_time", .after = "phrase"},
     .column = {"USBD_LASTJOB_DATE", 114, 123},
     .time_column = {"USBD_LASTJOB_TIME", 105, 112}},
    {.key = "failures", .place = &User::failures, .column = {"USBD_REVOKE_CNT", 405, 407}},
    // Its column and trait depend on the system's interval and on the password.
    {.key = "password_interval", .place = &User::password_interval},
    {.key = "installation_data",
     .place = &User::installation_data,
     .given = {.operand = Keyword{"DATA", "installation data", operands::text(255)}.kept(),
               .no = "no installation data"},
     .listed = {ListedAs::Line, "INSTALLATION-DATA", "NO-INSTALLATION-DATA"},
     .trait = {"base:installation_data"},
     .column = {"USBD_INSTALL_DATA", 125, 379}},
    {.key = "model",
     .place = &User::model,
     .given = {.operand = Keyword{"MODEL", "model data set", operands::text(44)}.kept(),
               .no = "no model data set",
               .own = Own::Set},
     .listed = {ListedAs::Line, "MODEL-NAME", "NO-MODEL-NAME"},
     .trait = {"base:model_dataset"},
     .column = {"USBD_MODEL", 409, 452}},
    {.key = "seclabel",
     .place = &User::seclabel,
     .given = {.operand = Keyword{"SECLABEL", "security label", operands::word(8)}.kept(),
               .no = "no security label"},
     .trait = {"base:security_label"},
     .column = {"USBD_SECLABEL", 533, 540}},
    {.key = "seclevel",
     .given = {.operand = Keyword{"SECLEVEL", "security level", operands::kRaw}.ignored(),
               .no = "no security level"}},
    {.key = "category",
     .given = {.operand = Keyword{"ADDCATEGORY", "security categories", operands::kRaw}.ignored()}},
    // Which users may give a class depends on the class; each is a record of an unload. NOCLAUTH is
    // by hand.
    {.key = "clauth",
     .place = &User::clauth,
     .given = {.operand = Keyword{"CLAUTH", "classes in which the user may define profiles",
                                  operands::kSearchClasses}
                              .in("CLAUTH")
                              .says({"CLASS NAME", "CLASS NAME", "NAMES OF CLASSES"}),
               .by_hand = true,
               .after = "oidcard"},
     .trait = {.name = "base:class_authorizations",
               .item = "base:class_authorization",
               .after = "last_access"}},
    // Two names in the file, logon_days and logon_time; two traits; nine columns.
    {.key = "hours",
     .given = {.operand = Keyword{"WHEN", "when the user may sign on, in the system's local time",
                                  operands::subfield(kWhenFields)}},
     .trait = {.name = "base:logon_allowed_days", .after = "clauth"}},
};

inline constexpr auto kUserOperandOrder = operand_order(kUserFields);
inline constexpr auto kUserListedOrder = listed_order(kUserFields);
inline constexpr auto kUserTraitOrder = trait_order(kUserFields);
inline constexpr auto kUserColumnOrder = column_order(kUserFields);

}  // namespace ptkt::racf

#endif
