#include "common/racf/command/password_options.hpp"

#include <string>

#include "common/racf/command/password_rule.hpp"

namespace ptkt::racf_command {

namespace {

constexpr int kRules = 8;

void set_number(const Operand& password, std::string_view name, std::int64_t& number) {
    if (const Operand* operand = password.find(name)) number = operand->values.front().number;
}

void set_optional(const Operand& password, std::string_view on, std::string_view off,
                  std::optional<std::int64_t>& number) {
    if (const Operand* operand = password.find(on)) number = operand->values.front().number;
    if (password.has(off)) number.reset();
}

void set_flag(const Operand& password, std::string_view on, std::string_view off, bool& flag) {
    if (password.has(on)) flag = true;
    if (password.has(off)) flag = false;
}

}  // namespace

void set_password_options(const Operand& password, racf::Options& options) {
    set_number(password, "INTERVAL", options.password_interval);
    set_number(password, "MINCHANGE", options.password_minchange);
    set_number(password, "HISTORY", options.password_history);
    if (password.has("NOHISTORY")) options.password_history = 0;
    set_optional(password, "REVOKE", "NOREVOKE", options.revoke_after);
    set_optional(password, "WARNING", "NOWARNING", options.password_warning);
    set_flag(password, "MIXEDCASE", "NOMIXEDCASE", options.mixed_case);
    set_flag(password, "SPECIALCHARS", "NOSPECIALCHARS", options.special_characters);
    if (password.has("NORULES")) options.password_rules.clear();
    for (int number = 1; number <= kRules; ++number) {
        const std::string name = "RULE" + std::to_string(number);
        if (const Operand* rule = password.find(name))
            options.password_rules[number] = rule_text(*rule);
        if (password.has("NO" + name)) options.password_rules.erase(number);
    }
}

}  // namespace ptkt::racf_command
