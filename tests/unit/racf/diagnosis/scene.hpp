#ifndef PTKT_TESTS_UNIT_RACF_DIAGNOSIS_SCENE_HPP
#define PTKT_TESTS_UNIT_RACF_DIAGNOSIS_SCENE_HPP

#include <string>
#include <utility>

#include "common/base/text/hex.hpp"
#include "common/racf/authorization/evaluate.hpp"
#include "common/racf/diagnosis/explain.hpp"
#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"

/// Makers of tickets, right and faulty, and the evidence around one sign-on.
namespace scene {

using namespace ptkt;
using diagnosis::Cause;
using diagnosis::Origin;
using passticket::Kind;

inline const base::Instant kNow = base::instant(1763805605);
inline const std::string kKey = "E001193519561977";
inline const std::string kOtherKey = "123456789ABCDEF0";
inline const std::string kHmacKey =
    "4E9312801B5AD652EF700AC7262611A4590E66906FBC041D40EF68E1BCA64640"
    "00112233445566778899AABBCCDDEEFF102132435465768798A9BACBDCEDFE0F";

inline base::Secret secret(const std::string& hex) {
    return base::Secret(base::from_hex(hex).value());
}

inline passticket::Subject subject(const std::string& user, const std::string& appl = "APPLI2I") {
    return {racf::UserId::parse(user).value(), racf::ApplName::parse(appl).value()};
}

/// A legacy ticket from the encoded names and the 32 bits that the maker takes for the time.
inline std::string legacy_of(const base::Secret& key, const passticket::EncodedNames& names,
                             std::uint32_t time) {
    const auto des = std::make_shared<const crypto::DesKey>(crypto::DesKey::make(key).value());
    const passticket::LegacyUser user(des, names.user, names.user_length);
    const auto characters =
        passticket::legacy_characters(user.encode(user.mask(names.appl) ^ time));
    return {characters.data(), characters.size()};
}

/// An enhanced ticket, likewise, with up to 48 bits of time.
inline std::string enhanced_of(const base::Secret& key, Kind kind,
                               const passticket::EncodedNames& names, std::uint64_t time) {
    const passticket::EnhancedCoder coder(std::make_shared<const crypto::HmacSha512>(key), names,
                                          kind);
    const auto when = base::instant(static_cast<std::int64_t>(time));
    return std::string(coder.generate(when).value().text());
}

inline std::string ticket_of(Kind kind, const base::Secret& key,
                             const passticket::EncodedNames& names, base::Instant when) {
    const auto seconds = static_cast<std::uint64_t>(base::to_seconds(when));
    return kind == Kind::Legacy ? legacy_of(key, names, static_cast<std::uint32_t>(seconds))
                                : enhanced_of(key, kind, names, seconds);
}

inline std::string legacy(const passticket::Subject& names, base::Instant when,
                          const std::string& key = kKey) {
    return ticket_of(Kind::Legacy, secret(key), passticket::encode_names(names), when);
}

inline std::string enhanced(Kind kind, const passticket::Subject& names, base::Instant when,
                            const std::string& key = kHmacKey) {
    return ticket_of(kind, secret(key), passticket::encode_names(names), when);
}

inline passticket::Window window_of(Kind kind) {
    constexpr base::Seconds kTimeout{60};
    return kind == Kind::Legacy ? passticket::kLegacyWindow
                                : passticket::Window{kTimeout, kTimeout};
}

inline diagnosis::KeyEvidence key_from(Origin origin, const std::string& profile, Kind kind,
                                       const std::string& hex, const std::string& appl = "APPLI2I",
                                       const std::string& user = "") {
    return {origin, profile, appl, user, kind, window_of(kind), "KEYMASKED", secret(hex)};
}

/// The decision of the keys in force alone, as `authenticate` makes it for a good user.
inline authorization::Decision decide(const diagnosis::Evidence& evidence) {
    authorization::Decision decision{authorization::Reason::NoProfile,
                                     "",
                                     evidence.subject.user,
                                     evidence.subject.appl,
                                     evidence.decision.now,
                                     {},
                                     {},
                                     {},
                                     {}};
    for (const diagnosis::KeyEvidence& key : evidence.keys) {
        if (key.origin != Origin::InForce) continue;
        decision.attempts.push_back(
            authorization::try_key(racf::ProfileName::parse(key.profile).value(), key.kind,
                                   key.window, key.key, evidence.subject, evidence.ticket,
                                   decision.now)
                .value());
    }
    if (decision.attempts.empty()) return decision;
    decision.deciding = authorization::deciding_attempt(decision.attempts, decision.now);
    decision.reason = authorization::reason_of(*decision.attempt(), decision.now);
    decision.detail = authorization::detail_of(*decision.attempt(), decision.now);
    return decision;
}

/// Evidence of a sign-on with one profile, APPLI2I, whose key is of a kind.
inline diagnosis::Evidence evidence(const std::string& ticket, Kind kind = Kind::Legacy,
                                    const passticket::Subject& names = subject("USER0002"),
                                    const std::string& key = "") {
    const std::string usual = kind == Kind::Legacy ? kKey : kHmacKey;
    diagnosis::Evidence out{
        ticket,
        names,
        racf::GroupId::parse("SYS1").value(),
        {authorization::Reason::Ok, "", names.user, names.appl, kNow, {}, {}, {}, {}}};
    out.fold_legacy = kind != Kind::Mixed;
    out.keys.push_back(key_from(Origin::InForce, names.appl.str(), kind, key.empty() ? usual : key,
                                names.appl.str()));
    out.profiles.in_force = {names.appl.str()};
    out.user.exists = true;
    out.decision = decide(out);
    return out;
}

/// The explanation after the evidence was changed.
inline diagnosis::Explanation explained(diagnosis::Evidence evidence) {
    evidence.decision = decide(evidence);
    return diagnosis::explain(evidence, {}, 1);
}

/// The first finding's word, or nothing.
inline std::string first_cause(const diagnosis::Explanation& explanation) {
    return explanation.findings.empty()
               ? ""
               : std::string(diagnosis::to_string(explanation.findings.front().cause));
}
inline std::string first_cause(diagnosis::Evidence evidence) {
    return first_cause(explained(std::move(evidence)));
}

}  // namespace scene

#endif
