#ifndef PTKT_TOOLS_RACF_ADMIN_FIELDS_HPP
#define PTKT_TOOLS_RACF_ADMIN_FIELDS_HPP

#include <string_view>

/// The fields of the objects that the words of racf-admin print, in their order and with blanks
/// between them: what `--field` takes, and what completions offer for it.
namespace ptkt::admin {

/// Of a change that has been made: its audit record.
inline constexpr std::string_view kActionFields = "v event time user action label";
/// Of a step of a rotation; the last three are of packages.
inline constexpr std::string_view kRotationFields =
    "v event time user action profile check_value detail package recipient signer";
/// Of `rotate --status`.
inline constexpr std::string_view kStatusFields =
    "v event profile state kind check_value active_since age_seconds next_check_value next_at "
    "next_accepted_from previous due unfinished refresh_pending differs active "
    "shared_with";
/// Of a generation, and of a receiver of one: `publish`, `adopt`, `rotate --wait-for`.
inline constexpr std::string_view kGenerationFields = "v event generation made";
inline constexpr std::string_view kReceiverFields = "v event receiver current generation adopted";
inline constexpr std::string_view kPublishFields =
    "v event generation made receiver current adopted";
/// Of each name that `list` prints.
inline constexpr std::string_view kNameFields = "v event what class name";
inline constexpr std::string_view kAccessFields =
    "v event user group class resource requested decision access profile by saf_rc racf_rc "
    "racf_reason";
/// Of `check`.
inline constexpr std::string_view kFindingFields = "v event severity rc kind subject detail repair";
inline constexpr std::string_view kLoadFields = "v event outcome what name count detail";
/// Of `key list`, `key policy`, `key authority` and `key check-value`.
inline constexpr std::string_view kVaultKeyFields = "v event label kind created weakness";
inline constexpr std::string_view kPolicyFields = "v event policy";
inline constexpr std::string_view kAuthorityFields = "v event authority";
inline constexpr std::string_view kCheckValueFields = "v event profile role kind check_value";
/// Of `replay status`, and of the findings about a shared table.
inline constexpr std::string_view kReplayFields =
    "v event known records damaged refused_up_to latest_clock future_seconds";
inline constexpr std::string_view kSharedFindingFields = "v event severity what hint";
/// Of the records that `audit` prints; each has those of its kind. Then of `audit --verify` and of
/// `audit --head`.
inline constexpr std::string_view kRecordFields =
    "v event time user appl decision reason detail cause do chance profile type key_role "
    "generated_at peer saf_rc "
    "racf_rc racf_reason smf_event smf_qualifier caller way since count reasons command "
    "command_length command_sha256 rc action label "
    "check_value package recipient signer uid login sudo_user seq prev log head line";
inline constexpr std::string_view kChainFindingFields = "v event severity file line detail";
inline constexpr std::string_view kChainHeadFields = "v event head seq hash";

}  // namespace ptkt::admin

#endif
