#include <fmt/format.h>

#include <array>

#include "common/racf/command/listing/format.hpp"
#include "common/racf/report/traits.hpp"

namespace ptkt::report {

namespace {

using json::Json;

Json names_json(const racf::ClassSet& classes) {
    Json names = Json::array();
    for (const std::string& name : classes)
        names.push(name);
    return names;
}

Json optional_number(const std::optional<std::int64_t>& number) {
    return number ? Json(*number) : Json();
}

struct ClassTrait {
    std::string_view trait;
    racf::ClassSet racf::Options::*classes;
};

constexpr std::array kClassTraits{
    ClassTrait{"base:raclist", &racf::Options::raclist},
    ClassTrait{"base:generic_profile_checking_classes", &racf::Options::generic},
    ClassTrait{"base:generic_command_classes", &racf::Options::generic_command},
    ClassTrait{"base:generic_profile_sharing_classes", &racf::Options::genlist},
    ClassTrait{"base:global_access_classes", &racf::Options::global},
    ClassTrait{"base:audit_classes", &racf::Options::audit},
    ClassTrait{"base:statistics_classes", &racf::Options::statistics},
};

struct SwitchTrait {
    std::string_view name;
    std::string_view trait;
};

constexpr std::array kSwitchTraits{
    SwitchTrait{"INITSTATS", "base:record_user_verification_statistics"},
    SwitchTrait{"SAUDIT", "base:log_commands_issued_by_special_users"},
    SwitchTrait{"CMDVIOL", "base:log_racf_command_violations"},
    SwitchTrait{"OPERAUDIT", "base:log_operator_actions"},
    SwitchTrait{"APPLAUDIT", "base:application_logon_auditing"},
    SwitchTrait{"SECLABELAUDIT", "base:security_label_auditing"},
    SwitchTrait{"EGN", "base:enhanced_generic_naming"},
    SwitchTrait{"ADSP", "base:automatic_dataset_protection"},
    SwitchTrait{"REALDSN", "base:log_real_dataset_name"},
    SwitchTrait{"TAPEDSN", "base:tape_dataset_protection"},
    SwitchTrait{"GENERICOWNER", "base:generic_owner"},
    SwitchTrait{"COMPATMODE", "base:security_label_compatibility_mode"},
    SwitchTrait{"MLSTABLE", "base:multi_level_security_label_alteration"},
    SwitchTrait{"MLQUIET", "base:multi_level_security_logon"},
};

struct LogTrait {
    std::string_view level;
    std::string_view trait;
};

constexpr std::array kLogTraits{
    LogTrait{"ALWAYS", "base:audit_log_always_classes"},
    LogTrait{"NEVER", "base:audit_log_never_classes"},
    LogTrait{"SUCCESSES", "base:audit_log_success_classes"},
    LogTrait{"FAILURES", "base:audit_log_failure_classes"},
};

void add_classes(const racf::Options& options, Json& base) {
    base.set("base:active_classes", names_json(racf_command::active_classes(options)));
    for (const ClassTrait& trait : kClassTraits)
        base.set(trait.trait, names_json(options.*trait.classes));
    for (const LogTrait& trait : kLogTraits) {
        const auto found = options.logoptions.find(trait.level);
        base.set(trait.trait,
                 found == options.logoptions.end() ? Json::array() : names_json(found->second));
    }
}

void add_switches(const racf::Options& options, Json& base) {
    for (const SwitchTrait& trait : kSwitchTraits)
        base.set(trait.trait, options.is_on(trait.name));
}

/// A rule as `4:8 ********`; its text begins with `LENGTH(4:8)`.
std::string rule_trait(const std::string& rule) {
    const auto open = rule.find('(');
    const auto close = rule.find(')');
    if (open == std::string::npos || close == std::string::npos) return rule;
    return rule.substr(open + 1, close - open - 1) + rule.substr(close + 1);
}

void add_passwords(const racf::Options& options, Json& base) {
    constexpr int kRules = 8;
    base.set("base:password_encryption_algorithm", "KDFAES")
        .set("base:max_password_change_interval", options.password_interval)
        .set("base:min_password_change_interval", options.password_minchange)
        .set("base:password_history",
             options.password_history == 0 ? Json() : Json(options.password_history))
        .set("base:max_incorrect_password_attempts", optional_number(options.revoke_after))
        .set("base:password_expiration_warning", optional_number(options.password_warning))
        .set("base:mixed_case_password_support", options.mixed_case)
        .set("base:special_character_password_support", options.special_characters);
    for (int number = 1; number <= kRules; ++number) {
        const auto rule = options.password_rules.find(number);
        base.set(fmt::format("base:password_rule_{}", number),
                 rule == options.password_rules.end() ? Json() : Json(rule_trait(rule->second)));
    }
}

}  // namespace

Json to_json(const racf_command::OptionsListing& listing) {
    const racf::Options& options = listing.options;
    Json base = Json::object();
    add_classes(options, base);
    base.set("base:list_of_groups_access_checking", options.grplist)
        .set("base:add_creator_to_access_list", options.addcreator)
        .set("base:revoke_inactive_userids_interval", optional_number(options.inactive_days));
    add_passwords(options, base);
    add_switches(options, base);
    Json segments = Json::object();
    segments.set("base", std::move(base));
    Json json = Json::object();
    json.set("admin_type", "racf-options").set("profile", std::move(segments));
    return json;
}

}  // namespace ptkt::report
