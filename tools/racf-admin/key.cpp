#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/cli/secret_source.hpp"
#include "common/crypto/des.hpp"
#include "common/racf/passticket/key_text.hpp"
#include "common/racf/rotation/key_maker.hpp"
#include "common/racf/rotation/vault.hpp"
#include "common/racf/store/store.hpp"
#include "common/wiring/open_store.hpp"
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

base::Result<base::Secret> import(cli::Io& io, const KeyOptions& options) {
    const auto text = cli::read_secret(io, *options.from);
    if (!text) return text.error();
    auto key = passticket::key_of_text(*text);
    if (!key) return std::move(key).error().within(*options.from);
    const bool is_des = key->size() == crypto::DesKey::kSize;
    if (options.kind && (*options.kind == VaultKind::Des) != is_des)
        return base::fail(base::ErrorKind::Malformed, "a key of {} bytes is not a {} key",
                          key->size(), to_string(*options.kind));
    if (is_des && crypto::is_weak_des_key(key->view()))
        cli::warn(io, "this is a weak key of DES; it works, but should not be used");
    if (is_des && !crypto::with_odd_parity(*key).equals(*key))
        cli::note(io, "the parity bits of this key are not odd, which makes no difference");
    return key;
}

base::Status add(cli::Io& io, const KeyOptions& options, const store::Store& store,
                 const std::string& label) {
    // Before a key is asked for.
    if (auto free = rotation::check_free(store, label); !free) return free;
    const auto key = options.action == "import"
                         ? import(io, options)
                         : generate(options.kind.value_or(VaultKind::Hmac), options.size);
    if (!key) return key.error();
    return rotation::add_to_vault(store, io.now(), options.action, label, *key);
}

ExitStatus list(cli::Io& io, const KeyOptions& options, const store::Store& store) {
    const auto entries = store.keys().entries();
    if (!entries) return cli::report(io, entries.error());
    for (const auto& entry : *entries) {
        const std::string created = base::to_rfc3339(entry.created);
        const auto printed = cli::print_record(
            io, options.common,
            fmt::format("{}\t{}\t{}", entry.label, to_string(entry.kind), created), [&] {
                json::Json json = json::Json::object();
                json.set("label", entry.label)
                    .set("kind", to_string(entry.kind))
                    .set("created", created);
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
    const auto done = options.action == "delete"
                          ? rotation::delete_from_vault(store, io.now(), *label)
                          : add(io, options, store, *label);
    return done ? ExitStatus::Done : cli::report(io, done.error());
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

/// What is wrong with the options together, or nothing.
std::string_view contradiction(const KeyOptions& options) {
    const std::string& action = options.action;
    if (action == "list") return options.label ? "key list takes no label" : "";
    if (action == "wrap" || action == "unwrap" || action == "check-value")
        return transfer_contradiction(options);
    if (action != "generate" && action != "import" && action != "delete")
        return "the action must be generate, import, list, delete, wrap, unwrap or check-value";
    if (!options.label) return "give the key's label";
    if (action == "import" && !options.from) return "--from says where the key is";
    return "";
}

/// Those of the results that the action has.
std::string_view fields_of(std::string_view action) {
    if (action == "list") return "label kind created";
    return action == "check-value" ? "profile role kind check_value" : "";
}

}  // namespace

ExitStatus run_key(cli::Io& io) {
    KeyOptions options;
    const cli::OptionTable table = key_table(options);
    if (const auto over = cli::parse_options(table, io)) return *over;
    if (const auto wrong = contradiction(options); !wrong.empty())
        return cli::report_usage(io, wrong);
    if (const auto wrong = cli::refuse_unknown_field(io, options.common, fields_of(options.action)))
        return *wrong;
    const auto store = wiring::open_store(io, options.common);
    if (!store) return cli::report(io, store.error());
    if (options.action == "list") return list(io, options, **store);
    if (options.action == "wrap") return wrap_key(io, options, **store);
    if (options.action == "unwrap") return unwrap_key(io, options, **store);
    if (options.action == "check-value") return show_check_values(io, options, **store);
    return change(io, options, **store);
}

}  // namespace ptkt::admin
