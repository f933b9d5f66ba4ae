#include "common/racf/rotation/hand_over.hpp"

#include "common/base/text/hex.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/rotation/profile_keys.hpp"

namespace ptkt::rotation {

namespace {

/// When the legacy key that the one handed over replaces is accepted no longer; nothing when it
/// replaces none.
std::optional<base::Instant> end_of_legacy(const racf::Ssignon& ssignon,
                                           const racf::ProfileKey& key) {
    if (!key.is_enhanced()) return std::nullopt;
    const auto& next = ssignon.rotation.next;
    if (next) {
        const bool replaces = racf::replaced_by(ssignon, key).legacy.has_value();
        return replaces ? std::optional(next->at + next->grace) : std::nullopt;
    }
    if (ssignon.legacy) return std::nullopt;
    for (const racf::PreviousKey& previous : ssignon.rotation.previous)
        if (previous.key.legacy) return previous.until;
    return std::nullopt;
}

/// A command as lines that a card image has room for: TSO continues after a hyphen at the end.
/// Broken after blanks and parentheses only, where blanks make no difference.
std::string as_cards(std::string_view command) {
    constexpr std::size_t kColumns = 71;
    constexpr std::string_view kIndent = "  ";
    constexpr std::string_view kContinued = " -";
    std::string cards;
    std::size_t indent = 0;
    while (indent + command.size() > kColumns) {
        const std::size_t room = kColumns - indent - kContinued.size();
        const std::size_t last = command.find_last_of(" (", room - 1);
        if (last == std::string_view::npos) break;  // one word that no line has room for
        const bool blank = command[last] == ' ';
        cards += std::string(indent, ' ');
        cards += command.substr(0, blank ? last : last + 1);
        cards += fmt::format("{}\n", kContinued);
        command.remove_prefix(last + 1);
        indent = kIndent.size();
    }
    cards += std::string(indent, ' ');
    cards += command;
    cards += '\n';
    return cards;
}

std::string alter_command(const KeyToHandOver& key, std::string_view operand) {
    std::string command = fmt::format("RALTER PTKTDATA {} SSIGNON({})", key.profile, operand);
    const base::WipeGuard guard(command);
    return as_cards(command);
}

/// RACF goes on to accept the legacy key beside an enhanced one until it is told otherwise. This
/// comes later than the rest, so it stands in comments.
std::string removal_of_legacy(const KeyToHandOver& key) {
    return fmt::format(
        "/* Second step, not before {}: the legacy key goes */\n"
        "/* RALTER PTKTDATA {} SSIGNON(NOLEGACYKEY) */\n"
        "/* SETROPTS RACLIST(PTKTDATA) REFRESH */\n",
        base::to_rfc3339(*key.legacy_until), key.profile);
}

}  // namespace

base::Result<KeyToHandOver> key_to_hand_over(const store::Store& store,
                                             const racf::ProfileName& name, base::Instant now) {
    const auto profile = ptktdata_profile(store, name);
    if (!profile) return profile.error();
    const racf::Ssignon ssignon = racf::as_of(profile->ssignon.value_or(racf::Ssignon()), now);
    const auto& next = ssignon.rotation.next;
    KeyToHandOver out{name.str(), next ? next->key : racf::generating_key(ssignon), {}, {}, {}, {}};
    if (out.key.empty())
        return base::fail(base::ErrorKind::Config, "PTKTDATA profile {} has no key", name.str());
    if (next) out.at = next->at;
    out.legacy_until = end_of_legacy(ssignon, out.key);
    auto value = store.keys().key_of(*profile, out.key);
    if (!value) return std::move(value).error();
    auto check = check_value_of(store, *profile, out.key);
    if (!check) return std::move(check).error();
    out.value = std::move(*value);
    out.check_value = std::move(*check);
    return out;
}

/// [RDEFINE, SSIGNON: EPTKEYLABEL has no operand for a clear value]
std::string racf_commands(const KeyToHandOver& key) {
    std::string digits = base::to_hex(key.value.view());
    const base::WipeGuard guard(digits);
    std::string operand = key.key.is_enhanced()
                              ? fmt::format("EPTKEYLABEL({})", key.key.enhanced_label)
                              : fmt::format("KEYMASKED({})", digits);
    const base::WipeGuard operand_guard(operand);
    std::string commands = alter_command(key, operand);
    commands += "SETROPTS RACLIST(PTKTDATA) REFRESH\n";
    if (key.legacy_until) commands += removal_of_legacy(key);
    return commands;
}

std::string icsf_steps(const KeyToHandOver& key) {
    std::string digits = base::to_hex(key.value.view());
    const base::WipeGuard guard(digits);
    return fmt::format(
        "ICSF key for PTKTDATA profile {}, check value {} (of ptkt, not of ICSF)\n"
        "1. The CKDS has variable-length or common records.\n"
        "2. Put an HMAC key into it: type MAC, with GENERATE, {} bits.\n"
        "     label  {}\n"
        "     value  {}\n"
        "   How is not confirmed here: a utility of the installation, key part entry, or\n"
        "   callable services for HMAC tokens; see the ICSF Administrator's Guide.\n"
        "3. Refresh the in-storage CKDS on every system that shares it (not confirmed here).\n"
        "4. RALTER PTKTDATA {} SSIGNON(EPTKEYLABEL({}))\n"
        "5. SETROPTS RACLIST(PTKTDATA) REFRESH\n",
        key.profile, key.check_value, key.value.size() * 8, key.key.enhanced_label, digits,
        key.profile, key.key.enhanced_label);
}

base::Result<json::Json> audit_clear_key(const store::Store& store, base::Instant now,
                                         const KeyToHandOver& key, const std::string& where) {
    json::Json record = json::event("rotation");
    record.set("time", base::to_rfc3339(now))
        .set("user", store.audit_log().issuer())
        .set("action", "emit")
        .set("profile", key.profile)
        .set("check_value", key.check_value)
        .set("detail", fmt::format("the key is written out in clear, to {}", where));
    if (auto audited = store.audit_log().append(record); !audited)
        return std::move(audited).error();
    return record;
}

}  // namespace ptkt::rotation
