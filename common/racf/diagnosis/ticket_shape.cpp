#include <algorithm>

#include "common/base/text/ascii.hpp"
#include "common/base/text/counted.hpp"
#include "common/racf/diagnosis/circumstances.hpp"
#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/translation.hpp"

namespace ptkt::diagnosis {

namespace {

using passticket::Kind;

std::vector<Kind> kinds_in_force(const Case& c) {
    std::vector<Kind> kinds;
    for (const ReadyKey& key : c.keys())
        if (key.from().origin == Origin::InForce) kinds.push_back(key.kind());
    return kinds;
}

bool has(const std::vector<Kind>& kinds, Kind kind) {
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

/// Only MIXED tickets have these.
bool has_mixed_characters(std::string_view text) {
    return std::any_of(text.begin(), text.end(),
                       [](char ch) { return base::is_lower(ch) || ch == '-' || ch == '_'; });
}

Finding other_kind(Kind kind, const std::string& profile, std::optional<double> chance) {
    Finding finding{Cause::OtherKind, chance ? Certainty::NearCertain : Certainty::Hint};
    finding.what = fmt::format(
        "made with the other kind of key: it looks like a ticket of kind {}, for which profile {} "
        "has no key",
        passticket::to_string(kind), profile);
    finding.todo = kind == Kind::Legacy
                       ? "let the maker use the enhanced key, or give the profile a legacy key too"
                       : "give the profile an enhanced key (EPTKEYLABEL) of this type, or let the "
                         "maker use the legacy key";
    finding.chance = chance;
    finding.profile = profile;
    return finding;
}

std::string why_not(std::string_view text, Kind kind) {
    if (kind == Kind::Legacy) {
        const auto value = passticket::legacy_value(text);
        return value ? "" : value.error().why;
    }
    const auto value = passticket::enhanced_value(text, kind);
    return value ? "" : value.error().why;
}

void add_key_note(const KeyEvidence& key, std::vector<std::string>& notes) {
    if (key.kind == Kind::Legacy) return;
    constexpr std::size_t kAdvised = 64;
    constexpr std::size_t kHashed = 128;
    const std::size_t size = key.key.size();
    if (size < passticket::kShortestEnhancedKey || size > passticket::kLongestEnhancedKey)
        notes.push_back(fmt::format("the enhanced key of {} has {} bytes; ICSF takes {} to {}",
                                    key.profile, size, passticket::kShortestEnhancedKey,
                                    passticket::kLongestEnhancedKey));
    else if (size < kAdvised)
        notes.push_back(fmt::format("the enhanced key of {} has {} bytes; {} are advised",
                                    key.profile, size, kAdvised));
    else if (size > kHashed)
        notes.push_back(
            fmt::format("the enhanced key of {} has more than {} bytes, so HMAC hashes "
                        "it first; its 64-byte SHA-512 is the same key",
                        key.profile, kHashed));
}

void add_suspected_note(const KeyEvidence& suspected, const Evidence& evidence,
                        std::vector<std::string>& notes) {
    for (const KeyEvidence& key : evidence.keys) {
        if (key.origin != Origin::InForce || key.kind != suspected.kind) continue;
        if (key.key.equals(suspected.key)) {
            notes.push_back(fmt::format("key file {} holds the key of profile {}",
                                        suspected.profile, key.profile));
        } else if (key.kind == Kind::Legacy && crypto::same_des_key(key.key, suspected.key)) {
            notes.push_back(
                fmt::format("key file {} differs from the key of profile {} in parity "
                            "bits only: it is the same key",
                            suspected.profile, key.profile));
        }
    }
}

}  // namespace

std::vector<Finding> shape_findings(const Case& c) {
    const std::vector<Kind> kinds = kinds_in_force(c);
    const std::string& text = c.evidence().ticket;
    const std::string profile =
        c.evidence().profiles.in_force.empty() ? "" : c.evidence().profiles.in_force.front();
    std::vector<Finding> findings;
    constexpr double kWellFormedByChance = 1.0 / 657;  // 2^32 of 36^8 texts
    if (!kinds.empty() && !has(kinds, Kind::Legacy) && c.value(Kind::Legacy))
        findings.push_back(other_kind(Kind::Legacy, profile, kWellFormedByChance));
    if (!kinds.empty() && !has(kinds, Kind::Mixed) && c.value(Kind::Mixed) &&
        has_mixed_characters(text) && !(c.evidence().fold_legacy && c.value(Kind::Legacy)))
        findings.push_back(other_kind(Kind::Mixed, profile, std::nullopt));
    const bool malformed = std::none_of(kinds.begin(), kinds.end(),
                                        [&](Kind kind) { return c.value(kind).has_value(); });
    if (!malformed) return findings;
    const std::vector<Kind> asked = kinds.empty() ? std::vector{Kind::Legacy} : kinds;
    if (kinds.empty() && (c.value(Kind::Upper) || c.value(Kind::Mixed))) return findings;
    Finding finding{Cause::NotATicket, Certainty::Certain};
    finding.what = fmt::format("not a PassTicket of type {}: {}",
                               passticket::to_string(asked.front()), why_not(text, asked.front()));
    const bool is_misfit =
        asked.front() == Kind::Legacy && finding.what.find("characters: ") != std::string::npos;
    if (is_misfit) finding.what += ", because neighbours share two bits";
    if (findings.empty() && !has(kinds, Kind::Upper) && c.value(Kind::Upper) &&
        !has_mixed_characters(text))
        finding.what +=
            "; by its form it could be of type UPPER, and so made with the other kind of key";
    finding.todo = "see whether a password, or another field, was sent for the ticket";
    findings.push_back(std::move(finding));
    return findings;
}

std::string describe_shape(const Case& c) {
    std::string kinds;
    for (const Kind kind : {Kind::Legacy, Kind::Upper, Kind::Mixed}) {
        if (!c.value(kind)) continue;
        if (kind == Kind::Mixed && !kinds.empty()) continue;  // every such text is one
        kinds += kinds.empty() ? "" : " or ";
        kinds += passticket::to_string(kind);
    }
    if (kinds.empty())
        return base::counted(c.evidence().ticket.size(), "character") + ", a ticket of no kind";
    return "well-formed as " + kinds;
}

std::vector<std::string> notes_of(const Case& c) {
    const Evidence& evidence = c.evidence();
    std::vector<std::string> notes;
    for (const std::string& profile : evidence.profiles.stale)
        notes.push_back(
            fmt::format("profile {} on disk differs from the copy that checks read", profile));
    for (const std::string& profile : evidence.profiles.hidden)
        notes.push_back(fmt::format(
            "profile {} is not tried: {} comes before it", profile,
            evidence.profiles.in_force.empty() ? "another" : evidence.profiles.in_force.front()));
    for (const std::string& reason : evidence.profiles.unreadable)
        notes.push_back(reason);
    bool mixed = false;
    for (const KeyEvidence& key : evidence.keys) {
        if (key.origin == Origin::InForce) add_key_note(key, notes);
        if (key.origin == Origin::Suspected) add_suspected_note(key, evidence, notes);
        mixed = mixed || (key.origin == Origin::InForce && key.kind == Kind::Mixed);
    }
    if (mixed && evidence.fold_legacy)
        notes.emplace_back("type MIXED needs SETROPTS PASSWORD(MIXEDCASE), which is not set");
    return notes;
}

}  // namespace ptkt::diagnosis
