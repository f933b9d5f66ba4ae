#include "common/racf/model/key_roles.hpp"

#include <algorithm>
#include <stdexcept>

namespace ptkt::racf {

namespace {

void retire(Rotation& rotation, const ProfileKey& key) {
    if (!key.label().empty()) rotation.retired.push_back(key.label());
}

void take_out(Ssignon& ssignon, const ProfileKey& key) {
    if (key.is_enhanced()) ssignon.enhanced_label.clear();
    if (key.legacy) ssignon.legacy.reset();
    if (!key.empty()) set_active_since(ssignon, key.is_enhanced(), std::nullopt);
}

void put_in(Ssignon& ssignon, const ProfileKey& key) {
    if (key.is_enhanced()) ssignon.enhanced_label = key.enhanced_label;
    if (key.legacy) ssignon.legacy = key.legacy;
}

void activate_next(Ssignon& ssignon) {
    Rotation& rotation = ssignon.rotation;
    const StagedKey next = std::move(*rotation.next);
    rotation.next.reset();
    rotation.last_grace = next.grace;
    ProfileKey replaced = replaced_by(ssignon, next.key);
    take_out(ssignon, replaced);
    put_in(ssignon, next.key);
    set_active_since(ssignon, next.key.is_enhanced(), next.at);
    if (!replaced.empty())
        rotation.previous.insert(rotation.previous.begin(),
                                 PreviousKey{std::move(replaced), next.at + next.grace});
}

void retire_previous(Rotation& rotation, base::Instant now) {
    const auto ended = [now](const PreviousKey& key) { return now >= key.until; };
    for (const PreviousKey& key : rotation.previous)
        if (ended(key)) retire(rotation, key.key);
    std::erase_if(rotation.previous, ended);
}

}  // namespace

std::string_view to_string(KeyRole role) {
    switch (role) {
        case KeyRole::Active:
            return "active";
        case KeyRole::Next:
            return "next";
        case KeyRole::Previous:
            return "previous";
    }
    throw std::logic_error("unknown role of a key");
}

ProfileKey active_key(const Ssignon& ssignon, bool enhanced) {
    return enhanced ? ProfileKey{{}, ssignon.enhanced_label} : ProfileKey{ssignon.legacy, {}};
}

ProfileKey generating_key(const Ssignon& ssignon) {
    return active_key(ssignon, !ssignon.enhanced_label.empty());
}

std::optional<base::Instant> active_since(const Ssignon& ssignon, bool enhanced) {
    return enhanced ? ssignon.enhanced_since : ssignon.legacy_since;
}

void set_active_since(Ssignon& ssignon, bool enhanced, std::optional<base::Instant> when) {
    (enhanced ? ssignon.enhanced_since : ssignon.legacy_since) = when;
}

void set_active_since(Ssignon& ssignon, std::optional<base::Instant> when) {
    for (const bool enhanced : {true, false})
        if (!active_key(ssignon, enhanced).empty()) set_active_since(ssignon, enhanced, when);
}

ProfileKey replaced_by(const Ssignon& ssignon, const ProfileKey& next) {
    ProfileKey same_kind = active_key(ssignon, next.is_enhanced());
    if (!same_kind.empty() || !next.is_enhanced()) return same_kind;
    return active_key(ssignon, false);
}

bool is_due(const Ssignon& ssignon, base::Instant now) {
    const Rotation& rotation = ssignon.rotation;
    return (rotation.next && now >= rotation.next->at) ||
           std::any_of(rotation.previous.begin(), rotation.previous.end(),
                       [now](const PreviousKey& key) { return now >= key.until; });
}

Ssignon as_of(Ssignon ssignon, base::Instant now) {
    if (ssignon.rotation.next && now >= ssignon.rotation.next->at) activate_next(ssignon);
    retire_previous(ssignon.rotation, now);
    return ssignon;
}

std::vector<KeyInForce> accepted_keys(const Ssignon& ssignon, base::Instant now) {
    if (is_due(ssignon, now)) return accepted_keys(as_of(ssignon, now), now);
    std::vector<KeyInForce> keys;
    for (const bool enhanced : {true, false})
        if (ProfileKey key = active_key(ssignon, enhanced); !key.empty())
            keys.push_back({KeyRole::Active, std::move(key)});
    const Rotation& rotation = ssignon.rotation;
    if (rotation.next && now >= rotation.next->accepted_from)
        keys.push_back({KeyRole::Next, rotation.next->key});
    for (const PreviousKey& previous : rotation.previous)
        keys.push_back({KeyRole::Previous, previous.key});
    return keys;
}

Ssignon checked_part(Ssignon ssignon) {
    ssignon.rotation =
        Rotation{0, std::move(ssignon.rotation.next), std::move(ssignon.rotation.previous)};
    return ssignon;
}

Rotation remembered_part(Rotation rotation) {
    rotation.next.reset();
    rotation.previous.clear();
    rotation.last_grace.reset();
    return rotation;
}

bool is_defined(const std::optional<Ssignon>& ssignon) {
    if (!ssignon) return false;
    const Rotation rotation = remembered_part(ssignon->rotation);
    if (rotation == Rotation()) return true;
    Ssignon remembered;
    remembered.rotation = rotation;
    return *ssignon != remembered;
}

std::vector<std::string> labels_of(const Ssignon& ssignon) {
    std::vector<std::string> labels;
    const auto add = [&labels](const ProfileKey& key) {
        if (!key.label().empty()) labels.push_back(key.label());
    };
    add(active_key(ssignon, true));
    add(active_key(ssignon, false));
    if (ssignon.rotation.next) add(ssignon.rotation.next->key);
    for (const PreviousKey& previous : ssignon.rotation.previous)
        add(previous.key);
    return labels;
}

}  // namespace ptkt::racf
