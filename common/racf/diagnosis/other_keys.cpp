#include <algorithm>

#include "common/racf/diagnosis/hypotheses.hpp"

namespace ptkt::diagnosis {

namespace {

using passticket::Kind;

Kind other_type(Kind kind) {
    return kind == Kind::Upper ? Kind::Mixed : Kind::Upper;
}

Cause cause_of(Origin origin) {
    switch (origin) {
        case Origin::Hidden:
            return Cause::HiddenProfile;
        case Origin::OnDisk:
            return Cause::NotRefreshed;
        case Origin::Suspected:
            return Cause::SuspectedKey;
        default:
            return Cause::OtherKey;
    }
}

void describe(Finding& finding, const KeyEvidence& key, const Evidence& evidence) {
    const std::string owner = owner_of(key);
    const std::string in_force =
        evidence.profiles.in_force.empty() ? "none" : evidence.profiles.in_force.front();
    switch (key.origin) {
        case Origin::Hidden:
            finding.what = fmt::format(
                "made with the key of {}, which is not tried: the first qualified profile is {}",
                owner, in_force);
            finding.todo = "delete one of the two profiles, or give both the same key";
            return;
        case Origin::OnDisk:
            finding.what = fmt::format(
                "made with the key that {} has on disk; checks still read the RACLISTed copy",
                owner);
            finding.todo = "SETROPTS RACLIST(PTKTDATA) REFRESH";
            return;
        case Origin::Suspected:
            finding.what = fmt::format("made with the key of {}", owner);
            finding.todo = fmt::format(
                "define this key for PTKTDATA profile {}, or give the maker the profile's key",
                evidence.subject.appl.str());
            return;
        case Origin::Rotation:
            finding.what = fmt::format("made with a key of {} that is not accepted yet: {}", owner,
                                       key.standing);
            finding.todo = fmt::format(
                "the maker has changed its key before the time; compare both sides: racf-admin "
                "rotate {} --status",
                key.profile);
            return;
        case Origin::Vault:
            finding.what = fmt::format(
                "made with {}, which no profile names: an earlier key of a rotation, or the next",
                owner);
            finding.todo = "finish the rotation on both systems, then make a new ticket";
            return;
        default:
            finding.what = fmt::format("made with the key of {}; in force is {}", owner, in_force);
            finding.todo = key.appl == evidence.subject.appl.str()
                               ? "sign on with the user or group that the profile is for, or give "
                                 "the maker the key of the profile in force"
                               : "give the maker the key of the application it signs on to";
    }
}

void try_key(const Case& c, const ReadyKey& key, Trials& trials) {
    const auto& value = c.value(key.kind());
    if (!value) return;
    const Cause cause = cause_of(key.from().origin);
    const auto made = trials.attempt(cause, key, c.names(), *value, c.now());
    if (!made) return;
    Finding finding{cause};
    describe(finding, key.from(), c.evidence());
    if (key.kind() != key.from().kind)
        finding.what += fmt::format(", as type {}", key.kind() == Kind::Upper ? "UPPER" : "MIXED");
    finding.made = *made;
    finding.profile = key.from().profile;
    trials.add(std::move(finding));
}

void try_other_type(const Case& c, const ReadyKey& key, Trials& trials) {
    const ReadyKey other = key.as(other_type(key.kind()));
    const auto& value = c.value(other.kind());
    if (!value) return;
    const auto made = trials.attempt(Cause::OtherType, other, c.names(), *value, c.now());
    if (!made) return;
    const bool upper = other.kind() == Kind::Upper;
    Finding finding{Cause::OtherType};
    finding.what =
        fmt::format("made as type {} with the right key; {} has type {}", upper ? "UPPER" : "MIXED",
                    owner_of(key.from()), upper ? "MIXED" : "UPPER");
    finding.todo = "set the same type on both sides: SSIGNON(TYPE(...)) or the maker's option";
    finding.made = *made;
    finding.profile = key.from().profile;
    trials.add(std::move(finding));
}

std::optional<std::uint64_t> base36(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::uint64_t value = 0;
    for (const char c : text) {
        const auto digit = kDigits.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        value = value * 36U + digit;
    }
    return value;
}

/// What a 48-bit number may have been of which 8 digits of base 36 are left: the maker wrote the
/// low digits only. Nine or ten digits are the whole number.
std::vector<std::uint64_t> unmasked_values(std::string_view text) {
    constexpr std::uint64_t kEightDigits = 2'821'109'907'456;  // 36^8
    constexpr std::uint64_t kLimit = std::uint64_t{1} << 48U;
    std::vector<std::uint64_t> values;
    if (text.size() < 8 || text.size() > 10) return values;
    const auto value = base36(text);
    if (!value || *value >= kLimit) return values;
    values.push_back(*value);
    if (text.size() == 8)
        while (values.back() + kEightDigits < kLimit)
            values.push_back(values.back() + kEightDigits);
    return values;
}

void try_unmasked(const Case& c, const ReadyKey& key, Trials& trials) {
    const ReadyKey whole = key.as(Kind::Mixed);
    for (const std::uint64_t value : unmasked_values(c.evidence().ticket)) {
        const auto made = trials.attempt(Cause::UnmaskedUpper, whole, c.names(), value, c.now());
        if (!made) continue;
        Finding finding{Cause::UnmaskedUpper};
        finding.what =
            "made for type UPPER without setting the left 7 bits to 0 in rounds 1, 3 and 5";
        finding.todo = "correct the maker's program; no setting here can make it fit";
        finding.made = *made;
        finding.profile = key.from().profile;
        trials.add(std::move(finding));
    }
}

}  // namespace

std::string owner_of(const KeyEvidence& key) {
    switch (key.origin) {
        case Origin::Vault:
            return fmt::format("vault key {}", key.profile);
        case Origin::Suspected:
            return fmt::format("key file {}", key.profile);
        default:
            return fmt::format("profile {}", key.profile);
    }
}

Trials try_other_keys(const Case& c) {
    Trials trials;
    for (const ReadyKey& key : c.keys()) {
        const bool enhanced = key.kind() != Kind::Legacy;
        if (key.from().origin != Origin::InForce) {
            try_key(c, key, trials);
            if (enhanced) try_key(c, key.as(other_type(key.kind())), trials);
        } else if (enhanced) {
            try_other_type(c, key, trials);
        }
        if (enhanced && key.from().origin == Origin::InForce) try_unmasked(c, key, trials);
    }
    return trials;
}

}  // namespace ptkt::diagnosis
