#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/cli/options/nearest.hpp"
#include "common/cli/record.hpp"
#include "common/crypto/des.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/passticket/key_weakness.hpp"
#include "common/racf/rotation/key_maker.hpp"
#include "common/racf/rotation/vault.hpp"
#include "common/racf/store/audit_action.hpp"
#include "common/racf/store/store.hpp"
#include "common/wiring/key_source.hpp"
#include "common/wiring/open_store.hpp"
#include "tools/racf-admin/change.hpp"
#include "tools/racf-admin/fields.hpp"
#include "tools/racf-admin/issuer.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using store::VaultKind;

std::string_view to_string(VaultKind kind) {
    return kind == VaultKind::Des ? "des" : "hmac";
}

base::Result<base::Secret> generate(VaultKind kind, std::int64_t size) {
    return kind == VaultKind::Hmac ? rotation::random_hmac_key(static_cast<std::size_t>(size))
                                   : rotation::random_des_key();
}

/// A short key is made when somebody asks for its size, and not without a word.
base::Result<base::Secret> generate(cli::Io& io, const KeyOptions& options, wiring::WeakKeys weak) {
    auto key = generate(options.kind.value_or(VaultKind::Hmac), options.size);
    if (!key) return key;
    if (auto taken = wiring::judge_key(io, "the key", *key, weak); !taken)
        return std::move(taken).error();
    return key;
}

base::Result<base::Secret> import(cli::Io& io, const KeyOptions& options, wiring::WeakKeys weak) {
    auto key = wiring::read_key(io, *options.from, weak);
    if (!key) return key;
    const bool is_des = key->size() == crypto::DesKey::kSize;
    if (options.kind && (*options.kind == VaultKind::Des) != is_des)
        return base::fail(base::ErrorKind::Malformed, "a key of {} bytes is not a {} key",
                          key->size(), to_string(*options.kind));
    if (is_des && !crypto::with_odd_parity(*key).equals(*key))
        cli::note(io, "the parity bits of this key are not odd, which makes no difference");
    return key;
}

base::Status add(cli::Io& io, const KeyOptions& options, const store::Store& store,
                 const std::string& label, base::Instant now) {
    // Before a key is asked for.
    if (auto free = rotation::check_free(store, label); !free) return free;
    const auto weak = weak_keys(options, store);
    if (!weak) return weak.error();
    const auto key =
        options.action == "import" ? import(io, options, *weak) : generate(io, options, *weak);
    if (!key) return key.error();
    return rotation::add_to_vault(store, now, options.action, label, *key);
}

/// Why a key of the vault is weak, in a word; `unknown` where it does not open.
std::string weakness_in(const store::Store& store, const store::VaultEntry& entry) {
    const auto key = store.keys().get(entry.label, entry.kind);
    if (!key) return "unknown";
    const auto weakness = passticket::weakness_of(key->view());
    return weakness ? std::string(passticket::to_string(*weakness)) : std::string();
}

ExitStatus list(cli::Io& io, const KeyOptions& options, const store::Store& store) {
    const auto entries = store.keys().entries();
    if (!entries) return cli::report(io, entries.error());
    for (const auto& entry : *entries) {
        const std::string created = base::to_rfc3339(entry.created);
        const std::string weakness = weakness_in(store, entry);
        std::string line = fmt::format("{}\t{}\t{}", entry.label, to_string(entry.kind), created);
        if (!weakness.empty()) line += "\tweak: " + weakness;
        const auto printed = cli::print_record(io, options.common, line, [&] {
            json::Json json = json::event("vault-key");
            json.set("label", entry.label)
                .set("kind", to_string(entry.kind))
                .set("created", created)
                .set("weakness", weakness.empty() ? json::Json() : json::Json(weakness));
            return json;
        });
        if (printed != ExitStatus::Done) return printed;
    }
    return ExitStatus::Done;
}

ExitStatus change(cli::Io& io, const KeyOptions& options, const store::Store& store) {
    const auto label = store::checked_label(*options.label);
    if (!label) return cli::report(io, label.error());
    const auto lock = store.lock();
    if (!lock) return cli::report(io, lock.error());
    const base::Instant now = io.now();
    const auto done = options.action == "delete" ? rotation::delete_from_vault(store, now, *label)
                                                 : add(io, options, store, *label, now);
    if (!done) return cli::report(io, done.error());
    return print_change(
        io, options.common,
        store::action_record(now, "key", options.action, *label, store.audit_log().issuer()));
}

std::string_view transfer_contradiction(const KeyOptions& options) {
    if (options.action == "unwrap") {
        if (options.label) return "key unwrap takes the profile by --expect";
        if (!options.expect) return "--expect says which profile the key must be for";
        if (options.from.has_value() == options.is_unsigned)
            return options.is_unsigned
                       ? "--unsigned and --from do not go together"
                       : "--from names the sender's certificate; --unsigned takes a package from "
                         "anyone";
        return options.key ? "" : "--key says where the receiver's private key is";
    }
    if (!options.label) return "give the name of the PTKTDATA profile";
    if (options.action == "check-value") return "";
    if (!options.to) return "--to names the receiver's certificate";
    return options.sign.has_value() == options.sign_key.has_value()
               ? ""
               : "--sign and --sign-key go together";
}

std::string_view policy_contradiction(const KeyOptions& options) {
    const bool is_known = !options.label || *options.label == "warn" || *options.label == "refuse";
    return is_known ? "" : "key policy is warn or refuse";
}

std::string_view authority_contradiction(const KeyOptions& options) {
    const bool is_known = !options.label || *options.label == "off" || *options.label == "required";
    return is_known ? "" : "key authority is off or required";
}

/// Changes one setting, and puts that on record.
ExitStatus set_policy(cli::Io& io, const KeyOptions& options, const store::Store& store,
                      void (*change)(store::KeyPolicy&, const std::string&)) {
    const auto lock = store.lock();
    if (!lock) return cli::report(io, lock.error());
    auto policy = store::read_key_policy(store.layout().key_settings());
    if (!policy)
        cli::warn(io,
                  fmt::format("{}: the other setting is the strict one now", policy.error().what),
                  "look at it: racf-admin key policy, racf-admin key authority");
    store::KeyPolicy next = policy ? *policy : store::KeyPolicy{true, true};
    change(next, *options.label);
    auto done = store::write_key_policy(store.layout().key_settings(), next);
    const json::Json record = store::action_record(io.now(), "key", options.action, *options.label,
                                                   store.audit_log().issuer());
    if (done) done = store.audit_log().append(record);
    if (!done) return cli::report(io, done.error());
    return print_change(io, options.common, record);
}

/// Whether tickets are made and evaluated by users with authority only: shown, or set.
ExitStatus authority(cli::Io& io, const KeyOptions& options, const store::Store& store) {
    if (options.label)
        return set_policy(io, options, store,
                          [](store::KeyPolicy& policy, const std::string& word) {
                              policy.wants_authority = word == "required";
                          });
    const auto wants = store.wants_authority();
    if (!wants) return cli::report(io, wants.error());
    const std::string word = *wants ? "required" : "off";
    return cli::print_record(io, options.common, word,
                             [&] { return json::event("key-authority").set("authority", word); });
}

/// What a store does with a weak key that somebody brings: shown, or set and put on record.
ExitStatus policy(cli::Io& io, const KeyOptions& options, const store::Store& store) {
    if (!options.label) {
        const auto refuses = store.refuses_weak_keys();
        if (!refuses) return cli::report(io, refuses.error());
        const std::string word = *refuses ? "refuse" : "warn";
        return cli::print_record(io, options.common, word,
                                 [&] { return json::event("key-policy").set("policy", word); });
    }
    return set_policy(io, options, store, [](store::KeyPolicy& policy, const std::string& word) {
        policy.refuses_weak = word == "refuse";
    });
}

/// What is wrong with the options together, or nothing.
std::string_view contradiction(const KeyOptions& options) {
    const std::string& action = options.action;
    if (action == "list") return options.label ? "key list takes no label" : "";
    if (action == "policy") return policy_contradiction(options);
    if (action == "authority") return authority_contradiction(options);
    if (action == "wrap" || action == "unwrap" || action == "check-value")
        return transfer_contradiction(options);
    if (action != "generate" && action != "import" && action != "delete")
        return "the action must be generate, import, list, delete, wrap, unwrap, check-value, "
               "policy or authority";
    if (!options.label) return "give the key's label";
    if (action == "import" && !options.from) return "--from says where the key is";
    return "";
}

/// What a mistyped action was probably meant to be.
std::string hint_at_action(const std::string& action) {
    const auto actions = find_verb("key")->actions;
    if (std::ranges::find(actions, action) != actions.end()) return {};
    return cli::hint_at_word(action, actions);
}

/// Those of the results that the action has.
std::string_view fields_of(std::string_view action) {
    if (action == "list") return kVaultKeyFields;
    if (action == "policy") return kPolicyFields;
    if (action == "authority") return kAuthorityFields;
    if (action == "check-value") return kCheckValueFields;
    if (action == "wrap") return "";  // standard output is the package
    return action == "unwrap" ? kRotationFields : kActionFields;
}

}  // namespace

base::Result<wiring::WeakKeys> weak_keys(const KeyOptions& options, const store::Store& store) {
    const auto refuses = store.refuses_weak_keys();
    if (!refuses) return refuses.error();
    return *refuses || options.strict_keys ? wiring::WeakKeys::Refuse : wiring::WeakKeys::Warn;
}

ExitStatus run_key(cli::Io& io) {
    KeyOptions options;
    const cli::OptionTable table = key_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong, hint_at_action(options.action));
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, fields_of(options.action)))
        return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    if (auto known = use_issuer(**store, options.issuer); !known)
        return cli::report(io, known.error());
    if (options.action == "list") return list(io, options, **store);
    if (options.action == "policy") return policy(io, options, **store);
    if (options.action == "authority") return authority(io, options, **store);
    if (options.action == "wrap") return wrap_key(io, options, **store);
    if (options.action == "unwrap") return unwrap_key(io, options, **store);
    if (options.action == "check-value") return show_check_values(io, options, **store);
    return change(io, options, **store);
}

}  // namespace ptkt::admin
