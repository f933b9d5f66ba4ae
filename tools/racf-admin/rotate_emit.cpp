#include <sys/stat.h>

#include "common/base/text/hex.hpp"
#include "common/cli/diagnostics.hpp"
#include "common/racf/model/key_roles.hpp"
#include "common/racf/rotation/check_values.hpp"
#include "tools/racf-admin/rotate.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;

struct KeyToEmit {
    std::string profile;
    racf::ProfileKey key;
    base::Secret value;
    std::string check_value;
    std::optional<base::Instant> at;
    /// Of an enhanced key that takes the place of a legacy one: when that one's grace is over.
    std::optional<base::Instant> legacy_until;
};

/// When the legacy key that the emitted one replaces is accepted no longer; nothing when it
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

/// The staged key; without one the key that makes tickets.
base::Result<KeyToEmit> key_to_emit(const cli::Io& io, const racf::ProfileName& name,
                                    const store::Store& store) {
    const auto profile = store.resource(racf::ptktdata_class(), name);
    if (!profile) return profile.error();
    if (!*profile)
        return base::fail(base::ErrorKind::NotFound, "no PTKTDATA profile {}", name.str());
    const racf::Ssignon ssignon =
        racf::as_of((*profile)->ssignon.value_or(racf::Ssignon()), io.now());
    const auto& next = ssignon.rotation.next;
    KeyToEmit out{name.str(), next ? next->key : racf::generating_key(ssignon), {}, {}, {}, {}};
    if (out.key.empty())
        return base::fail(base::ErrorKind::Config, "PTKTDATA profile {} has no key", name.str());
    if (next) out.at = next->at;
    out.legacy_until = end_of_legacy(ssignon, out.key);
    auto value = store.keys().key_of(**profile, out.key);
    if (!value) return std::move(value).error();
    auto check = rotation::check_value_of(store, **profile, out.key);
    if (!check) return std::move(check).error();
    out.value = std::move(*value);
    out.check_value = std::move(*check);
    return out;
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

std::string alter_command(const KeyToEmit& key, std::string_view operand) {
    std::string command = fmt::format("RALTER PTKTDATA {} SSIGNON({})", key.profile, operand);
    const base::WipeGuard guard(command);
    return as_cards(command);
}

/// RACF goes on to accept the legacy key beside an enhanced one until it is told otherwise. This
/// comes later than the rest, so it stands in comments.
std::string removal_of_legacy(const KeyToEmit& key) {
    return fmt::format(
        "/* Second step, not before {}: the legacy key goes */\n"
        "/* RALTER PTKTDATA {} SSIGNON(NOLEGACYKEY) */\n"
        "/* SETROPTS RACLIST(PTKTDATA) REFRESH */\n",
        base::to_rfc3339(*key.legacy_until), key.profile);
}

/// The commands of the other side's RACF. A legacy key stands in them; an enhanced one cannot: its
/// label is given, and ICSF must have the key. [RDEFINE, SSIGNON: EPTKEYLABEL has no operand for a
/// clear value]
std::string racf_commands(const KeyToEmit& key) {
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

std::string icsf_steps(const KeyToEmit& key) {
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

/// A secret goes to a pipe or to a file of its own, never where others see it.
base::Status check_output(const cli::Io& io, const RotateOptions& options) {
    if (options.output || options.show_secret) return {};
    if (io.out_is_terminal)
        return base::with_hint(
            base::fail(base::ErrorKind::NotPermitted, "a key is not printed on a terminal"),
            "write it to a file with --output, or say --show-secret");
    struct stat about {};
    if (::fstat(io.out.fd(), &about) == 0 && S_ISREG(about.st_mode) && (about.st_mode & 077U) != 0)
        return base::with_hint(base::fail(base::ErrorKind::NotPermitted,
                                          "standard output is a file that others may read"),
                               "let --output make the file, or set umask 077 before");
    return {};
}

base::Status write(cli::Io& io, const RotateOptions& options, const std::string& text) {
    if (options.output) return files::write_atomically(*options.output, text);
    if (auto written = io.out.append(text); !written) return written;
    return io.out.flush();
}

/// A key that leaves the store in clear is on record before it does.
base::Status audit_clear_key(const cli::Io& io, const RotateOptions& options, const KeyToEmit& key,
                             const store::Store& store) {
    json::Json record = json::Json::object();
    record.set("time", base::to_rfc3339(io.now()))
        .set("event", "rotation")
        .set("action", "emit")
        .set("profile", key.profile)
        .set("check_value", key.check_value)
        .set("detail", fmt::format("the key is written out in clear, to {}",
                                   options.output.value_or("standard output")));
    return store.audit_log().append(record);
}

}  // namespace

ExitStatus emit_key(cli::Io& io, const RotateOptions& options, const store::Store& store) {
    const auto key = key_to_emit(io, *options.profile, store);
    if (!key) return cli::report(io, key.error());
    const bool icsf = *options.emit == Emit::Icsf;
    if (icsf && !key->key.is_enhanced())
        return cli::report(
            io, base::with_hint(
                    base::fail(base::ErrorKind::NotPermitted,
                               "{} has a DES key, which RACF itself can keep", key->profile),
                    "--emit racf"));
    if (icsf || !key->key.is_enhanced())
        if (auto allowed = check_output(io, options); !allowed)
            return cli::report(io, allowed.error());
    std::string text = icsf ? icsf_steps(*key) : racf_commands(*key);
    const base::WipeGuard guard(text);
    if (icsf || !key->key.is_enhanced())
        if (auto audited = audit_clear_key(io, options, *key, store); !audited)
            return cli::report(io, audited.error());
    if (auto written = write(io, options, text); !written) return cli::report(io, written.error());
    if (key->at)
        cli::note(io, fmt::format("{}: this key is active here from {}; run them then",
                                  key->profile, base::to_rfc3339(*key->at)));
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
