#include "common/racf/diagnosis/key_collector.hpp"

#include <algorithm>

#include "common/crypto/des.hpp"
#include "common/racf/authorization/evaluate.hpp"

namespace ptkt::diagnosis {

namespace {

using passticket::Kind;

std::string form_of(const racf::LegacyKey& key) {
    switch (key.form) {
        case racf::LegacyKeyForm::Masked:
            return "KEYMASKED";
        case racf::LegacyKeyForm::Encrypted:
            return "KEYENCRYPTED";
        case racf::LegacyKeyForm::Label:
            return "KEYLABEL " + key.label;
    }
    throw std::logic_error("unknown form of key");
}

/// For a key that no profile says more of.
passticket::Window usual_window(Kind kind) {
    constexpr base::Seconds kTimeout = racf::Ssignon::kDefaultTimeout;
    return kind == Kind::Legacy ? passticket::kLegacyWindow
                                : passticket::Window{kTimeout, kTimeout};
}

bool same_key(const KeyEvidence& a, const KeyEvidence& b) {
    if (a.kind != b.kind) return false;
    return a.kind == Kind::Legacy ? crypto::same_des_key(a.key, b.key) : a.key.equals(b.key);
}

}  // namespace

void KeyCollector::keep(KeyEvidence key) {
    const bool known = key.origin != Origin::InForce && key.origin != Origin::Suspected &&
                       std::any_of(keys_.begin(), keys_.end(), [&](const KeyEvidence& other) {
                           return other.origin == Origin::InForce && same_key(other, key);
                       });
    if (!known) keys_.push_back(std::move(key));
}

void KeyCollector::add_key(Origin origin, const Owner& owner, const racf::KeyInForce& one,
                           std::string standing) {
    if (!one.key.label().empty()) labels_.insert(one.key.label());
    auto key = store_.keys().key_of(owner.profile, one.key);
    if (!key) {
        unreadable_.push_back(
            fmt::format("profile {}: {}", owner.profile.name.str(), key.error().what));
        return;
    }
    const racf::Ssignon& ssignon = *owner.profile.ssignon;
    const bool enhanced = one.key.is_enhanced();
    keep({origin, owner.profile.name.str(), owner.appl, owner.user,
          enhanced ? authorization::enhanced_kind(ssignon) : Kind::Legacy,
          enhanced ? authorization::enhanced_window(ssignon) : passticket::kLegacyWindow,
          enhanced ? "EPTKEYLABEL " + one.key.enhanced_label : form_of(*one.key.legacy),
          std::move(*key), one.role, std::move(standing)});
}

void KeyCollector::add(Origin origin, const racf::Resource& profile, const std::string& appl,
                       const std::string& user) {
    if (!profile.ssignon) return;
    using racf::KeyRole;
    const racf::Ssignon ssignon = racf::as_of(*profile.ssignon, now_);
    const Owner owner{profile, appl, user};
    for (const bool enhanced : {true, false}) {
        const racf::ProfileKey key = racf::active_key(ssignon, enhanced);
        if (key.empty()) continue;
        const auto since = racf::active_since(ssignon, enhanced);
        add_key(origin, owner, {KeyRole::Active, key},
                since ? "active since " + base::to_rfc3339(*since) : std::string());
    }
    if (const auto& next = ssignon.rotation.next) {
        const bool accepted = now_ >= next->accepted_from;
        add_key(origin == Origin::InForce && !accepted ? Origin::Rotation : origin, owner,
                {KeyRole::Next, next->key},
                "the next one, active from " + base::to_rfc3339(next->at));
    }
    for (const racf::PreviousKey& previous : ssignon.rotation.previous)
        add_key(origin, owner, {KeyRole::Previous, previous.key},
                "the previous one, accepted until " + base::to_rfc3339(previous.until));
}

base::Status KeyCollector::add_vault() {
    const auto entries = store_.keys().entries();
    if (!entries) return entries.error();
    for (const store::VaultEntry& entry : *entries) {
        if (labels_.contains(entry.label)) continue;
        auto key = store_.keys().get(entry.label, entry.kind);
        if (!key) {
            unreadable_.push_back(fmt::format("vault key {}: {}", entry.label, key.error().what));
            continue;
        }
        const Kind kind = entry.kind == store::VaultKind::Des ? Kind::Legacy : Kind::Mixed;
        keep({Origin::Vault,
              entry.label,
              {},
              {},
              kind,
              usual_window(kind),
              "vault",
              std::move(*key)});
    }
    return {};
}

void KeyCollector::add_suspected(const std::string& name, const base::Secret& key) {
    const Kind kind = key.size() == crypto::DesKey::kSize ? Kind::Legacy : Kind::Mixed;
    passticket::Window window = usual_window(kind);
    Kind as = kind;
    for (const KeyEvidence& known : keys_) {  // take type and window from the profile in force
        if (known.origin != Origin::InForce || kind == Kind::Legacy || known.kind == Kind::Legacy)
            continue;
        as = known.kind;
        window = known.window;
    }
    keep({Origin::Suspected, name, {}, {}, as, window, "key file", key.clone()});
}

}  // namespace ptkt::diagnosis
