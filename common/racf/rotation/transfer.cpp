#include "common/racf/rotation/transfer.hpp"

#include <algorithm>

#include "common/crypto/des.hpp"
#include "common/formats/json/event.hpp"
#include "common/racf/rotation/profile_keys.hpp"

namespace ptkt::rotation {

namespace {

std::string signer_of(const Package& package) {
    return package.signer.empty() ? "unsigned" : package.signer;
}

json::Json wrap_record(const store::Store& store, base::Instant now, const Package& package,
                       const std::string& recipient) {
    json::Json record = json::event("rotation");
    record.set("time", base::to_rfc3339(now))
        .set("user", store.audit_log().issuer())
        .set("action", "wrap")
        .set("profile", package.profile.str())
        .set("check_value", package.check_value)
        .set("detail", fmt::format("wrapped for {}, package {}", recipient, package.id))
        .set("package", package.id)
        .set("recipient", package.recipient)
        .set("signer", signer_of(package));
    return record;
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

/// Does the profile have this very key already, active or staged?
base::Result<bool> has_key(const Run& run, const store::Store& store, const Package& package) {
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

base::Status take(Run& run, const Package& package, const store::Store& store) {
    racf::Ssignon before = run.ssignon();
    // The run that took this very package was cut off, and has just been completed.
    const auto& used = before.rotation.packages;
    if (run.completed().word == "receive" && !used.empty() && used.back().id == package.id)
        return {};
    // Where the profile was deleted and defined anew, nobody knows which packages it had used.
    if (package.created + kClockTolerance < run.profile().created)
        return base::with_hint(
            base::fail(base::ErrorKind::NotPermitted,
                       "the package was made at {}, before the profile was defined here",
                       base::to_rfc3339(package.created)),
            "wrap the key once more");
    if (auto may = admit(package, run.profile().name, before.rotation, run.now()); !may) return may;
    const auto here = has_key(run, store, package);
    if (!here) return here.error();
    racf::Rotation rotation = remember(before.rotation, package, run.now());
    before.rotation = std::move(rotation);
    // The sender counts the grace of earlier keys from the moment at which this one took over
    // there.
    const base::Instant until = package.active_from + package.grace;
    if (*here) {
        racf::Ssignon after = end_previous(before, run.now(), until);
        if (after.rotation.previous == before.rotation.previous) return run.note(std::move(before));
        return run.commit(
            std::move(after),
            {"receive",
             fmt::format("earlier keys are accepted until {} at most, as at the other "
                         "end",
                         base::to_rfc3339(until)),
             package.check_value, package.id, signer_of(package)});
    }
    const auto how = received_key(run.profile().name, before, package.enhanced);
    const base::Instant at = std::max(package.active_from, run.now());
    const Timing timing{run.now(), at, std::max(until - at, base::Seconds(0))};
    const racf::ProfileKey probe =
        how.enhanced ? racf::ProfileKey{{}, how.label} : racf::ProfileKey{racf::LegacyKey{}, {}};
    if (auto may = stage(before, probe, how.number, timing); !may) return std::move(may).error();
    const auto key = run.keep(how, package.key);
    if (!key) return key.error();
    auto after = stage(std::move(before), *key, how.number, timing);
    if (!after) return std::move(after).error();
    const std::string line = fmt::format(
        "received the {} key with check value {}, active from {}; class PTKTDATA "
        "refreshed",
        kind_word(how.enhanced), package.check_value, base::to_rfc3339(timing.at));
    return run.commit(std::move(*after),
                      {"receive", line, package.check_value, package.id, signer_of(package)});
}

}  // namespace

base::Result<Package> pack(const store::Store& store, const racf::ProfileName& name,
                           base::Instant now, base::Seconds life) {
    const auto profile = ptktdata_profile(store, name);
    if (!profile) return profile.error();
    const racf::Ssignon ssignon = racf::as_of(profile->ssignon.value_or(racf::Ssignon()), now);
    const auto& next = ssignon.rotation.next;
    const racf::ProfileKey key = next ? next->key : racf::generating_key(ssignon);
    auto secret = store.keys().key_of(*profile, key);
    if (!secret) return std::move(secret).error();
    auto package = make(profile->name, std::move(*secret), now, life);
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
        package->grace = default_grace(ssignon, key);
    }
    return package;
}

base::Result<Wrapped> wrap(const store::Store& store, base::Instant now, Package package,
                           const crypto::Certificate& to, const std::string& recipient,
                           const crypto::Signer* signer) {
    package.recipient = to.key_id();
    if (signer != nullptr) package.signer = signer->certificate.key_id();
    auto message = crypto::seal_message(print(package), to, signer);
    if (!message) return std::move(message).error();
    auto record = wrap_record(store, now, package, recipient);
    if (auto audited = store.audit_log().append(record); !audited)
        return std::move(audited).error();
    return Wrapped{*std::move(message), std::move(record)};
}

base::Result<Package> unwrap(std::string_view message, const crypto::PrivateKey& key,
                             const crypto::Certificate* sender) {
    const auto opened = crypto::open_message(message, key, sender);
    if (!opened) return opened.error();
    auto package = parse(opened->content.view());
    if (!package) return package;
    const std::string signer = sender != nullptr ? sender->key_id() : std::string();
    if (auto bound = check_bound(*package, key, signer); !bound) return std::move(bound).error();
    return package;
}

base::Status receive(store::Store& store, const racf::ProfileName& profile, const Package& package,
                     Surroundings surroundings) {
    Run run(store, std::move(surroundings));
    auto done = run.begin(profile);
    if (done) done = take(run, package, store);
    return done ? base::Status() : std::move(done).error().within(profile.str());
}

}  // namespace ptkt::rotation
