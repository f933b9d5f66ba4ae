#include <algorithm>

#include "common/cli/diagnostics.hpp"
#include "common/cli/record.hpp"
#include "common/cli/secret_source.hpp"
#include "common/crypto/des.hpp"
#include "common/crypto/message.hpp"
#include "common/racf/rotation/check_values.hpp"
#include "common/racf/rotation/key_package.hpp"
#include "tools/racf-admin/surroundings.hpp"
#include "tools/racf-admin/verbs.hpp"

namespace ptkt::admin {

namespace {

using cli::ExitStatus;
using rotation::Package;

constexpr std::size_t kPemLimit = std::size_t{1} << 20U;

base::Result<crypto::Certificate> read_certificate(cli::Io& io, const std::string& file) {
    auto input = cli::open_input(io, file);
    if (!input) return std::move(input).error();
    const auto text = input->read_all(kPemLimit);
    if (!text) return text.error();
    auto certificate = crypto::Certificate::of_pem(*text, input->name());
    if (!certificate) return certificate;
    if (auto valid = certificate->check_period(io.now()); !valid) return std::move(valid).error();
    return certificate;
}

base::Result<crypto::PrivateKey> read_private_key(cli::Io& io, const std::string& source) {
    const auto text = cli::read_secret(io, source);
    if (!text) return text.error();
    return crypto::PrivateKey::of_pem(*text, source);
}

base::Result<racf::Resource> read_profile(const std::string& text, const store::Store& store) {
    const auto name = racf::ProfileName::parse(text);
    if (!name) return name.error();
    auto profile = store.resource(racf::ptktdata_class(), *name);
    if (!profile) return std::move(profile).error();
    if (!*profile)
        return base::fail(base::ErrorKind::NotFound, "no PTKTDATA profile {}", name->str());
    return std::move(**profile);
}

/// The staged key with its moment; without one the key that makes tickets.
base::Result<Package> pack(const racf::Resource& profile, const store::Store& store,
                           base::Instant now, base::Seconds life) {
    const racf::Ssignon ssignon = racf::as_of(profile.ssignon.value_or(racf::Ssignon()), now);
    const auto& next = ssignon.rotation.next;
    const racf::ProfileKey key = next ? next->key : racf::generating_key(ssignon);
    auto secret = store.keys().key_of(profile, key);
    if (!secret) return std::move(secret).error();
    auto package = rotation::make(profile.name, std::move(*secret), now, life);
    if (!package) return package;
    const auto& last_grace = ssignon.rotation.last_grace;
    const auto since = racf::active_since(ssignon, key.is_enhanced());
    if (next) {
        package->active_from = next->at;
        package->grace = next->grace;
    } else if (last_grace && since) {
        package->active_from = *since;
        package->grace = std::clamp(*last_grace, base::Seconds(0), racf::kLongestGrace);
    } else {
        // No rotation brought this key: nobody knows since when the other end could have had it.
        package->active_from = now;
        package->grace = rotation::default_grace(ssignon, key);
    }
    return package;
}

base::Result<std::string> seal(cli::Io& io, const KeyOptions& options, Package& package) {
    const auto to = read_certificate(io, *options.to);
    if (!to) return to.error();
    package.recipient = to->key_id();
    if (!options.sign) return crypto::seal_message(rotation::print(package), *to, nullptr);
    const auto certificate = read_certificate(io, *options.sign);
    if (!certificate) return certificate.error();
    package.signer = certificate->key_id();
    const base::Secret content = rotation::print(package);
    const auto key = read_private_key(io, *options.sign_key);
    if (!key) return key.error();
    const crypto::Signer signer{*certificate, *key};
    return crypto::seal_message(content, *to, &signer);
}

std::string signer_of(const Package& package) {
    return package.signer.empty() ? "unsigned" : package.signer;
}

base::Status audit_wrap(const cli::Io& io, const KeyOptions& options, const Package& package,
                        const store::Store& store) {
    json::Json record = json::Json::object();
    record.set("time", base::to_rfc3339(io.now()))
        .set("event", "rotation")
        .set("action", "wrap")
        .set("profile", package.profile.str())
        .set("check_value", package.check_value)
        .set("detail", fmt::format("wrapped for {}, package {}", *options.to, package.id))
        .set("package", package.id)
        .set("recipient", package.recipient)
        .set("signer", signer_of(package));
    return store.audit_log().append(record);
}

/// Is what was signed for this receiver, and by whom the message was signed? Otherwise somebody has
/// passed a package on, or taken its signature off.
base::Status check_bound(const Package& package, const crypto::PrivateKey& key,
                         const std::string& signer) {
    if (package.recipient != key.key_id())
        return base::fail(base::ErrorKind::NotPermitted,
                          "the package was made for another receiver, and passed on");
    if (package.signer != signer)
        return base::fail(base::ErrorKind::NotPermitted,
                          "the package says that another than its signer made it");
    return {};
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
    const auto opened = crypto::open_message(*text, *key, sender ? &*sender : nullptr);
    if (!opened) return opened.error();
    auto package = rotation::parse(opened->content.view());
    if (!package) return package;
    if (auto bound = check_bound(*package, *key, sender ? sender->key_id() : ""); !bound)
        return std::move(bound).error();
    return package;
}

/// Does the profile have this very key already, active or staged?
base::Result<bool> has_key(const rotation::Run& run, const store::Store& store,
                           const Package& package) {
    const racf::Ssignon ssignon = run.ssignon();
    std::vector<racf::ProfileKey> keys{racf::active_key(ssignon, package.enhanced)};
    if (ssignon.rotation.next && ssignon.rotation.next->key.is_enhanced() == package.enhanced)
        keys.push_back(ssignon.rotation.next->key);
    for (const racf::ProfileKey& key : keys) {
        if (key.empty()) continue;
        const auto secret = store.keys().key_of(run.profile(), key);
        if (!secret) return secret.error();
        if (package.enhanced ? secret->equals(package.key)
                             : crypto::same_des_key(*secret, package.key))
            return true;
    }
    return false;
}

base::Status receive(rotation::Run& run, const Package& package, const store::Store& store) {
    racf::Ssignon before = run.ssignon();
    // The run that took this very package was cut off, and has just been completed.
    const auto& used = before.rotation.packages;
    if (run.completed().word == "receive" && !used.empty() && used.back().id == package.id)
        return {};
    // Where the profile was deleted and defined anew, nobody knows which packages it had used.
    if (package.created + rotation::kClockTolerance < run.profile().created)
        return base::with_hint(
            base::fail(base::ErrorKind::NotPermitted,
                       "the package was made at {}, before the profile was defined here",
                       base::to_rfc3339(package.created)),
            "wrap the key once more");
    if (auto may = rotation::admit(package, run.profile().name, before.rotation, run.now()); !may)
        return may;
    const auto here = has_key(run, store, package);
    if (!here) return here.error();
    racf::Rotation rotation = rotation::remember(before.rotation, package, run.now());
    before.rotation = std::move(rotation);
    // The sender counts the grace of earlier keys from the moment at which this one took over
    // there.
    const base::Instant until = package.active_from + package.grace;
    if (*here) {
        racf::Ssignon after = rotation::end_previous(before, run.now(), until);
        if (after.rotation.previous == before.rotation.previous) return run.note(std::move(before));
        return run.commit(
            std::move(after),
            {"receive",
             fmt::format("earlier keys are accepted until {} at most, as at the other "
                         "end",
                         base::to_rfc3339(until)),
             package.check_value, package.id, signer_of(package)});
    }
    const auto how = rotation::received_key(run.profile().name, before, package.enhanced);
    const base::Instant at = std::max(package.active_from, run.now());
    const rotation::Timing timing{run.now(), at, std::max(until - at, base::Seconds(0))};
    const racf::ProfileKey probe =
        how.enhanced ? racf::ProfileKey{{}, how.label} : racf::ProfileKey{racf::LegacyKey{}, {}};
    if (auto may = rotation::stage(before, probe, how.number, timing); !may)
        return std::move(may).error();
    const auto key = run.keep(how, package.key);
    if (!key) return key.error();
    auto after = rotation::stage(std::move(before), *key, how.number, timing);
    if (!after) return std::move(after).error();
    const std::string line = fmt::format(
        "received the {} key with check value {}, active from {}; class PTKTDATA "
        "refreshed",
        rotation::kind_word(how.enhanced), package.check_value, base::to_rfc3339(timing.at));
    return run.commit(std::move(*after),
                      {"receive", line, package.check_value, package.id, signer_of(package)});
}

}  // namespace

ExitStatus wrap_key(cli::Io& io, const KeyOptions& options, store::Store& store) {
    const auto profile = read_profile(*options.label, store);
    if (!profile) return cli::report(io, profile.error());
    auto package = pack(*profile, store, io.now(), options.expires);
    if (!package) return cli::report(io, package.error());
    const auto sealed = seal(io, options, *package);
    if (!sealed) return cli::report(io, sealed.error());
    if (auto audited = audit_wrap(io, options, *package, store); !audited)
        return cli::report(io, audited.error());
    const auto written = io.out.append(*sealed);
    return written ? ExitStatus::Done : cli::report(io, written.error());
}

ExitStatus unwrap_key(cli::Io& io, const KeyOptions& options, store::Store& store) {
    const auto package = open(io, options);
    if (!package)
        return cli::report(io, base::Error(package.error()).within(options.expect->str()));
    rotation::Run run(store, surroundings_of(io));
    auto done = run.begin(*options.expect);
    if (done) done = receive(run, *package, store);
    if (done) return ExitStatus::Done;
    return cli::report(io, std::move(done).error().within(options.expect->str()));
}

ExitStatus show_check_values(cli::Io& io, const KeyOptions& options, const store::Store& store) {
    const auto profile = read_profile(*options.label, store);
    if (!profile) return cli::report(io, profile.error());
    const racf::Ssignon ssignon = racf::as_of(profile->ssignon.value_or(racf::Ssignon()), io.now());
    std::vector<racf::KeyInForce> keys = racf::accepted_keys(ssignon, io.now());
    std::erase_if(keys, [](const auto& key) { return key.role == racf::KeyRole::Next; });
    if (ssignon.rotation.next)
        keys.insert(
            std::find_if(keys.begin(), keys.end(),
                         [](const auto& key) { return key.role == racf::KeyRole::Previous; }),
            {racf::KeyRole::Next, ssignon.rotation.next->key});
    if (keys.empty())
        return cli::report(io, base::fail(base::ErrorKind::Config, "PTKTDATA profile {} has no key",
                                          profile->name.str()));
    for (const racf::KeyInForce& key : keys) {
        const auto value = rotation::check_value_of(store, *profile, key.key);
        if (!value) return cli::report(io, value.error());
        const auto role = racf::to_string(key.role);
        const auto kind = rotation::kind_word(key.key.is_enhanced());
        const auto printed = cli::print_record(io, options.common,
                                               fmt::format("{}\t{}\t{}", role, kind, *value), [&] {
                                                   return json::Json::object()
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
