#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/rotation/profile_keys.hpp"
#include "common/racf/rotation/transfer.hpp"
#include "tools/racf-admin/pem_files.hpp"
#include "tools/racf-admin/surroundings.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using rotation::Package;

constexpr std::size_t kPemLimit = std::size_t{1} << 20U;

/// The package as a message to the receiver, signed when somebody is to sign it.
base::Result<rotation::Wrapped> seal(cli::Io& io, const KeyOptions& options, Package package,
                                     const store::Store& store) {
    const auto to = read_certificate(io, *options.to);
    if (!to) return to.error();
    const auto wrap = [&](const crypto::Signer* signer) {
        return rotation::wrap(store, io.now(), std::move(package), *to, *options.to, signer);
    };
    if (!options.sign) return wrap(nullptr);
    const auto certificate = read_certificate(io, *options.sign);
    if (!certificate) return certificate.error();
    const auto key = read_private_key(io, *options.sign_key);
    if (!key) return key.error();
    const crypto::Signer signer{*certificate, *key};
    return wrap(&signer);
}

base::Result<rotation::Wrapped> wrapped(cli::Io& io, const KeyOptions& options,
                                        const store::Store& store) {
    const auto name = racf::ProfileName::parse(*options.label);
    if (!name) return name.error();
    auto package = rotation::pack(store, *name, io.now(), options.expires);
    if (!package) return std::move(package).error();
    return seal(io, options, std::move(*package), store);
}

base::Result<Package> open(cli::Io& io, const KeyOptions& options) {
    const auto key = read_private_key(io, *options.key);
    if (!key) return key.error();
    auto input = cli::take_stdin(io);
    if (!input) return std::move(input).error();
    const auto text = input->read_all(kPemLimit);
    if (!text) return text.error();
    std::optional<crypto::Certificate> sender;
    if (options.from) {
        auto read = read_certificate(io, *options.from);
        if (!read) return std::move(read).error();
        sender = std::move(*read);
    } else {
        cli::warn(io, "the package is not checked for who sent it",
                  "--from names the sender's certificate; without it the channel must be trusted");
    }
    return rotation::unwrap(*text, *key, sender ? &*sender : nullptr);
}

}  // namespace

ExitStatus wrap_key(cli::Io& io, const KeyOptions& options, store::Store& store) {
    const auto message = wrapped(io, options, store);
    if (!message) return cli::report(io, message.error());
    if (auto written = io.out.append(message->message); !written)
        return cli::report(io, written.error());
    cli::tell(io, message->record);
    return ExitStatus::Done;
}

ExitStatus unwrap_key(cli::Io& io, const KeyOptions& options, store::Store& store) {
    const auto package = open(io, options);
    if (!package)
        return cli::report(io, base::Error(package.error()).within(options.expect->str()));
    const auto weak = weak_keys(options, store);
    if (!weak) return cli::report(io, weak.error());
    if (auto taken = wiring::judge_key(io, "the key in the package", package->key, *weak); !taken)
        return cli::report(io, std::move(taken).error().within(options.expect->str()));
    const auto done =
        rotation::receive(store, *options.expect, *package, surroundings_of(io, options.common));
    return done ? ExitStatus::Done : cli::report(io, done.error());
}

ExitStatus show_check_values(cli::Io& io, const KeyOptions& options, const store::Store& store) {
    const auto name = racf::ProfileName::parse(*options.label);
    if (!name) return cli::report(io, name.error());
    const auto profile = rotation::ptktdata_profile(store, *name);
    if (!profile) return cli::report(io, profile.error());
    const auto keys = rotation::keys_of_profile(*profile, io.now());
    if (!keys) return cli::report(io, keys.error());
    for (const racf::KeyInForce& key : *keys) {
        const auto value = rotation::check_value_of(store, *profile, key.key);
        if (!value) return cli::report(io, value.error());
        const auto role = racf::to_string(key.role);
        const auto kind = rotation::kind_word(key.key.is_enhanced());
        const auto printed = cli::print_record(io, options.common,
                                               fmt::format("{}\t{}\t{}", role, kind, *value), [&] {
                                                   return json::event("check-value")
                                                       .set("profile", profile->name.str())
                                                       .set("role", role)
                                                       .set("kind", kind)
                                                       .set("check_value", *value);
                                               });
        if (printed != ExitStatus::Done) return printed;
    }
    return ExitStatus::Done;
}

}  // namespace ptkt::admin
