#include "common/diagnosis/key_collector.hpp"

#include <algorithm>

#include "common/authorization/evaluate.hpp"
#include "common/crypto/des.hpp"

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

void KeyCollector::add_legacy(Origin origin, const racf::Resource& profile, const std::string& appl,
                              const std::string& user) {
    const racf::LegacyKey& legacy = *profile.ssignon->legacy;
    if (!legacy.label.empty()) labels_.insert(legacy.label);
    auto key = store_.keys().legacy_key(profile);
    if (!key) {
        unreadable_.push_back(fmt::format("profile {}: {}", profile.name.str(), key.error().what));
        return;
    }
    keep({origin, profile.name.str(), appl, user, Kind::Legacy, passticket::kLegacyWindow,
          form_of(legacy), std::move(*key)});
}

void KeyCollector::add_enhanced(Origin origin, const racf::Resource& profile,
                                const std::string& appl, const std::string& user) {
    const racf::Ssignon& ssignon = *profile.ssignon;
    labels_.insert(ssignon.enhanced_label);
    auto key = store_.keys().enhanced_key(profile);
    if (!key) {
        unreadable_.push_back(fmt::format("profile {}: {}", profile.name.str(), key.error().what));
        return;
    }
    keep({origin, profile.name.str(), appl, user, authorization::enhanced_kind(ssignon),
          authorization::enhanced_window(ssignon), "EPTKEYLABEL " + ssignon.enhanced_label,
          std::move(*key)});
}

void KeyCollector::add(Origin origin, const racf::Resource& profile, const std::string& appl,
                       const std::string& user) {
    if (!profile.ssignon) return;
    if (!profile.ssignon->enhanced_label.empty()) add_enhanced(origin, profile, appl, user);
    if (profile.ssignon->legacy) add_legacy(origin, profile, appl, user);
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
