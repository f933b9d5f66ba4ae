#include "common/racf/authorization/evaluate.hpp"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "common/base/text/ascii.hpp"
#include "common/racf/passticket/enhanced.hpp"
#include "common/racf/passticket/legacy.hpp"

namespace ptkt::authorization {

namespace {

using passticket::Kind;
using passticket::Window;

/// How far off a decoded moment may lie and still be called a clock error. By chance a wrong key
/// decodes to within it once in 3,500 times (legacy: 14 days of 2^32 seconds) or once in 35,000
/// (UPPER: two years of 2^41).
constexpr base::Seconds kPlausibleLegacy = std::chrono::days(7);
constexpr base::Seconds kPlausibleEnhanced = std::chrono::days(366);

struct DecodedValue {
    std::optional<base::Instant> made;
    std::string malformed;
};

base::Result<DecodedValue> decode_legacy(const base::Secret& key,
                                         const passticket::Subject& subject,
                                         std::string_view ticket, base::Instant now) {
    const auto value = passticket::legacy_value(ticket);
    if (!value) return DecodedValue{{}, value.error().why};
    auto des = crypto::DesKey::make(key);
    if (!des) return std::move(des).error();
    const passticket::LegacyCoder coder(std::make_shared<const crypto::DesKey>(std::move(*des)),
                                        passticket::encode_names(subject));
    return DecodedValue{passticket::legacy_instant(coder.decode(*value), now), {}};
}

DecodedValue decode_enhanced(const base::Secret& key, const passticket::Subject& subject,
                             std::string_view ticket, Kind kind) {
    const auto value = passticket::enhanced_value(ticket, kind);
    if (!value) return {{}, value.error().why};
    const passticket::EnhancedCoder coder(std::make_shared<const crypto::HmacSha512>(key),
                                          passticket::encode_names(subject), kind);
    return {base::instant(static_cast<std::int64_t>(coder.decode(*value))), {}};
}

/// Smaller is better: fits, then decodes (nearer first), then malformed.
std::pair<int, std::int64_t> rank(const Attempt& attempt, base::Instant now) {
    if (attempt.fits(now)) return {0, 0};
    if (!attempt.made) return {2, 0};
    return {1, std::abs((*attempt.made - now).count())};
}

}  // namespace

Kind enhanced_kind(const racf::Ssignon& ssignon) {
    return ssignon.effective_type() == racf::TicketType::Upper ? Kind::Upper : Kind::Mixed;
}

Window enhanced_window(const racf::Ssignon& ssignon) {
    return {ssignon.effective_timeout(), ssignon.effective_timeout()};
}

bool may_be_used_again(const racf::Resource& profile, bool enhanced) {
    return enhanced ? profile.ssignon->effective_replay()
                    : racf::bypasses_replay_protection(profile.appldata);
}

Window default_window(Kind kind) {
    return kind == Kind::Legacy
               ? passticket::kLegacyWindow
               : Window{racf::Ssignon::kDefaultTimeout, racf::Ssignon::kDefaultTimeout};
}

base::Result<Attempt> try_key(const racf::ProfileName& profile, Kind kind, Window window,
                              const base::Secret& key, const passticket::Subject& subject,
                              std::string_view ticket, base::Instant now) {
    auto decoded = kind == Kind::Legacy
                       ? decode_legacy(key, subject, ticket, now)
                       : base::Result<DecodedValue>(decode_enhanced(key, subject, ticket, kind));
    if (!decoded) return std::move(decoded).error();
    return Attempt{profile, kind, window, decoded->made, std::move(decoded->malformed)};
}

base::Result<Attempts> try_keys(const store::Keys& keys, const racf::Resource& profile,
                                const passticket::Subject& subject, std::string_view ticket,
                                bool fold_legacy, base::Instant now) {
    Attempts attempts;
    if (!profile.ssignon) return attempts;
    std::string folded = fold_legacy ? base::to_upper(ticket) : std::string(ticket);
    const base::WipeGuard guard(folded);
    for (const racf::KeyInForce& one : racf::accepted_keys(*profile.ssignon, now)) {
        const auto key = keys.key_of(profile, one.key);
        // A key beside the active one may be retired by another program at this very moment.
        if (!key && one.role != racf::KeyRole::Active &&
            key.error().kind == base::ErrorKind::NotFound)
            continue;
        if (!key) {
            base::Error error =
                base::Error(key.error()).within("PTKTDATA profile " + profile.name.str());
            // A label that leads nowhere is a fault of the store's set-up, not of what was asked.
            if (error.kind == base::ErrorKind::NotFound) error.kind = base::ErrorKind::Config;
            if (!attempts.trouble) attempts.trouble = std::move(error);
            continue;
        }
        const bool enhanced = one.key.is_enhanced();
        auto attempt =
            try_key(profile.name, enhanced ? enhanced_kind(*profile.ssignon) : Kind::Legacy,
                    enhanced ? enhanced_window(*profile.ssignon) : passticket::kLegacyWindow, *key,
                    subject, enhanced ? ticket : std::string_view(folded), now);
        if (!attempt) return std::move(attempt).error();
        attempt->role = one.role;
        attempts.tried.push_back(std::move(*attempt));
    }
    return attempts;
}

std::size_t deciding_attempt(const std::vector<Attempt>& attempts, base::Instant now) {
    const auto best = std::min_element(
        attempts.begin(), attempts.end(),
        [now](const Attempt& a, const Attempt& b) { return rank(a, now) < rank(b, now); });
    return static_cast<std::size_t>(best - attempts.begin());
}

Reason reason_of(const Attempt& attempt, base::Instant now) {
    if (!attempt.made) return Reason::Malformed;
    if (attempt.fits(now)) return Reason::Ok;
    const base::Seconds plausible =
        attempt.kind == Kind::Legacy ? kPlausibleLegacy : kPlausibleEnhanced;
    if (std::chrono::abs(*attempt.made - now) > plausible) return Reason::WrongKey;
    return *attempt.made < now ? Reason::Expired : Reason::NotYetValid;
}

std::string detail_of(const Attempt& attempt, base::Instant now) {
    const auto age = [&] { return base::human_duration(now - *attempt.made); };
    switch (reason_of(attempt, now)) {
        case Reason::Malformed:
            return fmt::format("not a PassTicket of type {}: {}",
                               passticket::to_string(attempt.kind), attempt.malformed);
        case Reason::WrongKey:
            return fmt::format(
                "decodes to {}, which is not a clock error: key, user ID or application differ",
                base::to_rfc3339(*attempt.made));
        case Reason::Expired:
            return fmt::format("made {} ago, the window is {} back", age(),
                               base::human_duration(attempt.window.past));
        case Reason::NotYetValid:
            return fmt::format("made {} in the future, the window is {} ahead", age(),
                               base::human_duration(attempt.window.future));
        default:
            return fmt::format("made {} {}", age(), *attempt.made > now ? "ahead" : "ago");
    }
}

}  // namespace ptkt::authorization
